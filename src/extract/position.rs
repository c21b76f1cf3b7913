//! Names told by where they stand: `funded by Paper Lantern Global`, `WHO, UNICEF and Blue Kite Trustees`, `RODAP distributed kits`.
//!
//! In: the capitals of a sentence and the phrases found in it. Out: more phrases, all of them bodies. Never: a person, an event,
//! a document, and no capitals of which the words around say nothing.

use std::ops::Range;

use crate::base::{Class, sort_by_key};
use crate::dictionary::SmallWord;
use crate::extract::capitals::Capitals;
use crate::extract::phrase::Phrase;

/// At most so many tokens make a name that nothing marks.
const LONGEST: usize = 10;

/// No phrase has more tokens.
const LONGEST_PHRASE: usize = 40;

/// An abbreviation that nobody defines has so many capitals at least: two are as often initials.
const ACRONYM: usize = 3;

/// The noun that says what a body is stands within so many tokens behind its article.
const DESCRIPTION: usize = 8;

/// A list of names that nobody listed is read so many times: what one pass finds tells the names before it in the next.
const ROUNDS: usize = 3;

/// A name of several words is a body in a list that names so many others; one of fewer may be a person.
const COMPANY: usize = 2;

/// The bodies among the runs of capitals of a sentence that the words around them tell.
pub(super) fn placed(
    capitals: &Capitals<'_>,
    sentence: &Range<usize>,
    runs: &[Range<usize>],
    out: &mut Vec<Phrase>,
) {
    partners(capitals, sentence, out);
    // What is a body in a list makes one of its neighbour.
    sort_by_key(out, |phrase| phrase.first);
    for _ in 0..ROUNDS {
        let n_known = out.len();
        beside_known(capitals, sentence, runs, out);
        if out.len() == n_known {
            break;
        }
    }
}

fn beside_known(
    capitals: &Capitals<'_>,
    sentence: &Range<usize>,
    runs: &[Range<usize>],
    out: &mut Vec<Phrase>,
) {
    for run in runs {
        if is_body(capitals, run.clone(), sentence, out) {
            let place = out.partition_point(|phrase| phrase.first < run.start);
            out.insert(place, Phrase::bare(run.clone(), Class::Organisation, None));
        }
    }
}

