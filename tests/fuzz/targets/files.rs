//! Files of every format.
//!
//! In: the bytes of a file. Out: nothing. Never: a name that says what the bytes do not, unless a format has no other sign.

use std::io::{Cursor, Write as _};

use consort::base::Pattern;
use consort::documents::{DateFormat, ReadOptions, Stories};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::reading::{file, parts, recorded};

/// Reads bytes as files of these names, and finds what they say.
fn read(names: &[&str], data: &[u8], options: &ReadOptions) {
    for name in names {
        file(name, data, options).into_iter().take(8).for_each(recorded);
    }
}

/// Stories as text, and with the marks of Markdown.
pub(super) fn text(data: &[u8]) {
    read(&["a.txt", "a.md"], data, &ReadOptions::default());
}

/// Archives that are split where somebody says: parts `split`, `title` and `date`, and above them the text.
pub(super) fn marks(data: &[u8]) {
    let parts = parts(data);
    let part = |wanted: &str| {
        let found = parts.iter().find(|(name, _)| name == wanted);
        found.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()).map(str::trim_end)
    };
    let pattern = |wanted: &str| part(wanted).and_then(|text| Pattern::new(text).ok());
    let options = ReadOptions {
        stories: pattern("split").map_or(Stories::Split, Stories::At),
        title: pattern("title"),
        date_format: part("date").and_then(|text| DateFormat::new(text).ok()),
        ..ReadOptions::default()
    };
    let text = parts.iter().find(|(name, _)| name.is_empty()).map(|(_, bytes)| &bytes[..]);
    read(&["a.txt"], text.unwrap_or_default(), &options);
}

/// Records and tables.
pub(super) fn records(data: &[u8]) {
    read(&["a.jsonl", "a.json", "a.csv"], data, &ReadOptions::default());
}

/// Pages and feeds.
pub(super) fn page(data: &[u8]) {
    read(&["a.html", "a.xml"], data, &ReadOptions::default());
}

/// PDFs.
pub(super) fn pdf(data: &[u8]) {
    read(&["a.pdf"], data, &ReadOptions::default());
}

/// Mails, boxes of them, and what a crawler kept.
pub(super) fn mail(data: &[u8]) {
    read(&["a.eml", "a.mbox", "a.warc"], data, &ReadOptions::default());
}

/// What is packed, as its bytes come.
pub(super) fn packed(data: &[u8]) {
    read(&["a.zip", "a.txt.gz"], data, &ReadOptions::default());
}

/// What office programs write: the parts are the members of the package, so that they can be changed without its sums going wrong.
pub(super) fn office(data: &[u8]) {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts(data) {
        // Two members of one name cannot be written.
        if package.start_file(name, stored).is_ok() {
            package.write_all(&bytes).unwrap();
        }
    }
    let package = package.finish().unwrap().into_inner();
    read(&["a.zip"], &package, &ReadOptions::default());
}
