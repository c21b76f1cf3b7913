//! Claims as triples: the claim, its evidence, its rules, and beside them the direct triple.
//!
//! In: [`Claims`]. Out: their description. Never: a direct triple for what the texts do not assert.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::NamedNode;

use crate::base::{Predicate, Status};
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, prov, rdf};
use crate::rdf::{Claim, Claims, Evidence, Object, terms};

/// Describes all claims and the rules that read them; whoever funds something becomes a donor.
pub(super) fn describe(claims: &Claims, triples: &mut Triples<'_>) {
    let mut rules: BTreeMap<&str, BTreeSet<Predicate>> = BTreeMap::new();
    let mut donors = BTreeSet::new();
    // A claim is nothing without its evidence.
    for claim in claims.iter().filter(|c| !c.evidence.is_empty()) {
        self::claim(claim, triples);
        if claim.status() == Status::Asserted {
            direct(claim, triples);
            if claim.predicate == Predicate::Funds {
                donors.insert(claim.subject.as_ref());
            }
        }
        for rule in claim.evidence.iter().flat_map(|e| &e.rules) {
            rules.entry(rule).or_default().insert(claim.predicate);
        }
    }
    for id in donors {
        let iri = triples.iris.entity(id);
        triples.node(iri).is(&[consort::DONOR, consort::AGENT]);
    }
    for (id, predicates) in rules {
        let iri = triples.iris.rule(id);
        let mut node = triples.node(iri);
        node.is(&[consort::RULE_CLASS]);
        node.label(id);
        for predicate in predicates {
            node.link(consort::RELATION, consort::predicate(predicate));
        }
    }
}

fn claim(claim: &Claim, triples: &mut Triples<'_>) {
    let iris = triples.iris;
    let iri = iris.claim(claim);
    let mut node = triples.node(iri.clone());
    node.is(&[consort::ASSERTION]);
    node.link(rdf::SUBJECT, iris.entity(&claim.subject));
    node.link(rdf::PREDICATE, consort::predicate(claim.predicate));
    node.link(rdf::OBJECT, iris.object(&claim.object));
    node.text(consort::STATUS, claim.status().name());
    node.count(consort::EVIDENCE_COUNT, claim.assertions());
    node.count(consort::DOCUMENT_COUNT, claim.documents());
    node.count(consort::DISTINCT_SENTENCES, claim.distinct_sentences());
    node.count(consort::SOURCE_COUNT, claim.sources());
    node.value(consort::FIRST_DATE, claim.first().map(terms::date));
    node.value(consort::LAST_DATE, claim.last().map(terms::date));
    let decisions: BTreeSet<_> =
        claim.evidence.iter().filter_map(|e| e.decided.as_ref()).map(|d| &d.decision).collect();
    for decision in decisions {
        node.link(consort::DECISION, iris.decision(decision));
    }
    for item in &claim.evidence {
        let evidence_iri = iris.evidence(claim, &item.document, item.start, item.end);
        triples.node(iri.clone()).link(consort::EVIDENCE, evidence_iri.clone());
        evidence(item, &iri, evidence_iri, triples);
    }
}

fn evidence(item: &Evidence, claim: &NamedNode, iri: NamedNode, triples: &mut Triples<'_>) {
    let iris = triples.iris;
    let document = iris.document(&item.document);
    let mut node = triples.node(iri);
    node.is(&[consort::EVIDENCE_CLASS]);
    node.link(consort::CLAIM, claim.clone());
    node.link(consort::DOCUMENT, document.clone());
    node.link(prov::WAS_DERIVED_FROM, document);
    node.link(consort::SENTENCE, iris.span(&item.document, item.start, item.end));
    node.text(consort::QUOTE, &item.quote);
    for rule in &item.rules {
        node.link(consort::RULE, iris.rule(rule));
    }
    node.text(consort::STATUS, item.status.name());
    if let Some(decided) = &item.decided {
        node.link(consort::DECISION, iris.decision(&decided.decision));
        node.text(consort::STATUS_READ, decided.read.name());
    }
    node.value(consort::DATE, item.date_start.map(terms::date));
    if let Some(amount) = &item.amount
        && let Some(value) = terms::decimal_from_text(&amount.value)
    {
        node.link(consort::AMOUNT, value);
        node.text(consort::CURRENCY, &amount.currency);
    }
}

/// The one-line form of the claim, both ways for a symmetric relation.
fn direct(claim: &Claim, triples: &mut Triples<'_>) {
    let iris = triples.iris;
    let predicate = consort::predicate(claim.predicate);
    let (subject, object) = (iris.entity(&claim.subject), iris.object(&claim.object));
    if claim.predicate.is_symmetric() && matches!(claim.object, Object::Entity(_)) {
        triples.node(object.clone()).link(predicate, subject.clone());
    }
    triples.node(subject).link(predicate, object);
}
