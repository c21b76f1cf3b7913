//! What was found in texts as Arrow tables.
//!
//! In: stories. Out: a row a mention, a row a relation, with what the extraction record says of each. Never: JSON on the way.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use consort::{MentionRecord, Record, RelationRecord, Story};

use crate::error::Failure;
use crate::table::Table;

/// What is found in some stories, in columns.
#[derive(Default)]
struct Found {
    mentions: Mentions,
    relations: Relations,
}

/// The columns of mentions.
#[derive(Default)]
struct Mentions {
    row: Int64Builder,
    document: StringBuilder,
    start: Int64Builder,
    end: Int64Builder,
    text: StringBuilder,
    id: StringBuilder,
    label: StringBuilder,
    class: StringBuilder,
    via: StringBuilder,
    nested: BooleanBuilder,
    sentence: Int64Builder,
}

/// The columns of relations.
#[derive(Default)]
struct Relations {
    row: Int64Builder,
    document: StringBuilder,
    predicate: StringBuilder,
    subject: StringBuilder,
    object: StringBuilder,
    status: StringBuilder,
    ended: BooleanBuilder,
    rule: StringBuilder,
    start: Int64Builder,
    end: Int64Builder,
    evidence: StringBuilder,
    sentence: Int64Builder,
    trigger_start: Int64Builder,
    trigger_end: Int64Builder,
    amount: Float64Builder,
    amount_max: Float64Builder,
    currency: StringBuilder,
    share: StringBuilder,
    stage: StringBuilder,
    amount_start: Int64Builder,
    amount_end: Int64Builder,
}

/// Numbers of rows and offsets fit.
fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Found {
    /// Adds a story.
    fn add(&mut self, story: &Story) {
        let record = Record::from(story);
        // Rows of the input are counted from 0, lines of files from 1.
        let row = number(record.line.saturating_sub(1));
        record.mentions.iter().for_each(|m| self.mentions.add(row, &record.id, m));
        record.relations.iter().for_each(|r| self.relations.add(row, &record.id, r));
    }

    /// The two tables.
    fn batches(mut self) -> Result<(RecordBatch, RecordBatch), Failure> {
        let mentions = self.mentions.batch().map_err(Failure::refused)?;
        let relations = self.relations.batch().map_err(Failure::refused)?;
        Ok((mentions, relations))
    }
}

impl Mentions {
    fn add(&mut self, row: i64, document: &str, mention: &MentionRecord<'_>) {
        self.row.append_value(row);
        self.document.append_value(document);
        self.start.append_value(number(mention.start));
        self.end.append_value(number(mention.end));
        self.text.append_value(&mention.text);
        self.id.append_value(&*mention.id);
        self.label.append_value(&mention.label);
        self.class.append_value(mention.class.name());
        self.via.append_value(mention.via.name());
        self.nested.append_value(mention.nested);
        self.sentence.append_value(number(mention.sentence));
    }

    fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_from_iter_with_nullable([
            ("row", Arc::new(self.row.finish()) as ArrayRef, false),
            ("document", Arc::new(self.document.finish()), false),
            ("start", Arc::new(self.start.finish()), false),
            ("end", Arc::new(self.end.finish()), false),
            ("text", Arc::new(self.text.finish()), false),
            ("id", Arc::new(self.id.finish()), false),
            ("label", Arc::new(self.label.finish()), false),
            ("class", Arc::new(self.class.finish()), false),
            ("via", Arc::new(self.via.finish()), false),
            ("nested", Arc::new(self.nested.finish()), false),
            ("sentence", Arc::new(self.sentence.finish()), false),
        ])
    }
}

impl Relations {
    fn add(&mut self, row: i64, document: &str, relation: &RelationRecord<'_>) {
        self.row.append_value(row);
        self.document.append_value(document);
        self.predicate.append_value(relation.predicate.name());
        self.subject.append_value(&*relation.subject);
        self.object.append_value(relation.object.as_str());
        self.status.append_value(relation.status.name());
        self.ended.append_value(relation.ended);
        self.rule.append_value(&*relation.rule);
        self.start.append_value(number(relation.start));
        self.end.append_value(number(relation.end));
        self.evidence.append_value(&relation.evidence);
        self.sentence.append_value(number(relation.sentence));
        let [start, end] = relation.trigger;
        self.trigger_start.append_value(number(start));
        self.trigger_end.append_value(number(end));
        let amount = relation.amount.as_ref();
        self.amount.append_option(amount.and_then(|a| a.value.parse().ok()));
        let max = amount.and_then(|a| a.max.as_ref());
        self.amount_max.append_option(max.and_then(|max| max.parse().ok()));
        self.currency.append_option(amount.map(|a| &a.currency));
        self.share.append_option(amount.map(|a| a.share.name()));
        self.stage.append_option(amount.and_then(|a| a.stage).map(|stage| stage.name()));
        self.amount_start.append_option(amount.map(|a| number(a.start)));
        self.amount_end.append_option(amount.map(|a| number(a.end)));
    }

    fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        RecordBatch::try_from_iter_with_nullable([
            ("row", Arc::new(self.row.finish()) as ArrayRef, false),
            ("document", Arc::new(self.document.finish()), false),
            ("predicate", Arc::new(self.predicate.finish()), false),
            ("subject", Arc::new(self.subject.finish()), false),
            ("object", Arc::new(self.object.finish()), false),
            ("status", Arc::new(self.status.finish()), false),
            ("ended", Arc::new(self.ended.finish()), false),
            ("rule", Arc::new(self.rule.finish()), false),
            ("start", Arc::new(self.start.finish()), false),
            ("end", Arc::new(self.end.finish()), false),
            ("evidence", Arc::new(self.evidence.finish()), false),
            ("sentence", Arc::new(self.sentence.finish()), false),
            ("trigger_start", Arc::new(self.trigger_start.finish()), false),
            ("trigger_end", Arc::new(self.trigger_end.finish()), false),
            ("amount", Arc::new(self.amount.finish()), true),
            ("amount_max", Arc::new(self.amount_max.finish()), true),
            ("currency", Arc::new(self.currency.finish()), true),
            ("share", Arc::new(self.share.finish()), true),
            ("stage", Arc::new(self.stage.finish()), true),
            ("amount_start", Arc::new(self.amount_start.finish()), true),
            ("amount_end", Arc::new(self.amount_end.finish()), true),
        ])
    }
}

/// So many stories make a batch.
const BATCH: usize = 4096;

/// Both tables, batch by batch.
#[derive(Default)]
pub(crate) struct Tables {
    now: Found,
    n_now: usize,
    mentions: Vec<RecordBatch>,
    relations: Vec<RecordBatch>,
}

impl Tables {
    /// Adds a story.
    pub(crate) fn add(&mut self, story: &Story) -> Result<(), Failure> {
        self.now.add(story);
        self.n_now += 1;
        if self.n_now < BATCH { Ok(()) } else { self.end_batch() }
    }

    fn end_batch(&mut self) -> Result<(), Failure> {
        self.n_now = 0;
        let (mentions, relations) = std::mem::take(&mut self.now).batches()?;
        self.mentions.push(mentions);
        self.relations.push(relations);
        Ok(())
    }

    /// Mentions and relations; there is always a batch, so that empty tables have columns too.
    pub(crate) fn finish(mut self) -> Result<(Table, Table), Failure> {
        if self.n_now > 0 || self.mentions.is_empty() {
            self.end_batch()?;
        }
        Ok((Table::new(self.mentions)?, Table::new(self.relations)?))
    }
}
