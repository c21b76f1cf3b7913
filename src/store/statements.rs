//! All statements of a graph, a story and a claim at a time.
//!
//! In: stories, then what follows from all of them. Out: what is said, by subject, in no order. Never: the claims of all stories in memory: they
//! are sorted outside of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use oxrdf::TripleRef;

use crate::base::{
    Decision, EntityId, Predicate, Record, RuleId, Standings, Story, Tie, in_parallel,
};
use crate::merge::copies::Copies;
use crate::merge::{Claim, EntityFacts, Object, decisions_on};
use crate::rdf::{
    Iris, RunFacts, SubjectLines, Syntax, Whole, add_rules, describe_claim, describe_copy,
    describe_story, describe_whole, mentions,
};
use crate::store::sorter::Sorter;
use crate::store::{Snapshot, StoreError};

/// So many stories or claims are described by all threads between two writes.
const BATCH: usize = 256;

/// What one story says, by subject: a key, and lines of predicate and object.
pub(crate) type Entries = Vec<(String, String)>;

/// What is made of one story, on any thread.
#[derive(Debug)]
pub(crate) struct StoryStatements {
    /// What is complete.
    pub entries: Entries,
    /// Claims on entities, with what this story gives as evidence: the key to sort by, and the claim in JSON.
    claims: Vec<(String, Vec<u8>)>,
    rules: BTreeMap<RuleId, BTreeSet<Predicate>>,
}

impl StoryStatements {
    /// Describes a story for a syntax, with the sentences that are evidence or without.
    pub(crate) fn new(story: &Story, texts: bool, iris: &Iris, syntax: Syntax) -> Self {
        let mut lines = SubjectLines::new(syntax);
        let mut rules = BTreeMap::new();
        let claims = describe_story(story, texts, iris, &mut |triple| lines.add(triple));
        claims.iter().for_each(|claim| add_rules(claim, &mut rules));
        let on_entities = claims.iter().filter(|claim| matches!(claim.object, Object::Entity(_)));
        let claims = on_entities.map(|claim| {
            // Strings, numbers and lists of them cannot fail to be written.
            (iris.claim(claim).into_string(), serde_json::to_vec(claim).unwrap_or_default())
        });
        Self { claims: claims.collect(), rules, entries: lines.into_entries() }
    }
}

/// The claims on entities, gathered from all stories.
pub(crate) struct ClaimGatherer {
    sorter: Sorter,
    rules: BTreeMap<RuleId, BTreeSet<Predicate>>,
}

/// What follows from all stories together, beside the claims.
pub(crate) struct AfterAll<'a> {
    pub entities: &'a BTreeMap<EntityId, EntityFacts>,
    pub decisions: &'a BTreeMap<Arc<Decision>, usize>,
    pub ties: &'a [Tie],
    pub network: Option<&'a Standings>,
    pub run: Option<&'a RunFacts>,
    pub copies: &'a Copies,
}

impl ClaimGatherer {
    /// Nothing yet; what memory does not hold is set aside in this folder.
    pub(crate) fn new(aside: &Path) -> Self {
        Self { sorter: Sorter::new(aside), rules: BTreeMap::new() }
    }

    /// Takes the claims of a story, and hands on what else was made of it.
    pub(crate) fn add(&mut self, story: StoryStatements) -> Result<Entries, StoreError> {
        for (key, claim) in story.claims {
            self.sorter.push(key.as_bytes(), &claim)?;
        }
        for (rule, reads) in story.rules {
            self.rules.entry(rule).or_default().extend(reads);
        }
        Ok(story.entries)
    }

