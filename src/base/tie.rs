//! How often two entities are named together.
//!
//! In: nothing. Out: the values that `view` measures and `rdf` writes. Never: a measure without its counts.

use std::fmt;
use std::str::FromStr;

use crate::base::EntityId;

/// Two entities that are named together in one kind of window, with how often and how strongly.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The smaller id.
    pub a: EntityId,
    /// The larger id.
    pub b: EntityId,
    /// What counts as together.
    pub window: Window,
    /// Windows that name both.
    pub count: usize,
    /// Documents with such a window.
    pub documents: usize,
    /// Such sentences that differ after folding case and white space.
    pub distinct_sentences: usize,
    /// Observed over expected windows; 1 when the two are independent.
    pub association_strength: f64,
    /// Normalised pointwise mutual information, from -1 to 1.
    pub npmi: f64,
    /// Dunning's log-likelihood ratio; above 10.83 with p < 0.001.
    pub log_likelihood: f64,
}

/// How near two names must stand to count as named together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Window {
    /// One sentence.
    Sentence,
    /// One paragraph.
    Paragraph,
    /// One document.
    Document,
}

impl Window {
    /// All windows, narrowest first.
    pub const ALL: [Window; 3] = [Window::Sentence, Window::Paragraph, Window::Document];

    /// The name in options and in the ontology.
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
