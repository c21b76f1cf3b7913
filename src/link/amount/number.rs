//! Numbers as texts write them: in digits with separators, in words, and with "million".
//!
//! In: pieces. Out: a plain decimal text. Never: a currency, and never a rounding.

use crate::cut::Tokens;
use crate::dictionary::{Money, MoneyWord};
use crate::link::amount::pieces::Pieces;

/// A number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Whole part and decimals, as written and without separators.
    whole: String,
    decimals: String,
    /// Zeros that "million" and its like add; none said where it is 0.
    pub zeros: usize,
    /// Whether separators group its digits, or words its parts.
    pub grouped: bool,
    /// One past its last piece.
    pub end: usize,
}

impl Number {
    /// The value: `5` and `3` times a million is `5300000`.
    pub(super) fn value(&self) -> String {
        self.times(self.zeros)
    }

    /// The value if its digits counted so many zeros.
    pub(super) fn times(&self, zeros: usize) -> String {
        scaled(&self.whole, &self.decimals, zeros)
    }

    /// Whether it could be money without more said: a million, a separator, five digits.
    pub(super) fn is_large(&self) -> bool {
        self.zeros > 0 || self.grouped || self.whole.len() >= 5
    }

    /// Whether it could be a year.
    pub(super) fn is_year(&self) -> bool {
        let bare = self.zeros == 0 && !self.grouped && self.decimals.is_empty();
        bare && self.whole.len() == 4 && ("1900"..="2100").contains(&self.whole.as_str())
    }

    /// Whether it says nothing but its digits.
    pub(super) fn is_bare(&self) -> bool {
        self.zeros == 0 && !self.grouped
    }
}

/// Reads numbers of one sentence.
pub(super) struct Numbers<'a> {
    pub pieces: &'a Pieces<'a>,
    pub tokens: &'a Tokens,
    pub money: &'a Money,
}

