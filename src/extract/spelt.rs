//! Names of any words that a bracket abbreviates: `Paper Lanterns for All (PLA)`, `‘Small Boats on Blue Lakes’ (SBBL)`.
//!
//! In: the capitals of a sentence. Out: phrases, where a head word, a noun beside the name or what its abbreviation does in the
//! text says what is named. Never: a technical term (`Overnight Policy Rate (OPR)`), a document, an event.

use std::ops::Range;

use crate::base::Class;
use crate::dictionary::SmallWord;
use crate::extract::capitals::Capitals;
use crate::extract::define::is_definition;
use crate::extract::phrase::Phrase;
use crate::extract::position::{acts, is_acronym, is_pointed_to};

/// At most so many tokens stand before a bracket that abbreviates them.
const LONGEST: usize = 14;

/// The noun that says what a name is stands within so many tokens behind its abbreviation.
const APPOSITION: usize = 6;

/// What an abbreviation does is looked for within so many tokens, so that long texts do not take long.
const NEAR: usize = 5000;

/// So many capitals are a name; one with an abbreviation is a word of another language or a term.
const NAME_CAPITALS: usize = 2;

/// The names that brackets of a sentence abbreviate.
pub(super) fn spelt(capitals: &Capitals<'_>, sentence: &Range<usize>, out: &mut Vec<Phrase>) {
    for open in sentence.clone() {
        if capitals.word(open) != "(" {
            continue;
        }
        let Some((name, quoted)) = long_form(capitals, open, sentence) else { continue };
        if let Some(class) = class_of(capitals, &name, open, quoted) {
            out.push(Phrase::bare(name, class, None));
        }
    }
}

/// Gives the abbreviations in brackets that the words around them told the names before the brackets: `Small Boats on Blue
/// Lakes (SBBL) and WHO met`.
pub(super) fn lengthen(capitals: &Capitals<'_>, sentence: &Range<usize>, found: &mut [Phrase]) {
    for i in 0..found.len() {
        let Some(name) = in_full(capitals, sentence, &found[i]) else { continue };
        if found.iter().all(|other| other.end <= name.start || name.end <= other.first) {
            found[i] = Phrase::bare(name, Class::Organisation, None);
        }
    }
}

/// The name before the bracket that holds a body's abbreviation and nothing else; of a document there is none.
fn in_full(
    capitals: &Capitals<'_>,
    sentence: &Range<usize>,
    phrase: &Phrase,
) -> Option<Range<usize>> {
    let open = phrase.first.checked_sub(1).filter(|&open| open > sentence.start)?;
    let bracket = capitals.word(open) == "(" && capitals.word(phrase.end) == ")";
    let short = phrase.head.is_empty()
        && phrase.class == Class::Organisation
        && is_acronym(capitals, &(phrase.first..phrase.end));
    let (name, _) = long_form(capitals, open, sentence).filter(|_| bracket && short)?;
    let is_body = |i: usize| {
        let word = capitals.word(i);
        !(capitals.heads.others.contains(word) || capitals.heads.titles.contains(word))
    };
    name.clone().all(is_body).then_some(name)
}

/// The tokens that the bracket at `open` abbreviates, and whether they stand in quotation marks.
fn long_form(
    capitals: &Capitals<'_>,
    open: usize,
    sentence: &Range<usize>,
) -> Option<(Range<usize>, bool)> {
    let marked = open > sentence.start && capitals.word(open - 1) == "\"";
    let mut end = if marked { open - 1 } else { open };
    if end > sentence.start && capitals.is(end - 1, SmallWord::POSSESSIVE) {
        end -= 1;
    }
    let spans = &capitals.reading.tokens.spans;
    let text = &capitals.reading.document.text;
    let quoted = marked
        || spans
            .get(open.checked_sub(1)?)
            .is_some_and(|before| text[before.end..spans[open].start].starts_with(['’', '\'']));
    let from = sentence.start.max(end.saturating_sub(LONGEST));
    let mut n_capitals = 0;
    for first in (from..end).rev() {
        let capital = capitals.is_capital(first);
        let small = capitals.heads.joints.contains(capitals.word(first))
            || capitals.is(first, SmallWord::POSSESSIVE)
            || capitals.is(first, SmallWord::CONJUNCTION)
            || capitals.word(first) == ",";
        let free = capitals.name_at(first).is_none() || capitals.is_place(first);
        if !free || !(capital || small) {
            return None;
        }
        n_capitals += usize::from(capital);
        let whole = capital
            && n_capitals >= NAME_CAPITALS
            && first_letters_agree(capitals, first, open + 1)
            && is_definition(capitals.reading, first, end, open);
        if whole {
            return Some((first..end, quoted));
        }
    }
    None
}

