//! Finds the entity that a user means.
//!
//! In: the names in the graph and what was typed. Out: one entity, or what it could have been. Never: a silent
//! choice between two entities that share a name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::{Class, EntityId};

/// The names of a graph, ready for look-ups.
#[derive(Debug, Clone, Default)]
pub struct Names {
    entities: Vec<NamedEntity>,
    /// One index a [`Level`]: a name, and the entities that bear it.
    levels: [BTreeMap<String, BTreeSet<usize>>; 4],
}

/// An entity with everything it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedEntity {
    /// Its id.
    pub id: EntityId,
    /// The name to print.
    pub label: String,
    /// Its class.
    pub class: Class,
    /// Other names, in any case: aliases, formal name, names in other languages.
    pub names: Vec<String>,
    /// Abbreviations in their exact case.
    pub abbreviations: Vec<String>,
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
    /// Takes the entities in any order.
    pub fn new(entities: impl IntoIterator<Item = NamedEntity>) -> Self {
        let mut names = Names { entities: entities.into_iter().collect(), ..Default::default() };
        names.entities.sort_by(|x, y| x.id.cmp(&y.id));
        for (i, entity) in names.entities.iter().enumerate() {
            let [ids, labels, exact, folded] = &mut names.levels;
            ids.entry(fold(&entity.id)).or_default().insert(i);
            labels.entry(fold(&entity.label)).or_default().insert(i);
            for name in entity.names.iter().chain(&entity.abbreviations) {
                exact.entry(name.clone()).or_default().insert(i);
                folded.entry(fold(name)).or_default().insert(i);
            }
        }
        names
    }

    /// The entity with this id, label or name. Case, blanks, hyphens and diacritics do not matter; but where they
    /// tell two entities apart (`WHO` and `Who`), the exact form wins.
    ///
    /// # Errors
    /// When nothing is called that, or several entities are.
    pub fn find(&self, typed: &str) -> Result<&NamedEntity, NameError> {
        let folded = fold(typed);
        for level in [Level::Id, Level::Label, Level::Exact, Level::Folded] {
            let key = if matches!(level, Level::Exact) { typed.trim() } else { folded.as_str() };
            let Some(found) = self.levels[level as usize].get(key) else { continue };
            match *found.iter().collect::<Vec<_>>() {
                [&one] => return Ok(&self.entities[one]),
                _ => {
                    let candidates = found.iter().map(|i| self.candidate(*i)).collect();
                    return Err(NameError::Ambiguous { name: typed.to_owned(), candidates });
                }
            }
        }
        Err(NameError::Unknown { name: typed.to_owned(), near: self.near(&folded) })
    }

    /// The entity with exactly this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&NamedEntity> {
        let found = self.entities.binary_search_by(|e| (*e.id).cmp(id)).ok()?;
        self.entities.get(found)
    }

    /// The label of an id, or the id itself where the graph has no label for it.
    #[must_use]
    pub fn label(&self, id: &str) -> String {
        self.get(id).map_or_else(|| id.to_owned(), |e| e.label.clone())
    }

    /// All entities, sorted by id.
    #[must_use]
    pub fn entities(&self) -> &[NamedEntity] {
        &self.entities
    }

    /// Up to three entities whose names look most like what was typed.
    fn near(&self, folded: &str) -> Vec<Candidate> {
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
        ranked.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        ranked.iter().take(3).map(|(i, _)| self.candidate(*i)).collect()
    }

    fn candidate(&self, entity: usize) -> Candidate {
        let NamedEntity { id, label, class, .. } = &self.entities[entity];
        Candidate { id: id.to_string(), label: label.clone(), class: class.name().to_owned() }
    }
}

/// Jaro-Winkler likeness below which a suggestion would only puzzle. Picked by trying misspelt names.
const NEAR: f64 = 0.82;

fn likeness(typed: &str, name: &str) -> f64 {
    let part_of_name = typed.chars().count() >= 4 && name.contains(typed);
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

/// An entity that the user may have meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its id: what to type to be understood.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its class.
    pub class: String,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}, {})", self.id, self.label, self.class)
    }
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
        near: Vec<Candidate>,
    },
    /// Several entities are called that.
    #[error("{name:?} names several entities; give the id: {}", list(.candidates))]
    Ambiguous {
        /// What was typed.
        name: String,
        /// The entities, sorted by id.
        candidates: Vec<Candidate>,
    },
}

fn suggestion(near: &[Candidate]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", list(near)) }
}

fn list(candidates: &[Candidate]) -> String {
    candidates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(id: &str, label: &str, names: &[&str], abbreviations: &[&str]) -> NamedEntity {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        NamedEntity {
            id: id.into(),
            label: label.to_owned(),
            class: Class::Organisation,
            names: owned(names),
            abbreviations: owned(abbreviations),
        }
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
        assert_eq!(near.first().map(|c| c.id.as_str()), Some("unodc"));
        let NameError::Unknown { near, .. } = names().find("anti-corruption").unwrap_err() else {
            panic!()
        };
        assert_eq!(near.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["rai"]);
        assert_eq!(
            names().find("xyzzy").unwrap_err().to_string(),
            "nothing in the graph is called \"xyzzy\""
        );
    }
}
