//! Whose a sum is.
//!
//! In: the sums of a sentence and a statement in it. Out: an amount for each donor. Never: a sum for two owners.

use std::ops::Range;

use crate::base::{Amount, MoneyShare};
use crate::dictionary::{MoneyWord, SmallWord};
use crate::link::amount::about::{is_budget, is_something_else};
use crate::link::amount::find::Sum;
use crate::link::amount::owner::owners;
use crate::link::amount::scene::{Scene, Who};
use crate::link::amount::stage::stage;

/// How many words may part a sum from the statement where no word around it speaks of gifts.
const NEAR: usize = 5;
/// The same where neither a sign nor a name stands between.
const FAR: usize = 16;

/// What a sum is to a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Use {
    Nobody,
    Budget,
    Owned(Vec<Who>),
    Free,
}

/// An amount for each donor of a statement.
pub(super) fn share(scene: &Scene<'_>, n_donors: usize) -> Vec<Option<Amount>> {
    let uses: Vec<Use> = scene.sums.iter().map(|sum| use_of(scene, sum)).collect();
    let amount = |sum: &Sum, share: MoneyShare| amount(scene, sum, share);
    if let Some(first) = pairwise(scene, &uses, n_donors) {
        let own = scene.sums[first..].iter().take(n_donors);
        return own.map(|sum| Some(amount(sum, MoneyShare::Own))).collect();
    }
    let pick = |donor: usize| {
        let owned = uses.iter().zip(scene.sums).find_map(|(used, sum)| match used {
            Use::Owned(who) if who.contains(&Who::Donor(donor)) => Some((who.len(), sum)),
            _ => None,
        });
        let nearest = |wanted: &Use| {
            let fit = uses.iter().zip(scene.sums).filter(|(used, _)| *used == wanted);
            fit.map(|(_, sum)| sum).min_by_key(|sum| distance(&sum.tokens, scene.trigger))
        };
        let shared = |n: usize, sum: &Sum| {
            let alone = n == 1 || scene.each(sum);
            amount(sum, if alone { MoneyShare::Own } else { MoneyShare::Joint })
        };
        if let Some((n, sum)) = owned {
            return Some(shared(n, sum));
        }
        if let Some(sum) = nearest(&Use::Free) {
            let n = n_donors.max(if has_parts(scene, &uses, sum) { 2 } else { 1 });
            return Some(shared(n, sum));
        }
        nearest(&Use::Budget).map(|sum| amount(sum, MoneyShare::Budget))
    };
    (0..n_donors).map(pick).collect()
}

/// A sum that the donors of a statement gave to one receiver among several, for each of them.
pub(super) fn part(scene: &Scene<'_>, sum: &Sum, n_donors: usize) -> Vec<Option<Amount>> {
    let share = if n_donors == 1 { MoneyShare::Own } else { MoneyShare::Joint };
    vec![Some(amount(scene, sum, share)); n_donors]
}

fn amount(scene: &Scene<'_>, sum: &Sum, share: MoneyShare) -> Amount {
    Amount {
        currency: sum.currency.clone(),
        value: sum.value.clone(),
        max: sum.max.clone(),
        share,
        stage: if share == MoneyShare::Budget { None } else { stage(scene, sum) },
        span: scene.tokens.cover(sum.tokens.start, sum.tokens.end),
    }
}

fn use_of(scene: &Scene<'_>, sum: &Sum) -> Use {
    if is_something_else(scene, sum) {
        return Use::Nobody;
    }
    if is_budget(scene, sum) {
        return Use::Budget;
    }
    match owners(scene, sum) {
        Some(who) if who == [Who::Object] => Use::Budget,
        Some(who) => Use::Owned(who),
        None if is_near(scene, sum) => Use::Free,
        None => Use::Nobody,
    }
}

/// Whether a sum that no name owns speaks of the statement: it stands by its words, or by words of giving.
fn is_near(scene: &Scene<'_>, sum: &Sum) -> bool {
    let donors = scene.names.iter().filter(|name| matches!(name.who, Who::Donor(_)));
    let parts = donors.map(|name| (name.first, name.end)).chain([scene.trigger]);
    let near = parts.map(|part| distance(&sum.tokens, part)).min().unwrap_or(usize::MAX);
    let (start, end) = (sum.tokens.start, sum.tokens.end);
    let around = start.saturating_sub(6).max(scene.range.start)..(end + 5).min(scene.range.end);
    let told = around.clone().any(|i| {
        scene.at(i, MoneyWord::Gift).is_some()
            || scene.lexicon.money.stage(scene.tokens, i).is_some()
            || scene.at(i, MoneyWord::Getting).is_some()
    });
    let (first, last) = if scene.trigger.1 <= start {
        (scene.trigger.1, start)
    } else {
        (end, scene.trigger.0.max(end))
    };
    let unbroken = last - first <= FAR
        && !(first..last)
            .any(|i| scene.is_break(i) || scene.in_sum(i) || scene.name_at(i).is_some());
    near <= NEAR || told || unbroken
}

/// How many words lie between a sum and a part of the statement.
fn distance(sum: &Range<usize>, part: (usize, usize)) -> usize {
    if part.1 <= sum.start { sum.start - part.1 } else { part.0.saturating_sub(sum.end) }
}

/// Whether others gave parts of a sum: `EUR 5 million, of which Sweden gave EUR 2 million`.
fn has_parts(scene: &Scene<'_>, uses: &[Use], sum: &Sum) -> bool {
    let end = sum.tokens.end;
    let parted = (end..end + 4).any(|i| scene.at(i, MoneyWord::PartOf).is_some());
    let owned =
        |(used, part): (&Use, &Sum)| matches!(used, Use::Owned(_)) && part.tokens.start >= end;
    parted && uses.iter().zip(scene.sums).any(owned)
}

/// The first of as many coordinated sums as there are donors: `Norway and Sweden gave EUR 2 million and EUR 3 million`.
fn pairwise(scene: &Scene<'_>, uses: &[Use], n_donors: usize) -> Option<usize> {
    if n_donors < 2 {
        return None;
    }
    let joined = |i: usize| {
        let between = scene.sums[i].tokens.end..scene.sums[i + 1].tokens.start;
        let joint =
            |k: usize| scene.word(k) == "," || scene.tokens.small(k).is(SmallWord::CONJUNCTION);
        !between.is_empty() && between.len() <= 2 && between.clone().all(joint)
    };
    let open = |used: &Use| match used {
        Use::Free => true,
        Use::Owned(who) => who.len() == n_donors,
        _ => false,
    };
    (0..uses.len().saturating_sub(n_donors - 1)).find(|&first| {
        (first..first + n_donors).all(|i| open(&uses[i]))
            && (first..first + n_donors - 1).all(joined)
    })
}

impl Scene<'_> {
    /// Whether each of several gave the sum.
    fn each(&self, sum: &Sum) -> bool {
        let (start, end) = (sum.tokens.start, sum.tokens.end);
        let before = start.saturating_sub(6).max(self.range.start)..start;
        self.has(before, MoneyWord::Each) || self.has(end..end + 3, MoneyWord::Each)
    }
}
