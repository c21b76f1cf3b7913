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
mod positions;
mod rdf;
mod spells;
#[cfg(test)]
mod tests;
mod vosviewer;

use std::fmt;
use std::io::{self, Write};

pub(in crate::view) use csv::{edge_columns, node_columns};
pub use node_link::{
    Column, Edge, MEASURES, Node, NodeLink, Spells, ValueType, Weights, claims, nodes, ties,
};
pub use positions::{PLACED, POSITION};
pub use rdf::{RdfError, graph};
pub use spells::{Period, spells};

use crate::view::table::CsvLayout;

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
    write: Writer,
}

/// What writes a file.
#[derive(Debug, Clone, Copy)]
enum Writer {
    Fixed(fn(&NodeLink, &mut dyn Write) -> io::Result<()>),
    /// A table for a spreadsheet, in the layout that it wants.
    Csv(fn(&NodeLink, CsvLayout, &mut dyn Write) -> io::Result<()>),
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
        self.write_as(network, CsvLayout::default(), out)
    }

    /// The same, with tables for spreadsheets in a layout of the caller's.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_as(
        &self,
        network: &NodeLink,
        csv: CsvLayout,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.write {
            Writer::Fixed(write) => write(network, out),
            Writer::Csv(write) => write(network, csv, out),
        }
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
            Format::Graphml => {
                &[File { name: "network.graphml", write: Writer::Fixed(graphml::write) }]
            }
            Format::Gexf => &[File { name: "network.gexf", write: Writer::Fixed(gexf::write) }],
            Format::Csv => &[
                File { name: "nodes.csv", write: Writer::Csv(csv::nodes) },
                File { name: "edges.csv", write: Writer::Csv(csv::edges) },
            ],
            Format::Neo4j => &[
                File { name: "nodes.csv", write: Writer::Fixed(csv::neo4j_nodes) },
                File { name: "edges.csv", write: Writer::Fixed(csv::neo4j_edges) },
            ],
            Format::Pajek => &[
                File { name: "network.net", write: Writer::Fixed(pajek::network) },
                File { name: "classes.clu", write: Writer::Fixed(pajek::classes) },
                // Pajek has no place for ids and dates: they stand in the order of its vertices.
                File { name: "nodes.csv", write: Writer::Csv(csv::nodes) },
            ],
            Format::Vosviewer => &[
                File { name: "map.txt", write: Writer::Fixed(vosviewer::map) },
                File { name: "network.txt", write: Writer::Fixed(vosviewer::network) },
            ],
            Format::Dot => &[File { name: "network.dot", write: Writer::Fixed(dot::write) }],
            Format::Json => &[File { name: "network.json", write: Writer::Fixed(json::write) }],
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