/// Whether a short form begins as the long one does.
fn first_letters_agree(capitals: &Capitals<'_>, long: usize, short: usize) -> bool {
    let letter = |i: usize| capitals.word(i).chars().next();
    short < capitals.reading.tokens.len() && letter(long) == letter(short)
}

/// What is named: by a head word in the name or behind the bracket, or by what the abbreviation does in the text.
fn class_of(
    capitals: &Capitals<'_>,
    name: &Range<usize>,
    open: usize,
    quoted: bool,
) -> Option<Class> {
    let heads = capitals.heads;
    let last = capitals.word(name.end - 1);
    let is_programme = capitals
        .reading
        .closing(open)
        .and_then(|close| capitals.head_ending(close + 1, close + 1))
        .is_some_and(|(_, group)| group.class == Class::Programme);
    if (heads.others.contains(last) && !is_programme)
        || name.clone().any(|i| heads.titles.contains(capitals.word(i)))
        || heads.not.contains(capitals.reading.folded(name.start, name.end))
    {
        return None;
    }
    let close = capitals.reading.closing(open)?;
    let noun = capitals.word(close + 1);
    let behind = capitals.head_ending(close + 1, close + 1).map(|(_, group)| group.class);
    // A head tells the kind where the name ends with it or goes on over a small word behind it.
    let tells = |i: usize| i + 1 == name.end || heads.joints.contains(capitals.word(i + 1));
    let inside = || {
        let told = name.clone().rev().filter(|&i| tells(i));
        told.filter_map(|i| capitals.head_ending(name.start, i)).map(|(_, g)| g.class).next()
    };
    let sentence = &capitals.reading.stretches[capitals.reading.sentence(open)].tokens;
    let told = |i: usize| heads.programme_nouns.contains(capitals.word(i));
    if behind == Some(Class::Programme)
        || heads.programme_nouns.contains(noun)
        || (quoted && sentence.clone().any(told))
    {
        return Some(Class::Programme);
    }
    // `Girls Who Sail (GWS), a UNICEF programme`
    let apposed = close + 2..close + 2 + APPOSITION;
    let apposed = || apposed.clone().take_while(|&i| !matches!(capitals.word(i), "," | "." | ""));
    if capitals.word(close + 1) == "," && capitals.is(close + 2, SmallWord::INDEFINITE) {
        if apposed().any(told) {
            return Some(Class::Programme);
        }
        if apposed().any(|i| heads.organisation_nouns.contains(capitals.word(i))) {
            return Some(Class::Organisation);
        }
    }
    if heads.governments.contains(capitals.word(name.start)) {
        return None; // it is the country
    }
    inside().or_else(|| acts_as_body(capitals, name, open + 1).then_some(Class::Organisation))
}

/// Whether the words around the name, or around its abbreviation anywhere in the text, say that it is a body.
fn acts_as_body(capitals: &Capitals<'_>, name: &Range<usize>, short: usize) -> bool {
    if !is_acronym(capitals, &(short..short + 1)) {
        return false;
    }
    let word = capitals.word(short);
    let again = |i: usize| {
        capitals.word(i) == word
            && capitals.is_capital(i)
            && (is_pointed_to(capitals, &(i..i + 1)) || acts(capitals, i + 1))
    };
    is_pointed_to(capitals, name)
        || acts(capitals, short + 2)
        || (short.saturating_sub(NEAR)..capitals.reading.tokens.len().min(short + NEAR)).any(again)
}
