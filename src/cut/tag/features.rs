//! What a tagger looks at: the word, its ending, its shape, its neighbours.
//!
//! In: the words of a sentence, and what a list of words says of each. Out: numbers that stand for features. Never: a weight.
//!
//! Numbers are hashes that no library may change: files of weights are written in them.

use crate::cut::tag::tag::{Tag, TagWord};

/// Features are numbers below two to this power.
pub(super) const KEY_BITS: u32 = 24;

/// What stands for a tag before the first word, as a number behind those of all tags.
const NO_TAG: u8 = 17;

/// So many words tell what one is: two before it, itself, two behind it.
pub(super) const PLACES: usize = 5;
/// Where it stands among them.
pub(super) const ITSELF: usize = 2;

/// What stands before the first word and behind the last.
pub(super) const MARGIN: Seen = Seen {
    word: 1,
    class: 1,
    ending: 0,
    opening: 0,
    shape: 0,
    gap: 0,
    is_sign: false,
    verbal: 0,
    ahead: 0,
};

/// What is seen of one word, as numbers.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// The word in small letters.
    pub(super) word: u32,
    /// Its last four bytes, the last one lowest.
    ending: u32,
    /// Its first three bytes.
    opening: u32,
    /// Which tags the list of words gives it; for others, an ending and whether it is capitalised.
    class: u32,
    shape: u8,
    gap: u8,
    is_sign: bool,
    /// Whether it can be a verb: 0 no, 1 yes, 2 it is nothing else.
    verbal: u8,
    /// Whether a verb may follow before the next sign: 0 no, 1 a word that can be one, 2 a word that is nothing else.
    ahead: u8,
}

/// What was said of the words before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Past {
    before: u8,
    last: u8,
    /// Whether the clause has its verb: 1 an auxiliary, 2 another.
    verb: u8,
}

impl Past {
    /// Before the first word.
    pub(super) const NONE: Self = Self { before: NO_TAG, last: NO_TAG, verb: 0 };

    /// After one more word.
    pub(super) fn then(self, tag: Tag) -> Self {
        let verb = match tag {
            Tag::Punct | Tag::Sconj | Tag::Cconj => 0,
            Tag::Aux => self.verb.max(1),
            Tag::Verb => 2,
            _ => self.verb,
        };
        Self { before: self.last, last: tag as u8, verb }
    }
}

/// The words of one sentence, ready to be asked about.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// What is seen of each, with the margins before the first and behind the last.
    seen: Vec<Seen>,
    /// Whether most words are capitalised, as in headlines, or all letters are.
    style: u8,
}

/// The number of a word in small letters, by which a list of words knows it.
pub(super) fn word_number(small: &[u8]) -> u32 {
    // FNV-1a, folded from 64 bits.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in small {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// Whether a token is a sign rather than a word.
pub(super) fn is_sign(word: &str) -> bool {
    !word.chars().any(char::is_alphanumeric)
}

/// A word in small letters, its digits all alike.
pub(super) fn small_letters(word: &str, out: &mut Vec<u8>) {
    out.clear();
    if word.is_ascii() {
        out.extend(
            word.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() }),
        );
    } else {
        let mut bytes = [0; 4];
        for c in word.chars().flat_map(char::to_lowercase) {
            out.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
        }
    }
}

