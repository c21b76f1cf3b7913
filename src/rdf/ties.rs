//! Co-occurrence as triples.
//!
//! In: ties that `view` measured. Out: one node a pair and window. Never: a measure that is no number.

use crate::base::Tie;
use crate::rdf::terms;
use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::consort;

/// Describes one tie.
pub(super) fn describe(tie: &Tie, triples: &mut Triples<'_>) {
    let iri = triples.iris.tie(tie);
    let mut node = triples.node(iri);
    node.is(&[consort::CO_OCCURRENCE]);
    node.entities(consort::MEMBER, [tie.a.as_ref(), tie.b.as_ref()]);
    node.text(consort::WINDOW, &tie.window.name());
    node.count(consort::COUNT, to_count(tie.count));
    node.count(consort::DOCUMENT_COUNT, to_count(tie.documents));
    node.count(consort::DISTINCT_SENTENCES, to_count(tie.distinct_sentences));
    node.count(consort::SOURCE_COUNT, to_count(tie.sources));
    node.value(consort::FIRST_DATE, tie.first.map(terms::date));
    node.value(consort::LAST_DATE, tie.last.map(terms::date));
    node.days(tie.first, tie.last);
    node.value(consort::ASSOCIATION_STRENGTH, terms::decimal(tie.association_strength));
    node.value(consort::NPMI, terms::decimal(tie.npmi));
    node.value(consort::LOG_LIKELIHOOD, terms::decimal(tie.log_likelihood));
    node.value(consort::P_VALUE, terms::probability(tie.p_value));
    node.value(consort::Q_VALUE, terms::probability(tie.q_value));
    node.value(consort::JACCARD, terms::decimal(tie.jaccard));
    node.value(consort::COSINE, terms::decimal(tie.cosine));
    node.value(consort::DISPARITY, terms::probability(tie.disparity));
}

/// A count of pairs as the number of things it is; no machine holds more things than fit.
pub(super) fn to_count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
