//! Cuts text into paragraphs.
//!
//! In: decoded text with any kind of line ends. Out: spans in reading order that together hold every word, with their kind.
//! Never: changes a character, or takes more than linear time (a line of 100 MB is one paragraph like any other).
//!
//! # Rules
//!
//! 1. Lines of white space (U+00A0 too) and rules (`---`, `===`) part blocks.
//! 2. Bullets, numbered items, headings and addresses are paragraphs of their own.
//! 3. Otherwise a block is one hard-wrapped paragraph, unless a line of it is too long to be wrapped: then each line is one.
//! 4. In a hard-wrapped block a new paragraph also starts at an indented line after a full line, and at a dateline.

use crate::base::{ParagraphKind, Span};
use crate::cut::{is_closing, is_full_stop};
use crate::documents::dateline;
use crate::documents::tokens::is_space;

/// Nobody wraps lines later than this, in bytes.
const LONGEST_WRAPPED_LINE: usize = 160;
/// A headline directly above its text has no more lines than this.
const MOST_HEADLINE_LINES: usize = 3;
/// A line that announces links, and a title in a list of links, is no longer than this, in bytes.
const LONGEST_LINK_LINE: usize = 250;

/// What announces a list of links, at the start of a paragraph, in lower case.
const LINK_OPENERS: [&str; 16] = [
    "for more info",
    "for further info",
    "for additional info",
    "for more details",
    "for further details",
    "further info",
    "more info",
    "additional info",
    "further reading",
    "read more",
    "learn more",
    "see also",
    "related links",
    "related information",
    "useful links",
    "links:",
];

/// A paragraph and what the splitting of stories asks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: ParagraphKind,
    /// Its first line in the text, from 1.
    pub(super) line: usize,
    /// How many lines it has.
    pub(super) n_lines: usize,
    /// Whether it is a heading of Markdown.
    pub(super) is_heading: bool,
}

/// The paragraphs of `text`; `has_headings` takes `# lines` as Markdown does. Lists of links are told by [`mark_links`].
pub(super) fn split(text: &str, has_headings: bool) -> Vec<Piece> {
    let mut splitter = Splitter { text, has_headings, block: Vec::new(), pieces: Vec::new() };
    for line in Lines::new(text) {
        let content = &text[line.span.range()];
        if content.chars().all(is_space) || is_rule(content) {
            splitter.end_block();
        } else {
            splitter.block.push(line);
        }
    }
    splitter.end_block();
    splitter.pieces
}

/// Marks what announces links and the titles listed below it, within one story.
pub(super) fn mark_links(text: &str, pieces: &mut [Piece]) {
    let mut is_list = false;
    for piece in pieces.iter_mut().filter(|p| p.kind != ParagraphKind::Title) {
        let words = &text[piece.span.range()];
        if is_address(words) {
            piece.kind = ParagraphKind::Link;
        } else if is_announcement(words) {
            piece.kind = ParagraphKind::Link;
            is_list = true;
        } else if is_list && piece.n_lines == 1 && is_link_title(words) {
            piece.kind = ParagraphKind::Link;
        } else {
            is_list = false;
        }
    }
}

/// Whether a paragraph is a web address alone.
pub(super) fn is_address(words: &str) -> bool {
    let bare = words.trim_start_matches(is_mark_or_space);
    starts_like_address(bare) && !bare.contains(is_space)
}

/// White space with bullets and brackets, which stand before an address in lists.
fn is_mark_or_space(c: char) -> bool {
    is_space(c) || !c.is_alphanumeric()
}

fn starts_like_address(words: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|start| {
        words.get(..start.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(start))
    })
}

fn is_announcement(words: &str) -> bool {
    if words.len() > LONGEST_LINK_LINE {
        return false;
    }
    let lower = words.to_lowercase();
    LINK_OPENERS.iter().any(|opener| lower.starts_with(opener))
        && (lower.ends_with(':') || lower.contains("://") || lower.contains("www."))
}

fn is_link_title(words: &str) -> bool {
    words.len() <= LONGEST_LINK_LINE
        && !words.ends_with(['.', ';', ':'])
        && dateline::opening(words).is_none()
}

/// A line that only draws a line.
fn is_rule(content: &str) -> bool {
    let content = content.trim_matches(is_space);
    content.len() >= 3 && content.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b'~'))
}

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// From 1.
    pub(super) number: usize,
}

/// The lines of a text, whatever ends them: LF, CR LF, a lone CR, a form feed.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, number: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.at >= self.text.len() {
            return None;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let len =
            rest.iter().position(|b| matches!(b, b'\n' | b'\r' | b'\x0c')).unwrap_or(rest.len());
        let end = if rest[len..].starts_with(b"\r\n") { 2 } else { 1 };
        self.number += 1;
        let line = Line { span: Span::new(self.at, self.at + len), number: self.number };
        // A form feed parts pages, not lines: editors do not count it.
        self.number -= usize::from(rest.get(len) == Some(&b'\x0c'));
        self.at += len + end;
        Some(line)
    }
}

struct Splitter<'a> {
    text: &'a str,
    has_headings: bool,
    block: Vec<Line>,
    pieces: Vec<Piece>,
}

