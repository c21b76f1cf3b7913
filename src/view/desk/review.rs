//! What a reviewer should look at first: the claims and provisional names on which most hangs.
//!
//! In: a desk, what was decided already. Out: a queue. Never: a decision.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::{ClaimName, EntityId, Origin, RuleId, Status, sort_by, sort_by_key};
use crate::merge::{Claim, EntityFacts, Object};
use crate::store::StoreError;
use crate::view::desk::evidence::EvidenceRow;
use crate::view::desk::filters::Filters;
use crate::view::desk::index::{Desk, entity_ref};
use crate::view::desk::parts::{Edge, EntityRef, Page, Rows};

/// So many entities are shown that a provisional name may be.
const LIKE: usize = 3;

/// A claim to decide on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct ClaimToReview {
    /// The claim as `decisions.toml` names it.
    pub claim: String,
    /// What hangs on it.
    pub weight: f64,
    /// The same in words.
    pub why: String,
    /// The edge.
    pub edge: Edge,
    /// Its firmest, newest sentence.
    pub evidence: EvidenceRow,
}

/// A provisional name to decide on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub struct NameToReview {
    /// Whom it made.
    pub entity: EntityRef,
    /// How many stories have it.
    pub documents: usize,
    /// How many edges hang on it.
    pub edges: usize,
    /// Entities of the vocabulary with names like it.
    pub like: Vec<EntityRef>,
    /// A sentence that has it.
    pub evidence: Option<EvidenceRow>,
}

/// What was decided already, in words of `decisions.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecidedAlready {
    /// Claims: `deu funds unodc-wco-ccp`.
    pub claims: BTreeSet<String>,
    /// Ids that were merged or found to be no name.
    pub entities: BTreeSet<String>,
}

/// How often a rule was found right and wrong.
#[derive(Default, Clone, Copy)]
struct Record {
    right: usize,
    wrong: usize,
}

impl Record {
    /// The share that is wrong, a little under half where nothing is known.
    fn weakness(self) -> f64 {
        (self.wrong as f64 + 1.0) / ((self.wrong + self.right) as f64 + 3.0)
    }
}

impl Desk {
    /// Claims that nobody has decided on, those first of which a decision would change most.
    ///
    /// # Errors
    /// When a story cannot be read.
    pub fn claims_to_review(
        &self,
        decided: &DecidedAlready,
        page: Page,
    ) -> Result<Rows<ClaimToReview>, StoreError> {
        let records = self.records_of_rules();
        let open = |claim: &&Claim| {
            claim.evidence.iter().all(|e| e.decided.is_none())
                && !decided.claims.contains(&name_of(claim))
        };
        let mut queue: Vec<(f64, &Claim)> = self
            .corpus()
            .claims
            .iter()
            .filter(open)
            .map(|claim| (self.weight(claim, &records), claim))
            .collect();
        // Stable: what weighs the same stays in the order of the corpus.
        sort_by(&mut queue, |x, y| y.0.total_cmp(&x.0));
        let Rows { total, rows } = Rows::page(queue, page);
        let mut shown = Vec::new();
        for (weight, claim) in rows {
            shown.extend(self.claim_to_review(claim, weight, &records)?);
        }
        Ok(Rows { total, rows: shown })
    }

    fn claim_to_review(
        &self,
        claim: &Claim,
        weight: f64,
        records: &BTreeMap<&RuleId, Record>,
    ) -> Result<Option<ClaimToReview>, StoreError> {
        let best = claim.evidence.iter().min_by_key(|e| (e.status, Reverse(e.date_start)));
        let (Some(edge), Some(best)) = (self.edge(claim, &Filters::any_status()), best) else {
            return Ok(None);
        };
        let evidence = self.stated(claim, best)?;
        let why = self.reasons(claim, records);
        Ok(Some(ClaimToReview { claim: name_of(claim), weight, why, edge, evidence }))
    }

