//! The rows of a page of a PDF: signs that stand beside each other.
//!
//! In: signs with their places. Out: rows from top to bottom, each with its pieces from left to right. Never: which piece of a
//! row is read after which.

use crate::base::sort_by;
use crate::documents::pdf_content::Glyph;

/// Signs whose base lines are no further apart than this share of their size stand in one row: also raised ones.
const SAME_ROW: f32 = 0.35;
/// A gap between signs that is a space, as a share of their size; and one that parts pieces of a row.
const SPACE: f32 = 0.17;
const PART: f32 = 0.7;
/// The same letter drawn again so near is bold print.
const SAME_PLACE: f32 = 0.12;

/// Words beside each other, without a wider gap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// Pieces on one base line, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) pieces: Vec<Piece>,
}

impl Row {
    pub(super) fn y(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.y)
    }

    /// The largest size in it.
    pub(super) fn size(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.size).fold(0.0, f32::max)
    }

    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The rows of a page.
pub(super) fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut pieces: Vec<Piece> = Vec::new();
    for glyph in glyphs {
        match pieces.last_mut() {
            Some(piece) if joins(piece, glyph) => add(piece, glyph),
            _ => pieces.push(Piece {
                text: glyph.letters.clone(),
                left: glyph.x,
                right: glyph.x + glyph.width,
                y: glyph.y,
                size: glyph.size,
            }),
        }
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    sort_by(&mut pieces, |a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let row = rows.last_mut().filter(|row| {
            let size = row.size().min(piece.size);
            piece.y - row.y() <= SAME_ROW * size
        });
        match row {
            Some(row) => row.pieces.push(piece),
            None => rows.push(Row { pieces: vec![piece] }),
        }
    }
    rows.iter_mut().for_each(join_neighbours);
    rows
}

fn joins(piece: &Piece, glyph: &Glyph) -> bool {
    let size = piece.size.max(glyph.size);
    let gap = glyph.x - piece.right;
    (glyph.y - piece.y).abs() <= SAME_ROW * size && gap > -0.5 * size && gap < PART * size
}

fn add(piece: &mut Piece, glyph: &Glyph) {
    let gap = glyph.x - piece.right;
    let is_again = gap < -(glyph.width - SAME_PLACE * glyph.size)
        && glyph.letters.trim() == glyph.letters
        && piece.text.ends_with(&glyph.letters);
    if is_again {
        return;
    }
    let is_apart = gap > SPACE * piece.size.max(glyph.size);
    if is_apart && !piece.text.ends_with(' ') && !glyph.letters.starts_with(' ') {
        piece.text.push(' ');
    }
    piece.text.push_str(&glyph.letters);
    piece.right = piece.right.max(glyph.x + glyph.width);
    piece.size = piece.size.max(glyph.size);
}

/// Puts together what is drawn word by word, in whatever order.
fn join_neighbours(row: &mut Row) {
    sort_by(&mut row.pieces, |a, b| a.left.total_cmp(&b.left));
    let mut joined: Vec<Piece> = Vec::new();
    for mut piece in std::mem::take(&mut row.pieces) {
        // A space that no line may be broken at stays what it is.
        piece.text = piece.text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let before = joined.last_mut().filter(|before| {
            let gap = piece.left - before.right;
            gap < PART * before.size.max(piece.size)
        });
        match before {
            Some(before) => {
                let gap = piece.left - before.right;
                if gap > SPACE / 2.0 * before.size.max(piece.size) {
                    before.text.push(' ');
                }
                before.text.push_str(&piece.text);
                before.right = before.right.max(piece.right);
                before.size = before.size.max(piece.size);
            }
            None => joined.push(piece),
        }
    }
    row.pieces = joined;
}
