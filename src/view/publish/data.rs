//! The data of a publication: the graph as triples, and as tables.
//!
//! In: a desk. Out: files, with their sizes and the columns of those that are tables. Never: a sentence where texts are not given.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};

use crate::merge::cooccur::CooccurOptions;
use crate::rdf::{ONTOLOGY, Syntax, Version, WriteOptions};
use crate::store::Extent;
use crate::view::desk::{ClaimRows, Desk, Ends, Filters, claim_columns, claim_holds};
use crate::view::export::{Format, ValueType, edge_columns, node_columns, nodes, ties};
use crate::view::export::{RdfError, graph};
use crate::view::publish::shelf::{Open, PublishError, Sums, put, put_text};
use crate::view::table::{Holds, Table};

/// The graph as triples.
pub(super) const GRAPH: &str = "graph.nt.gz";

/// A file of data as it was written.
#[derive(Debug)]
pub(super) struct DataFile {
    /// Its name.
    pub(super) name: &'static str,
    /// The media type of what it holds.
    pub(super) media_type: &'static str,
    /// The media type of its compression.
    pub(super) compression: Option<&'static str>,
    /// What it holds, in words.
    pub(super) about: &'static str,
    /// How large it is.
    pub(super) sums: Sums,
    /// Its columns, of a table.
    pub(super) columns: Vec<Column>,
    /// Its rows, of a table.
    pub(super) rows: usize,
}

/// A column of a table.
#[derive(Debug)]
pub(super) struct Column {
    /// What its header says.
    pub(super) name: String,
    /// What its cells are.
    pub(super) values: ValueType,
    /// What they mean.
    pub(super) says: &'static str,
}

/// Writes all of it; the triples in the graph, and the files.
pub(super) fn write(
    desk: &Desk,
    open: &mut Open<'_>,
) -> Result<(usize, Vec<DataFile>), PublishError> {
    let (n_triples, graph) = triples(desk, open)?;
    let mut files = vec![graph];
    files.push(claims(desk, ClaimRows::Claims, open)?);
    files.push(claims(desk, ClaimRows::Sentences, open)?);
    files.extend(network(desk, open)?);
    files.push(DataFile {
        name: "ontology.ttl",
        media_type: "text/turtle",
        compression: None,
        about: "What the words of the graph mean: the classes and properties, in Turtle",
        sums: put_text(open, "ontology.ttl", ONTOLOGY)?,
        columns: Vec::new(),
        rows: 0,
    });
    Ok((n_triples, files))
}

fn failed(name: &str) -> impl Fn(io::Error) -> PublishError {
    move |source| PublishError::Write { name: name.to_owned(), source }
}

/// N-Triples, which are written as they are made: no graph is too large. Neither a name nor a time stands in the header of the
/// compressed file, so the same graph gives the same bytes.
fn triples(desk: &Desk, open: &mut Open<'_>) -> Result<(usize, DataFile), PublishError> {
    let snapshot = desk.snapshot();
    let (syntax, version) = (Syntax::NTriples, Version::Rdf11);
    let options = WriteOptions { iris: snapshot.iris(), syntax, version };
    let extent = Extent { texts: desk.gives_texts(), mentions: false };
    let mut n_triples = 0;
    let sums = put(open, GRAPH, |out| {
        let mut zipped = GzBuilder::new().mtime(0).write(out, Compression::default());
        n_triples = graph(snapshot, extent, &options, &mut zipped)
            .map_err(|error| match error {
                RdfError::Store(error) => error.into(),
                error => failed(GRAPH)(io::Error::other(error)),
            })?
            .statements;
        zipped.finish().map(drop).map_err(failed(GRAPH))
    })?;
    let file = DataFile {
        name: GRAPH,
        media_type: "application/n-triples",
        compression: Some("application/gzip"),
        about: "The whole graph: entities, claims with their evidence, stories, pairs named together and measures, as N-Triples",
        sums,
        columns: Vec::new(),
        rows: 0,
    };
    Ok((n_triples, file))
}

