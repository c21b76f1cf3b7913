//! A story as bytes that are quick to read.
//!
//! In: a [`Story`], later its bytes. Out: bytes, later the same story. Never: IO; an interface to others, which is the
//! [`Record`](crate::base::Record): what the bytes mean hangs on this version.
//!
//! Offsets are bytes, entities are told once and numbered, strings are borrowed from the bytes: a story is read some ten times as fast as
//! from JSON, and takes a quarter of the room.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::base::{
    Amount, Argument, Assertion, Class, Dateline, Decided, Decision, Document, Entity, Extraction,
    Given, Mention, MoneyShare, MoneyStage, Origin, Paragraph, ParagraphKind, PartialDate,
    Predicate, Sentence, Source, Span, Status, Story, Unlinked, Via,
};

/// A stretch of the text: its first byte and its length.
type At = (usize, usize);
/// A year, month and day; 0 where they are unknown.
type Day = (u16, u8, u8);
/// The place of an entity among those of the story.
type Number = usize;

#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    title_span: At,
    paragraphs: Vec<(At, ParagraphKind)>,
    dateline: Option<(At, Vec<At>, bool)>,
    date_start: Option<Day>,
    date_end: Option<Day>,
    file: &'a str,
    line: usize,
    url: Option<&'a str>,
    publisher: Option<&'a str>,
    /// What few stories have, as JSON.
    rest: Option<String>,
    entities: Vec<PackedEntity<'a>>,
    sentences: Vec<(At, usize)>,
    mentions: Vec<(At, usize, Number, Via, bool)>,
    unlinked: Vec<(At, usize, Vec<&'a str>)>,
    assertions: Vec<PackedAssertion<'a>>,
    places: Vec<&'a str>,
    countries: Vec<Number>,
    country_inferred: Option<Number>,
}

#[derive(Serialize, Deserialize)]
struct PackedEntity<'a> {
    id: &'a str,
    label: &'a str,
    class: Class,
    country: Option<&'a str>,
    parent: Option<&'a str>,
    origin: Origin,
}

#[derive(Serialize, Deserialize)]
struct PackedAssertion<'a> {
    predicate: Predicate,
    subject: Number,
    /// None is the activity that the story reports.
    object: Option<Number>,
    status: Status,
    rule: &'a str,
    evidence: At,
    sentence: usize,
    trigger: At,
    amount: Option<PackedAmount<'a>>,
    ended: bool,
    /// As JSON.
    decided: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct PackedAmount<'a> {
    currency: &'a str,
    value: &'a str,
    max: Option<&'a str>,
    share: MoneyShare,
    stage: Option<MoneyStage>,
    span: At,
}

#[derive(Serialize, Deserialize, Default, PartialEq)]
struct Rest {
    given: Given,
    extra: BTreeMap<String, serde_json::Value>,
    decisions: Vec<Arc<Decision>>,
}

impl Story {
    /// The story as bytes, for [`Story::from_bytes`] of the same version. Whose copy it is only a graph says, so that is left out.
    ///
    /// ```
    /// use consort::Story;
    /// use consort::dictionary::{builtin_files, compile, read};
    /// use consort::documents::{Format, ReadOptions, parse};
    /// use consort::pipeline::read_story;
    /// let (lexicon, _) = compile(read(&builtin_files()).0)?;
    /// let document = parse("note.txt", "UNODC met WHO.", Format::Text, &ReadOptions::default()).output.remove(0);
    /// let story = read_story(document, &lexicon, &Default::default());
    /// assert_eq!(Story::from_bytes(&story.to_bytes()), Ok(story));
    /// # Ok::<(), consort::dictionary::VocabError>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let packed = Packer::new(self).packed();
        // It holds numbers, strings and lists of them: it cannot fail to be written.
        postcard::to_allocvec(&packed).unwrap_or_default()
    }

    /// The story in such bytes.
    ///
    /// # Errors
    /// When they are no story.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let packed: Packed<'_> = postcard::from_bytes(bytes).map_err(|e| e.to_string())?;
        let entities = packed.entities.iter().map(PackedEntity::entity);
        let entities = entities.collect::<Option<_>>().ok_or("an entity has no id")?;
        Unpacker { packed: &packed, entities }.story().ok_or("it does not fit together".to_owned())
    }
}

struct Packer<'a> {
    story: &'a Story,
    entities: Vec<PackedEntity<'a>>,
    numbers: FxHashMap<&'a str, Number>,
}

