//! Draws who funds what: money from donors through funds to programmes.
//!
//! In: nodes in three layers and links with their weights. Out: a Sankey diagram. Never: an amount of money; a link is as
//! wide as the stories that state it. Nor two donors who look the same.

use crate::base::sort_by;
use crate::view::plot::canvas::{Anchor, Canvas, MARGIN, Style, TOP};
use crate::view::plot::number::n;
use crate::view::plot::palette::{CATEGORIES, GREY, OTHER, PAPER, category};
use crate::view::plot::{Caption, WIDTH, letters};

/// Where a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Who pays.
    Donor,
    /// What pools and passes on.
    Fund,
    /// What is paid for.
    Receiver,
}

/// A box of the diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowNode {
    /// Its name.
    pub name: String,
    /// Its column.
    pub layer: Layer,
    /// The number printed beside it.
    pub count: u64,
}

/// A ribbon between two boxes, given by their indices.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowLink {
    /// Who pays.
    pub from: usize,
    /// For what.
    pub to: usize,
    /// How wide.
    pub weight: f64,
    /// The number shown under the pointer.
    pub count: u64,
}

const BAR: f64 = 14.0;
const GAP: f64 = 12.0;
/// Pixels of a link of weight 1, where there is room.
const UNIT: f64 = 13.0;
const TALLEST: f64 = 1000.0;

/// Draws a flow. The order of the nodes within a layer is chosen so that few ribbons cross.
///
/// ```
/// use consort::view::plot::{Caption, FlowLink, FlowNode, Layer, flow};
/// let node = |name: &str, layer| FlowNode { name: name.into(), layer, count: 2 };
/// let nodes = [node("Norway", Layer::Donor), node("Ports", Layer::Receiver)];
/// let svg = flow(&Caption::default(), &nodes, &[FlowLink { from: 0, to: 1, weight: 2.0, count: 2 }]);
/// assert!(svg.contains("Norway") && svg.contains("Ports"));
/// ```
#[must_use]
pub fn flow(caption: &Caption, nodes: &[FlowNode], links: &[FlowLink]) -> String {
    let mut canvas = Canvas::new();
    let columns = ordered(nodes, links);
    let weights: Vec<f64> = (0..nodes.len()).map(|i| weight(i, links)).collect();
    let unit = unit(&columns, &weights);
    let tops = tops(&columns, nodes, &weights, unit);
    let paints = paints(&mut canvas, nodes, &weights);
    let name_room = 250.0;
    let xs = [MARGIN + name_room, WIDTH / 2.0 - BAR / 2.0, WIDTH - MARGIN - name_room - BAR];
    ribbons(&mut canvas, nodes, links, (&tops, &paints), unit, xs);
    let mut bottom = TOP;
    for (layer, column) in columns.iter().enumerate() {
        for &i in column {
            let height = weights[i] * unit;
            let count = nodes[i].count.to_string();
            let note = format!("{}: {count}", nodes[i].name);
            canvas.rect((xs[layer], tops[i]), (BAR, height), &paints[i], &note);
            let at = (xs[layer], tops[i] + height / 2.0);
            name(&mut canvas, (&nodes[i].name, &count), layer, at);
            bottom = bottom.max(tops[i] + height);
        }
    }
    canvas.finish(caption, bottom + 12.0)
}

/// Letters of the names.
const SIZE: f64 = 13.0;
/// Names have at most so many lines.
const LINES: usize = 3;
/// Wider names are broken, by layer.
const WIDEST: [f64; 3] = [212.0, 205.0, 212.0];

/// A name with its number beside the bar.
fn name(canvas: &mut Canvas, (name, count): (&str, &str), layer: usize, (x, y): (f64, f64)) {
    let (side, anchor) = match layer {
        0 => (-1.0, Anchor::End),
        _ => (1.0, Anchor::Start),
    };
    let beside = if layer == 0 { x - 8.0 } else { x + BAR + 8.0 };
    let counted = letters::width(count, SIZE) + 8.0;
    let lines = letters::wrap(name, SIZE, WIDEST[layer], LINES);
    let first = y + SIZE * 0.36 - (lines.len() - 1) as f64 * SIZE * 0.56;
    if layer == 1 {
        // Ribbons pass under the names of funds.
        let width = lines.iter().map(|l| letters::width(l, SIZE)).fold(0.0, f64::max);
        let height = SIZE * 1.12 * lines.len() as f64 + 2.0;
        let (left, top) = (beside - 3.0, y - height / 2.0);
        let (right, bottom) = (left + counted + width + 6.0, top + height);
        let [left, top, right, bottom] = [left, top, right, bottom].map(n);
        canvas.area(&format!("M{left} {top}H{right}V{bottom}H{left}Z"), PAPER, 0.82, "");
    }
    let style = Style::new(SIZE).anchor(anchor);
    canvas.text((beside, y + SIZE * 0.36), style.fill(GREY).bold(), count);
    for (k, line) in lines.iter().enumerate() {
        let at = (beside + side * counted, first + k as f64 * SIZE * 1.12);
        canvas.text(at, style.halo(), line);
    }
}

