//! Entities as triples: classes, names, identifiers, places in hierarchies, counts.
//!
//! In: what is known of an entity. Out: its description. Never: a relation read from a text.

use oxrdf::{Literal, NamedNodeRef};

use crate::base::Class;
use crate::dictionary::{Bond, Entry, identifier_links};
use crate::merge::EntityFacts;
use crate::rdf::triples::{Node, Triples};
use crate::rdf::vocabulary::{consort, dcterms, org, owl, rdfs, schema, skos};

/// Describes one entity.
pub(super) fn describe(facts: &EntityFacts, triples: &mut Triples<'_>) {
    let entity = facts.entity.as_ref();
    let iri = triples.iris.entity(&entity.id);
    let mut node = triples.node(iri);
    node.is(classes(entity.class));
    node.label(&entity.label);
    node.text(skos::PREF_LABEL, &entity.label);
    node.text(dcterms::IDENTIFIER, &entity.id);
    node.text(consort::ORIGIN, entity.origin.name());
    node.countries(entity.country.as_deref());
    node.entities(org::SUB_ORGANIZATION_OF, entity.parent.as_deref());
    node.entities(owl::SAME_AS, facts.merged.iter().map(AsRef::as_ref));
    node.count(consort::MENTION_COUNT, facts.mentions);
    node.count(consort::DOCUMENT_COUNT, facts.documents);
    if let Some(entry) = facts.entry.as_deref() {
        names(&entity.label, entry, &mut node);
        identifiers(entry, &mut node);
        node.entities(dcterms::IS_PART_OF, entry.part_of.iter().map(String::as_str));
        node.entities(dcterms::IS_REPLACED_BY, entry.replaced_by.as_deref());
        if let Some(kind) = &entry.kind {
            node.text(consort::KIND, kind);
        }
    }
}

/// The class with all classes above it, and the classes of other vocabularies that say the same.
fn classes(class: Class) -> &'static [NamedNodeRef<'static>] {
    use consort::{AGENT, ENTITY};
    match class {
        Class::Organisation => &[consort::ORGANISATION, AGENT, ENTITY, org::ORGANIZATION],
        Class::Country => &[consort::COUNTRY_CLASS, AGENT, ENTITY, schema::COUNTRY],
        Class::Programme => {
            &[consort::PROGRAMME, AGENT, ENTITY, org::COLLABORATION, schema::PROJECT]
        }
        Class::Donor => &[consort::DONOR, AGENT, ENTITY],
        Class::Instrument => &[consort::INSTRUMENT, ENTITY],
        Class::Region => &[consort::REGION, ENTITY, schema::PLACE],
    }
}

fn names(label: &str, entry: &Entry, node: &mut Node<'_, '_>) {
    let mut others: Vec<&str> =
        entry.names.iter().chain(&entry.formal).map(String::as_str).collect();
    others.push(&entry.name);
    others.sort_unstable();
    others.dedup();
    for name in others.into_iter().filter(|name| *name != label) {
        node.text(skos::ALT_LABEL, name);
    }
    for abbreviation in &entry.abbr {
        node.text(skos::NOTATION, abbreviation);
    }
    for (language, name) in &entry.labels {
        match Literal::new_language_tagged_literal(name, language) {
            Ok(label) => node.link(skos::PREF_LABEL, label),
            Err(_) => node.text(skos::ALT_LABEL, name),
        }
    }
}

/// Identifiers as text, and as links where their registries give them addresses.
fn identifiers(entry: &Entry, node: &mut Node<'_, '_>) {
    for (scheme, value) in &entry.ids {
        node.text(consort::IDENTIFIER, &format!("{scheme}:{value}"));
    }
    for link in identifier_links(&entry.ids) {
        let property = match link.bond {
            Bond::Same => owl::SAME_AS,
            Bond::Match => skos::EXACT_MATCH,
            Bond::About => rdfs::SEE_ALSO,
        };
        node.address(property, &link.address);
    }
    for address in &entry.same_as {
        node.address(owl::SAME_AS, address);
    }
    for address in &entry.see_also {
        node.address(rdfs::SEE_ALSO, address);
    }
}
