//! Running heads, feet and page numbers: what stands at the same place of several pages.
//!
//! In: the rows of all pages. Out: the pages without them. Never: a title that a running head repeats.

use std::collections::BTreeMap;

use crate::base::sort_by;
use crate::documents::pdf_lines::Row;

/// So many rows at each end of a page may be heads or feet.
const EDGE: usize = 3;
/// How far apart the same head stands on two pages, as a share of the height; and how much larger it may be.
const SAME_PLACE: f32 = 0.02;
const SAME_SIZE: f32 = 1.15;
/// What is smaller than the text by so much, and stands so near to the edge, as a share of the height, is a head on one page too.
const SMALLER: f32 = 0.9;
const EDGE_OF_PAGE: f32 = 0.07;
/// A head stands on so many pages, or on half of them.
const LEAST_PAGES: usize = 3;

/// The rows of a page, and how high it is.
pub(super) struct PageRows {
    pub(super) rows: Vec<Row>,
    pub(super) height: f32,
}

/// Leaves out heads, feet and page numbers.
pub(super) fn drop_heads(pages: &mut [PageRows]) {
    let mut found: BTreeMap<String, Vec<(usize, f32, f32)>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        for row in edges(page) {
            let place = (number, row.y() / page.height, row.size());
            found.entry(pattern(&row.text())).or_default().push(place);
        }
    }
    let n_pages = pages.len();
    for page in pages {
        let n_rows = page.rows.len();
        let (height, mut at) = (page.height, 0);
        let usual = usual_size(&page.rows);
        page.rows.retain(|row| {
            at += 1;
            let is_edge = at <= EDGE || at + EDGE > n_rows;
            let place = row.y() / height;
            let is_small = row.size() < SMALLER * usual
                && !(EDGE_OF_PAGE..=1.0 - EDGE_OF_PAGE).contains(&place);
            let is_outermost = at == 1 || at == n_rows;
            !(is_edge && (is_small || is_head(row, height, &found, n_pages, is_outermost)))
        });
    }
}

/// The size of most letters.
fn usual_size(rows: &[Row]) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        rows.iter().map(|row| (row.size(), row.text().len())).collect();
    sort_by(&mut sizes, |a, b| a.0.total_cmp(&b.0));
    let mut rest = sizes.iter().map(|(_, n)| n).sum::<usize>() / 2;
    let middle = sizes.iter().find(|(_, n)| {
        let is_here = rest <= *n;
        rest = rest.saturating_sub(*n);
        is_here
    });
    middle.map_or(0.0, |(size, _)| *size)
}

fn edges(page: &PageRows) -> impl Iterator<Item = &Row> {
    let behind = page.rows.len().saturating_sub(EDGE).max(EDGE);
    page.rows.iter().enumerate().filter(move |(i, _)| *i < EDGE || *i >= behind).map(|(_, row)| row)
}

fn is_head(
    row: &Row,
    height: f32,
    found: &BTreeMap<String, Vec<(usize, f32, f32)>>,
    n_pages: usize,
    is_outermost: bool,
) -> bool {
    let pattern = pattern(&row.text());
    if is_outermost && !pattern.contains(char::is_alphabetic) && pattern.contains('#') {
        return true;
    }
    let is_alike = |place: &&(usize, f32, f32)| {
        (place.1 - row.y() / height).abs() < SAME_PLACE
            && row.size() < place.2 * SAME_SIZE
            && place.2 < row.size() * SAME_SIZE
    };
    let places = found.get(&pattern).map_or(&[][..], Vec::as_slice);
    let mut numbers: Vec<usize> = places.iter().filter(is_alike).map(|place| place.0).collect();
    numbers.dedup();
    numbers.len() > 1 && (numbers.len() >= LEAST_PAGES || numbers.len() * 2 >= n_pages)
}

/// A text in which all numbers are alike.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.to_lowercase().chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            pattern.push(c);
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    pattern
}
