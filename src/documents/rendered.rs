//! The stories of a text that was taken out of a file which is no text, such as a page or a PDF.
//!
//! In: the text, and what the file says about itself. Out: its documents. Never: a second way to find titles, datelines and
//! stories; what the file says about itself put above the date with which a story opens.

use serde_json::{Map, Value};

use crate::base::{Document, Source, Warned};
use crate::documents::clean;
use crate::documents::dates;
use crate::documents::fields;
use crate::documents::letterhead;
use crate::documents::marks::Part;
use crate::documents::options::{Format, ReadOptions, Stories};
use crate::documents::order::Seen;
use crate::documents::parse::parse_part;

/// What a file says about itself.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    /// Fields as a record has them: `title`, `url`, `publisher`, and any other that is to be kept.
    pub(super) fields: Map<String, Value>,
    /// The day on which its story was published.
    pub(super) published: Option<String>,
    /// The day on which it was made, which may be that of a copy.
    pub(super) made: Option<String>,
}

/// The documents of a text whose paragraphs are parted by blank lines: one, unless there are several titles with a dateline
/// below, or the user says where stories begin.
pub(super) fn stories(
    name: &str,
    text: &str,
    about: About,
    options: &ReadOptions,
) -> Warned<Vec<Document>> {
    let part = Part { name, first_line: 1, is_all: true };
    let mut read = parse_part(part, text, Format::Text, options);
    let source = Source { file: name.to_owned(), line: 1, ..Source::default() };
    let own = options.of_own_fields();
    let mut record = fields::read(about.fields, &own, source, &mut read.warnings);
    let is_marked = matches!(options.stories, Stories::At(_))
        || options.title.is_some()
        || options.date_format.is_some();
    if read.output.len() == 1 && !is_marked {
        let text = clean::cleaned(name, text, false, &mut Vec::new());
        let day_month = options.order().or_else(|| Seen::in_text(text.as_bytes()).order());
        let dates = |written: Option<&String>| {
            let points = dates::points_at_start(written?)?;
            dates::resolve(&points, None, day_month)
        };
        record.meta.published = dates(about.published.as_ref());
        record.meta.made = dates(about.made.as_ref());
        record.meta.name_date = letterhead::of_name(name);
        record.meta.day_month = day_month;
        read.output = fields::document(record, &text, false).into_iter().collect();
        return read;
    }
    for story in &mut read.output {
        let said = &record.meta;
        // Where a line of such a text ends says nothing of the file.
        story.source.line = 1;
        story.source.url = story.source.url.take().or_else(|| said.source.url.clone());
        let publisher = story.source.publisher.take();
        story.source.publisher = publisher.or_else(|| said.source.publisher.clone());
        story.extra.extend(said.extra.clone());
    }
    read
}
