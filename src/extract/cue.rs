//! Names without a head word, told by the words around them: `the NGO Vesta`, `the project “New Paths”`, `the Skills for
//! Jobs project`.
//!
//! In: the capitals of a sentence. Out: phrases. Never: a name in capitals that no word says anything of.

use std::ops::Range;

use crate::base::Class;
use crate::dictionary::SmallWord;
use crate::extract::capitals::Capitals;
use crate::extract::define::is_definition;
use crate::extract::phrase::Phrase;
use crate::extract::position::{is_acronym, is_described, is_plausible};

/// At most so many tokens make a name that nothing marks.
const LONGEST: usize = 16;

/// At most so many tokens stand between the quotation marks of a title.
const LONGEST_TITLE: usize = 40;

/// So many capitals between commas are a title; fewer are as often a person or a place.
const TITLE_CAPITALS: usize = 4;

/// So many capitals before a noun are a name; one is as often the kind of thing: `the Youth project`.
const NAME_CAPITALS: usize = 2;

/// A bracket that abbreviates a title has so many tokens, its signs among them: `(S4J)`.
const SHORTEST_BRACKET: usize = 3;
const LONGEST_BRACKET: usize = 5;

/// A person has so many names.
const PERSON: usize = 2;

/// Signs that stand in no name.
const SIGNS: [&str; 7] = [",", ".", ";", ":", "(", ")", "\""];

/// The names that the words of a sentence point to, some of them among its runs of capitals.
pub(super) fn cued(
    capitals: &Capitals<'_>,
    sentence: &Range<usize>,
    runs: &[Range<usize>],
    out: &mut Vec<Phrase>,
) {
    for run in runs {
        if let Some(class) = paid_for(capitals, run, sentence) {
            out.push(Phrase::bare(run.clone(), class, None));
        }
    }
    for i in sentence.clone() {
        if let Some(range) = foreign_definition(capitals, i, sentence) {
            out.push(Phrase::bare(range, Class::Organisation, None));
        }
        if let Some(range) = quoted_title(capitals, i, sentence) {
            out.push(Phrase::bare(range, Class::Programme, None));
        }
        if let Some(range) = project_called(capitals, i, sentence) {
            out.push(Phrase::bare(range, Class::Programme, None));
        }
        if let Some(range) = small_headed(capitals, i, sentence) {
            out.push(Phrase::bare(range, Class::Organisation, None));
        }
        let Some(class) = noun(capitals, i) else { continue };
        let found = quoted_after(capitals, i, sentence)
            .or_else(|| apposed_after(capitals, i, class, sentence))
            .or_else(|| quoted_before(capitals, i, sentence))
            .or_else(|| bare_after(capitals, i, class, sentence))
            .or_else(|| bare_before(capitals, i, class, sentence));
        if let Some(range) = found
            && range.clone().all(|k| {
                capitals.name_at(k).is_none_or(|n| range.start <= n.first && n.end <= range.end)
            })
            && !range.clone().all(|k| capitals.name_at(k).is_some())
        {
            out.push(Phrase::bare(range, class, Some(i)));
        }
    }
}

/// What a name is that a text says somebody pays for or carries out: `Coastwatch is funded by`. Of two words it is as often a person.
fn paid_for(capitals: &Capitals<'_>, run: &Range<usize>, sentence: &Range<usize>) -> Option<Class> {
    let sets = &capitals.reading.lexicon.frames.words;
    let mut at = run.end;
    if capitals.word(at) == "(" {
        at = capitals.reading.closing(at).map_or(at, |close| close + 1);
    }
    let is = sets.copulas.contains(capitals.word(at));
    let co = usize::from(sets.prefixes.contains(capitals.word(at + 1)));
    let verb = at + 1 + co;
    let class = if capitals.heads.paid.contains(capitals.word(verb)) {
        Class::Organisation
    } else {
        capitals.heads.carried_out.contains(capitals.word(verb)).then_some(Class::Programme)?
    };
    let told = is
        && run.len() != PERSON
        && capitals.is(verb + 1, SmallWord::BEFORE_AGENT)
        && is_plausible(capitals, run, sentence);
    told.then_some(class)
}

