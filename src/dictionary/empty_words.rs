//! Words of a vocabulary in which there is no word: nothing is ever found by them.
//!
//! In: a TOML value with its places. Out: the first such word. Never: a guess at what was meant.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::cut::fold_name;

/// Keys whose single string is looked for in texts; all lists of strings are.
const LOOKED_FOR: [&str; 2] = ["formal", "text"];

/// A string in which there is no word.
pub(super) struct EmptyWord<'v> {
    /// The key under which it stands.
    pub key: &'v str,
    /// As it is written.
    pub written: &'v str,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// The first string of a list in a table, however deep, that holds no word.
pub(super) fn empty_word<'v>(value: &'v Spanned<DeValue<'_>>) -> Option<EmptyWord<'v>> {
    in_value("", value)
}

fn in_value<'v>(key: &'v str, value: &'v Spanned<DeValue<'_>>) -> Option<EmptyWord<'v>> {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().find_map(|value| match value.get_ref() {
            DeValue::String(written) => in_string(key, written, value.span()),
            _ => in_value(key, value),
        }),
        DeValue::Table(table) => table.iter().find_map(|(key, value)| match value.get_ref() {
            DeValue::String(written) if LOOKED_FOR.contains(&&**key.get_ref()) => {
                in_string(key.get_ref(), written, value.span())
            }
            _ => in_value(key.get_ref(), value),
        }),
        _ => None,
    }
}

fn in_string<'v>(key: &'v str, written: &'v str, span: Range<usize>) -> Option<EmptyWord<'v>> {
    (!has_word(written)).then_some(EmptyWord { key, written, span })
}

/// Whether something is left of a text when it is folded: not of hyphens, apostrophes and white space alone.
pub(super) fn has_word(text: &str) -> bool {
    // Nearly every text has a letter, which is found sooner.
    text.contains(char::is_alphanumeric) || !fold_name(text).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use crate::dictionary::{VocabFile, read};

    #[test]
    fn every_list_of_every_file_refuses_them_with_place_and_cure() {
        let table = [
            (
                "organisations",
                "[a]\nname = \"A\"\nnames = [\n\"B\",\n  \"\"]\n",
                "5:3: \"\" in names",
            ),
            ("organisations", "[a]\nname = \"A\"\nformal = \"\"\n", "3:10: \"\" in formal"),
            ("organisations", "[a]\nname = \"A\"\nabbr = [\"’\"]\n", "3:9: \"’\" in abbr"),
            (
                "countries",
                "[a]\nname = \"A\"\ndemonym = [\"A\", \"-\"]\n",
                "3:17: \"-\" in demonym",
            ),
            ("funds", "[a]\nname = \"A\"\ncond = [{ text = \"-\" }]\n", "3:18: \"-\" in text"),
            (
                "programmes",
                "[a]\nname = \"A\"\ncond = [{ text = \"B\", unless_next = [\" – \"] }]\n",
                "3:38: \" – \" in unless_next",
            ),
            ("relations-my", "[words]\nfunders = [\"\"]\n", "2:12: \"\" in funders"),
            ("relations", "[status]\nplanned = [\"\\u00AD\"]\n", "2:12: \"\\u{ad}\" in planned"),
            ("relations", "[a]\nrelation = \"funds\"\nverbs = [\"\"]\n", "3:10: \"\" in verbs"),
            (
                "relations",
                "[a]\nrelation = \"funds\"\nright_has = [\"\"]\n",
                "3:14: \"\" in right_has",
            ),
            ("heads", "[words]\ntopic_endings = [\"\"]\n", "2:18: \"\" in topic_endings"),
            ("heads", "[a]\nclass = \"donor\"\nheads = [\" \"]\n", "3:10: \" \" in heads"),
            ("templates", "[slots.a]\nb = [\"\"]\n", "2:6: \"\" in b"),
            (
                "templates",
                "[a]\nid = \"a\"\nname = \"A\"\npattern = [\"\"]\n",
                "4:12: \"\" in pattern",
            ),
        ];
        for (stem, text, place) in table {
            let name = format!("{stem}.toml");
            let files = [VocabFile { name, text: text.to_owned(), builtin: false }];
            let (vocabulary, warnings) = read(&files);
            let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
            let expected =
                format!("{stem}.toml:{place} holds no word; remove it, or write the word");
            assert_eq!(warnings, [expected], "{text}");
            let n_tables = vocabulary.entries.len() + vocabulary.rules.len();
            assert_eq!(n_tables + vocabulary.templates.len() + vocabulary.heads.len(), 0, "{text}");
            assert!(vocabulary.words.funders.is_empty() && vocabulary.slots.is_empty(), "{text}");
        }
    }

    #[test]
    fn signs_and_letters_of_any_script_are_words() {
        for word in ["&", "$", "中", "’s", "\\u00E9"] {
            let text = format!("[a]\nname = \"A\"\nnames = [\"{word}\"]\n");
            let file = VocabFile { name: "funds.toml".to_owned(), text, builtin: false };
            assert_eq!(read(&[file]).1, [], "{word}");
        }
    }
}
