//! Finds the entity that a user means.
//!
//! In: the names in the graph and what was typed. Out: one entity, or what it could have been. Never: a silent
//! choice between two entities that share a name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::{Entity, sort_by};
use crate::dictionary::Entry;
use crate::merge::EntityFacts;

/// The names of a graph, ready for look-ups.
///
/// ```
/// use std::sync::Arc;
/// use consort::dictionary::Entry;
/// use consort::merge::EntityFacts;
/// use consort::view::names::Names;
/// use consort::{Class, Entity, EntityId, Origin};
/// let entity = |id: &str, label: &str, abbr: &str| {
///     let (id, label) = (EntityId::new(id).expect("an id"), label.to_owned());
///     let (class, origin) = (Class::Organisation, Origin::Listed);
///     let entity = Entity { id, label, class, origin, country: None, parent: None };
///     let entry = Entry { abbr: vec![abbr.to_owned()], ..Entry::default() };
///     EntityFacts::new(Arc::new(entity), Some(Arc::new(entry)))
/// };
/// let names = Names::new([
///     entity("zeta", "Zeta Body", "ZB"),
///     entity("zinc", "Zinc Board", "ZB"),
/// ]);
/// assert_eq!(&*names.find("zeta  BODY")?.id, "zeta");
/// assert_eq!((&*names.label("zinc"), names.abbreviation("zinc")), ("Zinc Board", Some("ZB")));
/// let two = names.find("ZB").unwrap_err().to_string();
/// assert!(two.ends_with("give the id: zeta (Zeta Body, Organisation), zinc (Zinc Board, Organisation)"));
/// let near = names.find("zeta bdoy").unwrap_err().to_string();
/// assert!(near.contains("did you mean zeta (Zeta Body, Organisation)"));
/// # Ok::<(), consort::view::names::NameError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Sorted by id.
    entities: Vec<Arc<Entity>>,
    /// The first abbreviation of each, in the same order.
    abbreviations: Vec<Option<String>>,
    /// One index a [`Level`]: a name, and the entities that bear it.
    levels: [BTreeMap<String, BTreeSet<usize>>; 4],
}

/// How a name may fit, best first: one entity at a better level is never shadowed by one at a lesser.
#[derive(Clone, Copy)]
enum Level {
    Id,
    Label,
    Exact,
    Folded,
}

impl Names {
    /// Takes the entities in any order, with what their entries call them and the ids that were merged into them.
    pub fn new(entities: impl IntoIterator<Item = EntityFacts>) -> Self {
        let mut facts: Vec<EntityFacts> = entities.into_iter().collect();
        sort_by(&mut facts, |x, y| x.entity.id.cmp(&y.entity.id));
        let mut all = Names::default();
        for (i, EntityFacts { entity, entry, merged, .. }) in facts.into_iter().enumerate() {
            let [ids, labels, exact, folded] = &mut all.levels;
            ids.entry(fold(&entity.id)).or_default().insert(i);
            labels.entry(fold(&entity.label)).or_default().insert(i);
            let of_entry = entry.iter().flat_map(|e| {
                [&e.name].into_iter().chain(&e.names).chain(&e.formal).chain(&e.abbr)
            });
            let names = of_entry.map(String::as_str).chain(merged.iter().map(AsRef::as_ref));
            for name in names.filter(|name| !name.is_empty()) {
                exact.entry(name.to_owned()).or_default().insert(i);
                folded.entry(fold(name)).or_default().insert(i);
            }
            all.abbreviations.push(entry.as_ref().and_then(|e| abbreviation(e, &entity.label)));
            all.entities.push(entity);
        }
        all
    }

