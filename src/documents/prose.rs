//! A document of paragraphs that know what they are: the text of DOCX and ODT files.
//!
//! In: paragraphs with their roles, what the file says of itself. Out: a story, or the stories of an archive. Never: a style
//! taken for a title that the user has said to look for elsewhere.
//!
//! # Rules
//!
//! 1. A text that is an archive as plain text would be ([`archive`](crate::documents::archive)) is one.
//! 2. Several paragraphs in the style of titles begin a story each.
//! 3. One, or a heading that opens the text, or the title in the properties where it stands in the text, is the title.
//! 4. Else a plain text's rules find it.

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned};
use crate::documents::fields;
use crate::documents::options::{Format, ReadOptions, Stories};
use crate::documents::order::Seen;
use crate::documents::parse::parse;
use crate::documents::story::folded;
use crate::documents::tokens::is_space;

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading,
    #[default]
    Text,
    Item,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) role: Role,
    pub(super) text: String,
}

/// The stories of a document; `about` is what its properties say (`title`, `author`, `created`, `modified`).
pub(super) fn documents(
    name: &str,
    blocks: &[Block],
    about: Map<String, Value>,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let blocks: Vec<&Block> =
        blocks.iter().filter(|block| !block.text.trim_matches(is_space).is_empty()).collect();
    let mut read = parse(name, &text(&blocks), Format::Text, options);
    let is_plain = matches!(options.stories, Stories::At(_)) || options.title.is_some();
    let stories = if is_plain || read.output.len() > 1 {
        Vec::new()
    } else {
        split(&blocks, &about, options.stories == Stories::Split)
    };
    if !stories.is_empty() {
        let seen = || Seen::in_text(text(&blocks).as_bytes()).order();
        let day_month = options.order().or_else(seen);
        let options = &ReadOptions { day_month, ..options.of_own_fields() };
        read.output.clear();
        for (title, body) in stories {
            let source = Source { file: name.to_owned(), line: 1, ..Source::default() };
            let mut fields = about.clone();
            fields.insert("title".to_owned(), Value::String(title.to_owned()));
            let record = fields::read(fields, options, source, &mut read.warnings);
            read.output.extend(fields::document(record, &text(&body), false));
        }
    } else {
        for document in &mut read.output {
            let extra = about.iter().filter(|(key, _)| *key != "title");
            document.extra.extend(extra.map(|(key, value)| (key.clone(), value.clone())));
        }
    }
    // The lines of the text are no lines of the file.
    read.output.iter_mut().for_each(|document| document.source.line = 1);
    read
}

/// Rules 2 and 3: titles, and the paragraphs of their stories.
fn split<'a>(
    blocks: &[&'a Block],
    about: &Map<String, Value>,
    may_split: bool,
) -> Vec<(&'a str, Vec<&'a Block>)> {
    let is_title = |block: &&Block| block.role == Role::Title;
    // A title over two lines is one.
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|&i| is_title(&blocks[i]) && (i == 0 || !is_title(&blocks[i - 1])))
        .collect();
    if may_split && starts.len() > 1 && blocks[..starts[0]].is_empty() {
        let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
        let stories = starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| (blocks[start].text.as_str(), blocks[start + 1..end].to_vec()));
        return stories.collect();
    }
    let named = about.get("title").and_then(Value::as_str).map(folded).unwrap_or_default();
    let at = starts.first().copied();
    let at = at.or_else(|| blocks.first().filter(|b| b.role == Role::Heading).map(|_| 0));
    let at =
        at.or_else(|| blocks.iter().position(|b| !named.is_empty() && folded(&b.text) == named));
    let Some(at) = at else { return Vec::new() };
    let rest = blocks.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, block)| *block);
    vec![(blocks[at].text.as_str(), rest.collect())]
}

/// The paragraphs as plain text.
fn text(blocks: &[&Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        let words = block.text.trim_matches(is_space);
        let has_mark = words.starts_with(['•', '-', '–', '*', '·']);
        if block.role == Role::Item && !has_mark {
            out.push_str("• ");
        }
        out.push_str(words);
    }
    out
}
