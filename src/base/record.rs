//! The extraction record: one story as one JSON object, the interface to scoring, Python and cluster jobs.
//!
//! In: a [`Story`]. Out: JSON whose offsets are Unicode code points, and back again without loss. Never: IO.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{
    Amount, Argument, Assertion, CodePoints, Dateline, Decided, Decision, Document, DocumentId,
    Entity, EntityId, Extraction, Mention, Origin, Paragraph, ParagraphKind, PartialDate, RuleId,
    Sentence, Source, Span, Unlinked, Via,
};

/// A document and what was read from it: what the stages before `rdf` hand on.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The text as it was read.
    pub document: Document,
    /// What was found in it.
    pub extraction: Extraction,
}

/// One line of `consort extract --format jsonl`. Offsets count code points of `text`. One that is written borrows from its
/// story; one that was read owns what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// Document id.
    pub id: DocumentId,
    /// Title, white space folded.
    pub title: Cow<'a, str>,
    /// Address of the story, or the file it was read from.
    pub source: Cow<'a, str>,
    /// File as the user named it.
    pub file: Cow<'a, str>,
    /// Line of the file on which the story starts, from 1.
    pub line: usize,
    /// Address, where the input gives one.
    pub url: Option<Cow<'a, str>>,
    /// Publisher, where the input gives one.
    pub publisher: Option<Cow<'a, str>>,
    /// The whole text, title first.
    pub text: Cow<'a, str>,
    /// ISO 8601 day, month or year.
    pub date_start: Option<String>,
    /// ISO 8601 day, month or year.
    pub date_end: Option<String>,
    /// Cities and sites of the dateline.
    pub places: Vec<Cow<'a, str>>,
    /// Names of the countries of the dateline.
    pub countries: Vec<Cow<'a, str>>,
    /// Whether the dateline says online.
    pub online: bool,
    /// The linked mentions.
    pub mentions: Vec<MentionRecord<'a>>,
    /// Names that stay unlinked.
    pub unlinked: Vec<UnlinkedRecord<'a>>,
    /// The relations.
    pub relations: Vec<RelationRecord<'a>>,
    /// Everything about the entities named that is not in their mentions, by id.
    pub entities: BTreeMap<EntityId, EntityRecord<'a>>,
    /// Where paragraphs, sentences and the dateline stand.
    pub layout: LayoutRecord<'a>,
    /// What reviewers have decided on the names of this document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Arc<Decision>>,
    /// Unknown keys of the input.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// One mention; extra keys beyond the published interface let a record be read back whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionRecord<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The surface form.
    pub text: Cow<'a, str>,
    /// Entity id.
    pub id: EntityId,
    /// Entity label.
    pub label: Cow<'a, str>,
    /// Class name.
    pub class: Cow<'a, str>,
    /// Name of the [`Via`].
    pub via: Cow<'a, str>,
    /// Whether it lies inside a longer name.
    pub nested: bool,
    /// Index of its sentence.
    pub sentence: usize,
}

/// A name that stays unlinked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnlinkedRecord<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The surface form.
    pub text: Cow<'a, str>,
    /// Ids of the entities it could be.
    pub candidates: Vec<EntityId>,
    /// Index of its sentence.
    pub sentence: usize,
}

/// One relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RelationRecord<'a> {
    /// Predicate name.
    pub predicate: Cow<'a, str>,
    /// Entity id.
    pub subject: EntityId,
    /// Entity id or `@story`.
    pub object: Argument<EntityId>,
    /// Status name.
    pub status: Cow<'a, str>,
    /// Rule id.
    pub rule: RuleId,
    /// First code point of the sentence.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The sentence.
    pub evidence: Cow<'a, str>,
    /// Index of the sentence.
    pub sentence: usize,
    /// Code points of the trigger words.
    pub trigger: [usize; 2],
    /// The sum of money, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<AmountRecord<'a>>,
    /// What a reviewer has decided on it, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<DecidedRecord<'a>>,
}

