//! The network that the arguments mean.
//!
//! In: a graph folder or a file of links. Out: a network with its labels. Never: a table without its footer.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use consort::merge::Claims;
use consort::merge::cooccur::CooccurOptions;
use consort::network::{Direction, Link, Network, Weight, from_claims, from_ties, read_edge_list};
use consort::store::Snapshot;
use consort::view::table::{Cell, Overflow, Table, TextLayout};
use consort::{Predicate, Story, Warned};

use crate::args::FormatArgs;
use crate::count::{window_option, window_words};
use crate::graph::{Labels, Stories, folder_option, labels, layout, open};
use crate::network::args::{PrintArgs, SourceArgs};
use crate::outcome::Outcome;
use crate::say::{Say, counted};

/// A network, and what is needed to speak of it.
pub(crate) struct Source {
    /// The network.
    pub network: Network,
    /// The graph it is from; none for a file of links.
    pub graph: Option<Graph>,
    /// What its links are, in words.
    pub links: String,
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
        let network = graph.network(args, &graph.options, say)?;
        let links = graph.links.clone();
        Ok(Self { network, graph: Some(graph), links })
    }

    /// The node that the user means.
    pub(crate) fn find(&self, typed: &str) -> anyhow::Result<u32> {
        let id = match &self.graph {
            Some(graph) => graph.names.find(typed)?.to_string(),
            None => typed.to_owned(),
        };
        let class = self.graph.as_ref().and_then(|graph| graph.names.class(&id));
        let counts = |class| self.graph.as_ref().is_none_or(|g| g.options.classes.contains(&class));
        let cure = match class {
            Some(class) if !counts(class) => format!("; its class is {class}: add that to --class"),
            _ => String::new(),
        };
        self.network.node(&id).with_context(|| {
            format!("{} has no link in this network ({}){cure}", self.label(&id), self.links)
        })
    }

    /// The label of an id.
    pub(crate) fn label(&self, id: &str) -> String {
        self.graph.as_ref().map_or_else(|| id.to_owned(), |graph| graph.names.label(id))
    }

    /// Prints a table, and under it what it shows, the size of the network and how to reach the sentences: of the first
    /// row that has two ends, else of the strongest link.
    pub(crate) fn print(
        &self,
        table: &Table,
        shown: &str,
        args: &PrintArgs,
        say: &Say,
    ) -> anyhow::Result<Outcome> {
        let id = |node| self.network.id(node).to_string();
        let ends = ends(table).or_else(|| strongest(&self.network).map(|(a, b)| [id(a), id(b)]));
        let footer = self.graph.as_ref().map(|graph| graph.footer(ends));
        self.print_with(table, shown, footer, args, say)
    }

    /// The same with a last line of its own.
    pub(crate) fn print_with(
        &self,
        table: &Table,
        shown: &str,
        footer: Option<String>,
        args: &PrintArgs,
        say: &Say,
    ) -> anyhow::Result<Outcome> {
        write(table, &args.format, Overflow::Ellipsis)?;
        if args.format.is_table() {
            let nodes = counted(self.network.n_nodes(), "node", "nodes");
            let links = counted(self.network.n_links(), "link", "links");
            say.line(&format!("{shown}; {nodes}, {links}: {}", self.links));
            match footer {
                Some(_) if self.network.n_links() == 0 => {
                    say.line("nothing links the names: try other --class or --edges, a wider --window, a lower --min");
                }
                Some(footer) => say.line(&footer),
                None => {}
            }
        }
        Ok(Outcome::whole(!table.rows.is_empty()))
    }
}

/// The two ends of the first row that has two.
pub(crate) fn ends(table: &Table) -> Option<[String; 2]> {
    let column = |name: &str| table.columns.iter().position(|c| c == name);
    let [first, second] = [column("first_id")?, column("second_id")?];
    table.rows.iter().find_map(|row| match (row.get(first)?, row.get(second)?) {
        (Cell::Text(a), Cell::Text(b)) => Some([a.clone(), b.clone()]),
        _ => None,
    })
}

