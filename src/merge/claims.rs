//! The assertions of all stories, grouped into claims.
//!
//! In: stories, one by one. Out: one [`Claim`] for each (subject, predicate, object), with its evidence.
//! Never: a story's text beyond the sentences that are evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::base::{
    Amount, Argument, Assertion, CodePoints, Decided, Document, DocumentId, EntityId, PartialDate,
    Predicate, RuleId, Span, Status, Story,
};
use crate::cut::fold_space;

/// All claims, by subject, predicate and object.
///
/// ```
/// use consort::merge::{Claims, Object};
/// use consort::{EntityId, Predicate, Status};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let mut claims = Claims::new();
/// stories.iter().for_each(|story| claims.add(story));
/// let programme = Object::Entity("unodc-wco-ccp".parse()?);
/// let claim = claims.get(&EntityId::new("nor")?, Predicate::Funds, &programme).expect("somebody pays");
/// assert_eq!((claim.status(), claim.documents()), (Status::Asserted, 1));
/// assert!(claim.evidence[0].quote.ends_with("Norway funds the Container Control Programme."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Claims {
    claims: Vec<Claim>,
    /// Where each stands in `claims`.
    by_key: FxHashMap<(EntityId, Predicate, Object), usize>,
}

/// What a claim is about, beside its subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Object {
    /// An entity, by its id.
    Entity(EntityId),
    /// The activity that a story reports, by the id of its document.
    Event(DocumentId),
}

/// One relation with all the sentences that state, plan, hedge or deny it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Who; of a symmetric relation the smaller id.
    pub subject: EntityId,
    /// What is said.
    pub predicate: Predicate,
    /// To whom.
    pub object: Object,
    /// The sentences, document by document as they came.
    pub evidence: Vec<Evidence>,
}

/// One sentence as evidence for one claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Document id.
    pub document: DocumentId,
    /// The document that it is a copy of, else the document itself.
    pub origin: DocumentId,
    /// First code point of the sentence.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The sentence, white space folded.
    pub quote: Arc<str>,
    /// The rules that read the claim from it, each once.
    pub rules: Vec<RuleId>,
    /// The firmest status read from it.
    pub status: Status,
    /// How many assertions were read from it.
    pub assertions: usize,
    /// First date of the document.
    pub date_start: Option<PartialDate>,
    /// Last date of the document.
    pub date_end: Option<PartialDate>,
    /// Who published it: the publisher, else the host of its address, else the file it was read from.
    pub source: Arc<str>,
    /// Whether every reading of the sentence tells of it as over.
    pub ended: bool,
    /// The first sum of money that the sentence ties to the claim.
    pub amount: Option<Amount>,
    /// What a reviewer has decided on it, if anything.
    pub decided: Option<Decided>,
}

impl Claims {
    /// No claims.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what one story says. Stories may come in any order, each once.
    pub fn add(&mut self, story: &Story) {
        let sheet = Sheet::new(&story.document);
        let mut quotes: BTreeMap<Span, Arc<str>> = BTreeMap::new();
        let mut here: FxHashMap<(usize, Span), usize> = FxHashMap::default();
        for assertion in &story.extraction.assertions {
            let quote = quotes
                .entry(assertion.evidence)
                .or_insert_with(|| sheet.quote(assertion.evidence).into());
            let (subject, object) = arguments(assertion, &story.document.id);
            let evidence = sheet.evidence(assertion, Arc::clone(quote));
            let key = (subject, assertion.predicate, object);
            let at = match self.by_key.get(&key) {
                Some(&at) => at,
                None => {
                    let (subject, predicate, object) = key.clone();
                    self.claims.push(Claim::new(subject, predicate, object));
                    self.by_key.insert(key, self.claims.len() - 1);
                    self.claims.len() - 1
                }
            };
            // A story of a million sentences may say one thing in all of them, so its evidence is looked up, not searched.
            let known = &mut self.claims[at].evidence;
            match here.get(&(at, assertion.evidence)) {
                Some(&same) => known[same].merge(evidence),
                None => {
                    here.insert((at, assertion.evidence), known.len());
                    known.push(evidence);
                }
            }
        }
    }

    /// The claims in the order in which they were first made.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter()
    }

    /// The claim at a place of [`Claims::iter`].
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Claim> {
        self.claims.get(place)
    }

    /// The claim that says this, if any story does.
    #[must_use]
    pub fn get(&self, subject: &EntityId, predicate: Predicate, object: &Object) -> Option<&Claim> {
        let at = self.by_key.get(&(subject.clone(), predicate, object.clone()))?;
        self.claims.get(*at)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}

impl Claim {
    /// A claim without evidence yet; it may not be written before it has some.
    #[must_use]
    pub fn new(subject: EntityId, predicate: Predicate, object: Object) -> Self {
        Self { subject, predicate, object, evidence: Vec::new() }
    }

