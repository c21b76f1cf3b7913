//! How far the money of a sum has come.
//!
//! In: a scene and a sum. Out: the stage that the nearest word says. Never: a stage that no word says.

use crate::base::MoneyStage;
use crate::dictionary::MoneyWord;
use crate::link::amount::find::Sum;
use crate::link::amount::scene::Scene;

/// How far before and behind a sum a word still speaks of it.
const BEFORE: usize = 12;
const BEHIND: usize = 7;

/// The stage of a sum: what the nearest word around it says, or else the trigger.
pub(super) fn stage(scene: &Scene<'_>, sum: &Sum) -> Option<MoneyStage> {
    let (start, end) = (sum.tokens.start, sum.tokens.end);
    let stops = |i: usize| scene.in_sum(i) || matches!(scene.word(i), ";" | "");
    let before = (scene.range.start..start).rev().take(BEFORE).take_while(|i| !stops(*i));
    let parts = |i: usize| scene.at(i, MoneyWord::PartOf).is_some();
    let behind = (end..scene.range.end).take(BEHIND).take_while(|i| !stops(*i) && !parts(*i));
    let near = before
        .map(|i| (start - i, i))
        .chain(behind.map(|i| (i - end + 2, i)))
        .filter_map(|(distance, i)| Some((distance, said(scene, i)?)))
        .min_by_key(|(distance, _)| *distance);
    let trigger = || (scene.trigger.0..scene.trigger.1).find_map(|i| said(scene, i));
    near.map(|(_, stage)| stage).or_else(trigger)
}

/// What a word says; nothing behind "will" or "to", where it is still to come.
fn said(scene: &Scene<'_>, i: usize) -> Option<MoneyStage> {
    if scene.name_at(i).is_some() {
        return None;
    }
    let (_, stage) = scene.lexicon.money.stage(scene.tokens, i)?;
    let from = i.saturating_sub(2).max(scene.range.start);
    let to_come = (from..i).any(|k| scene.at(k, MoneyWord::ToCome).is_some());
    (!to_come).then_some(stage)
}
