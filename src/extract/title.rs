//! The programme that a title names: `Green Coast Programme (2009-2014)`, `Reducing Flood Risks` of a text about "the project".
//!
//! In: the capitals of a title, which all its words may have, and the text below it. Out: at most one phrase a part of the title.
//! Never: a title that tells what somebody does, unless a small word shows where the name begins: `Norway Backs the Coast Project`.

use std::ops::Range;

use crate::base::Class;
use crate::cut::{Tag, TagWord, Tagger};
use crate::dictionary::SmallWord;
use crate::extract::capitals::Capitals;
use crate::extract::define::is_definition;
use crate::extract::phrase::Phrase;

/// A name has so many words with its noun: `Coast Programme`.
const SHORTEST: usize = 2;

/// A title that no noun marks has so many words: fewer say too little.
const TITLE_WORDS: usize = 3;

/// What is to be done stands among so many words at the start of a title.
const UNDERTAKING: usize = 4;

/// A text opens with its project if it says "this project" within so many tokens.
const OPENS: usize = 10;

/// A text is about one project if it says "the project" within so many tokens.
const OPENING: usize = 100;

/// The programmes that parts of a title end in.
pub(super) fn programmes(capitals: &Capitals<'_>, title: &Range<usize>, out: &mut Vec<Phrase>) {
    for part in parts(capitals, title) {
        let end = without_bracket(capitals, &part);
        let Some(head) = noun_at_end(capitals, part.start, end) else { continue };
        // An abbreviation in brackets says where its name begins: `Community Based Flood Project (CBFP)`.
        let spelt = end < part.end && is_definition(capitals.reading, part.start, end, end);
        let first = if spelt { Some(part.start) } else { start(capitals, part.start, &head) };
        let Some(first) = first else { continue };
        let name = first..head.start;
        let says = |i: usize| {
            let word = capitals.word(i);
            let heads = capitals.heads;
            capitals.is_capital(i) && !heads.generic.contains(word) && !heads.common.contains(word)
        };
        let n_words = name.clone().filter(|&i| capitals.is_capital(i)).count();
        let enough = name.clone().any(says) || n_words >= SHORTEST;
        if name.is_empty()
            || !enough
            || name.clone().any(|i| is_named(capitals, i) || capitals.word(i) == "\"")
        {
            continue;
        }
        // `Growth project` is the project called Growth, `Growth Project` has the noun in its name.
        out.push(if capitals.is_capital(head.start) {
            Phrase { head: head.clone(), ..Phrase::bare(first..end, Class::Programme, None) }
        } else {
            Phrase::bare(name, Class::Programme, Some(head.start))
        });
    }
}

/// The whole title, where it is no sentence and the text speaks of "the project" but names none.
pub(super) fn of_text(capitals: &Capitals<'_>, title: &Range<usize>) -> Option<Phrase> {
    let part = parts(capitals, title).into_iter().next()?;
    let end = without_bracket(capitals, &part);
    let name = part.start..end;
    let heads = capitals.heads;
    let last = capitals.word(end.checked_sub(1)?);
    let is_name = name.len() >= TITLE_WORDS
        && capitals.is_capital(name.start)
        && (!heads.others.contains(last) || is_undertaking(capitals, name.start))
        && capitals.name_at(name.start).is_none()
        && capitals.word(title.end - 1) != "?"
        && !tells(capitals, &name, false);
    (is_name && speaks_of_project(capitals, title.end))
        .then(|| Phrase::bare(name, Class::Programme, None))
}

/// The parts of a title between colons, semicolons, bars and dashes.
fn parts(capitals: &Capitals<'_>, title: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut first = title.start;
    let mut open = 0_usize;
    for i in title.clone() {
        // `(March 2012 - May 2015)`
        match capitals.word(i) {
            "(" => open += 1,
            ")" => open = open.saturating_sub(1),
            _ => {}
        }
        let sign = matches!(capitals.word(i), ":" | ";" | "|");
        if open == 0 && (sign || is_behind_dash(capitals, i)) && first < i {
            parts.push(first..i);
            first = i;
        }
        if sign {
            first = i + 1;
        }
    }
    if first < title.end {
        parts.push(first..title.end);
    }
    parts
}

/// Whether a dash, no hyphen, stands before a token.
fn is_behind_dash(capitals: &Capitals<'_>, i: usize) -> bool {
    let spans = &capitals.reading.tokens.spans;
    let Some(before) = i.checked_sub(1) else { return false };
    let gap = &capitals.reading.document.text[spans[before].end..spans[i].start];
    gap.contains(['–', '—', '|']) || (gap.contains('-') && gap.contains(' '))
}

/// One past the last token of a part of a title without the bracket at its end.
fn without_bracket(capitals: &Capitals<'_>, part: &Range<usize>) -> usize {
    if capitals.word(part.end - 1) != ")" {
        return part.end;
    }
    part.clone().rev().find(|&i| capitals.word(i) == "(").unwrap_or(part.end)
}

