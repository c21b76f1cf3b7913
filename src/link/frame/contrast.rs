//! What is denied of one and said of another: `not funded by Norway but by Sweden`.
//!
//! In: an act and how firmly it is said. Out: the same act, or what of it is denied and what is not. Never: another act.

use crate::base::Status;
use crate::cut::Tag;
use crate::link::frame::acts::Act;
use crate::link::frame::clauses::Structure;
use crate::link::frame::meaning::Meant;
use crate::link::frame::status::Firmness;
use crate::link::group::Shape;

/// An act in its parts, each with its status.
pub(super) fn parts(structure: &Structure<'_>, act: Act, firm: Firmness) -> Vec<(Act, Firmness)> {
    let denied = firm.status == Status::Negated && act.is_verb;
    let Some(but) = act.group.filter(|_| denied).and_then(|g| turn(structure, g)) else {
        return vec![(act, firm)];
    };
    let split = |all: &[Meant]| -> (Vec<Meant>, Vec<Meant>) {
        all.iter().cloned().partition(|m| m.word < but)
    };
    let ((not_by, by), (not_to, to)) = (split(&act.subjects), split(&act.objects));
    let of = |behind: Vec<Meant>, all: &[Meant]| {
        if behind.is_empty() { all.to_vec() } else { behind }
    };
    if by.is_empty() && to.is_empty() {
        return vec![(act, firm)];
    }
    let said =
        Act { subjects: of(by, &act.subjects), objects: of(to, &act.objects), ..act.clone() };
    let denied = Act { subjects: not_by, objects: not_to, ..act };
    vec![(denied, firm), (said, Firmness { status: Status::Asserted, ..firm })]
}

/// The `but` behind a denied verb that leads to somebody else, not to another clause.
fn turn(structure: &Structure<'_>, g: usize) -> Option<usize> {
    let group = structure.groups[g];
    let own = group.status == Status::Negated;
    let but = (group.end..structure.words.len()).find(|&i| {
        let word = &structure.words[i];
        word.tag == Tag::Cconj && structure.sets.contrasts.contains(word.text)
    })?;
    let next =
        (g + 1..structure.groups.len()).find(|&k| structure.groups[k].shape == Shape::Finite);
    // The next verb belongs to a subject that stands before: `but` opens no clause.
    let is_before = |k: usize| {
        let subject = structure.subject(k).map(|n| structure.nodes[n].first);
        structure.groups[k].first > but + 1 && subject.is_some_and(|first| first <= but)
    };
    (own && next.is_none_or(is_before)).then_some(but)
}