impl<'a> Packer<'a> {
    fn new(story: &'a Story) -> Self {
        Self { story, entities: Vec::new(), numbers: FxHashMap::default() }
    }

    fn packed(mut self) -> Packed<'a> {
        let Story { document, extraction } = self.story;
        let rest = Rest {
            given: document.given.clone(),
            extra: document.extra.clone(),
            decisions: extraction.decisions.clone(),
        };
        let has_rest = rest != Rest::default();
        Packed {
            id: &document.id,
            title: &document.title,
            text: &document.text,
            title_span: at(document.title_span),
            paragraphs: document.paragraphs.iter().map(|p| (at(p.span), p.kind)).collect(),
            dateline: document
                .dateline
                .as_ref()
                .map(|d| (at(d.span), d.locations.iter().map(|l| at(*l)).collect(), d.online)),
            date_start: document.date_start.map(day),
            date_end: document.date_end.map(day),
            file: &document.source.file,
            line: document.source.line,
            url: document.source.url.as_deref(),
            publisher: document.source.publisher.as_deref(),
            rest: has_rest.then(|| serde_json::to_string(&rest).unwrap_or_default()),
            sentences: extraction.sentences.iter().map(|s| (at(s.span), s.paragraph)).collect(),
            mentions: extraction
                .mentions
                .iter()
                .map(|m| (at(m.span), m.sentence, self.number(&m.entity), m.via, m.nested))
                .collect(),
            unlinked: extraction
                .unlinked
                .iter()
                .map(|u| (at(u.span), u.sentence, u.candidates.iter().map(|c| &**c).collect()))
                .collect(),
            assertions: extraction.assertions.iter().map(|a| self.assertion(a)).collect(),
            places: extraction.places.iter().map(String::as_str).collect(),
            countries: extraction.countries.iter().map(|c| self.number(c)).collect(),
            country_inferred: extraction.country_inferred.as_ref().map(|c| self.number(c)),
            // After all that may name one.
            entities: self.entities,
        }
    }

    fn number(&mut self, entity: &'a Arc<Entity>) -> Number {
        *self.numbers.entry(&entity.id).or_insert_with(|| {
            self.entities.push(PackedEntity {
                id: &entity.id,
                label: &entity.label,
                class: entity.class,
                country: entity.country.as_deref(),
                parent: entity.parent.as_deref(),
                origin: entity.origin,
            });
            self.entities.len() - 1
        })
    }

    fn assertion(&mut self, assertion: &'a Assertion) -> PackedAssertion<'a> {
        PackedAssertion {
            predicate: assertion.predicate,
            subject: self.number(&assertion.subject),
            object: assertion.object.entity().map(|object| self.number(object)),
            status: assertion.status,
            rule: &assertion.rule,
            evidence: at(assertion.evidence),
            sentence: assertion.sentence,
            trigger: at(assertion.trigger),
            amount: assertion.amount.as_ref().map(|amount| PackedAmount {
                currency: &amount.currency,
                value: &amount.value,
                max: amount.max.as_deref(),
                share: amount.share,
                stage: amount.stage,
                span: at(amount.span),
            }),
            ended: assertion.ended,
            decided: assertion.decided.as_ref().map(|decided| {
                serde_json::to_string(&(decided.read, &decided.decision)).unwrap_or_default()
            }),
        }
    }
}

struct Unpacker<'a> {
    packed: &'a Packed<'a>,
    entities: Vec<Arc<Entity>>,
}

