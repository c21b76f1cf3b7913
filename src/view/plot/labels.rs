//! Places names beside the nodes they belong to.
//!
//! In: circles and names, most important first, and the lines between them. Out: where each name stands, or that there is no room.
//! Never: a name on another name or on another node where there is room elsewhere; one of the first left out.

use crate::network::{Area, Point};
use crate::view::plot::canvas::Anchor;
use crate::view::plot::letters;

/// A name in its place: its lines, the size of its letters, where the first line stands and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub lines: Vec<String>,
    pub size: f64,
    pub at: Point,
    pub anchor: Anchor,
    /// The room that it takes.
    pub room: Area,
    /// Whether it stands inside its node.
    pub inside: bool,
    /// Whether it stands so far off that a line must lead to it.
    pub far: bool,
}

impl Label {
    /// The point of its room that is nearest to another.
    pub(super) fn nearest(&self, to: Point) -> Point {
        let (x, y, w, h) = self.room;
        (to.0.clamp(x, x + w), to.1.clamp(y, y + h))
    }
}

/// What is to be named: a circle, its name, and the size its letters would like.
pub(super) struct Wish<'a> {
    pub at: Point,
    pub radius: f64,
    pub name: &'a str,
    pub size: f64,
    /// Width and height of the words that it has room for inside.
    pub inside: (f64, f64),
    /// Whether it is named even where every place is taken.
    pub must: bool,
}

/// A line that names should leave free: its points, and how heavy it is.
pub(super) struct Stroke {
    pub points: Vec<Point>,
    pub weight: f64,
}

/// Wider names are broken into so many lines; where there is no room for that, narrower ones into more.
const SHAPES: [(f64, usize); 3] = [(165.0, 2), (165.0, 3), (105.0, 4)];
/// Names keep so far from each other.
const APART: f64 = 1.5;
/// Smaller letters cannot be read.
const SMALLEST: f64 = 10.5;

/// A place for each name, `None` where every place is taken. The first come first.
pub(super) fn place(wishes: &[Wish<'_>], strokes: &[Stroke], area: Area) -> Vec<Option<Label>> {
    let nodes: Vec<Area> = wishes
        .iter()
        .map(|w| (w.at.0 - w.radius, w.at.1 - w.radius, 2.0 * w.radius, 2.0 * w.radius))
        .collect();
    let mut taken: Vec<Area> = Vec::new();
    wishes
        .iter()
        .enumerate()
        .map(|(i, wish)| {
            let is_free = |room: Area| {
                within(room, area)
                    && !taken.iter().any(|other| overlap(wider(room), *other))
                    && !nodes.iter().enumerate().any(|(j, n)| j != i && overlap(room, *n))
            };
            let leads = |to: Point| !taken.iter().any(|other| meets(wish.at, to, *other));
            let may_lead = |label: &Label| is_free(label.room) && leads(label.nearest(wish.at));
            // Over its own node a name may touch others, but hide little of them.
            let touches_little = |room: Area| {
                let others = nodes.iter().enumerate().filter(|(j, _)| *j != i);
                within(room, area)
                    && !taken.iter().any(|other| overlap(wider(room), *other))
                    && others.map(|(_, n)| shared(room, *n)).sum::<f64>() < 0.2 * room.2 * room.3
            };
            let label = near(wish, strokes, &is_free)
                .or_else(|| wish.must.then(|| over(wish, &touches_little)).flatten())
                .or_else(|| far(wish, &may_lead))
                .or_else(|| {
                    wish.must.then(|| least_hidden(wish, &taken, &nodes, area)).flatten()
                })?;
            taken.push(label.room);
            Some(label)
        })
        .collect()
}

/// The place beside the node, in the largest letters that find room, that hides the least of the lines.
fn near(wish: &Wish<'_>, strokes: &[Stroke], is_free: &dyn Fn(Area) -> bool) -> Option<Label> {
    let sizes = [wish.size, (wish.size + SMALLEST) / 2.0, SMALLEST];
    sizes.into_iter().filter(|size| *size >= SMALLEST).find_map(|size| {
        broken(wish.name, size).into_iter().find_map(|lines| {
            let free = candidates(wish, &lines, size).into_iter().filter(|l| is_free(l.room));
            // Of equally good places the first is taken: they stand in order of taste.
            free.enumerate()
                .map(|(taste, label)| (hidden(&label, strokes) + 0.4 * taste as f64, label))
                .min_by(|x, y| x.0.total_cmp(&y.0))
                .map(|(_, label)| label)
        })
    })
}

/// The ways to break a name, whole ones before those that are cut.
fn broken(name: &str, size: f64) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> =
        SHAPES.iter().map(|(widest, most)| letters::wrap(name, size, *widest, *most)).collect();
    ways.dedup();
    ways.sort_by_key(|lines| lines.iter().any(|line| line.ends_with('…')));
    ways
}

