//! How far a word reaches that weakens or denies what follows it.
//!
//! In: the structure of a sentence and its cues. Out: where the clause of each is over. Never: a status.

use crate::cut::Tag;
use crate::dictionary::WordKind;
use crate::link::frame::clauses::Structure;
use crate::link::frame::lists::Part;
use crate::link::group::Shape;
use crate::link::status::Cue;

/// Ends the reach of each cue of a sentence where its clause ends.
pub(super) fn bound(structure: &Structure<'_>, cues: &mut [Cue]) {
    for cue in cues {
        cue.until = structure.until(cue);
    }
}

impl Structure<'_> {
    /// The token at which another clause begins than that of a cue.
    fn until(&self, cue: &Cue) -> usize {
        let word = self.words.partition_point(|w| w.end <= cue.first);
        // A condition is said of what follows its clause: `if Norway agrees, UNICEF will help`.
        let is_condition = self
            .words
            .get(word)
            .is_some_and(|w| w.tag == Tag::Sconj && self.sets.conditions.contains(w.text));
        if is_condition {
            return cue.until;
        }
        let Some(own) = self.groups.iter().position(|g| g.end > word) else { return cue.until };
        let first = (own + 1..self.groups.len()).find_map(|g| self.begins(word, own, g));
        first.map_or(cue.until, |word| self.words[word].first)
    }

    /// The word at which the clause of group `g` begins, where it is another than that of group `own` with a cue.
    fn begins(&self, cue: usize, own: usize, g: usize) -> Option<usize> {
        if self.groups[g].shape != Shape::Finite {
            return None;
        }
        let (from, to) = (self.node_of(own), self.node_of(g));
        if let Some(subject) = self.subject(g).filter(|&n| from < n && n < to) {
            let joint = self.before(subject).and_then(|n| self.part(n));
            // `denied that Norway funds`: what is reported, and who does what `which` tells, share what is said of it.
            let apart = matches!(joint, Some(Part::Comma | Part::Conjunction | Part::Break));
            return apart.then(|| self.nodes[subject].first);
        }
        (self.is_inserted(cue, own, g) || self.is_other_form(own, g)).then(|| self.groups[g].first)
    }

    /// Whether a cue stands in an insert that ends before a verb: `Norway, which refused to attend, helped`.
    fn is_inserted(&self, cue: usize, own: usize, g: usize) -> bool {
        let (from, to) = (self.node_of(own), self.node_of(g));
        let closes = self.before(to).is_some_and(|n| n > from && self.part(n) == Some(Part::Comma));
        let opener = (0..from).rev().find(|&n| {
            matches!(self.part(n), Some(Part::Relative | Part::Subordinator | Part::Break))
        });
        closes
            && opener.is_some_and(|n| {
                self.part(n) == Some(Part::Relative)
                    && self.nodes[n].first < cue
                    && self.before(n).is_some_and(|b| {
                        matches!(self.part(b), Some(Part::Comma | Part::Preposition))
                    })
            })
    }

    /// Whether a joined verb has a form of its own: `will no longer fund A and now supports B`.
    fn is_other_form(&self, own: usize, g: usize) -> bool {
        let (own, next) = (self.groups[own], self.groups[g]);
        let joined =
            self.before(self.node_of(g)).is_some_and(|n| self.part(n) == Some(Part::Conjunction));
        let bare = |head: usize| self.words[head].kind.is(WordKind::BASE);
        let with_auxiliary = own.first < own.head && own.shape == Shape::Finite;
        joined && with_auxiliary && bare(own.head) && !bare(next.head)
    }
}
