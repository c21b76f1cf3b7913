//! Paragraphs from the lines of columns.
//!
//! In: columns of all pages, in reading order. Out: paragraphs, each with the page on which it starts. Never: a word that a
//! line end has parted left in two, if the document shows elsewhere how it is written.

use std::collections::HashSet;

use crate::base::sort_by;
use crate::documents::pdf_layout::{Column, Line, is_label};

/// A new paragraph starts where a line stands so much further down than usual, or is so much larger or smaller.
const WIDER: f32 = 1.35;
const LARGER: f32 = 1.12;
/// Where a first line is set in by so much of its size.
const INDENT: f32 = 0.8;
/// A line that ends no further before the edge, as a share of the width, is full.
const SHORT: f32 = 0.12;
/// One that ends so much further before it ends a paragraph, whatever its words, where the next is no rest of a sentence.
const SHORTER: f32 = 0.45;

/// Edges are those of so many lines before and behind one.
const AROUND: usize = 12;

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// From 1.
    pub(super) page: usize,
    pub(super) size: f32,
    is_cell: bool,
    /// How far it is from its end to the right edge of its column, as a share of the width.
    rest: f32,
}

/// The paragraphs of pages that each have some columns.
pub(super) fn paragraphs(pages: &[Vec<Column>]) -> Vec<Paragraph> {
    let words = words(pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (number, columns) in pages.iter().enumerate() {
        for column in columns {
            let mut is_first = true;
            for paragraph in of_column(column, number + 1, &words) {
                let before =
                    paragraphs.last_mut().filter(|before| is_first && goes_on(before, &paragraph));
                match before {
                    Some(before) => append(before, &paragraph.text, &words),
                    None => paragraphs.push(paragraph),
                }
                is_first = false;
            }
        }
    }
    paragraphs
}

/// Whether a paragraph at the top of a column is the rest of the one before: nothing has ended there, nothing starts here.
fn goes_on(before: &Paragraph, next: &Paragraph) -> bool {
    let opens_small = next.text.starts_with(|c: char| c.is_lowercase());
    let is_open =
        before.text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '\u{ad}'));
    let is_alike = next.size < before.size * LARGER && before.size < next.size * LARGER;
    // A capital may open the rest too, where the line before is full.
    let is_full = before.rest < SHORT && before.text.len() > 100;
    is_open && (opens_small || is_full) && is_alike && !before.is_cell && !next.is_cell
}

fn of_column(column: &[Line], page: usize, words: &HashSet<String>) -> Vec<Paragraph> {
    let pitch = pitch(column);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    for (i, line) in column.iter().enumerate() {
        let (left, right) = edges(column, i);
        let rest = (right - line.right) / (right - left).max(1.0);
        let open = before.filter(|before| !starts(before, line, left, right, pitch));
        match (open, paragraphs.last_mut()) {
            (Some(_), Some(paragraph)) => {
                append(paragraph, &line.text, words);
                paragraph.rest = rest;
            }
            _ => paragraphs.push(Paragraph {
                text: line.text.clone(),
                page,
                size: line.size,
                is_cell: line.is_cell,
                rest,
            }),
        }
        before = Some(line);
    }
    paragraphs
}

/// The edges of the lines around one, of its size: the left one that most have, and the right one that the longest has.
fn edges(column: &[Line], at: usize) -> (f32, f32) {
    let around = &column[at.saturating_sub(AROUND)..(at + AROUND).min(column.len())];
    let is_alike =
        |line: &&Line| line.size < column[at].size * LARGER && column[at].size < line.size * LARGER;
    let mut lefts: Vec<f32> = around.iter().filter(is_alike).map(|line| line.left).collect();
    sort_by(&mut lefts, f32::total_cmp);
    let right = around.iter().filter(is_alike).map(|line| line.right).fold(f32::MIN, f32::max);
    (lefts.get(lefts.len() / 3).copied().unwrap_or_default(), right)
}

/// How far apart lines of a column usually are, as a share of their size.
fn pitch(column: &[Line]) -> f32 {
    let apart = column.windows(2).map(|pair| (pair[1].y - pair[0].y) / pair[1].size.max(1.0));
    let mut apart: Vec<f32> = apart.filter(|by| (0.8..2.5).contains(by)).collect();
    sort_by(&mut apart, f32::total_cmp);
    apart.get(apart.len() / 3).copied().unwrap_or(1.2)
}

/// Whether a line starts a paragraph below another.
fn starts(before: &Line, line: &Line, left: f32, right: f32, pitch: f32) -> bool {
    let size = line.size.max(1.0);
    if line.is_cell || before.is_cell {
        return true;
    }
    if line.size > before.size * LARGER || before.size > line.size * LARGER {
        return true;
    }
    let apart = (line.y - before.y) / size;
    if apart > pitch * WIDER || apart < 0.0 {
        return true;
    }
    let first = line.text.split(' ').next().unwrap_or_default();
    if is_label(first)
        && first != line.text
        && first.len() < line.text.len()
        && !first.starts_with('(')
    {
        return !first.chars().all(|c| matches!(c, '–' | '—' | '-' | '&'))
            || ends_sentence(&before.text);
    }
    let is_set_in = line.left > left + INDENT * size && line.left > before.left + INDENT * size;
    let is_after_label = before.text.split(' ').next().is_some_and(is_label);
    // Where the next word had room in the line before, the line was ended on purpose.
    let has_room = right - before.right > width_of_first(line);
    let is_short = right - before.right > SHORTER * (right - left);
    let opens = || is_short && !line.text.starts_with(char::is_lowercase);
    is_set_in && !is_after_label
        || has_room && (ends_sentence(&before.text) && !before.text.ends_with(':') || opens())
}

/// How wide the first word of a line is, with the space before it.
fn width_of_first(line: &Line) -> f32 {
    let n_all = line.text.chars().count().max(1) as f32;
    let n_first = line.text.split(' ').next().unwrap_or_default().chars().count() as f32;
    (n_first + 1.5) * (line.right - line.left) / n_all
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', '\'']).ends_with(['.', '!', '?', ':', ';', '。'])
}

/// Puts a line behind a paragraph: a hyphen at its end goes where the document has the word without one.
fn append(paragraph: &mut Paragraph, line: &str, words: &HashSet<String>) {
    let text = &mut paragraph.text;
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if let Some(stem) =
        text.strip_suffix('-').filter(|stem| stem.ends_with(char::is_alphabetic))
    {
        let first = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let second = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let whole = format!("{first}{second}").to_lowercase();
        let parted = format!("{first}-{second}").to_lowercase();
        let is_name = !line.starts_with(char::is_lowercase);
        let keeps = words.contains(&parted) && !words.contains(&whole);
        if !is_name && !keeps {
            text.pop();
        }
    } else if !is_address_cut(text) || line.contains(' ') {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a text ends inside a web address.
fn is_address_cut(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|word| word.contains("://"))
}

/// The words inside lines, as they are written: with hyphens and without.
fn words(pages: &[Vec<Column>]) -> HashSet<String> {
    let lines = pages.iter().flatten().flatten();
    let inside = lines.flat_map(|line| {
        let words = line.text.split(|c: char| !c.is_alphanumeric() && c != '-');
        words.filter(|word| !word.is_empty() && !word.ends_with('-'))
    });
    inside.map(str::to_lowercase).collect()
}
