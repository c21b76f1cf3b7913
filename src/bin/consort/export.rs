//! `consort export`: the graph in another format.
//!
//! In: a graph. Out: the same bytes for the same graph, with a void.ttl beside RDF. Never: half a file in place of a whole.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use consort::Predicate;
#[cfg(feature = "parquet")]
use consort::Story;
use consort::merge::Corpus;
use consort::merge::cooccur::{CooccurOptions, RankOptions, backbone, rank};
use consort::rdf::{Syntax, Version, WriteOptions, Written, describe, write};
use consort::store::{Extent, Kb, Snapshot, description};
use consort::view::desk::{ClaimRows, Desk, Ends, Filters};
use consort::view::export::{Format, Node, NodeLink, PLACED, claims, graph, nodes, spells, ties};

use crate::args::{CsvArgs, GraphArgs};
use crate::count::CountArgs;
use crate::graph::{Labels, Stories, labels, open};
use crate::out_file::{OutFile, keep_all, write_file};
use crate::outcome::Outcome;
use crate::say::Say;

/// `consort export`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  consort export > graph.ttl
  consort export --format nquads -o graph.nq
  consort export --rdf 1.2 -o graph12.ttl
  consort export --format gexf --class organisation --min 2 > ties.gexf
  consort export --format csv --edges funds,implements -o funding/
  consort export --format gexf --by month --no-isolates > moving.gexf
  consort export --format vosviewer --no-isolates --positions -o map/
  consort export --format csv --separator ';' --bom -o excel/
  consort export --format claims-xlsx --edges funds -o funding.xlsx

The RDF formats hold the whole graph. The network formats (graphml to json) hold who is named together, or with --edges \
what the texts state; every node carries its degree, strength, community, rank by PageRank, PageRank and betweenness in the \
network exported, and its place (x to the right, y upwards) in the layout that consort plot draws: viz:position in GEXF, coordinates in \
Pajek, x and y in VOSviewer and elsewhere. claims and claims-xlsx are what consort claims writes, of the predicates of --edges. Formats of several \
files want a folder with -o.")]
pub(crate) struct ExportArgs {
    /// The format.
    #[arg(long, short, value_enum, default_value = "turtle")]
    pub format: ExportFormat,
    /// The file to write, with a void.ttl beside RDF, or the folder for formats of several files; standard output when
    /// left out.
    #[arg(long, short, value_name = "PLACE")]
    pub out: Option<PathBuf>,
    /// How claims are said: as rdf:Statement-like nodes (1.1), or as reifiers (1.2, Turtle only).
    #[arg(long, value_name = "VERSION", default_value = "1.1", value_parser = ["1.1", "1.2"])]
    pub rdf: String,
    /// What the network is.
    #[command(flatten)]
    pub network: NetworkArgs,
    /// How CSV is written.
    #[command(flatten)]
    pub csv: CsvArgs,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// What a network for export is made of.
#[derive(Debug, Args)]
#[command(next_help_heading = "Network formats")]
pub(crate) struct NetworkArgs {
    /// Join entities by what the texts state instead of by co-occurrence: funds, implements, partnersWith, supports,
    /// partOf.
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',', conflicts_with = "window")]
    pub edges: Vec<String>,
    /// Give every node a place (x, y) however many there are; networks of up to 1000 nodes have places unasked. The time grows with
    /// the square of the nodes.
    #[arg(long)]
    pub positions: bool,
    /// Leave out nodes without an edge.
    #[arg(long)]
    pub no_isolates: bool,
    /// Give each month or year its own weights, so that Gephi's timeline moves (GEXF).
    #[arg(long, value_name = "PERIOD", value_parser = ["month", "year"])]
    pub by: Option<String>,
    /// Leave out edges with a smaller weight: windows together, or documents that state it. Nodes stay.
    #[arg(long, value_name = "N", default_value = "1")]
    pub min: u64,
    /// Leave out co-occurrences with a false discovery rate above this.
    #[arg(long, value_name = "RATE", default_value = "1")]
    pub max_q: f64,
    /// Keep only the backbone of the co-occurrences at this level, such as 0.05.
    #[arg(long, value_name = "ALPHA")]
    pub backbone: Option<f64>,
    /// What to count.
    #[command(flatten)]
    pub count: CountArgs,
}