/// A name in another language that a bracket at token `at` abbreviates: `Agence nationale pour l'emploi (ANE)`.
fn foreign_definition(
    capitals: &Capitals<'_>,
    at: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    if capitals.word(at) != "(" || at + 2 >= sentence.end || capitals.word(at + 2) != ")" {
        return None;
    }
    let short = capitals.reading.written(at + 1);
    let from = sentence.start.max(at.saturating_sub(LONGEST));
    let is_joint = |k: usize| {
        capitals.heads.foreign_joints.contains(capitals.word(k)) && !capitals.is_capital(k)
    };
    let is_native =
        |k: usize| capitals.is(k, SmallWord::NATIVE) || SIGNS.contains(&capitals.word(k));
    let fits = |first: usize| {
        let letter = capitals.reading.written(first).chars().next()?;
        // The dearest question comes last: nearly every bracket stands behind English words.
        let fits = letter.is_uppercase()
            && short.starts_with(letter)
            && (first + 1..at).any(is_joint)
            && (first..at).all(|k| capitals.name_at(k).is_none() && !is_native(k))
            && is_definition(capitals.reading, first, at, at);
        fits.then_some(first..at)
    };
    (from..at).rev().find_map(fits)
}

/// `The project, Safe Harbours for the Coast, is funded by …`: four words of a title between commas.
fn apposed_after(
    capitals: &Capitals<'_>,
    noun: usize,
    class: Class,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let first = noun + 2;
    if class != Class::Programme || capitals.word(noun + 1) != "," || !capitals.is_capital(first) {
        return None;
    }
    let mut end = first;
    let mut n_capitals = 0;
    while end < sentence.end && capitals.word(end) != "," {
        let small = capitals.heads.joints.contains(capitals.word(end));
        if !(capitals.is_capital(end) || small) || end - first > LONGEST {
            return None;
        }
        n_capitals += usize::from(capitals.is_capital(end) && capitals.name_at(end).is_none());
        end += 1;
    }
    let closes = capitals.heads.openers.contains(capitals.word(first));
    (end < sentence.end && n_capitals >= TITLE_CAPITALS && !closes).then_some(first..end)
}

/// The class that a small word gives to the name beside it.
fn noun(capitals: &Capitals<'_>, i: usize) -> Option<Class> {
    let tokens = capitals.reading.tokens;
    if !tokens.facts(i).tells {
        return None;
    }
    let word = capitals.word(i);
    if capitals.heads.programme_nouns.contains(word)
        && (!capitals.is_capital(i) || closes_at(capitals, i))
    {
        return Some(Class::Programme);
    }
    let plain = !capitals.is_capital(i)
        || capitals.reading.written(i).chars().nth(1).is_some_and(char::is_uppercase);
    (capitals.heads.organisation_nouns.contains(word) && plain).then_some(Class::Organisation)
}

/// `project “New Paths”`, `project titled “New Paths”`.
fn quoted_after(
    capitals: &Capitals<'_>,
    noun: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut at = noun + 1;
    if capitals.word(at) == "," || capitals.heads.naming_words.contains(capitals.word(at)) {
        at += 1;
    }
    let first = opened_at(capitals, at)?;
    let close =
        (first..sentence.end.min(first + LONGEST_TITLE)).find(|&k| closes_at(capitals, k))?;
    let end = if close > first && capitals.word(close - 1) == "," { close - 1 } else { close };
    (end > first && capitals.is_capital(first)).then_some(first..end)
}

/// `the “New Paths” project`, with an abbreviation in brackets between them or not.
fn quoted_before(
    capitals: &Capitals<'_>,
    noun: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut close = before_bracket(capitals, noun, sentence.start);
    if close > sentence.start && capitals.word(close - 1) == "\"" {
        close -= 1;
    } else if !closes_at(capitals, close) {
        return None;
    }
    let from = sentence.start.max(close.saturating_sub(LONGEST_TITLE));
    let first = (from..close)
        .rev()
        .find(|&k| opened_at(capitals, k) == Some(k) || is_quote(capitals, k.wrapping_sub(1)))?;
    capitals.is_capital(first).then_some(first..close)
}

fn is_quote(capitals: &Capitals<'_>, i: usize) -> bool {
    capitals.word(i) == "\""
}

