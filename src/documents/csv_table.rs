//! A table as text, with commas, semicolons, tabs or bars between its cells.
//!
//! In: text. Out: a document for each row with a text. Never: a line of the table read as prose.

use crate::base::{Document, Warned};
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;
use crate::documents::table::{self, Row};

/// What may stand between cells; where several do equally well, the first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many rows show which it is.
const LOOKED_AT: usize = 50;

/// The documents of a table.
///
/// # Errors
/// When it is no table, or no column is known to hold the texts.
pub(super) fn read(
    name: &str,
    text: &str,
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let (named, body) = named_separator(text);
    let separator = named.or_else(|| separator(body)).unwrap_or(b',');
    let n_before = text[..text.len() - body.len()].matches('\n').count();
    let rows = rows(body, separator).map(|(line, cells)| (line + n_before, cells)).collect();
    table::read(name, rows, options)
}

/// Whether a text opens as a table whose first row names a column of texts, and whose other rows are as wide.
pub(super) fn is_plain(opening: &str) -> bool {
    // What is cut off may be narrower.
    let whole = opening.rfind('\n').map_or("", |end| &opening[..end]);
    let Some(separator) = separator(whole) else { return false };
    let rows: Vec<Row> = rows(whole, separator).take(LOOKED_AT).collect();
    let [(_, head), rest @ ..] = rows.as_slice() else { return false };
    let n_whole = rest.iter().filter(|(_, cells)| cells.len() == head.len()).count();
    !rest.is_empty() && n_whole * 10 >= rest.len() * 9 && table::is_plain_head(head)
}

/// The separator that a first line `sep=;` names, as Excel writes it, and the text below.
fn named_separator(text: &str) -> (Option<u8>, &str) {
    let line = text.lines().next().unwrap_or_default();
    match line.trim_end().trim_matches('"').strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => {
            let body = text[line.len()..].trim_start_matches(['\r', '\n']);
            (Some(*separator), body)
        }
        _ => (None, text),
    }
}

/// The separator with which most of the first rows have as many cells as the first, and most cells.
fn separator(text: &str) -> Option<u8> {
    let mut best: Option<(usize, u8)> = None;
    for separator in SEPARATORS {
        let mut widths = rows(text, separator).take(LOOKED_AT).map(|(_, cells)| cells.len());
        let width = widths.next().unwrap_or_default();
        let (mut n_alike, mut n_rows) = (0, 0);
        for other in widths {
            n_alike += usize::from(other == width);
            n_rows += 1;
        }
        // Per thousand of the rows, and the width where that is the same.
        let score = (1 + n_alike * 1000 / n_rows.max(1)) * 1000 + width.min(999);
        if width > 1 && best.is_none_or(|(least, _)| score > least) {
            best = Some((score, separator));
        }
    }
    best.map(|(_, separator)| separator)
}

/// The rows with the lines on which they start.
fn rows(text: &str, separator: u8) -> impl Iterator<Item = Row> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    // A text in memory cannot fail to be read, and rows may be of any width.
    reader.into_records().map_while(Result::ok).map(|row| {
        let line = row.position().map_or(1, csv::Position::line);
        (usize::try_from(line).unwrap_or_default(), row.iter().map(str::to_owned).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::{is_plain, read};
    use crate::documents::ReadOptions;

    fn shown(text: &str, fields: &[&str]) -> Vec<String> {
        let mut options = ReadOptions::default();
        fields.iter().for_each(|field| options.add_field(field).unwrap());
        match read("f.csv", text, &options) {
            Ok(read) => {
                let shown = read.output.iter().map(|document| {
                    let date = document.date_start.map(|d| d.to_string()).unwrap_or_default();
                    let source = document.source.name();
                    let (line, text) = (document.source.line, document.text.escape_debug());
                    format!("{line} {text} | {date} {source}")
                });
                shown.chain(read.warnings.iter().map(ToString::to_string)).collect()
            }
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn one_story_a_row() {
        for (text, fields, expected) in [
            (
                "title,text,date\nA,They met.,2020-03-04\n",
                &[][..],
                &["2 A\\n\\nThey met. | 2020-03-04 f.csv"][..],
            ),
            (
                "Headline;Full Text;Publication date;Source\n\"A; b\";\"They\n\nmet.\";4 March 2020;C\n",
                &[],
                &["2 A; b\\n\\nThey\\n\\nmet. | 2020-03-04 C"],
            ),
            (
                "Body\tURL\nThey met, twice.\thttps://e.org/1\n",
                &[],
                &["2 They met, twice. |  e.org"],
            ),
            ("id|Inhalt\n7|Sie kamen.\n", &["text=Inhalt"], &["2 Sie kamen. |  f.csv"]),
            ("sep=;\ntext;n\nA, b;1\n", &[], &["3 A, b |  f.csv"]),
            (
                "text,published_at\nA,31/12/2020\nB,03/04/2020\n",
                &[],
                &["2 A | 2020-12-31 f.csv", "3 B | 2020-04-03 f.csv"],
            ),
            (
                "title,text\nA,\nB,C\n,\n",
                &[],
                &[
                    "3 B\\n\\nC |  f.csv",
                    "f.csv: has no text in column \"text\" of row 2; fill it or leave the row out",
                ],
            ),
            (
                "a,b\n1,2\n",
                &[],
                &[
                    "f.csv: is a table without a column \"text\" (it has: \"a\", \"b\"); name that of the texts: --field text=COLUMN",
                ],
            ),
            (
                "text\n",
                &[],
                &["f.csv: has no rows below the names of its columns; leave it out or fill it"],
            ),
            ("", &[], &["f.csv: is an empty table; leave it out or fill it"]),
        ] {
            assert_eq!(shown(text, fields), expected, "{text}");
        }
    }

    #[test]
    fn a_plain_table_is_seen() {
        assert!(is_plain("title,text,date\nA,They met.,2020-03-04\nB,"));
        for text in
            ["Title, text, date\n\nThey met.\n", "They met, and left.\nThey ate, and left.\n", ""]
        {
            assert!(!is_plain(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[a-z,;|\t\"\n\r ]{0,200}") {
            let _ = (shown(&format!("text,title\n{text}"), &[]), is_plain(&text));
        }
    }
}
