//! Downloads: the graph in every format of `consort export`.
//!
//! In: a request. Out: a file. Never: a sentence where texts are not given.

use std::io::Write;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::IntoResponse;
use serde::Serialize;

use crate::base::{Class, Predicate};
use crate::merge::Claims;
use crate::merge::cooccur::{CooccurOptions, Counter, RankOptions, rank};
use crate::rdf::{Syntax, Version, WriteOptions};
use crate::store::{Extent, StoreError};
use crate::view::desk::{ClaimRows, Desk, Ends, Filters, LinkedBy};
use crate::view::export::{File, Format, NodeLink, PLACED, RdfError, claims, graph, nodes, ties};
use crate::web::api::parameters::Given;
use crate::web::api::reply::{Failure, Reply, json, on_desk};
use crate::web::problem::Problem;
use crate::web::shared::Shared;
use crate::web::stream::{Chunks, streamed};
#[cfg(test)] // what only the description of the API names
use crate::{
    web::api::parameters::{Firm, InScope, Linked, Stated},
    web::api::reply::ProblemDetails,
};

/// A file that can be had.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(utoipa::ToSchema))]
pub(super) struct ExportFormat {
    /// What stands in the address.
    name: String,
    /// Its media type.
    media: String,
    /// The name of the file.
    file: String,
    /// What it is, in words.
    says: String,
    /// Whether filters bear on it: it is a network or a table, not the whole graph.
    network: bool,
}

/// The syntaxes of RDF: name, media type, file, words.
const RDF: [(&str, &str, &str, &str, Syntax); 6] = [
    ("turtle", "text/turtle", "graph.ttl", "Turtle: the graph", Syntax::Turtle),
    (
        "ntriples",
        "application/n-triples",
        "graph.nt",
        "N-Triples: the graph, sorted",
        Syntax::NTriples,
    ),
    (
        "nquads",
        "application/n-quads",
        "graph.nq",
        "N-Quads: the graph with texts and mentions",
        Syntax::NQuads,
    ),
    (
        "trig",
        "application/trig",
        "graph.trig",
        "TriG: the graph with texts and mentions",
        Syntax::TriG,
    ),
    ("rdfxml", "application/rdf+xml", "graph.rdf", "RDF/XML: the graph", Syntax::RdfXml),
    (
        "jsonld",
        "application/ld+json",
        "graph.jsonld",
        "JSON-LD: the graph with texts and mentions",
        Syntax::JsonLd,
    ),
];

/// What is stated, as tables: name, media type, file, words.
const CLAIMS: [(&str, &str, &str, &str); 2] = [
    (
        "claims",
        "text/csv",
        "claims.csv",
        "claims: a row a claim, with sums, counts and the best sentence",
    ),
    (
        "claims-xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "claims.xlsx",
        "claims: a workbook of claims, sentences and totals of money",
    ),
];

/// All files that can be had.
#[cfg_attr(test, utoipa::path(get, path = "/api/formats", tag = "exports", responses((status = 200, body = Vec<ExportFormat>))))]
pub(super) async fn formats(State(shared): State<Arc<Shared>>) -> Reply {
    json(shared, |desk| {
        let whole =
            RDF.iter().filter(|_| desk.gives_texts()).map(|(name, media, file, says, _)| {
                let [name, media, file, says] = [name, media, file, says].map(|s| (*s).to_owned());
                ExportFormat { name, media, file, says, network: false }
            });
        let networks = Format::ALL.into_iter().flat_map(|format| {
            format.files().iter().map(move |file| ExportFormat {
                name: address(format, file),
                media: media(file.name).to_owned(),
                file: file.name.to_owned(),
                says: format!("{}: {}", format.name(), says(format)),
                network: true,
            })
        });
        let claims = CLAIMS.iter().map(|(name, media, file, says)| {
            let [name, media, file, says] = [name, media, file, says].map(|s| (*s).to_owned());
            ExportFormat { name, media, file, says, network: true }
        });
        Ok(whole.chain(claims).chain(networks).collect::<Vec<_>>())
    })
    .await
}

/// A file; of a network or a table with what counts.
#[cfg_attr(test, utoipa::path(get, path = "/api/export/{format}", tag = "exports",
    params(
        ("format" = String, Path, description = "A name of /api/formats"),
        ("of" = Option<LinkedBy>, Query, description = "claims (by default) or cooccur"),
        InScope,
        Linked,
        Stated,
        Firm,
    ),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/octet-stream"),
        (status = 400, body = ProblemDetails),
        (status = 403, description = "It holds texts, which this server does not give", body = ProblemDetails),
        (status = 404, description = "No such format", body = ProblemDetails))))]
