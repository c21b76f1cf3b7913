//! Reads a record back as what it was written from.
//!
//! In: a [`Record`]. Out: the same [`Story`], or what does not fit in it. Never: IO.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{
    Amount, Argument, Assertion, CodePoints, Dateline, Decided, Document, Entity, EntityId,
    Extraction, Mention, MentionRecord, Paragraph, ParagraphKind, Record, RecordError,
    RelationRecord, Sentence, Source, Span, Story, Unlinked,
};

impl TryFrom<&Record<'_>> for Story {
    type Error = RecordError;

    /// # Errors
    /// When an offset lies outside the text, or an entity is named and not described.
    fn try_from(record: &Record<'_>) -> Result<Self, RecordError> {
        RecordReader { record, points: CodePoints::new(&record.text), entities: BTreeMap::new() }
            .story()
            .map_err(|reason| RecordError { id: record.id.clone(), reason })
    }
}

struct RecordReader<'a> {
    record: &'a Record<'a>,
    points: CodePoints<'a>,
    entities: BTreeMap<&'a EntityId, Arc<Entity>>,
}

impl<'a> RecordReader<'a> {
    fn story(mut self) -> Result<Story, String> {
        for (id, entity) in &self.record.entities {
            let entity = Entity {
                id: id.clone(),
                label: entity.label.to_string(),
                class: entity.class,
                country: entity.country.clone(),
                parent: entity.parent.clone(),
                origin: entity.origin,
            };
            self.entities.insert(id, Arc::new(entity));
        }
        Ok(Story { document: self.document()?, extraction: self.extraction()? })
    }

    fn document(&self) -> Result<Document, String> {
        let record = self.record;
        let layout = &record.layout;
        let paragraph = |&(start, end, kind): &(usize, usize, ParagraphKind)| {
            Ok::<_, String>(Paragraph { span: self.span([start, end])?, kind })
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
        Ok(Document {
            id: record.id.clone(),
            title: record.title.to_string(),
            text: record.text.to_string(),
            title_span: self.span(layout.title)?,
            paragraphs: layout.paragraphs.iter().map(paragraph).collect::<Result<_, _>>()?,
            dateline,
            date_start: record.date_start,
            date_end: record.date_end,
            source: Source {
                file: record.file.to_string(),
                line: record.line,
                url: record.url.as_deref().map(str::to_owned),
                publisher: record.publisher.as_deref().map(str::to_owned),
            },
            given: record.given.clone(),
            copy_of: record.copy_of.clone(),
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
            country_inferred: match &record.layout.country_inferred {
                Some(id) => Some(self.entity(id)?),
                None => None,
            },
            decisions: record.decisions.clone(),
        })
    }

    fn mention(&self, mention: &MentionRecord<'_>) -> Result<Mention, String> {
        Ok(Mention {
            span: self.span([mention.start, mention.end])?,
            sentence: mention.sentence,
            entity: self.entity(&mention.id)?,
            via: mention.via,
            nested: mention.nested,
        })
    }

    fn assertion(&self, relation: &RelationRecord<'_>) -> Result<Assertion, String> {
        let amount = match &relation.amount {
            None => None,
            Some(a) => Some(Amount {
                currency: a.currency.to_string(),
                value: a.value.to_string(),
                max: a.max.as_deref().map(str::to_owned),
                share: a.share,
                stage: a.stage,
                span: self.span([a.start, a.end])?,
            }),
        };
        Ok(Assertion {
            predicate: relation.predicate,
            subject: self.entity(&relation.subject)?,
            object: match &relation.object {
                Argument::Story => Argument::Story,
                Argument::Entity(id) => Argument::Entity(self.entity(id)?),
            },
            status: relation.status,
            rule: relation.rule.clone(),
            evidence: self.span([relation.start, relation.end])?,
            sentence: relation.sentence,
            trigger: self.span(relation.trigger)?,
            amount,
            ended: relation.ended,
            decided: relation
                .decided
                .as_ref()
                .map(|d| Decided { read: d.read, decision: d.decision.clone() }),
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
