//! Abbreviations and what they stand for.
//!
//! In: a short and a long form. Out: whether one abbreviates the other. Never: a search for either in a text.
//!
//! After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003.

use std::ops::RangeInclusive;

/// An abbreviation has so many characters: one letter stands for no name, and more than ten make a name of their own.
const SHORT_FORM: RangeInclusive<usize> = 2..=10;

/// Digits that stand for a small word that sounds like them: `Skills for Growth (S4G)`.
const SPOKEN_DIGITS: [char; 2] = ['2', '4'];

/// A few characters, of which most are capitals or digits.
pub(crate) fn is_short_form(letters: &str) -> bool {
    let length = letters.chars().count();
    let capitals = letters.chars().filter(|c| c.is_uppercase() || c.is_numeric()).count();
    SHORT_FORM.contains(&length) && capitals * 2 > length && letters.chars().any(char::is_uppercase)
}

/// Whether the letters of the short form stand in the long form in order, the first at the start of a word.
///
/// ```
/// use consort::cut::stands_for;
///
/// assert!(stands_for("SELEC", "Southeast European Law Enforcement Center"));
/// assert!(stands_for("S4G", "Skills for Growth"));
/// assert!(!stands_for("GIZ", "German Corporation for International Cooperation"));
/// ```
#[must_use]
pub fn stands_for(short: &str, long: &str) -> bool {
    let long: Vec<char> = long.to_lowercase().chars().collect();
    let mut at = long.len();
    let letters: Vec<char> = short.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    for (i, letter) in letters.iter().enumerate().rev() {
        let found = (0..at)
            .rev()
            .find(|&k| long[k] == *letter && (i > 0 || k == 0 || !long[k - 1].is_alphanumeric()));
        match found {
            Some(k) => at = k,
            None if SPOKEN_DIGITS.contains(letter) => {}
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{is_short_form, stands_for};

    #[test]
    fn letters_stand_in_the_long_form() {
        let table = [
            ("APC", "Agency for Prevention of Corruption", true),
            ("ACCU", "Air Cargo Control Unit", true),
            ("PCC SEE", "Police Cooperation Convention for Southeast Europe", true),
            ("SELEC", "Southeast European Law Enforcement Center", true),
            ("S4G", "Skills for Growth", true),
            ("EU", "Federal Ministry of Health", false),
            ("GIZ", "German Corporation for International Cooperation", false),
        ];
        for (short, long, expected) in table {
            assert_eq!(stands_for(short, long), expected, "{short} for {long}");
        }
    }

    #[test]
    fn brackets_hold_more_than_short_forms() {
        for (letters, expected) in
            [("CCP", true), ("Serbia", false), ("2020", false), ("A", false), ("BiH", true)]
        {
            assert_eq!(is_short_form(letters), expected, "{letters}");
        }
    }
}