pub(super) async fn export(
    State(shared): State<Arc<Shared>>,
    Path(format): Path<String>,
    uri: Uri,
) -> Reply {
    let given = Given::read(uri.query())?;
    let (of, filters) = (given.one::<LinkedBy>("of")?.unwrap_or_default(), given.filters()?);
    let wanted = wanted(&format, &filters, shared.options.texts)?;
    let place = shared.download()?;
    let body = streamed(move |out| {
        let _place = place;
        on_desk(&shared, |desk| {
            out.restart();
            let put = put(desk, wanted.what, of, &filters, out);
            put.map_err(|failure| if out.began() { failure.into_problem().into() } else { failure })
        })
    });
    let (body, Wanted { media, file, .. }) = (body.await?, wanted);
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{file}\""));
    let mut response = ([(header::CONTENT_TYPE, media)], body).into_response();
    if let Ok(disposition) = disposition {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// A file that is asked for: its media type, its name, and what is in it.
#[derive(Clone, Copy)]
struct Wanted {
    media: &'static str,
    file: &'static str,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Graph(Syntax),
    Claims,
    Workbook,
    Network(&'static File),
}

fn wanted(asked: &str, filters: &Filters, texts: bool) -> Result<Wanted, Problem> {
    if let Some((_, media, file, _, syntax)) = RDF.iter().find(|(name, ..)| *name == asked) {
        if !texts {
            let says = "this file holds sentences, which this server does not give";
            return Err(Problem::new(StatusCode::FORBIDDEN, says));
        }
        return Ok(Wanted { media, file, what: What::Graph(*syntax) });
    }
    if let Some((name, media, file, _)) = CLAIMS.iter().find(|(name, ..)| *name == asked) {
        let what = if *name == "claims-xlsx" { What::Workbook } else { What::Claims };
        return Ok(Wanted { media, file, what });
    }
    let files = Format::ALL.into_iter().flat_map(|f| f.files().iter().map(move |file| (f, file)));
    let Some((_, file)) = files.into_iter().find(|(f, file)| address(*f, file) == asked) else {
        let says = format!("{asked:?} is no format; /api/formats lists them");
        return Err(Problem::new(StatusCode::NOT_FOUND, says));
    };
    if filters.statuses.is_some() {
        let says = "status is for the tables of claims; a network holds what is asserted";
        return Err(Problem::bad(says));
    }
    Ok(Wanted { media: media(file.name), file: file.name, what: What::Network(file) })
}

fn put(
    desk: &Desk,
    what: What,
    of: LinkedBy,
    filters: &Filters,
    out: &mut Chunks,
) -> Result<(), Failure> {
    let ends = Ends::default();
    match what {
        What::Graph(syntax) => {
            let snapshot = desk.snapshot();
            let options = WriteOptions { iris: snapshot.iris(), syntax, version: Version::Rdf11 };
            graph(snapshot, Extent::WHOLE, &options, out).map_err(|error| match error {
                RdfError::Store(error) => Failure::Store(error),
                error => failed(&error).into(),
            })?;
        }
        What::Claims => {
            let table = desk.claim_table(ClaimRows::Claims, &ends, filters);
            table.write_csv(out).map_err(|e| failed(&e))?;
        }
        What::Workbook => {
            let book = desk.claim_workbook(&ends, filters).map_err(|e| failed(&e))?;
            out.write_all(&book).map_err(|e| failed(&e))?;
        }
        What::Network(file) => {
            let network = network(desk, of, filters)?.placed(PLACED);
            file.write(&network, out).map_err(|e| failed(&e))?;
        }
    }
    Ok(())
}

/// The network as `consort export` makes it.
fn network(desk: &Desk, of: LinkedBy, filters: &Filters) -> Result<NodeLink, StoreError> {
    let mut options = CooccurOptions { scope: filters.scope.clone(), ..CooccurOptions::default() };
    if of == LinkedBy::Claims {
        options.classes.push(Class::Country);
    }
    if !filters.classes.is_empty() {
        options.classes.clone_from(&filters.classes);
    }
    let (mut counter, mut stated) = (Counter::new(options.clone()), Claims::new());
    let mut broken = None;
    let stories = desk.snapshot().stories()?.map_while(|story| match story {
        Ok(story) => Some(story),
        Err(error) => {
            broken = Some(error);
            None
        }
    });
    let counted = stories.filter(|story| options.scope.takes(story)).inspect(|story| match of {
        LinkedBy::Cooccur => counter.add(story),
        LinkedBy::Claims => stated.add(story),
    });
    let (all_nodes, min) = (nodes(counted, &options), filters.min as u64);
    if let Some(error) = broken {
        return Err(error);
    }
    if of == LinkedBy::Cooccur {
        let mut found = counter.finish();
        found.retain(|tie| tie.documents >= min);
        return Ok(ties(&rank(found, &RankOptions::default()), all_nodes));
    }
    let every = filters.predicates.is_empty();
    let predicates = if every { Predicate::ALL.to_vec() } else { filters.predicates.clone() };
    Ok(claims(&stated, &predicates, min, all_nodes))
}

/// What stands in the address of a file: the format, and the file's name where there are several.
fn address(format: Format, file: &File) -> String {
    match format.files() {
        [_] => format.name().to_owned(),
        _ => format!("{}-{}", format.name(), file.name.split('.').next().unwrap_or_default()),
    }
}

fn media(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("graphml" | "gexf") => "application/xml",
        Some("csv") => "text/csv",
        Some("json") => "application/json",
        _ => "text/plain",
    }
}

fn says(format: Format) -> &'static str {
    match format {
        Format::Graphml => "a network for Gephi, yEd, Cytoscape, networkx, igraph",
        Format::Gexf => "a network for Gephi, dynamic where it is dated",
        Format::Csv => "tables of nodes and edges",
        Format::Neo4j => "tables for neo4j-admin database import",
        Format::Pajek => "a network for Pajek",
        Format::Vosviewer => "a map and a network for VOSviewer",
        Format::Dot => "a network for Graphviz",
        Format::Json => "node-link JSON for networkx and D3",
    }
}

fn failed(error: &dyn std::error::Error) -> Problem {
    Problem::internal(error.to_string())
}