impl Splitter<'_> {
    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let is_wrapped = !block.iter().any(|line| {
            let content = &self.text[line.span.range()];
            content.len() > LONGEST_WRAPPED_LINE && content.trim().contains(is_space)
        });
        // What the paragraph under way is, and the line before.
        let mut current: Option<(Piece, bool)> = None;
        for (i, line) in block.iter().enumerate() {
            let content = self.text[line.span.range()].trim_matches(is_space);
            let before = i.checked_sub(1).map(|b| self.text[block[b].span.range()].trim_end());
            let after_item = current.is_some_and(|(piece, _)| piece.kind == ParagraphKind::Item);
            let heading = self.heading(content);
            let is_item = heading.is_none() && starts_item(content, before, after_item);
            let is_alone = heading.is_some() || is_address(content);
            let starts = is_alone
                || is_item
                || !is_wrapped
                || current.is_none_or(|(_, was_alone)| was_alone)
                || !after_item
                    && current.is_some_and(|(p, _)| self.starts_inside(&block, i, p.n_lines == i));
            if starts {
                self.pieces.extend(current.take().map(|(piece, _)| piece));
                let start = line.span.start + self.text[line.span.range()].len()
                    - self.text[line.span.range()].trim_start_matches(is_space).len();
                let marker = heading.unwrap_or(0);
                let span = Span::new(start + marker, start + content.len());
                let kind = if is_item { ParagraphKind::Item } else { ParagraphKind::Text };
                let is_heading = heading.is_some();
                let piece = Piece { span, kind, line: line.number, n_lines: 1, is_heading };
                current = Some((piece, is_alone));
            } else if let Some((piece, _)) = &mut current {
                let end = self.text[..line.span.end].trim_end_matches(is_space).len();
                piece.span = Span::new(piece.span.start, end);
                piece.n_lines += 1;
            }
        }
        self.pieces.extend(current.map(|(piece, _)| piece));
    }

    /// Rule 4: whether line `i` of a wrapped block opens a paragraph without a blank line before it; `is_first` when the
    /// lines before it are the block's first paragraph, which may be a headline.
    fn starts_inside(&self, block: &[Line], i: usize, is_first: bool) -> bool {
        let line = |i: usize| &self.text[block[i].span.range()];
        let Some(before) = i.checked_sub(1).map(line) else { return false };
        let is_full = before.trim_end_matches(is_space).ends_with(|c| {
            matches!(c, '.' | '!' | '?' | '"' | '”' | ':' | '：')
                || is_full_stop(c)
                || is_closing(c)
        });
        let is_below_headline = is_first && i <= MOST_HEADLINE_LINES;
        if indent(line(i)) >= indent(before) + 2 && (is_full || is_below_headline) {
            return true;
        }
        // The second line of a long dateline can look like one too.
        is_below_headline
            && !is_full
            && opens_dated(line(i))
            && !dateline::opens_with_date(line(0).trim_start_matches(is_space))
    }

    /// The length of the mark of a heading, `## `.
    fn heading(&self, content: &str) -> Option<usize> {
        let marks = content.bytes().take_while(|b| *b == b'#').count();
        let rest = content.get(marks..)?;
        let is_heading =
            self.has_headings && (1..=6).contains(&marks) && rest.starts_with(is_space);
        is_heading.then(|| content.len() - rest.trim_start_matches(is_space).len())
    }
}

fn opens_dated(line: &str) -> bool {
    let line = line.trim_start_matches(is_space);
    dateline::opening(line).is_some_and(|o| o.closing != dateline::Closing::Paragraph)
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| is_space(*c)).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Whether a line opens an item of a list.
///
/// A hyphen or a number may also stand at the start of a wrapped line of prose; there they count only where a list is to be
/// expected: at the start of a block, after another item, after a colon.
fn starts_item(content: &str, before: Option<&str>, after_item: bool) -> bool {
    let mut chars = content.chars();
    let (first, second) = (chars.next(), chars.next());
    match first {
        Some('•' | '●' | '▪' | '■' | '‣' | '◦' | '·' | '⁃' | '➢' | '►') => true,
        Some('*' | '+' | '-' | '–' | '—') => {
            second.is_some_and(is_space) && (first == Some('*') || is_expected(before, after_item))
        }
        _ => is_numbered(content) && is_expected(before, after_item),
    }
}

fn is_expected(before: Option<&str>, after_item: bool) -> bool {
    after_item || before.is_none_or(|line| line.ends_with([':', ';']))
}

/// `1.`, `12)`, `(3)`, `(iv)`, `b)`, followed by white space.
fn is_numbered(content: &str) -> bool {
    let (label, rest) = match content.split_once(is_space) {
        Some((label, rest)) if label.len() <= 7 => (label, rest),
        _ => return false,
    };
    let inner = label.trim_start_matches('(');
    let number = inner.trim_end_matches([')', '.']);
    let is_closed = inner.ends_with(')') || inner.ends_with('.') && inner.len() == label.len();
    let is_digits = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    let is_roman = number.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let is_letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_lowercase());
    is_closed && !number.is_empty() && (is_digits || is_roman || is_letter) && !rest.is_empty()
}

#[cfg(test)]
#[path = "paragraphs_tests.rs"]
mod tests;
