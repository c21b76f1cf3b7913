//! The stored questions: which there are, and which fit an entity.
//!
//! In: the queries that come with consort, an entity. Out: questions in words, with its name filled in. Never: an answer.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{Class, Entity};
use crate::view::query::{Prefixes, SHIPPED, ShippedQuery, prepare, shipped};

/// A stored question about one entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct AskedOf {
    /// In words, with its name filled in.
    pub text: String,
    /// Name of the stored query.
    pub query: String,
    /// The parameters to set.
    pub set: BTreeMap<String, String>,
}

/// A stored query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct StoredQuery {
    /// Its name.
    pub name: String,
    /// The question it answers.
    pub question: String,
    /// SPARQL.
    pub text: String,
    /// What can be set, in the order of the text.
    pub parameters: Vec<StoredParameter>,
}

/// A parameter of a stored query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct StoredParameter {
    /// Its name.
    pub name: String,
    /// What it means.
    pub says: String,
    /// With what it is filled.
    pub takes: Takes,
    /// What it is set to, IRIs shortened; empty where anything fits.
    pub values: Vec<String>,
}

/// What a parameter is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// The id, label or alias of an entity.
    Entity,
    /// A word.
    Text,
}

/// The stored questions that fit an entity, its name filled in.
pub(super) fn questions(entity: &Entity) -> Vec<AskedOf> {
    let queries = SHIPPED.iter().filter_map(|(name, _)| shipped(name));
    queries.filter_map(|query| asked_of(&query, entity)).collect()
}

fn asked_of(query: &ShippedQuery, entity: &Entity) -> Option<AskedOf> {
    let asks = query.asks?;
    let (name, says) = query.parameters.first()?;
    if !fits(says, entity.class) {
        return None;
    }
    let text = asks.replace(&format!("{{{name}}}"), &entity.label);
    let set = BTreeMap::from([((*name).to_owned(), entity.id.to_string())]);
    Some(AskedOf { text, query: query.name.to_owned(), set })
}

/// Whether the words for a parameter ("an organisation, programme or country") name a class; those that name none take all.
fn fits(says: &str, class: Class) -> bool {
    let words = || says.split(|c: char| !c.is_alphabetic());
    // A pooled fund is what the class of donors holds.
    let named = |word: &str| if word == "fund" { Some(Class::Donor) } else { word.parse().ok() };
    let mut classes = words().filter_map(named).peekable();
    classes.peek().is_none() || classes.any(|named| named == class)
}

/// All stored queries.
#[must_use]
pub fn stored_queries(prefixes: &Prefixes) -> Vec<StoredQuery> {
    SHIPPED.iter().filter_map(|(name, _)| shipped(name)).map(|q| stored(&q, prefixes)).collect()
}

fn stored(query: &ShippedQuery, prefixes: &Prefixes) -> StoredQuery {
    let says = |name: &str| query.parameters.iter().find(|(n, _)| *n == name).map(|(_, s)| *s);
    let nobody = |name: &str| Err(format!("{name:?} is no value"));
    // They are parsed by a test; one that cannot be has no parameters.
    let real = prepare(query.text, &[], &nobody, prefixes).map(|p| p.parameters);
    let parameters = real
        .unwrap_or_default()
        .into_iter()
        .map(|p| {
            let says = says(&p.name).unwrap_or_default();
            // What a text may be stands in quotation marks.
            let takes = if says.contains('"') { Takes::Text } else { Takes::Entity };
            StoredParameter { name: p.name, says: says.to_owned(), takes, values: p.values }
        })
        .collect();
    StoredQuery {
        name: query.name.to_owned(),
        question: query.question.to_owned(),
        text: query.text.to_owned(),
        parameters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Origin;

    #[test]
    fn questions_fit_the_class() {
        let asked = |class| {
            let (id, label, origin) = ("x".into(), "X".to_owned(), Origin::Listed);
            let entity = Entity { id, label, class, origin, country: None, parent: None };
            questions(&entity).into_iter().map(|q| q.text).collect::<Vec<_>>()
        };
        let programme = asked(Class::Programme);
        assert!(programme.contains(&"Who carries out X?".to_owned()), "{programme:?}");
        assert!(programme.contains(&"Who funds X, directly or through pooled funds?".to_owned()));
        let country = asked(Class::Country);
        assert!(country.contains(&"Who does what in or for X?".to_owned()), "{country:?}");
        assert!(!country.contains(&"Who carries out X?".to_owned()));
        assert!(asked(Class::Region).contains(&"Which stories name X?".to_owned()));
    }
}
