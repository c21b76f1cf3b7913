//! Statements of a graph that is too large for one machine, as lines of N-Quads.
//!
//! In: rows with records, or with what a cluster has brought together of them. Out: lines, all made by the library's `rdf`. Never: a
//! statement that hangs on stories elsewhere: ties, networks and copies need all of them in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Int64Builder, StringBuilder};
use consort::merge::{
    Census, Claim, Claims, Corpus, DocumentFacts, EntityFacts, Evidence, Object, complete,
};
use consort::rdf::{Iris, Knowledge, StatementRow, canonical, knowledge, mentions};
use consort::{Entity, EntityId, Origin, Record, Story};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::arrow_in;
use crate::counted::story;
use crate::error::Failure;
use crate::reader::{Reader, With};
use crate::table::Table;
use crate::threads::on_threads;
use crate::work::run;

type Row = Map<String, Value>;

/// What stands in one story alone: its own graph, its document, the activity that it reports.
#[pyfunction]
pub(crate) fn document_lines(
    py: Python<'_>,
    rows: &Bound<'_, PyAny>,
    base: &str,
) -> PyResult<Table> {
    let iris = iris(base)?;
    on_rows(py, rows, move |rows| {
        let mut text = String::new();
        let mut corpus = Corpus::new();
        for row in &rows {
            let Some(story) = story_of(row)? else { continue };
            // Two names at one place have statements in common.
            let quads = mentions(&Record::from(&story), &iris).into_iter();
            let own: BTreeSet<String> = quads.map(|q| StatementRow::from(q).to_string()).collect();
            for line in own {
                text += &line;
                text.push('\n');
            }
            corpus.documents.push(DocumentFacts::from(&story));
        }
        text += &default_graph(&corpus, &iris);
        line_table(&text)
    })
}

/// The evidence in records, a row each, with the claim that it is for.
#[pyfunction]
pub(crate) fn evidence(py: Python<'_>, rows: &Bound<'_, PyAny>) -> PyResult<Table> {
    on_rows(py, rows, |rows| {
        let mut texts: [StringBuilder; 5] = Default::default();
        for row in &rows {
            let Some(story) = story_of(row)? else { continue };
            let mut claims = Claims::new();
            claims.add(&story);
            for claim in claims.iter() {
                let (object, event) = match &claim.object {
                    Object::Entity(id) => (Some(id.to_string()), None),
                    Object::Event(id) => (None, Some(id.to_string())),
                };
                for item in &claim.evidence {
                    let item = serde_json::to_string(item).map_err(Failure::refused)?;
                    let predicate = claim.predicate.name().to_owned();
                    let subject = Some(claim.subject.to_string());
                    let values =
                        [subject, Some(predicate), object.clone(), event.clone(), Some(item)];
                    texts.iter_mut().zip(values).for_each(|(t, value)| t.append_option(value));
                }
            }
        }
        let names = ["subject", "predicate", "object", "story", "evidence"];
        let columns = names.into_iter().zip(texts);
        let column = |(name, mut made): (&str, StringBuilder)| {
            (name.to_owned(), Arc::new(made.finish()) as ArrayRef)
        };
        Table::of_columns(columns.map(column).collect())
    })
}

/// What is said of claims, whose evidence is there as a list: the claim, its evidence, its rules, the direct statements.
#[pyfunction]
pub(crate) fn claim_lines(py: Python<'_>, rows: &Bound<'_, PyAny>, base: &str) -> PyResult<Table> {
    let iris = iris(base)?;
    on_rows(py, rows, move |rows| {
        let claims = rows.iter().map(claim).collect::<Result<Claims, _>>()?;
        let corpus = Corpus { claims, ..Corpus::new() };
        line_table(&default_graph(&corpus, &iris))
    })
}

/// The entities in records and those that they link to, a row an entity and story, with how often it is named.
#[pyfunction]
pub(crate) fn entities(
    py: Python<'_>,
    reader: &Bound<'_, Reader>,
    rows: &Bound<'_, PyAny>,
) -> PyResult<Table> {
    let with = reader.get().with();
    on_rows(py, rows, move |rows| {
        let mut made = Entities::default();
        for row in &rows {
            let Some(story) = story_of(row)? else { continue };
            let mut census = Census::new();
            census.add(&story);
            known(&mut census.entities, &with);
            made.add(&census.entities, row)?;
        }
        made.table()
    })
}

/// What is said of entities whose names are counted: their descriptions, without what claims say of them.
#[pyfunction]
pub(crate) fn entity_lines(
    py: Python<'_>,
    reader: &Bound<'_, Reader>,
    rows: &Bound<'_, PyAny>,
    base: &str,
) -> PyResult<Table> {
    let (with, iris) = (reader.get().with(), iris(base)?);
    on_rows(py, rows, move |rows| {
        let mut corpus = Corpus::new();
        for row in &rows {
            let entity: Entity = json(row, "entity")?;
            let entry = with.lexicon.get(&entity.id).map(|known| known.entry.clone());
            let mut facts = EntityFacts::new(Arc::new(entity), entry);
            facts.mentions = count(row, "mentions");
            facts.documents = count(row, "documents");
            corpus.census.entities.insert(facts.entity.id.clone(), facts);
        }
        line_table(&default_graph(&corpus, &iris))
    })
}

/// Adds what the vocabulary says of entities, and the entities that they link to.
fn known(entities: &mut BTreeMap<EntityId, EntityFacts>, with: &With) {
    for (id, facts) in entities.iter_mut() {
        facts.entry = with.lexicon.get(id).map(|known| known.entry.clone());
    }
    complete(entities, |id| {
        let known = with.lexicon.get(id)?;
        Some(EntityFacts::new(known.entity.clone(), Some(known.entry.clone())))
    });
}