    /// The entity with this id, label or name. Case, blanks, hyphens and diacritics do not matter; but where they
    /// tell two entities apart (`WHO` and `Who`), the exact form wins.
    ///
    /// # Errors
    /// When nothing is called that, or several entities are.
    pub fn find(&self, typed: &str) -> Result<&Entity, NameError> {
        let folded = fold(typed);
        for level in [Level::Id, Level::Label, Level::Exact, Level::Folded] {
            let key = if matches!(level, Level::Exact) { typed.trim() } else { folded.as_str() };
            let Some(found) = self.levels[level as usize].get(key) else { continue };
            match *found.iter().collect::<Vec<_>>() {
                [&one] => return Ok(&self.entities[one]),
                _ => {
                    let candidates = found.iter().map(|i| self.entities[*i].clone()).collect();
                    return Err(NameError::Ambiguous { name: typed.to_owned(), candidates });
                }
            }
        }
        Err(NameError::Unknown { name: typed.to_owned(), near: self.near(&folded) })
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.entities.binary_search_by(|e| (*e.id).cmp(id)).ok()
    }

    /// The entity with exactly this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entity> {
        Some(&self.entities[self.place(id)?])
    }

    /// The abbreviation of an id, where it has one.
    #[must_use]
    pub fn abbreviation(&self, id: &str) -> Option<&str> {
        self.abbreviations[self.place(id)?].as_deref()
    }

    /// The label of an id, or the id itself where the graph has no label for it.
    #[must_use]
    pub fn label(&self, id: &str) -> String {
        self.get(id).map_or_else(|| id.to_owned(), |e| e.label.clone())
    }

    /// All entities, sorted by id.
    #[must_use]
    pub fn entities(&self) -> &[Arc<Entity>] {
        &self.entities
    }

    /// Up to three entities whose names look most like what was typed.
    fn near(&self, folded: &str) -> Vec<Arc<Entity>> {
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for level in [Level::Id, Level::Label, Level::Folded] {
            for (name, entities) in &self.levels[level as usize] {
                let score = likeness(folded, name);
                if score >= NEAR {
                    for &entity in entities {
                        let known = best.entry(entity).or_default();
                        *known = known.max(score);
                    }
                }
            }
        }
        let mut ranked: Vec<(usize, f64)> = best.into_iter().collect();
        sort_by(&mut ranked, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        ranked.iter().take(3).map(|(i, _)| self.entities[*i].clone()).collect()
    }
}

/// The first abbreviation of an entry, or else a name of one word in capitals alone, which stands for the whole (INTERPOL).
fn abbreviation(entry: &Entry, label: &str) -> Option<String> {
    let in_capitals = |name: &&String| {
        name.chars().count() > 1
            && name.chars().all(|c| c.is_uppercase() || c.is_numeric())
            && name.len() < label.len()
    };
    entry.abbr.first().or_else(|| entry.names.iter().find(in_capitals)).cloned()
}

/// Jaro-Winkler likeness below which a suggestion would only puzzle. Picked by trying misspelt names.
const NEAR: f64 = 0.82;

/// A name longer than this is suggested to nobody.
const LONGEST: usize = 1000;

fn likeness(typed: &str, name: &str) -> f64 {
    let part_of_name = typed.chars().count() >= 4 && name.contains(typed);
    let (n_typed, n_name) = (typed.chars().count(), name.chars().count());
    // What is ten times as long cannot be so like, and comparing takes a time that grows with both.
    if n_typed > 10 * n_name.max(1) || n_name > LONGEST {
        return 0.0;
    }
    let spelling = strsim::jaro_winkler(typed, name);
    if part_of_name { spelling.max(0.9) } else { spelling }
}

/// Lower case, no diacritics, no blanks, hyphens or quotes.
fn fold(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || matches!(c, '&' | '/' | '+' | '(' | ')' | '.'))
        .collect()
}

/// A name that does not say which entity is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Nothing is called that.
    #[error("nothing in the graph is called {name:?}{}", suggestion(.near))]
    Unknown {
        /// What was typed.
        name: String,
        /// Up to three entities with similar names, nearest first.
        near: Vec<Arc<Entity>>,
    },
    /// Several entities are called that.
    #[error("{name:?} names several entities; give the id: {}", list(.candidates))]
    Ambiguous {
        /// What was typed.
        name: String,
        /// The entities, sorted by id.
        candidates: Vec<Arc<Entity>>,
    },
}

