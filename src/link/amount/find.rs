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
pub(in crate::link) struct Sum {
    /// ISO 4217 code.
    pub currency: String,
    /// Plain decimal text; of a range the lower end.
    pub value: String,
    /// The upper end of a range; of "up to" a sum that sum.
    pub max: Option<String>,
    /// The tokens from its number or currency to the other; of a range those of both ends.
    pub tokens: Range<usize>,
}

/// All sums among the tokens of a sentence, in order. What only restates another in a second currency is left out.
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
    let limits: Vec<Sum> = finder.found.iter().map(|found| finder.finished(found)).collect();
    finder.without_restatements(limits)
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
        let number = numbers.behind(if dotted || bracketed { end + 1 } else { end })?;
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

    /// Leaves out what gives a sum in another currency again: `NOK 35 million (USD 4 million)`, `EUR 5 million / USD 6 million`;
    /// and what a sum was before it changed: `from EUR 2 million to EUR 3 million`.
    fn without_restatements(&self, sums: Vec<Sum>) -> Vec<Sum> {
        let numbers = &self.numbers;
        let mut kept: Vec<Sum> = Vec::with_capacity(sums.len());
        for sum in sums {
            let restates = kept.last().is_some_and(|last| {
                last.currency != sum.currency
                    && (self.restates(last.tokens.end, &sum.tokens) || self.converts(&sum.tokens))
            });
            if !restates {
                kept.push(sum);
            }
        }
        for sum in &mut kept {
            let from = sum.tokens.start.saturating_sub(10).max(self.range.start);
            let changed = (from..sum.tokens.start)
                .any(|i| numbers.money.at(numbers.tokens, i, MoneyWord::Change).is_some());
            let named = sum.max.as_ref().filter(|max| **max != sum.value);
            let opened = sum.tokens.start > self.range.start
                && numbers
                    .money
                    .at(numbers.tokens, sum.tokens.start - 1, MoneyWord::Giver)
                    .is_some();
            if let Some(max) = named.filter(|_| changed && opened) {
                (sum.value, sum.max) = (max.clone(), None);
            } else if changed && sum.max.as_ref() == Some(&sum.value) {
                sum.max = None; // `raised its share up to EUR 5 million`
            }
        }
        kept
    }

    /// Whether a bracket holds a sum and says that it is a rough one: `(approximately USD 4 million)`.
    fn converts(&self, sum: &Range<usize>) -> bool {
        let (tokens, money) = (self.numbers.tokens, self.numbers.money);
        let inside = (self.range.start..sum.start).rev().take(6);
        let inside: Vec<usize> = inside.take_while(|i| tokens.word(*i) != "(").collect();
        let open = inside.last().copied().unwrap_or(sum.start);
        let small =
            |i: &usize| money.at(tokens, *i, MoneyWord::About).is_some() || tokens.word(*i) == ".";
        let rough = |i: &usize| money.at(tokens, *i, MoneyWord::Approximate).is_some();
        let bracketed = open > self.range.start && tokens.word(open - 1) == "(";
        bracketed && inside.iter().any(rough) && inside.iter().all(|i| small(i) || rough(i))
    }

    /// Whether only a bracket, a slash or words such as "equivalent to" lead from one sum to the next.
    fn restates(&self, from: usize, sum: &Range<usize>) -> bool {
        let (tokens, money) = (self.numbers.tokens, self.numbers.money);
        let (mut at, mut leads) = (from, false);
        while at < sum.start {
            let small = |i: usize| money.at(tokens, i, MoneyWord::About);
            at = match tokens.word(at) {
                "(" | "/" | "=" | "≈" | "~" | "[" => {
                    leads = true;
                    at + 1
                }
                "," | "." => at + 1,
                _ => match money.at(tokens, at, MoneyWord::Restating) {
                    Some(end) => {
                        leads = true;
                        end
                    }
                    None => match small(at) {
                        Some(end) => end,
                        None => return false,
                    },
                },
            };
        }
        leads
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

#[cfg(test)]
mod tests {
    use super::sums;
    use crate::dictionary::{Lexicon, builtin_files, compile, read};

    fn lexicon() -> Lexicon {
        compile(read(&builtin_files()).0).unwrap().0
    }

    /// A sum as `EUR 2000000..3000000 <surface>`.
    fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
        let tokens = lexicon.tokens(text);
        let found = sums(text, &tokens, &lexicon.money, 0..tokens.len());
        let shown = |sum: &super::Sum| {
            let surface = &text[tokens.cover(sum.tokens.start, sum.tokens.end).range()];
            let max = sum.max.as_ref().map(|max| format!("..{max}")).unwrap_or_default();
            format!("{} {}{max} <{surface}>", sum.currency, sum.value)
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn reads_sums() {
        let lexicon = lexicon();
        let table: &[(&str, &[&str])] = &[
            ("a gift of USD 5.3 million for", &["USD 5300000 <USD 5.3 million>"]),
            ("in the amount of USD 60,000 for", &["USD 60000 <USD 60,000>"]),
            ("€2 million", &["EUR 2000000 <€2 million>"]),
            ("some 1.25 EUR", &["EUR 1.25 <1.25 EUR>"]),
            ("12,500 euros were", &["EUR 12500 <12,500 euros>"]),
            ("$0.5 billion", &["USD 500000000 <$0.5 billion>"]),
            ("USD34.6 million", &["USD 34600000 <USD34.6 million>"]),
            ("US$5m", &["USD 5000000 <US$5m>"]),
            ("US$ 1.2bn", &["USD 1200000000 <US$ 1.2bn>"]),
            ("US $7 million", &["USD 7000000 <US $7 million>"]),
            ("U.S. $7 million", &["USD 7000000 <U.S. $7 million>"]),
            ("$1.2bn", &["USD 1200000000 <$1.2bn>"]),
            ("5m euros", &["EUR 5000000 <5m euros>"]),
            ("5 M€", &["EUR 5000000 <5 M€>"]),
            ("300k EUR", &["EUR 300000 <300k EUR>"]),
            ("£250k", &["GBP 250000 <£250k>"]),
            ("NOK 35,000,000", &["NOK 35000000 <NOK 35,000,000>"]),
            ("EUR 1,5 million", &["EUR 1500000 <EUR 1,5 million>"]),
            ("EUR 2,50", &["EUR 2.50 <EUR 2,50>"]),
            ("EUR 1.500", &["EUR 1500 <EUR 1.500>"]),
            ("EUR 1.500 million", &["EUR 1500000 <EUR 1.500 million>"]),
            ("1.234.567 euros", &["EUR 1234567 <1.234.567 euros>"]),
            ("1.234,56 euros", &["EUR 1234.56 <1.234,56 euros>"]),
            ("1,234.56 dollars", &["USD 1234.56 <1,234.56 dollars>"]),
            ("5 000 000 euros", &["EUR 5000000 <5 000 000 euros>"]),
            ("CHF 1'250'000", &["CHF 1250000 <CHF 1'250'000>"]),
            ("Rs 12,34,567", &["INR 1234567 <Rs 12,34,567>"]),
            ("Rs. 500 crore", &["INR 5000000000 <Rs. 500 crore>"]),
            ("Rs.40 lakh", &["INR 4000000 <Rs.40 lakh>"]),
            ("₹3 lakh crore", &["INR 3000000000000 <₹3 lakh crore>"]),
            ("₦200 million", &["NGN 200000000 <₦200 million>"]),
            ("R$ 30 mil", &["BRL 30000000 <R$ 30 mil>"]),
            (
                "A$10 million and C$ 4 million",
                &["AUD 10000000 <A$10 million>", "CAD 4000000 <C$ 4 million>"],
            ),
            ("a $5 grant", &["USD 5 <$5>"]),
            ("HK$3 million", &["HKD 3000000 <HK$3 million>"]),
            ("KSh 15 million", &["KES 15000000 <KSh 15 million>"]),
            ("Ksh.15 million", &["KES 15000000 <Ksh.15 million>"]),
            ("FCFA 600 million", &["XOF 600000000 <FCFA 600 million>"]),
            ("¥800 million", &["JPY 800000000 <¥800 million>"]),
            ("800 million Japanese yen", &["JPY 800000000 <800 million Japanese yen>"]),
            ("three million Swiss francs", &["CHF 3000000 <three million Swiss francs>"]),
            ("20 million Norwegian kroner", &["NOK 20000000 <20 million Norwegian kroner>"]),
            ("20 million kroner", &[]),
            ("40 million Danish krone", &["DKK 40000000 <40 million Danish krone>"]),
            ("50 million Swedish kronor", &["SEK 50000000 <50 million Swedish kronor>"]),
            ("2 million pounds sterling", &["GBP 2000000 <2 million pounds sterling>"]),
            ("$5 million Canadian dollars", &["CAD 5000000 <$5 million Canadian dollars>"]),
            ("$5 million CAD", &["CAD 5000000 <$5 million CAD>"]),
            ("two million dollars", &["USD 2000000 <two million dollars>"]),
            ("half a million euros", &["EUR 500000 <half a million euros>"]),
            ("a quarter of a million dollars", &["USD 250000 <a quarter of a million dollars>"]),
            ("two and a half million euros", &["EUR 2500000 <two and a half million euros>"]),
            ("a million dollars", &["USD 1000000 <a million dollars>"]),
            (
                "three hundred and fifty thousand euros",
                &["EUR 350000 <three hundred and fifty thousand euros>"],
            ),
            (
                "one million two hundred thousand euros",
                &["EUR 1200000 <one million two hundred thousand euros>"],
            ),
            ("twenty-five million dollars", &["USD 25000000 <twenty-five million dollars>"]),
            ("a 5-million-euro project", &["EUR 5000000 <5-million-euro>"]),
            ("2 millions of euros", &["EUR 2000000 <2 millions of euros>"]),
            ("5 million (EUR)", &["EUR 5000000 <5 million (EUR)>"]),
            ("(EUR) 5 million", &["EUR 5000000 <(EUR) 5 million>"]),
            ("Euro 5 million", &["EUR 5000000 <Euro 5 million>"]),
            ("between EUR 2 and 3 million", &["EUR 2000000..3000000 <EUR 2 and 3 million>"]),
            (
                "between EUR 2 million and EUR 3 million",
                &["EUR 2000000..3000000 <EUR 2 million and EUR 3 million>"],
            ),
            (
                "EUR 2 million and EUR 3 million",
                &["EUR 2000000 <EUR 2 million>", "EUR 3000000 <EUR 3 million>"],
            ),
            ("between 2 and 3 million euros", &["EUR 2000000..3000000 <2 and 3 million euros>"]),
            ("$5-7 million", &["USD 5000000..7000000 <$5-7 million>"]),
            ("EUR 2 – 3 million", &["EUR 2000000..3000000 <EUR 2 – 3 million>"]),
            ("2-3 million euros", &["EUR 2000000..3000000 <2-3 million euros>"]),
            (
                "USD 2 million to USD 3 million",
                &["USD 2000000..3000000 <USD 2 million to USD 3 million>"],
            ),
            ("500,000 to 1 million euros", &["EUR 500000..1000000 <500,000 to 1 million euros>"]),
            ("up to $5 million", &["USD 5000000..5000000 <$5 million>"]),
            ("up to a total of EUR 5 million", &["EUR 5000000..5000000 <EUR 5 million>"]),
            (
                "increased its share from EUR 2 million to EUR 3 million",
                &["EUR 3000000 <EUR 2 million to EUR 3 million>"],
            ),
            ("USD 200 to 300 farmers", &["USD 200 <USD 200>"]),
            ("EUR 2 million to 3 districts", &["EUR 2000000 <EUR 2 million>"]),
            ("NOK 35 million (USD 4 million)", &["NOK 35000000 <NOK 35 million>"]),
            ("NOK 35 million (approx. USD 4 million) went", &["NOK 35000000 <NOK 35 million>"]),
            (
                "NOK 35 million through Norad (approximately USD 4 million)",
                &["NOK 35000000 <NOK 35 million>"],
            ),
            ("raised its share up to EUR 5 million", &["EUR 5000000 <EUR 5 million>"]),
            ("EUR 5 million/USD 6 million", &["EUR 5000000 <EUR 5 million>"]),
            ("CHF 5 million, equivalent to USD 6 million", &["CHF 5000000 <CHF 5 million>"]),
            (
                "EUR 3 million (EUR 1 million in cash)",
                &["EUR 3000000 <EUR 3 million>", "EUR 1000000 <EUR 1 million>"],
            ),
            ("they try 3 times", &[]),
            ("in 2020", &[]),
            ("2 million people", &[]),
            ("in 2020 USD", &[]),
            ("in constant 2015 dollars", &[]),
            ("in 2020 USD 5 million", &["USD 5000000 <USD 5 million>"]),
            ("5 million EUR 2020-2025", &["EUR 5000000 <5 million EUR>"]),
            ("Euro 2020", &[]),
            ("COP 28 and TOP 10", &[]),
            ("COP28", &[]),
            ("G20 EUR talks", &[]),
            ("the Group won 3 matches", &[]),
            ("ALL 12 districts", &[]),
            ("COP 500 million", &["COP 500000000 <COP 500 million>"]),
            ("multi-million dollar deals", &[]),
            ("5 million won by", &["KRW 5000000 <5 million won>"]),
            ("EUR", &[]),
            ("", &[]),
        ];
        let faults: Vec<String> = table
            .iter()
            .map(|(text, expected)| (text, found(&lexicon, text), expected))
            .filter(|(_, found, expected)| found != *expected)
            .map(|(text, found, expected)| format!("{text}: {found:?}, not {expected:?}"))
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
