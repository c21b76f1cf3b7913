//! What a file holds, found by its first bytes; its name counts where they leave it open.
//!
//! In: the opening of a file, its name. Out: the format that reads it, or what it is that consort does not read. Never: a file
//! of one kind read as another because its name says so, or a table taken for prose.
//!
//! # Rules
//!
//! 1. Bytes that only one kind opens with decide, whatever the name or the user says: a PDF is never a text.
//! 2. Else the format that the user gives.
//! 3. Else words that only one kind opens with: the first line of an archive of mails, the head of a mail, the declaration
//!    of a page, the root of a feed, a JSON value, the names of columns above rows of the same width.
//! 4. Else the name; where it tells nothing, a text.

use encoding_rs::Encoding;

use crate::documents::options::Format;
use crate::documents::signs::{self, Foreign, Kind};
use crate::documents::{csv_table, jsonl};

/// The kind of a file that opens so.
pub(super) fn of(
    opening: &[u8],
    name: &str,
    by_name: Option<Format>,
    given: Option<Format>,
) -> Kind {
    if let Some(kind) = signs::of(opening, name) {
        return kind;
    }
    let text = text(opening);
    match given {
        // Records that are spread over several lines are JSON all the same.
        Some(Format::Jsonl) if jsonl::is_other_json(&text) => Kind::Known(Format::Json),
        Some(format) if !is_binary(format) => Kind::Known(format),
        _ => of_words(&text, by_name),
    }
}

/// Whether a file that opens so is surely something to read, whatever its name.
pub(super) fn is_plain(opening: &[u8], name: &str) -> bool {
    match signs::of(opening, name) {
        Some(Kind::Known(Format::Zip)) => signs::is_office(opening),
        Some(Kind::Known(_)) => true,
        Some(Kind::Foreign(_)) => false,
        None => strong(&text(opening))
            .is_some_and(|format| !matches!(format, Format::Json | Format::Jsonl)),
    }
}

/// Rules 3 and 4.
fn of_words(text: &str, by_name: Option<Format>) -> Kind {
    let strong = strong(text);
    let format = match by_name {
        // Their lines open with anything.
        Some(Format::Markdown) => Format::Markdown,
        Some(Format::Jsonl) if jsonl::is_other_json(text) => Format::Json,
        Some(Format::Jsonl) => Format::Jsonl,
        // Programs save tables as texts too.
        Some(Format::Text) | None if strong.is_none() && csv_table::is_plain(text) => Format::Csv,
        // A page in a text is read without its tags, as ever.
        Some(Format::Text) => strong.filter(|f| *f != Format::Html).unwrap_or(Format::Text),
        None => strong.unwrap_or(if jsonl::may_be(text) { Format::Jsonl } else { Format::Text }),
        // Spreadsheets are often tables of HTML or text under a false name.
        Some(Format::Workbook) if !text.contains('\0') => strong.unwrap_or(Format::Csv),
        Some(named) if is_binary(named) => match strong {
            Some(format) => format,
            None => {
                return Kind::Foreign(Foreign {
                    what: "not what the ending of its name says",
                    cure: "look at what it holds, and name it after that",
                });
            }
        },
        // Cells, values and heads open with anything too; what is in a page or a feed does not.
        Some(named @ (Format::Csv | Format::Mail | Format::Mbox | Format::Json)) => strong
            .filter(|f| matches!(f, Format::Html | Format::Feed | Format::Mbox))
            .unwrap_or(named),
        Some(named) => strong.unwrap_or(named),
    };
    Kind::Known(format)
}

/// Whether the bytes of a format are no text, so that they always show it.
fn is_binary(format: Format) -> bool {
    use Format::{Docx, Gzip, Odt, Pdf, Workbook, Zip};
    matches!(format, Pdf | Docx | Odt | Workbook | Zip | Gzip)
}

/// The format that opens with such words, and no other does.
fn strong(text: &str) -> Option<Format> {
    let text = text.trim_start();
    if text.starts_with("WARC/") {
        return Some(Format::Warc);
    }
    if text.starts_with('<') {
        return markup(text);
    }
    if is_json(text) {
        let is_json = jsonl::is_other_json(text);
        return Some(if is_json { Format::Json } else { Format::Jsonl });
    }
    if text.starts_with("From ") {
        let (_, rest) = text.split_once('\n')?;
        return is_head(rest, 2).then_some(Format::Mbox);
    }
    is_head(text, 3).then_some(Format::Mail)
}

/// A page or a feed, by its declaration or its first element.
fn markup(text: &str) -> Option<Format> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let behind = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?") {
            rest.split_once("?>")
        } else {
            break;
        };
        rest = behind?.1;
    }
    let lower: String = rest.chars().take(40).flat_map(char::to_lowercase).collect();
    let opens = |start: &str| {
        lower.strip_prefix(start).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    };
    match () {
        () if opens("<!doctype html") || opens("<html") => Some(Format::Html),
        () if opens("<rss") || opens("<feed") || opens("<rdf:rdf") || opens("<atom:feed") => {
            Some(Format::Feed)
        }
        () => None,
    }
}

