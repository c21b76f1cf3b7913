//! Measures of a network: who is central, who belongs together, who connects whom.
//!
//! In: a [`Network`] made from ties, relations or a list of links. Out: plain numbers by node. Never: a number that depends
//! on hash order, the clock or the number of threads.

mod betweenness;
mod bridges;
mod centrality;
mod closeness;
mod compare;
mod components;
mod constraint;
mod core;
mod degree;
mod edge_list;
mod ego;
mod eigenvector;
mod graph;
mod groups;
mod layout;
mod leiden;
mod length;
mod measured;
mod pagerank;
mod partition;
mod path;
mod predict;
mod quality;
mod stability;
mod ties;
mod trend;

pub use self::core::core_numbers;
pub use betweenness::{BetweennessOptions, betweenness};
pub use bridges::{Bridges, bridges};
pub use centrality::{Centrality, CentralityOptions, Ranking, descending, rank_nodes};
pub use closeness::{closeness, harmonic};
pub use compare::{Change, ChangeKind, Sizes, compare};
pub use components::components;
pub use constraint::constraint;
pub use degree::{Side, degree, strength};
pub use edge_list::{EdgeListError, read_edge_list};
pub use ego::{Ego, ego};
pub use eigenvector::{PowerOptions, eigenvector, hits};
pub use graph::{Direction, Link, Network, Rows};
pub use groups::{Group, groups};
pub use layout::{Area, Point, layout, radii};
pub use leiden::{Communities, LeidenOptions, communities};
pub use length::Length;
pub use measured::{Measures, measures, standings, tie_communities};
pub use pagerank::{Approached, PageRankOptions, pagerank};
pub use partition::members;
pub use path::{Path, paths};
pub use predict::{Guess, GuessBy, predict};
pub use quality::{Quality, cpm, modularity};
pub use stability::{
    RankRange, StabilityOptions, by_nodes, rank_elsewhere, ranks, resampled_ranks,
};
pub use ties::{Weight, from_claims, from_ties};
pub use trend::{Month, Trend, trend};
