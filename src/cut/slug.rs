//! Names and titles as parts of ids.
//!
//! In: words as they are written. Out: [`slug`], the same whole, and [`short_slug`] for ids that people read beside others.
//! Never: a letter outside a-z and 0-9, a word spelled in another way, or chance.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::base::hex;
use crate::cut::letters::{is_apostrophe, is_mark, plain};

/// A short slug is cut at the last word that ends before this.
const LONGEST: usize = 60;

/// Lower-case ASCII words joined by hyphens; empty for a script without Latin letters.
///
/// ```
/// use consort::cut::slug;
/// assert_eq!(slug("Harbour Franchise Exercise Agency"), "harbour-franchise-exercise-agency");
/// assert_eq!(slug("“Gradiška’s” 3rd Straße & Łódź"), "gradiskas-3rd-strasse-lodz");
/// assert_eq!(slug("Новости"), "");
/// ```
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    // Before decomposing, which makes a space of some apostrophes.
    let read = words.chars().filter(|&c| c != '\'' && !is_apostrophe(c));
    for c in read.nfkd().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if is_mark(c) => {}
            None if slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The same with sixty letters at most, cut between words where there are several.
///
/// ```
/// use consort::cut::short_slug;
/// let title = "UNODC joins the OSCE-wide conference on Combating the Threat of Illicit Drugs";
/// assert_eq!(short_slug(title), "unodc-joins-the-osce-wide-conference-on-combating-the-threat");
/// ```
#[must_use]
pub fn short_slug(words: &str) -> String {
    // Of a text without a title only the beginning is wanted, and four characters for a letter are more than enough.
    let enough = words.char_indices().nth(LONGEST * 4).map_or(words.len(), |(at, _)| at);
    let mut slug = slug(&words[..enough]);
    if slug.len() > LONGEST {
        let cut = match slug[..=LONGEST].rfind('-') {
            Some(end) if end > 0 => end,
            _ => LONGEST,
        };
        slug.truncate(cut);
    }
    slug
}

/// Twelve digits of a hash in the place of an empty slug: two names in a script without Latin letters stay two.
#[must_use]
pub fn hash_slug(words: &str) -> String {
    hex(&Sha256::digest(words.as_bytes())[..6])
}

#[cfg(test)]
mod tests {
    use super::{hash_slug, short_slug, slug};

    #[test]
    fn slugs() {
        let table = [
            (
                "UNODC-WCO  Programme: “Gradiška’s” 3rd meeting!",
                "unodc-wco-programme-gradiskas-3rd-meeting",
            ),
            ("Đorđe & Łódź – Straße Ærø", "dorde-lodz-strasse-aero"),
            ("ĦAMRUN İstanbul ẞ", "hamrun-istanbul-ss"),
            ("Harbour Franchise Exercise Centre", "harbour-franchise-exercise-centre"),
            ("ﬁle №5", "file-no5"),
            ("pro\u{ad}gramme of Sana'a", "programme-of-sanaa"),
            ("Новости of a day", "of-a-day"),
            ("   ", ""),
            ("Новости", ""),
        ];
        for (words, expected) in table {
            assert_eq!(slug(words), expected, "{words}");
            assert_eq!(short_slug(words), expected, "{words}");
        }
    }

    #[test]
    fn short_ones_are_cut_between_words() {
        let long = "a".repeat(60);
        let table = [
            ("a".repeat(99), long.clone()),
            (format!("{long} bc"), long),
            (format!("{} {}", "b".repeat(30), "c".repeat(30)), "b".repeat(30)),
            (format!("{}word", "- ".repeat(300)), String::new()),
        ];
        for (words, expected) in table {
            assert_eq!(short_slug(&words), expected, "{words}");
        }
        assert_eq!(slug(&"a".repeat(99)).len(), 99);
    }

    #[test]
    fn hashes_tell_names_apart() {
        assert_ne!(hash_slug("Новости"), hash_slug("Вести"));
        assert_eq!(hash_slug("Новости").len(), 12);
    }
}
