//! The part of speech of each word of a sentence.
//!
//! In: words, some with a tag already. Out: a tag for each. Never: a word of English, or a guess that depends on more than the
//! sentence.
//!
//! The averaged perceptron of Collins (2002), *Discriminative training methods for hidden Markov models*, EMNLP, read from left
//! to right with the tags found so far.

use std::sync::LazyLock;

use crate::cut::tag::features::{NO_TAG, Sentence};
use crate::cut::tag::tag::{Tag, TagWord};
use crate::cut::tag::weights::{N_TAGS, TaggerError, Weights};

/// Tells verbs from nouns, and both from the rest.
#[derive(Debug, Default)]
pub struct Tagger {
    weights: Weights,
}

static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    Tagger::read(include_bytes!("../../../vocab/tagger-en.bin")).unwrap_or_default()
});

impl Tagger {
    /// The shipped tagger for English, read once.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// A tagger from the bytes of its file.
    ///
    /// # Errors
    /// When the bytes are no such file, or only a part of one.
    pub fn read(bytes: &[u8]) -> Result<Self, TaggerError> {
        Ok(Self { weights: Weights::read(bytes)? })
    }

    /// The tag of each word of one sentence.
    ///
    /// ```
    /// use consort::cut::{Tag, TagWord, Tagger};
    /// let words = [TagWord::name("Norway"), TagWord::new("funds"), TagWord::new("the"), TagWord::new("project")];
    /// assert_eq!(Tagger::english().tag(&words), [Tag::Propn, Tag::Verb, Tag::Det, Tag::Noun]);
    /// ```
    #[must_use]
    pub fn tag(&self, words: &[TagWord<'_>]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(words.len());
        self.tag_into(words, &mut tags);
        tags
    }

    /// The same, into a vector that is emptied first.
    pub fn tag_into(&self, words: &[TagWord<'_>], tags: &mut Vec<Tag>) {
        tags.clear();
        let sentence = Sentence::look(words, |number| self.weights.class(number));
        let (mut before, mut last) = (NO_TAG, NO_TAG);
        for (i, word) in words.iter().enumerate() {
            let told = self.weights.told(word, sentence.word(i));
            let tag = told.unwrap_or_else(|| self.best(&sentence, i, before, last));
            tags.push(tag);
            (before, last) = (last, tag as u8);
        }
    }

    fn best(&self, sentence: &Sentence, i: usize, before: u8, last: u8) -> Tag {
        let mut scores = [0_i16; N_TAGS];
        sentence.features(i, before, last, |key| {
            if let Some(row) = self.weights.row(key) {
                for (score, &weight) in scores.iter_mut().zip(row) {
                    *score += i16::from(weight);
                }
            }
        });
        let mut best = 0;
        for t in 1..N_TAGS {
            if scores[t] > scores[best] {
                best = t;
            }
        }
        Tag::ALL[best]
    }
}
