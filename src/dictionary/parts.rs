//! Where a file of entries can be cut, so that its tables are read on all cores and few at a time.
//!
//! In: TOML. Out: parts of it that hold whole tables, or none where that is not plain to see. Never: a parse.

use std::ops::Range;

/// A part has at least so many bytes.
const PART: usize = 1 << 17;

/// A part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes.
    pub range: Range<usize>,
    /// How many lines come before it.
    pub lines: usize,
}

impl Part {
    /// All of a text.
    pub(super) fn whole(text: &str) -> Self {
        Self { range: 0..text.len(), lines: 0 }
    }
}

/// The parts of a text, each from the header of a table on; the whole where it is short, or may hold strings of several lines,
/// in which a line can look like a header. A line inside a list may too: then the part before it is no TOML.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut from, mut lines) = (0, 0);
    let holds = |marks: &str| memchr::memmem::find(text.as_bytes(), marks.as_bytes()).is_some();
    if text.len() > PART && !holds("\"\"\"") && !holds("'''") {
        while let Some(at) = next_header(text, from + PART) {
            parts.push(Part { range: from..at, lines });
            lines += memchr::memchr_iter(b'\n', &text.as_bytes()[from..at]).count();
            from = at;
        }
    }
    parts.push(Part { range: from..text.len(), lines });
    parts
}

/// Where the first line at or behind a byte begins that is a header of one plain word.
fn next_header(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        at += memchr::memmem::find(bytes.get(at..)?, b"\n[")? + 1;
        let rest = &bytes[at + 1..];
        let id = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
        if id > 0 && matches!(rest.get(id..id + 2), Some(b"]\n" | b"]\r")) {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::dictionary::{VocabFile, read};

    #[test]
    fn a_cut_stands_before_a_header() {
        let table = "[a-1]\nname = \"A [b]\"\nnames = [\n[1],\n[x]\n]\n";
        let text = table.repeat(10_000);
        let parts = parts(&text);
        assert!(parts.len() > 2);
        let mut end = 0;
        for part in &parts {
            assert_eq!((part.range.start, part.lines), (end, text[..end].lines().count()));
            let begins = &text[end..];
            assert!(begins.starts_with("[a-1]\n") || begins.starts_with("[x]\n"), "{part:?}");
            end = part.range.end;
        }
        assert_eq!(end, text.len());
        assert_eq!(super::parts(&text.replace("A [b]", "\"\"A\"\"")).len(), 1);
    }

    /// What a long file says, and where it is wrong, is the same as of its tables one by one.
    #[test]
    fn a_long_file_is_read_like_a_short_one() {
        let entry = |i: usize| format!("[a-{i}]\nname = \"Body {i}\"\nnames = [\"B {i}\"]\n");
        let plain: String = (0..9_000).map(entry).collect();
        let table = [
            ("", 9_000, ""),
            ("[a-5]\nname = \"Again\"\n", 0, "organisations.toml:27002:2: duplicate key"),
            ("[a-8.labels]\nfr = \"Huit\"\n", 9_000, ""),
            ("[b]\nnmae = \"B\"\n", 9_000, "organisations.toml:27003:1: unknown key `nmae`"),
            ("[b]\nname = \"B\"\ncond = [\n[1]\n]\n", 9_000, "organisations.toml:2700"),
        ];
        for (last, n_entries, expected) in table {
            let text =
                format!("match_labels = [\"fr\"]\n{plain}{last}").replacen('\n', " # first\n", 1);
            let file = VocabFile { name: "organisations.toml".into(), text, builtin: false };
            let (vocabulary, warnings) = read(&[file]);
            assert_eq!(vocabulary.entries.len(), n_entries, "{last}");
            let said = warnings.first().map(ToString::to_string).unwrap_or_default();
            assert!(
                said.starts_with(expected) && warnings.is_empty() == expected.is_empty(),
                "{last} {warnings:?}"
            );
            if n_entries > 0 {
                let last = &vocabulary.entries["a-8999"];
                assert_eq!(
                    (last.place.as_str(), &*last.languages),
                    ("organisations.toml:26999", &["fr".to_owned()][..])
                );
            }
        }
    }
}
