//! Sums of money.
//!
//! In: a text and its tokens. Out: an [`Amount`] with its place. Never: a conversion.

use std::ops::Range;

use crate::base::Amount;
use crate::cut::Tokens;

/// Folded words for currencies and their ISO 4217 codes; `$` alone counts as the US dollar, as in such news.
const CURRENCIES: &[(&str, &str)] = &[
    ("usd", "USD"),
    ("us$", "USD"),
    ("$", "USD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("€", "EUR"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("chf", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("cad", "CAD"),
    ("aud", "AUD"),
    ("jpy", "JPY"),
    ("¥", "JPY"),
    ("krw", "KRW"),
    ("cny", "CNY"),
    ("inr", "INR"),
    ("try", "TRY"),
];

/// The first sum of money among the tokens of a sentence.
#[must_use]
pub(super) fn amount(text: &str, tokens: &Tokens, range: Range<usize>) -> Option<Amount> {
    let currency = |i: usize| {
        let written = &text[tokens.spans[i].range()];
        // "try" and "euro" are words; a code counts only in capitals.
        let code = written.len() != 3
            || !written.bytes().all(|b| b.is_ascii_alphabetic())
            || written.bytes().all(|b| b.is_ascii_uppercase());
        CURRENCIES.iter().find(|(word, _)| *word == tokens.word(i) && code).map(|(_, code)| *code)
    };
    range.clone().find_map(|i| {
        let code = currency(i)?;
        let (value, first, end) = match number(tokens, i + 1, range.end) {
            Some((value, end)) => (value, i, end),
            None => {
                let first = (range.start.max(i.saturating_sub(6))..i)
                    .find(|&k| number(tokens, k, i).is_some_and(|(_, end)| end == i))?;
                (number(tokens, first, i)?.0, first, i + 1)
            }
        };
        Some(Amount { currency: code.to_owned(), value, span: tokens.cover(first, end) })
    })
}

/// A number that starts at token `at`, with its decimals, separators and "million", and the token after it.
fn number(tokens: &Tokens, at: usize, limit: usize) -> Option<(String, usize)> {
    let digits = |i: usize| {
        let word = if i < limit { tokens.word(i) } else { "" };
        (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())).then_some(word)
    };
    let mut value = digits(at)?.to_owned();
    let mut end = at + 1;
    while end + 1 < limit
        && tokens.word(end) == ","
        && glued(tokens, end)
        && digits(end + 1).is_some_and(|d| d.len() == 3)
    {
        value.push_str(tokens.word(end + 1));
        end += 2;
    }
    let mut decimals = String::new();
    if end + 1 < limit
        && tokens.word(end) == "."
        && glued(tokens, end)
        && tokens.spans[end].end == tokens.spans[end + 1].start
        && let Some(fraction) = digits(end + 1)
    {
        decimals.push_str(fraction);
        end += 2;
    }
    let zeros = match if end < limit { tokens.word(end) } else { "" } {
        "thousand" => 3,
        "million" | "mln" => 6,
        "billion" | "bn" => 9,
        _ => 0,
    };
    if zeros > 0 {
        end += 1;
    }
    Some((scaled(&value, &decimals, zeros), end))
}

fn glued(tokens: &Tokens, i: usize) -> bool {
    tokens.spans[i - 1].end == tokens.spans[i].start
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

#[cfg(test)]
mod tests {
    use super::amount;
    use crate::cut::fold;

    #[test]
    fn reads_sums() {
        let table = [
            ("USD 5.3 million for", Some(("USD", "5300000", "USD 5.3 million"))),
            ("in the amount of USD 60,000 for", Some(("USD", "60000", "USD 60,000"))),
            ("€2 million", Some(("EUR", "2000000", "€2 million"))),
            ("some 1.25 EUR", Some(("EUR", "1.25", "1.25 EUR"))),
            ("12,500 euros were", Some(("EUR", "12500", "12,500 euros"))),
            ("$0.5 billion", Some(("USD", "500000000", "$0.5 billion"))),
            ("they try 3 times", None),
            ("in 2020", None),
        ];
        for (text, expected) in table {
            let tokens = fold(text);
            let found = amount(text, &tokens, 0..tokens.len());
            let found = found
                .as_ref()
                .map(|a| (a.currency.as_str(), a.value.as_str(), &text[a.span.range()]));
            assert_eq!(found, expected, "{text}");
        }
    }
}
