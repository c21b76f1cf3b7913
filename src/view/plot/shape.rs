//! Outlines by which classes are told apart where colours say something else, or cannot be told apart.
//!
//! In: a class, a place, a radius. Out: an element of SVG. Never: a shape that looks larger than another of the same radius.

use std::f64::consts::PI;

use crate::base::Class;
use crate::network::Point;
use crate::view::plot::number::n;

/// The outline of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Organisations.
    #[default]
    Circle,
    /// Countries.
    Triangle,
    /// Programmes.
    Square,
    /// Donors.
    Diamond,
    /// Instruments.
    Hexagon,
    /// Regions.
    Turned,
}

impl Shape {
    /// The shape of a class.
    ///
    /// ```
    /// use consort::Class;
    /// use consort::view::plot::Shape;
    /// assert_eq!(Shape::of(Class::Programme), Shape::Square);
    /// ```
    #[must_use]
    pub fn of(class: Class) -> Self {
        match class {
            Class::Organisation => Shape::Circle,
            Class::Country => Shape::Triangle,
            Class::Programme => Shape::Square,
            Class::Donor => Shape::Diamond,
            Class::Instrument => Shape::Hexagon,
            Class::Region => Shape::Turned,
        }
    }

    /// How far it reaches from its middle, for a circle of radius 1 of the same area.
    pub(super) fn reach(self) -> f64 {
        match self.corners() {
            None => 1.0,
            // To the right a square ends at its side.
            Some((4, _)) if self == Shape::Square => (PI / 4.0).sqrt(),
            Some((corners, _)) => circumradius(corners),
        }
    }

    /// Width and height of the words that have room inside, for the area of a circle of radius `r`.
    pub(super) fn room(self, r: f64) -> (f64, f64) {
        match self {
            Shape::Circle | Shape::Hexagon => (1.8 * r, 1.2 * r),
            Shape::Square => (1.65 * r, 1.4 * r),
            Shape::Diamond => (1.5 * r, 0.8 * r),
            Shape::Triangle | Shape::Turned => (1.05 * r, 0.8 * r),
        }
    }

    /// How many corners it has, and where the first is: degrees from the right, downwards.
    fn corners(self) -> Option<(usize, f64)> {
        match self {
            Shape::Circle => None,
            Shape::Triangle => Some((3, -90.0)),
            Shape::Square => Some((4, 45.0)),
            Shape::Diamond => Some((4, 0.0)),
            Shape::Hexagon => Some((6, 0.0)),
            Shape::Turned => Some((3, 90.0)),
        }
    }

    /// The element, without its colours, of the area of a circle of radius `r`.
    pub(super) fn element(self, (x, y): Point, r: f64) -> String {
        let Some((corners, first)) = self.corners() else {
            return format!(r#"circle cx="{}" cy="{}" r="{}""#, n(x), n(y), n(r));
        };
        let radius = r * circumradius(corners);
        let points = (0..corners).map(|i| {
            let angle = first.to_radians() + 2.0 * PI * i as f64 / corners as f64;
            format!("{},{}", n(x + radius * angle.cos()), n(y + radius * angle.sin()))
        });
        format!(
            r#"polygon points="{}" stroke-linejoin="round""#,
            points.collect::<Vec<_>>().join(" ")
        )
    }
}

/// The distance of the corners from the middle that gives a regular polygon the area of a circle of radius 1.
fn circumradius(corners: usize) -> f64 {
    let corners = corners as f64;
    (2.0 * PI / (corners * (2.0 * PI / corners).sin())).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_an_outline_of_its_own_and_all_are_of_one_area() {
        let mut elements: Vec<String> =
            Class::ALL.iter().map(|class| Shape::of(*class).element((50.0, 50.0), 10.0)).collect();
        for element in elements.iter().filter_map(|e| e.split("points=\"").nth(1)) {
            let points: Vec<Point> = element
                .split('"')
                .next()
                .unwrap()
                .split(' ')
                .map(|point| {
                    let (x, y) = point.split_once(',').unwrap();
                    (x.parse().unwrap(), y.parse().unwrap())
                })
                .collect();
            let after = points.iter().cycle().skip(1);
            let twice: f64 = points.iter().zip(after).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
            assert!((twice / 2.0 - PI * 100.0).abs() < 1.0, "{element}: {twice}");
        }
        elements.sort();
        elements.dedup();
        assert_eq!(elements.len(), Class::ALL.len());
    }
}
