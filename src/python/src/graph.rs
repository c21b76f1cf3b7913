//! `consort.Graph`: a graph folder, asked from Python.
//!
//! In: a folder, questions. Out: tables, dicts, text. Never: a change to the graph.

use std::path::PathBuf;
use std::sync::Arc;

use consort::merge::TotalBy;
use consort::rdf::{Syntax, Version, WriteOptions};
use consort::store::{Extent, Folder, Snapshot};
use consort::view::desk::{
    ClaimRows, Desk, Ends, Filters, claim_columns, claim_holds, total_columns,
};
use consort::view::explain::{Question, passages, write_json};
use consort::view::export::graph;
use consort::view::names::Names;
use consort::view::table::{Holds, Table as Rows};
use consort::{Predicate, Status, Window};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};

use crate::convert::Keywords;
use crate::counting::{Counting, Given, entity, with_stories};
use crate::error::Failure;
use crate::network::{Network, Pairs, Wanted};
use crate::query::{Answer, Ask};
use crate::records::object;
use crate::shared::Shared;
use crate::table::{Kind, Table};
use crate::work::{Stop, run};

/// Who works with whom, who pays, where and when, with the sentence behind every edge.
///
/// >>> import consort
/// >>> graph = consort.Graph.open("graph")
/// >>> graph.counts["stories"]
/// 110
#[pyclass(frozen, module = "consort")]
pub(crate) struct Graph {
    shared: Arc<Shared>,
}

impl Graph {
    /// The graph of a snapshot.
    pub(crate) fn of(snapshot: Snapshot) -> Self {
        Self { shared: Arc::new(Shared::of(snapshot)) }
    }

    /// Does work that looks for Ctrl-C between two stories.
    fn work<T: Send + 'static>(
        &self,
        py: Python<'_>,
        job: impl FnOnce(&Shared, &Stop) -> Result<T, Failure> + Send + 'static,
    ) -> PyResult<T> {
        let (stop, shared) = (Stop::default(), self.shared.clone());
        let seen = stop.clone();
        run(py, || stop.raise(), move || job(&shared, &seen))
    }

    fn answer(
        &self,
        py: Python<'_>,
        function: &'static str,
        sparql: String,
        how: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Answer> {
        let keywords = Keywords::of(function, how)?;
        let ask = Ask::take(sparql, &keywords)?;
        keywords.finish()?;
        let (shared, token) = (self.shared.clone(), ask.token());
        run(py, || token.cancel(), move || ask.answer(&shared))
    }
}

