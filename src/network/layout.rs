//! Places the nodes of a network on a plane.
//!
//! In: circles for the nodes, weighted edges, a box. Out: a place for each node. Never: chance: the nodes start on a spiral in
//! their order, so the same network is always placed the same.

use crate::base::sort_by;
/// A place: to the right, then down from the top of the box, in its units.
pub type Point = (f64, f64);

/// A rectangle: left, top, width, height.
pub type Area = (f64, f64, f64, f64);

const ROUNDS: usize = 600;
/// How strongly everything is drawn to the middle, so that parts without a tie do not drift away.
const GRAVITY: f64 = 0.06;

/// Radii of circles whose areas grow with the strengths of the nodes: 5 of one without a link, 32 of the strongest.
#[must_use]
pub fn radii(strengths: &[f64]) -> Vec<f64> {
    let strongest = strengths.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    strengths.iter().map(|strength| 5.0 + 27.0 * (strength / strongest).sqrt()).collect()
}

/// Places of nodes with these radii inside a box, no two circles overlapping where there is room.
///
/// Force-directed placement after Fruchterman and Reingold (1991), *Graph drawing by force-directed placement*, with
/// attraction that grows with the root of the weight, and gravity. Edges are (node, node, weight from 0 to 1). The first
/// nodes start in the middle: they should be the strongest.
///
/// # Complexity
/// Time: 600 rounds of *n²*.
///
/// ```
/// use consort::network::{layout, radii};
/// let places = layout(&radii(&[2.0, 1.0, 1.0]), &[(0, 1, 1.0), (0, 2, 0.5)], (0.0, 0.0, 400.0, 300.0));
/// assert!(places.iter().all(|(x, y)| (5.0..395.0).contains(x) && (5.0..295.0).contains(y)));
/// ```
#[must_use]
pub fn layout(radii: &[f64], edges: &[(usize, usize, f64)], area: Area) -> Vec<Point> {
    let n = radii.len();
    let mut points = spiral(n);
    let k = 1.0 / (n.max(1) as f64).sqrt();
    for round in 0..ROUNDS {
        let heat = 0.12 * (1.0 - round as f64 / ROUNDS as f64).powf(1.5) + 0.0005;
        let forces = forces(&points, edges, k);
        for (point, force) in points.iter_mut().zip(forces) {
            let length = force.0.hypot(force.1).max(1e-9);
            let step = length.min(heat) / length;
            point.0 += force.0 * step;
            point.1 += force.1 * step;
        }
    }
    let mut points = fill(&points, radii, area);
    for _ in 0..300 {
        if !push_apart(&mut points, radii, area) {
            break;
        }
    }
    points
}

/// A sunflower: evenly filled, and no two points in one place.
fn spiral(n: usize) -> Vec<Point> {
    let golden = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    (0..n)
        .map(|i| {
            let r = ((i as f64 + 0.5) / n as f64).sqrt() * 0.5;
            let angle = i as f64 * golden;
            (r * angle.cos(), r * angle.sin())
        })
        .collect()
}

fn forces(points: &[Point], edges: &[(usize, usize, f64)], k: f64) -> Vec<Point> {
    let mut forces: Vec<Point> = points.iter().map(|p| (-p.0 * GRAVITY, -p.1 * GRAVITY)).collect();
    for i in 0..points.len() {
        for j in i + 1..points.len() {
            let (dx, dy) = (points[i].0 - points[j].0, points[i].1 - points[j].1);
            let square = (dx * dx + dy * dy).max(1e-6);
            let push = k * k / square * 0.35;
            forces[i].0 += dx * push;
            forces[i].1 += dy * push;
            forces[j].0 -= dx * push;
            forces[j].1 -= dy * push;
        }
    }
    for &(a, b, weight) in edges {
        let (dx, dy) = (points[a].0 - points[b].0, points[a].1 - points[b].1);
        let pull = dx.hypot(dy) / k * (0.15 + weight.sqrt());
        forces[a].0 -= dx * pull;
        forces[a].1 -= dy * pull;
        forces[b].0 += dx * pull;
        forces[b].1 += dy * pull;
    }
    forces
}

