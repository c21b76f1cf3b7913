//! Paragraphs to sentences.
//!
//! In: a document, its tokens, the words of its language that matter here. Out: sentences as spans and as token ranges. Never:
//! a sentence across paragraphs; a word of its own.
//!
//! # Rules
//! 1. A title, a list item and a dateline are sentences of their own; links are sentences that no relation is read from.
//! 2. `.`, `!` and `?` end a sentence when a word with a capital, a digit or a quotation follows after white space,
//!    unless the word before is an abbreviation or an initial.
//! 3. A full stop glued between a small and a capital letter ends one too: `in China.We`.
//! 4. Closing quotes and brackets belong to the sentence that they close.
//!    Nothing ends a sentence inside a name that the reader of the text knows: `Mt. Lakeland Hospital`.
//! 5. A letter of a script without capitals opens one like a capital, without a space where the script has none. The full stops
//!    of such scripts end one whatever follows.

use std::ops::Range;

use crate::base::{Document, ParagraphKind, Sentence, Span};
use crate::cut::scripts::{is_closing, is_full_stop, is_unspaced};
use crate::cut::sentence_words::SentenceWords;
use crate::cut::tokens::Tokens;

/// A sentence and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands.
    pub sentence: Sentence,
    /// The numbers of its tokens.
    pub tokens: Range<usize>,
}

/// Splits a document into sentences, in reading order.
///
/// ```
/// use consort::cut::{SentenceWords, fold, sentences};
/// use consort::documents::{Format, ReadOptions, parse};
///
/// let text = "Mr. Smith of the U.S. Embassy spoke. He left.";
/// let document = &parse("note.txt", text, Format::Text, &ReadOptions::default()).output[0];
/// let (words, _) = SentenceWords::new(["Mr"], ["the"]);
/// let found = sentences(document, &fold(&document.text), &words);
/// let first = &document.text[found[0].sentence.span.range()];
/// assert_eq!((found.len(), first), (2, "Mr. Smith of the U.S. Embassy spoke."));
/// ```
#[must_use]
pub fn sentences(document: &Document, tokens: &Tokens, words: &SentenceWords) -> Vec<Stretch> {
    sentences_around(document, tokens, words, &[])
}