#[pymethods]
impl Graph {
    /// Opens the folder that `consort build` or `consort.build` has written.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Ok(Self::of(run(py, || {}, move || Ok(Folder::open(path)?))?))
    }

    fn __repr__(&self) -> String {
        let counts = &self.shared.snapshot.manifest().counts;
        format!("<consort.Graph of {} stories, {} mentions>", counts.stories, counts.mentions)
    }

    /// How much it holds: stories, mentions, entities by class, predicates and more.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        object(py, &self.shared.snapshot.manifest().counts)
    }

    /// Asks a question in SPARQL, or one of the shipped ones by its name.
    ///
    /// Rows give a table, ASK gives True or False, CONSTRUCT and DESCRIBE give N-Triples. The usual prefixes are there already.
    /// `set` fills in parameters (`{"org": "OSCE"}`, by id, label or alias), `limit` keeps the first rows, and a query is given up
    /// after `timeout` seconds or `memory` megabytes. IRIs are written in full, or with prefixes where `short` asks for it.
    ///
    /// >>> import consort
    /// >>> graph = consort.Graph.open("graph")
    /// >>> graph.query("SELECT ?donor { ?donor consort:funds id:unodc-wco-ccp }", short=True).to_dict()
    /// {'donor': ['id:deu', 'id:eu', 'id:european-commission', 'id:fra']}
    /// >>> graph.query("ASK { id:deu consort:funds id:unodc-wco-ccp }")
    /// True
    #[pyo3(signature = (sparql, **how))]
    fn query<'py>(
        &self,
        py: Python<'py>,
        sparql: String,
        how: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        match self.answer(py, "query", sparql, how)? {
            Answer::Rows(table) => Ok(Bound::new(py, table)?.into_any()),
            Answer::Yes(yes) => Ok(PyBool::new(py, yes).to_owned().into_any()),
            Answer::Triples(text) => Ok(PyString::new(py, &text).into_any()),
        }
    }

    /// The same for questions whose answers are rows; type checkers know that it gives a table.
    ///
    /// >>> import consort
    /// >>> len(consort.Graph.open("graph").select("who-funds-what", limit=5))
    /// 5
    #[pyo3(signature = (sparql, **how))]
    fn select(
        &self,
        py: Python<'_>,
        sparql: String,
        how: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Table> {
        match self.answer(py, "select", sparql, how)? {
            Answer::Rows(table) => Ok(table),
            _ => Err(Failure::refused("the answer has no rows; ask with query()").into()),
        }
    }

    /// What the texts say, a row a claim with its best sentence, as `consort claims` writes it.
    ///
    /// `predicates` (such as "funds"), `entity` (at either end), `classes`, `status` (asserted alone when left out, or "any"),
    /// `countries`, `since`, `until`, `exclude`, `sources` and `min` (stories that state it) choose. `rows` is "claims", "sentences"
    /// for a row a sentence, or "totals" or "totals-by-receiver" for what sums come to, which `consort claims --help` explains.
    ///
    /// >>> import consort
    /// >>> claims = consort.Graph.open("graph").claims(predicates="funds", entity="Germany")
    /// >>> claims.column_names[:3]
    /// ['subject', 'predicate', 'object']
    #[pyo3(signature = (*, rows="claims", **choice))]
    fn claims(
        &self,
        py: Python<'_>,
        rows: &str,
        choice: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Table> {
        let rows = ClaimKind::named(rows)?;
        let keywords = Keywords::of("claims", choice)?;
        let given = Given::take(&keywords)?;
        let predicates = keywords.parse_list("predicates")?;
        let statuses = statuses(keywords.list("status")?)?;
        let sources = keywords.list("sources")?;
        let min = keywords.take("min")?.unwrap_or(1);
        let end: Option<String> = keywords.take("entity")?;
        keywords.finish()?;
        self.work(py, move |shared, _| {
            let names = shared.names()?;
            let end = end.map(|typed| entity(&names, "entity", &typed)).transpose()?;
            let ends = Ends { entity: end, ..Ends::default() };
            let filters = Filters {
                classes: given.classes(),
                predicates,
                statuses: Some(statuses),
                exclude: given.excluded(&names)?,
                scope: given.scope(&names)?,
                sources,
                min,
            };
            rows.table(&*shared.desk()?, &ends, &filters)
        })
    }

    /// Who is named together, and how far beyond chance, as `consort cooccur` counts it.
    ///
    /// `window` is "sentence", "paragraph", "document" or "3-sentences". `classes`, `exclude`, `countries`, `since`, `until` and
    /// `exclude_publisher` say what counts, `min`, `max_q` and `backbone` which pairs are kept, `null` with how many shuffles they
    /// are compared (from `seed` on), `by` what sorts them, and `top` how many there are.
    ///
    /// >>> import consort
    /// >>> pairs = consort.Graph.open("graph").cooccur(classes="organisation", top=1).to_dicts()
    /// >>> pairs[0]["first_id"], pairs[0]["second_id"]
    /// ('eu', 'unodc')
    #[pyo3(signature = (**choice))]
    fn cooccur(&self, py: Python<'_>, choice: Option<&Bound<'_, PyDict>>) -> PyResult<Table> {
        let keywords = Keywords::of("cooccur", choice)?;
        let counting = Counting::take(&keywords)?;
        let pairs = Pairs::take(&keywords)?;
        let shuffles = Pairs::shuffles(&keywords)?;
        let (by, top) = Pairs::order(&keywords, shuffles.is_some())?;
        keywords.finish()?;
        self.work(py, move |shared, stop| pairs.table(shared, stop, &counting, shuffles, by, top))
    }

    /// A network: who is named together, or with `edges` (such as `["funds", "implements"]`) what the texts state, each node with
    /// its community, rank, PageRank and betweenness.
    ///
    /// `window`, `classes`, `exclude`, `countries`, `since`, `until` and `exclude_publisher` say what counts, `min`, `max_q` and
    /// `backbone` which edges are kept, and `isolates=False` leaves nodes without one out.
    ///
    /// >>> import consort
    /// >>> network = consort.Graph.open("graph").network(isolates=False)
    /// >>> network.directed, len(network.nodes) < len(network.edges)
    /// (False, True)
    /// >>> network.to_networkx().nodes["eu"]["label"]
    /// 'European Union'
    #[pyo3(signature = (*, edges=None, isolates=true, **choice))]
    fn network(
        &self,
        py: Python<'_>,
        edges: Option<crate::convert::OneOrMany<String>>,
        isolates: bool,
        choice: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Network> {
        let keywords = Keywords::of("network", choice)?;
        let counting = Counting::take(&keywords)?;
        let pairs = Pairs::take(&keywords)?;
        keywords.finish()?;
        let wanted = Wanted::new(edges, pairs, isolates)?;
        self.work(py, move |shared, stop| wanted.network(shared, stop, &counting))
    }

    /// The sentences behind an edge, newest first, as `consort explain` finds them: dicts with the sentence, its story, where the
    /// names stand in it and what it states.
    ///
    /// `explain(a, predicate, b)` asks who does what to whom, `explain(a, b)` what is between two, `explain(a)` all that is said of
    /// one; entities by id, label or alias. With `named`, every sentence that names `a`; `window` is for two entities without a
    /// predicate, `top` keeps the first.
    ///
    /// >>> import consort
    /// >>> sentences = consort.Graph.open("graph").explain("deu", "funds", "unodc-wco-ccp")
    /// >>> sentences[0]["date"], sentences[0]["statements"][0]["predicate"]
    /// ('2020-12-28', 'funds')
    #[pyo3(signature = (a, predicate=None, b=None, *, window="sentence", named=false, top=None))]
    #[expect(clippy::too_many_arguments, reason = "they are keyword arguments")]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        a: String,
        predicate: Option<String>,
        b: Option<String>,
        window: &str,
        named: bool,
        top: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let window = crate::convert::parsed("window", window)?;
        let json = self.work(py, move |shared, stop| {
            let question = Words { a, predicate, b, window, named }.question(&*shared.names()?)?;
            let found = |stories: &mut dyn Iterator<Item = _>| passages(stories, &question);
            let mut found = with_stories(&shared.snapshot, stop, found)?;
            found.truncate(top.unwrap_or(usize::MAX));
            let mut text = Vec::new();
            write_json(&found, &mut text).map_err(Failure::refused)?;
            serde_json::from_slice::<serde_json::Value>(&text).map_err(Failure::refused)
        })?;
        object(py, &json)
    }

    /// The whole graph as text: "ntriples", "turtle", "rdfxml", or with the stories' own graphs "nquads", "trig", "jsonld".
    ///
    /// >>> import consort
    /// >>> text = consort.Graph.open("graph").export("ntriples")
    /// >>> "<https://w3id.org/consort/ns#funds>" in text
    /// True
    #[pyo3(signature = (format="turtle"))]
    fn export(&self, py: Python<'_>, format: &str) -> PyResult<String> {
        let syntax = syntax(format)?;
        self.work(py, move |shared, _| {
            let snapshot = &shared.snapshot;
            let options = WriteOptions { iris: snapshot.iris(), syntax, version: Version::Rdf11 };
            let mut text = Vec::new();
            graph(snapshot, Extent::WHOLE, &options, &mut text).map_err(Failure::refused)?;
            String::from_utf8(text).map_err(Failure::refused)
        })
    }

    /// The graph as an `rdflib.Graph`: everything but the stories' own graphs.
    ///
    /// >>> import consort
    /// >>> triples = consort.Graph.open("graph").to_rdflib()
    /// >>> len(triples) > 10_000
    /// True
    fn to_rdflib<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("consort._convert")?.call_method1("rdflib_graph", (slf,))
    }
}

