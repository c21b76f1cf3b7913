//! What a tagger knows of words wherever they stand, so that it looks at each form once.
//!
//! In: the words of sentences. Out: a [`Form`] for each. Never: a sentence, or the forms of two taggers in one place.

use rustc_hash::FxHashMap;

use crate::cut::tag::features::{ITSELF, PLACES, Seen, is_sign};
use crate::cut::tag::tag::{Tag, TagWord};
use crate::cut::tag::weights::Scores;

/// So many forms are kept; nearly all words of a text are among the few thousand that all texts have in common.
const MOST: usize = 1 << 14;

/// What has more bytes is no word that comes back, and is not kept.
const LONGEST: usize = 64;

/// What a word tells by itself.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) seen: Seen,
    /// Its tag, where nothing else needs to be looked at.
    pub(super) told: Option<Tag>,
    /// What speaks for each tag of a word, for each of the places where this one may stand beside it.
    pub(super) scores: [Scores; PLACES],
}

/// The forms seen so far.
#[derive(Debug, Default)]
pub(super) struct Forms {
    places: FxHashMap<Box<str>, usize>,
    /// Those of words whose tag is known, by the tag and whether they are signs.
    fixed: FxHashMap<(Tag, bool), usize>,
    /// The first stands before and behind all words.
    forms: Vec<Form>,
    small: Vec<u8>,
}

impl Forms {
    /// The form at a place.
    pub(super) fn get(&self, place: usize) -> &Form {
        &self.forms[place]
    }

    /// Where the forms of words stand, with those before the first and behind the last; `look` makes the form of a word.
    pub(super) fn places(
        &mut self,
        words: &[TagWord<'_>],
        look: impl Fn(Option<&TagWord<'_>>, &mut Vec<u8>) -> Form,
    ) -> Vec<usize> {
        if self.forms.len() > MOST {
            self.forms.clear();
            self.places.clear();
            self.fixed.clear();
        }
        if self.forms.is_empty() {
            self.forms.push(look(None, &mut self.small));
        }
        let mut places = vec![0; words.len() + PLACES - 1];
        for (place, word) in places[ITSELF..].iter_mut().zip(words) {
            let fixed = word.fixed.map(|tag| (tag, is_sign(word.word)));
            let known = match &fixed {
                Some(fixed) => self.fixed.get(fixed),
                None => self.places.get(word.word),
            };
            if let Some(&known) = known {
                *place = known;
                continue;
            }
            *place = self.forms.len();
            self.forms.push(look(Some(word), &mut self.small));
            match fixed {
                Some(fixed) => _ = self.fixed.insert(fixed, *place),
                None if word.word.len() > LONGEST => {}
                None => _ = self.places.insert(word.word.into(), *place),
            }
        }
        places
    }
}
