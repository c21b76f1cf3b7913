//! Headlines, whose capitals say little.
//!
//! In: a document, its tokens, one of its sentences. Out: whether that is a headline. Never: a name.

use crate::base::{Document, ParagraphKind};
use crate::cut::sentences::Stretch;
use crate::cut::tokens::Tokens;

/// Whether a title, or a line without a full stop, is written with capitals throughout: they say nothing then.
///
/// ```
/// use consort::cut::{SentenceWords, fold, is_headline, sentences};
/// use consort::documents::{Format, ReadOptions, parse};
///
/// let text = "New Bridge Opens In Lakeland After Years\n\nThe new bridge opened. Many came.";
/// let document = &parse("note.txt", text, Format::Text, &ReadOptions::default()).output[0];
/// let tokens = fold(&document.text);
/// let found = sentences(document, &tokens, &SentenceWords::default());
/// assert!(is_headline(document, &tokens, &found[0]) && !is_headline(document, &tokens, &found[1]));
/// ```
#[must_use]
pub fn is_headline(document: &Document, tokens: &Tokens, stretch: &Stretch) -> bool {
    if stretch.tokens.is_empty() {
        return false;
    }
    let (n_long, n_capital, n_shouted) = long_words(&document.text, tokens, stretch);
    let kind = document.paragraphs[stretch.sentence.paragraph].kind;
    let last = tokens.word(stretch.tokens.end - 1);
    let is_line = kind == ParagraphKind::Title
        || (kind == ParagraphKind::Text
            && !matches!(last, "." | "!" | "?" | ";" | ":" | "\"" | ")" | ","));
    (n_long >= 3 && is_line && n_capital * 10 >= n_long * 7)
        || (n_long >= 2 && n_shouted * 10 >= n_long * 7)
}

/// How many of the longer words behind the first one there are, how many with a capital at the start, and how many without
/// any small letter.
fn long_words(text: &str, tokens: &Tokens, stretch: &Stretch) -> (usize, usize, usize) {
    let (mut n_long, mut n_capital, mut n_shouted) = (0, 0, 0);
    for i in stretch.tokens.clone().skip(1) {
        let written = &text[tokens.spans[i].range()];
        let is_long = || written.len() >= 4 && written.chars().count() >= 4;
        if is_long() && written.starts_with(char::is_alphabetic) {
            n_long += 1;
            let is_capital = written.starts_with(char::is_uppercase);
            n_capital += usize::from(is_capital);
            n_shouted += usize::from(is_capital && !written.contains(char::is_lowercase));
        }
    }
    (n_long, n_capital, n_shouted)
}