/// The columns of entities; those behind the counts say which of two spellings stands, the smallest: of a provisional name the one that
/// a graph prefers, of any other that of the first story.
#[derive(Default)]
struct Entities {
    id: StringBuilder,
    mentions: Int64Builder,
    documents: Int64Builder,
    position: Int64Builder,
    key: StringBuilder,
    bare: BooleanBuilder,
    label: StringBuilder,
    parent: StringBuilder,
    entity: StringBuilder,
}

impl Entities {
    fn add(
        &mut self,
        entities: &BTreeMap<EntityId, EntityFacts>,
        row: &Row,
    ) -> Result<(), Failure> {
        let position = row.get("position").and_then(Value::as_i64);
        let key = row.get("key").and_then(Value::as_str);
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        for facts in entities.values() {
            let entity = facts.entity.as_ref();
            self.id.append_value(&*entity.id);
            self.mentions.append_value(number(facts.mentions));
            self.documents.append_value(number(facts.documents));
            let is_ranked = entity.origin == Origin::Provisional;
            self.position.append_option(position.filter(|_| !is_ranked));
            self.key.append_option(key.filter(|_| !is_ranked));
            self.bare.append_value(entity.parent.is_none());
            self.label.append_value(&entity.label);
            self.parent.append_option(entity.parent.as_deref());
            self.entity.append_value(serde_json::to_string(entity).map_err(Failure::refused)?);
        }
        Ok(())
    }

    fn table(mut self) -> Result<Table, Failure> {
        Table::of_columns(vec![
            ("id".to_owned(), Arc::new(self.id.finish())),
            ("mentions".to_owned(), Arc::new(self.mentions.finish())),
            ("documents".to_owned(), Arc::new(self.documents.finish())),
            ("position".to_owned(), Arc::new(self.position.finish())),
            ("key".to_owned(), Arc::new(self.key.finish())),
            ("bare".to_owned(), Arc::new(self.bare.finish())),
            ("label".to_owned(), Arc::new(self.label.finish())),
            ("parent".to_owned(), Arc::new(self.parent.finish())),
            ("entity".to_owned(), Arc::new(self.entity.finish())),
        ])
    }
}

/// The story of a row, if it has one. What reviewers decide concerns many stories.
fn story_of(row: &Row) -> Result<Option<Story>, Failure> {
    let Some(line) = row.get("record").and_then(Value::as_str) else { return Ok(None) };
    let story = story(line)?;
    let extraction = &story.extraction;
    if !extraction.decisions.is_empty() || extraction.assertions.iter().any(|a| a.decided.is_some())
    {
        let says = "statements leave out what reviewers have decided; make a graph of the parts (consort build --from-parts)";
        return Err(Failure::refused(says));
    }
    let source = &story.document.source;
    if source.line == 0 && source.url.is_none() {
        let says = "has neither an address nor a line, and no statement could say where it stands; give extract() a position=";
        return Err(Failure::refused(format!("{}: {says}", story.document.id)));
    }
    Ok(Some(story))
}

fn claim(row: &Row) -> Result<Claim, Failure> {
    let text = |name: &str| row.get(name).and_then(Value::as_str);
    let id = |name: &str| EntityId::new(text(name).unwrap_or_default()).map_err(Failure::refused);
    let object = match text("story") {
        Some(story) => Object::Event(story.parse().map_err(Failure::refused)?),
        None => Object::Entity(id("object")?),
    };
    let predicate = text("predicate").unwrap_or_default().parse().map_err(Failure::refused)?;
    let mut claim = Claim::new(id("subject")?, predicate, object);
    for item in row.get("evidence").and_then(Value::as_array).into_iter().flatten() {
        let item: Evidence = serde_json::from_str(item.as_str().unwrap_or_default())
            .map_err(|error| Failure::argument("evidence", error))?;
        claim.evidence.push(item);
    }
    // A cluster gives them in any order.
    claim
        .evidence
        .sort_by(|a, b| (&a.document, a.start, a.end).cmp(&(&b.document, b.start, b.end)));
    Ok(claim)
}

fn json<T: DeserializeOwned>(row: &Row, name: &str) -> Result<T, Failure> {
    let text = row.get(name).and_then(Value::as_str).unwrap_or_default();
    serde_json::from_str(text).map_err(|error| Failure::argument(name, error))
}

fn count(row: &Row, name: &str) -> usize {
    let number = row.get(name).and_then(Value::as_u64).unwrap_or_default();
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn iris(base: &str) -> PyResult<Iris> {
    Ok(Iris::new(base).map_err(|error| Failure::argument("base", error))?)
}

/// The lines of the default graph that a corpus makes.
fn default_graph(corpus: &Corpus, iris: &Iris) -> String {
    let input = Knowledge { corpus, ties: &[], network: None, run: None, texts: true };
    canonical(knowledge(&input, iris))
        .into_iter()
        .flat_map(|line| [line, "\n".to_owned()])
        .collect()
}

fn line_table(text: &str) -> Result<Table, Failure> {
    let mut made = StringBuilder::new();
    // No other line end: characters that end lines elsewhere may stand in literals.
    text.split_terminator('\n').for_each(|line| made.append_value(line));
    Table::of_columns(vec![("line".to_owned(), Arc::new(made.finish()))])
}

fn on_rows(
    py: Python<'_>,
    rows: &Bound<'_, PyAny>,
    make: impl FnOnce(Vec<Row>) -> Result<Table, Failure> + Send + 'static,
) -> PyResult<Table> {
    let Some(batches) = arrow_in::batches(rows)? else {
        return Err(PyTypeError::new_err("rows: give Arrow data"));
    };
    let work = move || on_threads(Some(1), move || make(arrow_in::records(&batches)?.output));
    run(py, || {}, work)
}
