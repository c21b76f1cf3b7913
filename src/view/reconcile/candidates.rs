//! Candidates for a name and what else is known of it.
//!
//! In: a question. Out: entities with a score from 0 to 100 and the features that make it. Never: a score that the features do not
//! explain.
//!
//! # Rules
//! 1. The likeness of the name times 100.
//! 2. Of what else is known, each property that an entity has too: 70 of 100 parts are the name's, 30 those of the properties.
//! 3. An entity of another type is left out, or loses 25 where the type is only a wish.
//! 4. The first is a match where its name is the same, nothing known of it is otherwise, and no other is within five.

use crate::base::{Class, sort_by};
use crate::merge::EntityFacts;
use crate::view::desk::fold;
use crate::view::reconcile::names::Alike;
use crate::view::reconcile::reconciler::Reconciler;

/// The part of the score that is the properties', where there are any.
const PROPERTIES: f64 = 0.3;

/// What another type than the one wished for costs.
const OTHER_TYPE: f64 = 25.0;

/// A match is so far ahead of the next.
const AHEAD: f64 = 5.0;

/// From this likeness on a name is the same.
const SAME: f64 = 0.98;

/// A question.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The name.
    pub name: Option<String>,
    /// Classes that it may be of; any when empty.
    pub classes: Vec<Class>,
    /// How firmly.
    pub strictness: Strictness,
    /// What else is known.
    pub properties: Vec<PropertyAsked>,
    /// Most candidates.
    pub most: usize,
}

/// Whether other classes than those asked for count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// They do not.
    #[default]
    Only,
    /// They count less.
    Rather,
}

/// What is known of a property.
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyAsked {
    /// The property.
    pub id: String,
    /// Its values; one that fits is enough.
    pub values: Vec<Wanted>,
}

/// A value that a property should have.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// This entity.
    Id(String),
    /// Something called or written so.
    Text(String),
}

/// An entity that a name may mean.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The entity.
    pub facts: &'a EntityFacts,
    /// From 0 to 100.
    pub score: f64,
    /// What the score is made of.
    pub features: Vec<Feature>,
    /// Whether it is certain.
    pub is_match: bool,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// What it measures.
    pub id: String,
    /// From 0 to 1, or a count.
    pub value: f64,
}

/// What a property should have: texts folded, and the ids of those that they name.
struct Sought<'a> {
    property: &'a str,
    values: Vec<(Option<String>, Vec<&'a str>)>,
}

