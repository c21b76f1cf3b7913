//! Places names beside the nodes they belong to.
//!
//! In: circles and names, most important first. Out: where each name stands, or that there is no room. Never: a name on
//! another name or on another node.

use crate::view::plot::canvas::Anchor;
use crate::view::plot::layout::{Box4, Point};
use crate::view::plot::letters;

/// A name in its place: its lines, the size of its letters, where the first line stands and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub lines: Vec<String>,
    pub size: f64,
    pub at: Point,
    pub anchor: Anchor,
}

/// What is to be named: a circle, its name, and the size its letters would like.
pub(super) struct Wish<'a> {
    pub at: Point,
    pub radius: f64,
    pub name: &'a str,
    pub size: f64,
}

/// Wider names are broken into so many lines; where there is no room for that, narrower ones into more.
const SHAPES: [(f64, usize); 2] = [(165.0, 2), (105.0, 4)];
/// Names keep so far from each other.
const APART: f64 = 1.5;
/// Smaller letters cannot be read.
const SMALLEST: f64 = 10.5;

/// A place for each name, `None` where every place is taken. The first come first.
pub(super) fn place(wishes: &[Wish<'_>], area: Box4) -> Vec<Option<Label>> {
    let mut taken: Vec<Box4> = Vec::new();
    let nodes: Vec<Box4> = wishes
        .iter()
        .map(|w| (w.at.0 - w.radius, w.at.1 - w.radius, 2.0 * w.radius, 2.0 * w.radius))
        .collect();
    wishes
        .iter()
        .enumerate()
        .map(|(i, wish)| {
            let sizes = [wish.size, (wish.size + SMALLEST) / 2.0, SMALLEST];
            let sizes = sizes.iter().filter(|s| **s >= SMALLEST);
            let tries = sizes.flat_map(|&size| SHAPES.map(|shape| (size, shape)));
            let (label, room) = tries.into_iter().find_map(|(size, (widest, most))| {
                let lines = letters::wrap(wish.name, size, widest, most);
                candidates(wish, &lines, size).into_iter().find(|(_, room)| {
                    within(*room, area)
                        && !taken.iter().any(|other| overlap(wider(*room), *other))
                        && !nodes.iter().enumerate().any(|(j, n)| j != i && overlap(*room, *n))
                })
            })?;
            taken.push(room);
            Some(label)
        })
        .collect()
}

/// The places around a circle in order of taste: inside if it is large enough, right, left, below, above, then the corners.
fn candidates(wish: &Wish<'_>, lines: &[String], size: f64) -> Vec<(Label, Box4)> {
    let leading = size * 1.12;
    let height = leading * lines.len() as f64;
    let width = lines.iter().map(|l| letters::width(l, size)).fold(0.0, f64::max);
    let (x, y) = wish.at;
    let gap = wish.radius + 4.0;
    let slant = wish.radius * 0.72 + 3.0;
    let mut places = vec![
        (x + gap, y - height / 2.0, Anchor::Start),
        (x - gap, y - height / 2.0, Anchor::End),
        (x, y + gap - 1.0, Anchor::Middle),
        (x, y - gap - height + 1.0, Anchor::Middle),
    ];
    for (sx, anchor) in [(1.0, Anchor::Start), (-1.0, Anchor::End)] {
        places.push((x + sx * slant, y + slant - 2.0, anchor));
        places.push((x + sx * slant, y - slant - height + 2.0, anchor));
    }
    if width < wish.radius * 1.8 && height < wish.radius * 1.2 {
        places.insert(0, (x, y - height / 2.0, Anchor::Middle));
    }
    places
        .into_iter()
        .map(|(px, top, anchor)| {
            let left = match anchor {
                Anchor::Start => px,
                Anchor::Middle => px - width / 2.0,
                Anchor::End => px - width,
            };
            let at = (px, top + size * 0.88);
            (Label { lines: lines.to_vec(), size, at, anchor }, (left, top, width, height))
        })
        .collect()
}

fn wider(room: Box4) -> Box4 {
    (room.0 - APART, room.1 - APART, room.2 + 2.0 * APART, room.3 + 2.0 * APART)
}

fn overlap(a: Box4, b: Box4) -> bool {
    a.0 < b.0 + b.2 && b.0 < a.0 + a.2 && a.1 < b.1 + b.3 && b.1 < a.1 + a.3
}

fn within(inner: Box4, outer: Box4) -> bool {
    inner.0 >= outer.0
        && inner.1 >= outer.1
        && inner.0 + inner.2 <= outer.0 + outer.2
        && inner.1 + inner.3 <= outer.1 + outer.3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_collide() {
        let wishes: Vec<Wish<'_>> = (0..30)
            .map(|i| Wish {
                at: (100.0 + f64::from(i % 6) * 60.0, 100.0 + f64::from(i / 6) * 40.0),
                radius: 8.0,
                name: "Indirect Taxation Authority",
                size: 13.0,
            })
            .collect();
        let area = (0.0, 0.0, 600.0, 400.0);
        let labels = place(&wishes, area);
        let rooms: Vec<Box4> = labels
            .iter()
            .zip(&wishes)
            .filter_map(|(label, wish)| {
                let label = label.as_ref()?;
                let all = candidates(wish, &label.lines, label.size);
                all.into_iter().find(|(l, _)| l == label).map(|(_, room)| room)
            })
            .collect();
        assert!(rooms.len() > 5, "{}", rooms.len());
        assert!(rooms.len() < 30, "there is no room for all");
        for (i, a) in rooms.iter().enumerate() {
            assert!(within(*a, area));
            assert!(rooms[..i].iter().all(|b| !overlap(*a, *b)));
        }
    }
}