    /// Hands on what is said of the claims, and what follows from all stories.
    pub(crate) fn finish(
        self,
        after: &AfterAll<'_>,
        (iris, syntax): (&Iris, Syntax),
        take: &mut dyn FnMut(Entries) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let describe = |claim: Claim| {
            let mut lines = SubjectLines::new(syntax);
            describe_claim(&claim, iris, &mut |triple| lines.add(triple));
            lines.into_entries()
        };
        let mut batch = Vec::new();
        let mut now: Option<(Vec<u8>, Claim)> = None;
        for entry in self.sorter.finish()? {
            let (key, _, claim) = entry?;
            let mut claim: Claim = serde_json::from_slice(&claim)
                .map_err(|e| StoreError::Engine(format!("a claim cannot be read back: {e}")))?;
            for evidence in &mut claim.evidence {
                if let Some(origin) = after.copies.origin(&evidence.document) {
                    evidence.origin = origin.clone();
                }
            }
            match &mut now {
                Some((known, all)) if *known == key => all.evidence.append(&mut claim.evidence),
                _ => batch.extend(now.replace((key, claim)).map(|(_, claim)| claim)),
            }
            if batch.len() >= BATCH {
                in_parallel(std::mem::take(&mut batch), describe)
                    .into_iter()
                    .try_for_each(&mut *take)?;
            }
        }
        batch.extend(now.map(|(_, claim)| claim));
        in_parallel(batch, describe).into_iter().try_for_each(&mut *take)?;
        let (mut lines, mut taken) = (SubjectLines::new(syntax), Ok(()));
        let mut sink = |triple: TripleRef<'_>| {
            lines.add(triple);
            // Of a million stories there are hundreds of thousands of pairs, and a kilobyte is said of each.
            if let (Ok(()), Some(entries)) = (&taken, lines.take_many(BATCH)) {
                taken = take(entries);
            }
        };
        for (copy, origin) in after.copies.iter() {
            describe_copy(copy, origin, iris, &mut sink);
        }
        let AfterAll { entities, decisions, ties, network, run, .. } = *after;
        let rules = &self.rules;
        let whole = Whole { entities, decisions, rules, ties, network, run };
        describe_whole(&whole, iris, &mut sink);
        taken?;
        take(lines.into_entries())
    }
}

/// How much of a graph is handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Whether evidence has its sentence.
    pub texts: bool,
    /// Whether the stories' own graphs follow, in syntaxes that can hold them.
    pub mentions: bool,
}

impl Extent {
    /// All that there is.
    pub const WHOLE: Self = Self { texts: true, mentions: true };
}

/// Hands on what a snapshot says, for a syntax.
pub(crate) fn each_statement(
    snapshot: &Snapshot,
    extent: Extent,
    syntax: Syntax,
    take: &mut dyn FnMut(Entries) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let iris = snapshot.iris();
    let mut claims = ClaimGatherer::new(&snapshot.aside());
    let mut decisions: BTreeMap<Arc<Decision>, usize> = BTreeMap::new();
    let describe = |story: Result<Story, StoreError>| {
        let story = story?;
        let mut made = StoryStatements::new(&story, extent.texts, iris, syntax);
        if extent.mentions && syntax.has_graphs() {
            made.entries.extend(of_mentions(&Record::from(&story), iris, syntax));
        }
        let decided: Vec<_> = decisions_on(&story).into_iter().cloned().collect();
        Ok::<_, StoreError>((made, decided))
    };
    let mut stories = snapshot.stories()?;
    loop {
        let batch: Vec<_> = stories.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        for made in in_parallel(batch, describe) {
            let (made, decided) = made?;
            decided.into_iter().for_each(|d| *decisions.entry(d).or_default() += 1);
            take(claims.add(made)?)?;
        }
    }
    let entities = snapshot
        .entities()?
        .map(|line| line.map(EntityFacts::from))
        .map(|facts| facts.map(|facts| (facts.entity.id.clone(), facts)))
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    let ties = snapshot.ties()?.collect::<Result<Vec<_>, _>>()?;
    let (network, run) = (snapshot.network()?, snapshot.manifest().run());
    let after = AfterAll {
        entities: &entities,
        decisions: &decisions,
        ties: &ties,
        network: network.as_ref(),
        run: run.as_ref(),
        copies: snapshot.copies(),
    };
    claims.finish(&after, (iris, syntax), take)
}

/// What a story's own graph says.
pub(crate) fn of_mentions(record: &Record<'_>, iris: &Iris, syntax: Syntax) -> Entries {
    let mut lines = SubjectLines::new(syntax);
    lines.set_graph(Some(&iris.document(&record.id)));
    for quad in mentions(record, iris) {
        lines.add(quad.as_ref().into());
    }
    lines.into_entries()
}
