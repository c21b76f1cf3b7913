//! Registries of identifiers, and the addresses at which they keep them.
//!
//! In: `vocab/registries.toml`, a scheme with a value, an address. Out: links, and identifiers read back. Never: a link made of a
//! value that the registry cannot have given.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::Regex;
use serde::Deserialize;

/// The shipped table.
pub(super) const REGISTRIES: &str = include_str!("../../vocab/registries.toml");

static SHIPPED: LazyLock<Vec<Registry>> = LazyLock::new(|| {
    // The tests read the file; what cannot be read makes no link.
    read(REGISTRIES).unwrap_or_default()
});

/// What the address of an identifier is to the thing that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Bond {
    /// It names the thing itself.
    #[serde(rename = "owl:sameAs")]
    Same,
    /// It names a concept that means the thing.
    #[serde(rename = "skos:exactMatch")]
    Match,
    /// It is a page about it.
    #[serde(rename = "rdfs:seeAlso")]
    About,
}

/// A link to a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The name of the registry.
    pub registry: &'static str,
    /// What the address is.
    pub bond: Bond,
    /// Where it leads.
    pub address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    scheme: Option<String>,
    pattern: String,
    address: String,
    link: Bond,
}

struct Registry {
    name: String,
    scheme: String,
    /// Whether the scheme is its own: then its addresses are identifiers of that scheme.
    is_own: bool,
    pattern: Regex,
    /// What stands before the value in an address, and after it.
    around: (String, String),
    bond: Bond,
}

fn read(text: &str) -> Result<Vec<Registry>, String> {
    let rows: IndexMap<String, Row> = toml::from_str(text).map_err(|e| e.to_string())?;
    let registry = |(key, row): (String, Row)| {
        let pattern = Regex::new(&format!("^(?:{})$", row.pattern)).map_err(|e| e.to_string())?;
        let around =
            row.address.split_once("{id}").ok_or_else(|| format!("{key}: {{id}} expected"))?;
        Ok(Registry {
            name: row.name,
            is_own: row.scheme.is_none(),
            scheme: row.scheme.unwrap_or(key),
            pattern,
            around: (around.0.to_owned(), around.1.to_owned()),
            bond: row.link,
        })
    };
    rows.into_iter().map(registry).collect()
}

impl Registry {
    /// The value in an address of this registry, whether it is written with or without `s` and `www.`.
    fn value_in<'a>(&self, address: &'a str) -> Option<&'a str> {
        let inner = bare(address).strip_prefix(bare(&self.around.0))?;
        let value = inner.strip_suffix(self.around.1.as_str()).unwrap_or(inner);
        self.pattern.is_match(value).then_some(value)
    }

    fn link(&'static self, value: &str) -> Option<Link> {
        // Some write the address where the identifier is asked for.
        let value = self.value_in(value).unwrap_or(value);
        let (before, after) = &self.around;
        let address = || format!("{before}{value}{after}");
        let link = || Link { registry: &self.name, bond: self.bond, address: address() };
        self.pattern.is_match(value).then(link)
    }
}

fn bare(address: &str) -> &str {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let rest = rest.unwrap_or(address);
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// Where an identifier leads, if its registry gives it an address.
///
/// ```
/// use consort::dictionary::{Bond, identifier_link};
/// let link = identifier_link("iso3166_1_alpha3", "ALB").expect("the European Union lists it");
/// assert_eq!(link.address, "http://publications.europa.eu/resource/authority/country/ALB");
/// assert_eq!(link.bond, Bond::Match);
/// assert_eq!(identifier_link("iati", "XM-DAC-928"), None);
/// assert_eq!(identifier_link("wikidata", "unknown"), None);
/// ```
#[must_use]
pub fn identifier_link(scheme: &str, value: &str) -> Option<Link> {
    SHIPPED.iter().filter(|r| r.scheme == scheme).find_map(|r| r.link(value))
}

/// The identifier that an address stands for: its scheme and value.
///
/// ```
/// use consort::dictionary::identifier_at;
/// assert_eq!(identifier_at("https://www.wikidata.org/entity/Q7817"), Some(("wikidata".to_owned(), "Q7817".to_owned())));
/// assert_eq!(identifier_at("https://www.wikidata.org/wiki/Q7817"), None); // a page, which may be about something near
/// ```
#[must_use]
pub fn identifier_at(address: &str) -> Option<(String, String)> {
    let own = SHIPPED.iter().filter(|r| r.is_own);
    own.filter_map(|r| Some((r.scheme.clone(), r.value_in(address)?.to_owned()))).next()
}

/// The links of identifiers by scheme, in the order of their schemes.
pub fn identifier_links(ids: &BTreeMap<String, String>) -> impl Iterator<Item = Link> {
    ids.iter().filter_map(|(scheme, value)| identifier_link(scheme, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{builtin_files, read as read_vocabulary};

    #[test]
    fn the_shipped_table_is_read_and_every_link_comes_back() {
        let registries = read(REGISTRIES).unwrap();
        assert_eq!(registries.len(), 9);
        for (scheme, value, address) in [
            ("wikidata", "Q1", "http://www.wikidata.org/entity/Q1"),
            ("ror", "01an7q238", "https://ror.org/01an7q238"),
            ("ror", "https://ror.org/01an7q238", "https://ror.org/01an7q238"),
            ("isni", "000000012146438X", "https://isni.org/isni/000000012146438X"),
            ("geonames", "783754", "https://sws.geonames.org/783754/"),
            ("iso3166_1_alpha2", "AL", "https://www.iso.org/obp/ui/#iso:code:3166:AL"),
        ] {
            assert_eq!(identifier_link(scheme, value).unwrap().address, address);
            let own = registries.iter().any(|r| r.scheme == scheme && r.is_own);
            let back = identifier_at(address).map(|(scheme, _)| scheme);
            assert_eq!(back.as_deref(), own.then_some(scheme), "{address}");
        }
        for (scheme, value) in [("wikidata", "L1"), ("ror", "r-1"), ("m49", "008"), ("isni", "0")] {
            assert_eq!(identifier_link(scheme, value), None, "{scheme}:{value}");
        }
    }

    /// A value that its registry cannot have given is a slip in the vocabulary.
    #[test]
    fn every_shipped_identifier_of_a_registry_is_a_link() {
        let (vocabulary, _) = read_vocabulary(&builtin_files());
        let has_registry = |scheme: &str| SHIPPED.iter().any(|r| r.scheme == scheme);
        for (id, listed) in &vocabulary.entries {
            for (scheme, value) in listed.entry.ids.iter().filter(|(s, _)| has_registry(s)) {
                assert!(identifier_link(scheme, value).is_some(), "{id}: {scheme}:{value}");
            }
        }
    }

    #[test]
    fn what_is_no_registry_is_an_error() {
        let table = |rest: &str| {
            format!("[a]\nname = \"A\"\npattern = \"x\"\nlink = \"owl:sameAs\"\n{rest}")
        };
        for (text, word) in [
            (table("address = \"https://a.org/\""), "{id} expected"),
            (table("address = \"https://a.org/{id}\"\nadress = 1"), "adress"),
            (
                "[a]\nname = \"A\"\npattern = \"(\"\naddress = \"{id}\"\nlink = \"owl:sameAs\""
                    .into(),
                "unclosed",
            ),
        ] {
            let error = read(&text).map(|_| ()).unwrap_err();
            assert!(error.contains(word), "{error}");
        }
    }
}
