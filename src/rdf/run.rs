//! The run that made a graph, as triples.
//!
//! In: what the caller says of the run. Out: its description. Never: a clock.

use oxrdf::Literal;

use crate::rdf::triples::Triples;
use crate::rdf::vocabulary::{consort, dcterms, prov, xsd};

/// What the graph says of the run that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFacts {
    /// Names the run: a hash of what it read, so that equal stories give the same run.
    pub hash: String,
    /// Version of consort.
    pub version: String,
    /// Hash of the vocabulary.
    pub vocabulary: String,
    /// When, in seconds since 1970 (as in `SOURCE_DATE_EPOCH`); `None` leaves it out.
    pub created: Option<i64>,
}

/// Describes the run.
pub(super) fn describe(run: &RunFacts, triples: &mut Triples<'_>) {
    let iri = triples.iris.run(&run.hash);
    let mut node = triples.node(iri);
    node.is(&[consort::RUN, prov::ACTIVITY]);
    node.label(&format!("consort {}", run.version));
    node.text(consort::SOFTWARE_VERSION, &run.version);
    node.text(consort::VOCABULARY_HASH, &run.vocabulary);
    node.value(dcterms::CREATED, run.created.and_then(date_time));
}

/// Seconds since 1970 as an `xsd:dateTime` in UTC, or `None` beyond the calendar.
pub(super) fn date_time(seconds: i64) -> Option<Literal> {
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Some(Literal::new_typed_literal(time.to_string(), xsd::DATE_TIME))
}