/// How much of the lines lies under a name.
fn hidden(label: &Label, strokes: &[Stroke]) -> f64 {
    if label.inside {
        return 0.0;
    }
    let crosses =
        |stroke: &&Stroke| stroke.points.windows(2).any(|ends| meets(ends[0], ends[1], label.room));
    strokes.iter().filter(crosses).map(|stroke| stroke.weight).sum()
}

/// Across the middle of its own node.
fn over(wish: &Wish<'_>, is_free: &dyn Fn(Area) -> bool) -> Option<Label> {
    let sizes = [wish.size, (wish.size + SMALLEST) / 2.0, SMALLEST];
    sizes.into_iter().filter(|size| *size >= SMALLEST).find_map(|size| {
        let set_in = |lines: Vec<String>| {
            let top = wish.at.1 - size * 0.56 * lines.len() as f64;
            set(&lines, size, (wish.at.0, top), Anchor::Middle)
        };
        broken(wish.name, size).into_iter().map(set_in).find(|label| is_free(label.room))
    })
}

/// The nearest free place in rings around the node, with a line that leads to it through no name.
fn far(wish: &Wish<'_>, is_free: &dyn Fn(&Label) -> bool) -> Option<Label> {
    const RINGS: usize = 16;
    const ANGLES: usize = 24;
    let lines = broken(wish.name, SMALLEST).into_iter().next()?;
    // Small nodes go without a name rather than send the reader far off.
    let rings = if wish.must { RINGS } else { RINGS / 2 };
    (1..=rings).flat_map(|ring| (0..ANGLES).map(move |angle| (ring, angle))).find_map(
        |(ring, angle)| {
            let angle = 2.0 * std::f64::consts::PI * angle as f64 / ANGLES as f64;
            let distance = wish.radius + 14.0 * ring as f64;
            let at = (wish.at.0 + distance * angle.cos(), wish.at.1 + distance * angle.sin());
            let anchor = match angle.cos() {
                x if x > 0.3 => Anchor::Start,
                x if x < -0.3 => Anchor::End,
                _ => Anchor::Middle,
            };
            let top = at.1 - SMALLEST * 1.12 * lines.len() as f64 * (0.5 - 0.5 * angle.sin());
            let label = Label { far: true, ..set(&lines, SMALLEST, (at.0, top), anchor) };
            is_free(&label).then_some(label)
        },
    )
}

/// Where every place is taken: the one that hides the least of other names and nodes.
fn least_hidden(wish: &Wish<'_>, taken: &[Area], nodes: &[Area], area: Area) -> Option<Label> {
    let lines = broken(wish.name, SMALLEST).into_iter().next()?;
    let cost = |label: &Label| -> f64 {
        let others = taken.iter().map(|other| 4.0 * shared(label.room, *other));
        let nodes = nodes.iter().map(|node| shared(label.room, *node));
        let outside = label.room.2 * label.room.3 - shared(label.room, area);
        others.chain(nodes).sum::<f64>() + 9.0 * outside
    };
    candidates(wish, &lines, SMALLEST).into_iter().min_by(|x, y| cost(x).total_cmp(&cost(y)))
}

/// The places around a circle in order of taste: inside if it is large enough, right, left, below, above, then the corners.
fn candidates(wish: &Wish<'_>, lines: &[String], size: f64) -> Vec<Label> {
    let height = size * 1.12 * lines.len() as f64;
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
    let mut labels: Vec<Label> =
        places.into_iter().map(|(px, top, anchor)| set(lines, size, (px, top), anchor)).collect();
    if width < wish.inside.0 && height < wish.inside.1 {
        let inside = set(lines, size, (x, y - height / 2.0), Anchor::Middle);
        labels.insert(0, Label { inside: true, ..inside });
    }
    labels
}

/// Lines set from a place of their top.
fn set(lines: &[String], size: f64, (x, top): Point, anchor: Anchor) -> Label {
    let height = size * 1.12 * lines.len() as f64;
    let width = lines.iter().map(|l| letters::width(l, size)).fold(0.0, f64::max);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    let (at, room) = ((x, top + size * 0.88), (left, top, width, height));
    Label { lines: lines.to_vec(), size, at, anchor, room, inside: false, far: false }
}

fn wider(room: Area) -> Area {
    (room.0 - APART, room.1 - APART, room.2 + 2.0 * APART, room.3 + 2.0 * APART)
}

fn overlap(a: Area, b: Area) -> bool {
    shared(a, b) > 0.0
}

