//! One entry of the vocabulary, as its TOML table says it.
//!
//! In: a TOML table. Out: a checked, plain value. Never: anything about matching.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dictionary::pattern::{NamePattern, one_or_many};

/// What a table of `vocab/*.toml` says of one entity. The keys are explained in `vocab/README.md`.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The name to print.
    pub name: String,
    /// Aliases, any case.
    #[serde(default)]
    pub names: Vec<String>,
    /// Abbreviations, exact case.
    #[serde(default)]
    pub abbr: Vec<String>,
    /// The official long form.
    pub formal: Option<String>,
    /// Text that names it, told by its shape: grant numbers, resolutions, project codes.
    #[serde(default, rename = "pattern", deserialize_with = "one_or_many")]
    pub patterns: Vec<NamePattern>,
    /// Adjectives and people of a country.
    #[serde(default)]
    pub demonym: Vec<String>,
    /// Cities of government: a dateline that names one and no country is from there.
    #[serde(default)]
    pub capital: Vec<String>,
    /// Names in other languages by language tag.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Aliases that count only in context.
    #[serde(default)]
    pub cond: Vec<Conditional>,
    /// Longer phrases that never mean this entry.
    #[serde(default)]
    pub not: Vec<String>,
    /// Whether names count only in the case in which they are written.
    #[serde(default, rename = "match")]
    pub matching: Matching,
    /// The kind in one or two words.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Id of the body it is a unit of.
    pub parent: Option<String>,
    /// Ids of the frameworks it belongs to.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// Id of its country.
    pub country: Option<String>,
    /// Ids of the bodies that carry it out.
    #[serde(default)]
    pub implementers: Vec<String>,
    /// Ids of what a fund pays for.
    #[serde(default)]
    pub funds: Vec<String>,
    /// First date of this name, ISO 8601.
    pub since: Option<String>,
    /// Last date of this name, ISO 8601.
    pub until: Option<String>,
    /// Id of the successor.
    pub replaced_by: Option<String>,
    /// Identifiers elsewhere, by scheme.
    #[serde(default)]
    pub ids: BTreeMap<String, String>,
    /// Addresses of the same thing elsewhere.
    #[serde(default)]
    pub same_as: Vec<String>,
    /// Addresses of related things.
    #[serde(default)]
    pub see_also: Vec<String>,
    /// Whether it still exists.
    #[serde(default)]
    pub status: EntryStatus,
    /// A word to the next editor.
    pub note: Option<String>,
}

impl Entry {
    /// The ids of other entries that it holds, each with its key.
    pub(super) fn references(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let single = [
            ("parent", &self.parent),
            ("country", &self.country),
            ("replaced_by", &self.replaced_by),
        ];
        let several = [
            ("part_of", &self.part_of),
            ("implementers", &self.implementers),
            ("funds", &self.funds),
        ];
        let needs = self.cond.iter().map(|cond| ("needs", &cond.needs));
        let single =
            single.into_iter().flat_map(|(key, id)| id.iter().map(move |id| (key, id.as_str())));
        let several = several.into_iter().chain(needs);
        single.chain(several.flat_map(|(key, ids)| ids.iter().map(move |id| (key, id.as_str()))))
    }
}

/// An alias that counts only in context.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Conditional {
    /// The alias.
    #[serde(default)]
    pub text: String,
    /// Its shape, in place of `text`.
    pub pattern: Option<NamePattern>,
    /// Whether case matters.
    #[serde(default)]
    pub case: Matching,
    /// Ids of which one must be named by other words in `scope`; empty for no such condition.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Where to look for them.
    #[serde(default)]
    pub scope: Scope,
    /// Of several entries offering the alias, the one named nearest before it.
    #[serde(default)]
    pub nearest: bool,
    /// Words that must not follow.
    #[serde(default)]
    pub unless_next: Vec<String>,
    /// Words that must not come before.
    #[serde(default)]
    pub unless_prev: Vec<String>,
}

/// Whether the case of a name matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Matching {
    /// Any case.
    #[default]
    Fold,
    /// Only as written.
    Exact,
}

/// How far a condition looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The whole document.
    #[default]
    Document,
    /// The paragraph of the mention.
    Paragraph,
    /// The sentence of the mention.
    Sentence,
}

/// Whether an entity still exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryStatus {
    /// It does.
    #[default]
    Active,
    /// It does not.
    Defunct,
}
