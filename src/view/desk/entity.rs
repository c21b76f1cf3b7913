//! The page of an entity: what it is, what is stated of it, with whom it is named, when and where.
//!
//! In: an id. Out: one value with everything the page shows first. Never: a list without a bound; the rest is asked for by itself.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{EntityId, Origin, Predicate, Status, Tie, sort_by_key};
use crate::dictionary::identifier_link;
use crate::merge::EntityFacts;
use crate::view::desk::cooccur::{Together, together};
use crate::view::desk::counted::Counted;
use crate::view::desk::edges::{EdgeOrder, sort};
use crate::view::desk::filters::Filters;
use crate::view::desk::index::{Desk, entity_ref, story_ref};
use crate::view::desk::parts::{Edge, EntityRef, MonthCounts, ObjectRef, Occurrence, StoryRef};
use crate::view::desk::questions::{AskedOf, questions};

const EDGES: usize = 10;
const TIES: usize = 20;
const STORIES: usize = 20;
const SURFACES: usize = 30;

/// An entity with everything its page shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct EntityPage {
    /// The entity.
    #[serde(flatten)]
    pub entity: EntityRef,
    /// How it became known.
    pub origin: Origin,
    /// The kind in one or two words.
    pub kind: Option<String>,
    /// Abbreviations.
    pub abbreviations: Vec<String>,
    /// Other names of the vocabulary.
    pub names: Vec<String>,
    /// Names in other languages by language tag.
    pub labels: BTreeMap<String, String>,
    /// Names as the texts write them, most frequent first; none where texts are not given.
    pub surfaces: Vec<Surface>,
    /// Identifiers elsewhere.
    pub identifiers: Vec<Identifier>,
    /// Addresses of the same thing elsewhere.
    pub same_as: Vec<String>,
    /// Addresses of related things.
    pub see_also: Vec<String>,
    /// Its country.
    pub country: Option<EntityRef>,
    /// The body it is a unit of.
    pub parent: Option<EntityRef>,
    /// The frameworks it belongs to.
    pub part_of: Vec<EntityRef>,
    /// The bodies of which it is the parent.
    pub units: Vec<EntityRef>,
    /// Its successor.
    pub replaced_by: Option<EntityRef>,
    /// Those it succeeded.
    pub replaces: Vec<EntityRef>,
    /// How often it is named, and when.
    #[serde(flatten)]
    pub named: Occurrence,
    /// What is stated of it, by predicate and role.
    pub relations: Vec<RelationGroup>,
    /// Those most often named with it.
    pub together: Vec<Together>,
    /// Month by month.
    pub timeline: Vec<MonthCounts>,
    /// The newest stories that name it.
    pub stories: Vec<StoryRef>,
    /// Stored questions that fit it.
    pub questions: Vec<AskedOf>,
}

/// A name as texts write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Surface {
    /// The words.
    pub text: String,
    /// How often they stand there.
    pub count: usize,
}

/// An identifier elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct Identifier {
    /// `wikidata`, `iati`, `iso3166`, …
    pub scheme: String,
    /// The identifier.
    pub value: String,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
}

/// The edges of an entity with one predicate, in one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct RelationGroup {
    /// What is stated.
    pub predicate: Predicate,
    /// Which end the entity is; of a symmetric predicate always the subject.
    pub role: Role,
    /// How many edges there are.
    pub total: usize,
    /// The strongest.
    pub edges: Vec<Edge>,
}

/// An end of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who does it.
    Subject,
    /// To whom it is done.
    Object,
}