/// A reviewer's decision on a relation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecidedRecord<'a> {
    /// The status that was read from the sentence.
    pub read: Cow<'a, str>,
    /// The decision.
    #[serde(flatten)]
    pub decision: Arc<Decision>,
}

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmountRecord<'a> {
    /// ISO 4217 code.
    pub currency: Cow<'a, str>,
    /// Plain decimal number.
    pub value: Cow<'a, str>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// What is known of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord<'a> {
    /// Label.
    pub label: Cow<'a, str>,
    /// Class name.
    pub class: Cow<'a, str>,
    /// Country id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<EntityId>,
    /// Id of the body it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<EntityId>,
    /// `listed` or `template`.
    pub origin: Cow<'a, str>,
}

/// Offsets of the document's parts, in code points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayoutRecord<'a> {
    /// The title.
    pub title: [usize; 2],
    /// Start, end and kind of each paragraph.
    pub paragraphs: Vec<(usize, usize, Cow<'a, str>)>,
    /// Start, end and paragraph index of each sentence.
    pub sentences: Vec<(usize, usize, usize)>,
    /// The dateline, if any.
    pub dateline: Option<[usize; 2]>,
    /// The places that the dateline names.
    pub locations: Vec<[usize; 2]>,
    /// Ids of the dateline's countries.
    pub countries: Vec<EntityId>,
}

impl<'a> From<&'a Story> for Record<'a> {
    fn from(story: &'a Story) -> Self {
        Writer { story, points: CodePoints::new(&story.document.text) }.record()
    }
}

/// A record that cannot be turned back into a story.
#[derive(Debug, thiserror::Error)]
#[error("story {id}: {reason}")]
pub struct RecordError {
    /// The document's id.
    pub id: DocumentId,
    /// What does not fit.
    pub reason: String,
}

impl TryFrom<&Record<'_>> for Story {
    type Error = RecordError;

    /// # Errors
    /// When an offset lies outside the text or a name (class, predicate, status …) is unknown.
    fn try_from(record: &Record<'_>) -> Result<Self, RecordError> {
        Reader { record, points: CodePoints::new(&record.text), entities: BTreeMap::new() }
            .story()
            .map_err(|reason| RecordError { id: record.id.clone(), reason })
    }
}

struct Writer<'a> {
    story: &'a Story,
    points: CodePoints<'a>,
}

