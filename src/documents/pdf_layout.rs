//! The order in which the rows of a page are read: columns one after the other, cells of a table on their own.
//!
//! In: rows from top to bottom. Out: lines in reading order. Never: two columns read across; a row of a table read as a
//! sentence.
//!
//! # Rules
//!
//! 1. A gutter is a place left of where some pieces start, which few pieces cross, with prose beside each other on both
//!    sides: most of the width is written on, with some words a row. Cells of a table have no prose.
//! 2. Rows that cross the gutter part a page into bands. In each band the left side is read before the right one; a side may
//!    have gutters of its own.
//! 3. Where there is none, pieces of a row that are far apart are cells.

use crate::base::sort_by;
use crate::documents::pdf_lines::{Piece, Row};

/// Rule 1: rows on each side, and the share of rows that may cross.
const LEAST_ROWS: usize = 4;
const LEAST_BESIDE: usize = 2;
const MOST_CROSSING: f32 = 0.5;
/// How wide a gutter is, as a share of the size.
const LEAST_GUTTER: f32 = 0.8;
/// No page has more places where one may be, in points.
const MOST_PLACES: usize = 1000;
/// The share of a side that is written on, and how many words stand there in a row.
const LEAST_WRITTEN: f32 = 0.5;
const LEAST_WORDS: usize = 3;
const LONG_WORD: usize = 16;
/// Columns in columns are looked for no deeper.
const DEEPEST: usize = 4;
/// A gap that parts cells, as a share of the size.
const CELL_GAP: f32 = 1.8;
/// How far apart the edges of cells of one column may be, in points.
const SAME_EDGE: f32 = 2.0;
/// The label of an item is no longer, in letters: `(iii)`.
const LONGEST_LABEL: usize = 5;

/// A line of a column, or a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) is_cell: bool,
}

/// Lines of one column, from top to bottom.
pub(super) type Column = Vec<Line>;

/// The columns of a page, in reading order.
pub(super) fn columns(rows: Vec<Row>) -> Vec<Column> {
    let mut columns = Vec::new();
    add_columns(rows, 0, &mut columns);
    columns
}

fn add_columns(rows: Vec<Row>, depth: usize, columns: &mut Vec<Column>) {
    let Some(gutter) = gutter(&rows).filter(|_| depth < DEEPEST) else {
        columns.extend((!rows.is_empty()).then(|| column(rows)));
        return;
    };
    let (mut band, mut across) = (Vec::new(), Vec::new());
    for row in rows {
        if row.pieces.iter().any(|piece| crosses(piece, gutter)) {
            add_band(std::mem::take(&mut band), gutter, depth, columns);
            across.push(row);
        } else {
            add_columns(std::mem::take(&mut across), depth + 1, columns);
            band.push(row);
        }
    }
    add_band(band, gutter, depth, columns);
    add_columns(across, depth + 1, columns);
}

/// Rule 2.
fn add_band(band: Vec<Row>, gutter: f32, depth: usize, columns: &mut Vec<Column>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in band {
        let (before, behind): (Vec<Piece>, Vec<Piece>) =
            row.pieces.into_iter().partition(|piece| piece.left < gutter);
        left.extend((!before.is_empty()).then_some(Row { pieces: before }));
        right.extend((!behind.is_empty()).then_some(Row { pieces: behind }));
    }
    add_columns(left, depth + 1, columns);
    add_columns(right, depth + 1, columns);
}

fn crosses(piece: &Piece, x: f32) -> bool {
    piece.left < x - 1.0 && piece.right > x + 1.0
}

/// Rule 1: the gutter that the fewest pieces cross. It is left of where several pieces start.
fn gutter(rows: &[Row]) -> Option<f32> {
    let mut places: Vec<f32> = Vec::new();
    for piece in rows.iter().flat_map(|row| &row.pieces) {
        places.push((piece.left - LEAST_GUTTER / 2.0 * piece.size).floor());
    }
    sort_by(&mut places, f32::total_cmp);
    let runs = places.chunk_by(|a, b| a == b).filter(|run| run.len() >= LEAST_BESIDE);
    let places = runs.map(|run| run[0]).take(MOST_PLACES);
    let count =
        |is: &dyn Fn(&Piece) -> bool| rows.iter().filter(|row| row.pieces.iter().any(is)).count();
    let crossing = |x: f32| count(&|piece| crosses(piece, x));
    let fits = |x: &f32| {
        crossing(*x) as f32 <= MOST_CROSSING * rows.len() as f32
            && count(&|piece| piece.right <= *x) >= LEAST_ROWS
            && is_prose(rows, *x, true)
            && is_prose(rows, *x, false)
            && are_beside(rows, *x)
    };
    places.filter(fits).min_by_key(|x| crossing(*x))
}

