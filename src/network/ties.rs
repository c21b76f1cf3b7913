//! Networks from what the graph holds: who is named together, and who is said to do what to whom.
//!
//! In: ties, or claims. Out: a network. Never: a count of its own; counting is done where ties and claims are made.

use std::str::FromStr;

use crate::base::{EntityId, Predicate, Status, Tie};
use crate::merge::{Claim, Claims, Object};
use crate::network::{Direction, Network};

/// What makes a link strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// Windows that name both; sentences that state the relation.
    #[default]
    Count,
    /// Of those, the distinct ones: boilerplate counts once.
    Distinct,
    /// Documents with one.
    Documents,
    /// [`association_strength`](crate::merge::cooccur::association_strength); of co-occurrence only.
    Association,
}

impl Weight {
    /// All weights.
    pub const ALL: [Weight; 4] =
        [Weight::Count, Weight::Distinct, Weight::Documents, Weight::Association];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Weight::Count => "count",
            Weight::Distinct => "distinct",
            Weight::Documents => "documents",
            Weight::Association => "association",
        }
    }

    /// The weight of a tie.
    #[must_use]
    pub fn of_tie(self, tie: &Tie) -> f64 {
        match self {
            Weight::Count => tie.count as f64,
            Weight::Distinct => tie.distinct_sentences as f64,
            Weight::Documents => tie.documents as f64,
            Weight::Association => tie.association_strength,
        }
    }

    /// The weight of a claim: of its evidence that states it as a fact. Association is no measure of claims: 0.
    #[must_use]
    pub fn of_claim(self, claim: &Claim) -> f64 {
        let stated: Vec<_> =
            claim.evidence.iter().filter(|e| e.status == Status::Asserted).cloned().collect();
        let stated = Claim { evidence: stated, ..claim.clone() };
        match self {
            Weight::Count => stated.evidence.len() as f64,
            Weight::Distinct => stated.distinct_sentences() as f64,
            Weight::Documents => stated.documents() as f64,
            Weight::Association => 0.0,
        }
    }
}

impl FromStr for Weight {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Weight::ALL.into_iter().find(|w| w.name().eq_ignore_ascii_case(text)).ok_or_else(|| {
            format!("{text:?} is not a weight (count, distinct, documents, association)")
        })
    }
}

/// The network of ties that weigh at least `min`; who has none is not in it.
///
/// # Arguments
/// * `ties`: of one window.
/// * `weight`: what makes a link strong.
/// * `min`: how strong it must be, in the unit of `weight`; 0 keeps all.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, count};
/// use consort::network::{Weight, from_ties};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// // `stories` are the texts as consort reads them.
/// let ties = count(&stories, &CooccurOptions::default());
/// let network = from_ties(&ties, Weight::Count, 0.0);
/// let node = |id| network.node(id).unwrap();
/// assert_eq!(network.weight(node("unodc"), node("who")), Some(2.0));
/// assert_eq!(network.weight(node("osce"), node("who")), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn from_ties(ties: &[Tie], weight: Weight, min: f64) -> Network {
    let links = ties.iter().map(|tie| (tie.a.clone(), tie.b.clone(), weight.of_tie(tie)));
    Network::new(links.filter(|(_, _, weight)| *weight >= min), Direction::Undirected)
}

/// The network of what is stated between entities with some predicates. It is directed unless all of them are symmetric;
/// a symmetric one among directed ones links both ways.
///
/// # Arguments
/// * `claims`: those of the stories in question.
/// * `predicates`: which count; several between the same two add up.
/// * `keep`: who may be in it.
/// * `weight`, `min`: what makes a link strong, and how strong it must be.
///
/// ```
/// use consort::Predicate;
/// use consort::merge::Claims;
/// use consort::network::{Weight, from_claims};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut claims = Claims::new();
/// stories.iter().for_each(|story| claims.add(story));
/// let network = from_claims(&claims, &[Predicate::Funds], &|_| true, Weight::Count, 0.0);
/// let ends: Vec<&str> = network.nodes().map(|node| network.id(node).as_str()).collect();
/// assert_eq!((network.is_directed(), ends), (true, vec!["nor", "unodc-wco-ccp"]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn from_claims(
    claims: &Claims,
    predicates: &[Predicate],
    keep: &dyn Fn(&str) -> bool,
    weight: Weight,
    min: f64,
) -> Network {
    let directed = !predicates.iter().all(|predicate| predicate.is_symmetric());
    let mut links: Vec<(EntityId, EntityId, f64)> = Vec::new();
    for claim in claims.iter().filter(|claim| predicates.contains(&claim.predicate)) {
        let Object::Entity(object) = &claim.object else { continue };
        if !keep(&claim.subject) || !keep(object) {
            continue;
        }
        let weight = weight.of_claim(claim);
        links.push((claim.subject.clone(), object.clone(), weight));
        if directed && claim.predicate.is_symmetric() {
            links.push((object.clone(), claim.subject.clone(), weight));
        }
    }
    let direction = if directed { Direction::Directed } else { Direction::Undirected };
    let whole = Network::new(links, direction);
    let id = |node| whole.id(node).clone();
    let strong = whole.links().filter(|(_, _, weight)| *weight >= min);
    Network::new(strong.map(|(a, b, weight)| (id(a), id(b), weight)), direction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::merge::cooccur::{CooccurOptions, count};

    #[test]
    fn ties_are_weighed_and_the_weak_left_out() {
        let stories = [
            story(Sample::new("a").paragraph(&["[unodc] met [wco].", "[unodc] and [wco] left."])),
            story(Sample::new("b").paragraph(&["[unodc] met [wco].", "[osce] met [wco]."])),
        ];
        let ties = count(&stories, &CooccurOptions::default());
        let weights = |weight, min| {
            let network = from_ties(&ties, weight, min);
            network.links().map(|(_, _, w)| w).collect::<Vec<_>>()
        };
        assert_eq!(weights(Weight::Count, 0.0), [1.0, 3.0]);
        assert_eq!(weights(Weight::Distinct, 0.0), [1.0, 2.0]);
        assert_eq!(weights(Weight::Documents, 2.0), [2.0]);
    }

    #[test]
    fn only_what_is_stated_links_and_partners_link_both_ways() {
        let mut claims = Claims::new();
        let says = |id: &str, predicate, status| {
            let sample = Sample::new(id).paragraph(&["[deu] and [ccp]."]);
            story(sample.says("deu", predicate, "ccp").status(status))
        };
        claims.add(&says("1", Predicate::Funds, Status::Asserted));
        claims.add(&says("2", Predicate::Funds, Status::Negated));
        claims.add(&says("3", Predicate::PartnersWith, Status::Asserted));
        let links = |predicates: &[Predicate]| {
            let network = from_claims(&claims, predicates, &|_| true, Weight::Count, 1.0);
            let named = network
                .links()
                .map(|(a, b, w)| format!("{} {} {w}", network.id(a), network.id(b)))
                .collect::<Vec<_>>();
            (network.is_directed(), named)
        };
        assert_eq!(links(&[Predicate::Funds]), (true, vec!["deu ccp 1".to_owned()]));
        assert_eq!(links(&[Predicate::PartnersWith]), (false, vec!["ccp deu 1".to_owned()]));
        assert_eq!(
            links(&[Predicate::Funds, Predicate::PartnersWith]),
            (true, vec!["ccp deu 1".to_owned(), "deu ccp 2".to_owned()])
        );
    }
}