impl Desk {
    /// Everything about an entity; `None` where the graph has no such.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<EntityPage> {
        let facts = self.facts(id)?;
        let entity = &facts.entity;
        let entry = facts.entry.as_deref().cloned().unwrap_or_default();
        let known = |id: &EntityId| self.entity_ref(id);
        let named = |id: &String| self.facts(id).map(entity_ref);
        let mut names = entry.names;
        names.extend(entry.formal);
        names.retain(|name| *name != entity.label);
        Some(EntityPage {
            entity: entity_ref(facts),
            origin: entity.origin,
            kind: entry.kind,
            abbreviations: entry.abbr,
            names,
            labels: entry.labels,
            surfaces: self.surfaces_of(id),
            identifiers: entry.ids.into_iter().map(identifier).collect(),
            same_as: entry.same_as,
            see_also: entry.see_also,
            country: entity.country.as_ref().map(known),
            parent: entity.parent.as_ref().map(known),
            part_of: entry.part_of.iter().filter_map(named).collect(),
            units: self.who(|f| f.entity.parent.as_deref() == Some(id)),
            replaced_by: entry.replaced_by.as_ref().and_then(named),
            replaces: self
                .who(|f| f.entry.as_ref().and_then(|e| e.replaced_by.as_deref()) == Some(id)),
            named: self.occurrence(facts),
            relations: self.relations(id),
            together: self.strongest(id),
            timeline: self.timeline(std::slice::from_ref(&entity.id), &Filters::default()),
            stories: self.newest(id),
            questions: questions(entity),
        })
    }

    fn surfaces_of(&self, id: &str) -> Vec<Surface> {
        let shown = self.surfaces(id).iter().take(if self.gives_texts() { SURFACES } else { 0 });
        shown.map(|(text, n)| Surface { text: text.to_string(), count: *n as usize }).collect()
    }

    fn who(&self, fits: impl Fn(&EntityFacts) -> bool) -> Vec<EntityRef> {
        self.corpus().census.entities.values().filter(|f| fits(f)).map(entity_ref).collect()
    }

    fn relations(&self, id: &str) -> Vec<RelationGroup> {
        let any = Filters::any_status();
        // What a reviewer found wrong is no part of what is known of it; its sentences are at the edge.
        let claims = self.claims_of(id).filter(|claim| claim.status() != Status::Rejected);
        let mut groups: BTreeMap<(Predicate, Role), Vec<Counted<'_>>> = BTreeMap::new();
        for counted in self.counted(claims, &any) {
            let claim = counted.claim;
            let is_subject = claim.subject.as_str() == id || claim.predicate.is_symmetric();
            let role = if is_subject { Role::Subject } else { Role::Object };
            groups.entry((claim.predicate, role)).or_default().push(counted);
        }
        let group = |((predicate, role), mut counted): ((Predicate, Role), Vec<Counted<'_>>)| {
            // What is stated comes before what is only planned or denied.
            sort(&mut counted, EdgeOrder::Documents);
            sort_by_key(&mut counted, |counted| counted.status);
            let shown = counted.iter().take(EDGES).map(|c| turned(self.edge_of(c, &any), id));
            RelationGroup { predicate, role, edges: shown.collect(), total: counted.len() }
        };
        groups.into_iter().map(group).collect()
    }

    fn strongest(&self, id: &str) -> Vec<Together> {
        let mut ties: Vec<&Tie> = self
            .knowledge()
            .ties
            .iter()
            .filter(|tie| tie.a.as_str() == id || tie.b.as_str() == id)
            .collect();
        sort_by_key(&mut ties, |tie| std::cmp::Reverse((tie.documents, tie.count)));
        ties.truncate(TIES);
        ties.into_iter()
            .map(|tie| {
                let other = if tie.a.as_str() == id { &tie.b } else { &tie.a };
                together(self.entity_ref(other), tie)
            })
            .collect()
    }

    fn newest(&self, id: &str) -> Vec<StoryRef> {
        let mut stories: Vec<_> = self.named_in(id).map(|(story, _)| story).collect();
        sort_by_key(&mut stories, |story| std::cmp::Reverse(story.date_start));
        stories.into_iter().take(STORIES).map(story_ref).collect()
    }
}

/// An edge that goes both ways, as who stands on the page sees it.
fn turned(edge: Edge, id: &str) -> Edge {
    match edge.object {
        ObjectRef::Entity(object)
            if edge.predicate.is_symmetric() && edge.subject.id.as_str() != id =>
        {
            Edge { object: ObjectRef::Entity(edge.subject), subject: object, ..edge }
        }
        object => Edge { object, ..edge },
    }
}

fn identifier((scheme, value): (String, String)) -> Identifier {
    let url = identifier_link(&scheme, &value).map(|link| link.address);
    Identifier { url, scheme, value }
}
