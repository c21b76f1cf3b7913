//! A template: a kind of body that every country, or many a place, has.
//!
//! In: a table of `templates.toml`. Out: a checked, plain value. Never: anything about matching.

use serde::{Deserialize, Serialize};

/// A pattern for bodies whose full name needs a country or a place from the context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The id to mint, with `{country}`, `{place}`, `{owner}` or a slot's name in braces.
    pub id: String,
    /// The name to print, with a slot's name in braces; country or place follow in parentheses.
    pub name: String,
    /// What to look for: literal words, and at most one `{slot}` at the start or the end (`{slot+}` for a list).
    pub pattern: Vec<String>,
    /// Abbreviations, exact case; they need a place or a country as well.
    #[serde(default)]
    pub abbr: Vec<String>,
    /// Where to look for the country, first that gives exactly one; everywhere unless said.
    pub country: Option<Vec<Context>>,
    /// Where to look for the place of a unit that stands at a port or an airport.
    #[serde(default)]
    pub place: Vec<Context>,
    /// Whether a country named beside it owns it and another one hosts it (embassies).
    #[serde(default)]
    pub owner: bool,
    /// Id of the body it belongs to.
    pub parent: Option<String>,
    /// Whether it is an entity of its own where the text gives no country (`EU Delegations`).
    #[serde(default)]
    pub generic: bool,
    /// The kind in one or two words.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

impl Template {
    /// Where to look for the country.
    #[must_use]
    pub fn country_contexts(&self) -> &[Context] {
        match &self.country {
            Some(contexts) => contexts,
            None if self.place.is_empty() => Context::ALL,
            None => &[],
        }
    }
}

impl Context {
    /// All places to look, nearest first.
    pub const ALL: &[Context] = &[
        Context::Attached,
        Context::List,
        Context::Sentence,
        Context::Same,
        Context::Paragraph,
        Context::Dateline,
        Context::Title,
        Context::Document,
    ];
}

/// Where a template looks for its country or place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// Beside the name: `Serbian Ministry of …`, `Ministry of … of Serbia`, `… (Serbia)`.
    Attached,
    /// Beside another name of the same list: `the Border Police and the Ministry of … of Serbia`.
    List,
    /// The only one of the sentence.
    Sentence,
    /// The only one of the paragraph.
    Paragraph,
    /// The only one of the dateline.
    Dateline,
    /// The only one of the title.
    Title,
    /// The same body named in full elsewhere in the document.
    Same,
    /// The only one of the document.
    Document,
}