/// The same, with no sentence that ends inside one of these ranges of tokens: names with a full stop in them, in reading order.
#[must_use]
pub fn sentences_around(
    document: &Document,
    tokens: &Tokens,
    words: &SentenceWords,
    names: &[Range<usize>],
) -> Vec<Stretch> {
    let splitter = Splitter { text: &document.text, tokens, words, names };
    let mut out = Vec::new();
    for (paragraph, part) in document.paragraphs.iter().enumerate() {
        let all = tokens.at(part.span.start)..tokens.at(part.span.end);
        let mut from = all.start;
        let mut push = |range: Range<usize>| {
            if !range.is_empty() {
                let span = tokens.cover(range.start, range.end);
                out.push(Stretch { sentence: Sentence { span, paragraph }, tokens: range });
            }
        };
        if let Some(dateline) = &document.dateline
            && part.span.contains(dateline.span)
        {
            let end = tokens.at(dateline.span.end);
            push(from..end);
            from = end;
        }
        if part.kind == ParagraphKind::Text || part.kind == ParagraphKind::Item {
            let mut at = from;
            while at < all.end {
                match splitter.end_at(from, at, all.end) {
                    Some(end) => {
                        push(from..end);
                        from = end;
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
        push(from..all.end);
    }
    out
}

/// The text that is split, and what helps to split it.
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    words: &'a SentenceWords,
    names: &'a [Range<usize>],
}

impl Splitter<'_> {
    /// Whether a token other than the last of a name stands at `at`.
    fn is_inside_name(&self, at: usize) -> bool {
        let next = self.names.partition_point(|name| name.end <= at + 1);
        self.names.get(next).is_some_and(|name| name.start <= at)
    }

    /// One past the last token of the sentence that token `at` ends, if it ends one before `limit`.
    fn end_at(&self, from: usize, at: usize, limit: usize) -> Option<usize> {
        let Self { text, tokens, words, .. } = *self;
        let sign = tokens.word(at);
        let written = |i: usize| &text[tokens.spans[i].range()];
        let ends_any = written(at).starts_with(is_full_stop);
        if !(ends_any || matches!(sign, "." | "!" | "?")) || at == from || self.is_inside_name(at) {
            return None;
        }
        let closes = |i: usize| {
            matches!(tokens.word(i), "\"" | ")" | "]" | "." | "!" | "?")
                || written(i).starts_with(|c| is_full_stop(c) || is_closing(c))
        };
        let mut end = at + 1;
        while end < limit && closes(end) && glued(tokens, end) {
            end += 1;
        }
        if end >= limit {
            return None;
        }
        if ends_any {
            return Some(end);
        }
        let (before, next) = (written(at - 1), written(end));
        let capital = next.starts_with(|c: char| c.is_uppercase());
        if glued(tokens, end) {
            if before.ends_with(is_unspaced) && next.starts_with(is_unspaced) {
                return Some(end);
            }
            let ends_small = before.len() > 1 && before.ends_with(|c: char| c.is_lowercase());
            let word = next.chars().nth(1).is_some_and(char::is_lowercase);
            return (sign == "."
                && ends_small
                && capital
                && word
                && !is_address(text, tokens.spans[at]))
            .then_some(end);
        }
        // A letter of a script without capitals may open a sentence.
        if !(next.starts_with(|c: char| c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
            || matches!(tokens.word(end), "\"" | "(" | "•"))
        {
            return None;
        }
        if sign != "." {
            return Some(end);
        }
        let word = tokens.word(at - 1);
        if words.is_abbreviation(word) && glued(tokens, at) {
            return None;
        }
        let initial = before.chars().count() == 1
            && before.starts_with(|c: char| c.is_alphabetic() && !is_unspaced(c));
        (!initial || words.is_opener(tokens.word(end))).then_some(end)
    }
}

/// Whether no white space stands before a token.
fn glued(tokens: &Tokens, i: usize) -> bool {
    tokens.spans[i - 1].end == tokens.spans[i].start
}

/// Whether the dot at `span` stands inside an e-mail address or file name: an `@` before it in the same word.
fn is_address(text: &str, span: Span) -> bool {
    let before = &text[..span.start];
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::{SentenceWords, sentences};
    use crate::base::{Document, Paragraph, ParagraphKind, Source, Span};
    use crate::cut::fold;

    fn split(text: &str) -> Vec<String> {
        let document = Document {
            id: "d".into(),
            title: String::new(),
            text: text.to_owned(),
            title_span: Span::default(),
            paragraphs: vec![Paragraph {
                span: Span::new(0, text.len()),
                kind: ParagraphKind::Text,
            }],
            dateline: None,
            date_start: None,
            date_end: None,
            given: crate::base::Given::default(),
            copy_of: None,
            source: Source::default(),
            extra: std::collections::BTreeMap::new(),
        };
        let (words, _) = SentenceWords::new(["Mr", "St", "No"], ["The"]);
        sentences(&document, &fold(text), &words)
            .iter()
            .map(|s| text[s.sentence.span.range()].to_owned())
            .collect()
    }

    #[test]
    fn splits() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("One. Two", &["One.", "Two"]),
            ("It met in China.We went.", &["It met in China.", "We went."]),
            (
                "Mr. Smith of St. Lucia spoke. He left.",
                &["Mr. Smith of St. Lucia spoke.", "He left."],
            ),
            ("The U.S. Embassy in Skopje", &["The U.S. Embassy in Skopje"]),
            (
                "They met in the U.S. The talks went on.",
                &["They met in the U.S.", "The talks went on."],
            ),
            ("something new. England", &["something new.", "England"]),
            ("He said “Go on.” They went.", &["He said “Go on.”", "They went."]),
            ("About 2.5 million. No. 5 of 10.", &["About 2.5 million.", "No. 5 of 10."]),
            ("e.g. Serbia", &["e.g. Serbia"]),
            ("Really? Yes! Good.", &["Really?", "Yes!", "Good."]),
            ("他们开会。我们“去！”好？", &["他们开会。", "我们“去！”", "好？"]),
            ("会議です!次「終了。」また", &["会議です!", "次「終了。」", "また"]),
            ("约3.5万人. 他去WHO。Then", &["约3.5万人.", "他去WHO。", "Then"]),
            ("សួស្តី។ បាទ", &["សួស្តី។", "បាទ"]),
            ("그가 갔다. 나는 U.N. 대표다.", &["그가 갔다.", "나는 U.N. 대표다."]),
            ("ประชุมที่กรุงเทพ ครับ", &["ประชุมที่กรุงเทพ ครับ"]),
        ];
        for (text, expected) in table {
            assert_eq!(&split(text), expected, "{text:?}");
        }
    }
}