fn syntax(format: &str) -> Result<Syntax, Failure> {
    Ok(match format {
        "turtle" => Syntax::Turtle,
        "ntriples" => Syntax::NTriples,
        "rdfxml" => Syntax::RdfXml,
        "nquads" => Syntax::NQuads,
        "trig" => Syntax::TriG,
        "jsonld" => Syntax::JsonLd,
        _ => {
            let known = "turtle, ntriples, rdfxml, nquads, trig, jsonld";
            return Err(Failure::refused(format!("{format:?} is no format ({known})")));
        }
    })
}

/// The statuses that are asked for; none for any.
fn statuses(words: Vec<String>) -> Result<Vec<Status>, Failure> {
    if words.is_empty() {
        return Ok(vec![Status::Asserted]);
    }
    if words.iter().any(|word| word == "any") {
        return Ok(Vec::new());
    }
    words.iter().map(|word| crate::convert::parsed("status", word)).collect()
}

/// What the rows of a table of claims are.
#[derive(Clone, Copy)]
enum ClaimKind {
    Claims(ClaimRows),
    Totals(TotalBy),
}

impl ClaimKind {
    fn named(name: &str) -> Result<Self, Failure> {
        Ok(match name {
            "claims" => Self::Claims(ClaimRows::Claims),
            "sentences" => Self::Claims(ClaimRows::Sentences),
            "totals" => Self::Totals(TotalBy::Donor),
            "totals-by-receiver" => Self::Totals(TotalBy::Receiver),
            _ => {
                let known = "claims, sentences, totals, totals-by-receiver";
                return Err(Failure::refused(format!("rows: {name:?} is none of {known}")));
            }
        })
    }

