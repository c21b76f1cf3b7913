//! The network that the arguments mean.
//!
//! In: a graph folder or a file of links. Out: a network with its labels. Never: prints a row.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use consort::rdf::Claims;
use consort::view::cooccur::{CooccurOptions, count};
use consort::view::network::{Direction, Network, Weight, from_claims, from_ties, read_edge_list};
use consort::view::scope::Scope;
use consort::view::table::Table;
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
    names: Option<Labels>,
    /// What its links are, in words.
    links: String,
    /// The command that leads to the sentences behind a link; none for a file of links.
    explain: Option<String>,
}

impl Source {
    /// Reads the network.
    pub(crate) fn read(args: &SourceArgs, say: &Say) -> anyhow::Result<Self> {
        match &args.edge_list {
            Some(file) => Self::from_file(file, args, say),
            None => Self::from_graph(args),
        }
    }

    fn from_file(file: &Path, args: &SourceArgs, say: &Say) -> anyhow::Result<Self> {
        let direction = if args.directed { Direction::Directed } else { Direction::Undirected };
        let place = || format!("cannot read links from {}", file.display());
        let read = if file.as_os_str() == "-" {
            read_edge_list(std::io::stdin().lock(), direction).with_context(place)?
        } else {
            let input = BufReader::new(File::open(file).with_context(place)?);
            read_edge_list(input, direction).with_context(place)?
        };
        let Warned { output, mut warnings } = read;
        for warning in &mut warnings {
            warning.place = format!("{}: {}", file.display(), warning.place);
        }
        say.warnings(&warnings);
        let mut network = output;
        if args.min > 0.0 || !args.exclude.is_empty() {
            let id = |node| network.id(node).clone();
            let kept: Vec<_> = network
                .links()
                .filter(|(_, _, weight)| *weight >= args.min)
                .map(|(a, b, weight)| (id(a), id(b), weight))
                .filter(|(a, b, _)| !args.exclude.iter().any(|e| **e == **a || **e == **b))
                .collect();
            network = Network::new(kept, direction);
        }
        let links = format!("the links of {}", file.display());
        Ok(Self { network, names: None, links, explain: None })
    }

    fn from_graph(args: &SourceArgs) -> anyhow::Result<Self> {
        let graph = Graph::open(args)?;
        let mut stories = graph.stories()?;
        let network = if args.edges.is_empty() {
            let ties = count(&mut stories, &graph.options);
            from_ties(&ties, args.weight, args.min)
        } else {
            let mut claims = Claims::new();
            stories.by_ref().filter(|s| graph.options.scope.takes(s)).for_each(|s| claims.add(&s));
            from_claims(&claims, &args.edges, &|id| graph.keeps(id), args.weight, args.min)
        };
        stories.failure()?;
        let Graph { names, links, explain, .. } = graph;
        Ok(Self { network, names: Some(names), links, explain: Some(explain) })
    }

    /// The label of an id.
    pub(crate) fn label(&self, id: &str) -> String {
        self.names.as_ref().map_or_else(|| id.to_owned(), |names| names.label(id))
    }

    /// Prints a table, and under it what it shows, the size of the network and how to reach the sentences.
    pub(crate) fn print(
        &self,
        table: &Table,
        shown: &str,
        args: &PrintArgs,
        say: &Say,
    ) -> anyhow::Result<Outcome> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        table.write(args.format.into(), layout(), &mut out)?;
        out.flush()?;
        if args.format == TableFormat::Table {
            let (nodes, links) = (self.network.n_nodes(), self.network.n_links());
            say.line(&format!("{shown}; {nodes} nodes, {links} links: {}", self.links));
            if let Some(explain) = &self.explain {
                say.line(&format!("the sentences behind a link: {explain}"));
            }
        }
        Ok(Outcome::whole(!table.rows.is_empty()))
    }
}

/// A graph, and what of it the arguments mean.
pub(crate) struct Graph {
    snapshot: consort::store::Snapshot,
    /// Its names.
    pub names: Labels,
    /// What to count.
    pub options: CooccurOptions,
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
        let snapshot = open(&args.graph.graph)?;
        let names = labels(&snapshot)?;
        let find = |typed: &String| names.find(typed);
        let ids = |typed: &[String]| typed.iter().map(find).collect::<anyhow::Result<Vec<_>>>();
        let classes = args.classes.iter().map(|c| c.parse()).collect::<Result<Vec<Class>, _>>();
        let mut classes = classes.map_err(anyhow::Error::msg)?;
        if classes.is_empty() {
            classes = CooccurOptions::default().classes;
            if !args.edges.is_empty() {
                classes.push(Class::Country);
            }
        }
        let options = CooccurOptions {
            window: args.window.unwrap_or(Window::Sentence),
            classes,
            exclude: ids(&args.exclude)?,
            scope: Scope { since: args.since, until: args.until, countries: ids(&args.countries)? },
        };
        let folder = match args.graph.graph.as_os_str() {
            folder if folder == "graph" => String::new(),
            folder => format!(" -g {}", folder.display()),
        };
        let weight = args.weight.name();
        let (links, explain) = match &args.edges[..] {
            [] => (
                format!("named together in a {}, weighed by {weight}", options.window.name()),
                format!("consort explain A B{folder}"),
            ),
            [one] => (
                format!("{one}, weighed by {weight}"),
                format!("consort explain A {one} B{folder}"),
            ),
            several => (
                several.iter().map(|p| p.name()).collect::<Vec<_>>().join(", ")
                    + &format!(", weighed by {weight}"),
                format!("consort explain A B{folder}"),
            ),
        };
        Ok(Self { snapshot, names, options, links, explain })
    }

    /// The stories, one at a time.
    pub(crate) fn stories(&self) -> anyhow::Result<Stories> {
        Ok(Stories::of(&self.snapshot)?)
    }

    /// Whether an entity may be in the network.
    pub(crate) fn keeps(&self, id: &str) -> bool {
        let class = self.names.class(id);
        class.is_some_and(|class| self.options.classes.contains(&class))
            && !self.options.exclude.iter().any(|excluded| **excluded == *id)
    }
}
