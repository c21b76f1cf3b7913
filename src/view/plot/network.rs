//! Draws who is named together.
//!
//! In: nodes and edges with their weights. Out: a drawing: size by strength, outline by class, colour by community, width by weight.
//! Never: a line through a name; a name over another name; a large node without its name, while a small one without room shows it
//! under the pointer.

use crate::base::Class;
use crate::network::{Point, layout, radii};
use crate::view::plot::canvas::{Canvas, MARGIN, Style, TOP};
use crate::view::plot::labels::{Label, Stroke, Wish, place};
use crate::view::plot::number::n;
use crate::view::plot::palette::{GREY, OTHER, PAPER, category, on};
use crate::view::plot::shape::Shape;
use crate::view::plot::{Caption, WIDTH, letters};

/// Somebody in the network.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkNode {
    /// The short name that is printed.
    pub name: String,
    /// The full name, shown under the pointer.
    pub label: String,
    /// The class, which gives it its outline.
    pub class: Class,
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
/// So many nodes, the first, are always named.
const NAMED: usize = 15;

/// Draws a network. Nodes come strongest first; `communities` names each community for the legend.
///
/// ```
/// use consort::Class;
/// use consort::view::plot::{Caption, NetworkEdge, NetworkNode, network};
/// let class = Class::Organisation;
/// let node = |name: &str| NetworkNode { name: name.into(), label: name.into(), class, strength: 1.0, community: Some(0) };
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
    let strengths: Vec<f64> = nodes.iter().map(|n| n.strength).collect();
    let radii = radii(&strengths);
    let heaviest = edges.iter().map(|e| e.weight).fold(f64::MIN_POSITIVE, f64::max);
    let springs: Vec<_> = edges.iter().map(|e| (e.a, e.b, e.weight / heaviest)).collect();
    let points = layout(&radii, &springs, area);
    let arcs: Vec<Arc> = edges.iter().map(|e| arc(points[e.a], points[e.b])).collect();
    let widths: Vec<f64> = edges.iter().map(|e| 0.7 + 7.0 * e.weight / heaviest).collect();
    let strokes: Vec<Stroke> = arcs
        .iter()
        .zip(&widths)
        .map(|(arc, weight)| Stroke { points: along(*arc), weight: *weight })
        .collect();
    let labels = labels(nodes, &points, &radii, &strokes);
    let mut canvas = Canvas::new();
    // Light edges first, so that heavy ones lie on top.
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by(|x, y| edges[*x].weight.total_cmp(&edges[*y].weight));
    for i in order {
        draw_edge(&mut canvas, nodes, &edges[i], arcs[i], (widths[i], edges[i].weight / heaviest));
    }
    let named = || labels.iter().enumerate().filter_map(|(i, l)| Some((i, l.as_ref()?)));
    for (i, label) in named().filter(|(_, label)| label.far) {
        canvas.line(points[i], label.nearest(points[i]), GREY, 0.8);
    }
    // Names stand on paper, so no line runs through them.
    for (_, label) in named().filter(|(_, label)| !label.inside) {
        let (x, y, w, h) = label.room;
        canvas.rect((x - 1.5, y), (w + 3.0, h), PAPER, "");
    }
    for (i, node) in nodes.iter().enumerate() {
        let note = format!("{}: strength {}", node.label, n(node.strength));
        canvas.mark(Shape::of(node.class), points[i], radii[i], colour(node), &note);
    }
    for (i, label) in named() {
        write(&mut canvas, &nodes[i], label);
    }
    let bottom = legend(&mut canvas, nodes, communities, TOP + HEIGHT + 24.0);
    canvas.finish(caption, bottom)
}

fn draw_edge(
    canvas: &mut Canvas,
    nodes: &[NetworkNode],
    edge: &NetworkEdge,
    [from, middle, to]: Arc,
    (width, share): (f64, f64),
) {
    let (a, b) = (&nodes[edge.a], &nodes[edge.b]);
    // Two of which the legend names no community need not be of the same.
    let same = a.community.is_some() && a.community == b.community;
    let path = format!(
        "M{} {}Q{} {} {} {}",
        n(from.0),
        n(from.1),
        n(middle.0),
        n(middle.1),
        n(to.0),
        n(to.1)
    );
    canvas.curve(
        &path,
        if same { colour(a) } else { "#7b8794" },
        width,
        if same { 0.28 + 0.4 * share } else { 0.22 + 0.4 * share },
        &format!("{} — {}: {}", a.label, b.label, n(edge.weight)),
    );
}

fn colour(node: &NetworkNode) -> &'static str {
    node.community.map_or(OTHER, category)
}

/// A quadratic curve: where it starts, what bends it, where it ends.
type Arc = [Point; 3];

/// A slightly bent line, so that edges between three nodes in a row do not hide one another.
fn arc(from: Point, to: Point) -> Arc {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let middle = ((from.0 + to.0) / 2.0 - dy * 0.08, (from.1 + to.1) / 2.0 + dx * 0.08);
    [from, middle, to]
}

/// Points along a curve.
fn along([from, middle, to]: Arc) -> Vec<Point> {
    const STEPS: usize = 8;
    let at = |step: usize| {
        let t = step as f64 / STEPS as f64;
        let (u, v, w) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        (u * from.0 + v * middle.0 + w * to.0, u * from.1 + v * middle.1 + w * to.1)
    };
    (0..=STEPS).map(at).collect()
}