    fn table(self, desk: &Desk, ends: &Ends, filters: &Filters) -> Result<Table, Failure> {
        let (Rows { columns, rows }, kinds): (Rows, Vec<(&str, Kind)>) = match self {
            Self::Claims(rows) => {
                let kinds = claim_columns().zip(claim_holds());
                let kinds = kinds.map(|((name, _), holds)| (name, kind(holds)));
                (desk.claim_table(rows, ends, filters), kinds.collect())
            }
            Self::Totals(by) => {
                let kinds = total_columns().map(|(name, _)| (name, total_kind(name)));
                (desk.total_table(by, ends, filters), kinds.collect())
            }
        };
        let kind = |name: &str| kinds.iter().find(|(n, _)| *n == name).map_or(Kind::Text, |k| k.1);
        Table::of_rows(columns.into_iter().map(|name| (name.clone(), kind(&name))).collect(), &rows)
    }
}

fn kind(holds: Holds) -> Kind {
    match holds {
        Holds::Count => Kind::Integer,
        Holds::Money => Kind::Decimal,
        _ => Kind::Text,
    }
}

fn total_kind(column: &str) -> Kind {
    match column {
        "at_least" | "at_most" => Kind::Decimal,
        "commitments" | "sentences" | "documents" => Kind::Integer,
        _ => Kind::Text,
    }
}

/// A question about an edge, as it is asked.
struct Words {
    a: String,
    predicate: Option<String>,
    b: Option<String>,
    window: Window,
    named: bool,
}

impl Words {
    fn question(self, names: &Names) -> Result<Question, Failure> {
        let find = |argument: &str, typed: &str| entity(names, argument, typed);
        let question = Question::about(find("a", &self.a)?);
        let predicate = self.predicate.as_deref().map(|word| (word, word.parse::<Predicate>()));
        let question = match (predicate, &self.b) {
            (None, None) => question,
            (None, Some(b)) => question.with_partner(find("b", b)?),
            (Some((_, Ok(predicate))), None) => question.with_predicate(predicate),
            // The second of two words may name an entity.
            (Some((word, Err(_))), None) => question.with_partner(find("b", word)?),
            (Some((_, Ok(predicate))), Some(b)) => {
                question.with_predicate(predicate).with_partner(find("b", b)?)
            }
            (Some((_, Err(error))), Some(_)) => {
                return Err(Failure::argument("predicate", error));
            }
        };
        if question.b.as_ref() == Some(&question.a) {
            return Err(Failure::refused("an edge has two ends; name two entities, or one alone"));
        }
        let is_pair = question.b.is_some() && question.predicate.is_none();
        if self.window != Window::Sentence && !is_pair {
            let says =
                "window is for two entities without a predicate: a relation stands in one sentence";
            return Err(Failure::refused(says));
        }
        Ok(match self.named {
            true => question.whenever_named(),
            false => question.within(self.window),
        })
    }
}
