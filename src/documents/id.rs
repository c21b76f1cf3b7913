//! Makes document ids: readable, and unique in their corpus.
//!
//! In: a date and a title. Out: `2020-12-28-unodc-wco-container-control-programme-in`. Never: chance, or the order of threads.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::base::{Document, DocumentId, PartialDate};

/// A slug is cut at the last word that ends before this.
const LONGEST_SLUG: usize = 60;

/// `{date or undated}-{slug}`; the slug comes from the title, or from the opening words where there is none.
pub(super) fn document_id(
    date: Option<PartialDate>,
    title: &str,
    text: &str,
) -> Option<DocumentId> {
    let date = date.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    let words = if title.is_empty() { text } else { title };
    let slug = slug(words);
    if slug.is_empty() {
        // A script without Latin letters: the first digits of a hash still tell two stories apart.
        let hash = Sha256::digest(words.as_bytes());
        let hex: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        return DocumentId::new(&format!("{date}-{hex}")).ok();
    }
    DocumentId::new(&format!("{date}-{slug}")).ok()
}

/// Lower-case ASCII words joined by hyphens, sixty letters at most; empty for a script without Latin letters.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    // Folding makes a letter at most a few letters: four times the length is more than enough to read.
    for c in words.chars().take(LONGEST_SLUG * 4).nfkd() {
        match fold(c) {
            Some(letters) => slug.push_str(&letters),
            None if is_silent(c) || slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    if slug.len() > LONGEST_SLUG {
        let cut = match slug[..=LONGEST_SLUG].rfind('-') {
            Some(end) if end > 0 => end,
            _ => LONGEST_SLUG,
        };
        slug.truncate(cut);
    }
    slug.trim_end_matches('-').to_owned()
}

/// Marks that vanish without parting words: accents, apostrophes, soft hyphens.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}')
}

fn fold(c: char) -> Option<String> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase().to_string());
    }
    let letters = match c {
        'ß' | 'ẞ' => "ss",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ı' => "i",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        _ => return None,
    };
    Some(letters.to_owned())
}

/// Makes the ids of a corpus unique: over the documents in input order the second `x` becomes `x-2`, the third `x-3`.
///
/// Whoever reads files in parallel puts the documents back in input order first; so ids never depend on threads.
#[derive(Debug, Clone, Default)]
pub struct IdAssigner {
    taken: BTreeSet<DocumentId>,
    /// The last number tried for an id that came again.
    last: BTreeMap<DocumentId, usize>,
}

impl IdAssigner {
    /// Gives `document` an id that no document before it has; true when its own was taken.
    pub fn assign(&mut self, document: &mut Document) -> bool {
        if self.taken.insert(document.id.clone()) {
            return false;
        }
        let n = self.last.entry(document.id.clone()).or_insert(1);
        loop {
            *n += 1;
            let id = document.id.numbered(*n);
            if self.taken.insert(id.clone()) {
                document.id = id;
                return true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DocumentId, IdAssigner, document_id, slug};
    use crate::documents::{Format, ReadOptions, parse};

    #[test]
    fn slugs() {
        let table = [
            (
                "UNODC-WCO  Programme: “Gradiška’s” 3rd meeting!",
                "unodc-wco-programme-gradiskas-3rd-meeting",
            ),
            ("Đorđe & Łódź – Straße Ærø", "dorde-lodz-strasse-aero"),
            ("ﬁle №5", "file-no5"),
            ("   ", ""),
            ("Новости", ""),
            (
                "UNODC joins the OSCE-wide conference on Combating the Threat of Illicit Drugs",
                "unodc-joins-the-osce-wide-conference-on-combating-the-threat",
            ),
        ];
        for (words, expected) in table {
            assert_eq!(slug(words), expected, "{words}");
        }
        assert_eq!(slug(&"a".repeat(99)), "a".repeat(60));
        assert_eq!(slug(&format!("{} bc", "a".repeat(60))), "a".repeat(60));
    }

    #[test]
    fn ids() {
        let date = "2020-10".parse().ok();
        let id = |date, title, text| document_id(date, title, text).unwrap().to_string();
        assert_eq!(id(date, "A title", "A title"), "2020-10-a-title");
        assert_eq!(id(None, "", "Some words"), "undated-some-words");
        let cyrillic = id(None, "Новости", "Новости");
        assert!(cyrillic.starts_with("undated-") && cyrillic.len() == "undated-".len() + 12);
    }

    #[test]
    fn repeated_ids_are_numbered_in_input_order() {
        let lines = ["x", "x-2", "x", "x", "y", "x"]
            .map(|id| format!("{{\"id\":\"{id}\",\"text\":\"Words of it.\"}}\n"));
        let mut read = parse("f", &lines.concat(), Format::Jsonl, &ReadOptions::default()).output;
        let mut assigner = IdAssigner::default();
        let ids: Vec<_> = read
            .iter_mut()
            .map(|document| {
                assigner.assign(document);
                document.id.clone()
            })
            .collect();
        let ids: Vec<&str> = ids.iter().map(DocumentId::as_str).collect();
        assert_eq!(ids, ["x", "x-2", "x-3", "x-4", "y", "x-5"]);
    }
}
