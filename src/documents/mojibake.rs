//! Letters that were encoded twice: `MÃ©decins`, `dâ€™Ivoire`.
//!
//! In: text. Out: the letters that were meant, where the text shows without doubt that this has happened. Never: a letter
//! of a text that merely uses such signs.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The first letters that the bytes of a letter in UTF-8 turn into; behind others a sign is more often itself.
const LEADS: &str = "ÂÃÄÅÆÎÏÐÑØÙâð";
/// The first byte of each of these.
const LEADS_BEGIN: u8 = 0xc3;
/// What the second byte can turn into that may be itself: quotes close a word in capitals.
const DOUBTFUL: &str = "«»‘’“”‚„‹›\u{a0}…–—";

/// The text mended, and the first word that was broken; nothing where nothing is.
pub(super) fn mended(text: &str) -> Option<(String, String)> {
    let firm = broken_word(text)?;
    Some((mend(text), firm))
}

/// The first word that is broken without doubt.
pub(super) fn broken_word(text: &str) -> Option<String> {
    let mut firm = broken(text).filter(|(_, broken, _)| is_firm(broken));
    firm.next().map(|(at, ..)| word_at(text, at))
}

/// A text that is known to be broken, mended.
pub(super) fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, broken, letter) in broken(text) {
        out.push_str(&text[end..at]);
        out.push(letter);
        end = at + broken.len();
    }
    out.push_str(&text[end..]);
    out
}

/// What to say of a text in which this word was broken, and so many other texts.
pub(super) fn warning(word: &str, more: usize) -> String {
    let others = match more {
        0 => String::new(),
        1 => " (and more in one other text)".to_owned(),
        more => format!(" (and more in {more} other texts)"),
    };
    format!(
        "{word:?} shows letters that were encoded twice{others}; they were mended: save the file as UTF-8 once to be sure of them"
    )
}

/// Every stretch that decodes as one letter: where it starts, as it stands, and the letter.
fn broken(text: &str) -> impl Iterator<Item = (usize, &str, char)> {
    let mut end = 0;
    memchr::memchr_iter(LEADS_BEGIN, text.as_bytes()).filter_map(move |at| {
        let c = text.get(at..)?.chars().next()?;
        if at < end || !LEADS.contains(c) {
            return None;
        }
        let length = match c {
            'ð' => 4,
            'â' => 3,
            _ => 2,
        };
        let stretch = &text[at..];
        let stop = stretch.char_indices().nth(length).map_or(stretch.len(), |(i, _)| i);
        let stretch = &stretch[..stop];
        let bytes: Option<Vec<u8>> = stretch.chars().map(byte).collect();
        let bytes = bytes?;
        let mut letters = std::str::from_utf8(&bytes).ok()?.chars();
        let letter = letters.next().filter(|c| !c.is_control())?;
        if letters.next().is_some() || stretch.chars().count() != length {
            return None;
        }
        end = at + stop;
        Some((at, stretch, letter))
    })
}

/// The byte that a sign stands for in Windows-1252, or in Latin-1 where that has none.
fn byte(c: char) -> Option<u8> {
    if matches!(c, '\u{80}'..='\u{9f}') {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match bytes {
        Cow::Borrowed(bytes) if !is_lossy && bytes.len() == 1 => Some(bytes[0]),
        Cow::Owned(ref bytes) if !is_lossy && bytes.len() == 1 => Some(bytes[0]),
        _ => None,
    }
}

/// Whether a stretch can be nothing else: `â€™`, `Ã©`, but not `Ã”`, which may close a quotation.
fn is_firm(broken: &str) -> bool {
    let mut signs = broken.chars().skip(1);
    let second = signs.next();
    match broken.chars().next() {
        Some('â' | 'ð') => second.is_some_and(|c| !('\u{a0}'..='\u{ff}').contains(&c)),
        _ => second
            .is_some_and(|c| !c.is_alphanumeric() && !DOUBTFUL.contains(c) || "ªºµ".contains(c)),
    }
}

fn word_at(text: &str, at: usize) -> String {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let start = (start..=at).find(|&i| text.is_char_boundary(i)).unwrap_or(at);
    text[start..].split_whitespace().next().unwrap_or_default().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::{WINDOWS_1252, mended};

    #[test]
    fn letters_encoded_twice() {
        for text in [
            "Médecins Sans Frontières met Türkiye and Côte d’Ivoire.",
            "Gradiška, Bijača, Đakovica",
            "“Quoted” – and a dash — here … €",
            "São Tomé à Paris, Ångström",
            "Сербия и Черногория",
            "Αθήνα",
            "naïve 🙂 coöperation",
        ] {
            let twice: String = text
                .bytes()
                .flat_map(|b| {
                    WINDOWS_1252
                        .decode_without_bom_handling(&[b])
                        .0
                        .into_owned()
                        .chars()
                        .collect::<Vec<_>>()
                })
                .collect();
            let (out, word) = mended(&twice).unwrap_or_else(|| panic!("{twice}"));
            assert_eq!(out, text);
            assert!(twice.contains(&word) && !word.is_empty());
        }
    }

    #[test]
    fn right_letters_stay() {
        for text in [
            "",
            "plain",
            "Médecins Sans Frontières met Türkiye and Côte d’Ivoire.",
            "« la liberté\u{a0}» et l’été\u{a0}: à «\u{a0}Paris\u{a0}»",
            "IRMÃ” e MAÇÃ» e SÃO",
            "Â« quoted Â»",
            "Ångström ÅØ ÆØÅ Ñandú ÐÐ",
            "Größe »Fuß« 5 €",
            "Сербия, Ελλάδα, 日本, 🙂",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
