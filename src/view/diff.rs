//! What two graphs say differently, and why.
//!
//! In: two snapshots. Out: claims that came, went or changed their status, each with its reason. Never: a reason that the two folders
//! do not show.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::base::{Argument, ClaimName, DocumentId, EntityId, Predicate, Status};
use crate::merge::{Claim, Object};
use crate::store::{Contents, Manifest, Snapshot, StoreError};
use crate::view::table::{Cell, Table};

/// What differs between two graphs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphDiff {
    /// The claims that differ, by predicate, subject and object.
    pub claims: Vec<ClaimDiff>,
    /// Documents that the new graph alone has, that the old one alone has, and whose text differs.
    pub documents: [usize; 3],
    /// How the graphs were made differently.
    pub made: Vec<Reason>,
}

/// A claim that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDiff {
    /// Who, what, whom; of an activity the id of its document beside it.
    pub claim: ClaimName,
    /// The document of an activity.
    pub activity: Option<DocumentId>,
    /// Labels of subject and object.
    pub labels: [String; 2],
    /// Its status in the old graph, if it is there.
    pub before: Option<Status>,
    /// Its status in the new graph, if it is there.
    pub after: Option<Status>,
    /// How many documents state it in the old graph.
    pub documents_before: usize,
    /// How many in the new one.
    pub documents_after: usize,
    /// Why, as far as the folders show.
    pub why: Vec<Reason>,
    /// A sentence that makes the difference.
    pub sentence: String,
    /// Its document.
    pub document: DocumentId,
}

/// Why a claim differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A document is new.
    TextCame,
    /// A document is gone.
    TextWent,
    /// A document's text is another.
    TextChanged,
    /// A reviewer decided.
    Decision,
    /// The vocabulary is another, or other decisions are applied with it.
    Vocabulary,
    /// Texts were read with other options.
    Reading,
    /// Another version of consort made it.
    Version,
}

impl Reason {
    /// The words in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Reason::TextCame => "text came",
            Reason::TextWent => "text went",
            Reason::TextChanged => "text changed",
            Reason::Decision => "decision",
            Reason::Vocabulary => "vocabulary",
            Reason::Reading => "reading options",
            Reason::Version => "version",
        }
    }
}

impl ClaimDiff {
    /// What happened: `came`, `went` or `status`.
    #[must_use]
    pub fn change(&self) -> &'static str {
        match (self.before, self.after) {
            (None, _) => "came",
            (_, None) => "went",
            _ => "status",
        }
    }
}

/// One graph, as it is compared.
struct Side {
    contents: Contents,
    /// Hashes of the texts.
    texts: FxHashMap<DocumentId, [u8; 32]>,
    vocabulary: String,
    reading: String,
    consort: String,
}

impl Side {
    fn read(snapshot: &Snapshot) -> Result<Self, StoreError> {
        let mut texts = FxHashMap::default();
        let contents = snapshot.contents_with(&mut |story, _| {
            let hash = Sha256::digest(story.document.text.as_bytes());
            texts.insert(story.document.id.clone(), hash.into());
        })?;
        let Manifest { vocabulary, reading, consort, .. } = snapshot.manifest().clone();
        Ok(Self { contents, texts, vocabulary, reading, consort })
    }

    fn claims(&self) -> BTreeMap<Key<'_>, &Claim> {
        let claims = self.contents.knowledge().corpus.claims.iter();
        claims.map(|claim| ((claim.predicate, &claim.subject, &claim.object), claim)).collect()
    }

    fn label(&self, id: &EntityId) -> Option<String> {
        let known = self.contents.knowledge().corpus.census.entities.get(id)?;
        Some(known.entity.label.clone())
    }
}

type Key<'a> = (Predicate, &'a EntityId, &'a Object);

/// Compares two graphs.
///
/// # Errors
/// When one of them cannot be read.
pub fn diff(old: &Snapshot, new: &Snapshot) -> Result<GraphDiff, StoreError> {
    let (old, new) = (Side::read(old)?, Side::read(new)?);
    let made = made_differently(&old, &new);
    let (before, after) = (old.claims(), new.claims());
    let keys: BTreeSet<&Key<'_>> = before.keys().chain(after.keys()).collect();
    let changed = keys.into_iter().filter_map(|key| {
        let (a, b) = (before.get(key).copied(), after.get(key).copied());
        if a.map(Claim::status) == b.map(Claim::status) {
            return None;
        }
        Some(claim_diff((&old, a), (&new, b), &made))
    });
    let claims = changed.flatten().collect();
    let alone = |one: &Side, other: &Side| {
        one.texts.keys().filter(|id| !other.texts.contains_key(*id)).count()
    };
    let differ =
        |(id, text): &(&DocumentId, &[u8; 32])| new.texts.get(*id).is_some_and(|t| t != *text);
    let changed = old.texts.iter().filter(differ).count();
    Ok(GraphDiff { claims, documents: [alone(&new, &old), alone(&old, &new), changed], made })
}