impl Unpacker<'_> {
    fn story(&self) -> Option<Story> {
        let rest = self.packed.rest.as_deref().map(serde_json::from_str::<Rest>);
        let rest = rest.transpose().ok()?.unwrap_or_default();
        let Rest { given, extra, decisions } = rest;
        let document = Document { given, extra, ..self.document()? };
        Some(Story { document, extraction: Extraction { decisions, ..self.extraction()? } })
    }

    fn document(&self) -> Option<Document> {
        let packed = self.packed;
        let dateline = |(span, locations, online): &(At, Vec<At>, bool)| {
            let locations = locations.iter().map(|l| self.span(*l)).collect::<Option<_>>()?;
            Some(Dateline { span: self.span(*span)?, locations, online: *online })
        };
        Some(Document {
            id: packed.id.parse().ok()?,
            title: packed.title.to_owned(),
            text: packed.text.to_owned(),
            title_span: self.span(packed.title_span)?,
            paragraphs: all(&packed.paragraphs, |(span, kind)| {
                Some(Paragraph { span: self.span(*span)?, kind: *kind })
            })?,
            dateline: maybe(packed.dateline.as_ref(), dateline)?,
            date_start: maybe(packed.date_start, date)?,
            date_end: maybe(packed.date_end, date)?,
            given: Given::default(),
            source: Source {
                file: packed.file.to_owned(),
                line: packed.line,
                url: packed.url.map(str::to_owned),
                publisher: packed.publisher.map(str::to_owned),
            },
            copy_of: None,
            extra: BTreeMap::new(),
        })
    }

    fn extraction(&self) -> Option<Extraction> {
        let packed = self.packed;
        Some(Extraction {
            sentences: all(&packed.sentences, |(span, paragraph)| {
                Some(Sentence { span: self.span(*span)?, paragraph: *paragraph })
            })?,
            mentions: all(&packed.mentions, |(span, sentence, entity, via, nested)| {
                let (span, entity) = (self.span(*span)?, self.entity(*entity)?);
                Some(Mention { span, sentence: *sentence, entity, via: *via, nested: *nested })
            })?,
            unlinked: all(&packed.unlinked, |(span, sentence, candidates)| {
                let candidates = all(candidates, |id| id.parse().ok())?;
                Some(Unlinked { span: self.span(*span)?, sentence: *sentence, candidates })
            })?,
            assertions: all(&packed.assertions, |a| self.assertion(a))?,
            places: packed.places.iter().map(|&place| place.to_owned()).collect(),
            countries: all(&packed.countries, |n| self.entity(*n))?,
            country_inferred: maybe(packed.country_inferred, |n| self.entity(n))?,
            decisions: Vec::new(),
        })
    }

    fn assertion(&self, packed: &PackedAssertion<'_>) -> Option<Assertion> {
        let amount = |amount: &PackedAmount<'_>| {
            Some(Amount {
                currency: amount.currency.to_owned(),
                value: amount.value.to_owned(),
                max: amount.max.map(str::to_owned),
                share: amount.share,
                stage: amount.stage,
                span: self.span(amount.span)?,
            })
        };
        let decided = |json: &String| {
            let (read, decision) = serde_json::from_str(json).ok()?;
            Some(Decided { read, decision })
        };
        let object = maybe(packed.object, |n| self.entity(n))?;
        Some(Assertion {
            predicate: packed.predicate,
            subject: self.entity(packed.subject)?,
            object: object.map_or(Argument::Story, Argument::Entity),
            status: packed.status,
            rule: packed.rule.parse().ok()?,
            evidence: self.span(packed.evidence)?,
            sentence: packed.sentence,
            trigger: self.span(packed.trigger)?,
            amount: maybe(packed.amount.as_ref(), amount)?,
            ended: packed.ended,
            decided: maybe(packed.decided.as_ref(), decided)?,
        })
    }

    fn entity(&self, number: Number) -> Option<Arc<Entity>> {
        self.entities.get(number).cloned()
    }

    /// A stretch that can be cut out of the text.
    fn span(&self, (start, length): At) -> Option<Span> {
        let span = Span::new(start, start.checked_add(length)?);
        self.packed.text.get(span.range()).map(|_| span)
    }
}

impl PackedEntity<'_> {
    fn entity(&self) -> Option<Arc<Entity>> {
        Some(Arc::new(Entity {
            id: self.id.parse().ok()?,
            label: self.label.to_owned(),
            class: self.class,
            country: maybe(self.country, |id| id.parse().ok())?,
            parent: maybe(self.parent, |id| id.parse().ok())?,
            origin: self.origin,
        }))
    }
}

fn at(span: Span) -> At {
    (span.start, span.end.saturating_sub(span.start))
}

fn day(date: PartialDate) -> Day {
    (date.year, date.month.unwrap_or(0), date.day.unwrap_or(0))
}

fn date(day: Day) -> Option<PartialDate> {
    match day {
        (year, 0, _) => Some(PartialDate::year(year)),
        (year, month, 0) => PartialDate::month(year, month),
        (year, month, day) => PartialDate::day(year, month, day),
    }
}

/// What is made of each, if it is of all.
fn all<T, U>(packed: &[T], make: impl Fn(&T) -> Option<U>) -> Option<Vec<U>> {
    packed.iter().map(make).collect()
}

/// What is made of it, if it is there and can be made.
fn maybe<T, U>(packed: Option<T>, make: impl FnOnce(T) -> Option<U>) -> Option<Option<U>> {
    match packed {
        None => Some(None),
        Some(packed) => make(packed).map(Some),
    }
}
