//! Firms with and without the ending of their name: `Lantern Ltd` is `Lantern (Pvt) Limited` and, in one text, `Lantern`.
//!
//! In: the names that stand. Out: listed firms with the ending behind them, and the words of a firm without its ending. Never: a
//! word that a text writes small too, nor one that names are made of.

use crate::base::{Class, Via};
use crate::extract::capitals::{BRIEF, Capitals};
use crate::extract::names::{Link, Name, Reading};

/// Takes the ending of a firm into the listed name before it: `Hatton Lantern Bank PLC`.
pub(super) fn endings(reading: Reading<'_>, names: &mut [Name]) {
    for i in 0..names.len() {
        if !is_listed_body(&names[i]) {
            continue;
        }
        let Some(end) = ending_behind(reading, names[i].end) else { continue };
        let is_free = names.get(i + 1).is_none_or(|next| next.first >= end);
        if is_free && reading.sentence(names[i].first) == reading.sentence(end - 1) {
            names[i].end = end;
        }
    }
}

fn is_listed_body(name: &Name) -> bool {
    let body = matches!(&name.link, Link::Entity(entity) if entity.class == Class::Organisation);
    body && matches!(name.via, Via::Name | Via::Abbreviation | Via::Conditional | Via::Pattern)
}

/// One past the ending of a firm that starts behind a name, with a comma before it or without.
fn ending_behind(reading: Reading<'_>, at: usize) -> Option<usize> {
    let endings = &reading.lexicon.heads.endings;
    let (end, _) = endings.behind(reading.tokens, at)?;
    let first = if reading.word(at) == "," { at + 1 } else { at };
    let (last, n_words) = (reading.written(end - 1), end - first);
    let small = n_words == 1 && endings.is_small(reading.word(first));
    let capital = last.starts_with(char::is_uppercase);
    // `SA`, `AG`: so few letters are as often something else.
    let next = end < reading.tokens.len() && reading.written(end).starts_with(char::is_uppercase);
    let brief = n_words == 1 && last.len() <= BRIEF;
    let clear = !brief || (!next && last.chars().all(char::is_uppercase));
    ((capital || small) && clear).then_some(end)
}

/// The words of a firm without its ending, where they name it alone: tokens `first..ending` before the ending.
pub(super) fn without_ending<'a>(
    capitals: &Capitals<'a>,
    first: usize,
    ending: usize,
) -> Option<Vec<&'a str>> {
    let comma = ending > first && capitals.word(ending - 1) == ",";
    let end = ending - usize::from(comma);
    let words: Vec<&str> = (first..end).map(|i| capitals.word(i)).collect();
    let heads = capitals.heads;
    let says = |word: &&str| {
        word.len() > 2
            && !heads.is_common_word(word)
            && !heads.terms.contains(word)
            && !heads.given_names.contains(word)
    };
    let is_name = words.iter().any(says) && !words.contains(&"(");
    (is_name && (words.len() > 1 || !is_written_small(capitals.reading, words[0]))).then_some(words)
}

/// Whether a text writes a word small: then it is no name where it opens a sentence.
fn is_written_small(reading: Reading<'_>, word: &str) -> bool {
    (0..reading.tokens.len())
        .any(|i| reading.word(i) == word && reading.written(i).starts_with(char::is_lowercase))
}

/// The listed firms of a text that are named with an ending: their first token, that of the ending, and the name.
pub(super) fn with_endings<'a>(capitals: &Capitals<'a>) -> Vec<(usize, usize, &'a Name)> {
    let endings = &capitals.heads.endings;
    let ending = |name: &Name| {
        (name.first + 1..name.end).find(|&at| {
            endings.starting(|k| capitals.word(at + k)).is_some_and(|(n, _)| at + n == name.end)
        })
    };
    let bodies = capitals.names.iter().filter(|name| is_listed_body(name));
    bodies.filter_map(|name| Some((name.first, ending(name)?, name))).collect()
}

/// Whether a firm's words stand alone, as no part of a longer name: a post may follow.
pub(super) fn stands_alone(capitals: &Capitals<'_>, first: usize, end: usize) -> bool {
    let joined = |i: usize| capitals.is_joined(i) && capitals.is_capital(i);
    let behind_capital = first > 0 && capitals.is_joined(first) && capitals.is_capital(first - 1);
    let same =
        first > 0 && capitals.reading.sentence(first) == capitals.reading.sentence(first - 1);
    let opener = first > 0 && capitals.heads.openers.contains(capitals.word(first - 1));
    let post = capitals.heads.titles.contains(capitals.word(end));
    !(behind_capital && same && !opener) && (!joined(end) || post)
}