    /// The firmest status of its evidence.
    #[must_use]
    pub fn status(&self) -> Status {
        self.evidence.iter().map(|e| e.status).min().unwrap_or(Status::Negated)
    }

    /// How many assertions say it.
    #[must_use]
    pub fn assertions(&self) -> usize {
        self.evidence.iter().map(|e| e.assertions).sum()
    }

    /// How many documents say it.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.distinct(|e| &e.document)
    }

    /// How many stories of their own say it: a story, its copies, excerpts and corrected versions are one.
    #[must_use]
    pub fn origins(&self) -> usize {
        self.distinct(|e| &e.origin)
    }

    /// How many sentences say it that differ after folding white space and case: thirty copies of one
    /// boilerplate sentence are one.
    #[must_use]
    pub fn distinct_sentences(&self) -> usize {
        distinct_sentences(&self.evidence)
    }

    /// How many publishers, hosts or files say it.
    #[must_use]
    pub fn sources(&self) -> usize {
        self.distinct(|e| &e.source)
    }

    /// The first date on which it is said, if a document that says it has one.
    #[must_use]
    pub fn first(&self) -> Option<PartialDate> {
        self.evidence.iter().filter_map(|e| e.date_start).min()
    }

    /// The date on which it is said that reaches furthest, if a document that says it has one.
    #[must_use]
    pub fn last(&self) -> Option<PartialDate> {
        PartialDate::latest(self.evidence.iter().filter_map(|e| e.date_end.or(e.date_start)))
    }

    fn distinct<'e, T: Ord>(&'e self, key: impl Fn(&'e Evidence) -> T) -> usize {
        if let [_only] = self.evidence.as_slice() {
            return 1;
        }
        self.evidence.iter().map(key).collect::<BTreeSet<T>>().len()
    }
}

/// How many of some sentences differ in more than case.
pub(crate) fn distinct_sentences<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> usize {
    // Most claims have one sentence: only what differs is folded.
    let spellings: BTreeSet<&str> = evidence.into_iter().map(|e| e.quote.as_ref()).collect();
    match spellings.len() {
        1 => 1,
        _ => spellings.iter().map(|s| s.to_lowercase()).collect::<BTreeSet<_>>().len(),
    }
}

impl Object {
    /// The entity, where it is one.
    #[must_use]
    pub fn entity(&self) -> Option<&EntityId> {
        match self {
            Object::Entity(id) => Some(id),
            Object::Event(_) => None,
        }
    }
}

impl Evidence {
    /// Takes over what another assertion from the same sentence adds.
    fn merge(&mut self, new: Evidence) {
        for rule in new.rules {
            if !self.rules.contains(&rule) {
                self.rules.push(rule);
            }
        }
        self.status = self.status.min(new.status);
        self.assertions += new.assertions;
        self.ended &= new.ended;
        // Of two readings of one sentence the one that says whose money it is counts.
        let better = |(old, new): (&Amount, &Amount)| new.share < old.share;
        if self.amount.is_none()
            || self.amount.as_ref().zip(new.amount.as_ref()).is_some_and(better)
        {
            self.amount = new.amount;
        }
        self.decided = self.decided.take().or(new.decided);
    }
}

/// What the evidence of one document has in common.
struct Sheet<'a> {
    document: &'a Document,
    points: CodePoints<'a>,
    source: Arc<str>,
}

impl<'a> Sheet<'a> {
    fn new(document: &'a Document) -> Self {
        let points = CodePoints::new(&document.text);
        let source = document.source.name().into();
        Self { document, points, source }
    }

    fn quote(&self, span: Span) -> String {
        fold_space(&self.document.text[span.range()])
    }

    fn evidence(&self, assertion: &Assertion, quote: Arc<str>) -> Evidence {
        Evidence {
            document: self.document.id.clone(),
            origin: self.document.copy_of.as_ref().unwrap_or(&self.document.id).clone(),
            start: self.points.of(assertion.evidence.start),
            end: self.points.of(assertion.evidence.end),
            quote,
            rules: vec![assertion.rule.clone()],
            status: assertion.status,
            assertions: 1,
            date_start: self.document.date_start,
            date_end: self.document.date_end,
            source: Arc::clone(&self.source),
            ended: assertion.ended,
            amount: assertion.amount.clone(),
            decided: assertion.decided.clone(),
        }
    }
}

/// Who says something to whom: of a symmetric relation the smaller id comes first.
pub(super) fn arguments(assertion: &Assertion, document: &DocumentId) -> (EntityId, Object) {
    let subject = assertion.subject.id.clone();
    match &assertion.object {
        Argument::Story => (subject, Object::Event(document.clone())),
        Argument::Entity(object) if assertion.predicate.is_symmetric() && object.id < subject => {
            (object.id.clone(), Object::Entity(subject))
        }
        Argument::Entity(object) => (subject, Object::Entity(object.id.clone())),
    }
}