fn labels(
    nodes: &[NetworkNode],
    points: &[Point],
    radii: &[f64],
    strokes: &[Stroke],
) -> Vec<Option<Label>> {
    let strongest = nodes.iter().map(|n| n.strength).fold(f64::MIN_POSITIVE, f64::max);
    let wishes: Vec<Wish<'_>> = nodes
        .iter()
        .enumerate()
        .map(|(i, node)| Wish {
            at: points[i],
            radius: radii[i] * Shape::of(node.class).reach(),
            name: &node.name,
            inside: Shape::of(node.class).room(radii[i]),
            size: 11.5 + 7.0 * (node.strength / strongest).sqrt(),
            must: i < NAMED,
        })
        .collect();
    place(&wishes, strokes, (4.0, TOP - 16.0, WIDTH - 8.0, HEIGHT + 32.0))
}

fn write(canvas: &mut Canvas, node: &NetworkNode, label: &Label) {
    for (k, line) in label.lines.iter().enumerate() {
        let at = (label.at.0, label.at.1 + k as f64 * label.size * 1.12);
        let style = Style::new(label.size).anchor(label.anchor);
        let style = if label.inside { style.fill(on(colour(node))) } else { style.halo() };
        canvas.text(at, style, line);
    }
}

/// The classes in a row below the drawing, the communities in rows below that; gives the bottom of the last row.
fn legend(canvas: &mut Canvas, nodes: &[NetworkNode], communities: &[String], top: f64) -> f64 {
    let style = Style::new(12.5).fill(GREY);
    let mut x = MARGIN;
    for class in Class::ALL.into_iter().filter(|c| nodes.iter().any(|n| n.class == *c)) {
        canvas.mark(Shape::of(class), (x + 6.0, top - 4.0), 6.0, GREY, "");
        canvas.text((x + 18.0, top), style, class.name());
        x += 18.0 + letters::width(class.name(), style.size) + 24.0;
    }
    let column = (WIDTH - 2.0 * MARGIN) / 3.0;
    let lines = |name: &String| letters::wrap(name, style.size, column - 30.0, 2);
    let mut y = top + 26.0;
    for (row, names) in communities.chunks(3).enumerate() {
        let mut tallest = 0;
        for (i, name) in names.iter().enumerate() {
            let x = MARGIN + column * i as f64;
            canvas.mark(Shape::Circle, (x + 6.0, y - 4.0), 6.0, category(3 * row + i), "");
            for (k, line) in lines(name).iter().enumerate() {
                canvas.text((x + 18.0, y + 15.0 * k as f64), style, line);
            }
            tallest = tallest.max(lines(name).len());
        }
        y += 7.0 + 15.0 * tallest as f64;
    }
    y - 16.0
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
                class: if i == 2 { Class::Programme } else { Class::Organisation },
                strength: 9.0 / (i + 1) as f64,
                community: Some(i / 2),
            })
            .collect();
        let edges =
            [NetworkEdge { a: 0, b: 1, weight: 4.0 }, NetworkEdge { a: 0, b: 2, weight: 1.0 }];
        let caption = Caption { title: "Ties".into(), ..Caption::default() };
        let svg = network(&caption, &nodes, &edges, &["UNODC, OSCE".into(), "WCO".into()]);
        assert_eq!(svg.matches("<circle").count(), 2 + 1 + 2, "nodes, their class, communities");
        assert_eq!(svg.matches("<polygon").count(), 1 + 1);
        assert_eq!(svg.matches("<path").count(), 2);
        for text in ["UNODC in full: strength 9", "UNODC in full — OSCE in full: 4", ">WCO</text>"]
        {
            assert!(svg.contains(text), "{text} is not in {svg}");
        }
    }

    /// A wheel: every spoke would run through a name at the hub.
    #[test]
    fn no_line_runs_through_a_name_and_the_largest_are_named() {
        let nodes: Vec<NetworkNode> = (0..40)
            .map(|i| NetworkNode {
                name: format!("Agency of number {i}"),
                label: format!("Agency of number {i}"),
                class: Class::ALL[i % 4],
                strength: 80.0 / (i + 1) as f64,
                community: Some(0),
            })
            .collect();
        let edge = |a, b| NetworkEdge { a, b, weight: 3.0 };
        let edges: Vec<NetworkEdge> =
            (1..40).flat_map(|i| [edge(0, i), edge(i, 1 + i % 39)]).collect();
        let svg = network(&Caption::default(), &nodes, &edges, &[]);
        let place = |part: &str| svg.find(part).unwrap_or_else(|| panic!("{part} is not there"));
        let words = svg.split("</text>").filter_map(|piece| piece.rsplit('>').next());
        let words = words.collect::<Vec<_>>().join(" ") + " ";
        for node in &nodes[..NAMED] {
            assert!(words.contains(&format!("{} ", node.name)), "{} is not in {words}", node.name);
        }
        let last_edge = svg.rfind("<path").unwrap();
        let paper = format!("fill=\"{PAPER}\"/>");
        let papers: Vec<usize> = svg.match_indices(&paper).skip(1).map(|(at, _)| at).collect();
        assert!(papers.len() >= NAMED, "{}", papers.len());
        assert!(papers.iter().all(|at| *at > last_edge && *at < place("<circle")), "{svg}");
    }
}
