//! The words of a story's prose, and which of them are facts.
//!
//! In: a story, the numbers of its language. Out: a [`Body`]. Never: its title, which copies change, or its links.
//!
//! A fact is what two letters from one mould differ in: a number in digits or words, and a word with a capital, unless it has
//! the capital only because it opens a sentence.

use std::collections::BTreeSet;

use twox_hash::XxHash3_64;

use crate::base::{Document, ParagraphKind, Span, Story};
use crate::cut::{ADDRESS, Tokens, fold};
use crate::dictionary::Money;
use crate::merge::copies::glyphs::push_glyphs;

/// The words of a story's prose in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    words: Vec<Word>,
    /// Their letters, what looks alike in print made one.
    glyphs: String,
}

/// One word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Equal for words that look alike in print.
    pub key: u32,
    /// Equal for words that are written with the same letters.
    pub spelling: u32,
    /// One past its last byte in `glyphs`.
    end: u32,
    /// So many bytes, its first and its last: what most unlike words differ in.
    pub shape: (u32, u8, u8),
    /// The entity that it names, or a part of its name; 0 where it names none.
    pub entity: u32,
    pub is_fact: bool,
    pub has_digit: bool,
}

impl Body {
    /// The words of a story. Numbers in words are those of `money`, and so are the names of currencies.
    #[must_use]
    pub fn new(story: &Story, money: &Money) -> Self {
        let mut body = Self::default();
        let tokens = fold(&story.document.text);
        let looks = body.read(&story.document, &tokens);
        body.mark_entities(story, &looks);
        body.mark_facts(&looks, &|i| {
            let word = tokens.word(i);
            money.number(word).is_some()
                || money.zeros(word).is_some()
                || !money.currencies(word).is_empty()
        });
        body
    }

    /// The same without facts.
    pub(super) fn plain(document: &Document) -> Self {
        let mut body = Self::default();
        body.read(document, &fold(&document.text));
        body
    }

    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The letters of a word, what looks alike made one.
    pub(super) fn glyphs(&self, at: usize) -> &str {
        self.glyphs_of(at, at + 1)
    }

    /// The letters of several words, without the spaces between them.
    pub(super) fn glyphs_of(&self, from: usize, to: usize) -> &str {
        let end = |at: usize| at.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        &self.glyphs[end(from)..end(to)]
    }

    fn read(&mut self, document: &Document, tokens: &Tokens) -> Vec<Look> {
        let mut looks = Vec::new();
        for part in prose(document) {
            let mut opens = true;
            for i in tokens.at(part.start)..tokens.at(part.end) {
                match kind(tokens, i) {
                    Kind::Word => {
                        looks.push(self.push(document, tokens, i, opens));
                        opens = false;
                    }
                    Kind::Opener => opens = true,
                    Kind::Sign => {}
                }
            }
        }
        looks
    }

    fn push(&mut self, document: &Document, tokens: &Tokens, i: usize, opens: bool) -> Look {
        let start = self.glyphs.len();
        let word = tokens.word(i);
        push_glyphs(word, &mut self.glyphs);
        let written = &document.text[tokens.spans[i].range()];
        let first = written.chars().find(|c| c.is_alphanumeric());
        self.words.push(Word {
            key: hash(&self.glyphs.as_bytes()[start..]),
            spelling: hash(word.as_bytes()),
            shape: shape(&self.glyphs.as_bytes()[start..]),
            end: u32::try_from(self.glyphs.len()).unwrap_or(u32::MAX),
            entity: 0,
            is_fact: false,
            has_digit: word.bytes().any(|b| b.is_ascii_digit()),
        });
        Look {
            token: i,
            start: tokens.spans[i].start,
            opens,
            is_capital: first.is_some_and(char::is_uppercase),
            is_small: first.is_none_or(char::is_lowercase),
        }
    }

    fn mark_entities(&mut self, story: &Story, looks: &[Look]) {
        for mention in story.extraction.mentions.iter().filter(|m| !m.nested) {
            let from = looks.partition_point(|look| look.start < mention.span.start);
            let inside = looks[from..].iter().take_while(|look| look.start < mention.span.end);
            let n_inside = inside.count();
            let entity = hash(mention.entity.id.as_bytes()).max(1);
            self.words[from..from + n_inside].iter_mut().for_each(|word| word.entity = entity);
        }
    }

    fn mark_facts(&mut self, looks: &[Look], is_amount: &dyn Fn(usize) -> bool) {
        // What has a capital in the middle of a sentence is a name at its beginning too.
        let names = self.words.iter().zip(looks).filter(|(_, look)| look.is_capital && !look.opens);
        let names: BTreeSet<u32> = names.map(|(word, _)| word.key).collect();
        for at in 0..self.words.len() {
            let (look, word) = (&looks[at], self.words[at]);
            let leads_name = || looks.get(at + 1).is_some_and(|n| n.is_capital && !n.opens);
            let is_name =
                || !look.opens || word.entity != 0 || names.contains(&word.key) || leads_name();
            self.words[at].is_fact = word.has_digit
                || (look.is_capital && is_name())
                // Letters of a script without capitals.
                || (!look.is_capital && !look.is_small && word.entity != 0)
                || is_amount(look.token);
        }
    }
}

/// How a word stands in the text.
struct Look {
    token: usize,
    /// Its first byte in the text.
    start: usize,
    /// Whether it opens a sentence.
    opens: bool,
    is_capital: bool,
    is_small: bool,
}

enum Kind {
    Word,
    /// What a capital follows.
    Opener,
    Sign,
}

fn kind(tokens: &Tokens, i: usize) -> Kind {
    match tokens.word(i) {
        "." | "!" | "?" | ":" | "\"" | "•" => Kind::Opener,
        ADDRESS => Kind::Sign,
        word if word.starts_with(char::is_alphanumeric) => Kind::Word,
        _ => Kind::Sign,
    }
}

/// Where a document's running prose and list items stand.
fn prose(document: &Document) -> impl Iterator<Item = Span> + '_ {
    let is_prose = |kind| matches!(kind, ParagraphKind::Text | ParagraphKind::Item);
    document.paragraphs.iter().filter(move |p| is_prose(p.kind)).map(|p| p.span)
}

/// The length of a word, its first and its last byte.
fn shape(glyphs: &[u8]) -> (u32, u8, u8) {
    let end = |byte: Option<&u8>| byte.copied().unwrap_or_default();
    (glyphs.len() as u32, end(glyphs.first()), end(glyphs.last()))
}

/// A hash that is the same on every machine.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    (XxHash3_64::oneshot(bytes) >> 32) as u32
}
