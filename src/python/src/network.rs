//! Pairs and networks: who is named together, who is linked with whom.
//!
//! In: a graph, what counts. Out: tables of pairs, of nodes and of edges. Never: a measure of its own.

use consort::merge::Corpus;
use consort::merge::cooccur::{
    CooccurOptions, Measure, RankOptions, Shuffles, backbone, count, rank,
};
use consort::view::cooccur::{Detail, tie_table};
use consort::view::export::{Column, NodeLink, ValueType, claims, nodes, ties};
use consort::view::table::Cell;
use consort::{Predicate, Tie};
use pyo3::prelude::*;

use crate::convert::{Keywords, OneOrMany, parsed};
use crate::counting::Counting;
use crate::error::Failure;
use crate::shared::Shared;
use crate::table::{Kind, Table};
use crate::work::Stop;

/// Which pairs are kept.
pub(crate) struct Pairs {
    min: u64,
    max_q: f64,
    backbone: Option<f64>,
}

impl Pairs {
    /// From keyword arguments.
    pub(crate) fn take(keywords: &Keywords<'_>) -> PyResult<Self> {
        let max_q = keywords.take("max_q")?;
        let backbone = keywords.take("backbone")?;
        for (name, value) in [("max_q", max_q), ("backbone", backbone)] {
            if value.is_some_and(|value| !(0.0..=1.0).contains(&value)) {
                let says = "takes a number from 0 to 1, such as 0.05";
                return Err(Failure::argument(name, says).into());
            }
        }
        let min = keywords.take("min")?.unwrap_or(1);
        Ok(Self { min, max_q: max_q.unwrap_or(1.0), backbone })
    }

    /// With how many shuffles they are compared.
    pub(crate) fn shuffles(keywords: &Keywords<'_>) -> PyResult<Option<Shuffles>> {
        let n: Option<u32> = keywords.take("null")?;
        let seed = keywords.take("seed")?.unwrap_or(1);
        if n.is_some_and(|n| n < 2) {
            return Err(Failure::argument("null", "takes a number of shuffles from 2 on").into());
        }
        Ok(n.map(|n| Shuffles { n, seed }))
    }

    /// What sorts them, and how many there are.
    pub(crate) fn order(
        keywords: &Keywords<'_>,
        shuffled: bool,
    ) -> PyResult<(Measure, Option<usize>)> {
        let by = keywords.parse("by")?.unwrap_or(Measure::Count);
        if by == Measure::Z && !shuffled {
            return Err(Failure::argument("by", "z needs null, such as null=200").into());
        }
        Ok((by, keywords.take("top")?))
    }

    /// The pairs of a graph as a table.
    pub(crate) fn table(
        &self,
        shared: &Shared,
        stop: &Stop,
        counting: &Counting,
        shuffles: Option<Shuffles>,
        by: Measure,
        top: Option<usize>,
    ) -> Result<Table, Failure> {
        let names = shared.names()?;
        let options = CooccurOptions { null: shuffles, ..counting.options(&names, false)? };
        let found = counting.read(&shared.snapshot, &names, stop, |s| count(s, &options))?;
        let ties = self.kept(found, by, top);
        let rows = tie_table(&ties, Detail::All, &|id| names.label(id));
        let columns = rows.columns.into_iter().map(|name| {
            let kind = pair_kind(&name);
            (name, kind)
        });
        Table::of_rows(columns.collect(), &rows.rows)
    }

    fn kept(&self, ties: Vec<Tie>, by: Measure, top: Option<usize>) -> Vec<Tie> {
        let ties = match self.backbone {
            Some(alpha) => backbone(ties, alpha),
            None => ties,
        };
        rank(ties, &RankOptions { by, min: self.min, max_q: self.max_q, top })
    }
}

fn pair_kind(column: &str) -> Kind {
    match column {
        "first" | "second" | "from" | "to" | "window" | "first_id" | "second_id" => Kind::Text,
        "together" | "documents" | "distinct" | "sources" => Kind::Integer,
        _ => Kind::Decimal,
    }
}

/// The network that is asked for.
pub(crate) struct Wanted {
    /// What links two nodes; being named together when empty.
    edges: Vec<Predicate>,
    pairs: Pairs,
    isolates: bool,
}