/// A fill for each node. A donor has its own, and its ribbons with it: the first nine a colour, the next nine the same colours in
/// stripes, nine more in a grid; all others, and what passes on or receives, are grey.
fn paints(canvas: &mut Canvas, nodes: &[FlowNode], weights: &[f64]) -> Vec<String> {
    let mut donors: Vec<usize> =
        (0..nodes.len()).filter(|&i| nodes[i].layer == Layer::Donor).collect();
    donors.sort_by(|&a, &b| {
        weights[b].total_cmp(&weights[a]).then_with(|| nodes[a].name.cmp(&nodes[b].name))
    });
    let mut paints: Vec<String> = nodes
        .iter()
        .map(|node| match node.layer {
            Layer::Donor => OTHER.to_owned(),
            Layer::Fund => "#52606d".to_owned(),
            Layer::Receiver => "#7b8794".to_owned(),
        })
        .collect();
    for (rank, donor) in donors.into_iter().enumerate() {
        let colour = category(rank % CATEGORIES);
        paints[donor] = match rank / CATEGORIES {
            0 => colour.to_owned(),
            1 => woven(canvas, rank, colour, r#"<path d="M0 0H8V3.4H0Z""#),
            2 => woven(canvas, rank, colour, r#"<path d="M0 0H8V2.4H2.4V8H0Z""#),
            _ => OTHER.to_owned(),
        };
    }
    paints
}

/// Colour and paper in turn, as something to fill with.
fn woven(canvas: &mut Canvas, rank: usize, colour: &str, threads: &str) -> String {
    let id = format!("consort-donor-{rank}");
    canvas.define(&format!(
        "<pattern id=\"{id}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" fill=\"{PAPER}\"/>{threads} fill=\"{colour}\"/></pattern>"
    ));
    format!("url(#{id})")
}

/// What passes through a node: the larger of what comes in and what goes out.
fn weight(i: usize, links: &[FlowLink]) -> f64 {
    let incoming: f64 = links.iter().filter(|l| l.to == i).map(|l| l.weight).sum();
    let outgoing: f64 = links.iter().filter(|l| l.from == i).map(|l| l.weight).sum();
    incoming.max(outgoing)
}

/// The nodes of each layer in drawing order: heaviest first, then each layer by the mean place of its neighbours
/// (the barycentre heuristic of Sugiyama et al., 1981).
fn ordered(nodes: &[FlowNode], links: &[FlowLink]) -> [Vec<usize>; 3] {
    let layers = [Layer::Donor, Layer::Fund, Layer::Receiver];
    let mut columns = layers.map(|layer| {
        let mut column: Vec<usize> =
            (0..nodes.len()).filter(|&i| nodes[i].layer == layer).collect();
        sort_by(&mut column, |&a, &b| {
            weight(b, links)
                .total_cmp(&weight(a, links))
                .then_with(|| nodes[a].name.cmp(&nodes[b].name))
        });
        column
    });
    for round in 0..8 {
        let layer = [2, 1, 2, 0][round % 4];
        let place = places(&columns, nodes.len());
        let mean = |i: usize| {
            let near = links.iter().filter_map(|l| match i {
                _ if l.to == i => Some((place[l.from], l.weight)),
                _ if l.from == i => Some((place[l.to], l.weight)),
                _ => None,
            });
            let (sum, weight) =
                near.fold((0.0, 0.0), |(s, w), (p, weight)| (s + p * weight, w + weight));
            if weight > 0.0 { sum / weight } else { place[i] }
        };
        sort_by(&mut columns[layer], |&a, &b| mean(a).total_cmp(&mean(b)).then(a.cmp(&b)));
    }
    columns
}

/// The place of every node in its column, from 0 to 1.
fn places(columns: &[Vec<usize>; 3], n: usize) -> Vec<f64> {
    let mut place = vec![0.0; n];
    for column in columns {
        for (k, &i) in column.iter().enumerate() {
            place[i] = (k as f64 + 0.5) / column.len() as f64;
        }
    }
    place
}

/// Pixels of weight 1: as many as make the tallest column fit.
fn unit(columns: &[Vec<usize>; 3], weights: &[f64]) -> f64 {
    columns
        .iter()
        .filter(|c| !c.is_empty())
        .map(|column| {
            let sum: f64 = column.iter().map(|&i| weights[i]).sum();
            (TALLEST - GAP * column.len() as f64) / sum.max(1.0)
        })
        .fold(UNIT, f64::min)
        .max(1.5)
}

/// The top of every node; columns are centred on the tallest.
fn tops(columns: &[Vec<usize>; 3], nodes: &[FlowNode], weights: &[f64], unit: f64) -> Vec<f64> {
    // A thin box still needs the height of its name, which may have several lines.
    let lines = |i: usize| {
        letters::wrap(&nodes[i].name, SIZE, WIDEST[nodes[i].layer as usize], LINES).len() as f64
    };
    let gap = |i: usize| GAP + (SIZE * 1.25 * lines(i) - weights[i] * unit).max(0.0);
    let height =
        |column: &Vec<usize>| column.iter().map(|&i| weights[i] * unit + gap(i)).sum::<f64>();
    let tallest = columns.iter().map(height).fold(0.0, f64::max);
    let mut tops = vec![TOP; weights.len()];
    for column in columns {
        let mut y = TOP + (tallest - height(column)) / 2.0;
        for &i in column {
            tops[i] = y + gap(i) / 2.0;
            y += weights[i] * unit + gap(i);
        }
    }
    tops
}

fn ribbons(
    canvas: &mut Canvas,
    nodes: &[FlowNode],
    links: &[FlowLink],
    (tops, paints): (&[f64], &[String]),
    unit: f64,
    xs: [f64; 3],
) {
    let mut order: Vec<&FlowLink> = links.iter().collect();
    sort_by(&mut order, |a, b| {
        (tops[a.from], tops[a.to])
            .partial_cmp(&(tops[b.from], tops[b.to]))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut leaves = tops.to_vec();
    let mut enters = tops.to_vec();
    for link in order {
        let width = link.weight * unit;
        let (x0, x1) =
            (xs[nodes[link.from].layer as usize] + BAR, xs[nodes[link.to].layer as usize]);
        let (y0, y1) = (leaves[link.from], enters[link.to]);
        leaves[link.from] += width;
        enters[link.to] += width;
        let middle = (x0 + x1) / 2.0;
        let [x0, x1, middle, y0, y1, z0, z1] =
            [x0, x1, middle, y0, y1, y0 + width, y1 + width].map(n);
        let path = format!(
            "M{x0} {y0}C{middle} {y0} {middle} {y1} {x1} {y1}L{x1} {z1}C{middle} {z1} {middle} {z0} {x0} {z0}Z"
        );
        let note = format!("{} → {}: {}", nodes[link.from].name, nodes[link.to].name, link.count);
        canvas.area(&path, &paints[link.from], 0.38, &note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, layer: Layer) -> FlowNode {
        FlowNode { name: name.to_owned(), layer, count: 0 }
    }

    #[test]
    fn ribbons_fill_their_boxes_and_do_not_cross_needlessly() {
        let nodes = [
            node("Germany", Layer::Donor),
            node("Norway", Layer::Donor),
            node("Trust Fund", Layer::Fund),
            node("HALT", Layer::Receiver),
            node("CCP", Layer::Receiver),
        ];
        let link = |from, to, weight| FlowLink { from, to, weight, count: 9 };
        let links = [link(0, 2, 2.0), link(1, 4, 3.0), link(0, 3, 1.0), link(2, 3, 2.0)];
        let columns = ordered(&nodes, &links);
        let place = |i: usize| columns.iter().find_map(|c| c.iter().position(|k| *k == i)).unwrap();
        assert_eq!(place(0) < place(1), place(3) < place(4), "{columns:?}");
        assert_eq!(weight(3, &links), 3.0);
        assert_eq!(weight(2, &links), 2.0);
        let svg = flow(&Caption::default(), &nodes, &links);
        assert_eq!(svg.matches(" → ").count(), 4);
        assert!(svg.contains("Germany → Trust Fund: 9"), "{svg}");
        assert!(flow(&Caption::default(), &[], &[]).starts_with("<svg"));
    }

    #[test]
    fn no_two_donors_look_the_same_and_every_node_has_its_number() {
        let donor =
            |i: u64| FlowNode { count: 100 + i, ..node(&format!("Donor {i}"), Layer::Donor) };
        let mut nodes: Vec<FlowNode> = (0..25).map(donor).collect();
        nodes.push(FlowNode { count: 1234, ..node("Ports", Layer::Receiver) });
        let links: Vec<FlowLink> = (0..25)
            .map(|from| FlowLink { from, to: 25, weight: (from + 1) as f64, count: 1 })
            .collect();
        let weights: Vec<f64> = (0..26).map(|i| weight(i, &links)).collect();
        let mut fills = paints(&mut Canvas::new(), &nodes, &weights);
        assert_eq!(fills[24], category(0), "the largest has a whole colour");
        fills.truncate(25);
        fills.sort();
        fills.dedup();
        assert_eq!(fills.len(), 25, "{fills:?}");
        let svg = flow(&Caption::default(), &nodes, &links);
        for (number, donor) in [("124", "Donor 24"), ("100", "Donor 0"), ("1234", "Ports")] {
            let at = svg.find(&format!(">{donor}</text>")).unwrap();
            assert!(svg[..at].contains(&format!(">{number}</text>")), "{donor}: {svg}");
        }
        assert_eq!(svg.matches("<pattern").count(), 16, "{svg}");
        let used = svg.matches("fill=\"url(#consort-donor-").count();
        assert_eq!(used, 32, "a bar and a ribbon each: {svg}");
    }
}
