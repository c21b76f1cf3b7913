//! How strong nodes and edges are month by month, or year by year.
//!
//! In: stories and a network made from them. Out: a weight for each period in which there is one. Never: a story without a date, or
//! one known to the year alone among months; these stand in the whole, and in no period.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::str::FromStr;

use crate::base::{EntityId, PartialDate, Predicate, Story};
use crate::merge::cooccur::{CooccurOptions, Counter};
use crate::merge::{Claim, Claims};
use crate::view::export::node_link::{NodeLink, Spells, Weights, nodes};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A month of a year.
    Month,
    /// A year.
    Year,
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "month" => Ok(Period::Month),
            "year" => Ok(Period::Year),
            _ => Err(format!("{text:?} is no period (month, year)")),
        }
    }
}

impl Period {
    /// The period in which a date lies; none of a year alone among months.
    fn of(self, date: PartialDate) -> Option<PartialDate> {
        match self {
            Period::Year => Some(PartialDate::year(date.year)),
            Period::Month => PartialDate::month(date.year, date.month?),
        }
    }
}

/// The weights of a network, period by period: the same counts that made the whole, of the stories of each period alone.
///
/// # Arguments
/// * `stories`: those that made the network, in any order; each lies in the period in which it begins.
/// * `options`: those that made it.
/// * `predicates`: what its edges state; empty where they join who is named together.
///
/// ```
/// # use consort::merge::cooccur::{CooccurOptions, count};
/// # use consort::view::export::{Period, nodes, spells, ties};
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let texts = ["3 March 2020, Vienna, Austria: The OSCE met WHO.", "5 May 2020, Vienna, Austria: The OSCE met WHO. The OSCE left."];
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let options = CooccurOptions::default();
/// let network = ties(&count(&stories, &options), nodes(&stories, &options));
/// let found = spells(&stories, &options, &[], &network, Period::Month);
/// let osce: Vec<_> = found.nodes[0].iter().map(|(month, n)| format!("{month}: {n}")).collect();
/// assert_eq!(osce, ["2020-03: 1", "2020-05: 2"]);
/// assert_eq!(found.edges[0].len(), 2);
/// # Ok::<_, consort::dictionary::VocabError>(())
/// ```
pub fn spells<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    options: &CooccurOptions,
    predicates: &[Predicate],
    network: &NodeLink,
    period: Period,
) -> Spells {
    let mut named: BTreeMap<EntityId, BTreeMap<PartialDate, u64>> = BTreeMap::new();
    let mut counters: BTreeMap<PartialDate, Counter> = BTreeMap::new();
    let mut stated = Claims::new();
    for story in stories {
        let story = story.borrow();
        let date = story.document.date_start.and_then(|date| period.of(date));
        let Some(date) = date.filter(|_| options.scope.takes(story)) else { continue };
        for node in nodes([story], options).into_iter().filter(|node| node.mentions > 0) {
            *named.entry(node.id).or_default().entry(date).or_default() += node.mentions;
        }
        if predicates.is_empty() {
            counters.entry(date).or_insert_with(|| Counter::new(options.clone())).add(story);
        } else {
            stated.add(story);
        }
    }
    let edges = match predicates {
        [] => together(counters),
        _ => said(&stated, predicates, period),
    };
    let node = |id: &EntityId| named.get(id).map(list).unwrap_or_default();
    let edge = |[a, b]: [&str; 2], kind: &str| {
        // A symmetric claim stands once, and its edge in both directions.
        let turned = kind.parse::<Predicate>().is_ok_and(Predicate::is_symmetric);
        let other = || edges.get(&key(b, a, kind)).filter(|_| turned);
        edges.get(&key(a, b, kind)).or_else(other).map(list).unwrap_or_default()
    };
    Spells {
        nodes: network.nodes.iter().map(|n| node(&n.id)).collect(),
        edges: network.edges.iter().map(|e| edge(network.ends(e), e.kind)).collect(),
    }
}

type Key = (String, String, String);
type ByPeriod = BTreeMap<Key, BTreeMap<PartialDate, u64>>;

fn key(a: &str, b: &str, kind: &str) -> Key {
    (a.to_owned(), b.to_owned(), kind.to_owned())
}

fn list(weights: &BTreeMap<PartialDate, u64>) -> Weights {
    weights.iter().map(|(date, weight)| (*date, *weight)).collect()
}

fn together(counters: BTreeMap<PartialDate, Counter>) -> ByPeriod {
    let mut found = ByPeriod::new();
    for (date, counter) in counters {
        for tie in counter.finish() {
            found.entry(key(&tie.a, &tie.b, "together")).or_default().insert(date, tie.count);
        }
    }
    found
}

/// Documents that state each claim; those without a period were left out before.
fn said(stated: &Claims, predicates: &[Predicate], period: Period) -> ByPeriod {
    let mut found = ByPeriod::new();
    for claim in stated.iter().filter(|claim| predicates.contains(&claim.predicate)) {
        let Some(object) = claim.object.entity() else { continue };
        let mut parts: BTreeMap<PartialDate, Claim> = BTreeMap::new();
        for evidence in &claim.evidence {
            let Some(date) = evidence.date_start.and_then(|date| period.of(date)) else { continue };
            let part =
                parts.entry(date).or_insert_with(|| Claim { evidence: vec![], ..claim.clone() });
            part.evidence.push(evidence.clone());
        }
        let weights = parts.into_iter().map(|(date, part)| (date, part.documents() as u64));
        found.insert(key(&claim.subject, object, claim.predicate.name()), weights.collect());
    }
    found
}