impl Reconciler {
    /// The entities that a question may mean, the likeliest first.
    #[must_use]
    pub fn candidates(&self, asked: &Asked) -> Vec<Candidate<'_>> {
        let sought: Vec<Sought<'_>> = asked.properties.iter().map(|p| self.sought(p)).collect();
        let alike = match &asked.name {
            Some(name) => self.names.alike(name),
            None => self.by_identifier(&sought),
        };
        let mut all: Vec<Candidate<'_>> =
            alike.iter().filter_map(|alike| self.candidate(alike, asked, &sought)).collect();
        let order = |a: &Candidate<'_>, b: &Candidate<'_>| {
            b.score
                .total_cmp(&a.score)
                .then(b.facts.documents.cmp(&a.facts.documents))
                .then(a.facts.entity.id.cmp(&b.facts.entity.id))
        };
        sort_by(&mut all, order);
        let next = all.get(1).map_or(0.0, |candidate| candidate.score);
        if let Some(first) = all.first_mut() {
            let holds = |feature: &Feature| match feature.id.as_str() {
                "name" => feature.value >= SAME,
                "documents" => true,
                _ => feature.value > 0.0,
            };
            first.is_match = first.score - next >= AHEAD && first.features.iter().all(holds);
        }
        all.truncate(asked.most);
        all
    }

    fn candidate(
        &self,
        alike: &Alike<'_>,
        asked: &Asked,
        sought: &[Sought<'_>],
    ) -> Option<Candidate<'_>> {
        let facts = self.known.get(alike.entity as usize)?;
        let feature = |id: &str, value: f64| Feature { id: id.to_owned(), value };
        let mut features = vec![feature("name", alike.likeness)];
        let mut score = alike.likeness;
        let fits: Vec<f64> = sought
            .iter()
            .filter_map(|sought| {
                let fits = f64::from(u8::from(self.fits(facts, sought)?));
                features.push(feature(&format!("property:{}", sought.property), fits));
                Some(fits)
            })
            .collect();
        if !fits.is_empty() {
            let mean = fits.iter().sum::<f64>() / fits.len() as f64;
            score = score * (1.0 - PROPERTIES) + mean * PROPERTIES;
        }
        score *= 100.0;
        if !asked.classes.is_empty() {
            let is_of = asked.classes.contains(&facts.entity.class);
            if !is_of && asked.strictness == Strictness::Only {
                return None;
            }
            features.push(feature("type", f64::from(u8::from(is_of))));
            score -= if is_of { 0.0 } else { OTHER_TYPE };
        }
        features.push(feature("documents", facts.documents as f64));
        let score = (score.max(0.0) * 100.0).round() / 100.0;
        Some(Candidate { facts, score, features, is_match: false })
    }

    /// What a property should have, with the entities that its texts name.
    fn sought<'a>(&'a self, asked: &'a PropertyAsked) -> Sought<'a> {
        let named = |text: &str| -> Vec<&'a str> {
            let same = self.names.alike(text).into_iter().filter(|alike| alike.likeness >= SAME);
            same.filter_map(|alike| self.known.get(alike.entity as usize))
                .map(|facts| facts.entity.id.as_str())
                .collect()
        };
        let value = |wanted: &'a Wanted| match wanted {
            Wanted::Id(id) => (None, vec![id.as_str()]),
            Wanted::Text(text) => (Some(fold(text)), named(text)),
        };
        Sought { property: &asked.id, values: asked.values.iter().map(value).collect() }
    }

    /// Whether one of the values is the entity's; nothing where the entity has none.
    fn fits(&self, facts: &EntityFacts, sought: &Sought<'_>) -> Option<bool> {
        let own = self.values(facts, sought.property);
        if own.is_empty() {
            return None;
        }
        let fits = |(text, ids): &(Option<String>, Vec<&str>)| {
            own.iter().any(|value| match value.id() {
                Some(id) => ids.contains(&id.as_str()),
                None => text.as_ref().is_some_and(|text| fold(&value.text()) == *text),
            })
        };
        Some(sought.values.iter().any(fits))
    }

    /// Entities that have an identifier which is asked for, where no name is.
    fn by_identifier(&self, sought: &[Sought<'_>]) -> Vec<Alike<'_>> {
        let mut found = Vec::new();
        for property in sought.iter().filter(|sought| sought.property.starts_with("ids")) {
            for (facts, entity) in self.known.iter().zip(0..) {
                if self.fits(facts, property) == Some(true) {
                    found.push(Alike { entity, name: &facts.entity.label, likeness: 1.0 });
                }
            }
        }
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::{Entity, EntityId, Origin};
    use crate::dictionary::Entry;

    fn reconciler() -> Reconciler {
        let facts = |(id, label, abbr, country): &(&str, &str, &str, Option<&str>)| {
            let class = if *id == "zet" { Class::Country } else { Class::Organisation };
            let entity = Entity {
                id: (*id).into(),
                label: (*label).to_owned(),
                class,
                country: country.map(EntityId::from),
                parent: None,
                origin: Origin::Listed,
            };
            let entry = Entry {
                name: (*label).to_owned(),
                abbr: vec![(*abbr).to_owned()],
                ids: [("ror".to_owned(), format!("r-{id}"))].into(),
                ..Entry::default()
            };
            EntityFacts::new(Arc::new(entity), Some(Arc::new(entry)))
        };
        let all = [
            ("zet", "Zetaland", "ZE", None),
            ("lake-board", "Zetan Lake Board", "ZLB", Some("zet")),
            ("sea-board", "Zetan Sea Board", "ZSB", Some("zet")),
            ("bank-a", "Harbour Bank", "HB", Some("zet")),
            ("bank-b", "Harbour Bank", "HBX", None),
            ("institute", "Institute for Boats and Bridges", "IBB", None),
        ];
        Reconciler::new(all.iter().map(facts).collect())
    }

    fn asked(name: &str) -> Asked {
        Asked { name: Some(name.to_owned()), most: 5, ..Asked::default() }
    }

    #[test]
    fn names_are_matched_however_they_are_written() {
        let reconciler = reconciler();
        for (name, expected) in [
            ("Zetan Lake Board", "lake-board 100 true"),
            ("zetan lake-board", "lake-board 100 true"),
            ("ZLB", "lake-board 100 true"),
            ("Zetan Lake Board (ZLB)", "lake-board 100 true"),
            ("Lake Board, Zetan", "lake-board 98 true"),
            ("Zetan Laek Board", "lake-board 88 false"),
            ("Harbour Bank", "bank-a 100 false"),
            ("Instute for Boats and Bridges", "institute 94 false"),
            ("Qqq Vvv", ""),
            ("...", ""),
        ] {
            let found = reconciler.candidates(&asked(name));
            let shown = found
                .first()
                .map(|c| format!("{} {:.0} {}", c.facts.entity.id, c.score.floor(), c.is_match));
            let shown = shown.unwrap_or_default();
            // Of what is only like, the entity and that it is not certain count.
            let loose = |shown: &str| shown.split(' ').next().unwrap_or_default().to_owned();
            match expected.ends_with("false") {
                true => assert_eq!(loose(&shown), loose(expected), "{name}: {shown}"),
                false => assert_eq!(shown, expected, "{name}"),
            }
            assert_eq!(shown.ends_with("true"), expected.ends_with("true"), "{name}: {shown}");
        }
    }

    #[test]
    fn properties_and_types_tell_two_of_one_name_apart() {
        let reconciler = reconciler();
        let country =
            |value: Wanted| PropertyAsked { id: "country".to_owned(), values: vec![value] };
        for value in [Wanted::Text("zetaland".to_owned()), Wanted::Id("zet".to_owned())] {
            let asked = Asked { properties: vec![country(value)], ..asked("Zetan Lake Board") };
            let first = &reconciler.candidates(&asked)[0];
            assert!(first.is_match, "{first:?}");
            assert!(first.features.iter().any(|f| f.id == "property:country" && f.value == 1.0));
        }
        let wrong = Asked {
            properties: vec![country(Wanted::Text("Elsewhere".to_owned()))],
            ..asked("Zetan Lake Board")
        };
        let first = &reconciler.candidates(&wrong)[0];
        assert_eq!((first.score, first.is_match), (70.0, false));
        let typed =
            |strictness| Asked { classes: vec![Class::Country], strictness, ..asked("ZLB") };
        assert!(reconciler.candidates(&typed(Strictness::Only)).is_empty());
        assert_eq!(reconciler.candidates(&typed(Strictness::Rather))[0].score, 75.0);
        let ror = PropertyAsked {
            id: "ids-ror".to_owned(),
            values: vec![Wanted::Text("r-sea-board".to_owned())],
        };
        let asked = Asked { properties: vec![ror], most: 5, ..Asked::default() };
        let found = reconciler.candidates(&asked);
        assert_eq!((found.len(), found[0].facts.entity.id.as_str()), (1, "sea-board"));
    }
}
