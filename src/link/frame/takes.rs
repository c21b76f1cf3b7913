//! What must stand in the object of a frame's verb: money, an activity, goods.
//!
//! In: a frame and the node of an object. Out: yes or no. Never: who takes part.

use crate::base::Predicate;
use crate::cut::{Tag, fold_name};
use crate::dictionary::{Frame, Slot, WordSet};
use crate::link::frame::acts::Reader;
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::Meant;
use crate::link::frame::phrases::Phrase;
use crate::link::group::Shape;

impl Reader<'_> {
    pub(super) fn takes(&self, frame: &Frame, object: Option<usize>) -> bool {
        let needs = !frame.takes.is_empty() || frame.takes_money;
        if !needs && frame.spares.is_empty() && !frame.spares_money {
            return true;
        }
        let Some(node) = object.filter(|&n| self.structure.is_list(n)) else { return !needs };
        let words = &self.structure.words;
        let own: Vec<&Phrase> = self.structure.list(node).map_or_else(Vec::new, |list| {
            list.members.iter().map(|&p| &self.structure.phrases[p]).collect()
        });
        let has = |phrase: &&Phrase, set: &WordSet| {
            (phrase.first..phrase.end).any(|i| !words[i].is_name() && set.contains(words[i].text))
        };
        // `launched 118,083 sessions` is a statistic.
        let counted = |phrase: &&Phrase| {
            (phrase.first..phrase.end).any(|i| {
                let digits = words[i].text.bytes().filter(u8::is_ascii_digit).count();
                words[i].tag == Tag::Num && (digits > 4 || words[i].end > words[i].first + 1)
            })
        };
        if frame.predicate == Predicate::Organizes && own.iter().any(counted) {
            return false;
        }
        let spared = own.iter().any(|p| has(p, &frame.spares) || frame.spares_money && p.is_money);
        if spared {
            return false;
        }
        let near = self.near(node);
        !needs
            || near
                .iter()
                .any(|phrase| has(phrase, &frame.takes) || frame.takes_money && phrase.is_money)
    }

    /// Whether who does it is told by the words that a frame asks for, and by none that it does not want.
    pub(super) fn has_doer(&self, frame: &Frame, g: usize) -> bool {
        if frame.doer.is_empty() && frame.doer_spares.is_empty() {
            return true;
        }
        let subject = self.structure.subject(g);
        let has = |set: &WordSet| {
            subject.is_some_and(|node| self.structure.nouns(node).any(|noun| set.contains(noun)))
        };
        (frame.doer.is_empty() || has(&frame.doer)) && !has(&frame.doer_spares)
    }

    /// The phrases of a list and of what follows it closely: `assistance of 3 million`, `aid worth 3 million`.
    pub(super) fn near(&self, node: usize) -> Vec<&Phrase> {
        let structure = self.structure;
        let mut out = Vec::new();
        let mut at = node;
        let mut lists = 0;
        while let Some(part) = structure.part(at) {
            match part {
                Part::List(l) => {
                    lists += 1;
                    let of = at == node
                        || structure.before(at).is_some_and(|n| {
                            structure.part(n) != Some(Part::Preposition)
                                || self.structure.leads_to(structure.nodes[n].first, Slot::Of)
                        });
                    out.extend(
                        structure.lists[l]
                            .members
                            .iter()
                            .map(|&p| &structure.phrases[p])
                            .filter(|p| of || p.is_money),
                    );
                }
                Part::Preposition | Part::Other | Part::Open | Part::Close => {}
                Part::Verb(g) if structure.groups[g].shape == Shape::Ing && lists == 1 => {}
                _ => break,
            }
            if lists == 2 {
                break;
            }
            at += 1;
        }
        out
    }

    /// Whether what must stand behind "with" and "for" stands there.
    pub(super) fn has_behind(&self, frame: &Frame, end: usize) -> bool {
        let stands = |place: Slot, wanted: &WordSet, money: bool| {
            wanted.is_empty() && !money || self.stands_behind(place, end, wanted, money)
        };
        stands(Slot::With, &frame.with, frame.with_money)
            && stands(Slot::For, &frame.behind_for, false)
    }

    /// Whether one of these words, or money, stands behind a preposition of a place.
    fn stands_behind(&self, place: Slot, end: usize, wanted: &WordSet, money: bool) -> bool {
        let words = &self.structure.words;
        let behind = self.structure.behind(end);
        let here = behind.iter().filter(|b| self.structure.leads_to(b.preposition, place));
        here.flat_map(|b| self.near(b.node)).any(|phrase| {
            money && phrase.is_money
                || (phrase.first..phrase.end)
                    .any(|i| !words[i].is_name() && wanted.contains(words[i].text))
        })
    }

    /// Whether somebody stands in one of these places.
    pub(super) fn is_filled(&self, slots: &[Slot], g: usize, end: usize) -> bool {
        slots.iter().any(|&slot| !self.of_verb(slot, g, end, false).is_empty())
    }

    pub(super) fn is_denied(&self, node: usize) -> bool {
        self.structure
            .list(node)
            .is_some_and(|list| list.members.iter().any(|&p| self.structure.phrases[p].is_denied))
    }

    /// Keeps what has one of these words in its name.
    pub(super) fn keep_called(&self, meant: &mut Vec<Meant>, words: &WordSet) {
        if words.is_empty() {
            return;
        }
        meant.retain(|m| {
            let word = &self.structure.words[m.word];
            // An abbreviation is called what it stands for.
            let is_labelled = || {
                let label = m.argument.entity().map(|e| fold_name(&e.label));
                label.is_some_and(|l| l.split_whitespace().any(|word| words.contains(word)))
            };
            (word.first..word.end).any(|i| words.contains(self.structure.tokens.word(i)))
                || is_labelled()
        });
    }
}
