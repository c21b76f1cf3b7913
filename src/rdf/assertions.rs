//! Claims as triples: the claim, its evidence, its rules, and beside them the direct triple.
//!
//! In: [`Claims`]. Out: their description. Never: a direct triple for what the texts do not assert.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::NamedNode;

use crate::base::{Predicate, Status, sort_by};
use crate::merge::{Claim, Claims, Evidence, Object};
use crate::rdf::iri::by_line;
use crate::rdf::terms;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, prov, rdf};

/// What claims say of things that have a description of their own: entities, events and rules.
#[derive(Default)]
pub(super) struct Sayings<'a> {
    /// The claims that are asserted of an entity, by its id.
    pub(super) of: BTreeMap<&'a str, Vec<&'a Claim>>,
    /// The other side of symmetric ones.
    pub(super) to: BTreeMap<&'a str, Vec<&'a Claim>>,
    /// The relations that a rule reads.
    pub(super) rules: BTreeMap<&'a str, BTreeSet<Predicate>>,
}

impl<'a> Sayings<'a> {
    pub(super) fn new(claims: impl Iterator<Item = &'a Claim>) -> Self {
        let mut sayings = Self::default();
        for claim in claims {
            for rule in claim.evidence.iter().flat_map(|e| &e.rules) {
                sayings.rules.entry(rule).or_default().insert(claim.predicate);
            }
            if claim.status() == Status::Asserted {
                sayings.of.entry(&claim.subject).or_default().push(claim);
                if let Object::Entity(object) = &claim.object
                    && claim.predicate.is_symmetric()
                {
                    sayings.to.entry(object).or_default().push(claim);
                }
            }
        }
        sayings
    }
}

/// The claims that are written: a claim is nothing without its evidence.
pub(super) fn written(claims: &Claims) -> impl Iterator<Item = &Claim> {
    claims.iter().filter(|claim| !claim.evidence.is_empty())
}

/// The one-line form of the claims that concern an entity; whoever funds something is a donor.
pub(super) fn describe_direct(id: &str, sayings: &Sayings<'_>, triples: &mut Triples<'_>) {
    let iris = triples.iris;
    let mut node = triples.node(iris.entity(id));
    for claim in sayings.of.get(id).into_iter().flatten() {
        node.link(consort::predicate(claim.predicate), iris.object(&claim.object));
        if claim.predicate == Predicate::Funds {
            node.is(&[consort::DONOR, consort::AGENT]);
        }
    }
    for claim in sayings.to.get(id).into_iter().flatten() {
        node.link(consort::predicate(claim.predicate), iris.entity(&claim.subject));
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
    let iri = |item: &Evidence| iris.evidence(claim, &item.document, item.start, item.end);
    let mut items: Vec<_> = claim.evidence.iter().map(|item| (iri(item), item)).collect();
    sort_by(&mut items, |a, b| by_line(a.0.as_str(), b.0.as_str()));
    let claim = iris.claim(claim);
    for (iri, item) in items {
        evidence(item, &claim, iri.clone(), triples);
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
