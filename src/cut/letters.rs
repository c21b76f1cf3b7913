//! Single letters of a text and what is read of them.
//!
//! In: a character. Out: the ASCII letters it stands for, or that it is not read at all. Never: a word.

use unicode_normalization::char::is_combining_mark;

/// The ASCII letters of a small letter that Unicode does not decompose into one and a mark.
pub(super) fn plain(small: char) -> Option<&'static str> {
    Some(match small {
        'ß' => "ss",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// Whether a character, decomposed, is a mark on the letter before it or is not seen at all.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c) || is_silent(c)
}

/// Characters inside words that are not read: soft hyphen, zero-width space and joiners, byte order mark.
pub(crate) fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Accents and vowel points, which people leave out; the marks of other scripts tell words apart: `ガ`, `भा`, `กำ`.
pub(super) fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' // Latin, Greek, Cyrillic
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5c7}' // Hebrew
            | '\u{610}'..='\u{61a}' // Arabic
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6ed}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}' // variants of one letter
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Hyphens, dashes and apostrophes beyond ASCII: they end words and fold to nothing.
pub(super) fn is_joint(c: char) -> bool {
    is_apostrophe(c)
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Raised figures, as footnotes are marked with.
pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Apostrophes beyond ASCII, and what is typed in their stead.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '‘' | '’' | 'ʼ' | '´' | '′' | '‛')
}
