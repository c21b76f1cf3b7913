//! Cuts the opening words of a paragraph into words, numbers and marks.
//!
//! In: text. Out: tokens whose spans are byte offsets into it. Never: more than the first few hundred bytes; nor the words of
//! `cut`, which part at apostrophes and hold digits and letters together.

use crate::base::Span;

/// A dateline longer than this is none; the longest of the archive has 140 bytes.
const LONGEST_HEAD: usize = 600;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes inside.
    Word,
    /// Digits: their value and how many there are.
    Number(u32, usize),
    Comma,
    Semicolon,
    Colon,
    Slash,
    Dot,
    Ampersand,
    /// A hyphen or an en dash.
    Dash,
    /// An em dash, or hyphens in a row, which never stand inside a name or a range of days.
    LongDash,
    Open,
    Close,
    /// An upright bar.
    Bar,
    /// Any other mark: none belongs in a dateline.
    Other,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// The opening of a paragraph, cut into tokens.
#[derive(Debug)]
pub(super) struct Head<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    /// Whether the tokens cover the whole paragraph.
    pub(super) is_whole: bool,
}

impl<'a> Head<'a> {
    pub(super) fn new(paragraph: &'a str) -> Self {
        Self::within(paragraph, LONGEST_HEAD)
    }

    /// The same of no more than so many bytes.
    pub(super) fn within(paragraph: &'a str, n_bytes: usize) -> Self {
        let end = (0..=n_bytes.min(paragraph.len()))
            .rev()
            .find(|&i| paragraph.is_char_boundary(i))
            .unwrap_or(0);
        let text = &paragraph[..end];
        Self { text, tokens: tokens(text), is_whole: end == paragraph.len() }
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// The text of a token, empty past the end.
    pub(super) fn str(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| &self.text[t.span.range()])
    }

    /// Whether the token at `at` is this word in any case.
    pub(super) fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.kind(at) == Some(Kind::Word)
            && words.iter().any(|w| w.eq_ignore_ascii_case(self.str(at)))
    }

    /// Whether white space stands before the token; also true past the end.
    pub(super) fn is_spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.spaced)
    }

    /// From the first of the tokens `from..to` to the last.
    pub(super) fn span(&self, from: usize, to: usize) -> Option<Span> {
        let tokens = self.tokens.get(from..to)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        // Markdown's emphasis (`**Geneva, 12 March** –`) says nothing here.
        if is_space(c) || matches!(c, '*' | '_') {
            spaced |= is_space(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut digits = 1;
        if c.is_ascii_digit() || is_letter(c) {
            while let Some(&(i, next)) = chars.peek() {
                let inside = if c.is_ascii_digit() {
                    next.is_ascii_digit()
                } else {
                    is_letter(next) || is_apostrophe(next) && starts_with_letter(&text[i..])
                };
                if !inside {
                    break;
                }
                digits += 1;
                end = i + next.len_utf8();
                chars.next();
            }
        }
        let kind = match c {
            _ if c.is_ascii_digit() => {
                Kind::Number(text[start..end].parse().unwrap_or(u32::MAX), digits)
            }
            _ if is_letter(c) => Kind::Word,
            '-' if chars.peek().is_some_and(|&(_, next)| next == '-') => {
                while chars.next_if(|&(_, next)| next == '-').is_some() {
                    end += 1;
                }
                Kind::LongDash
            }
            _ => mark(c),
        };
        tokens.push(Token { kind, span: Span::new(start, end), spaced });
        spaced = false;
    }
    tokens
}

fn mark(c: char) -> Kind {
    match c {
        ',' => Kind::Comma,
        ';' => Kind::Semicolon,
        ':' | '：' => Kind::Colon,
        '/' => Kind::Slash,
        '.' => Kind::Dot,
        '&' => Kind::Ampersand,
        '-' | '–' | '‐' | '‑' | '−' => Kind::Dash,
        '—' | '―' => Kind::LongDash,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '|' | '│' | '¦' | '•' | '·' => Kind::Bar,
        _ => Kind::Other,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

fn starts_with_letter(text: &str) -> bool {
    text.chars().nth(1).is_some_and(is_letter)
}

/// White space, and the marks of no width that web pages leave behind.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}
