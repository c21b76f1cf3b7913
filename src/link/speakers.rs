//! Who speaks where a text says `we`: whoever a quotation is attributed to, and outside quotations the writer.
//!
//! In: a document with its names, the verbs of speech. Out: a body for a place in the text. Never: a guess where nobody is
//! named.
//!
//! # Rules, in order
//! 1. Inside quotation marks speaks whom the words around the quotation name beside a verb of speech; where they name
//!    nobody (`she said`), whoever spoke before.
//! 2. Outside, the body of the text by whose name its publisher or the host of its address goes.

use std::ops::Range;
use std::sync::Arc;

use crate::base::{Class, Document, Entity, Extraction, Mention, Span};
use crate::cut::fold_name;
use crate::dictionary::{KnownTokens, WordSet};

/// The speakers of a document.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// Quotations in order, each with who speaks.
    quotes: Vec<(Range<usize>, Option<Arc<Entity>>)>,
    writer: Option<Arc<Entity>>,
}

impl Speakers {
    pub(super) fn of(
        document: &Document,
        tokens: &KnownTokens,
        extraction: &Extraction,
        speech: &WordSet,
    ) -> Self {
        let mut quotes = Vec::new();
        let mut last = None;
        for paragraph in &document.paragraphs {
            let quoted = quotations(&document.text, paragraph.span);
            if quoted.is_empty() {
                continue;
            }
            let scene = Scene { tokens, extraction, quoted: &quoted };
            let verb = scene.verb(paragraph.span, speech);
            let speaker = verb.and_then(|token| scene.speaker(token));
            let goes_on = verb.is_some() || quoted[0].start == paragraph.span.start;
            if speaker.is_some() {
                last = speaker;
            }
            let who = if goes_on { last.clone() } else { None };
            quotes.extend(quoted.into_iter().map(|range| (range, who.clone())));
        }
        Self { quotes, writer: writer(document, extraction) }
    }

    /// Who says `we` at a byte of the text.
    pub(super) fn at(&self, byte: usize) -> Option<&Arc<Entity>> {
        let next = self.quotes.partition_point(|(range, _)| range.start <= byte);
        match next.checked_sub(1).map(|i| &self.quotes[i]) {
            Some((range, speaker)) if byte < range.end => speaker.as_ref(),
            _ => self.writer.as_ref(),
        }
    }
}

/// The ranges between quotation marks; one that is not closed goes to the end of the paragraph.
fn quotations(text: &str, paragraph: Span) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, sign) in text[paragraph.range()].char_indices() {
        let at = paragraph.start + i;
        match (open, sign) {
            (None, '"') => open = Some((at, '"')),
            (None, '“' | '„') => open = Some((at, '”')),
            (None, '«') => open = Some((at, '»')),
            // `„…“` closes with the sign that opens elsewhere.
            (Some((start, close)), sign) if sign == close || sign == '“' && close == '”' => {
                out.push(start..at + sign.len_utf8());
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|(start, _)| start..paragraph.end));
    out
}

struct Scene<'a> {
    tokens: &'a KnownTokens,
    extraction: &'a Extraction,
    quoted: &'a [Range<usize>],
}

impl Scene<'_> {
    fn is_quoted(&self, byte: usize) -> bool {
        self.quoted.iter().any(|range| range.contains(&byte))
    }

    /// The first verb of speech in a paragraph outside its quotations.
    fn verb(&self, paragraph: Span, speech: &WordSet) -> Option<usize> {
        let range = self.tokens.at(paragraph.start)..self.tokens.at(paragraph.end);
        range.into_iter().find(|&i| {
            speech.contains(self.tokens.word(i)) && !self.is_quoted(self.tokens.spans[i].start)
        })
    }

    /// Whom a verb of speech is said of: behind it where a quotation ends before it (`,” said UNICEF’s director`), else before it.
    fn speaker(&self, verb: usize) -> Option<Arc<Entity>> {
        let at = self.tokens.spans[verb];
        let sentences = &self.extraction.sentences;
        let sentence = sentences.partition_point(|s| s.span.end <= at.start);
        let named = |m: &&Mention| {
            !m.nested
                && !self.is_quoted(m.span.start)
                && matches!(m.entity.class, Class::Organisation | Class::Country)
        };
        let here: Vec<&Mention> =
            self.extraction.mentions_in(sentence).iter().filter(named).collect();
        let is_behind = verb == 0
            || self.quoted.iter().any(|q| {
                let gap = q.end.max(self.tokens.spans[verb - 1].start);
                q.end <= at.start && gap + QUOTE_GAP >= at.start
            });
        let (before, behind): (Vec<&Mention>, Vec<&Mention>) =
            here.into_iter().partition(|m| m.span.start < at.start);
        let first = if is_behind { body(behind.iter()) } else { body(before.iter().rev()) };
        first.or_else(|| body(behind.iter())).or_else(|| body(before.iter().rev()))
    }
}

/// So many bytes may stand between a quotation and the verb behind it.
const QUOTE_GAP: usize = 3;

/// The first organisation, or else the first country.
fn body<'m>(mentions: impl Iterator<Item = &'m &'m Mention> + Clone) -> Option<Arc<Entity>> {
    let is = |class: Class| move |m: &&&Mention| m.entity.class == class;
    let organisation = mentions.clone().find(is(Class::Organisation));
    organisation.or_else(|| mentions.clone().find(is(Class::Country))).map(|m| m.entity.clone())
}

/// The body of the text that has the name of its publisher, or of a part of its host.
fn writer(document: &Document, extraction: &Extraction) -> Option<Arc<Entity>> {
    let source = &document.source;
    let compact = |name: &str| fold_name(name).split_whitespace().collect::<String>();
    let publisher = source.publisher.as_deref().unwrap_or_default();
    let host = source.host().unwrap_or_default();
    let mut names: Vec<String> = vec![compact(publisher)];
    names.extend(host.split('.').map(compact));
    names.retain(|name| !name.is_empty());
    if names.is_empty() {
        return None;
    }
    let is_its = |m: &&Mention| {
        m.entity.class == Class::Organisation
            && [compact(&m.entity.label), compact(&document.text[m.span.range()])]
                .iter()
                .any(|name| names.contains(name))
    };
    extraction.mentions.iter().filter(|m| !m.nested).find(is_its).map(|m| m.entity.clone())
}
