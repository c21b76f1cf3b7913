//! Claims as triples: the claim, its evidence, its rules, and beside them the direct triple.
//!
//! In: claims. Out: their description. Never: a direct triple for what the texts do not assert.

use std::collections::BTreeSet;

use oxrdf::NamedNode;

use crate::base::{Predicate, Status};
use crate::merge::{Claim, Evidence, Object};
use crate::rdf::terms;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, prov, rdf};

/// The edge itself, where the texts assert it: at both ends where it has no direction. Whoever funds something is a donor.
pub(super) fn describe_direct(claim: &Claim, triples: &mut Triples<'_>) {
    if claim.status() != Status::Asserted {
        return;
    }
    let (iris, predicate) = (triples.iris, consort::predicate(claim.predicate));
    let mut node = triples.node(iris.entity(&claim.subject));
    node.link(predicate, iris.object(&claim.object));
    if claim.predicate == Predicate::Funds {
        node.is(&[consort::DONOR, consort::AGENT]);
    }
    if let Object::Entity(object) = &claim.object
        && claim.predicate.is_symmetric()
    {
        triples.node(iris.entity(object)).link(predicate, iris.entity(&claim.subject));
    }
}

/// Describes a rule.
pub(super) fn describe_rule(id: &str, reads: &BTreeSet<Predicate>, triples: &mut Triples<'_>) {
    let iri = triples.iris.rule(id);
    let mut node = triples.node(iri);
    node.is(&[consort::RULE_CLASS]);
    node.label(id);
    for predicate in reads {
        node.link(consort::RELATION, consort::predicate(*predicate));
    }
}

/// Describes a claim.
pub(super) fn describe(claim: &Claim, triples: &mut Triples<'_>) {
    let iris = triples.iris;
    let mut node = triples.node(iris.claim(claim));
    node.is(&[consort::ASSERTION]);
    node.link(rdf::SUBJECT, iris.entity(&claim.subject));
    node.link(rdf::PREDICATE, consort::predicate(claim.predicate));
    node.link(rdf::OBJECT, iris.object(&claim.object));
    node.text(consort::STATUS, claim.status().name());
    node.count(consort::EVIDENCE_COUNT, claim.assertions());
    node.count(consort::DOCUMENT_COUNT, claim.documents());
    node.count(consort::ORIGIN_COUNT, claim.origins());
    node.count(consort::DISTINCT_SENTENCES, claim.distinct_sentences());
    node.count(consort::SOURCE_COUNT, claim.sources());
    node.value(consort::FIRST_DATE, claim.first().map(terms::date));
    node.value(consort::LAST_DATE, claim.last().map(terms::date));
    node.days(claim.first(), claim.last());
    let decisions: BTreeSet<_> =
        claim.evidence.iter().filter_map(|e| e.decided.as_ref()).map(|d| &d.decision).collect();
    for decision in decisions {
        node.link(consort::DECISION, iris.decision(decision));
    }
    for item in &claim.evidence {
        node.link(consort::EVIDENCE, iris.evidence(claim, &item.document, item.start, item.end));
    }
}

/// Describes the evidence of a claim, in the order of its IRIs.
pub(super) fn describe_evidence(claim: &Claim, texts: bool, triples: &mut Triples<'_>) {
    let iris = triples.iris;
    let claim_iri = iris.claim(claim);
    for item in &claim.evidence {
        let iri = iris.evidence(claim, &item.document, item.start, item.end);
        evidence(item, &claim_iri, iri.clone(), triples);
        if texts {
            triples.node(iri).text(consort::QUOTE, &item.quote);
        }
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
    for rule in &item.rules {
        node.link(consort::RULE, iris.rule(rule));
    }
    node.text(consort::STATUS, item.status.name());
    if let Some(decided) = &item.decided {
        node.link(consort::DECISION, iris.decision(&decided.decision));
        node.text(consort::STATUS_READ, decided.read.name());
    }
    node.value(consort::DATE, item.date_start.map(terms::date));
    node.days(item.date_start, item.date_end);
    if item.ended {
        node.link(consort::ENDED, terms::boolean(true));
    }
    if let Some(amount) = &item.amount
        && let Some(value) = terms::decimal_from_text(&amount.value)
    {
        node.link(consort::AMOUNT, value);
        node.text(consort::CURRENCY, &amount.currency);
        node.value(consort::AMOUNT_MAX, amount.max.as_deref().and_then(terms::decimal_from_text));
        node.text(consort::AMOUNT_SHARE, amount.share.name());
        if let Some(stage) = amount.stage {
            node.text(consort::AMOUNT_STAGE, stage.name());
        }
    }
}
