//! A treebank, cut into consort's words.
//!
//! In: CoNLL-U. Out: sentences of tagged words, cut as [`consort::cut::fold`] cuts them. Never: a file.

use consort::cut::{Tag, TaggedWord, fold};

/// The sentences of a file.
pub(crate) fn read(text: &str) -> Vec<Vec<TaggedWord>> {
    text.split("\n\n").filter(|block| !block.trim().is_empty()).map(sentence).collect()
}

/// A word of consort takes the tag of the treebank's word that covers its first letter; a sign inside a number or an abbreviation
/// is punctuation.
fn sentence(block: &str) -> Vec<TaggedWord> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = ")).unwrap();
    let mut starts: Vec<(usize, &str, Tag)> = Vec::new();
    let mut at = 0;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        // `4-5` covers two words that follow, `4.1` is a word that nobody wrote.
        if !fields[0].bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        at +=
            text[at..].find(fields[1]).unwrap_or_else(|| panic!("{} is not in {text}", fields[1]));
        starts.push((at, fields[1], Tag::from_name(fields[3]).unwrap()));
        at += fields[1].len();
    }
    let tokens = fold(text);
    let mut out = Vec::new();
    let mut end = 0;
    for span in &tokens.spans {
        let word = &text[span.range()];
        let (_, whole, tag) =
            starts[starts.partition_point(|(start, ..)| *start <= span.start) - 1];
        let inside = word.len() < whole.len() && !word.chars().any(char::is_alphanumeric);
        let tag = if inside { Tag::Punct } else { tag };
        out.push(TaggedWord {
            word: word.to_owned(),
            gap: text[end..span.start].to_owned(),
            tag,
            fixed: false,
        });
        end = span.end;
    }
    out
}