/// The capitals of a sentence that follow one another and belong to no name.
pub(super) fn runs(capitals: &Capitals<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let article = |i: usize| capitals.is(i, SmallWord::DEFINITE);
        let starts = capitals.is_capital(at)
            && capitals.name_at(at).is_none()
            && !article(at)
            && (at == sentence.start
                || article(at - 1)
                || !(capitals.is_joined(at) && capitals.is_capital(at - 1)));
        if starts {
            let end = name_end(capitals, at, sentence.end);
            runs.push(at..end);
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
    runs
}

/// The phrases that may reach into tokens `first..end`, of those in reading order.
fn near(found: &[Phrase], first: usize, end: usize) -> &[Phrase] {
    let from = found.partition_point(|p| p.first + LONGEST_PHRASE < first);
    let to = found.partition_point(|p| p.first <= end);
    &found[from.min(to)..to]
}

/// Firms named after their partners: `Roe & Doe`, with or without more names in front.
fn partners(capitals: &Capitals<'_>, sentence: &Range<usize>, out: &mut Vec<Phrase>) {
    let heads = capitals.heads;
    let plain = |i: usize| {
        let word = capitals.word(i);
        capitals.is_capital(i)
            && capitals.name_at(i).is_none()
            && !heads.is_common_word(word)
            && !heads.terms.contains(word)
            && capitals.reading.written(i).chars().any(char::is_lowercase)
    };
    for sign in sentence.start + 1..sentence.end.saturating_sub(1) {
        if capitals.reading.written(sign) != "&" || !plain(sign - 1) || !plain(sign + 1) {
            continue;
        }
        let alone = |i: usize| !(capitals.is_joined(i) && capitals.is_capital(i));
        // More capitals around them may be those of a title: `Trade & Transport Facilitation`.
        let (first, end) = (sign - 1, sign + 2);
        let opens = first == sentence.start || !capitals.is_capital(first - 1);
        let closes = end >= sentence.end || alone(end);
        if opens && closes {
            out.push(Phrase::bare(first..end, Class::Organisation, None));
        }
    }
}

/// One past the last token of the name that starts at a capital: more capitals, over small words or not.
fn name_end(capitals: &Capitals<'_>, first: usize, limit: usize) -> usize {
    let mut end = first;
    if is_acronym(capitals, &(first..first + 1)) && is_post(capitals, first + 1) {
        return first + 1;
    }
    while end < limit && end - first < LONGEST && (end == first || capitals.is_joined(end)) {
        let free = |i: usize| {
            i < limit
                && capitals.is_capital(i)
                && (capitals.name_at(i).is_none() || (i > first && capitals.is_place(i)))
        };
        let foreign = capitals.heads.foreign_joints.contains(capitals.word(end));
        let joins = end > first
            && (capitals.is(end, SmallWord::BEHIND_NOUN) || foreign)
            && free(end + 1)
            && capitals.name_at(end + 1).is_none();
        if !free(end) && !joins {
            break;
        }
        end += 1;
    }
    end
}

fn is_body(
    capitals: &Capitals<'_>,
    name: Range<usize>,
    sentence: &Range<usize>,
    found: &[Phrase],
) -> bool {
    let acronym = is_acronym(capitals, &name);
    let told = is_described(capitals, &name, sentence.end, Class::Organisation);
    let paid = is_payer(capitals, &name);
    if !(acronym || told || paid || name.len() > 1)
        || !is_plausible(capitals, &name, sentence)
        || near(found, name.start, name.end)
            .iter()
            .any(|p| p.first < name.end && name.start < p.end)
    {
        return false;
    }
    let n_beside = beside(capitals, &name, sentence, found);
    // Persons and places have no article: `the Blue Kite Trustees said`.
    let article = name.start > sentence.start && capitals.is(name.start - 1, SmallWord::DEFINITE);
    told || paid
        || is_pointed_to(capitals, &name)
        || is_branch(capitals, &name)
        || ((acronym || article) && is_agent(capitals, &name))
        || n_beside >= if acronym { 1 } else { COMPANY }
        || (acronym && acts(capitals, name.end))
        || (article && has_acted(capitals, name.end))
        || (acronym && has_post(capitals, &name))
}

/// Whether a name is an abbreviation with a country behind it: `ZAM Kenya`.
fn is_branch(capitals: &Capitals<'_>, name: &Range<usize>) -> bool {
    let written = capitals.reading.written(name.start);
    let last = name.end - 1;
    written.len() >= ACRONYM - 1
        && written.chars().all(char::is_uppercase)
        && !capitals.heads.terms.contains(capitals.word(name.start))
        && name.len() > 1
        && capitals
            .name_at(last)
            .is_some_and(|n| n.first == name.start + 1 && n.end == name.end && !n.is_demonym())
        && capitals.country_at(last).is_some()
}

/// Whether the word behind a name is a past that says what a body did: `the Blue Kite Trustees signed`, not `the Coast partners`.
fn has_acted(capitals: &Capitals<'_>, end: usize) -> bool {
    let sets = &capitals.reading.lexicon.frames.words;
    let helped = capitals.heads.auxiliaries.contains(capitals.word(end));
    let verb = capitals.word(end + usize::from(helped));
    acts(capitals, end) && (helped || sets.is_like_past(verb))
}

/// Whether "by" and a past stand before a name: `launched by RODAP`, `led by the Blue Kite Trustees`.
pub(super) fn is_agent(capitals: &Capitals<'_>, name: &Range<usize>) -> bool {
    let article = name.start > 0 && capitals.is(name.start - 1, SmallWord::DEFINITE);
    let Some(by) = name.start.checked_sub(1 + usize::from(article)) else { return false };
    let sets = &capitals.reading.lexicon.frames.words;
    by > 0 && capitals.is(by, SmallWord::BEFORE_AGENT) && sets.is_like_past(capitals.word(by - 1))
}

/// Whether a name of one word stands where the text says who pays: `is funded by Lumio`.
fn is_payer(capitals: &Capitals<'_>, name: &Range<usize>) -> bool {
    is_agent(capitals, name)
        && name.len() == 1
        && !(capitals.is_joined(name.end) && capitals.is_capital(name.end))
        && capitals.heads.paid.contains(capitals.word(name.start.saturating_sub(2)))
}

/// Whether a post stands right behind an abbreviation, or what belongs to it: `RODAP Director Jane Roe`, `RODAP's trainers`.
fn has_post(capitals: &Capitals<'_>, name: &Range<usize>) -> bool {
    let next = name.end;
    is_post(capitals, next)
        || (capitals.is(next, SmallWord::POSSESSIVE) && !capitals.is_capital(next + 1))
}

/// Whether a post of one or two words goes on with a name: `NASSCOM Chairperson Jane Roe`, `RODAP Managing Director Jane Roe`.
fn is_post(capitals: &Capitals<'_>, first: usize) -> bool {
    let goes_on = |i: usize| capitals.is_capital(i) && capitals.is_joined(i);
    let titles = &capitals.heads.titles;
    goes_on(first)
        && (titles.contains(capitals.word(first))
            || (goes_on(first + 1) && titles.contains(capitals.word(first + 1))))
}

/// Whether the text says what kind of body a name is: `Lamar, a local software company`, `Lamar is a non-profit organization`.
pub(super) fn is_described(
    capitals: &Capitals<'_>,
    name: &Range<usize>,
    limit: usize,
    class: Class,
) -> bool {
    let mut at = name.end;
    if capitals.word(at) == "\"" {
        at += 1;
    }
    if capitals.word(at) == "(" {
        let Some(close) = capitals.reading.closing(at) else { return false };
        at = close + 1;
    }
    let sets = &capitals.reading.lexicon.frames.words;
    let leads = capitals.word(at) == "," || sets.copulas.contains(capitals.word(at));
    if !leads || !capitals.is(at + 1, SmallWord::INDEFINITE | SmallWord::DEFINITE) {
        return false;
    }
    let end = limit.min(at + 2 + DESCRIPTION);
    // `a three-year project co-funded by`
    let past = |i: usize| {
        let word = capitals.word(i);
        i > at + 2 && (sets.ends_like_past(word) || sets.prefixes.contains(word))
    };
    let stops = |i: usize| {
        let word = capitals.word(i);
        let joint = capitals.heads.joints.contains(word) && !capitals.is(i, SmallWord::CONJUNCTION);
        matches!(word, "," | "." | ";" | ":" | "(" | ")") || joint || sets.relatives.contains(word)
    };
    let Some(close) = (at + 2..=end).find(|&i| i == limit || stops(i) || past(i)) else {
        return false;
    };
    let noun = close - 1;
    let heads = capitals.heads;
    let nouns = match class {
        Class::Programme => &heads.programme_nouns,
        _ => &heads.descriptors,
    };
    noun > at + 1 && !capitals.is_capital(noun) && nouns.contains(capitals.word(noun))
}

/// Whether the capitals can be a body's name: no person, post, event or document, no word that opens a sentence.
pub(super) fn is_plausible(
    capitals: &Capitals<'_>,
    name: &Range<usize>,
    sentence: &Range<usize>,
) -> bool {
    let heads = capitals.heads;
    let last = capitals.word(name.end - 1);
    let is_post = |i: usize| heads.titles.contains(capitals.word(i));
    // `Central Banks`, `Development Partners`: kinds of bodies.
    let grammar = &capitals.reading.lexicon.grammar;
    let is_kind =
        |word: &str| grammar.is_plural(word) && heads.is_common_word(grammar.singular(word));
    // `the Trust Jane Roe`
    let head_first = name.len() > 1
        && capitals.head_ending(name.start, name.start).is_some_and(|(_, group)| !group.leads);
    !head_first
        && !capitals.closes(name.start, sentence.start)
        && (!heads.others.contains(last)
            || heads.meetings.contains(last) && name.len() > 1 && is_agent(capitals, name))
        && !heads.governments.contains(last)
        && !heads.openers.contains(last)
        && !heads.phenomena.contains(capitals.word(name.start))
        && !heads.given_names.contains(capitals.word(name.start))
        && !name.clone().any(is_post)
        && !name.clone().all(|i| {
            let word = capitals.word(i);
            heads.generic.contains(word)
                || heads.common.contains(word)
                || heads.is_topic(word)
                || is_kind(word)
        })
        && !(name.end < sentence.end
            && capitals.is_joined(name.end)
            && capitals.name_at(name.end).is_some())
        && !(name.start > sentence.start
            && capitals.is_joined(name.start)
            && capitals.name_at(name.start - 1).is_some())
}

/// Whether a name is one word of capitals that is no common abbreviation of another kind of thing.
pub(super) fn is_acronym(capitals: &Capitals<'_>, name: &Range<usize>) -> bool {
    let written = capitals.reading.written(name.start);
    name.len() == 1
        && written.len() >= ACRONYM
        && (written.chars().all(char::is_uppercase) || has_inner_capital(capitals, written))
        && !capitals.heads.terms.contains(capitals.word(name.start))
        && capitals.head_ending(name.start, name.start).is_none()
}

/// Whether a word is written as firms and services are: `DataHarbour`, no family name.
fn has_inner_capital(capitals: &Capitals<'_>, written: &str) -> bool {
    let mut letters = written.chars().peekable();
    let mut is_camel = false;
    while let Some(letter) = letters.next() {
        is_camel |= letter.is_lowercase() && letters.peek().is_some_and(|next| next.is_uppercase());
    }
    is_camel
        && !capitals.heads.name_prefixes.iter().any(|prefix| {
            written
                .strip_prefix(prefix.as_str())
                .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        })
}

/// Whether the words before a name say that it is a body: `implemented by`, `in partnership with the`.
pub(super) fn is_pointed_to(capitals: &Capitals<'_>, name: &Range<usize>) -> bool {
    let Some(mut at) = name.start.checked_sub(1) else { return false };
    if capitals.is(at, SmallWord::DEFINITE) {
        let Some(before) = at.checked_sub(1) else { return false };
        at = before;
    }
    at > 0
        && capitals.heads.knows_pointer(capitals.word(at))
        && capitals.heads.pointers.contains(capitals.reading.folded(at - 1, at + 1))
}

/// Whether the word behind a name says what a body does: `RODAP distributed`, `RODAP has signed`.
pub(super) fn acts(capitals: &Capitals<'_>, end: usize) -> bool {
    let acts = &capitals.heads.acts;
    // `RODAP supported by Norway` tells what is done to it.
    let does = |i: usize| {
        !capitals.is_capital(i)
            && acts.contains(capitals.word(i))
            && !capitals.heads.passives.contains(capitals.word(i + 1))
    };
    let helps = capitals.heads.auxiliaries.contains(capitals.word(end));
    does(end) || (helps && does(end + 1))
}

/// How many bodies stand beside a name in the same list.
fn beside(
    capitals: &Capitals<'_>,
    name: &Range<usize>,
    sentence: &Range<usize>,
    found: &[Phrase],
) -> usize {
    let mut n = 0;
    let mut at = name.start;
    while let Some(first) = body_before(capitals, at, sentence.start, found)
        && n < COMPANY
    {
        n += 1;
        at = first;
    }
    at = name.end;
    while let Some(end) = body_behind(capitals, at, sentence.end, found)
        && n < COMPANY
    {
        n += 1;
        at = end;
    }
    n
}

/// Where the body starts that stands before token `at` in a list.
fn body_before(
    capitals: &Capitals<'_>,
    at: usize,
    start: usize,
    found: &[Phrase],
) -> Option<usize> {
    let mut i = at;
    if i > start && capitals.is(i - 1, SmallWord::DEFINITE) {
        i -= 1;
    }
    let behind = i;
    if i > start && capitals.heads.companions.contains(capitals.word(i - 1)) {
        i -= 1;
    }
    while i > start && joins(capitals, i - 1) {
        i -= 1;
    }
    if i == behind || i <= start {
        return None;
    }
    let close = if capitals.word(i - 1) == ")" {
        (i.saturating_sub(5)..i).rev().find(|&k| capitals.word(k) == "(").unwrap_or(i)
    } else {
        i
    };
    if close <= start {
        return None;
    }
    if let Some(phrase) =
        near(found, close, close).iter().find(|p| p.end == close && p.class == Class::Organisation)
    {
        return Some(phrase.first);
    }
    capitals.body_at(close - 1).map(|name| name.first)
}

/// One past the body that stands behind token `at` in a list.
fn body_behind(
    capitals: &Capitals<'_>,
    at: usize,
    limit: usize,
    found: &[Phrase],
) -> Option<usize> {
    let mut i = at;
    if capitals.word(i) == "(" {
        i = capitals.reading.closing(i)? + 1;
    }
    let before = i;
    while i < limit && joins(capitals, i) {
        i += 1;
    }
    if i == before || i >= limit {
        return None;
    }
    let i = capitals.reading.after_article(i);
    if let Some(phrase) =
        near(found, i, i).iter().find(|p| p.first == i && p.class == Class::Organisation)
    {
        return Some(phrase.end);
    }
    capitals.body_at(i).map(|name| name.end)
}

/// Whether a token joins the names of a list.
fn joins(capitals: &Capitals<'_>, i: usize) -> bool {
    matches!(capitals.word(i), "," | "/") || capitals.is(i, SmallWord::CONJUNCTION)
}

/// Turns phrases that can name a programme or a body into bodies where the text makes one of them act: `funded by the Paper
/// Lantern Initiative`. What one sentence says of a name holds for all of them.
pub(super) fn embody(capitals: &Capitals<'_>, phrases: &mut [Phrase]) {
    let either = |p: &Phrase| {
        p.class == Class::Programme
            && !p.head.is_empty()
            && capitals.heads.either.contains(capitals.word(p.head.end - 1))
    };
    let acting = |p: &&Phrase| {
        let sentence = &capitals.reading.stretches[capitals.reading.sentence(p.first)].tokens;
        let name = p.first..p.end;
        is_pointed_to(capitals, &name)
            || body_before(capitals, p.first, sentence.start, &[]).is_some()
    };
    let words = |p: &Phrase| capitals.reading.folded(p.first, p.core_end);
    let bodies: Vec<&str> =
        phrases.iter().filter(|p| either(p)).filter(acting).map(words).collect();
    if bodies.is_empty() {
        return;
    }
    for phrase in phrases.iter_mut().filter(|p| either(p)) {
        if bodies.contains(&words(phrase)) {
            phrase.class = Class::Organisation;
        }
    }
}
