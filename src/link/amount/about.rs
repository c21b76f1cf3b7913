//! What a sum is of, where it is no gift: a budget, or something that nobody gives.
//!
//! In: a scene and a sum. Out: whether it is one of the two. Never: an owner.

use crate::dictionary::{MoneyWord, WordKind};
use crate::link::amount::find::Sum;
use crate::link::amount::scene::{Scene, Who};

/// Whether a sum is a price, a fine, a loss or the like: `GDP of $3 billion`, `EUR 20 per tonne`, `USD 5 million in losses`.
pub(super) fn is_something_else(scene: &Scene<'_>, sum: &Sum) -> bool {
    let (start, end) = (sum.tokens.start, sum.tokens.end);
    if (end..end + 2).any(|i| scene.at(i, MoneyWord::Rate).is_some() && !scene.is_break(end)) {
        return true;
    }
    let joint = |i: usize| {
        let joints = [MoneyWord::Owner, MoneyWord::Worth, MoneyWord::One];
        joints.iter().any(|kind| scene.at(i, *kind).is_some())
    };
    let behind = (end..end + 3).find(|i| !joint(*i)).unwrap_or(end);
    if scene.at(behind, MoneyWord::OtherThing).is_some() {
        return true;
    }
    let from = start.saturating_sub(6).max(scene.range.start);
    for i in (from..start).rev() {
        let stops = scene.is_break(i)
            || scene.in_sum(i)
            || scene.name_at(i).is_some()
            || scene.at(i, MoneyWord::With).is_some()
            || scene.at(i, MoneyWord::Gift).is_some()
            || scene.in_trigger(i)
            || scene.lexicon.money.stage(scene.tokens, i).is_some();
        if stops {
            return false;
        }
        if scene.at(i, MoneyWord::OtherThing).is_some_and(|e| e <= start) {
            return true;
        }
    }
    false
}

/// Whether a sum says what something costs or has: `the EUR 5 million project`, `with a budget of EUR 5 million`.
pub(super) fn is_budget(scene: &Scene<'_>, sum: &Sum) -> bool {
    noun_behind(scene, sum) || word_before(scene, sum) || worth(scene, sum)
}

/// `the USD 30 million regional programme`, `a EUR 3 million budget`; none in `EUR 3 million of project funding`.
fn noun_behind(scene: &Scene<'_>, sum: &Sum) -> bool {
    let mut costed = false;
    for i in sum.tokens.end..sum.tokens.end + 7 {
        if let Some(name) = scene.name_at(i) {
            if scene.names[name].who == Who::Object && scene.names[name].first == i {
                return true;
            }
            continue;
        }
        let small = [MoneyWord::Giver, MoneyWord::Owner, MoneyWord::With, MoneyWord::About];
        let stops = scene.is_break(i)
            || scene.in_sum(i)
            || scene.in_trigger(i)
            || scene.is_purpose(i)
            || scene.tokens.kind(i).is(WordKind::PREPOSITION)
            || small.iter().any(|kind| scene.at(i, *kind).is_some_and(|_| !is_adjective(scene, i)))
            || scene
                .lexicon
                .money
                .stage(scene.tokens, i)
                .is_some_and(|_| scene.at(i, MoneyWord::Gift).is_none());
        if stops {
            break;
        }
        if scene.at(i, MoneyWord::Gift).is_some() {
            return false;
        }
        if is_costed(scene, i) || scene.at(i, MoneyWord::Budget).is_some() {
            costed = true;
        } else if costed {
            break;
        }
    }
    costed
}

/// `new`, `additional`: words that lead to a sum and also describe what follows it.
fn is_adjective(scene: &Scene<'_>, i: usize) -> bool {
    scene.tokens.kind(i).is(WordKind::MODIFIER)
}

fn is_costed(scene: &Scene<'_>, i: usize) -> bool {
    scene.at(i, MoneyWord::Costed).is_some() || scene.tokens.kind(i).is(WordKind::PROGRAMME)
}

/// `with a total budget of about`, `which costs`.
fn word_before(scene: &Scene<'_>, sum: &Sum) -> bool {
    let start = sum.tokens.start;
    // `the cost of the second phase is about EUR 5 million`
    let lead = (0..6).find(|n| scene.at(start - (*n).min(start), MoneyWord::Passive).is_some());
    if let Some(n) = lead
        && scene.leads(start - n..start)
    {
        let clause = (scene.range.start..start - n).rev().take(24);
        let mut clause = clause.take_while(|i| !scene.is_break(*i) && !scene.in_sum(*i));
        if clause.any(|i| scene.at(i, MoneyWord::Budget).is_some()) {
            return true;
        }
    }
    let from = start.saturating_sub(8).max(scene.range.start);
    scene.last(from..start, MoneyWord::Budget).is_some_and(|(_, end)| scene.leads(end..start))
}

/// `a project worth EUR 5 million`; a grant worth it is a gift, and so are goods.
fn worth(scene: &Scene<'_>, sum: &Sum) -> bool {
    let from = sum.tokens.start.saturating_sub(10).max(scene.range.start);
    let Some((at, end)) = scene.last(from..sum.tokens.start, MoneyWord::Worth) else {
        return false;
    };
    if !scene.leads(end..sum.tokens.start) {
        return false;
    }
    for i in (from.max(at.saturating_sub(8))..at).rev() {
        let given = scene.at(i, MoneyWord::Gift).is_some()
            || scene.tokens.kind(i).is(WordKind::GOODS)
            || scene.lexicon.money.stage(scene.tokens, i).is_some();
        if given || scene.in_sum(i) {
            return false;
        }
        let object = scene.name_at(i).is_some_and(|name| scene.names[name].who == Who::Object);
        if object || is_costed(scene, i) {
            // "a grant scheme": what is given.
            return i == 0 || scene.at(i - 1, MoneyWord::Gift).is_none();
        }
    }
    true
}