fn suggestion(near: &[Arc<Entity>]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", list(near)) }
}

/// The ids come first: they are what to type to be understood.
fn list(entities: &[Arc<Entity>]) -> String {
    let shown = entities.iter().map(|e| format!("{} ({}, {})", e.id, e.label, e.class));
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Class, Origin};

    fn entity(id: &str, label: &str, names: &[&str], abbreviations: &[&str]) -> EntityFacts {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        let entry = Entry { names: owned(names), abbr: owned(abbreviations), ..Entry::default() };
        let entity = Entity {
            id: id.into(),
            label: label.to_owned(),
            class: Class::Organisation,
            country: None,
            parent: None,
            origin: Origin::Listed,
        };
        EntityFacts::new(Arc::new(entity), Some(Arc::new(entry)))
    }

    fn names() -> Names {
        Names::new([
            entity("who", "World Health Organization", &[], &["WHO"]),
            entity(
                "unodc",
                "United Nations Office on Drugs and Crime",
                &["UN Drugs Office"],
                &["UNODC"],
            ),
            entity("rai", "Regional Anti-Corruption Initiative", &[], &["RAI"]),
            entity("rai-italy", "Radiotelevisione italiana", &[], &["RAI", "Rai"]),
            entity("rai-studio", "Studio", &["rai tv"], &["Rai"]),
            entity("gradiska", "Police of Gradiška", &[], &[]),
        ])
    }

    #[test]
    fn id_label_and_alias_in_any_dress() {
        for (typed, id) in [
            ("unodc", "unodc"),
            ("UNODC", "unodc"),
            ("united nations office on drugs and crime", "unodc"),
            ("UN drugs-office", "unodc"),
            ("police of gradiska", "gradiska"),
            ("rai italy", "rai-italy"),
            ("RAI TV", "rai-studio"),
        ] {
            assert_eq!(names().find(typed).map(|e| e.id.to_string()), Ok(id.to_owned()), "{typed}");
        }
        assert_eq!(names().label("who"), "World Health Organization");
        assert_eq!(names().label("no-such"), "no-such");
    }

    #[test]
    fn a_word_in_capitals_abbreviates_where_no_abbreviation_is_listed() {
        for (names, abbreviations, found) in [
            (&["Cross Border Net", "CROBONET", "CBN"][..], &[][..], Some("CROBONET")),
            (&["CROBONET"], &["CBN"], Some("CBN")),
            (&["Crobonet", "CROSS BORDER", "C"], &[], None),
            (&["CROSSBORDERNETWORK"], &[], None),
        ] {
            let names = Names::new([entity("net", "Cross-Border Net", names, abbreviations)]);
            assert_eq!(names.abbreviation("net"), found);
        }
    }

    #[test]
    fn a_shared_name_lists_its_bearers() {
        let named =
            Names::new([entity("a", "A", &[], &["RAI"]), entity("b", "B", &["Rai"], &["RAI"])]);
        assert_eq!(
            named.find("RAI").unwrap_err().to_string(),
            "\"RAI\" names several entities; give the id: a (A, Organisation), b (B, Organisation)"
        );
        assert_eq!(named.find("Rai").map(|e| &*e.id), Ok("b"), "the exact case tells them apart");
    }

    #[test]
    fn an_unknown_name_suggests_the_nearest() {
        let NameError::Unknown { near, .. } = names().find("undoc").unwrap_err() else { panic!() };
        assert_eq!(near.first().map(|e| &*e.id), Some("unodc"));
        let NameError::Unknown { near, .. } = names().find("anti-corruption").unwrap_err() else {
            panic!()
        };
        assert_eq!(near.iter().map(|e| &*e.id).collect::<Vec<_>>(), ["rai"]);
        assert_eq!(
            names().find("xyzzy").unwrap_err().to_string(),
            "nothing in the graph is called \"xyzzy\""
        );
    }
}
