//! The sums of money of a sentence.
//!
//! In: tokens and the language of money. Out: [`Sum`]s with their places. Never: whose a sum is.

use std::ops::Range;

use crate::cut::Tokens;
use crate::dictionary::{Currency, Money, MoneyWord, Writing};
use crate::link::amount::number::{Number, Numbers};
use crate::link::amount::pieces::Pieces;

/// A sum of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    /// ISO 4217 code.
    pub currency: String,
    /// Plain decimal text; of a range the lower end.
    pub value: String,
    /// The upper end of a range; of "up to" a sum that sum.
    pub max: Option<String>,
    /// The tokens from its number or currency to the other; of a range those of both ends.
    pub tokens: Range<usize>,
}

/// All sums among the tokens of a sentence, in order.
pub(super) fn sums(text: &str, tokens: &Tokens, money: &Money, range: Range<usize>) -> Vec<Sum> {
    let may = range.clone().any(|i| tokens.word(i).bytes().any(|b| b.is_ascii_digit()))
        || range.clone().any(|i| money.zeros(tokens.word(i)).is_some())
        || range.clone().any(|i| money.number(tokens.word(i)).is_some());
    if !may {
        return Vec::new();
    }
    let pieces = Pieces::new(text, tokens, range.clone());
    let numbers = Numbers { pieces: &pieces, tokens, money };
    let mut finder = Finder { range, numbers, found: Vec::new() };
    finder.run();
    finder.found.iter().map(|found| finder.finished(found)).collect()
}

/// A sum whose words are known.
#[derive(Debug, Clone)]
struct Found {
    code: String,
    /// Whether the currency may still be told more exactly behind the number: `$5 million Canadian dollars`.
    open: bool,
    /// The last number alone.
    number: Number,
    value: String,
    max: Option<String>,
    /// Pieces.
    first: usize,
    end: usize,
}

struct Finder<'a> {
    range: Range<usize>,
    numbers: Numbers<'a>,
    found: Vec<Found>,
}

