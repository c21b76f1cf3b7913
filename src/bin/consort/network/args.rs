//! The options that the commands of `consort network` share.
//!
//! In: arguments. Out: plain structs, checked for form only. Never: an option of one command alone, or a file opened.

use std::path::PathBuf;

use clap::Args;
use consort::Predicate;
use consort::network::Weight;

use crate::args::{FormatArgs, GraphArgs};
use crate::count::CountArgs;

/// Which network, whatever is asked of it.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// Link who is said to do this, instead of who is named together: funds, implements, partnersWith, supports, partOf.
    #[arg(long, value_name = "PREDICATE", value_delimiter = ',', conflicts_with = "window")]
    pub edges: Vec<Predicate>,
    /// Read the links from a CSV file (source,target,weight) instead of a graph; `-` reads standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["edges", "classes", "window", "since", "until", "countries", "exclude_publisher"])]
    pub edge_list: Option<PathBuf>,
    /// The links of --edge-list have a direction.
    #[arg(long, requires = "edge_list")]
    pub directed: bool,
    /// What makes a link strong: count, distinct (boilerplate once), documents, association.
    #[arg(long, value_name = "WEIGHT", default_value = "count")]
    pub weight: Weight,
    /// Leave out links of less weight.
    #[arg(long, value_name = "WEIGHT", default_value = "0")]
    pub min: f64,
    /// What to count.
    #[command(flatten)]
    pub count: CountArgs,
    /// The graph.
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// How a table is printed.
#[derive(Debug, Args)]
pub(crate) struct PrintArgs {
    /// Rows to print; 0 for all.
    #[arg(long, value_name = "N", default_value = "20")]
    pub top: usize,
    /// Significant digits of small numbers; never fewer than four places are printed.
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u8).range(1..=17))]
    pub digits: u8,
    /// How to print.
    #[command(flatten)]
    pub format: FormatArgs,
}