impl<'a> Writer<'a> {
    fn record(&self) -> Record<'a> {
        let Story { document, extraction } = self.story;
        let source = &document.source;
        Record {
            id: document.id.clone(),
            title: borrowed(&document.title),
            source: borrowed(source.url.as_ref().unwrap_or(&source.file)),
            file: borrowed(&source.file),
            line: source.line,
            url: source.url.as_deref().map(borrowed),
            publisher: source.publisher.as_deref().map(borrowed),
            text: borrowed(&document.text),
            date_start: document.date_start.map(|d| d.to_string()),
            date_end: document.date_end.map(|d| d.to_string()),
            places: extraction.places.iter().map(|p| borrowed(p)).collect(),
            countries: extraction.countries.iter().map(|c| borrowed(&c.label)).collect(),
            online: document.dateline.as_ref().is_some_and(|d| d.online),
            mentions: extraction.mentions.iter().map(|m| self.mention(m)).collect(),
            unlinked: extraction.unlinked.iter().map(|u| self.unlinked(u)).collect(),
            relations: extraction.assertions.iter().map(|a| self.relation(a)).collect(),
            entities: self.entities(),
            layout: self.layout(),
            decisions: extraction.decisions.clone(),
            extra: document.extra.clone(),
        }
    }

    fn span(&self, span: Span) -> [usize; 2] {
        [self.points.of(span.start), self.points.of(span.end)]
    }

    fn surface(&self, span: Span) -> Cow<'a, str> {
        borrowed(&self.story.document.text[span.range()])
    }

    fn mention(&self, mention: &'a Mention) -> MentionRecord<'a> {
        let [start, end] = self.span(mention.span);
        MentionRecord {
            start,
            end,
            text: self.surface(mention.span),
            id: mention.entity.id.clone(),
            label: borrowed(&mention.entity.label),
            class: borrowed(mention.entity.class.name()),
            via: borrowed(mention.via.name()),
            nested: mention.nested,
            sentence: mention.sentence,
        }
    }

    fn unlinked(&self, unlinked: &'a Unlinked) -> UnlinkedRecord<'a> {
        let [start, end] = self.span(unlinked.span);
        UnlinkedRecord {
            start,
            end,
            text: self.surface(unlinked.span),
            candidates: unlinked.candidates.clone(),
            sentence: unlinked.sentence,
        }
    }

    fn relation(&self, assertion: &'a Assertion) -> RelationRecord<'a> {
        let [start, end] = self.span(assertion.evidence);
        let amount = assertion.amount.as_ref().map(|amount| {
            let [start, end] = self.span(amount.span);
            AmountRecord {
                currency: borrowed(&amount.currency),
                value: borrowed(&amount.value),
                start,
                end,
            }
        });
        RelationRecord {
            predicate: borrowed(assertion.predicate.name()),
            subject: assertion.subject.id.clone(),
            object: assertion.object.name(),
            status: borrowed(assertion.status.name()),
            rule: assertion.rule.clone(),
            start,
            end,
            evidence: self.surface(assertion.evidence),
            sentence: assertion.sentence,
            trigger: self.span(assertion.trigger),
            amount,
            decided: assertion.decided.as_ref().map(|d| DecidedRecord {
                read: borrowed(d.read.name()),
                decision: d.decision.clone(),
            }),
        }
    }

    fn entities(&self) -> BTreeMap<EntityId, EntityRecord<'a>> {
        let extraction = &self.story.extraction;
        let arguments = extraction
            .assertions
            .iter()
            .flat_map(|a| std::iter::once(&a.subject).chain(a.object.entity()));
        let named = extraction.mentions.iter().map(|m| &m.entity).chain(&extraction.countries);
        let by_id: BTreeMap<_, _> = named.chain(arguments).map(|e| (&e.id, e)).collect();
        by_id
            .into_values()
            .map(|entity| {
                let record = EntityRecord {
                    label: borrowed(&entity.label),
                    class: borrowed(entity.class.name()),
                    country: entity.country.clone(),
                    parent: entity.parent.clone(),
                    origin: borrowed(entity.origin.name()),
                };
                (entity.id.clone(), record)
            })
            .collect()
    }

    fn layout(&self) -> LayoutRecord<'a> {
        let Story { document, extraction } = self.story;
        LayoutRecord {
            title: self.span(document.title_span),
            paragraphs: document
                .paragraphs
                .iter()
                .map(|p| {
                    let [start, end] = self.span(p.span);
                    (start, end, borrowed(p.kind.name()))
                })
                .collect(),
            sentences: extraction
                .sentences
                .iter()
                .map(|s| {
                    let [start, end] = self.span(s.span);
                    (start, end, s.paragraph)
                })
                .collect(),
            dateline: document.dateline.as_ref().map(|d| self.span(d.span)),
            locations: document
                .dateline
                .iter()
                .flat_map(|d| &d.locations)
                .map(|s| self.span(*s))
                .collect(),
            countries: extraction.countries.iter().map(|c| c.id.clone()).collect(),
        }
    }
}

fn borrowed(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

struct Reader<'a> {
    record: &'a Record<'a>,
    points: CodePoints<'a>,
    entities: BTreeMap<&'a EntityId, Arc<Entity>>,
}

impl<'a> Reader<'a> {
    fn story(mut self) -> Result<Story, String> {
        for (id, entity) in &self.record.entities {
            let entity = Entity {
                id: id.clone(),
                label: entity.label.to_string(),
                class: entity.class.parse()?,
                country: entity.country.clone(),
                parent: entity.parent.clone(),
                origin: Origin::from_name(&entity.origin)?,
            };
            self.entities.insert(id, Arc::new(entity));
        }
        Ok(Story { document: self.document()?, extraction: self.extraction()? })
    }