/// Whether the sides of a gutter stand beside each other, and not one below the other.
fn are_beside(rows: &[Row], gutter: f32) -> bool {
    let ends = |is: &dyn Fn(&Piece) -> bool| {
        let mut on_side = rows.iter().filter(|row| row.pieces.iter().any(is)).map(Row::y);
        let first = on_side.next().unwrap_or(f32::MAX);
        (first, on_side.next_back().unwrap_or(first))
    };
    let (left, right) = (ends(&|piece| piece.right <= gutter), ends(&|piece| piece.left >= gutter));
    left.0 < right.1 && right.0 < left.1
}

/// Whether a side of a gutter is written on like a column.
fn is_prose(rows: &[Row], gutter: f32, is_left: bool) -> bool {
    let on_side = |piece: &&Piece| {
        if is_left { piece.right <= gutter } else { piece.left >= gutter }
    };
    let whole = rows.iter().filter(|row| !row.pieces.iter().any(|piece| crosses(piece, gutter)));
    let sides: Vec<Vec<&Piece>> = whole
        .map(|row| row.pieces.iter().filter(on_side).collect::<Vec<_>>())
        .filter(|side| !side.is_empty())
        .collect();
    // A side may be several columns, whose rows are not level: the widest piece is as wide as one.
    let wide = sides.iter().flatten().map(|piece| piece.right - piece.left);
    let width = wide.fold(0.0, f32::max);
    let is_written = |side: &&Vec<&Piece>| {
        let written: f32 = side.iter().map(|piece| piece.right - piece.left).sum();
        let n_words: usize = side.iter().map(|piece| piece.text.split(' ').count()).sum();
        // A web address fills lines with no space in them.
        let is_long = side.iter().any(|piece| piece.text.len() >= LONG_WORD);
        written >= LEAST_WRITTEN * width && (n_words >= LEAST_WORDS || is_long)
    };
    let least = if is_left { LEAST_ROWS } else { LEAST_BESIDE };
    sides.len() >= least && sides.iter().filter(is_written).count() * 2 > sides.len()
}

/// Rule 3.
fn column(rows: Vec<Row>) -> Column {
    let mut rows: Vec<Vec<Line>> = rows.into_iter().map(cells).collect();
    let is_table = |i: usize| {
        let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
        beside.filter_map(|at| rows.get(at)).any(|row| are_level(&rows[i], row))
    };
    let tables: Vec<bool> = (0..rows.len()).map(is_table).collect();
    for (row, is_table) in rows.iter_mut().zip(tables) {
        if is_table {
            row.iter_mut().for_each(|line| line.is_cell = true);
        }
        // A row of which no cell stands above another is a line that was stretched to the edge.
        while row.len() > 1 && !is_table {
            let last = row.remove(1);
            row[0].join(last);
        }
    }
    rows.into_iter().flatten().collect()
}

/// Whether cells of two rows stand below each other: they start alike, or they are numbers and end alike.
fn are_level(row: &[Line], other: &[Line]) -> bool {
    let is_number = |cell: &Line| !cell.text.contains(char::is_alphabetic);
    let is_level = |a: &Line, b: &Line| {
        (a.left - b.left).abs() < SAME_EDGE
            || (a.right - b.right).abs() < SAME_EDGE && is_number(a) && is_number(b)
    };
    row.iter().skip(1).any(|a| other.iter().skip(1).any(|b| is_level(a, b)))
}

/// The pieces of a row, those close together and the label of an item joined.
fn cells(row: Row) -> Vec<Line> {
    let mut cells: Vec<Line> = Vec::new();
    for piece in row.pieces {
        let Piece { text, left, right, y, size } = piece;
        let line = Line { text, left, right, y, size, is_cell: false };
        let before = cells.last_mut().filter(|before| {
            line.left - before.right < CELL_GAP * before.size.max(line.size)
                || is_label(&before.text)
        });
        match before {
            Some(before) => before.join(line),
            None => cells.push(line),
        }
    }
    cells
}

impl Line {
    fn join(&mut self, behind: Line) {
        self.text = format!("{} {}", self.text, behind.text);
        self.right = behind.right;
        self.size = self.size.max(behind.size);
    }
}

/// Whether a text is the mark or the number of an item: `•`, `12.`, `(iv)`, `a)`.
pub(super) fn is_label(text: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let is_short = text.chars().count() <= LONGEST_LABEL;
    let inner = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_closed = text.ends_with(['.', ')']) && inner.len() < text.len();
    let is_number = inner.chars().all(|c| c.is_ascii_digit()) && inner.len() <= 3;
    let is_letter = inner.chars().count() == 1 && !text.ends_with('.');
    is_short
        && (text.chars().all(is_mark)
            || is_closed && !inner.is_empty() && (is_number || is_letter || is_roman(inner)))
}

fn is_roman(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}