/// The strongest link; of equals the first.
fn strongest(network: &Network) -> Option<(u32, u32)> {
    let stronger = |best: Link, link: Link| if link.2 > best.2 { link } else { best };
    network.links().reduce(stronger).map(|(a, b, _)| (a, b))
}

/// `20 of 237`, for tables that may stop before the end.
pub(crate) fn part(table: &Table, n_all: usize) -> String {
    format!("{} of {n_all}", table.rows.len())
}

/// Prints a table.
pub(crate) fn write(table: &Table, format: &FormatArgs, overflow: Overflow) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let layout = TextLayout { overflow, ..layout() };
    table.write(format.format(), layout, &mut out)?;
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
    let exclude = &args.count.scope.exclude;
    if args.min <= 0.0 && exclude.is_empty() {
        return Ok(network);
    }
    let id = |node| network.id(node).clone();
    let excluded = |node| exclude.iter().any(|excluded| **excluded == **network.id(node));
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
    /// The predicates that made the links; none where names stood together.
    predicates: Vec<Predicate>,
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
        let options = args.count.options(&names, !args.edges.is_empty())?;
        let links = match &args.edges[..] {
            [] => format!("named together in a {}", window_words(options.window)),
            edges => edges.iter().map(|p| p.name()).collect::<Vec<_>>().join(", "),
        };
        let predicates = args.edges.clone();
        let folder = folder_option(&args.graph.graph);
        let links = format!("{links}, weighed by {}", args.weight.name());
        Ok(Self { snapshot, names, options, folder, links, predicates })
    }

    /// The network of the stories in the scope of `options`; says what was passed over.
    pub(crate) fn network(
        &self,
        args: &SourceArgs,
        options: &CooccurOptions,
        say: &Say,
    ) -> anyhow::Result<Network> {
        if args.edges.is_empty() {
            let ties = args.count.count(&self.snapshot, options, &self.names, say)?;
            return Ok(from_ties(&ties, args.weight, args.min));
        }
        self.read(args, options, Some(say), |stories| {
            let mut claims = Claims::new();
            stories.filter(|s| options.scope.takes(s)).for_each(|s| claims.add(&s));
            from_claims(&claims, &args.edges, &|id| self.keeps(id), args.weight, args.min)
        })
    }

    /// Reads the stories as they count, in scope or not; says what was passed over, if anybody is to hear it.
    pub(crate) fn read<T>(
        &self,
        args: &SourceArgs,
        options: &CooccurOptions,
        say: Option<&Say>,
        reader: impl FnOnce(&mut dyn Iterator<Item = Story>) -> T,
    ) -> anyhow::Result<T> {
        let mut stories = Stories::of(&self.snapshot)?;
        let read = args.count.read(&mut stories, options, &self.names, say, reader);
        stories.failure()?;
        Ok(read)
    }

    /// Whether an entity may be in the network.
    pub(crate) fn keeps(&self, id: &str) -> bool {
        let class = self.names.class(id);
        class.is_some_and(|class| self.options.classes.contains(&class))
            && !self.options.exclude.iter().any(|excluded| **excluded == *id)
    }

    /// The option that makes the same links of another command's network; nothing where names stand together.
    pub(crate) fn edges_option(&self) -> String {
        let names: Vec<&str> = self.predicates.iter().map(|p| p.name()).collect();
        if names.is_empty() { String::new() } else { format!(" --edges {}", names.join(",")) }
    }

    /// How to reach the sentences behind a link.
    pub(crate) fn footer(&self, ends: Option<[String; 2]>) -> String {
        let [a, b] = ends.unwrap_or_else(|| ["A", "B"].map(str::to_owned));
        let folder = &self.folder;
        let (predicate, window) = match &self.predicates[..] {
            [] => (String::new(), window_option(self.options.window)),
            [one] => (format!(" {one}"), String::new()),
            _ => Default::default(),
        };
        format!("the sentences behind a link: consort explain {a}{predicate} {b}{window}{folder}")
    }
}
