//! The part of speech of each word of a sentence.
//!
//! In: words, some with a tag already. Out: a tag for each. Never: a word of English, or a guess that depends on more than the
//! sentence.
//!
//! The averaged perceptron of Collins (2002), *Discriminative training methods for hidden Markov models*, EMNLP, read from left
//! to right with the tags found so far.
//!
//! # The file
//! 1. Lines that open with `#`: where the weights come from. Then `consort-tagger 1`.
//! 2. The small words of the language, a line a word, sorted: the word, and its tags, the most frequent first; `=` before a tag
//!    says that the word has no other. An empty line.
//! 3. Which tags other words can have: a line with tags and the number of words that have these, then the words as sorted numbers,
//!    each as its distance from the one before. An empty line.
//! 4. The features ([`super::weights`]).

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::cut::tag::bytes::{Reader, TaggerError};
use crate::cut::tag::features::{ITSELF, MARGIN, PLACES, Past, Seen, Sentence};
use crate::cut::tag::forms::{Form, Forms};
use crate::cut::tag::tag::{Tag, TagWord};
use crate::cut::tag::weights::{N_TAGS, Scores, Weighed, Weights, write_weights};
use crate::cut::tag::words::{WordLine, Words, write_words};

const OPENS: &str = "consort-tagger 1";

/// Tells verbs from nouns, and both from the rest.
///
/// Some nineteen words of twenty are read rightly. It knows no meaning: behind a noun or a name, what could be a plural as well as
/// a verb is sometimes taken for the plural (`the project trains judges`), so ask whether a clause has a verb at all.
#[derive(Debug, Default)]
pub struct Tagger {
    words: Words,
    weights: Weights,
}

static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    Tagger::read(include_bytes!("../../../vocab/tagger-en.bin")).unwrap_or_default()
});

thread_local! {
    /// What the shipped tagger has seen of words; by thread, so that none waits for another.
    static FORMS: RefCell<Forms> = RefCell::default();
}

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
    ///
    /// ```
    /// let error = consort::cut::Tagger::read(b"the DET\n").unwrap_err();
    /// assert!(error.to_string().starts_with("not the file of a tagger: no line `consort-tagger 1`"));
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self, TaggerError> {
        let mut reader = Reader::new(bytes);
        loop {
            match reader.line()? {
                OPENS => break,
                line if line.starts_with('#') => {}
                _ => return Err(reader.wrong("no line `consort-tagger 1`")),
            }
        }
        Ok(Self { words: Words::read(&mut reader)?, weights: Weights::read(&mut reader)? })
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
        self.tag_with(words, &mut Forms::default())
    }

    /// The same with the shipped tagger for English, which looks at each word once and not in every sentence.
    ///
    /// ```
    /// use consort::cut::{Tag, TagWord, Tagger};
    /// assert_eq!(Tagger::tag_english(&[TagWord::new("the"), TagWord::new("project")]), [Tag::Det, Tag::Noun]);
    /// ```
    #[must_use]
    pub fn tag_english(words: &[TagWord<'_>]) -> Vec<Tag> {
        FORMS.with_borrow_mut(|forms| ENGLISH.tag_with(words, forms))
    }

    fn tag_with(&self, words: &[TagWord<'_>], forms: &mut Forms) -> Vec<Tag> {
        let places = forms.places(words, |word, small| self.form(word, small));
        let seen = places.iter().map(|&place| forms.get(place).seen).collect();
        let sentence = Sentence::of(words, seen);
        let mut tags = Vec::with_capacity(words.len());
        let mut past = Past::NONE;
        for (i, around) in places.windows(PLACES).enumerate() {
            let told = forms.get(around[ITSELF]).told;
            let tag = told.unwrap_or_else(|| {
                let mut scores = [0; N_TAGS];
                for (place, &form) in around.iter().enumerate() {
                    add(&mut scores, &forms.get(form).scores[place]);
                }
                let mut sum = self.weights.sum();
                sentence.joint_features(i, past, |key| sum.take(key));
                sum.add_to(&mut scores);
                best(&scores)
            });
            tags.push(tag);
            past = past.then(tag);
        }
        tags
    }

    /// What a word tells wherever it stands; `None` asks for what stands before and behind all words.
    fn form(&self, word: Option<&TagWord<'_>>, small: &mut Vec<u8>) -> Form {
        let seen = word.map(|word| Seen::of(word, small, |number| self.words.class(number)));
        let told = word.zip(seen).and_then(|(word, seen)| self.words.told(word, seen.word));
        let seen = seen.unwrap_or(MARGIN);
        let mut scores = [[0; N_TAGS]; PLACES];
        for (place, scores) in scores.iter_mut().enumerate() {
            let mut sum = self.weights.sum();
            seen.features_at(place, |key| sum.take(key));
            sum.add_to(scores);
        }
        Form { seen, told, scores }
    }

    /// What it knows of words before it looks at sentences.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }
}

fn add(scores: &mut Scores, more: &Scores) {
    for t in 0..N_TAGS {
        scores[t] += more[t];
    }
}

/// The tag for which most speaks, the first of several.
fn best(scores: &Scores) -> Tag {
    let best = (1..N_TAGS).fold(0, |best, t| if scores[t] > scores[best] { t } else { best });
    Tag::ALL[best]
}

/// Writes the file of a tagger; the list and the features are sorted.
pub(super) fn write(
    head: &str,
    list: &[WordLine],
    dictionary: &[(String, Vec<Tag>)],
    features: &[Weighed],
) -> Vec<u8> {
    let mut out = Vec::new();
    for line in head.lines() {
        out.extend_from_slice(format!("# {line}\n").as_bytes());
    }
    out.extend_from_slice(format!("{OPENS}\n").as_bytes());
    write_words(list, dictionary, &mut out);
    write_weights(features, &mut out);
    out
}