/// Formats of exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Turtle: the default graph.
    Turtle,
    /// TriG: the default graph and one named graph a story.
    Trig,
    /// N-Quads: the same, sorted, which is its canonical form.
    Nquads,
    /// N-Triples: the default graph, sorted.
    Ntriples,
    /// RDF/XML: the default graph.
    Rdfxml,
    /// JSON-LD: the default graph and the named graphs.
    Jsonld,
    /// The VoID description alone.
    Void,
    /// A network as GraphML (Gephi, yEd, Cytoscape, networkx, igraph).
    Graphml,
    /// A network as GEXF 1.3, dynamic where it is dated (Gephi).
    Gexf,
    /// A network as nodes.csv and edges.csv (Gephi, pandas); a folder.
    Csv,
    /// The same with the headers of `neo4j-admin database import`; a folder.
    Neo4j,
    /// A network for Pajek, with a partition by class; a folder.
    Pajek,
    /// A VOSviewer map and network; a folder.
    Vosviewer,
    /// A network for Graphviz.
    Dot,
    /// A network as node-link JSON (networkx, D3, force-graph): the edges as "edges" and as "links".
    Json,
    /// What the texts say, a row a claim with its sums and best sentence, as CSV.
    Claims,
    /// The same as a workbook, with all sentences and totals.
    ClaimsXlsx,
    /// Tables of documents, mentions, assertions and evidence (DuckDB, polars); a folder.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// A format's family.
enum Family {
    Rdf(Syntax),
    Network(Format),
    Claims,
    #[cfg(feature = "parquet")]
    Tables,
}

/// Runs the command.
pub(crate) fn run(args: &ExportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let snapshot = open(&args.graph.graph)?;
    match family(args.format) {
        Family::Rdf(syntax) => rdf(&snapshot, syntax, args, say),
        Family::Network(format) => {
            anyhow::ensure!(
                args.network.by.is_none() || format == Format::Gexf,
                "only gexf has weights that change; leave --by out, or take --format gexf"
            );
            let network = network(&snapshot, &args.network, say)?;
            write_network(&network, format, args, say)?;
            Ok(Outcome::whole(!network.edges.is_empty()))
        }
        Family::Claims => claim_table(snapshot, args, say),
        #[cfg(feature = "parquet")]
        Family::Tables => tables(&snapshot, args.out.as_deref(), say),
    }
}

fn rdf(
    snapshot: &Snapshot,
    syntax: Syntax,
    args: &ExportArgs,
    say: &Say,
) -> anyhow::Result<Outcome> {
    let given = &args.network;
    let for_networks = !given.edges.is_empty()
        || given.min > 1
        || given.backbone.is_some()
        || given.by.is_some()
        || given.no_isolates
        || given.positions;
    anyhow::ensure!(
        !for_networks,
        "--edges, --min, --backbone, --by, --no-isolates and --positions are for networks; choose one with --format, such as graphml or csv"
    );
    let version = if args.rdf == "1.2" { Version::Rdf12 } else { Version::Rdf11 };
    let options = WriteOptions { iris: snapshot.iris(), syntax, version };
    let is_void = args.format == ExportFormat::Void;
    let fill = |out: &mut (dyn Write + Send)| {
        if is_void {
            return void(snapshot, out);
        }
        Ok(graph(snapshot, Extent::WHOLE, &options, out)?)
    };
    let written = match &args.out {
        None => {
            let mut out = BufWriter::new(std::io::stdout());
            let written = fill(&mut out)?;
            out.flush()?;
            written
        }
        Some(path) => {
            let mut file = OutFile::create(path)?;
            let written = file.fill(|out| fill(out))?;
            let mut files = Vec::new();
            if !is_void && file.is_plain() {
                let mut beside = OutFile::create(&path.with_file_name("void.ttl"))?;
                beside.fill(|out| void(snapshot, out))?;
                files.push(beside);
            }
            files.push(file);
            keep_all(files)?;
            say.line(&format!("{} statements in {}", written.statements, path.display()));
            written
        }
    };
    if written.replaced > 0 {
        let n = written.replaced;
        say.warning(&format!(
            "{n} control characters that XML cannot hold were replaced; other formats keep them"
        ));
    }
    Ok(Outcome::Done)
}