    /// Provisional names, those first on which most hangs.
    ///
    /// # Errors
    /// When a story cannot be read.
    pub fn names_to_review(
        &self,
        decided: &DecidedAlready,
        page: Page,
    ) -> Result<Rows<NameToReview>, StoreError> {
        let mut queue: Vec<(&EntityFacts, usize)> = self
            .corpus()
            .census
            .entities
            .values()
            .filter(|f| f.entity.origin == Origin::Provisional && f.documents > 0)
            .filter(|f| !decided.entities.contains(f.entity.id.as_str()))
            .map(|f| (f, self.claims_of(&f.entity.id).count()))
            .collect();
        sort_by_key(&mut queue, |(facts, edges)| Reverse(facts.documents * (1 + edges)));
        let Rows { total, rows } = Rows::page(queue, page);
        let rows = rows
            .into_iter()
            .map(|(facts, edges)| self.name_to_review(facts, edges))
            .collect::<Result<_, _>>()?;
        Ok(Rows { total, rows })
    }

    fn name_to_review(
        &self,
        facts: &EntityFacts,
        edges: usize,
    ) -> Result<NameToReview, StoreError> {
        let entity = &facts.entity;
        let first = self.named_in(&entity.id).next_back().map(|(document, _)| &document.id);
        let evidence = match first {
            Some(document) => self.naming(document, &entity.id)?,
            None => None,
        };
        Ok(NameToReview {
            entity: entity_ref(facts),
            documents: facts.documents,
            edges,
            like: self.like(&entity.label, &entity.id),
            evidence,
        })
    }

    /// Entities that are listed under a name like this.
    fn like(&self, name: &str, id: &EntityId) -> Vec<EntityRef> {
        let found = self.search(name, &[], 20).hits.into_iter().map(|hit| hit.entity);
        found.filter(|e| e.id != *id && !e.provisional).take(LIKE).collect()
    }

    fn records_of_rules(&self) -> BTreeMap<&RuleId, Record> {
        let mut records: BTreeMap<&RuleId, Record> = BTreeMap::new();
        for evidence in self.corpus().claims.iter().flat_map(|claim| &claim.evidence) {
            if evidence.decided.is_none() {
                continue;
            }
            for rule in &evidence.rules {
                let record = records.entry(rule).or_default();
                match evidence.status {
                    Status::Rejected => record.wrong += 1,
                    _ => record.right += 1,
                }
            }
        }
        records
    }

    fn weight(&self, claim: &Claim, records: &BTreeMap<&RuleId, Record>) -> f64 {
        let asserted = if claim.status() == Status::Asserted { 2.0 } else { 1.0 };
        let weakness = rules(claim)
            .map(|rule| records.get(rule).copied().unwrap_or_default().weakness())
            .fold(0.0, f64::max);
        let doubt = weakness * (1 + self.n_provisional(claim)) as f64;
        asserted * doubt * (1.0 + claim.documents() as f64).ln()
    }

    fn n_provisional(&self, claim: &Claim) -> usize {
        let ends = std::iter::once(&claim.subject).chain(claim.object.entity());
        ends.filter(|id| self.entity_ref(id).provisional).count()
    }

    fn reasons(&self, claim: &Claim, records: &BTreeMap<&RuleId, Record>) -> String {
        let stories = claim.documents();
        let mut reasons =
            vec![if stories == 1 { "1 story".to_owned() } else { format!("{stories} stories") }];
        match self.n_provisional(claim) {
            0 => {}
            1 => reasons.push("one name is provisional".to_owned()),
            _ => reasons.push("both names are provisional".to_owned()),
        }
        for rule in rules(claim) {
            if let Some(Record { right, wrong }) = records.get(rule).filter(|r| r.wrong > 0) {
                reasons.push(format!("rule {rule} was wrong in {wrong} of {}", wrong + right));
            }
        }
        reasons.join("; ")
    }
}

/// The claim as `decisions.toml` names it; one about an activity also by its story.
pub(super) fn name_of(claim: &Claim) -> String {
    let object = match &claim.object {
        Object::Entity(id) => crate::base::Argument::Entity(id.clone()),
        Object::Event(_) => crate::base::Argument::Story,
    };
    let name = ClaimName::new(claim.subject.clone(), claim.predicate, object).to_string();
    match &claim.object {
        Object::Event(document) => format!("{name} in {document}"),
        Object::Entity(_) => name,
    }
}

fn rules(claim: &Claim) -> impl Iterator<Item = &RuleId> {
    let all: BTreeSet<&RuleId> = claim.evidence.iter().flat_map(|e| &e.rules).collect();
    all.into_iter()
}
