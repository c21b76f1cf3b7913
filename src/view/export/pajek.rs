//! Pajek: a network (.net) and a partition of its vertices by class (.clu).
//!
//! In: a network. Out: vertices numbered from 1, in the order of their ids. Never: two vertices with one label, which
//! readers would merge; a quotation mark inside a label, which ends it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::base::Class;
use crate::view::export::node_link::NodeLink;

/// Vertices with labels and, where they have them, places, then edges or arcs with weights.
pub(super) fn network(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "*Vertices {}", network.nodes.len())?;
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for node in &network.nodes {
        *bearers.entry(&node.label).or_default() += 1;
    }
    let places = network.positions().map(shares).unwrap_or_default();
    for (i, node) in network.nodes.iter().enumerate() {
        let label = node.label.replace(['"', '\\', '\n', '\r', '\t'], " ");
        match bearers.get(node.label.as_str()) {
            Some(1) => write!(out, "{} \"{label}\"", i + 1)?,
            _ => write!(out, "{} \"{label} [{}]\"", i + 1, node.id)?,
        }
        if let Some((x, y)) = places.get(i) {
            write!(out, " {x:.4} {y:.4} 0.5000")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", if network.directed { "*Arcs" } else { "*Edges" })?;
    for edge in &network.edges {
        writeln!(out, "{} {} {}", edge.source + 1, edge.target + 1, edge.weight)?;
    }
    Ok(())
}

/// Places as Pajek wants them: shares of the window, to the right and downwards.
fn shares(places: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let reach = |axis: fn(&(f64, f64)) -> f64| {
        places.iter().map(|place| axis(place).abs()).fold(f64::MIN_POSITIVE, f64::max)
    };
    let (right, up) = (reach(|p| p.0), reach(|p| p.1));
    // A rim, so that no vertex is cut by the window.
    let share = |value: f64| 0.5 + 0.45 * value;
    places.iter().map(|(x, y)| (share(x / right), share(-y / up))).collect()
}

/// A partition: by vertex, the number of its class, from 1 in the order of [`Class::ALL`].
pub(super) fn classes(network: &NodeLink, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "*Vertices {}", network.nodes.len())?;
    for node in &network.nodes {
        let class = Class::ALL.iter().position(|class| *class == node.class).unwrap_or_default();
        writeln!(out, "{}", class + 1)?;
    }
    Ok(())
}