impl Numbers<'_> {
    /// The number that begins at a piece and at the start of a word: none in `G20`.
    pub(super) fn at(&self, first: usize) -> Option<Number> {
        let inside = first > 0
            && self.pieces.glued(first)
            && self.pieces.word(first - 1).ends_with(char::is_alphanumeric);
        // The 3,4 of `1,2,3,4` is no number either.
        let behind = first > 1
            && self.pieces.digits(first - 2).is_some()
            && self.group(first - 1).is_some_and(|(_, _, after)| after == first + 1);
        if inside || behind { None } else { self.behind(first) }
    }

    /// The number that begins at a piece, even in the middle of a word: the 5 of `EUR5`.
    pub(super) fn behind(&self, first: usize) -> Option<Number> {
        let mut number = match self.pieces.digits(first) {
            Some(_) => self.digits(first)?,
            None => self.fraction(first).or_else(|| self.words(first))?,
        };
        self.half(&mut number);
        self.magnitudes(&mut number);
        Some(number)
    }

    fn is(&self, i: usize, kind: MoneyWord) -> bool {
        self.pieces.get(i).is_some_and(|p| {
            self.money.at(self.tokens, p.token, kind) == Some(p.token + 1)
                && p.word == self.tokens.word(p.token)
        })
    }

    /// `5`, `5.3`, `5,3`, `35,000,000`, `1.234.567`, `12,34,567`, `5 000 000`; none of `1,2,3,4` and `5.5.5`.
    fn digits(&self, first: usize) -> Option<Number> {
        let lead = self.pieces.digits(first).unwrap_or_default();
        let mut groups: Vec<(char, &str)> = Vec::new();
        let mut ends = vec![first + 1];
        while let Some((separator, group, after)) = self.group(ends[groups.len()]) {
            groups.push((separator, group));
            ends.push(after);
        }
        loop {
            let end = ends[groups.len()];
            let number = self.grouped(lead, &groups, end);
            // `25,000 300`: what stands behind a space may be a number of its own.
            if number.is_some() || !groups.pop().is_some_and(|(separator, _)| is_thin(separator)) {
                return number;
            }
        }
    }

    /// The number of digits in groups.
    fn grouped(&self, lead: &str, groups: &[(char, &str)], end: usize) -> Option<Number> {
        let number = |whole: String, decimals: &str, grouped: bool, end: usize| {
            let decimals = decimals.to_owned();
            Number { whole, decimals, zeros: 0, grouped, end }
        };
        let joined = |groups: &[(char, &str)]| {
            groups.iter().fold(lead.to_owned(), |all, (_, group)| all + group)
        };
        let Some(&(last, tail)) = groups.last() else {
            return Some(number(lead.to_owned(), "", false, end));
        };
        let one_kind = groups.iter().all(|(separator, _)| *separator == last);
        let before = &groups[..groups.len() - 1];
        if one_kind && is_grouping(lead, groups) {
            // One dot and three digits before "million" are decimals: nobody groups there.
            let scaled = self.money.zeros(self.pieces.word(end)).is_some();
            if groups.len() == 1 && (lead == "0" || (last == '.' && scaled)) {
                return Some(number(lead.to_owned(), tail, false, end));
            }
            return Some(number(joined(groups), "", true, end));
        }
        if matches!(last, '.' | ',') && before.iter().all(|(separator, _)| *separator != last) {
            if before.is_empty() {
                return Some(number(lead.to_owned(), tail, false, end));
            }
            if is_grouping(lead, before) {
                return Some(number(joined(before), tail, true, end));
            }
        }
        None
    }

    /// A separator at a piece, the digits behind it, and the piece after them.
    fn group(&self, at: usize) -> Option<(char, &str, usize)> {
        let pieces = self.pieces;
        if let Some(group) = pieces.digits(at) {
            let gap = pieces.gap(at);
            let mut chars = gap.chars();
            let separator = chars.next().filter(|c| chars.next().is_none() && is_thin(*c))?;
            let short = pieces.digits(at - 1).is_some_and(|before| before.len() <= 3);
            return (group.len() == 3 && short).then_some((separator, group, at + 1));
        }
        let separator = match pieces.word(at) {
            "," => ',',
            "." => '.',
            _ => return None,
        };
        let group = pieces.digits(at + 1)?;
        (pieces.glued(at) && pieces.glued(at + 1)).then_some((separator, group, at + 2))
    }

    /// `half a million`, `a quarter of a million`, `a million`.
    fn fraction(&self, first: usize) -> Option<Number> {
        let number = |whole: &str, decimals: &str, end: usize| Number {
            whole: whole.to_owned(),
            decimals: decimals.to_owned(),
            zeros: 0,
            grouped: false,
            end,
        };
        let mut at = first;
        let is_one = self.is(at, MoneyWord::One);
        if is_one {
            at += 1;
        }
        let part = match (self.is(at, MoneyWord::Half), self.is(at, MoneyWord::Quarter)) {
            (true, _) => Some("5"),
            (_, true) => Some("25"),
            _ => None,
        };
        if part.is_some() {
            at += 1;
            while self.is(at, MoneyWord::NumberJoint) || self.is(at, MoneyWord::One) {
                at += 1;
            }
        }
        self.money.zeros(self.pieces.word(at)).filter(|_| is_one || part.is_some())?;
        Some(part.map_or_else(|| number("1", "", at), |part| number("0", part, at)))
    }

    /// `two`, `twenty five`, `three hundred and fifty`, `one million two hundred thousand`.
    fn words(&self, first: usize) -> Option<Number> {
        let (mut total, mut current, mut at) = (0_u64, 0_u64, first);
        let mut last_zeros = u32::MAX;
        self.money.number(self.pieces.word(first))?;
        loop {
            let word = self.pieces.word(at);
            let next = self.pieces.word(at + 1);
            if let Some(n) = self.money.number(word) {
                // "two three" are two numbers; "twenty three" and "two hundred three" are one.
                let fits = current == 0
                    || (current % 100 == 0 && current > 0)
                    || (current % 10 == 0 && current % 100 >= 20 && n < 10);
                if !fits {
                    break;
                }
                current += u64::from(n);
                at += 1;
            } else if let Some(2) = self.money.zeros(word).filter(|_| current > 0 && current < 100)
            {
                current *= 100;
                at += 1;
            } else if self.is(at, MoneyWord::NumberJoint)
                && current > 0
                && current % 100 == 0
                && self.money.number(next).is_some()
            {
                at += 1;
            } else if let Some(zeros) = self.money.zeros(word).filter(|z| *z > 2 && *z < last_zeros)
                && self.money.number(next).is_some()
                && current > 0
            {
                total += current.checked_mul(10_u64.checked_pow(zeros)?)?;
                (current, last_zeros) = (0, zeros);
                at += 1;
            } else {
                break;
            }
        }
        // "one million two hundred thousand": the last part has its own "thousand".
        let grouped = total > 0;
        if let Some(last) = self.money.zeros(self.pieces.word(at)).filter(|_| grouped) {
            current = current.checked_mul(10_u64.checked_pow(last)?)?;
            at += 1;
        }
        let whole = total.checked_add(current)?.to_string();
        Some(Number { whole, decimals: String::new(), zeros: 0, grouped, end: at })
    }

    /// `two and a half million`.
    fn half(&self, number: &mut Number) {
        let mut at = number.end;
        while self.is(at, MoneyWord::NumberJoint) || self.is(at, MoneyWord::One) {
            at += 1;
        }
        let counts = at > number.end && self.money.zeros(self.pieces.word(at + 1)).is_some();
        if counts && self.is(at, MoneyWord::Half) && number.decimals.is_empty() {
            "5".clone_into(&mut number.decimals);
            number.end = at + 1;
        }
    }

    /// `million`, `thousand million`, `m`.
    fn magnitudes(&self, number: &mut Number) {
        let mut last = 0;
        while let Some(zeros) = self.money.zeros(self.pieces.word(number.end)) {
            // A letter counts once: `5 m`; a word may follow a lesser one: `5 thousand million`.
            if last > 0 && (self.pieces.word(number.end).len() < 3 || zeros <= last) {
                break;
            }
            last = zeros;
            number.zeros += zeros as usize;
            number.end += 1;
        }
    }
}

/// Whether digits are grouped as thousands are, or as lakhs are.
fn is_grouping(lead: &str, groups: &[(char, &str)]) -> bool {
    let last = groups.len() - 1;
    let by = |inner: usize| {
        groups.iter().enumerate().all(|(i, (_, g))| g.len() == if i == last { 3 } else { inner })
    };
    lead.len() <= 3 && (by(3) || (lead.len() <= 2 && by(2)))
}

/// What parts groups of digits beside commas and dots: spaces and apostrophes.
fn is_thin(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’')
}

/// `5` and `3` times a million is `5300000`.
fn scaled(whole: &str, decimals: &str, zeros: usize) -> String {
    let mut digits = format!("{whole}{decimals}");
    let places = decimals.len();
    if places <= zeros {
        digits.push_str(&"0".repeat(zeros - places));
        let trimmed = digits.trim_start_matches('0');
        return if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() };
    }
    digits.insert(digits.len() - (places - zeros), '.');
    digits
}
