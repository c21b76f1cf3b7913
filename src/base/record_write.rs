//! Writes what was read from a document as a record.
//!
//! In: a [`Story`]. Out: a [`Record`] that borrows from it. Never: IO.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::{
    AmountRecord, Assertion, CodePoints, DecidedRecord, EntityId, EntityRecord, LayoutRecord,
    Mention, MentionRecord, Record, RelationRecord, Span, Story, Unlinked, UnlinkedRecord,
};

impl<'a> From<&'a Story> for Record<'a> {
    fn from(story: &'a Story) -> Self {
        RecordWriter { story, points: CodePoints::new(&story.document.text) }.record()
    }
}

struct RecordWriter<'a> {
    story: &'a Story,
    points: CodePoints<'a>,
}

impl<'a> RecordWriter<'a> {
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
            date_start: document.date_start,
            date_end: document.date_end,
            places: extraction.places.iter().map(|p| borrowed(p)).collect(),
            countries: extraction.countries.iter().map(|c| borrowed(&c.label)).collect(),
            online: document.dateline.as_ref().is_some_and(|d| d.online),
            mentions: extraction.mentions.iter().map(|m| self.mention(m)).collect(),
            unlinked: extraction.unlinked.iter().map(|u| self.unlinked(u)).collect(),
            relations: extraction.assertions.iter().map(|a| self.relation(a)).collect(),
            entities: self.entities(),
            layout: self.layout(),
            country_inferred: extraction.country_inferred.as_ref().map(|c| borrowed(&c.label)),
            given: document.given.clone(),
            copy_of: document.copy_of.clone(),
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
            class: mention.entity.class,
            via: mention.via,
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
                max: amount.max.as_deref().map(borrowed),
                share: amount.share,
                stage: amount.stage,
                start,
                end,
            }
        });
        RelationRecord {
            predicate: assertion.predicate,
            subject: assertion.subject.id.clone(),
            object: assertion.object.name(),
            status: assertion.status,
            rule: assertion.rule.clone(),
            start,
            end,
            evidence: self.surface(assertion.evidence),
            sentence: assertion.sentence,
            trigger: self.span(assertion.trigger),
            amount,
            ended: assertion.ended,
            decided: assertion
                .decided
                .as_ref()
                .map(|d| DecidedRecord { read: d.read, decision: d.decision.clone() }),
        }
    }

    fn entities(&self) -> BTreeMap<EntityId, EntityRecord<'a>> {
        let extraction = &self.story.extraction;
        let arguments = extraction
            .assertions
            .iter()
            .flat_map(|a| std::iter::once(&a.subject).chain(a.object.entity()));
        let named = extraction.mentions.iter().map(|m| &m.entity).chain(&extraction.countries);
        let named = named.chain(&extraction.country_inferred);
        let by_id: BTreeMap<_, _> = named.chain(arguments).map(|e| (&e.id, e)).collect();
        by_id
            .into_values()
            .map(|entity| {
                let record = EntityRecord {
                    label: borrowed(&entity.label),
                    class: entity.class,
                    country: entity.country.clone(),
                    parent: entity.parent.clone(),
                    origin: entity.origin,
                };
                (entity.id.clone(), record)
            })
            .collect()
    }

    fn layout(&self) -> LayoutRecord {
        let Story { document, extraction } = self.story;
        LayoutRecord {
            title: self.span(document.title_span),
            paragraphs: document
                .paragraphs
                .iter()
                .map(|p| {
                    let [start, end] = self.span(p.span);
                    (start, end, p.kind)
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
            country_inferred: extraction.country_inferred.as_ref().map(|c| c.id.clone()),
        }
    }
}

fn borrowed(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