impl Sentence {
    /// Looks at all words; `class_of` says what the list of words gives for a word's number, 0 for nothing.
    pub(super) fn look(words: &[TagWord<'_>], class_of: impl Fn(u32) -> u32) -> Self {
        let mut small = Vec::with_capacity(32);
        let mut seen = vec![MARGIN; words.len() + PLACES - 1];
        for (seen, word) in seen[ITSELF..].iter_mut().zip(words) {
            *seen = Seen::of(word, &mut small, &class_of);
        }
        Self::of(words, seen)
    }

    /// The sentence of these words, each as it is seen by itself, with the margins.
    pub(super) fn of(words: &[TagWord<'_>], mut seen: Vec<Seen>) -> Self {
        let mut ahead = 0;
        for (seen, word) in seen.iter_mut().skip(ITSELF).zip(words).rev() {
            seen.gap = gap_kind(word.gap);
            seen.ahead = ahead;
            ahead = if seen.is_sign { 0 } else { ahead.max(seen.verbal) };
        }
        let style = style(&seen);
        Self { seen, style }
    }

    /// The number of word `i` in small letters.
    pub(super) fn word(&self, i: usize) -> u32 {
        self.seen[i + ITSELF].word
    }

    /// What is seen at each place of the words around word `i`.
    #[inline]
    fn around(&self, i: usize) -> &[Seen; PLACES] {
        self.seen.get(i..).and_then(|seen| seen.first_chunk()).unwrap_or(&[MARGIN; PLACES])
    }

    /// Calls `each` with every feature of word `i`; `past` is what was said so far.
    pub(super) fn features(&self, i: usize, past: Past, mut each: impl FnMut(u32)) {
        for (place, seen) in self.around(i).iter().enumerate() {
            seen.features_at(place, &mut each);
        }
        self.joint_features(i, past, each);
    }

    /// Calls `each` with the features of word `i` that are not those of one word alone.
    #[inline]
    pub(super) fn joint_features(&self, i: usize, past: Past, mut each: impl FnMut(u32)) {
        let [_, w1, w, v1, v2] = self.around(i);
        let (last, both) =
            (u32::from(past.last), u32::from(past.last) << 8 | u32::from(past.before));
        let verbs = u32::from(past.verb) << 8 | u32::from(w.ahead) << 12;
        let shape = u32::from(w.shape) | u32::from(self.style) << 4 | u32::from(i == 0) << 8;
        let shapes = u32::from(w1.shape) | u32::from(w.shape) << 4 | u32::from(v1.shape) << 8;
        let gaps = u32::from(w.gap) | u32::from(v1.gap) << 4;
        let mut add = |template: u32, a: u32, b: u32| each(key(template, a, b));
        add(7, shape, 0);
        add(8, shapes, u32::from(self.style));
        add(9, last, 0);
        add(10, both, 0);
        add(11, last, w.word);
        add(19, w.class, last);
        add(20, v1.class, last);
        add(21, v1.class, w.class);
        add(22, v1.class, v2.class);
        add(23, w.class, w1.word);
        add(24, w.class, v1.word);
        add(25, gaps, w.last_bytes(3));
        add(26, gaps, last);
        add(27, both, w.class);
        add(28, w.last_bytes(2), last);
        add(29, w.last_bytes(3), shape);
        // A plural or a verb? It depends on whether the clause has a verb, and on what follows.
        add(30, w.class, w.last_bytes(1) | last << 8 | (v1.class >> 6) << 13);
        add(31, w.class, w.last_bytes(1) | verbs | last << 16);
        add(32, w.class, last | verbs);
        add(33, v1.class, last << 16 | w.last_bytes(2));
    }
}

impl Seen {
    /// Calls `each` with the features that the word alone gives to one beside it, or to itself.
    pub(super) fn features_at(&self, place: usize, mut each: impl FnMut(u32)) {
        let mut add = |template: u32, a: u32| each(key(template, a, 0));
        match place {
            0 => add(13, self.word),
            1 => {
                add(12, self.word);
                add(16, self.last_bytes(3));
            }
            ITSELF => {
                add(0, 0);
                add(1, self.word);
                add(2, self.last_bytes(1));
                add(3, self.last_bytes(2));
                add(4, self.last_bytes(3));
                add(5, self.last_bytes(4));
                add(6, self.opening);
                add(18, self.class);
            }
            3 => {
                add(14, self.word);
                add(17, self.last_bytes(3));
            }
            _ => add(15, self.word),
        }
    }

    /// Its last bytes, one to four of them.
    #[inline]
    fn last_bytes(&self, n: u32) -> u32 {
        self.ending & (u32::MAX >> (32 - 8 * n))
    }

    /// Looks at a word by itself.
    pub(super) fn of(
        word: &TagWord<'_>,
        small: &mut Vec<u8>,
        class_of: impl Fn(u32) -> u32,
    ) -> Self {
        let is_sign = is_sign(word.word);
        if let Some(tag) = word.fixed {
            // Names differ in everything but what they do in a sentence.
            let number = 2 + tag as u32;
            let (ending, opening, class) = (number, number, number);
            return Self { word: number, ending, opening, class, is_sign, ..Self::default() };
        }
        small_letters(word.word, small);
        let number = word_number(small);
        let ending = small.iter().rev().take(4).rev().fold(0, |sum, &b| sum << 8 | u32::from(b));
        let opening = small.iter().take(3).fold(0, |sum, &b| sum << 8 | u32::from(b));
        let shape = shape(word.word);
        let class = match class_of(number) {
            0 => key(60, ending & 0xffff, u32::from(shape)) | 1 << 31,
            known => known,
        };
        let verbal = verbal(class);
        Self { word: number, ending, opening, class, shape, is_sign, verbal, gap: 0, ahead: 0 }
    }
}

/// How a word is written: 1 small, 2 capitalised, 3 in capitals, 4 one capital letter, 5 mixed, 6 digits, 7 digits and letters,
/// 8 an address, 9 a sign.
fn shape(word: &str) -> u8 {
    let (mut upper, mut lower, mut digits, mut others, mut n) = (0, 0, 0, 0, 0);
    let mut first_upper = false;
    for c in word.chars() {
        if c.is_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            upper += 1;
            first_upper |= n == 0;
        } else if c.is_numeric() {
            digits += 1;
        } else if !c.is_alphabetic() {
            others += 1;
        }
        n += 1;
    }
    match () {
        () if upper + lower + digits == 0 => 9,
        () if others > 1 => 8,
        () if digits > 0 => {
            if upper + lower == 0 {
                6
            } else {
                7
            }
        }
        () if upper == 0 => 1,
        () if lower == 0 => {
            if n == 1 {
                4
            } else {
                3
            }
        }
        () if first_upper && upper == 1 => 2,
        () => 5,
    }
}

/// 1 a space, 2 nothing, 3 a hyphen, 4 an apostrophe, 5 a dash, 6 a space and an apostrophe: a quotation.
fn gap_kind(gap: &str) -> u8 {
    match gap {
        " " => return 1,
        "" => return 2,
        "-" => return 3,
        "'" | "’" => return 4,
        _ => {}
    }
    let spaced = gap.contains(char::is_whitespace);
    let apostrophe = gap.contains(['\'', '’', '‘', '`', 'ʼ', '´', '′', '‛']);
    let other = gap.chars().any(|c| !c.is_whitespace());
    match (spaced, apostrophe, other) {
        (true, false, false) => 1,
        (true, true, _) => 6,
        (true, false, true) => 5,
        (false, true, _) => 4,
        (false, false, _) => 3,
    }
}

/// 0 an ordinary sentence, 1 most words capitalised, 2 all in capitals.
fn style(seen: &[Seen]) -> u8 {
    let count = |shapes: &[u8]| seen.iter().filter(|s| shapes.contains(&s.shape)).count();
    let (small, capitalised, capitals) = (count(&[1]), count(&[2, 5]), count(&[3, 4]));
    match () {
        () if capitals > 2 && capitals > 2 * (small + capitalised) => 2,
        () if capitalised > 2 && capitalised > 2 * small => 1,
        () => 0,
    }
}

/// Whether a word of a class can be a verb: 0 no, 1 yes, 2 it is nothing else.
fn verbal(class: u32) -> u8 {
    let (mut some, mut all) = (false, true);
    let mut tags = if class >> 31 == 0 { class / 64 } else { 0 };
    while tags > 1 {
        let verb = [Tag::Verb, Tag::Aux].iter().any(|&tag| tags % 18 == tag as u32 + 1);
        (some, all) = (some | verb, all & verb);
        tags /= 18;
    }
    u8::from(some) + u8::from(some && all)
}

/// A feature's number.
#[inline]
fn key(template: u32, a: u32, b: u32) -> u32 {
    let pair = u64::from(a) | u64::from(b) << 32;
    let mixed = (pair ^ u64::from(template + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> (64 - KEY_BITS)) as u32
}

/// The number of a class from the tags that it gives, the most frequent first.
pub(super) fn class_number(tags: &[Tag]) -> u32 {
    tags.iter().fold(1, |sum: u32, &tag| sum.wrapping_mul(18) + tag as u32 + 1).wrapping_mul(64)
        & (u32::MAX >> 1)
}