impl Wanted {
    /// Checks that what is asked for fits together.
    pub(crate) fn new(
        edges: Option<OneOrMany<String>>,
        pairs: Pairs,
        isolates: bool,
    ) -> Result<Self, Failure> {
        let edges = edges.map(OneOrMany::all).unwrap_or_default();
        let edges: Vec<Predicate> =
            edges.iter().map(|edge| parsed("edges", edge)).collect::<Result<_, _>>()?;
        if !edges.is_empty() && (pairs.backbone.is_some() || pairs.max_q < 1.0) {
            let says = "backbone and max_q are for co-occurrence; leave edges out, or restrict edges with min";
            return Err(Failure::refused(says));
        }
        Ok(Self { edges, pairs, isolates })
    }

    /// The network of a graph.
    pub(crate) fn network(
        &self,
        shared: &Shared,
        stop: &Stop,
        counting: &Counting,
    ) -> Result<Network, Failure> {
        let (names, snapshot) = (shared.names()?, &shared.snapshot);
        let options = counting.options(&names, !self.edges.is_empty())?;
        let all = crate::counting::with_stories(snapshot, stop, |s| nodes(s, &options))?;
        let network = if self.edges.is_empty() {
            let found = counting.read(snapshot, &names, stop, |s| count(s, &options))?;
            ties(&self.pairs.kept(found, Measure::Count, None), all)
        } else {
            let mut corpus = Corpus::new();
            counting.read(snapshot, &names, stop, |stories| {
                stories.filter(|s| options.scope.takes(s)).for_each(|story| corpus.add(&story));
            })?;
            claims(&corpus.claims, &self.edges, self.pairs.min, all)
        };
        Network::of(&if self.isolates { network } else { network.without_isolates() })
    }
}

/// Nodes and edges, a table each.
///
/// >>> import consort
/// >>> network = consort.Graph.open("graph").network(edges="funds", isolates=False)
/// >>> network.directed, network.edges.column_names[:4]
/// (True, ['source', 'target', 'kind', 'weight'])
#[pyclass(frozen, module = "consort")]
pub(crate) struct Network {
    title: String,
    directed: bool,
    nodes: Table,
    edges: Table,
}

impl Network {
    fn of(network: &NodeLink) -> Result<Self, Failure> {
        let rows = |cells: &mut dyn Iterator<Item = Vec<Cell>>| cells.collect::<Vec<_>>();
        let nodes = rows(
            &mut network
                .nodes
                .iter()
                .map(|node| [Cell::text(&*node.id)].into_iter().chain(node.cells()).collect()),
        );
        let edges = rows(&mut network.edges.iter().map(|edge| {
            network.ends(edge).map(Cell::text).into_iter().chain(edge.cells()).collect()
        }));
        let columns = |first: &[&str], rest: &mut dyn Iterator<Item = Column>| {
            let first = first.iter().map(|name| ((*name).to_owned(), Kind::Text));
            first.chain(rest.map(|column| (column.name.to_owned(), kind(column)))).collect()
        };
        let node_columns = columns(&["id"], &mut network.all_node_columns());
        let edge_columns = columns(&["source", "target"], &mut network.all_edge_columns());
        Ok(Self {
            title: network.title.clone(),
            directed: network.directed,
            nodes: Table::of_rows(node_columns, &nodes)?,
            edges: Table::of_rows(edge_columns, &edges)?,
        })
    }
}

fn kind(column: Column) -> Kind {
    match column.values {
        ValueType::Text => Kind::Text,
        ValueType::Integer => Kind::Integer,
        ValueType::Decimal => Kind::Decimal,
    }
}

#[pymethods]
impl Network {
    /// What it is, in a sentence.
    #[getter]
    fn title(&self) -> &str {
        &self.title
    }

    /// Whether edges lead from "source" to "target", or have no direction.
    #[getter]
    fn directed(&self) -> bool {
        self.directed
    }

    /// A row a node: its id, label, class, counts, dates and measures.
    #[getter]
    fn nodes(&self) -> Table {
        self.nodes.clone()
    }

    /// A row an edge: the ids of its ends, what it says, its weight, dates and measures.
    #[getter]
    fn edges(&self) -> Table {
        self.edges.clone()
    }

    fn __repr__(&self) -> String {
        let (nodes, edges) = (self.nodes.n_rows(), self.edges.n_rows());
        format!("<consort.Network of {nodes} nodes and {edges} edges>")
    }

    /// A graph of networkx, with ids as nodes; of several kinds of edges one with an edge a kind.
    fn to_networkx<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("consort._convert")?.call_method1("networkx_graph", (slf,))
    }

    /// A graph of igraph, whose vertices have the ids as "name".
    fn to_igraph<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("consort._convert")?.call_method1("igraph_graph", (slf,))
    }
}