/// The network that the user asks for.
fn network(snapshot: &Snapshot, args: &NetworkArgs, say: &Say) -> anyhow::Result<NodeLink> {
    let names = labels(snapshot)?;
    let options = args.count.options(&names, !args.edges.is_empty())?;
    let predicates = predicates(args)?;
    let mut stories = Stories::of(snapshot)?;
    let all_nodes = nodes(&mut stories, &options);
    stories.failure()?;
    let mut network =
        whole_network(snapshot, args, (&names, &options), &predicates, all_nodes, say)?;
    if let Some(period) = &args.by {
        let period = period.parse().map_err(anyhow::Error::msg)?;
        let mut stories = Stories::of(snapshot)?;
        let found = args.count.read(&mut stories, &options, &names, None, |stories| {
            spells(stories, &options, &predicates, &network, period)
        });
        stories.failure()?;
        network.spells = Some(found);
    }
    let network = if args.no_isolates { network.without_isolates() } else { network };
    let n = network.nodes.len();
    if n > PLACED && !args.positions {
        say.line(&format!(
            "{n} nodes are too many to be placed unasked: --positions gives them x and y"
        ));
    }
    Ok(network.placed(if args.positions { usize::MAX } else { PLACED }))
}

/// The network of all stories that count.
fn whole_network(
    snapshot: &Snapshot,
    args: &NetworkArgs,
    (names, options): (&Labels, &CooccurOptions),
    predicates: &[Predicate],
    all_nodes: Vec<Node>,
    say: &Say,
) -> anyhow::Result<NodeLink> {
    if args.edges.is_empty() {
        let mut found = args.count.count(snapshot, options, names, say)?;
        if let Some(alpha) = args.backbone {
            found = backbone(found, alpha);
        }
        let keep = RankOptions { min: args.min, max_q: args.max_q, ..RankOptions::default() };
        return Ok(ties(&rank(found, &keep), all_nodes));
    }
    anyhow::ensure!(
        args.backbone.is_none() && args.max_q >= 1.0,
        "--backbone and --max-q are for co-occurrence; leave --edges out, or restrict edges with --min"
    );
    let mut corpus = Corpus::new();
    let mut stories = Stories::of(snapshot)?;
    args.count.read(&mut stories, options, names, Some(say), |stories| {
        stories.filter(|story| options.scope.takes(story)).for_each(|story| corpus.add(&story));
    });
    stories.failure()?;
    Ok(claims(&corpus.claims, predicates, args.min, all_nodes))
}

fn predicates(args: &NetworkArgs) -> anyhow::Result<Vec<Predicate>> {
    let predicates = args.edges.iter().map(|p| p.parse()).collect::<Result<_, _>>();
    predicates.map_err(anyhow::Error::msg).context("--edges")
}

/// What `consort claims` writes, of the claims that the options of networks mean.
fn claim_table(snapshot: Snapshot, args: &ExportArgs, say: &Say) -> anyhow::Result<Outcome> {
    let given = &args.network;
    let count = &given.count;
    let for_networks = given.backbone.is_some() || given.max_q < 1.0 || given.by.is_some();
    anyhow::ensure!(
        !for_networks && !count.exclude_publisher,
        "--backbone, --max-q, --by and --exclude-publisher are for networks; consort claims has options of its own"
    );
    let names = labels(&snapshot)?;
    let filters = Filters {
        classes: count.asked_classes()?,
        predicates: predicates(given)?,
        exclude: count.scope.excluded(&names)?,
        scope: count.scope.scope(&names)?,
        min: usize::try_from(given.min).unwrap_or(usize::MAX),
        ..Filters::default()
    };
    let (desk, ends) = (Desk::read(snapshot, true)?, Ends::default());
    let table = desk.claim_table(ClaimRows::Claims, &ends, &filters);
    let bytes = match args.format {
        ExportFormat::ClaimsXlsx => Some(desk.claim_workbook(&ends, &filters)?),
        _ => None,
    };
    let fill = |out: &mut dyn Write| match &bytes {
        Some(bytes) => out.write_all(bytes),
        None => table.write_csv_as(args.csv.layout(), out),
    };
    match &args.out {
        Some(path) => write_file(path, |out| Ok(fill(out)?))?,
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            fill(&mut out)?;
            out.flush()?;
        }
    }
    if let Some(path) = &args.out {
        say.line(&format!("{} claims in {}", table.rows.len(), path.display()));
    }
    Ok(Outcome::whole(!table.rows.is_empty()))
}