/// The area that two rectangles share.
fn shared(a: Area, b: Area) -> f64 {
    let width = (a.0 + a.2).min(b.0 + b.2) - a.0.max(b.0);
    let height = (a.1 + a.3).min(b.1 + b.3) - a.1.max(b.1);
    width.max(0.0) * height.max(0.0)
}

fn within(inner: Area, outer: Area) -> bool {
    inner.0 >= outer.0
        && inner.1 >= outer.1
        && inner.0 + inner.2 <= outer.0 + outer.2
        && inner.1 + inner.3 <= outer.1 + outer.3
}

/// Whether the line between two points meets a rectangle (Liang and Barsky 1984).
pub(super) fn meets(from: Point, to: Point, (left, top, width, height): Area) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let sides = [
        (-dx, from.0 - left),
        (dx, left + width - from.0),
        (-dy, from.1 - top),
        (dy, top + height - from.1),
    ];
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (slope, room) in sides {
        if slope == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if slope < 0.0 {
            enters = enters.max(room / slope);
        } else {
            leaves = leaves.min(room / slope);
        }
    }
    enters <= leaves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(step: (f64, f64), must: usize) -> Vec<Wish<'static>> {
        (0..30)
            .map(|i| Wish {
                at: (100.0 + (i % 6) as f64 * step.0, 100.0 + (i / 6) as f64 * step.1),
                radius: 8.0,
                name: "Indirect Taxation Authority",
                size: 13.0,
                inside: (0.0, 0.0),
                must: i < must,
            })
            .collect()
    }

    #[test]
    fn no_two_names_collide() {
        let area = (0.0, 0.0, 420.0, 270.0);
        let labels = place(&wishes((45.0, 28.0), 0), &[], area);
        let rooms: Vec<Area> = labels.iter().flatten().map(|label| label.room).collect();
        assert!(rooms.len() > 5, "{}", rooms.len());
        assert!(rooms.len() < 30, "there is no room for all");
        for (i, a) in rooms.iter().enumerate() {
            assert!(within(*a, area));
            assert!(rooms[..i].iter().all(|b| !overlap(*a, *b)));
        }
        let wishes = wishes((45.0, 28.0), 0);
        let placed =
            wishes.iter().zip(&labels).filter_map(|(w, label)| Some((w.at, label.as_ref()?)));
        let mut before: Vec<Area> = Vec::new();
        for (at, label) in placed {
            let leads_clear = before.iter().all(|room| !meets(at, label.nearest(at), *room));
            assert!(!label.far || leads_clear, "a line to {label:?} runs through a name");
            before.push(label.room);
        }
        assert!(labels.iter().flatten().any(|label| label.far), "nothing is far");
    }

    #[test]
    fn the_first_are_named_however_crowded_it_is() {
        for step in [(60.0, 40.0), (18.0, 18.0), (0.5, 0.5)] {
            let labels = place(&wishes(step, 12), &[], (0.0, 0.0, 600.0, 400.0));
            assert!(labels.iter().take(12).all(Option::is_some), "{step:?}");
        }
        let tiny = place(&wishes((60.0, 40.0), 12), &[], (0.0, 0.0, 10.0, 10.0));
        assert_eq!(tiny.iter().flatten().count(), 12);
    }

    #[test]
    fn names_leave_lines_free_where_they_can() {
        let wish = [Wish {
            at: (200.0, 200.0),
            radius: 8.0,
            name: "OSCE",
            size: 13.0,
            inside: (0.0, 0.0),
            must: true,
        }];
        let area = (0.0, 0.0, 400.0, 400.0);
        let side = |strokes: &[Stroke]| place(&wish, strokes, area)[0].as_ref().unwrap().anchor;
        assert_eq!(side(&[]), Anchor::Start);
        let line = Stroke { points: vec![(200.0, 200.0), (400.0, 200.0)], weight: 5.0 };
        assert_eq!(side(&[line]), Anchor::End);
    }

    #[test]
    fn a_line_meets_a_rectangle_that_it_passes_through() {
        let room = (10.0, 10.0, 20.0, 10.0);
        for (from, to, met) in [
            ((0.0, 15.0), (50.0, 15.0), true),
            ((15.0, 0.0), (15.0, 50.0), true),
            ((12.0, 12.0), (14.0, 14.0), true),
            ((0.0, 0.0), (50.0, 5.0), false),
            ((0.0, 15.0), (9.0, 15.0), false),
            ((0.0, 30.0), (20.0, 0.0), true),
            ((0.0, 22.0), (12.0, 0.0), false),
            ((31.0, 0.0), (31.0, 50.0), false),
        ] {
            assert_eq!(meets(from, to, room), met, "{from:?} {to:?}");
        }
    }
}