/// Stretches the places over the box, a little more where they are crowded: each axis is mapped half by value, half by
/// rank.
fn fill(points: &[Point], radii: &[f64], area: Area) -> Vec<Point> {
    let axis = |values: Vec<f64>, from: f64, length: f64| -> Vec<f64> {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut order: Vec<usize> = (0..values.len()).collect();
        sort_by(&mut order, |a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
        let mut ranks = vec![0.5; values.len()];
        for (rank, i) in order.iter().enumerate() {
            ranks[*i] = (rank as f64 + 0.5) / values.len() as f64;
        }
        values
            .iter()
            .zip(ranks)
            .map(|(v, rank)| {
                let share = if high > low { (v - low) / (high - low) } else { 0.5 };
                from + length * (0.5 * share + 0.5 * rank)
            })
            .collect()
    };
    let widest = radii.iter().copied().fold(0.0, f64::max);
    let (x, y, w, h) = area;
    let xs = axis(points.iter().map(|p| p.0).collect(), x + widest, w - 2.0 * widest);
    let ys = axis(points.iter().map(|p| p.1).collect(), y + widest, h - 2.0 * widest);
    xs.into_iter().zip(ys).collect()
}

/// Moves overlapping circles apart; says whether any moved.
fn push_apart(points: &mut [Point], radii: &[f64], (x, y, w, h): Area) -> bool {
    /// Room for a line of words between two nodes.
    const GAP: f64 = 20.0;
    let mut moved = false;
    for i in 0..points.len() {
        for j in i + 1..points.len() {
            let (dx, dy) = (points[i].0 - points[j].0, points[i].1 - points[j].1);
            let distance = dx.hypot(dy).max(0.01);
            let lack = radii[i] + radii[j] + GAP - distance;
            if lack > 0.5 {
                let (ux, uy) = (dx / distance * lack * 0.5, dy / distance * lack * 0.5);
                points[i] = (points[i].0 + ux, points[i].1 + uy);
                points[j] = (points[j].0 - ux, points[j].1 - uy);
                moved = true;
            }
        }
    }
    for (point, r) in points.iter_mut().zip(radii) {
        point.0 = point.0.clamp(x + r, (x + w - r).max(x + r));
        point.1 = point.1.clamp(y + r, (y + h - r).max(y + r));
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = (0.0, 0.0, 1000.0, 800.0);

    fn distance(a: Point, b: Point) -> f64 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    #[test]
    fn circles_lie_in_the_box_and_do_not_overlap() {
        let radii: Vec<f64> = (0..60).map(|i| 4.0 + f64::from(i % 7)).collect();
        let edges: Vec<_> = (1..60).map(|i| (0, i, 0.3)).collect();
        let points = layout(&radii, &edges, AREA);
        for (i, p) in points.iter().enumerate() {
            assert!(p.0 >= radii[i] && p.0 <= 1000.0 - radii[i], "{i}: {p:?}");
            assert!(p.1 >= radii[i] && p.1 <= 800.0 - radii[i], "{i}: {p:?}");
            for j in 0..i {
                assert!(distance(*p, points[j]) > radii[i] + radii[j], "{i} {j}");
            }
        }
        assert_eq!(points, layout(&radii, &edges, AREA));
    }

    #[test]
    fn what_is_tied_is_nearer() {
        // Two groups of five, each tied within.
        let edges: Vec<_> = (0..10)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .filter(|(i, j)| i / 5 == j / 5)
            .map(|(i, j)| (i, j, 1.0))
            .collect();
        let points = layout(&[5.0; 10], &edges, AREA);
        let mean = |same: bool| {
            let pairs: Vec<f64> = (0..10)
                .flat_map(|i| (0..i).map(move |j| (i, j)))
                .filter(|(i, j)| (i / 5 == j / 5) == same)
                .map(|(i, j)| distance(points[i], points[j]))
                .collect();
            pairs.iter().sum::<f64>() / pairs.len() as f64
        };
        assert!(mean(true) < 0.75 * mean(false), "{} {}", mean(true), mean(false));
    }

    #[test]
    fn few_nodes_are_no_trouble() {
        assert!(layout(&[], &[], AREA).is_empty());
        assert_eq!(layout(&[5.0], &[], AREA).len(), 1);
    }
}
