//! A story as it was read.
//!
//! In: nothing. Out: the value that `corpus` makes and every later stage reads. Never: changed after reading, save by what a graph says of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::{DocumentId, PartialDate, Span};

/// One story or report, with its text exactly as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Readable and unique in its corpus: date and title as a slug, `2020-12-28-unodc-wco-…`.
    pub id: DocumentId,
    /// The title with white space folded; empty when the story has none.
    pub title: String,
    /// Title, blank line and body as one slice of the input; all spans point into it.
    pub text: String,
    /// Where the title stands in `text`; empty when there is none.
    pub title_span: Span,
    /// The paragraphs in reading order, title first; together they hold every word of `text`.
    pub paragraphs: Vec<Paragraph>,
    /// The opening words that say when and where, if the story has them.
    pub dateline: Option<Dateline>,
    /// First day or month of what is reported, from the dateline or the input's own date field.
    pub date_start: Option<PartialDate>,
    /// Last day or month; equal to `date_start` for a single day.
    pub date_end: Option<PartialDate>,
    /// Places and countries that fields of the input name.
    pub given: Given,
    /// Where the story was read.
    pub source: Source,
    /// The story that this is a copy, an excerpt or a corrected version of, as a graph of many stories says; a story that is
    /// read by itself is nobody's copy.
    pub copy_of: Option<DocumentId>,
    /// Keys of the input record that consort does not know, kept as they were.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// A run of text between blank lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place in the document's text, without surrounding white space.
    pub span: Span,
    /// What kind of paragraph it is.
    pub kind: ParagraphKind,
}

/// What a paragraph is for: relations are read from titles, prose and list items, never from links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// The story's title.
    Title,
    /// Running prose.
    Text,
    /// One item of a bulleted or numbered list.
    Item,
    /// A web address or the line that announces a list of links.
    Link,
}

impl ParagraphKind {
    /// All kinds.
    pub const ALL: [ParagraphKind; 4] =
        [ParagraphKind::Title, ParagraphKind::Text, ParagraphKind::Item, ParagraphKind::Link];

    /// The name in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ParagraphKind::Title => "title",
            ParagraphKind::Text => "text",
            ParagraphKind::Item => "item",
            ParagraphKind::Link => "link",
        }
    }
}

/// The opening words of a story: `28-29 December 2020, Korce/Tirana, Albania:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// From the first word up to and including the closing colon or dash.
    pub span: Span,
    /// The places named, as written (`Korce`, `Tirana`, `Albania`): cities and countries are told apart by `extract`.
    pub locations: Vec<Span>,
    /// Whether the dateline says that it took place online, in whole or in part.
    pub online: bool,
}

/// Places and countries as fields of the input name them (`country`, `countries`, `place`): names or codes, not yet looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Countries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Places, which may hold a country: `Accra, Ghana`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
}

impl Given {
    /// Whether the input names none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty() && self.places.is_empty()
    }
}

/// Where a document was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The file as the user named it, `-` for standard input.
    pub file: String,
    /// The line of that file on which the story starts, from 1.
    pub line: usize,
    /// The address the input gives for the story, if any.
    pub url: Option<String>,
    /// Who published it, where the input says so.
    pub publisher: Option<String>,
}

impl Source {
    /// Who vouches for the story: its publisher, else the host of its address, else its file.
    #[must_use]
    pub fn name(&self) -> String {
        let publisher = self.publisher.clone().or_else(|| self.host());
        publisher.unwrap_or_else(|| self.file.clone())
    }

    /// The host of its address in lower case, without `www.`.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        let (_, rest) = self.url.as_deref()?.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        (!host.is_empty()).then(|| host.to_owned())
    }
}

/// A value and what was noticed on the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned<T> {
    /// The result.
    pub output: T,
    /// What the user should know, in input order.
    pub warnings: Vec<Warning>,
}

/// Something the user should know: where it is, what it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// `file:line`, or the file alone.
    pub place: String,
    /// What is wrong and the cure, in one sentence without a final dot.
    pub message: String,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
