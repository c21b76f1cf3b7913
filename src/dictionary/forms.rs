//! Other ways to write a name that need no entry: `Unicef` for UNICEF.
//!
//! In: a name and the words of `heads-en.toml`. Out: its other forms. Never: a form that is a word or a name of something else.

use rustc_hash::FxHashSet;

use crate::cut::fold_name;
use crate::dictionary::heads::HeadWords;

/// Shorter abbreviations are spelt, not spoken.
const SPOKEN: usize = 4;

/// More consonants than these in a row cannot be spoken.
const CONSONANTS: usize = 2;

/// What the other forms of names are made of.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Abbreviations that are words or names as well, folded.
    words: FxHashSet<String>,
}

impl Forms {
    pub(super) fn new(lists: &[HeadWords]) -> Self {
        let words = lists.iter().flat_map(|list| list.capital_words.iter().chain(&list.spelt_only));
        Self { words: words.map(|word| fold_name(word)).collect() }
    }

    /// An abbreviation as a British newspaper writes it, if it is spoken like a word: `Nato`.
    pub(super) fn spoken(&self, abbreviation: &str) -> Option<String> {
        let is_plain = abbreviation.bytes().all(|b| b.is_ascii_uppercase());
        if !is_plain || abbreviation.len() < SPOKEN || self.words.contains(&fold_name(abbreviation))
        {
            return None;
        }
        let is_vowel = |b: u8| b"AEIOUY".contains(&b);
        let mut in_a_row = 0;
        let mut n_vowels = 0;
        for letter in abbreviation.bytes() {
            in_a_row = if is_vowel(letter) { 0 } else { in_a_row + 1 };
            n_vowels += usize::from(is_vowel(letter));
            if in_a_row > CONSONANTS {
                return None;
            }
        }
        (n_vowels >= 2)
            .then(|| format!("{}{}", &abbreviation[..1], abbreviation[1..].to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::Forms;
    use crate::dictionary::heads::HeadWords;

    fn forms() -> Forms {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        Forms::new(&[HeadWords { spelt_only: list(&["PACE"]), ..HeadWords::default() }])
    }

    #[test]
    fn what_is_spoken_is_written_like_a_word() {
        let table = [
            ("UNICEF", Some("Unicef")),
            ("NATO", Some("Nato")),
            ("UNHCR", None),
            ("PACE", None),
            ("WHO", None),
            ("EU4H", None),
        ];
        for (short, expected) in table {
            assert_eq!(forms().spoken(short).as_deref(), expected, "{short}");
        }
    }
}
