//! What is known of a word before its sentence is looked at.
//!
//! In: a list of small words of the language, and a dictionary of all others. Out: [`Words`]. Never: a sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cut::tag::bytes::{Reader, TaggerError, write_number};
use crate::cut::tag::features::{class_number, is_sign, word_number};
use crate::cut::tag::tag::{Tag, TagWord};

/// Words of the dictionary are numbers below two to this power: one unknown word in sixty is taken for a known one.
const WORD_BITS: u32 = 23;

/// Which tags a word can have.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Words that have one tag only.
    sure: FxHashMap<u32, Tag>,
    /// The tags that words have, as numbers; the first stands for an unknown word.
    classes: Vec<u32>,
    /// For each word's upper bits, where its class stands in `classes`.
    table: Vec<u8>,
}

/// A word and its tags, the most frequent first.
#[derive(Debug, Clone)]
pub(super) struct WordLine {
    pub(super) word: String,
    pub(super) tags: Vec<Tag>,
    /// Whether nothing else needs to be looked at.
    pub(super) sure: bool,
}

impl Words {
    /// Which tags the word with this number has, as a number; 0 for an unknown word.
    pub(super) fn class(&self, number: u32) -> u32 {
        let class = self.table.get((number >> (32 - WORD_BITS)) as usize);
        class.and_then(|&class| self.classes.get(usize::from(class))).copied().unwrap_or(0)
    }

    /// The tag of a word that needs no weights; `number` is the word's.
    pub(super) fn told(&self, word: &TagWord<'_>, number: u32) -> Option<Tag> {
        word.fixed
            .or_else(|| self.sure.get(&number).copied())
            .or_else(|| is_sign(word.word).then_some(Tag::Punct))
    }

    /// Reads the list, a line a word, and the dictionary.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, TaggerError> {
        let mut words =
            Self { classes: vec![0], table: vec![0; 1 << WORD_BITS], ..Self::default() };
        let mut listed = Vec::new();
        loop {
            let line = reader.line()?;
            let Some((word, tags)) = line.split_once(' ') else { break };
            let number = word_number(word.as_bytes());
            let tags = match tags.strip_prefix('=') {
                Some(tag) => {
                    let tag = Tag::from_name(tag).ok_or(reader.wrong("an unknown tag"))?;
                    words.sure.insert(number, tag);
                    vec![tag]
                }
                None => tags_of(tags).ok_or(reader.wrong("an unknown tag"))?,
            };
            listed.push((number, words.class_of(&tags)));
        }
        loop {
            let line = reader.line()?;
            let Some((tags, n)) = line.rsplit_once(' ') else { break };
            let tags = tags_of(tags).ok_or(reader.wrong("an unknown tag"))?;
            let n: u32 = n.parse().map_err(|_| reader.wrong("no number of words"))?;
            let class = words.class_of(&tags);
            let mut at = 0;
            for _ in 0..n {
                at += reader.number()?;
                let slot = words.table.get_mut(at as usize);
                *slot.ok_or(reader.wrong("a word beyond the last"))? = class;
            }
        }
        // The list comes last: no word of the dictionary is taken for one of its words.
        for (number, class) in listed {
            words.table[(number >> (32 - WORD_BITS)) as usize] = class;
        }
        Ok(words)
    }

    /// Where these tags stand among the classes.
    fn class_of(&mut self, tags: &[Tag]) -> u8 {
        let number = class_number(tags);
        let at = self.classes.iter().position(|&class| class == number).unwrap_or_else(|| {
            self.classes.push(number);
            self.classes.len() - 1
        });
        u8::try_from(at).unwrap_or(0)
    }
}

fn tags_of(names: &str) -> Option<Vec<Tag>> {
    names.split(' ').map(Tag::from_name).collect()
}

/// Writes the list and the dictionary as [`Words::read`] takes them.
pub(super) fn write_words(list: &[WordLine], dictionary: &[(String, Vec<Tag>)], out: &mut Vec<u8>) {
    let names = |tags: &[Tag]| tags.iter().map(|tag| tag.name()).collect::<Vec<_>>().join(" ");
    for line in list {
        let sure = if line.sure { "=" } else { "" };
        out.extend_from_slice(format!("{} {sure}{}\n", line.word, names(&line.tags)).as_bytes());
    }
    out.push(b'\n');
    // Of two words with one number, the more frequent one is read rightly.
    let mut taken = FxHashSet::default();
    let mut numbers: Vec<(&[Tag], u32)> = dictionary
        .iter()
        .map(|(word, tags)| (&tags[..], word_number(word.as_bytes()) >> (32 - WORD_BITS)))
        .filter(|(_, number)| taken.insert(*number))
        .collect();
    numbers.sort_unstable();
    for class in numbers.chunk_by(|a, b| a.0 == b.0) {
        out.extend_from_slice(format!("{} {}\n", names(class[0].0), class.len()).as_bytes());
        let mut before = 0;
        for (_, number) in class {
            write_number(number - before, out);
            before = *number;
        }
    }
    out.push(b'\n');
}
