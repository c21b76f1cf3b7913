//! The network that the arguments mean.
//!
//! In: a graph folder or a file of links. Out: a network with its labels. Never: a table without its footer.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use consort::rdf::Claims;
use consort::store::Snapshot;
use consort::view::cooccur::{CooccurOptions, count};
use consort::view::network::{Direction, Network, Weight, from_claims, from_ties, read_edge_list};
use consort::view::scope::Scope;
use consort::view::table::{Overflow, Table, TextLayout};
use consort::{Class, Warned, Window};

use crate::args::TableFormat;
use crate::graph::{Labels, Stories, labels, layout, open};
use crate::network::args::{PrintArgs, SourceArgs};
use crate::outcome::Outcome;
use crate::say::Say;

/// A network, and what is needed to speak of it.
pub(crate) struct Source {
    /// The network.
    pub network: Network,
    /// The graph it is from; none for a file of links.
    pub graph: Option<Graph>,
    /// What its links are, in words.
    links: String,
}

impl Source {
    /// Reads the network.
    pub(crate) fn read(args: &SourceArgs, say: &Say) -> anyhow::Result<Self> {
        if let Some(file) = &args.edge_list {
            let network = from_file(file, args, say)?;
            let links = format!("the links of {}", file.display());
            return Ok(Self { network, graph: None, links });
        }
        let graph = Graph::open(args)?;
        let network = graph.network(args, &graph.options)?;
        let links = graph.links.clone();
        Ok(Self { network, graph: Some(graph), links })
    }

    /// The node that the user means.
    pub(crate) fn find(&self, typed: &str) -> anyhow::Result<u32> {
        let id = match &self.graph {
            Some(graph) => graph.names.find(typed)?,
            None => typed.into(),
        };
        self.network.node(&id).with_context(|| {
            format!("{} has no link in this network ({})", self.label(&id), self.links)
        })
    }

    /// The label of an id.
    pub(crate) fn label(&self, id: &str) -> String {
        self.graph.as_ref().map_or_else(|| id.to_owned(), |graph| graph.names.label(id))
    }

    /// Prints a table, and under it what it shows, the size of the network and how to reach the sentences.
    pub(crate) fn print(
        &self,
        table: &Table,
        shown: &str,
        args: &PrintArgs,
        say: &Say,
    ) -> anyhow::Result<Outcome> {
        write(table, args.format, Overflow::Ellipsis)?;
        if args.format == TableFormat::Table {
            let (nodes, links) = (self.network.n_nodes(), self.network.n_links());
            say.line(&format!("{shown}; {nodes} nodes, {links} links: {}", self.links));
            if let Some(graph) = &self.graph {
                say.line(&graph.footer());
            }
        }
        Ok(Outcome::whole(!table.rows.is_empty()))
    }
}

/// Prints a table.
pub(crate) fn write(table: &Table, format: TableFormat, overflow: Overflow) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let layout = TextLayout { overflow, ..layout() };
    table.write(format.into(), layout, &mut out)?;
    out.flush()?;
    Ok(())
}

fn from_file(file: &Path, args: &SourceArgs, say: &Say) -> anyhow::Result<Network> {
    let direction = if args.directed { Direction::Directed } else { Direction::Undirected };
    let place = || format!("cannot read links from {}", file.display());
    let read = if file.as_os_str() == "-" {
        read_edge_list(std::io::stdin().lock(), direction).with_context(place)?
    } else {
        let input = BufReader::new(File::open(file).with_context(place)?);
        read_edge_list(input, direction).with_context(place)?
    };
    let Warned { output: network, mut warnings } = read;
    for warning in &mut warnings {
        warning.place = format!("{}: {}", file.display(), warning.place);
    }
    say.warnings(&warnings);
    if args.min <= 0.0 && args.exclude.is_empty() {
        return Ok(network);
    }
    let id = |node| network.id(node).clone();
    let excluded = |node| args.exclude.iter().any(|excluded| **excluded == **network.id(node));
    let kept = network
        .links()
        .filter(|(a, b, weight)| *weight >= args.min && !excluded(*a) && !excluded(*b))
        .map(|(a, b, weight)| (id(a), id(b), weight));
    Ok(Network::new(kept, direction))
}

