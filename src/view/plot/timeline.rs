//! Draws who is in the news when.
//!
//! In: months, stories a month, and for each name the stories that name it. Out: a drawing. Never: a month left out
//! because nothing happened in it.

use crate::base::Class;
use crate::view::plot::canvas::{Anchor, Canvas, MARGIN, Style, TOP};
use crate::view::plot::palette::{GREY, PALE, category, on};
use crate::view::plot::shape::Shape;
use crate::view::plot::{Caption, WIDTH, letters};

/// Stories over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Names of the months or years, in order, none left out.
    pub periods: Vec<String>,
    /// Stories of each period.
    pub stories: Vec<u64>,
    /// Names, most stories first.
    pub rows: Vec<TimelineRow>,
}

/// One name over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// The name.
    pub name: String,
    /// Its class, which gives it outline and colour.
    pub class: Class,
    /// Stories of each period that name it.
    pub counts: Vec<u64>,
}

const ROW: f64 = 34.0;
const BARS: f64 = 110.0;

/// Draws bars for all stories, and below them a row of marks for each name.
///
/// ```
/// use consort::Class;
/// use consort::view::plot::{Caption, TimelineRow, Timeline, timeline};
/// let rows = vec![TimelineRow { name: "OSCE".into(), class: Class::Organisation, counts: vec![1, 0] }];
/// let periods = vec!["Mar 2020".into(), "Apr 2020".into()];
/// let data = Timeline { periods, stories: vec![3, 2], rows };
/// assert!(timeline(&Caption::default(), &data).contains("OSCE"));
/// ```
#[must_use]
pub fn timeline(caption: &Caption, timeline: &Timeline) -> String {
    let mut canvas = Canvas::new();
    let style = Style::new(13.0);
    let names = timeline.rows.iter().map(|r| letters::width(&r.name, style.size));
    let left = MARGIN + names.fold(120.0, f64::max).min(330.0) + 14.0;
    let right = WIDTH - MARGIN - 44.0;
    let step = (right - left) / timeline.periods.len().max(1) as f64;
    let x = |i: usize| left + step * (i as f64 + 0.5);
    let base = TOP + BARS;
    let bottom = base + 42.0 + ROW * timeline.rows.len() as f64;
    bars(&mut canvas, timeline, &x, step, base);
    for i in 0..timeline.periods.len() {
        canvas.line((x(i), base + 38.0), (x(i), bottom), PALE, 1.0);
    }
    canvas.text((left - 14.0, base - 4.0), style.anchor(Anchor::End).fill(GREY), "all stories");
    let most = timeline.rows.iter().flat_map(|r| &r.counts).copied().max().unwrap_or(1).max(1);
    let largest = (ROW * 0.48).min(step * 0.5);
    for (k, row) in timeline.rows.iter().enumerate() {
        let y = base + 42.0 + ROW * (k as f64 + 0.5);
        canvas.line((left, y), (right, y), PALE, 1.0);
        let lines = letters::wrap(&row.name, style.size, 330.0, 2);
        let first = y + 4.5 - 7.0 * (lines.len() as f64 - 1.0);
        for (k, line) in lines.iter().enumerate() {
            let at = (left - 14.0, first + 14.0 * k as f64);
            canvas.text(at, style.anchor(Anchor::End), line);
        }
        for (i, &count) in row.counts.iter().enumerate().filter(|(_, c)| **c > 0) {
            let r = largest * (count as f64 / most as f64).sqrt();
            let note = format!("{}, {}: {count}", row.name, timeline.periods[i]);
            let fill = colour(row.class);
            canvas.mark(Shape::of(row.class), (x(i), y), r.max(2.5), fill, &note);
            if r > 9.0 {
                let inside = Style::new(11.0).anchor(Anchor::Middle).fill(on(fill));
                canvas.text((x(i), y + 4.0), inside, &count.to_string());
            }
        }
        let sum: u64 = row.counts.iter().sum();
        let style = Style::new(13.0).fill(GREY).bold();
        canvas.text((right + 12.0, y + 4.5), style, &sum.to_string());
    }
    let bottom = legend(&mut canvas, timeline, (left, bottom + 26.0));
    canvas.finish(caption, bottom)
}

fn colour(class: Class) -> &'static str {
    category(Class::ALL.iter().position(|other| *other == class).unwrap_or_default())
}

/// The classes that occur, in one line; gives its bottom.
fn legend(canvas: &mut Canvas, timeline: &Timeline, (left, y): (f64, f64)) -> f64 {
    let mut x = left;
    for class in Class::ALL.into_iter().filter(|c| timeline.rows.iter().any(|r| r.class == *c)) {
        canvas.mark(Shape::of(class), (x + 6.0, y - 4.0), 6.0, colour(class), "");
        canvas.text((x + 18.0, y), Style::new(12.5).fill(GREY), class.name());
        x += 18.0 + letters::width(class.name(), 12.5) + 24.0;
    }
    y + 4.0
}

fn bars(canvas: &mut Canvas, timeline: &Timeline, x: &dyn Fn(usize) -> f64, step: f64, base: f64) {
    let most = timeline.stories.iter().copied().max().unwrap_or(1).max(1) as f64;
    let width = (step * 0.7).min(60.0);
    // So many names of months fit beside one another; the others are left out.
    let every = (32.0 / step).ceil().max(1.0) as usize;
    let mut year = "";
    for (i, (name, &stories)) in timeline.periods.iter().zip(&timeline.stories).enumerate() {
        let height = (BARS - 24.0) * stories as f64 / most;
        let note = format!("{name}: {stories} stories");
        canvas.rect((x(i) - width / 2.0, base - height), (width, height), "#9fb3c8", &note);
        let middle = Style::new(12.0).anchor(Anchor::Middle).fill(GREY);
        if stories > 0 && step > 22.0 {
            canvas.text((x(i), base - height - 5.0), middle, &stories.to_string());
        }
        if i % every == 0 {
            let (month, of) = name.split_once(' ').unwrap_or((name, ""));
            canvas.text((x(i), base + 16.0), middle, month);
            // The year stands once, where it begins.
            if of != year {
                canvas.text((x(i), base + 29.0), middle.bold(), of);
                year = of;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_and_name_is_there() {
        let data = Timeline {
            periods: vec!["Jan 2020".into(), "Feb 2020".into(), "Mar 2020".into()],
            stories: vec![3, 0, 8],
            rows: vec![TimelineRow {
                name: "OSCE".into(),
                class: Class::Organisation,
                counts: vec![2, 0, 5],
            }],
        };
        let svg = timeline(&Caption::default(), &data);
        for text in ["Feb 2020", "OSCE, Mar 2020: 5", ">8</text>", ">7</text>", "all stories"] {
            assert!(svg.contains(text), "{text} is not in {svg}");
        }
        assert_eq!(svg.matches("<circle").count(), 2 + 1);
        assert!(svg.contains(">Organisation</text>") && !svg.contains(">Country</text>"));
        assert!(timeline(&Caption::default(), &Timeline::default()).starts_with("<svg"));
    }
}
