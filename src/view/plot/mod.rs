//! Pictures of a graph: SVG, and PNG without any other program.
//!
//! In: names, ties, counts. Out: one self-contained drawing, 1200 px wide, with its title, what it counts and where that
//! comes from. Never: the same data drawn twice in two ways, chance, a font that the reader must have.
//!
//! # The pictures
//! [`network()`]: who is named together · [`heat_map`]: the strongest pairs · [`flow()`]: who funds what through whom ·
//! [`timeline()`]: who is in the news when · [`matrix`]: which donor pays where. What each draws is picked from the
//! stories by [`draw`].

mod canvas;
mod caption;
mod facts;
mod flow;
mod grid;
mod labels;
mod letters;
mod network;
mod number;
mod palette;
mod pick;
mod png;
mod shape;
mod timeline;

pub use caption::{Caption, WIDTH};
pub use facts::{Facts, PlotOptions};
pub use flow::{FlowLink, FlowNode, Layer, flow};
pub use grid::{Grid, heat_map, matrix};
pub use network::{NetworkEdge, NetworkNode, network};
pub use pick::{Picture, draw, filters};
pub use png::{PngError, png};
pub use shape::Shape;
pub use timeline::{Timeline, TimelineRow, timeline};