impl Finder<'_> {
    fn run(&mut self) {
        let mut i = 0;
        while i < self.numbers.pieces.len() {
            i = match self.currency(i) {
                Some((currency, end)) => self.around(&currency, i, end).unwrap_or(i + 1),
                None => i + 1,
            };
        }
    }

    /// The longest way to write a currency that stands at a piece, and where it ends.
    fn currency(&self, i: usize) -> Option<(Currency, usize)> {
        let pieces = self.numbers.pieces;
        let all = self.numbers.money.currencies(pieces.word(i));
        let fits = |currency: &&Currency| {
            let end = i + currency.words.len();
            let words = currency.words.iter().zip(i..).all(|(word, k)| **word == *pieces.word(k));
            let signs = !currency.words.iter().any(|w| w.chars().any(char::is_alphanumeric));
            words
                && currency.written.as_ref().is_none_or(|w| *w == pieces.written(i, end))
                // `AUSD` holds no dollar; `R$` is one sign.
                && (signs || !pieces.glued(i) || !pieces.word(i.wrapping_sub(1)).ends_with(char::is_alphabetic))
                && (signs || !pieces.glued(end) || !pieces.word(end).starts_with(char::is_alphabetic))
        };
        let currency = all.iter().find(fits)?;
        Some((currency.clone(), i + currency.words.len()))
    }

    /// Reads the number before or behind a currency; where to go on.
    fn around(&mut self, currency: &Currency, first: usize, end: usize) -> Option<usize> {
        let before = self.before(currency, first, end);
        let behind = self.behind(currency, first, end);
        let free = self.found.last().is_none_or(|last| last.end < first);
        if !free && behind.is_none() {
            return self.specify(currency, first, end);
        }
        let found = match (before.filter(|_| free), behind) {
            // "5 million EUR 2020": a year; "2 EUR 5 million": the currency leads.
            (Some(before), Some(behind)) if behind.number.is_bare() && !before.number.is_bare() => {
                before
            }
            (Some(before), Some(behind)) if behind.number.is_year() && before.number.is_bare() => {
                before
            }
            (_, Some(behind)) => behind,
            (Some(before), None) => before,
            (None, None) => return None,
        };
        let end = found.end.max(end);
        self.found.push(found);
        Some(end)
    }

    /// `EUR 5 million`, and the range that may begin there.
    fn behind(&self, currency: &Currency, first: usize, end: usize) -> Option<Found> {
        let numbers = &self.numbers;
        let dotted = currency.writing != Writing::Name
            && numbers.pieces.word(end) == "."
            && numbers.pieces.glued(end)
            && currency.written.as_ref().is_some_and(|w| w.ends_with(char::is_lowercase));
        // `(USD) 50 million`
        let bracketed =
            first > 0 && numbers.pieces.word(first - 1) == "(" && numbers.pieces.word(end) == ")";
        let at = if dotted || bracketed { end + 1 } else { end };
        let number = numbers.behind(at).filter(|_| !numbers.pieces.is_negative(at))?;
        let first = if bracketed { first - 1 } else { first };
        if currency.writing != Writing::Sign && !number.is_large() {
            return None;
        }
        let open = currency.writing == Writing::Sign;
        let found = Found {
            code: currency.code.clone(),
            open,
            value: number.value(),
            max: None,
            first,
            end: number.end,
            number,
        };
        Some(self.upper(found))
    }

    /// Adds the upper end of a range: `EUR 2-3 million`, `USD 2 million to USD 3 million`, `between EUR 2 and 3 million`.
    fn upper(&self, found: Found) -> Found {
        let numbers = &self.numbers;
        let pieces = numbers.pieces;
        let Some(joint) = self.joint(found.first, found.end) else { return found };
        let own = self.currency(joint.end).filter(|(c, _)| c.code == found.code);
        let at = own.as_ref().map_or(joint.end, |(_, end)| *end);
        let Some(number) = numbers.behind(at) else { return found };
        let named =
            own.is_some() || self.currency(number.end).is_some_and(|(c, _)| c.code == found.code);
        // "EUR 200 to 300 farmers" is no range.
        if joint.weak && !named && number.zeros == 0 {
            return found;
        }
        if pieces.gap(joint.end).contains('\n') {
            return found;
        }
        match range_of(&found.number, &number) {
            Some((value, max)) => Found { value, max: Some(max), end: number.end, number, ..found },
            None => found,
        }
    }

    /// `5 million euros`, and the range that may end there.
    fn before(&self, currency: &Currency, first: usize, end: usize) -> Option<Found> {
        let numbers = &self.numbers;
        let pieces = numbers.pieces;
        // `5 million (EUR)`.
        let bracketed = first > 1 && pieces.word(first - 1) == "(" && pieces.word(end) == ")";
        let limit = if bracketed { first - 1 } else { first };
        let (start, number) = self.ending(limit)?;
        if pieces.is_negative(start) {
            return None;
        }
        if currency.writing == Writing::Doubtful && !number.is_large() {
            return None;
        }
        if self.is_year(start, &number) {
            return None;
        }
        let end = if bracketed { end + 1 } else { end };
        let (code, value) = (currency.code.clone(), number.value());
        let found = Found { code, open: false, value, max: None, first: start, end, number };
        Some(self.lower(found))
    }

    /// The number that ends at a piece, or before the "of" there; the longest.
    fn ending(&self, limit: usize) -> Option<(usize, Number)> {
        let numbers = &self.numbers;
        let from = self.found.last().map_or(0, |last| last.end).max(limit.saturating_sub(14));
        (from..limit).find_map(|k| {
            let number = numbers.at(k)?;
            let joint = number.end + 1 == limit
                && number.zeros > 0
                && numbers.pieces.get(number.end).is_some_and(|p| {
                    numbers.money.at(numbers.tokens, p.token, MoneyWord::Owner) == Some(p.token + 1)
                });
            (number.end == limit || joint).then_some((k, number))
        })
    }

    /// Whether a number is a year rather than money: "in 2020 dollars", "2019-2020 EUR".
    fn is_year(&self, start: usize, number: &Number) -> bool {
        let pieces = self.numbers.pieces;
        let opener = start > 0 && self.is(start - 1, MoneyWord::YearOpener);
        let pair = start > 0
            && pieces.dashed(start)
            && pieces.digits(start - 1).is_some_and(|digits| digits.len() == 4);
        number.is_year() && (opener || pair)
    }

    /// Adds the lower end of a range: `2-3 million euros`, `between 2 and 3 million euros`.
    fn lower(&self, found: Found) -> Found {
        let from = self.found.last().map_or(0, |last| last.end);
        let earliest = from.max(found.first.saturating_sub(8));
        let lower = (earliest..found.first).find_map(|k| {
            let number = self.numbers.at(k)?;
            let joint = self.joint(k, number.end)?;
            let fits = joint.end == found.first && !self.is_year(k, &number);
            let (value, max) = range_of(&number, &found.number).filter(|_| fits)?;
            Some((k, value, max))
        });
        match lower {
            Some((first, value, max)) => Found { first, value, max: Some(max), ..found },
            None => found,
        }
    }

    /// What joins the number that ends at a piece to a second one, for a sum that begins at `first`.
    fn joint(&self, first: usize, end: usize) -> Option<Joint> {
        let opened = first > 0 && self.is(first - 1, MoneyWord::RangeOpener);
        if self.numbers.pieces.dashed(end) {
            return Some(Joint { end, weak: false });
        }
        if self.numbers.pieces.word(end).chars().all(|c| matches!(c, '-' | '–' | '—'))
            && !self.numbers.pieces.word(end).is_empty()
        {
            return Some(Joint { end: end + 1, weak: false });
        }
        if opened && self.is(end, MoneyWord::BetweenJoint) {
            return Some(Joint { end: end + 1, weak: false });
        }
        self.is(end, MoneyWord::RangeJoint).then_some(Joint { end: end + 1, weak: !opened })
    }

    /// Tells the currency of the sum right before more exactly: `$5 million Canadian dollars`, `EUR 5 million euros`.
    fn specify(&mut self, currency: &Currency, first: usize, end: usize) -> Option<usize> {
        let last = self.found.last_mut()?;
        if last.end != first || !last.open {
            return None;
        }
        last.code.clone_from(&currency.code);
        last.end = end;
        last.open = false;
        Some(end)
    }

    fn is(&self, piece: usize, kind: MoneyWord) -> bool {
        let numbers = &self.numbers;
        numbers
            .pieces
            .get(piece)
            .is_some_and(|p| numbers.money.at(numbers.tokens, p.token, kind) == Some(p.token + 1))
    }

    /// The sum of what was found, with the limit that may stand before it.
    fn finished(&self, found: &Found) -> Sum {
        let numbers = &self.numbers;
        let tokens = numbers.pieces.tokens(found.first, found.end);
        let from = tokens.start.saturating_sub(5).max(self.range.start);
        let limited = (from..tokens.start).any(|i| {
            numbers.money.at(numbers.tokens, i, MoneyWord::Limit).is_some_and(|end| {
                (end..tokens.start)
                    .all(|k| numbers.money.at(numbers.tokens, k, MoneyWord::About).is_some())
                    && end <= tokens.start
            })
        });
        let max = found.max.clone().or_else(|| limited.then(|| found.value.clone()));
        Sum { currency: found.code.clone(), value: found.value.clone(), max, tokens }
    }
}

/// A joint of two numbers, and the piece behind it.
struct Joint {
    end: usize,
    /// Whether it joins other things as well: "EUR 200 to 300 farmers".
    weak: bool,
}

/// The ends of a range of two numbers, the first with the "million" of the second where it has none of its own.
fn range_of(lower: &Number, upper: &Number) -> Option<(String, String)> {
    let max = upper.value();
    let value = if lower.is_bare() { lower.times(upper.zeros) } else { lower.value() };
    let less = value.parse::<f64>().ok()? < max.parse::<f64>().ok()?;
    less.then_some((value, max))
}