/// The noun of a programme that ends tokens `first..end`.
fn noun_at_end(capitals: &Capitals<'_>, first: usize, end: usize) -> Option<Range<usize>> {
    let numeral = |i: usize| {
        let written = capitals.reading.written(i);
        written.chars().all(|c| matches!(c, 'I' | 'V' | 'X') || c.is_ascii_digit())
    };
    // `Coast Inclusion Project II`
    let end = if end > first + 2 && numeral(end - 1) { end - 1 } else { end };
    let last = end.checked_sub(1).filter(|&last| last > first)?;
    if let Some((head, group)) = capitals.head_ending(first, last) {
        return (group.class == Class::Programme).then_some(head);
    }
    let small = capitals.heads.programme_nouns.contains(capitals.word(last));
    small.then_some(last..end)
}

/// Where the name begins that a noun ends: behind the last article; at the start of a part that tells nothing; behind the last
/// small word of one that does.
fn start(capitals: &Capitals<'_>, first: usize, head: &Range<usize>) -> Option<usize> {
    let before = first..head.start;
    let heads = capitals.heads;
    let small = |i: usize| {
        let word = capitals.word(i);
        // `Community Based Flood Project`
        let participle = heads.opener_endings.iter().any(|e| word.ends_with(e.as_str()));
        (heads.joints.contains(word) || (heads.openers.contains(word) && !participle))
            && !capitals.is(i, SmallWord::CONJUNCTION)
    };
    let possessives = &capitals.reading.lexicon.frames.words.possessives;
    let article = before
        .clone()
        .rev()
        .find(|&i| capitals.is(i, SmallWord::DEFINITE) || possessives.contains(capitals.word(i)));
    let from = match article {
        Some(article) => article + 1,
        None if !tells(capitals, &before, true) && !is_deed(capitals, first) => first,
        None => before.clone().rev().find(|&i| small(i))? + 1,
    };
    // `UNDP Green Coast Programme`: whose it is stands before its name.
    (from..head.start).find(|&i| capitals.is_capital(i) && !is_named(capitals, i))
}

/// Whether a token belongs to the name of one who acts.
fn is_named(capitals: &Capitals<'_>, i: usize) -> bool {
    capitals.is_taken(i) && capitals.entity_at(i).is_none_or(|e| e.class != Class::Instrument)
}

/// Whether a part opens with what is done: `Signing of the Agreement for …`, `Approval of …`.
fn is_deed(capitals: &Capitals<'_>, first: usize) -> bool {
    let heads = capitals.heads;
    let opens = |ending: &String| capitals.word(first).ends_with(ending.as_str());
    capitals.is(first + 1, SmallWord::GENITIVE)
        && heads.topic_endings.iter().chain(&heads.deed_endings).any(opens)
}

/// Whether the words tell of an act: one of them is a verb, and none that may stand before a noun: `Community Based`.
fn tells(capitals: &Capitals<'_>, words: &Range<usize>, before_noun: bool) -> bool {
    let asked: Vec<TagWord<'_>> = words
        .clone()
        .map(|i| match capitals.name_at(i) {
            Some(_) => TagWord::name(capitals.reading.written(i)),
            None => TagWord::new(capitals.word(i)),
        })
        .collect();
    let sets = &capitals.reading.lexicon.frames.words;
    let ends = |i: usize, endings: &[String]| {
        endings.iter().any(|ending| capitals.word(words.start + i).ends_with(ending.as_str()))
    };
    let tags = Tagger::tag_english(&asked);
    // `Strengthening Councils to Plan for Floods`
    let undertakes = is_undertaking(capitals, words.start);
    let to = |i: usize| {
        undertakes && i > 0 && sets.infinitives.contains(capitals.word(words.start + i - 1))
    };
    tags.iter().enumerate().any(|(i, tag)| match tag {
        Tag::Aux | Tag::Pron => true,
        Tag::Verb => {
            !(ends(i, &sets.gerund_endings)
                || to(i)
                || (before_noun && ends(i, &sets.past_endings)))
        }
        _ => false,
    })
}

/// Whether a title opens with what is to be done: `Strengthening …`, `Support to …`.
fn is_undertaking(capitals: &Capitals<'_>, first: usize) -> bool {
    let sets = &capitals.reading.lexicon.frames.words;
    sets.is_gerund(capitals.word(first))
        || (first..first + UNDERTAKING).any(|i| {
            capitals.heads.undertakings.contains(capitals.word(i))
                && sets.infinitives.contains(capitals.word(i + 1))
        })
}

/// Whether a text opens with the project of its title: `This project is part of the Coast Programme`.
pub(super) fn opens_with_project(capitals: &Capitals<'_>, first: usize) -> bool {
    let end = capitals.reading.tokens.len().min(first + OPENS);
    (first + 1..end).any(|i| is_the_project(capitals, i))
}

/// Whether a token is the noun of `the project`, `this initiative`.
fn is_the_project(capitals: &Capitals<'_>, i: usize) -> bool {
    let noun = capitals.word(i);
    capitals.is(i - 1, SmallWord::DEFINITE | SmallWord::DEMONSTRATIVE)
        && capitals.heads.programme_nouns.contains(noun)
        && !capitals.is_capital(i)
        && !capitals.reading.lexicon.grammar.is_plural(noun)
}

/// Whether a text is about one project: it says "the project" near its start, and nobody speaks for himself.
fn speaks_of_project(capitals: &Capitals<'_>, first: usize) -> bool {
    let end = capitals.reading.tokens.len().min(first + OPENING);
    let sets = &capitals.reading.lexicon.frames.words;
    (first + 1..end).any(|i| is_the_project(capitals, i))
        && !(first..end).any(|i| sets.speakers.contains(capitals.word(i)))
}
