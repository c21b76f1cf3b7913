//! Draws a table of counts as coloured cells.
//!
//! In: names of rows and columns, counts. Out: a drawing. Never: a cell whose count cannot be read.

use crate::view::plot::canvas::{Anchor, Canvas, MARGIN, Style, TOP};
use crate::view::plot::palette::{GREY, PALE, on_shade, shade};
use crate::view::plot::{Caption, WIDTH, letters};

/// Counts by row and column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// Names of the rows, top first.
    pub rows: Vec<String>,
    /// Names of the columns, left first.
    pub columns: Vec<String>,
    /// `cells[row][column]`; 0 is an empty cell.
    pub cells: Vec<Vec<u64>>,
    /// What all cells of a row stand for together, each thing counted once; empty where that is not shown.
    pub row_totals: Vec<u64>,
    /// The same for the columns.
    pub column_totals: Vec<u64>,
}

/// Draws the ties between the same entities as rows and columns.
///
/// ```
/// use consort::view::plot::{Caption, Grid, heat_map};
/// let grid = Grid { rows: vec!["OSCE".into()], columns: vec!["WHO".into()], cells: vec![vec![7]], ..Grid::default() };
/// assert!(heat_map(&Caption::default(), &grid).contains(">7</text>"));
/// ```
#[must_use]
pub fn heat_map(caption: &Caption, grid: &Grid) -> String {
    draw(caption, grid)
}

/// Draws donors against countries, with the totals of rows and columns.
///
/// ```
/// use consort::view::plot::{Caption, Grid, matrix};
/// let grid = Grid { rows: vec!["Norway".into()], columns: vec!["Albania".into()], cells: vec![vec![7]], ..Grid::default() };
/// assert!(matrix(&Caption::default(), &grid).contains(">7</text>"));
/// ```
#[must_use]
pub fn matrix(caption: &Caption, grid: &Grid) -> String {
    draw(caption, grid)
}

const NAME: Style = Style::new(12.5);

fn draw(caption: &Caption, grid: &Grid) -> String {
    let mut canvas = Canvas::new();
    let totalled = !grid.row_totals.is_empty();
    let widest =
        |names: &[String]| names.iter().map(|n| letters::width(n, NAME.size)).fold(0.0, f64::max);
    let left = MARGIN + widest(&grid.rows).min(330.0) + 10.0;
    let slanted = widest(&grid.columns).min(230.0);
    // Slanted names reach beyond the last column.
    let room = WIDTH - MARGIN - left - slanted * 0.72;
    let columns = (grid.columns.len() + usize::from(totalled)).max(1) as f64;
    let side = (room / columns).clamp(18.0, 64.0);
    let height = side.min(34.0);
    let top = TOP + slanted * 0.72 + 14.0;
    let most = grid.cells.iter().flatten().copied().max().unwrap_or(1).max(1);
    for (j, name) in grid.columns.iter().enumerate() {
        let at = (left + side * (j as f64 + 0.5) + 4.0, top - 8.0);
        canvas.turned(at, -45.0, NAME, &letters::fit(name, NAME.size, 230.0));
    }
    for (i, name) in grid.rows.iter().enumerate() {
        let y = top + height * i as f64;
        let lines = letters::wrap(name, NAME.size, 330.0, if height > 30.0 { 2 } else { 1 });
        let first = y + height / 2.0 + 4.5 - 7.0 * (lines.len() as f64 - 1.0);
        for (k, line) in lines.iter().enumerate() {
            let at = (left - 10.0, first + 14.0 * k as f64);
            canvas.text(at, NAME.anchor(Anchor::End), line);
        }
        for (j, &count) in grid.cells[i].iter().enumerate() {
            let at = (left + side * j as f64, y);
            cell(&mut canvas, at, (side, height), count, most, &|| {
                format!("{} — {}: {count}", grid.rows[i], grid.columns[j])
            });
        }
    }
    if totalled {
        totals(&mut canvas, grid, (left, top), (side, height));
    }
    let below = if totalled { height } else { 0.0 };
    canvas.finish(caption, top + height * grid.rows.len() as f64 + below + 8.0)
}

/// One cell: deeper blue for more, by the logarithm, because few pairs are far ahead of all others.
fn cell(
    canvas: &mut Canvas,
    (x, y): (f64, f64),
    (w, h): (f64, f64),
    count: u64,
    most: u64,
    note: &dyn Fn() -> String,
) {
    let at = (x + 1.0, y + 1.0);
    let size = (w - 2.0, h - 2.0);
    if count == 0 {
        canvas.rect(at, size, "#f7f9fb", "");
        return;
    }
    let share = (count as f64).ln_1p() / (most as f64).ln_1p();
    canvas.rect(at, size, &shade(share), &note());
    let text = count.to_string();
    let letters = (12.0_f64).min((w - 4.0) / (text.len() as f64 * 0.6));
    let style = Style::new(letters).anchor(Anchor::Middle).fill(on_shade(share));
    canvas.text((x + w / 2.0, y + h / 2.0 + letters * 0.36), style, &text);
}

fn totals(canvas: &mut Canvas, grid: &Grid, (left, top): (f64, f64), (w, h): (f64, f64)) {
    let style = Style::new(12.5).anchor(Anchor::Middle).fill(GREY).bold();
    let right = left + w * grid.columns.len() as f64;
    let bottom = top + h * grid.rows.len() as f64;
    canvas.line((right + 2.0, top), (right + 2.0, bottom), PALE, 2.0);
    canvas.line((left, bottom + 2.0), (right, bottom + 2.0), PALE, 2.0);
    for (i, total) in grid.row_totals.iter().enumerate() {
        canvas.text((right + w / 2.0, top + h * (i as f64 + 0.5) + 4.5), style, &total.to_string());
    }
    for (j, total) in grid.column_totals.iter().enumerate() {
        let at = (left + w * (j as f64 + 0.5), bottom + h / 2.0 + 6.0);
        canvas.text(at, style, &total.to_string());
    }
    canvas.text((left - 10.0, bottom + h / 2.0 + 6.0), style.anchor(Anchor::End), "all");
    canvas.text((right + w / 2.0, top - 8.0), style, "all");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_and_total_is_printed() {
        let grid = Grid {
            rows: vec!["Germany".into(), "Norway".into()],
            columns: vec!["Albania".into(), "Serbia".into()],
            cells: vec![vec![3, 0], vec![4, 40]],
            // One story is from both countries.
            row_totals: vec![3, 43],
            column_totals: vec![7, 40],
        };
        let caption = Caption { title: "Donors".into(), ..Caption::default() };
        let count = |svg: &str, text: &str| svg.matches(&format!(">{text}</text>")).count();
        let svg = matrix(&caption, &grid);
        for (text, times) in [("3", 2), ("4", 1), ("40", 2), ("43", 1), ("7", 1), ("all", 2)] {
            assert_eq!(count(&svg, text), times, "{text} in {svg}");
        }
        assert!(svg.contains("Norway — Serbia: 40"));
        let bare = Grid { row_totals: vec![], column_totals: vec![], ..grid };
        assert_eq!(count(&heat_map(&caption, &bare), "43"), 0);
        assert!(heat_map(&caption, &Grid::default()).starts_with("<svg"));
    }
}