fn made_differently(old: &Side, new: &Side) -> Vec<Reason> {
    let differ = [
        (old.vocabulary != new.vocabulary, Reason::Vocabulary),
        (old.reading != new.reading, Reason::Reading),
        (old.consort != new.consort, Reason::Version),
    ];
    differ.into_iter().filter(|(differs, _)| *differs).map(|(_, reason)| reason).collect()
}

fn claim_diff(
    (old, before): (&Side, Option<&Claim>),
    (new, after): (&Side, Option<&Claim>),
    made: &[Reason],
) -> Option<ClaimDiff> {
    let claim = after.or(before)?;
    let object = match &claim.object {
        Object::Entity(id) => Argument::Entity(id.clone()),
        Object::Event(_) => Argument::Story,
    };
    let label =
        |id: &EntityId| new.label(id).or_else(|| old.label(id)).unwrap_or_else(|| id.to_string());
    let of_object = object.entity().map_or_else(|| "(reported activity)".to_owned(), label);
    let shown = shown(before, after)?;
    Some(ClaimDiff {
        labels: [label(&claim.subject), of_object],
        activity: match &claim.object {
            Object::Event(document) => Some(document.clone()),
            Object::Entity(_) => None,
        },
        claim: ClaimName::new(claim.subject.clone(), claim.predicate, object),
        before: before.map(Claim::status),
        after: after.map(Claim::status),
        documents_before: before.map_or(0, Claim::documents),
        documents_after: after.map_or(0, Claim::documents),
        why: why((old, before), (new, after), made),
        sentence: shown.quote.to_string(),
        document: shown.document.clone(),
    })
}

/// The firmest sentence of the side that has the firmer claim: it came, or it went.
fn shown<'a>(
    before: Option<&'a Claim>,
    after: Option<&'a Claim>,
) -> Option<&'a crate::merge::Evidence> {
    let side = match (before, after) {
        (Some(before), Some(after)) if before.status() < after.status() => before,
        (_, Some(after)) => after,
        (before, None) => before?,
    };
    side.evidence.iter().min_by_key(|e| (e.status, &e.document, e.start))
}

/// What the documents of a claim show of the reason; where they are the same in both graphs, how the graphs were made.
fn why(
    (old, before): (&Side, Option<&Claim>),
    (new, after): (&Side, Option<&Claim>),
    made: &[Reason],
) -> Vec<Reason> {
    let mut why = BTreeSet::new();
    let evidence = |claim: Option<&'_ Claim>| claim.map(|c| c.evidence.clone()).unwrap_or_default();
    for e in evidence(before).into_iter().chain(evidence(after)) {
        match (old.texts.get(&e.document), new.texts.get(&e.document)) {
            (None, _) => drop(why.insert(Reason::TextCame)),
            (_, None) => drop(why.insert(Reason::TextWent)),
            (one, other) if one != other => drop(why.insert(Reason::TextChanged)),
            _ => {}
        }
    }
    let decided = |claim: Option<&Claim>| -> BTreeSet<String> {
        let all = evidence(claim).into_iter().filter_map(|e| e.decided);
        all.map(|decided| decided.decision.to_string()).collect()
    };
    if decided(before) != decided(after) {
        why.insert(Reason::Decision);
    }
    if why.is_empty() {
        why.extend(made);
    }
    why.into_iter().collect()
}

impl GraphDiff {
    /// A row a claim.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::new([
            "change",
            "subject",
            "predicate",
            "object",
            "before",
            "after",
            "why",
            "documents_before",
            "documents_after",
            "sentence",
            "subject_id",
            "object_id",
            "document_id",
        ]);
        for one in &self.claims {
            let status = |status: Option<Status>| Cell::optional(status.map(Status::name));
            let why = one.why.iter().map(|reason| reason.name()).collect::<Vec<_>>().join(", ");
            let [subject, object] = &one.labels;
            table.push(vec![
                Cell::text(one.change()),
                Cell::text(subject),
                Cell::text(one.claim.predicate.name()),
                Cell::text(object),
                status(one.before),
                status(one.after),
                Cell::text(why),
                Cell::integer(one.documents_before as u64),
                Cell::integer(one.documents_after as u64),
                Cell::text(&one.sentence),
                Cell::text(&*one.claim.subject),
                Cell::text(one.claim.object.as_str()),
                Cell::text(&**one.activity.as_ref().unwrap_or(&one.document)),
            ]);
        }
        table
    }
}