/// What the texts state, however firmly: a row a claim, or a row a sentence.
fn claims(desk: &Desk, rows: ClaimRows, open: &mut Open<'_>) -> Result<DataFile, PublishError> {
    let (name, about) = match (rows, desk.gives_texts()) {
        (ClaimRows::Claims, true) => (
            "claims.csv",
            "What the texts state, a row a claim: who does what to whom, how firmly, since when, with sums, counts and the best sentence",
        ),
        (ClaimRows::Claims, false) => (
            "claims.csv",
            "What the texts state, a row a claim: who does what to whom, how firmly, since when, with sums and counts, without a sentence",
        ),
        (ClaimRows::Sentences, true) => (
            "sentences.csv",
            "The evidence, a row for each sentence and each claim that it states, with its story and the rule that read it",
        ),
        (ClaimRows::Sentences, false) => (
            "sentences.csv",
            "The evidence without its words, a row for each sentence and each claim that it states, with its story and the rule that read it",
        ),
    };
    let table = desk.claim_table(rows, &Ends::default(), &Filters::any_status());
    let values = |holds| match holds {
        Holds::Count => ValueType::Integer,
        Holds::Money => ValueType::Decimal,
        _ => ValueType::Text,
    };
    let columns = claim_columns().zip(claim_holds()).map(|((name, says), holds)| Column {
        name: name.to_owned(),
        values: values(holds),
        says,
    });
    csv(name, about, columns.collect(), &table, open)
}

fn csv(
    name: &'static str,
    about: &'static str,
    columns: Vec<Column>,
    table: &Table,
    open: &mut Open<'_>,
) -> Result<DataFile, PublishError> {
    let sums = put(open, name, |out| table.write_csv(out).map_err(failed(name)))?;
    let (media_type, rows) = ("text/csv", table.rows.len());
    Ok(DataFile { name, media_type, compression: None, about, sums, columns, rows })
}

/// Who is named together: the pairs that the graph holds, as tables and for drawing.
fn network(desk: &Desk, open: &mut Open<'_>) -> Result<Vec<DataFile>, PublishError> {
    let mut failure = None;
    let stories = desk.snapshot().stories()?;
    let stories = stories.map_while(|story| story.map_err(|error| failure = Some(error)).ok());
    let nodes = nodes(stories, &CooccurOptions::default());
    if let Some(error) = failure {
        return Err(error.into());
    }
    let network = ties(desk.contents().knowledge().ties, nodes);
    let column = |(name, values): (String, ValueType)| {
        let says = meaning(&name.to_lowercase());
        Column { name, values, says }
    };
    let mut files = Vec::new();
    for (name, file, about, columns, rows) in [
        (
            "nodes.csv",
            Format::Csv.files().first(),
            "Everybody who is named: organisations, programmes and donors, how often, since when, and where they stand in the network",
            node_columns(&network).map(column).collect(),
            network.nodes.len(),
        ),
        (
            "edges.csv",
            Format::Csv.files().get(1),
            "Who is named together with whom in one sentence, how often, and how far beyond chance",
            edge_columns(&network).map(column).collect(),
            network.edges.len(),
        ),
        (
            "network.json",
            Format::Json.files().first(),
            "The same network as node-link JSON, for networkx, D3 and force-graph",
            Vec::new(),
            0,
        ),
    ] {
        let media_type = if name.ends_with(".csv") { "text/csv" } else { "application/json" };
        let fill = |out: &mut (dyn Write + Send)| match file {
            Some(file) => file.write(&network, out).map_err(failed(name)),
            None => Ok(()),
        };
        let sums = put(open, name, fill)?;
        files.push(DataFile { name, media_type, compression: None, about, sums, columns, rows });
    }
    Ok(files)
}

/// What a column of nodes or edges means.
fn meaning(column: &str) -> &'static str {
    match column {
        "id" => "Id of the entity; its IRI ends in it",
        "label" => "Name",
        "class" => "Class: Organisation, Programme, Donor",
        "country" => "Id of the country to which it belongs",
        "mentions" => "How often the texts name it",
        "documents" => "In how many stories",
        "first" => "First date of these stories, ISO 8601: a day, a month or a year",
        "last" => "Last date of these stories",
        "degree" => "With how many others it is named together",
        "strength" => "How often, all of them together",
        "community" => "Number of its community (Leiden), 1 is the largest",
        "rank" => "Rank by PageRank",
        "pagerank" => "PageRank",
        "betweenness" => "Betweenness",
        "source" => "Id of one",
        "target" => "Id of the other",
        "type" => "Undirected: who is named together has no direction",
        "kind" => "What joins the two: together",
        "weight" => "How many sentences name both",
        "distinct" => "How many of them differ in more than a few words",
        "sources" => "How many publishers name both",
        "association" => "Association strength: observed over expected by chance",
        "npmi" => "Normalised pointwise mutual information, -1 to 1",
        "loglik" => "Dunning's log-likelihood",
        "p" => "p-value",
        "q" => "False discovery rate among all pairs",
        "jaccard" => "Jaccard index",
        "cosine" => "Cosine similarity",
        "disparity" => "Significance by the disparity filter",
        _ => "",
    }
}
