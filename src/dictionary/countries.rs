//! Countries by everything that a field may call them.
//!
//! In: entries of countries. Out: a look-up by folded name, abbreviation, label and ISO code. Never: a choice where two
//! countries are called the same.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::cut::fold_name;
use crate::dictionary::entry::Entry;

/// What each country may be called, folded; what two of them are called calls neither.
pub(super) fn by_any_name<'e, K>(
    countries: impl Iterator<Item = (K, &'e Entry)>,
) -> FxHashMap<String, K>
where
    K: Clone,
{
    let mut found = FxHashMap::default();
    let mut shared = Vec::new();
    for (key, entry) in countries {
        for name in called(entry) {
            if found.insert(name.clone(), key.clone()).is_some() {
                shared.push(name);
            }
        }
    }
    for name in shared {
        found.remove(&name);
    }
    found
}

/// What a country may be called, folded, each once.
pub(super) fn called(entry: &Entry) -> BTreeSet<String> {
    let names = std::iter::once(&entry.name).chain(&entry.names).chain(&entry.formal);
    let codes = entry.ids.iter().filter(|(scheme, _)| scheme.starts_with("iso3166"));
    let names = names.chain(&entry.abbr).chain(entry.labels.values()).chain(codes.map(|c| c.1));
    names.map(|name| fold_name(name)).collect()
}
