//! Words cut where letters meet digits: `USD34` is `USD` and `34`, `5m` is `5` and `m`.
//!
//! In: tokens. Out: their pieces. Never: a meaning.

use std::ops::Range;

use crate::cut::Tokens;

/// A token, or the letters or digits of one that has both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// The token it belongs to.
    pub token: usize,
    /// Folded.
    pub word: &'a str,
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl Piece<'_> {
    /// Whether it is a number in digits.
    pub(super) fn is_digits(&self) -> bool {
        !self.word.is_empty() && self.word.bytes().all(|b| b.is_ascii_digit())
    }
}

/// The pieces of a range of tokens, and the text they stand in.
pub(super) struct Pieces<'a> {
    text: &'a str,
    all: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a Tokens, range: Range<usize>) -> Self {
        let mut all = Vec::with_capacity(range.len());
        for token in range {
            let (word, span) = (tokens.word(token), tokens.spans[token]);
            let mixed = word.len() == span.end - span.start
                && word.bytes().all(|b| b.is_ascii_alphanumeric())
                && word.as_bytes()[0].is_ascii_digit()
                    != word.as_bytes()[word.len() - 1].is_ascii_digit();
            let cut = word.as_bytes().windows(2);
            let cut = cut.take_while(|w| w[0].is_ascii_digit() == w[1].is_ascii_digit()).count();
            let cut = if mixed { cut + 1 } else { word.len() };
            let piece = |word: &'a str, start: usize, end: usize| Piece { token, word, start, end };
            if cut < word.len() {
                all.push(piece(&word[..cut], span.start, span.start + cut));
                all.push(piece(&word[cut..], span.start + cut, span.end));
            } else {
                all.push(piece(word, span.start, span.end));
            }
        }
        Self { text, all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<Piece<'a>> {
        self.all.get(i).copied()
    }

    /// The folded word of a piece; empty beyond the end.
    pub(super) fn word(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |piece| piece.word)
    }

    /// The digits of a piece, if it is a number.
    pub(super) fn digits(&self, i: usize) -> Option<&'a str> {
        self.get(i).filter(Piece::is_digits).map(|piece| piece.word)
    }

    /// What stands between a piece and the one before it.
    pub(super) fn gap(&self, i: usize) -> &'a str {
        match (i.checked_sub(1).and_then(|before| self.get(before)), self.get(i)) {
            (Some(before), Some(piece)) => &self.text[before.end..piece.start],
            _ => "\n",
        }
    }

    /// Whether a piece follows the one before it without a gap.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.gap(i).is_empty()
    }

    /// Whether only a hyphen or dash parts a piece from the one before it.
    pub(super) fn dashed(&self, i: usize) -> bool {
        let gap = self.gap(i).trim();
        gap.chars().count() == 1 && gap.starts_with(['-', '‐', '‑', '–', '—'])
    }

    /// Whether a minus stands before a piece: `EUR -5 million`, but not `3 -5 million`, `EUR-5 million` or the mark of a list.
    pub(super) fn is_negative(&self, i: usize) -> bool {
        let before = self.get(i).map_or("", |piece| &self.text[..piece.start]);
        let Some(before) = before.strip_suffix(['-', '\u{2212}', '\u{2010}', '\u{2011}']) else {
            return false;
        };
        match before.chars().next_back() {
            None | Some('\n') => false,
            Some(c) if c.is_whitespace() => {
                !before.trim_end().ends_with(|c: char| c.is_ascii_digit())
            }
            Some(c) => !c.is_alphanumeric() && c != ')',
        }
    }

    /// What stands from one piece to the end of another.
    pub(super) fn written(&self, first: usize, end: usize) -> &'a str {
        match (self.get(first), end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if first.start < last.end => {
                &self.text[first.start..last.end]
            }
            _ => "",
        }
    }

    /// The tokens from one piece to the end of another.
    pub(super) fn tokens(&self, first: usize, end: usize) -> Range<usize> {
        match (self.get(first), end.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) => first.token..last.token + 1,
            _ => 0..0,
        }
    }
}
