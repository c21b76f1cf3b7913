//! Reads stories: from files to [`Document`](crate::base::Document)s.
//!
//! In: paths, or bytes and text that somebody else has read. Out: documents with title, paragraphs, dateline and dates,
//! and warnings. Never: names, relations, or the question which place is a country; that is for the stages after it.
//!
//! # Steps
//!
//! 1. [`walk()`] finds the files, [`Portions`] reads one piece by piece, [`read_file`] all of one.
//! 2. What a file holds is found by its bytes (`kind`), which its name does not change. What is no text is read as a whole by the
//!    reader of its kind (`whole`), and so is what is packed in it.
//! 3. [`decode`] turns bytes into text, [`parse()`] text into documents, [`Portion::documents`] does both: no IO, so they run on
//!    any thread and where there are no files.
//! 4. [`IdAssigner`] makes ids unique over the documents in input order.
//!
//! ```
//! use consort::documents::{Format, ReadOptions, parse};
//!
//! let text = "OSCE and UNODC hold a course\n\n9-11 December 2020, Vienna, Austria: They held it.\n";
//! let read = parse("news.txt", text, Format::Text, &ReadOptions::default());
//! let story = &read.output[0];
//! assert_eq!(story.title, "OSCE and UNODC hold a course");
//! assert_eq!(story.date_end.map(|d| d.to_string()).as_deref(), Some("2020-12-11"));
//! ```

mod archive;
mod clean;
mod closing;
mod csv_table;
mod date_format;
mod dateline;
mod dates;
mod daytime;
mod docx;
mod doubt;
mod emphasis;
mod encoding;
mod error;
mod feed;
mod fields;
mod front;
mod halves;
mod headed;
mod html;
mod html_main;
mod html_meta;
mod html_page;
mod html_tree;
mod id;
mod input;
mod json;
mod jsonl;
mod kind;
mod labels;
mod letterhead;
mod mail;
mod markdown;
mod marks;
mod mojibake;
mod odt;
mod options;
mod order;
mod packed;
mod paragraphs;
mod parse;
mod pdf;
mod pdf_content;
mod pdf_font;
mod pdf_guard;
mod pdf_heads;
mod pdf_layout;
mod pdf_lines;
mod pdf_names;
mod pdf_paragraphs;
mod pdf_stream;
mod pdf_widths;
mod place_words;
mod portions;
mod prose;
mod record;
mod rendered;
mod signs;
mod story;
mod table;
#[cfg(test)]
mod tests;
mod tokens;
mod walk;
mod warc;
mod whole;
#[cfg(test)]
mod whole_tests;
mod workbook;

pub use date_format::{DateFormat, DateFormatError, DayMonth};
pub(crate) use dates::date_at_start;
pub use encoding::decode;
pub use error::ReadError;
pub use id::IdAssigner;
pub use input::{Found, InputFile, InputPlace};
pub use options::{Format, ReadOptions, Stories, UnknownField};
pub use parse::parse;
pub use portions::{Portion, Portions, read_file};
pub use record::{Records, read_record};
pub use walk::walk;