fn write_network(
    network: &NodeLink,
    format: Format,
    args: &ExportArgs,
    say: &Say,
) -> anyhow::Result<()> {
    let csv = args.csv.layout();
    let place = match (format.files(), args.out.as_deref()) {
        ([only], None) => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            only.write_as(network, csv, &mut out)?;
            return Ok(out.flush()?);
        }
        ([only], Some(path)) => {
            write_file(path, |out| Ok(only.write_as(network, csv, out)?))?;
            path
        }
        (files, out) => {
            let folder = folder(out, format.name())?;
            let mut written = Vec::new();
            for file in files {
                let mut out = OutFile::create(&folder.join(file.name))?;
                out.fill(|out| Ok(file.write_as(network, csv, out)?))?;
                written.push(out);
            }
            keep_all(written)?;
            folder
        }
    };
    let (nodes, edges) = (network.nodes.len(), network.edges.len());
    say.line(&format!("{nodes} nodes and {edges} edges in {}", place.display()));
    Ok(())
}

#[cfg(feature = "parquet")]
fn tables(snapshot: &Snapshot, out: Option<&Path>, say: &Say) -> anyhow::Result<Outcome> {
    use consort::view::export::parquet::{FILES, RecordTables, assertions, evidence};

    let folder = folder(out, "parquet")?;
    let create = |name: &str| OutFile::create(&folder.join(name));
    let [documents, mentions, claims, sentences] = FILES;
    let (mut documents, mut mentions) = (create(documents)?, create(mentions)?);
    let (mut claims, mut sentences) = (create(claims)?, create(sentences)?);
    let mut corpus = Corpus::new();
    documents.fill(|documents| {
        mentions.fill(|mentions| {
            let mut tables = RecordTables::new(documents, mentions)?;
            for record in snapshot.records()? {
                let record = record?;
                tables.add(&record)?;
                corpus.add(&Story::try_from(&record)?);
            }
            Ok(tables.finish()?)
        })
    })?;
    claims.fill(|out| Ok(assertions(&corpus.claims, out)?))?;
    sentences.fill(|out| Ok(evidence(&corpus.claims, out)?))?;
    keep_all(vec![documents, mentions, claims, sentences])?;
    say.line(&format!("{} documents in {}", corpus.documents.len(), folder.display()));
    Ok(Outcome::Done)
}

/// The folder for a format of several files, made if it is not there.
fn folder<'a>(out: Option<&'a Path>, format: &str) -> anyhow::Result<&'a Path> {
    let folder = out.with_context(|| {
        format!("{format} writes several files: name a folder for them, such as -o {format}/")
    })?;
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", folder.display()))?;
    Ok(folder)
}

fn family(format: ExportFormat) -> Family {
    match format {
        ExportFormat::Turtle | ExportFormat::Void => Family::Rdf(Syntax::Turtle),
        ExportFormat::Trig => Family::Rdf(Syntax::TriG),
        ExportFormat::Nquads => Family::Rdf(Syntax::NQuads),
        ExportFormat::Ntriples => Family::Rdf(Syntax::NTriples),
        ExportFormat::Rdfxml => Family::Rdf(Syntax::RdfXml),
        ExportFormat::Jsonld => Family::Rdf(Syntax::JsonLd),
        ExportFormat::Graphml => Family::Network(Format::Graphml),
        ExportFormat::Gexf => Family::Network(Format::Gexf),
        ExportFormat::Csv => Family::Network(Format::Csv),
        ExportFormat::Neo4j => Family::Network(Format::Neo4j),
        ExportFormat::Pajek => Family::Network(Format::Pajek),
        ExportFormat::Vosviewer => Family::Network(Format::Vosviewer),
        ExportFormat::Dot => Family::Network(Format::Dot),
        ExportFormat::Json => Family::Network(Format::Json),
        ExportFormat::Claims | ExportFormat::ClaimsXlsx => Family::Claims,
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => Family::Tables,
    }
}

/// Writes what describes the graph.
fn void(snapshot: &Snapshot, out: &mut (dyn Write + Send)) -> anyhow::Result<Written> {
    let iris = snapshot.iris();
    let triples = Kb::load(snapshot.clone())?.len();
    let options = WriteOptions { iris, syntax: Syntax::Turtle, version: Version::Rdf11 };
    Ok(write(describe(&description(Some(snapshot), triples), iris), &options, out)?)
}