    fn document(&self) -> Result<Document, String> {
        let record = self.record;
        let layout = &record.layout;
        let paragraph = |(start, end, kind): &(usize, usize, Cow<'_, str>)| {
            Ok::<_, String>(Paragraph {
                span: self.span([*start, *end])?,
                kind: ParagraphKind::from_name(kind)?,
            })
        };
        let dateline = match layout.dateline {
            None => None,
            Some(span) => Some(Dateline {
                span: self.span(span)?,
                locations: layout
                    .locations
                    .iter()
                    .map(|s| self.span(*s))
                    .collect::<Result<_, _>>()?,
                online: record.online,
            }),
        };
        let date =
            |text: &Option<String>| text.as_deref().map(str::parse::<PartialDate>).transpose();
        Ok(Document {
            id: record.id.clone(),
            title: record.title.to_string(),
            text: record.text.to_string(),
            title_span: self.span(layout.title)?,
            paragraphs: layout.paragraphs.iter().map(paragraph).collect::<Result<_, _>>()?,
            dateline,
            date_start: date(&record.date_start)?,
            date_end: date(&record.date_end)?,
            source: Source {
                file: record.file.to_string(),
                line: record.line,
                url: record.url.as_deref().map(str::to_owned),
                publisher: record.publisher.as_deref().map(str::to_owned),
            },
            extra: record.extra.clone(),
        })
    }

    fn extraction(&self) -> Result<Extraction, String> {
        let record = self.record;
        Ok(Extraction {
            sentences: record
                .layout
                .sentences
                .iter()
                .map(|&(start, end, paragraph)| {
                    Ok::<_, String>(Sentence { span: self.span([start, end])?, paragraph })
                })
                .collect::<Result<_, _>>()?,
            mentions: record.mentions.iter().map(|m| self.mention(m)).collect::<Result<_, _>>()?,
            unlinked: record
                .unlinked
                .iter()
                .map(|u| {
                    Ok::<_, String>(Unlinked {
                        span: self.span([u.start, u.end])?,
                        sentence: u.sentence,
                        candidates: u.candidates.clone(),
                    })
                })
                .collect::<Result<_, _>>()?,
            assertions: record
                .relations
                .iter()
                .map(|r| self.assertion(r))
                .collect::<Result<_, _>>()?,
            places: record.places.iter().map(ToString::to_string).collect(),
            countries: record
                .layout
                .countries
                .iter()
                .map(|id| self.entity(id))
                .collect::<Result<_, _>>()?,
            decisions: record.decisions.clone(),
        })
    }

    fn mention(&self, mention: &MentionRecord<'_>) -> Result<Mention, String> {
        Ok(Mention {
            span: self.span([mention.start, mention.end])?,
            sentence: mention.sentence,
            entity: self.entity(&mention.id)?,
            via: Via::from_name(&mention.via)?,
            nested: mention.nested,
        })
    }

    fn assertion(&self, relation: &RelationRecord<'_>) -> Result<Assertion, String> {
        let amount = match &relation.amount {
            None => None,
            Some(a) => Some(Amount {
                currency: a.currency.to_string(),
                value: a.value.to_string(),
                span: self.span([a.start, a.end])?,
            }),
        };
        Ok(Assertion {
            predicate: relation.predicate.parse()?,
            subject: self.entity(&relation.subject)?,
            object: match &relation.object {
                Argument::Story => Argument::Story,
                Argument::Entity(id) => Argument::Entity(self.entity(id)?),
            },
            status: relation.status.parse()?,
            rule: relation.rule.clone(),
            evidence: self.span([relation.start, relation.end])?,
            sentence: relation.sentence,
            trigger: self.span(relation.trigger)?,
            amount,
            decided: match &relation.decided {
                None => None,
                Some(d) => Some(Decided { read: d.read.parse()?, decision: d.decision.clone() }),
            },
        })
    }

    fn entity(&self, id: &EntityId) -> Result<Arc<Entity>, String> {
        self.entities
            .get(id)
            .cloned()
            .ok_or_else(|| format!("entity {id:?} is named but not described"))
    }

    fn span(&self, [start, end]: [usize; 2]) -> Result<Span, String> {
        match (self.points.byte(start), self.points.byte(end)) {
            (Some(s), Some(e)) if s <= e => Ok(Span::new(s, e)),
            _ => Err(format!("offsets {start}..{end} lie outside the text")),
        }
    }
}
