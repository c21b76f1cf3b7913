//! Who gave a sum, where the words around it say so.
//!
//! In: a scene and a sum. Out: the names that it belongs to. Never: the donors of a statement for want of others.

use std::ops::Range;

use crate::dictionary::{MoneyWord, SmallWord};
use crate::link::amount::find::Sum;
use crate::link::amount::scene::{Scene, Who};

/// How many words may stand between a sum, a preposition and a name.
const REACH: usize = 8;

/// The names that a sum belongs to; `None` where nothing ties it to a name.
pub(super) fn owners(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    in_brackets(scene, sum)
        .or_else(|| behind_colon(scene, sum))
        .or_else(|| from(scene, sum))
        .or_else(|| possessed(scene, sum))
        .or_else(|| described(scene, sum))
        .or_else(|| given(scene, sum))
}

/// `Norway (EUR 2 million)`, `the Norwegian Agency (NORAD) (EUR 2 million)`, `Norway and Sweden (EUR 5 million in total)`.
fn in_brackets(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    let mut depth = 0;
    let mut open = None;
    for i in (scene.range.start..sum.tokens.start).rev() {
        match scene.word(i) {
            ")" => depth += 1,
            "(" if depth == 0 => {
                open = Some(i);
                break;
            }
            "(" => depth -= 1,
            _ if scene.name_at(i).is_some() => return None,
            _ => {}
        }
    }
    let open = open?;
    let name = scene.name_before(open).or_else(|| {
        let abbreviation = open > 0 && scene.word(open - 1) == ")";
        let inner = (scene.range.start..open).rev().take(6).find(|i| scene.word(*i) == "(")?;
        abbreviation.then(|| scene.name_before(inner)).flatten()
    })?;
    let close = (sum.tokens.end..scene.range.end).find(|i| scene.word(*i) == ")")?;
    let together = scene.has(open..close, MoneyWord::Together);
    Some(if together { scene.list_before(name) } else { vec![scene.names[name].who] })
}

/// `Norway: EUR 2 million`, `Norway – EUR 2 million`.
fn behind_colon(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    let at = sum.tokens.start;
    let end = if scene.word(at.wrapping_sub(1)) == ":" { at - 1 } else { at };
    let name = scene.name_before(end)?;
    // A dash is no token.
    let gap = scene.tokens.spans[end.checked_sub(1)?].end..scene.tokens.spans[at].start;
    let parted = end < at || scene.text.get(gap)?.contains(['-', '–', '—']);
    parted.then(|| scene.list_before(name))
}

/// `EUR 2 million from Norway`, `a EUR 2 million grant provided by the Government of Norway`.
fn from(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    let stops = |i: usize| {
        scene.is_break(i) || scene.in_sum(i) || scene.is_purpose(i) || scene.name_at(i).is_some()
    };
    let end = sum.tokens.end;
    let giver = (end..end + REACH)
        .take_while(|i| !stops(*i))
        .find(|i| scene.at(*i, MoneyWord::Giver).is_some())?;
    let name = (giver + 1..giver + REACH)
        .take_while(|i| !scene.is_break(*i) && !scene.in_sum(*i))
        .find_map(|i| scene.name_at(i))?;
    Some(scene.list_behind(name))
}

/// `Norway's EUR 2 million contribution`.
fn possessed(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    let start = sum.tokens.start;
    let name = scene.names.iter().rposition(|name| name.end <= start)?;
    let end = scene.names[name].end;
    let owned = scene.tokens.small(end).is(SmallWord::POSSESSIVE);
    let near = end < start && start - end <= 5 && !verb(scene, end + 1..start);
    let broken = (end..start).any(|i| scene.is_break(i) || scene.in_sum(i));
    (owned && near && !broken).then(|| scene.list_before(name))
}

/// `EUR 2 million in EU funding`, `a EUR 2 million EU grant`.
fn described(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    let end = sum.tokens.end;
    let behind = scene.at(end, MoneyWord::Owner).unwrap_or(end);
    let name = (behind..behind + 2)
        .take_while(|i| !scene.is_break(*i) && !scene.in_sum(*i))
        .find_map(|i| scene.name_at(i))?;
    let gift = scene.names[name].end;
    let given = (gift..gift + 3).any(|i| scene.at(i, MoneyWord::Gift).is_some());
    let donor = matches!(scene.names[name].who, Who::Donor(_));
    (given && donor).then(|| vec![scene.names[name].who])
}

