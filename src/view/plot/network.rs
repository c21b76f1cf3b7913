//! Draws who is named together.
//!
//! In: nodes and edges with their weights. Out: a drawing: size by strength, colour by community, width by weight. Never:
//! a name over another name; a node without room for its name shows it under the pointer.

use crate::base::sort_by;
use crate::view::plot::canvas::{Anchor, Canvas, MARGIN, Style, TOP, n};
use crate::view::plot::labels::{Wish, place as place_labels};
use crate::view::plot::layout::{Point, place};
use crate::view::plot::palette::{GREY, OTHER, PAPER, category};
use crate::view::plot::{Caption, WIDTH, letters};

/// Somebody in the network.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkNode {
    /// The short name that is printed.
    pub name: String,
    /// The full name, shown under the pointer.
    pub label: String,
    /// The sum of the weights of all ties, those left out of the picture too.
    pub strength: f64,
    /// Number of the community in the legend, from 0; those that it does not name have none.
    pub community: Option<usize>,
}

/// A tie between two nodes, given by their indices.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkEdge {
    /// One end.
    pub a: usize,
    /// The other end.
    pub b: usize,
    /// How strong it is.
    pub weight: f64,
}

/// The height of the drawing area.
const HEIGHT: f64 = 860.0;

/// Draws a network. Nodes come strongest first; `communities` names each community for the legend.
///
/// ```
/// use consort::view::plot::{Caption, NetworkEdge, NetworkNode, network};
/// let node = |name: &str| NetworkNode { name: name.into(), label: name.into(), strength: 1.0, community: Some(0) };
/// let edges = [NetworkEdge { a: 0, b: 1, weight: 1.0 }];
/// let svg = network(&Caption::default(), &[node("A"), node("B")], &edges, &["A, B".into()]);
/// assert!(svg.contains("<title>A — B: 1</title>"));
/// ```
#[must_use]
pub fn network(
    caption: &Caption,
    nodes: &[NetworkNode],
    edges: &[NetworkEdge],
    communities: &[String],
) -> String {
    let area = (MARGIN, TOP, WIDTH - 2.0 * MARGIN, HEIGHT);
    let strongest = nodes.iter().map(|n| n.strength).fold(f64::MIN_POSITIVE, f64::max);
    let heaviest = edges.iter().map(|e| e.weight).fold(f64::MIN_POSITIVE, f64::max);
    let radii: Vec<f64> =
        nodes.iter().map(|n| 5.0 + 27.0 * (n.strength / strongest).sqrt()).collect();
    let springs: Vec<_> = edges.iter().map(|e| (e.a, e.b, e.weight / heaviest)).collect();
    let points = place(&radii, &springs, area);
    let mut canvas = Canvas::new();
    // Light edges first, so that heavy ones lie on top.
    let mut order: Vec<&NetworkEdge> = edges.iter().collect();
    sort_by(&mut order, |x, y| x.weight.total_cmp(&y.weight));
    for edge in order {
        let (from, to) = (&nodes[edge.a], &nodes[edge.b]);
        let share = edge.weight / heaviest;
        // Two of which the legend names no community need not be of the same.
        let same = from.community.is_some() && from.community == to.community;
        let colour = if same { colour(from) } else { "#7b8794" };
        canvas.curve(
            &arc(points[edge.a], points[edge.b]),
            colour,
            0.7 + 7.0 * share,
            if same { 0.28 + 0.4 * share } else { 0.22 + 0.4 * share },
            &format!("{} — {}: {}", from.label, to.label, n(edge.weight)),
        );
    }
    for (i, node) in nodes.iter().enumerate() {
        let note = format!("{}: strength {}", node.label, n(node.strength));
        canvas.circle(points[i], radii[i], colour(node), &note);
    }
    names(&mut canvas, nodes, &points, &radii, strongest);
    let bottom = legend(&mut canvas, communities, TOP + HEIGHT + 24.0);
    canvas.finish(caption, bottom)
}

fn colour(node: &NetworkNode) -> &'static str {
    node.community.map_or(OTHER, category)
}

/// A slightly bent line, so that edges between three nodes in a row do not hide one another.
fn arc(from: Point, to: Point) -> String {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let middle = ((from.0 + to.0) / 2.0 - dy * 0.08, (from.1 + to.1) / 2.0 + dx * 0.08);
    format!("M{} {}Q{} {} {} {}", n(from.0), n(from.1), n(middle.0), n(middle.1), n(to.0), n(to.1))
}

fn names(
    canvas: &mut Canvas,
    nodes: &[NetworkNode],
    points: &[Point],
    radii: &[f64],
    strongest: f64,
) {
    let wishes: Vec<Wish<'_>> = nodes
        .iter()
        .enumerate()
        .map(|(i, node)| Wish {
            at: points[i],
            radius: radii[i],
            name: &node.name,
            size: 11.5 + 7.0 * (node.strength / strongest).sqrt(),
        })
        .collect();
    let area = (4.0, TOP - 16.0, WIDTH - 8.0, HEIGHT + 32.0);
    for (i, label) in place_labels(&wishes, area).into_iter().enumerate() {
        let Some(label) = label else { continue };
        let inside = label.anchor == Anchor::Middle && (label.at.1 - points[i].1).abs() < radii[i];
        for (k, line) in label.lines.iter().enumerate() {
            let at = (label.at.0, label.at.1 + k as f64 * label.size * 1.12);
            let style = Style::new(label.size).anchor(label.anchor);
            let style = if inside { style.fill(PAPER) } else { style.halo() };
            canvas.text(at, style, line);
        }
    }
}

/// The communities in rows below the drawing; gives the bottom of the last row.
fn legend(canvas: &mut Canvas, communities: &[String], top: f64) -> f64 {
    let column = (WIDTH - 2.0 * MARGIN) / 3.0;
    for (i, name) in communities.iter().enumerate() {
        let x = MARGIN + column * (i % 3) as f64;
        let y = top + 22.0 * (i / 3) as f64;
        canvas.circle((x + 6.0, y - 4.0), 6.0, category(i), "");
        let name = letters::fit(name, 12.5, column - 30.0);
        canvas.text((x + 18.0, y), Style::new(12.5).fill(GREY), &name);
    }
    top + 22.0 * communities.len().div_ceil(3) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_edge_and_community_is_drawn() {
        let nodes: Vec<NetworkNode> = ["UNODC", "OSCE", "WCO"]
            .iter()
            .enumerate()
            .map(|(i, name)| NetworkNode {
                name: (*name).to_owned(),
                label: format!("{name} in full"),
                strength: 9.0 / (i + 1) as f64,
                community: Some(i / 2),
            })
            .collect();
        let edges =
            [NetworkEdge { a: 0, b: 1, weight: 4.0 }, NetworkEdge { a: 0, b: 2, weight: 1.0 }];
        let caption = Caption { title: "Ties".into(), ..Caption::default() };
        let svg = network(&caption, &nodes, &edges, &["UNODC, OSCE".into(), "WCO".into()]);
        assert_eq!(svg.matches("<circle").count(), 3 + 2);
        assert_eq!(svg.matches("<path").count(), 2);
        for text in ["UNODC in full: strength 9", "UNODC in full — OSCE in full: 4", ">WCO</text>"]
        {
            assert!(svg.contains(text), "{text} is not in {svg}");
        }
    }
}
