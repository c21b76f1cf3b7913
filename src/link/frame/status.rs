//! How firmly a sentence says an act.
//!
//! In: the structure of a sentence, an act in it, the cues of the vocabulary. Out: its status. Never: who takes part.

use crate::base::{Predicate, Status};
use crate::dictionary::{Frames, Voice, WordKind};
use crate::link::frame::acts::Act;
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::Part;
use crate::link::frame::verbs::Shape;
use crate::link::status::Cue;

/// So many tokens before an act a cue may stand.
const REACH: usize = 5;

/// The status of an act.
pub(super) fn status(
    structure: &Structure<'_>,
    frames: &Frames,
    act: &Act,
    cues: &[Cue],
    is_long: bool,
) -> Status {
    let mut status = act.group.map_or(Status::Asserted, |g| {
        if act.is_verb {
            of_group(structure, frames, g, 4)
        } else {
            of_noun(structure, frames, g, act)
        }
    });
    if status == Status::Planned && is_announced(structure, frames, act, is_long) {
        status = Status::Asserted;
    }
    if act.is_denied {
        status = status.max(Status::Negated);
    }
    if asks(structure) {
        status = status.max(Status::Hedged);
    }
    let first = match act.group {
        Some(g) if act.is_verb => structure.groups[g].first.min(act.first),
        _ => act.first,
    };
    status.max(cued(structure, cues, first))
}

/// Whether an act that is said to come counts as told: a sum that will be paid, the activity that a story announces.
fn is_announced(structure: &Structure<'_>, frames: &Frames, act: &Act, is_long: bool) -> bool {
    let Some(g) = act.group else { return false };
    let group = structure.groups[g];
    let will = group.shape == Shape::Finite
        && group.status == Status::Planned
        && (group.first..group.head)
            .any(|i| structure.sets.futures.contains(structure.words[i].text));
    let frame = &frames.frames[act.frame];
    let with_sum =
        frame.predicate == Predicate::Funds && structure.phrases.iter().any(|p| p.is_sum);
    let told = match frame.predicate {
        Predicate::Implements => true,
        Predicate::Organizes | Predicate::ParticipatesIn => group.voice == Voice::Active,
        Predicate::PartnersWith => act.is_verb && group.voice == Voice::Active,
        _ => false,
    };
    will && (with_sum || is_long && told)
}

fn asks(structure: &Structure<'_>) -> bool {
    structure.words.last().is_some_and(|word| word.text == "?")
}

/// What a verb group and those that govern it say.
fn of_group(structure: &Structure<'_>, frames: &Frames, g: usize, depth: usize) -> Status {
    let group = structure.groups[g];
    let own = group.status.max(condition(structure, g));
    let Some(depth) = depth.checked_sub(1) else { return own };
    if group.shape == Shape::Finite || group.shape == Shape::Reduced {
        return own.max(shared(structure, g));
    }
    let Some(k) = g.checked_sub(1) else { return own };
    let before = structure.groups[k];
    let word = &structure.words[before.head];
    let attitude = frames.attitudes.get(word.text).copied().unwrap_or_default();
    let above = of_group(structure, frames, k, depth);
    let adjacent = before.end == group.first || structure.is_list(structure.node_of(k) + 1);
    let from_above = if !adjacent {
        above.min(Status::Hedged)
    } else if attitude.end {
        // `did not stop funding`
        if above == Status::Negated { Status::Asserted } else { Status::Negated }
    } else if attitude.wish || attitude.doubt {
        above.max(Status::Hedged)
    } else if attitude.plan {
        above.max(Status::Planned)
    } else if group.shape == Shape::Infinitive && before.is_copula {
        above.max(Status::Planned)
    } else if group.shape == Shape::Infinitive
        && !word.kind.is(WordKind::CONTROL)
        && frames.verb(word.text).is_empty()
    {
        above.max(Status::Planned)
    } else {
        above
    };
    own.max(from_above)
}

/// What an auxiliary says counts for both verbs of `will organize and host`.
fn shared(structure: &Structure<'_>, g: usize) -> Status {
    let group = structure.groups[g];
    let node = structure.node_of(g);
    let joined =
        structure.before(node).is_some_and(|n| structure.part(n) == Some(Part::Conjunction));
    let bare = group.first == group.head && structure.words[group.head].kind.is(WordKind::BASE);
    match g.checked_sub(1) {
        Some(k) if joined && bare && structure.groups[k].shape == Shape::Finite => {
            structure.groups[k].status
        }
        _ => Status::Asserted,
    }
}

/// `if Norway funds`, `whether`
fn condition(structure: &Structure<'_>, g: usize) -> Status {
    let node = structure.node_of(g);
    let from = node.saturating_sub(4);
    let conditional = structure.nodes[from..node].iter().any(|n| {
        n.part == Part::Subordinator
            && structure.sets.conditions.contains(structure.words[n.first].text)
    });
    if conditional { Status::Hedged } else { Status::Asserted }
}

/// What the verb that a noun belongs to says of it.
fn of_noun(structure: &Structure<'_>, frames: &Frames, g: usize, act: &Act) -> Status {
    let group = structure.groups[g];
    let word = &structure.words[group.head];
    let attitude = frames.attitudes.get(word.text).copied().unwrap_or_default();
    let above = of_group(structure, frames, g, 3);
    // Only what the verb acts upon is touched by what it says.
    let object = structure.objects(group.end).0.is_some_and(|n| {
        let node = structure.nodes[n];
        (node.first..node.end).contains(&act.first)
    });
    let own = attitude_nouns(structure, frames, act);
    // What is the subject of a verb is taken for granted: `the grant of A to B will help C`.
    let subject = structure.subject(g).is_some_and(|n| {
        let node = structure.nodes[n];
        (node.first..node.end).contains(&act.first)
    });
    if subject && group.voice == Voice::Active {
        return own;
    }
    let said = if object && attitude.end {
        if above == Status::Negated { Status::Asserted } else { Status::Negated }
    } else if object && (attitude.wish || attitude.doubt) {
        above.max(Status::Hedged)
    } else {
        above
    };
    said.max(own)
}

/// `plans for cooperation with`, `the lack of funding from`
fn attitude_nouns(structure: &Structure<'_>, frames: &Frames, act: &Act) -> Status {
    let from = act.first.saturating_sub(3);
    let mut status = Status::Asserted;
    for word in &structure.words[from..act.first] {
        if structure.sets.against.contains(word.text) {
            status = status.max(Status::Negated);
        }
        let attitude = frames.attitudes.get(word.text).copied().unwrap_or_default();
        let noun = word.tag == crate::cut::Tag::Noun;
        if noun && attitude.plan {
            status = status.max(Status::Planned);
        }
        if noun && (attitude.wish || attitude.doubt) {
            status = status.max(Status::Hedged);
        }
    }
    status
}

/// The weakest cue that stands shortly before word `first`.
fn cued(structure: &Structure<'_>, cues: &[Cue], first: usize) -> Status {
    let token = structure.words[first].first;
    cues.iter()
        .filter(|cue| {
            let named = structure
                .words
                .iter()
                .any(|w| w.is_name() && w.first <= cue.first && cue.end <= w.end);
            !named
                && cue.end <= token
                && token - cue.end <= REACH
                && !structure.words.iter().any(|w| {
                    (cue.end..token).contains(&w.first)
                        && (matches!(w.text, ";" | ":")
                            || w.tag == crate::cut::Tag::Cconj && w.text == "but")
                })
        })
        .map(|cue| cue.status)
        .max()
        .unwrap_or(Status::Asserted)
}
