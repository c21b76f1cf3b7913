//! The words of a language that say where its sentences end, as its file lists them.
//!
//! In: the table of a `sentences-….toml`. Out: a checked, plain value. Never: a text.

use serde::Deserialize;

/// What `[words]` of a sentence file says. The keys are explained in `sentences-en.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceLists {
    /// Abbreviations behind which a full stop ends no sentence.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Words that open a sentence even behind an initial.
    #[serde(default)]
    pub openers: Vec<String>,
}
