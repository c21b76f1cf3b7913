//! Stories that each have a head of labelled lines: `Title: …`, `Date: …`, `Source: …`.
//!
//! In: text. Out: a document for each head, with the fields it says; the head itself is no part of the text. Never: a story
//! without such a head.

use crate::base::{Document, Source, Warned};
use crate::documents::front::{self, HeadLines};
use crate::documents::options::{ReadOptions, Stories};
use crate::documents::tokens::is_space;
use crate::documents::{fields, paragraphs, story};

/// The stories of a text whose first words are such a head, or the heading of an archive of them.
pub(super) fn stories(
    name: &str,
    text: &str,
    has_headings: bool,
    options: &ReadOptions,
) -> Option<Warned<Vec<Document>>> {
    let mut heads = front::heads(text);
    if options.stories != Stories::Split {
        heads.truncate(1);
    }
    let before = &text[..heads.first()?.start];
    let pieces = paragraphs::split(before, has_headings);
    if !pieces.iter().all(|piece| story::is_title_line(before, piece)) {
        return None;
    }
    let mut read = Warned { output: Vec::new(), warnings: Vec::new() };
    let ends = heads.iter().skip(1).map(|head| head.start).chain([text.len()]);
    for (head, end) in heads.iter().zip(ends) {
        let source = Source { file: name.to_owned(), line: head.line + 1, ..Source::default() };
        read.output.extend(document(
            &text[..end],
            head,
            source,
            has_headings,
            options,
            &mut read.warnings,
        ));
    }
    Some(read)
}

fn document(
    text: &str,
    head: &HeadLines,
    source: Source,
    has_headings: bool,
    options: &ReadOptions,
    warnings: &mut Vec<crate::base::Warning>,
) -> Option<Document> {
    let front = front::labelled(text, head);
    let record = fields::read(front.fields, &options.of_own_fields(), source, warnings);
    // A rule that parts two stories belongs to neither.
    let body = text[front.body..]
        .trim_end_matches(|c| is_space(c) || matches!(c, '-' | '=' | '*' | '_' | '~'));
    let dropped = &text[front.body + body.len()..];
    let is_rule = dropped.lines().skip(1).any(|line| !line.trim_matches(is_space).is_empty());
    let body = if is_rule { body } else { &text[front.body..] };
    fields::document(record, body, has_headings)
}
