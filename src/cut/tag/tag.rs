//! Parts of speech.
//!
//! In: nothing. Out: [`Tag`], and [`TagWord`], a word that asks for one. Never: a word of a language.

/// A part of speech as Universal Dependencies names it: <https://universaldependencies.org/u/pos/>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Adjective: `national`, `third`.
    Adj,
    /// Preposition: `of`, `by`.
    Adp,
    /// Adverb: `jointly`, `when`.
    Adv,
    /// Auxiliary, and every form of `be`: `will`, `has been`.
    Aux,
    /// Coordinating conjunction: `and`, `or`.
    Cconj,
    /// Determiner: `the`, `this`.
    Det,
    /// Interjection: `yes`.
    Intj,
    /// Noun: `partner`.
    Noun,
    /// Number: `12`, `three`.
    Num,
    /// Particle: `not`, `to` before a verb, the `s` of `WHO’s`.
    Part,
    /// Pronoun: `it`, `their`, `who`.
    Pron,
    /// Name: `Oslo`.
    Propn,
    /// Subordinating conjunction: `that`, `if`.
    Sconj,
    /// Symbol: `%`, `$`.
    Sym,
    /// Verb: `funds`, `signed`.
    Verb,
    /// What is none of these, as words of other languages.
    X,
    /// Punctuation; last, because no weight is needed to tell it from words.
    Punct,
}

impl Tag {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
        Self::Punct,
    ];

    /// The name in Universal Dependencies.
    ///
    /// ```
    /// use consort::cut::Tag;
    /// assert_eq!(Tag::Propn.name(), "PROPN");
    /// assert_eq!(Tag::from_name("PROPN"), Some(Tag::Propn));
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
            "PROPN", "SCONJ", "SYM", "VERB", "X", "PUNCT",
        ];
        NAMES[self as usize]
    }

    /// The tag of a name in Universal Dependencies.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}

/// A word of a sentence that asks for its part of speech.
#[derive(Debug, Clone, Copy)]
pub struct TagWord<'a> {
    /// As it is written: one token of [`crate::cut::Tokens`], or a name of several.
    pub word: &'a str,
    /// What stands between it and the word before: a space, a hyphen, a dash, an apostrophe.
    pub gap: &'a str,
    /// Its tag where it is known already; the words beside it are read in its light.
    pub fixed: Option<Tag>,
}

impl<'a> TagWord<'a> {
    /// A word behind a space.
    #[must_use]
    pub fn new(word: &'a str) -> Self {
        Self { word, gap: " ", fixed: None }
    }

    /// A name that is known as such, of one word or several.
    #[must_use]
    pub fn name(name: &'a str) -> Self {
        Self { word: name, gap: " ", fixed: Some(Tag::Propn) }
    }

    /// The same word behind another gap.
    #[must_use]
    pub fn behind(self, gap: &'a str) -> Self {
        Self { gap, ..self }
    }
}