/// The first token inside quotation marks that open at token `at`.
fn opened_at(capitals: &Capitals<'_>, at: usize) -> Option<usize> {
    if is_quote(capitals, at) {
        return Some(at + 1);
    }
    let gap = gap_before(capitals, at)?;
    (gap.ends_with('‘') || gap.ends_with(" '")).then_some(at)
}

/// Whether quotation marks close before token `k`.
fn closes_at(capitals: &Capitals<'_>, k: usize) -> bool {
    is_quote(capitals, k)
        || gap_before(capitals, k).is_some_and(|gap| {
            let mut signs = gap.chars();
            matches!(signs.next(), Some('’' | '\''))
                && signs
                    .next()
                    .is_some_and(|c| c.is_whitespace() || SIGNS.contains(&c.to_string().as_str()))
        })
}

/// What stands between a token and the one before it.
fn gap_before<'a>(capitals: &Capitals<'a>, i: usize) -> Option<&'a str> {
    let spans = &capitals.reading.tokens.spans;
    let (before, this) = (spans.get(i.checked_sub(1)?)?, spans.get(i)?);
    Some(&capitals.reading.document.text[before.end..this.start])
}

/// The token where a short bracket before `at` opens, or `at` itself.
fn before_bracket(capitals: &Capitals<'_>, at: usize, start: usize) -> usize {
    if at < start + SHORTEST_BRACKET || capitals.word(at - 1) != ")" {
        return at;
    }
    let from = start.max(at.saturating_sub(LONGEST_BRACKET));
    (from..=at - SHORTEST_BRACKET).rev().find(|&k| capitals.word(k) == "(").unwrap_or(at)
}

/// `the NGO Vesta`, `the project EU4Towns`.
fn bare_after(
    capitals: &Capitals<'_>,
    noun: usize,
    class: Class,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let first = noun + 1;
    let fits = first < sentence.end
        && capitals.is_joined(first)
        && capitals.is_capital(first)
        && capitals.name_at(first).is_none()
        && !capitals.closes(first, sentence.start);
    let grammar = &capitals.reading.lexicon.grammar;
    let singular = !grammar.is_plural(capitals.word(noun)) || class == Class::Organisation;
    if !fits || !singular {
        return None;
    }
    let mut end = first;
    while end < sentence.end && (end == first || capitals.is_joined(end)) {
        // `the project Wider Europe`
        let free = capitals.name_at(end).is_none() || (end > first && capitals.is_place(end));
        let goes_on = capitals.is_capital(end) && free;
        let joins = end > first
            && capitals.is(end, SmallWord::BEHIND_NOUN)
            && capitals.is_capital(end + 1)
            && capitals.name_at(end + 1).is_none();
        if !goes_on && !joins {
            break;
        }
        end += 1;
    }
    (!capitals.ends_in_head(first, end)).then_some(first..end)
}

/// `the Skills for Jobs project`, `Skills for Jobs (S4J) project`: two capitals at least, and no body's name.
fn bare_before(
    capitals: &Capitals<'_>,
    noun: usize,
    class: Class,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let end = before_bracket(capitals, noun, sentence.start);
    let bracket = end < noun;
    if !capitals.is_joined(noun) && !bracket {
        return None;
    }
    let mut first = end;
    let mut n_capitals = 0;
    while first > sentence.start
        && (first == end || capitals.is_joined(first))
        && end - first < LONGEST
    {
        let before = first - 1;
        let inside = first < end && capitals.is_capital(first);
        let joint = inside
            && before > sentence.start
            && capitals.is(before, SmallWord::BEFORE_NOUN)
            && capitals.is_capital(before - 1)
            && capitals.is_free(before - 1, first);
        let capital = capitals.is_capital(before)
            && capitals.is_free(before, end)
            && !capitals.closes(before, sentence.start);
        if !joint && !capital {
            break;
        }
        n_capitals += usize::from(capital);
        first = before;
    }
    let opens = first > sentence.start
        && first < end
        && (!capitals.is_capital(first - 1)
            || capitals.is(first - 1, SmallWord::DEFINITE | SmallWord::DEMONSTRATIVE));
    let defined = bracket && is_definition(capitals.reading, first, end, end);
    // `the LAMPS project`: an abbreviation is no kind of thing.
    let short = class == Class::Programme && first < end && is_acronym(capitals, &(first..end));
    let named =
        (n_capitals >= NAME_CAPITALS || short) && opens && (class == Class::Programme || defined);
    let body = end > first && capitals.ends_in_head(first, end);
    (named && !body).then_some(first..end)
}

