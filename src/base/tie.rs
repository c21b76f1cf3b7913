//! Two entities named together.
//!
//! In: nothing. Out: the value that counting makes and `rdf` writes. Never: a count without its window.

use std::fmt;
use std::str::FromStr;

use crate::base::EntityId;

/// How often two entities are named in one window, and how far that is from chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The entity with the smaller id.
    pub a: EntityId,
    /// The entity with the greater id.
    pub b: EntityId,
    /// What counts as together.
    pub window: Window,
    /// Windows that name both.
    pub count: u64,
    /// Documents with such a window.
    pub documents: u64,
    /// Such windows with different text: a sentence repeated word for word counts once.
    pub distinct_sentences: u64,
    /// Observed over expected windows; 1 is what chance would give.
    pub association_strength: f64,
    /// Normalised pointwise mutual information, -1 to 1; 0 is what chance would give.
    pub npmi: f64,
    /// Log-likelihood ratio, negative when the two are named together less often than by chance.
    pub log_likelihood: f64,
}

/// How near two names must stand to count as together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Window {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
    /// In one document.
    Document,
}

impl Window {
    /// All windows, narrowest first.
    pub const ALL: [Window; 3] = [Window::Sentence, Window::Paragraph, Window::Document];

    /// The name in IRIs and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Window::Sentence => "sentence",
            Window::Paragraph => "paragraph",
            Window::Document => "document",
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Window::ALL
            .into_iter()
            .find(|w| w.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| format!("{text:?} is not a window (sentence, paragraph, document)"))
    }
}
