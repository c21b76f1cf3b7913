//! Networks in the formats of the tools that draw and measure them.
//!
//! In: a [`NodeLink`]. Out: text into a writer, the same bytes for the same network. Never: a file; callers give writers.
//!
//! RDF is written from the graph itself ([`graph`]); here a network is what a drawing shows, with its dates.

mod csv;
mod dot;
mod gexf;
mod graphml;
mod json;
mod node_link;
mod pajek;
#[cfg(feature = "parquet")]
pub mod parquet;
mod rdf;
#[cfg(test)]
mod tests;
mod vosviewer;

use std::fmt;
use std::io::{self, Write};

pub use node_link::{Column, Edge, Node, NodeLink, ValueType, claims, nodes, ties};
pub use rdf::{RdfError, graph};

/// A format for networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GraphML, for Gephi, yEd, Cytoscape, networkx, igraph.
    Graphml,
    /// GEXF 1.3 with the time in which each node and edge exists, for Gephi.
    Gexf,
    /// Two tables with the headers that Gephi wants and pandas reads.
    Csv,
    /// Two tables with the headers of `neo4j-admin database import`.
    Neo4j,
    /// A Pajek network and a partition by class.
    Pajek,
    /// A VOSviewer map and network.
    Vosviewer,
    /// Graphviz.
    Dot,
    /// Node-link JSON as networkx and D3 read it.
    Json,
}

/// One file of a format.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its usual name.
    pub name: &'static str,
    write: fn(&NodeLink, &mut dyn Write) -> io::Result<()>,
}

impl File {
    /// Writes it.
    ///
    /// # Errors
    /// When the writer fails.
    ///
    /// ```
    /// use consort::{Class, IdError};
    /// use consort::view::export::{Edge, Format, Node, NodeLink};
    /// let node = |id: &str| -> Result<Node, IdError> {
    ///     let (class, values) = (Class::Organisation, vec![]);
    ///     let (first, last, country, label) = (None, None, None, id.to_uppercase());
    ///     Ok(Node { id: id.parse()?, label, class, country, mentions: 3, documents: 2, first, last, values })
    /// };
    /// let (first, last, values) = (None, None, vec![]);
    /// let edge = Edge { source: 0, target: 1, kind: "together", weight: 2, first, last, values };
    /// let nodes = vec![node("osce")?, node("who")?];
    /// let network = NodeLink { nodes, edges: vec![edge], ..NodeLink::default() };
    /// let mut text = Vec::new();
    /// Format::Pajek.files()[0].write(&network, &mut text)?;
    /// assert_eq!(text, b"*Vertices 2\n1 \"OSCE\"\n2 \"WHO\"\n*Edges\n1 2 2\n");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(&self, network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(network, out)
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 8] = [
        Format::Graphml,
        Format::Gexf,
        Format::Csv,
        Format::Neo4j,
        Format::Pajek,
        Format::Vosviewer,
        Format::Dot,
        Format::Json,
    ];

    /// The name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Graphml => "graphml",
            Format::Gexf => "gexf",
            Format::Csv => "csv",
            Format::Neo4j => "neo4j",
            Format::Pajek => "pajek",
            Format::Vosviewer => "vosviewer",
            Format::Dot => "dot",
            Format::Json => "json",
        }
    }

    /// Its files: one, which may go to standard output, or several for a folder.
    ///
    /// ```
    /// use consort::view::export::Format;
    /// let names: Vec<&str> = Format::Csv.files().iter().map(|file| file.name).collect();
    /// assert_eq!(names, ["nodes.csv", "edges.csv"]);
    /// ```
    #[must_use]
    pub fn files(self) -> &'static [File] {
        match self {
            Format::Graphml => &[File { name: "network.graphml", write: graphml::write }],
            Format::Gexf => &[File { name: "network.gexf", write: gexf::write }],
            Format::Csv => &[
                File { name: "nodes.csv", write: csv::nodes },
                File { name: "edges.csv", write: csv::edges },
            ],
            Format::Neo4j => &[
                File { name: "nodes.csv", write: csv::neo4j_nodes },
                File { name: "edges.csv", write: csv::neo4j_edges },
            ],
            Format::Pajek => &[
                File { name: "network.net", write: pajek::network },
                File { name: "classes.clu", write: pajek::classes },
                // Pajek has no place for ids and dates: they stand in the order of its vertices.
                File { name: "nodes.csv", write: csv::nodes },
            ],
            Format::Vosviewer => &[
                File { name: "map.txt", write: vosviewer::map },
                File { name: "network.txt", write: vosviewer::network },
            ],
            Format::Dot => &[File { name: "network.dot", write: dot::write }],
            Format::Json => &[File { name: "network.json", write: json::write }],
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
