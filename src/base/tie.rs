//! Two entities named together.
//!
//! In: nothing. Out: the value that counting makes and `rdf` writes. Never: a count without its window.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::{EntityId, PartialDate};

/// How often two entities are named in one window, and how far that is from chance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// Such windows with different text: boilerplate repeated in thirty stories, near enough word for word, counts once.
    pub distinct_sentences: u64,
    /// Publishers of such documents; where no publisher is known, hosts or files.
    pub sources: u64,
    /// The first date of a document with such a window, if one is dated.
    pub first: Option<PartialDate>,
    /// The last date of a document with such a window, if one is dated.
    pub last: Option<PartialDate>,
    /// Observed over expected windows; 1 is what chance would give.
    pub association_strength: f64,
    /// Normalised pointwise mutual information, -1 to 1; 0 is what chance would give.
    pub npmi: f64,
    /// Log-likelihood ratio, negative when the two are named together less often than by chance.
    pub log_likelihood: f64,
    /// The chance that independent names differ so far from expectation or farther: the p-value of `log_likelihood`.
    pub p_value: f64,
    /// The same, corrected for the number of pairs tested: the least false discovery rate at which the pair is kept.
    pub q_value: f64,
    /// Windows that name both over windows that name either, 0 to 1.
    pub jaccard: f64,
    /// Windows that name both over the geometric mean of those that name each, 0 to 1.
    pub cosine: f64,
    /// The chance that a tie as strong would stand here if its ends spread their counts over their ties at random, 0
    /// to 1: the lower, the more it belongs to the backbone of its network.
    pub disparity: f64,
    /// What shuffled windows give, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<Chance>,
}

/// How often two entities meet in windows shuffled so that every window keeps its number of entities and every entity
/// its number of windows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// The mean count.
    pub mean: f64,
    /// The standard deviation of the count.
    pub deviation: f64,
    /// By how many deviations the count exceeds the mean; nothing where no shuffle differs from another.
    pub z: Option<f64>,
    /// The share of shuffles in which the two meet as often or more, the real windows counted as one of them.
    pub p_value: f64,
}

/// How near two names must stand to count as together.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub enum Window {
    /// In one sentence.
    #[default]
    Sentence,
    /// Within so many sentences in a row, two or more, of one document.
    Sentences(u8),
    /// In one paragraph.
    Paragraph,
    /// In one document.
    Document,
}

impl Window {
    /// The windows without a parameter, narrowest first.
    pub const ALL: [Window; 3] = [Window::Sentence, Window::Paragraph, Window::Document];

    /// The name in IRIs and on the command line: `sentence`, `3-sentences`, `paragraph`, `document`.
    #[must_use]
    pub fn name(self) -> Cow<'static, str> {
        match self {
            Window::Sentence => "sentence".into(),
            Window::Sentences(k) => format!("{k}-sentences").into(),
            Window::Paragraph => "paragraph".into(),
            Window::Document => "document".into(),
        }
    }
}

impl From<Window> for String {
    fn from(window: Window) -> Self {
        window.name().into_owned()
    }
}

impl TryFrom<String> for Window {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for Window {
    type Err = String;

    /// Reads a name, or a number of sentences: `3-sentences` or `3`; one sentence is a `sentence`.
    fn from_str(text: &str) -> Result<Self, String> {
        let folded = text.trim().to_ascii_lowercase();
        let number = folded.strip_suffix("-sentences").unwrap_or(&folded);
        match number.parse::<u8>() {
            Ok(1) => return Ok(Window::Sentence),
            Ok(k) if k > 1 => return Ok(Window::Sentences(k)),
            _ => {}
        }
        Window::ALL.into_iter().find(|w| w.name() == folded).ok_or_else(|| {
            format!(
                "{text:?} is not a window (sentence, paragraph, document, or a number of sentences from 1 to 255 such \
                 as 3-sentences)"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn windows_are_read_by_name_or_number() {
        for (text, window) in [
            ("sentence", Window::Sentence),
            ("Paragraph", Window::Paragraph),
            ("1", Window::Sentence),
            ("3", Window::Sentences(3)),
            ("12-sentences", Window::Sentences(12)),
        ] {
            assert_eq!(text.parse(), Ok(window), "{text}");
            assert_eq!(window.to_string().parse(), Ok(window), "{window}");
        }
        for bad in ["", "0", "-1", "256", "page", "sentences", "3-words"] {
            assert!(bad.parse::<Window>().is_err(), "{bad}");
        }
    }
}
