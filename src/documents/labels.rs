//! The labels of lines that say something about a story: `Date: 4 March 2020`.
//!
//! In: a line. Out: the field it fills, and its value. Never: a sentence with a colon taken for a field.

/// A label as it is written, in lower case, and the field it fills; without one it is kept under its own name.
const LABELS: [(&str, &str); 42] = [
    ("title", "title"),
    ("headline", "title"),
    ("heading", "title"),
    ("date", "date"),
    ("dated", "date"),
    ("date published", "date"),
    ("date of publication", "date"),
    ("date of release", "date"),
    ("published", "date"),
    ("published on", "date"),
    ("publication date", "date"),
    ("posted", "date"),
    ("posted on", "date"),
    ("posted date", "date"),
    ("release date", "date"),
    ("released", "date"),
    ("issued", "date"),
    ("issued on", "date"),
    ("source", "source"),
    ("sources", "source"),
    ("publisher", "publisher"),
    ("published by", "publisher"),
    ("issued by", "publisher"),
    ("agency", "publisher"),
    ("outlet", "publisher"),
    ("url", "url"),
    ("link", "url"),
    ("address", "url"),
    ("web", "url"),
    ("country", "country"),
    ("countries", "countries"),
    ("place", "place"),
    ("location", "place"),
    ("city", "place"),
    ("venue", "place"),
    ("dateline", "dateline"),
    ("author", "author"),
    ("by", "author"),
    ("language", "language"),
    ("format", "format"),
    ("theme", "theme"),
    ("tags", "tags"),
];

/// The field that a line fills, and the value; marks of emphasis around the label say nothing.
///
/// `**Date:** 4 March 2020` fills `date` with `4 March 2020`.
pub(super) fn split(line: &str) -> Option<(String, &str)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_');
    let (label, value) = line.split_once(':')?;
    let label = label.trim_matches(is_mark).to_lowercase();
    let field = field(&label)?;
    let value = value.trim_start_matches(is_mark).trim();
    (!value.is_empty()).then(|| (field.to_owned(), value))
}

/// The field that a label in lower case names.
pub(super) fn field(label: &str) -> Option<&'static str> {
    LABELS.iter().find(|(known, _)| *known == label).map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn lines_with_labels() {
        for (line, field, value) in [
            ("Date: 4 March 2020", "date", "4 March 2020"),
            ("DATE : 4 March 2020", "date", "4 March 2020"),
            ("**Published on:** 4 March 2020", "date", "4 March 2020"),
            ("Headline: Bridge: opened", "title", "Bridge: opened"),
            ("Source: https://example.org", "source", "https://example.org"),
            ("Location: Accra, Ghana", "place", "Accra, Ghana"),
        ] {
            assert_eq!(split(line), Some((field.to_owned(), value)), "{line}");
        }
        for line in ["", "Date:", "Date of birth: 1970", "The date: 4 March", "UNICEF: a note"] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
