//! Marks of Markdown inside lines: stars around words, links, pictures. They are left out, so that names run on over them.
//!
//! In: text. Out: its words as a reader of the page sees them, line for line. Never: a mark that opens a line (headings,
//! lists), nor a star or bracket without its partner.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::sort_by_key;

/// The text of a link is no longer than this, in bytes.
const LONGEST_LINK: usize = 500;
/// So many marks may wait for their partner in a paragraph.
const MOST_OPEN: usize = 64;

/// Whether a text has marks of Markdown: a link, or words between two stars.
pub(super) fn has_marks(text: &str) -> bool {
    let is_link = |at: usize| {
        let target = &text[at + 2..];
        ["http", "/", "#", "mailto:", "www."].iter().any(|start| target.starts_with(start))
    };
    text.match_indices("](").any(|(at, _)| is_link(at)) || text.matches("**").nth(1).is_some()
}

/// The text without these marks.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    let mut dropped = links(text);
    dropped.extend(stars(text));
    if dropped.is_empty() {
        return Cow::Borrowed(text);
    }
    sort_by_key(&mut dropped, |range| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in dropped {
        if range.start > at {
            out.push_str(&text[at..range.start]);
        }
        at = at.max(range.end);
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// What is not read of links and pictures.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut dropped = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('[').map(|found| at + found) {
        at = open + 1;
        let is_picture = text[..open].ends_with('!');
        let Some(close) = closing(text, open, b'[', b']') else { continue };
        // A note's number: `[^1]`
        if text[open + 1..].starts_with('^') && !text[close + 1..].starts_with(':') {
            dropped.push(open..close + 1);
            at = close + 1;
            continue;
        }
        let end = match text.as_bytes().get(close + 1) {
            Some(b'(') => closing(text, close + 1, b'(', b')'),
            Some(b'[') => closing(text, close + 1, b'[', b']'),
            _ => None,
        };
        let Some(end) = end else { continue };
        if is_picture {
            dropped.push(open - 1..end + 1);
            at = end + 1;
        } else {
            dropped.push(open..open + 1);
            dropped.push(close..end + 1);
        }
    }
    dropped
}

/// Where the bracket that opens at `open` closes, within its paragraph.
fn closing(text: &str, open: usize, opens: u8, closes: u8) -> Option<usize> {
    let mut depth = 0;
    let mut was_break = false;
    for (i, byte) in text.bytes().enumerate().skip(open).take(LONGEST_LINK) {
        match byte {
            b'\n' if was_break => return None,
            b'\n' => was_break = true,
            b' ' | b'\t' | b'\r' => {}
            _ => was_break = false,
        }
        depth += i32::from(byte == opens);
        depth -= i32::from(byte == closes);
        if depth == 0 {
            return Some(i);
        }
    }
    None
}

/// The runs of stars and underscores that stand in pairs around words of one paragraph.
fn stars(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut dropped = Vec::new();
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mark = bytes[at];
        if mark == b'\n' && text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
            open.clear();
        }
        if !matches!(mark, b'*' | b'_') || at > 0 && bytes[at - 1] == b'\\' {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|b| **b == mark).count();
        let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        // Underscores inside a word are part of it: `date_of_birth`.
        let is_inside = mark == b'_' && is_word(before) && is_word(after);
        if end - at <= 3 && !is_inside {
            let alike = |o: &Range<usize>| bytes[o.start] == mark && o.len() == end - at;
            let partner = open.iter().rposition(alike).filter(|_| touches(before));
            match partner {
                Some(i) => {
                    dropped.push(open[i].clone());
                    dropped.push(at..end);
                    open.truncate(i);
                }
                None if touches(after) && open.len() < MOST_OPEN => open.push(at..end),
                None => {}
            }
        }
        at = end;
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::{has_marks, without_marks};

    #[test]
    fn marks_are_left_out() {
        for (text, expected) in [
            ("The World **Harbour** Fund", "The World Harbour Fund"),
            ("***One*** *two* __three__ _four_", "One two three four"),
            ("The [Harbour Fund](https://e.org/WHO_(1)) of Accra", "The Harbour Fund of Accra"),
            ("[**Harbour** Fund][1] and [more]", "Harbour Fund and [more]"),
            ("A ![FAO logo](logo.png) picture[^2]", "A  picture"),
            ("[![FAO](a.png)](https://e.org) B", " B"),
            ("* item with *stress*\n* another", "* item with stress\n* another"),
            ("2 * 3 * 4, date_of_birth, a*b", "2 * 3 * 4, date_of_birth, a*b"),
            ("500 helped* in May *so far", "500 helped* in May *so far"),
            ("**one\n\ntwo** three", "**one\n\ntwo** three"),
            ("**one\ntwo** three", "one\ntwo three"),
            ("\\*kept\\* [kept] (kept) _ __ ** ****", "\\*kept\\* [kept] (kept) _ __ ** ****"),
            ("# Head [a](b)\n---\n***\n", "# Head a\n---\n***\n"),
            ("[^1]: the note", "[^1]: the note"),
        ] {
            assert_eq!(without_marks(text), expected, "{text}");
        }
        assert!(has_marks("a [b](https://c)") && has_marks("**a** b"));
        assert!(!has_marks("a** b [c] (d) f](x)"));
    }
}
