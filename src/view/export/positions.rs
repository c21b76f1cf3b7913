//! Where each node stands on a plane: the layout that pictures have.
//!
//! In: a network. Out: the same with the columns x and y. Never: chance; a place of a part of the nodes alone.

use crate::network::{layout, radii};
use crate::view::export::node_link::{Column, NodeLink, decimal};
use crate::view::table::Cell;

/// So many nodes are placed without being asked for it: the time grows with the square of their number.
pub const PLACED: usize = 1000;

/// Where a node stands: to the right and upwards of the middle, in pixels of the picture.
pub const POSITION: [Column; 2] = [decimal("x"), decimal("y")];

/// The plane on which so many nodes have room; it grows with more.
const ROOM: (f64, f64, f64) = (1128.0, 860.0, 70.0);

impl NodeLink {
    /// The same with a place for each node: networks of up to `most` nodes alone.
    ///
    /// # Complexity
    /// Time: that of [`layout`], 600 rounds of *n²*.
    ///
    /// ```
    /// # use consort::merge::cooccur::{CooccurOptions, count};
    /// # use consort::view::export::{PLACED, nodes, ties};
    /// # use consort::dictionary::{builtin_files, compile, read};
    /// # use consort::documents::{Format, ReadOptions, parse};
    /// # use consort::pipeline::read_story;
    /// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
    /// # let text = "3 March 2020, Vienna, Austria: The OSCE and WHO met. UNODC left.";
    /// # let documents = parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
    /// # let stories: Vec<_> = documents.into_iter().map(|document| read_story(document, &lexicon, &Default::default())).collect();
    /// let options = CooccurOptions::default();
    /// let network = ties(&count(&stories, &options), nodes(&stories, &options));
    /// let placed = network.placed(PLACED);
    /// assert_eq!(placed.node_columns.iter().rev().map(|column| column.name).take(2).collect::<Vec<_>>(), ["y", "x"]);
    /// # Ok::<_, consort::dictionary::VocabError>(())
    /// ```
    #[must_use]
    pub fn placed(mut self, most: usize) -> Self {
        if self.nodes.len() > most {
            return self;
        }
        let places = places(&self);
        for (node, (x, y)) in self.nodes.iter_mut().zip(places) {
            node.values.extend([x, y].map(Cell::decimal));
        }
        self.node_columns.extend(POSITION);
        self
    }

    /// Where each node stands, in the order of the nodes; nothing where that was not asked for.
    pub(super) fn positions(&self) -> Option<Vec<(f64, f64)>> {
        let columns = POSITION.map(|column| self.node_columns.iter().position(|c| *c == column));
        let [Some(x), Some(y)] = columns else { return None };
        let number =
            |cell: Option<&Cell>| cell.and_then(|c| c.as_str().parse().ok()).unwrap_or(0.0);
        let place = |values: &[Cell]| (number(values.get(x)), number(values.get(y)));
        Some(self.nodes.iter().map(|node| place(&node.values)).collect())
    }
}

fn places(network: &NodeLink) -> Vec<(f64, f64)> {
    let n = network.nodes.len();
    let mut strengths = vec![0.0; n];
    for edge in &network.edges {
        strengths[edge.source] += edge.weight as f64;
        strengths[edge.target] += edge.weight as f64;
    }
    // As in a picture: the strongest first, the first in the middle. The sort is stable, so equals stay in the order of ids.
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| strengths[*b].total_cmp(&strengths[*a]));
    let mut rank = vec![0; n];
    order.iter().enumerate().for_each(|(place, node)| rank[*node] = place);
    let heaviest = network.edges.iter().map(|e| e.weight).max().unwrap_or(1).max(1) as f64;
    let springs: Vec<(usize, usize, f64)> = network
        .edges
        .iter()
        .filter(|edge| edge.source != edge.target)
        .map(|edge| (rank[edge.source], rank[edge.target], edge.weight as f64 / heaviest))
        .collect();
    let sorted: Vec<f64> = order.iter().map(|node| strengths[*node]).collect();
    let (width, height, room_for) = ROOM;
    let factor = (n as f64 / room_for).sqrt().max(1.0);
    let (width, height) = (width * factor, height * factor);
    let area = (-width / 2.0, -height / 2.0, width, height);
    let found = layout(&radii(&sorted), &springs, area);
    // Pictures count downwards; Gephi, networkx, Graphviz and VOSviewer count upwards.
    rank.into_iter().map(|place| (found[place].0, -found[place].1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::merge::cooccur::{CooccurOptions, count};
    use crate::view::export::{Format, nodes, ties};

    fn network() -> NodeLink {
        let stories = [story(Sample::new("one").paragraph(&[
            "[a] met [b].",
            "[a] wrote to [c].",
            "[d] and [e] too.",
            "[f] did not.",
        ]))];
        let options = CooccurOptions::default();
        ties(&count(&stories, &options), nodes(&stories, &options))
    }

    #[test]
    fn every_node_has_a_place_of_its_own_and_keeps_it() {
        let placed = network().placed(PLACED);
        let places = placed.positions().unwrap();
        assert_eq!(places.len(), 6);
        for (i, a) in places.iter().enumerate() {
            assert!(a.0.abs() <= 564.0 && a.1.abs() <= 430.0, "{a:?}");
            assert!(places[..i].iter().all(|b| (a.0 - b.0).hypot(a.1 - b.1) > 10.0), "{places:?}");
        }
        assert_eq!(placed, network().placed(PLACED));
        assert!(network().positions().is_none());
        assert_eq!(network().placed(5), network(), "more than five are not placed");
    }

    #[test]
    fn formats_keep_places_where_their_readers_look_for_them() {
        let network = network().placed(PLACED);
        let (x, y) = network.positions().unwrap()[0];
        let write = |format: Format| {
            let mut out = Vec::new();
            format.files()[0].write(&network, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let gexf = write(Format::Gexf);
        assert_eq!(gexf.matches("<viz:position ").count(), 6, "{gexf}");
        assert!(!gexf.contains("for=\"x\""), "said twice: {gexf}");
        for (format, part) in [
            (Format::Gexf, format!("<viz:position x=\"{x:.4}\" y=\"{y:.4}\" z=\"0\"/>")),
            (Format::Graphml, format!("<data key=\"n_x\">{x:.4}</data>")),
            (Format::Json, format!("\"x\":{x:.4}").trim_end_matches('0').to_owned()),
            (Format::Dot, format!("pos=\"{x:.4},{y:.4}\"")),
            (Format::Csv, format!(",{x:.4},{y:.4}")),
            (Format::Vosviewer, format!("\t{x:.4}\t{y:.4}\t")),
        ] {
            let text = write(format);
            assert!(text.contains(&part), "{part} is not in {format}: {text}");
        }
        let pajek = write(Format::Pajek);
        let shares = pajek.lines().skip(1).take(6).flat_map(|line| line.split(' ').skip(2).take(2));
        let shares: Vec<f64> = shares.map(|share| share.parse().unwrap()).collect();
        assert_eq!(shares.len(), 12, "{pajek}");
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{pajek}");
    }
}
