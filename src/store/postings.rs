//! Which stories an entity is in.
//!
//! In: stories as they are written, later an entity. Out: `entities.index`, and the numbers of the records that name the entity or state
//! something of it. Never: a record; nor what it says.
//!
//! `entities.index` holds for each entity, in the order of their ids: the length of its id and the id, the length of its list and the
//! list. A list is a number a record: by how much the record's number exceeds the one before it, doubled, and one more where a relation
//! is stated of the entity. Numbers are in LEB128: seven bits a byte, low ones first.

use std::collections::BTreeMap;

use crate::base::{Argument, EntityId, Story};

/// Gathers which stories each entity is in.
#[derive(Debug, Default)]
pub(super) struct Postings {
    lists: BTreeMap<EntityId, List>,
    /// How many stories have come.
    n: u64,
}

#[derive(Debug, Default)]
struct List {
    bytes: Vec<u8>,
    /// The record that came last, from 1.
    last: u64,
}

/// A record that an entity is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    /// The number of the record.
    pub(super) record: u32,
    /// Whether a relation is stated of the entity; else it is only named.
    pub(super) states: bool,
}

impl Postings {
    /// Adds the next story.
    pub(super) fn add(&mut self, story: &Story) {
        self.n += 1;
        let mut here: BTreeMap<&EntityId, bool> = BTreeMap::new();
        for mention in &story.extraction.mentions {
            here.entry(&mention.entity.id).or_default();
        }
        for assertion in &story.extraction.assertions {
            here.insert(&assertion.subject.id, true);
            if let Argument::Entity(object) = &assertion.object {
                here.insert(&object.id, true);
            }
        }
        for (id, states) in here {
            let list = match self.lists.get_mut(id) {
                Some(list) => list,
                None => self.lists.entry(id.clone()).or_default(),
            };
            push(&mut list.bytes, ((self.n - list.last) << 1) | u64::from(states));
            list.last = self.n;
        }
    }

    /// The pieces of the file, one an entity.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.lists.iter().map(|(id, list)| {
            let mut piece = Vec::with_capacity(id.len() + list.bytes.len() + 8);
            for part in [id.as_bytes(), &list.bytes] {
                push(&mut piece, part.len() as u64);
                piece.extend_from_slice(part);
            }
            piece
        })
    }
}

/// The records that an entity is in, in their order; none where the file does not know it.
pub(super) fn find(mut file: &[u8], id: &str) -> Vec<Posting> {
    while let Some((known, list)) = part(&mut file).zip(part(&mut file)) {
        if known == id.as_bytes() {
            return read(list);
        }
    }
    Vec::new()
}

/// The numbers in both of two rising lists.
pub(super) fn both(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().copied().filter(|number| many.binary_search(number).is_ok()).collect()
}

fn read(mut list: &[u8]) -> Vec<Posting> {
    let (mut postings, mut last) = (Vec::new(), 0_u64);
    while let Some(number) = pop(&mut list) {
        last = last.saturating_add(number >> 1);
        let Some(record) = last.checked_sub(1).and_then(|n| u32::try_from(n).ok()) else { break };
        postings.push(Posting { record, states: number & 1 == 1 });
    }
    postings
}

/// The next bytes, whose number stands before them.
fn part<'a>(file: &mut &'a [u8]) -> Option<&'a [u8]> {
    let n = usize::try_from(pop(file)?).ok()?;
    let (part, rest) = file.split_at_checked(n)?;
    *file = rest;
    Some(part)
}

fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn pop(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Predicate;
    use crate::base::sample::{Sample, story};

    #[test]
    fn an_entity_has_the_stories_that_name_it_or_state_something_of_it() {
        let mut postings = Postings::default();
        for number in 0..400 {
            let sample = Sample::new("s").paragraph(&["[deu] met [~who] and [deu]."]);
            postings.add(&story(match number {
                0 => sample.says("deu", Predicate::Supports, "@story"),
                // Stated of one that words only point to.
                300 => sample.says("deu", Predicate::Funds, "ccp"),
                _ => sample,
            }));
        }
        let file = postings.pieces().collect::<Vec<_>>().concat();
        let all = find(&file, "deu");
        assert_eq!(all.len(), 400);
        assert!(all.iter().zip(0..).all(|(posting, n)| posting.record == n));
        let states: Vec<u32> = all.iter().filter(|p| p.states).map(|p| p.record).collect();
        assert_eq!(states, [0, 300]);
        assert_eq!(find(&file, "ccp"), [Posting { record: 300, states: true }]);
        assert!(find(&file, "who").iter().all(|posting| !posting.states));
        assert!(find(&file, "wh").is_empty() && find(&file, "zzz").is_empty());
        assert_eq!(both(&[1, 4, 9], &[0, 4, 5, 9, 11]), [4, 9]);
    }

    #[test]
    fn any_bytes_are_read_without_harm() {
        for bytes in [&[0xff; 40][..], &[5, 1], &[1, b'a', 3, 0xff, 0xff], &[0, 0, 1, b'a', 1, 1]] {
            find(bytes, "a");
        }
        let mut bytes = Vec::new();
        for number in [0, 1, 127, 128, 300, u64::MAX] {
            push(&mut bytes, number);
        }
        let mut rest = bytes.as_slice();
        let read: Vec<u64> = std::iter::from_fn(|| pop(&mut rest)).collect();
        assert_eq!(read, [0, 1, 127, 128, 300, u64::MAX]);
    }
}
