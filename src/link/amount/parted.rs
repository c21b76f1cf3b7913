//! Which sum each of several receivers gets: `EUR 5 million to UNICEF and EUR 3 million to WFP`.
//!
//! In: a scene and where its receivers are named. Out: a sum for each of them, or for none. Never: who gave it.

use std::ops::Range;

use crate::dictionary::MoneyWord;
use crate::link::amount::find::Sum;
use crate::link::amount::scene::Scene;

/// So many words lead from a sum to who gets it at most.
const REACH: usize = 6;

/// The place of the sum of each receiver, where each of two or more has one of its own.
pub(super) fn parted(scene: &Scene<'_>, receivers: &[(usize, usize)]) -> Option<Vec<usize>> {
    if receivers.len() < 2 || scene.sums.len() < receivers.len() {
        return None;
    }
    let own =
        |&receiver: &(usize, usize)| scene.sums.iter().position(|sum| is_for(scene, sum, receiver));
    let sums: Vec<usize> = receivers.iter().map(own).collect::<Option<_>>()?;
    let is_other = |i: usize| !sums[..i].contains(&sums[i]);
    (0..sums.len()).all(is_other).then_some(sums)
}

/// Whether a sum goes to whoever is named at a place: `EUR 5 million to UNICEF`, `UNICEF with EUR 5 million`.
fn is_for(scene: &Scene<'_>, sum: &Sum, (first, end): (usize, usize)) -> bool {
    let (start, behind) = (sum.tokens.start, sum.tokens.end);
    let open = |between: Range<usize>| {
        !between.clone().any(|i| scene.is_break(i) || scene.in_sum(i) || scene.name_at(i).is_some())
    };
    if behind < first && first - behind <= REACH {
        return open(behind..first) && (behind..first).any(|i| scene.is_purpose(i));
    }
    let with = scene.last(end..start, MoneyWord::With).map_or(end, |(_, with)| with);
    end <= start && scene.leads(with..start) && open(end..start)
}