/// Whether a text opens with a JSON object or an array of something that is no word.
fn is_json(text: &str) -> bool {
    let key = |inner: &str| {
        inner.trim_start().strip_prefix('"').is_some_and(|key| {
            let behind = key.split_once('"').map(|(_, behind)| behind.trim_start());
            behind.is_some_and(|behind| behind.starts_with(':'))
        })
    };
    match text.strip_prefix('{') {
        Some(inner) => key(inner),
        None => text
            .strip_prefix('[')
            .and_then(|inner| inner.trim_start().strip_prefix('{'))
            .is_some_and(key),
    }
}

/// What only a mail says of itself, in lower case.
const OF_MAILS: [&str; 8] = [
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "dkim-signature",
    "content-transfer-encoding",
    "x-mailer",
];

/// Whether a text opens with so many lines of a mail's head, one of which only mails have.
fn is_head(text: &str, n_least: usize) -> bool {
    let mut n_fields = 0;
    let mut is_mail = false;
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && n_fields > 0 {
            continue;
        }
        let Some((key, _)) = line.split_once(':') else { break };
        if key.is_empty() || !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            break;
        }
        n_fields += 1;
        is_mail |= OF_MAILS.contains(&key.to_ascii_lowercase().as_str());
    }
    is_mail && n_fields >= n_least
}

/// So much of a file is looked at, in bytes.
const LOOKED_AT: usize = 1 << 16;

/// The opening as text, as far as it is one.
fn text(bytes: &[u8]) -> String {
    let opening = &bytes[..bytes.len().min(LOOKED_AT)];
    match Encoding::for_bom(opening) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling(&opening[mark..]).0.into_owned()
        }
        None => String::from_utf8_lossy(opening).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Kind, of};

    fn kind(name: &str, opening: &[u8]) -> String {
        let by_name = Format::of_path(std::path::Path::new(name));
        match of(opening, name, by_name, None) {
            Kind::Known(format) => format.name().to_owned(),
            Kind::Foreign(foreign) => foreign.what.to_owned(),
        }
    }

    #[test]
    fn the_bytes_come_before_the_name() {
        let mail = b"Return-Path: <a@example.org>\nFrom: a@example.org\nSubject: B\n\nC".as_slice();
        for (name, opening, expected) in [
            ("a.txt", b"%PDF-1.7\n".as_slice(), "pdf"),
            ("a.pdf", b"\n\njunk %PDF-1.4", "pdf"),
            ("a.pdf", b"They met.", "not what the ending of its name says"),
            ("a.pdf", b"<!DOCTYPE html><p>They met.", "html"),
            ("a.docx", b"PK\x03\x04", "zip"),
            ("a.txt", b"\x1f\x8b\x08\0", "gzip"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0", "a picture"),
            ("a.docx", b"{\\rtf1 They met.}", "a text in RTF"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word document of before 2007"),
            ("a.doc", b"They met.", "text"),
            ("a.csv", b"title,text\nA,B\n", "csv"),
            ("a.csv", b"<html><table>", "html"),
            ("a.xlsx", b"title;text\nA;B\n", "csv"),
            ("a.json", b"[1]", "json"),
            ("a.json", b"{\"text\":\"A\"}\n", "json"),
            ("a.jsonl", b"{\"text\":\"A\"}\n", "jsonl"),
            ("a.jsonl", b"[{\"text\":\"A\"}]\n", "json"),
            ("a.txt", b"{\"text\":\"A\"}\n", "jsonl"),
            ("a.txt", b"{A} and \"B\": they met.", "text"),
            ("a.txt", b"[1] They met.", "text"),
            ("-", b"{\n \"text\":\"A\"}\n", "json"),
            ("-", b"{broken", "jsonl"),
            ("a.eml", b"They met.", "mail"),
            ("a.txt", mail, "mail"),
            ("cur/1234.M5:2,S", mail, "mail"),
            ("a.txt", b"From: A\nDate: 4 March 2020\nSubject: B\n\nC", "text"),
            ("a.txt", b"From a@example.org Thu\nFrom: a@example.org\nMessage-ID: <1>\n\nC", "mbox"),
            ("a.txt", b"From Tema they sailed.\nThey met.", "text"),
            ("a.xml", b"<?xml version=\"1.0\"?>\n<!-- a -->\n<rss version=\"2.0\">", "feed"),
            ("a.xml", b"<?xml version=\"1.0\"?><!DOCTYPE html><html>", "html"),
            ("a.html", b"<p>They met.", "html"),
            ("a.md", b"<html>They met.", "markdown"),
            ("a.txt", b"<html>They met.", "text"),
            ("a", b"<html>They met.", "html"),
            ("a.warc", b"WARC/1.0\r\n", "warc"),
            ("a.txt", b"\xff\xfe[\0{\0\"\0a\0\"\0:\0", "json"),
            ("a", b"", "text"),
        ] {
            assert_eq!(kind(name, opening), expected, "{name} {}", opening.escape_ascii());
        }
    }

    #[test]
    fn the_user_decides_what_the_bytes_leave_open() {
        let given = |opening: &[u8], format| of(opening, "a.csv", None, Some(format)).name();
        assert_eq!(given(b"title,text", Format::Text), "text");
        assert_eq!(given(b"%PDF-1.7", Format::Text), "pdf");
        assert_eq!(given(b"[{\"a\":1}]", Format::Jsonl), "json");
    }
}
