//! What was found in one document.
//!
//! In: nothing. Out: the values that `extract` makes, `link` completes and later stages read. Never: folded offsets.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Assertion, Decision, Entity, EntityId, Span};

/// Everything read from one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// The sentences in reading order; titles and list items are sentences of their own.
    pub sentences: Vec<Sentence>,
    /// The linked mentions in reading order; a longer one comes before those inside it.
    pub mentions: Vec<Mention>,
    /// Names that could not be tied to one entity: several entries share the name, or no country could be found.
    pub unlinked: Vec<Unlinked>,
    /// The relations read, in reading order.
    pub assertions: Vec<Assertion>,
    /// Cities and sites that the dateline names, as written.
    pub places: Vec<String>,
    /// Countries that the dateline or a field of the input names, in order, each once; where the dateline names none, those
    /// whose capitals it names.
    pub countries: Vec<Arc<Entity>>,
    /// The country that the story names most, where it is of no country otherwise: an inference, never among `countries`.
    pub country_inferred: Option<Arc<Entity>>,
    /// What reviewers have decided on the names of this document, in the order of their file.
    pub decisions: Vec<Arc<Decision>>,
}

impl Extraction {
    /// The mentions of a sentence, by its index; those of no sentence are none.
    ///
    /// ```
    /// # use consort::dictionary::{builtin_files, compile, read};
    /// # use consort::documents::{Format, ReadOptions, parse};
    /// # use consort::pipeline::read_story;
    /// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
    /// let text = "Norway met UNODC. WHO was there.";
    /// let document = parse("note.txt", text, Format::Text, &ReadOptions::default()).output.remove(0);
    /// let extraction = read_story(document, &lexicon, &Default::default()).extraction;
    /// let counts: Vec<_> = (0..3).map(|sentence| extraction.mentions_in(sentence).len()).collect();
    /// assert_eq!(counts, [2, 1, 0]);
    /// # Ok::<(), consort::dictionary::VocabError>(())
    /// ```
    #[must_use]
    pub fn mentions_in(&self, sentence: usize) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.sentence < sentence);
        let to = self.mentions.partition_point(|m| m.sentence <= sentence);
        &self.mentions[from..to]
    }
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in the document's text.
    pub span: Span,
    /// Index of its paragraph in the document.
    pub paragraph: usize,
}

/// One naming of an entity in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where: `&document.text[span.range()]` is the surface form.
    pub span: Span,
    /// Index of its sentence in [`Extraction::sentences`].
    pub sentence: usize,
    /// What is named.
    pub entity: Arc<Entity>,
    /// By which kind of name.
    pub via: Via,
    /// Whether it lies inside a longer name (`UNODC` in `UNODC-WCO Container Control Programme`).
    pub nested: bool,
}

/// How a mention was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// A name or alias of the entry.
    Name,
    /// An abbreviation in its exact case.
    Abbreviation,
    /// An abbreviation or short form that the document itself defines.
    Defined,
    /// An alias that counts only in this context.
    Conditional,
    /// A template: a national body, or a unit of a place.
    Template,
    /// A country by its adjective or its people (`Albanian`).
    Demonym,
    /// Text of the shape that a pattern of the entry describes.
    Pattern,
    /// A name that no entry lists, told by its head word, its definition or the words around it.
    Proposed,
}

impl Via {
    /// All kinds.
    pub const ALL: [Via; 8] = [
        Via::Name,
        Via::Abbreviation,
        Via::Defined,
        Via::Conditional,
        Via::Template,
        Via::Demonym,
        Via::Pattern,
        Via::Proposed,
    ];

    /// The name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Via::Name => "name",
            Via::Abbreviation => "abbreviation",
            Via::Defined => "defined",
            Via::Conditional => "conditional",
            Via::Template => "template",
            Via::Demonym => "demonym",
            Via::Pattern => "pattern",
            Via::Proposed => "proposed",
        }
    }
}

/// A name that stays unlinked because the text does not say which of several entities it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlinked {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence in [`Extraction::sentences`].
    pub sentence: usize,
    /// The entities it could be, sorted by id; empty for a template without a country.
    pub candidates: Vec<EntityId>,
}