/// A graph, and what of it the arguments mean.
pub(crate) struct Graph {
    snapshot: Snapshot,
    /// Its names.
    pub names: Labels,
    /// What to count.
    pub options: CooccurOptions,
    /// The option that names its folder, for commands to type; empty for the usual one.
    pub folder: String,
    links: String,
    explain: String,
}

impl Graph {
    /// Opens the graph and finds the entities that the arguments name.
    pub(crate) fn open(args: &SourceArgs) -> anyhow::Result<Self> {
        anyhow::ensure!(
            args.edges.is_empty() || args.weight != Weight::Association,
            "association measures how often names stand together; with --edges use --weight count, distinct or documents"
        );
        anyhow::ensure!(
            args.edge_list.is_none(),
            "a list of links has no stories; leave --edge-list out"
        );
        let snapshot = open(&args.graph.graph)?;
        let names = labels(&snapshot)?;
        let options = options(args, &names)?;
        let folder = match args.graph.graph.as_os_str() {
            folder if folder == "graph" => String::new(),
            folder => format!(" -g {}", folder.display()),
        };
        let links = match &args.edges[..] {
            [] => format!("named together in a {}", options.window.name()),
            edges => edges.iter().map(|p| p.name()).collect::<Vec<_>>().join(", "),
        };
        let explain = match &args.edges[..] {
            [one] => format!("consort explain A {one} B{folder}"),
            _ => format!("consort explain A B{folder}"),
        };
        let links = format!("{links}, weighed by {}", args.weight.name());
        Ok(Self { snapshot, names, options, folder, links, explain })
    }

    /// The network of the stories in the scope of `options`.
    pub(crate) fn network(
        &self,
        args: &SourceArgs,
        options: &CooccurOptions,
    ) -> anyhow::Result<Network> {
        let mut stories = self.stories()?;
        let network = if args.edges.is_empty() {
            from_ties(&count(&mut stories, options), args.weight, args.min)
        } else {
            let mut claims = Claims::new();
            stories.by_ref().filter(|s| options.scope.takes(s)).for_each(|s| claims.add(&s));
            from_claims(&claims, &args.edges, &|id| self.keeps(id), args.weight, args.min)
        };
        stories.failure()?;
        Ok(network)
    }

    /// The stories, one at a time, in scope or not.
    pub(crate) fn stories(&self) -> anyhow::Result<Stories> {
        Ok(Stories::of(&self.snapshot)?)
    }

    /// Whether an entity may be in the network.
    pub(crate) fn keeps(&self, id: &str) -> bool {
        let class = self.names.class(id);
        class.is_some_and(|class| self.options.classes.contains(&class))
            && !self.options.exclude.iter().any(|excluded| **excluded == *id)
    }

    /// How to reach the sentences.
    pub(crate) fn footer(&self) -> String {
        format!("the sentences behind a link: {}", self.explain)
    }
}

fn options(args: &SourceArgs, names: &Labels) -> anyhow::Result<CooccurOptions> {
    let ids = |typed: &[String]| -> anyhow::Result<Vec<_>> {
        typed.iter().map(|name| names.find(name)).collect()
    };
    let classes = args.classes.iter().map(|class| class.parse());
    let mut classes = classes.collect::<Result<Vec<Class>, _>>().map_err(anyhow::Error::msg)?;
    if classes.is_empty() {
        classes = CooccurOptions::default().classes;
        if !args.edges.is_empty() {
            // Who is named in every dateline says little; who pays and who is helped says much.
            classes.push(Class::Country);
        }
    }
    let countries = ids(&args.countries)?;
    Ok(CooccurOptions {
        window: args.window.unwrap_or(Window::Sentence),
        classes,
        exclude: ids(&args.exclude)?,
        scope: Scope { since: args.since, until: args.until, countries },
        null: None,
    })
}