/// A title in quotation marks that opens at token `i`: one that holds the noun of a programme, or stands where one is paid for or
/// carried out, as in `to implement the “Green Roofs for the North”`.
fn quoted_title(
    capitals: &Capitals<'_>,
    i: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let first = opened_at(capitals, i)?;
    if i == sentence.start || first >= sentence.end || !capitals.is_capital(first) {
        return None;
    }
    let close =
        (first + 1..sentence.end.min(first + LONGEST_TITLE)).find(|&k| closes_at(capitals, k))?;
    let n_capitals = (first..close).filter(|&k| capitals.is_capital(k)).count();
    let heads = capitals.heads;
    let told = is_described(capitals, &(first..close), sentence.end, Class::Programme);
    let n_needed = if told { 1 } else { TITLE_CAPITALS - 1 };
    if n_capitals < n_needed || heads.others.contains(capitals.word(close - 1)) {
        return None;
    }
    let holds_noun = (first..close).any(|k| {
        let head = capitals.head_ending(first, k);
        head.is_some_and(|(_, group)| group.class == Class::Programme)
    });
    let article = capitals.is(i - 1, SmallWord::DEFINITE);
    let before = i.checked_sub(1 + usize::from(article))?;
    let led = heads.title_leads.contains(capitals.word(before));
    (holds_noun || led || told).then_some(first..close)
}

/// `Project Lantern`: one more capital, which names no kind of thing.
fn project_called(
    capitals: &Capitals<'_>,
    i: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let heads = capitals.heads;
    let (name, end) = (i + 1, i + 2);
    let alone = |k: usize| k >= sentence.end || !(capitals.is_capital(k) && capitals.is_joined(k));
    let before = i == sentence.start || !(capitals.is_capital(i - 1) && capitals.is_joined(i));
    if !capitals.is_capital(i)
        || !heads.programme_nouns.contains(capitals.word(i))
        || !before
        || alone(name)
        || !alone(end)
        || capitals.name_at(name).is_some()
    {
        return None;
    }
    let word = capitals.word(name);
    let is_kind = heads.generic.contains(word)
        || heads.common.contains(word)
        || heads.titles.contains(word)
        || heads.others.contains(word)
        || heads.is_topic(word)
        || heads.is_common_word(word)
        || capitals.head_ending(name, name).is_some();
    (!is_kind && capitals.reading.written(name).len() > 2).then_some(i..end)
}

/// `the Alfred Roe foundation`, `Lakeland Meteorological department`: capitals before a noun of bodies, one of which says more
/// than its kind.
fn small_headed(
    capitals: &Capitals<'_>,
    noun: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let heads = capitals.heads;
    if !heads.small_heads.contains(capitals.word(noun)) || capitals.is_capital(noun) {
        return None;
    }
    // `Emergency Pre-hospital Care`
    if gap_before(capitals, noun).is_some_and(|gap| !gap.chars().all(char::is_whitespace)) {
        return None;
    }
    let mut first = noun;
    while first > sentence.start
        && capitals.is_joined(first)
        && capitals.is_capital(first - 1)
        && capitals.is_free(first - 1, noun)
        && !capitals.closes(first - 1, sentence.start)
    {
        first -= 1;
    }
    let says = |i: usize| {
        let word = capitals.word(i);
        !capitals.is_place(i) && !heads.is_common_word(word)
    };
    let n_capitals = noun - first;
    // `the Grand'Anse department` is a part of a country.
    let tells = |i: usize| {
        let word = capitals.word(i);
        heads.is_topic(word) || heads.is_adjective(word) || heads.is_common_word(word)
    };
    if heads.areas.contains(capitals.word(noun)) && !(first..noun).any(tells) {
        return None;
    }
    (n_capitals >= NAME_CAPITALS && (first..noun).any(says)).then_some(first..noun + 1)
}