/// `Norway contributed EUR 2 million`, `Norway with EUR 2 million`, `and Sweden EUR 3 million`.
fn given(scene: &Scene<'_>, sum: &Sum) -> Option<Vec<Who>> {
    let start = sum.tokens.start;
    let mut skipped = false;
    let mut before = scene.names.iter().rposition(|name| name.end <= start);
    for _ in 0..5 {
        let at = before?;
        let name = scene.names[at];
        before = at.checked_sub(1);
        let between = name.end..start;
        if scene.sum_in(between.clone()) || between.clone().any(|i| scene.word(i) == ";") {
            return None;
        }
        let donor = matches!(name.who, Who::Donor(_));
        if scene.leads(between.clone()) && !between.clone().any(|i| scene.is_purpose(i)) {
            if donor {
                return Some(scene.list_before(at));
            }
            if follows_sum(scene, at) {
                return Some(vec![Who::Other]);
            }
            continue; // `gave Serbia EUR 2 million`
        }
        let says = |t: (usize, usize)| name.end <= t.0 && t.1 <= start;
        if says(scene.trigger) && !skipped {
            return None; // the statement says who
        }
        if with(scene, between.clone()) {
            if donor {
                return Some(scene.list_before(at));
            }
            continue;
        }
        if !verb(scene, between.clone()) {
            continue;
        }
        // `the Fund, supported by Norway, provided EUR 2 million`: Norway is in passing.
        if scene.word(name.end) == "," && in_passing(scene, at) {
            skipped = true;
            continue;
        }
        if is_acted_upon(scene, between) {
            return None;
        }
        return Some(if donor { scene.list_before(at) } else { vec![Who::Other] });
    }
    None
}

/// Whether a verb of giving or getting stands between two tokens.
fn verb(scene: &Scene<'_>, between: Range<usize>) -> bool {
    let end = between.end;
    between.clone().any(|i| {
        scene.lexicon.money.stage(scene.tokens, i).is_some_and(|(e, _)| e <= end)
            || scene.at(i, MoneyWord::Getting).is_some()
    })
}

/// Whether who stands before gets the money: `received`, `was given`.
fn is_acted_upon(scene: &Scene<'_>, between: Range<usize>) -> bool {
    scene.has(between.clone(), MoneyWord::Getting)
        || between.clone().any(|i| {
            let participle = scene.lexicon.money.stage(scene.tokens, i + 1).is_some();
            participle && i + 1 < between.end && scene.at(i, MoneyWord::Passive).is_some()
        })
}

/// Whether "with" leads to the sum.
fn with(scene: &Scene<'_>, between: Range<usize>) -> bool {
    let found = scene.last(between.clone(), MoneyWord::With);
    found.is_some_and(|(_, end)| scene.leads(end..between.end))
}

/// Whether a name continues a list of names with their sums: `…, and Sweden EUR 3 million`.
fn follows_sum(scene: &Scene<'_>, at: usize) -> bool {
    let first = scene.names[at].first;
    let article = scene.tokens.small(first.wrapping_sub(1)).is(SmallWord::DEFINITE);
    let joint = first.wrapping_sub(if article { 2 } else { 1 });
    let joins = matches!(scene.word(joint), "," | ";")
        || scene.tokens.small(joint).is(SmallWord::CONJUNCTION);
    joins && scene.sums.iter().any(|sum| sum.tokens.end <= first)
}

/// Whether a name is named only beside what acts: right behind the trigger.
fn in_passing(scene: &Scene<'_>, at: usize) -> bool {
    let first =
        scene.names[..=at].iter().rev().take_while(|n| matches!(n.who, Who::Donor(_))).last();
    first.is_some_and(|name| scene.trigger.1 <= name.first && name.first - scene.trigger.1 <= REACH)
}
