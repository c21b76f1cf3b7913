//! Which letters the codes and the glyphs of a font without a table of its own stand for.
//!
//! In: a code in one of the encodings that PDF knows by name, or the name of a glyph. Out: letters. Never: a guess.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization as _;

/// An encoding that PDF knows by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Standard,
    WinAnsi,
    MacRoman,
}

/// Where Adobe's standard encoding is not ASCII.
const STANDARD: [(u8, char); 57] = [
    (0x27, '’'),
    (0x60, '‘'),
    (0xa1, '¡'),
    (0xa2, '¢'),
    (0xa3, '£'),
    (0xa4, '⁄'),
    (0xa5, '¥'),
    (0xa6, 'ƒ'),
    (0xa7, '§'),
    (0xa8, '¤'),
    (0xa9, '\''),
    (0xaa, '“'),
    (0xab, '«'),
    (0xac, '‹'),
    (0xad, '›'),
    (0xae, 'ﬁ'),
    (0xaf, 'ﬂ'),
    (0xb1, '–'),
    (0xb2, '†'),
    (0xb3, '‡'),
    (0xb4, '·'),
    (0xb6, '¶'),
    (0xb7, '•'),
    (0xb8, '‚'),
    (0xb9, '„'),
    (0xba, '”'),
    (0xbb, '»'),
    (0xbc, '…'),
    (0xbd, '‰'),
    (0xbf, '¿'),
    (0xc1, '`'),
    (0xc2, '´'),
    (0xc3, 'ˆ'),
    (0xc4, '˜'),
    (0xc5, '¯'),
    (0xc6, '˘'),
    (0xc7, '˙'),
    (0xc8, '¨'),
    (0xca, '˚'),
    (0xcb, '¸'),
    (0xcd, '˝'),
    (0xce, '˛'),
    (0xcf, 'ˇ'),
    (0xd0, '—'),
    (0xe1, 'Æ'),
    (0xe3, 'ª'),
    (0xe8, 'Ł'),
    (0xe9, 'Ø'),
    (0xea, 'Œ'),
    (0xeb, 'º'),
    (0xf1, 'æ'),
    (0xf5, 'ı'),
    (0xf8, 'ł'),
    (0xf9, 'ø'),
    (0xfa, 'œ'),
    (0xfb, 'ß'),
    (0x7f, ' '),
];

/// Glyphs that no letter and accent make up.
const NAMES: [(&str, &str); 108] = [
    ("space", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("quoteright", "’"),
    ("quoteleft", "‘"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("minus", "−"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("exclamdown", "¡"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("currency", "¤"),
    ("yen", "¥"),
    ("brokenbar", "¦"),
    ("section", "§"),
    ("copyright", "©"),
    ("ordfeminine", "ª"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("logicalnot", "¬"),
    ("registered", "®"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("onesuperior", "¹"),
    ("acute", "´"),
    ("mu", "µ"),
    ("paragraph", "¶"),
    ("periodcentered", "·"),
    ("cedilla", "¸"),
    ("ordmasculine", "º"),
    ("onequarter", "¼"),
    ("onehalf", "½"),
    ("threequarters", "¾"),
    ("questiondown", "¿"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("endash", "–"),
    ("emdash", "—"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("perthousand", "‰"),
    ("Euro", "€"),
    ("trademark", "™"),
    ("fraction", "⁄"),
    ("florin", "ƒ"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("AE", "Æ"),
    ("ae", "æ"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("germandbls", "ß"),
    ("Eth", "Ð"),
    ("eth", "ð"),
    ("Thorn", "Þ"),
    ("thorn", "þ"),
    ("dotlessi", "ı"),
];
/// Letters with a stroke.
const STROKES: [(&str, &str); 8] = [
    ("Oslash", "Ø"),
    ("oslash", "ø"),
    ("Lslash", "Ł"),
    ("lslash", "ł"),
    ("Dcroat", "Đ"),
    ("dcroat", "đ"),
    ("nbspace", "\u{a0}"),
    ("sfthyphen", "\u{ad}"),
];
/// Accents behind a letter in the name of a glyph.
const ACCENTS: [(&str, char); 14] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("dieresis", '\u{308}'),
    ("ring", '\u{30a}'),
    ("caron", '\u{30c}'),
    ("cedilla", '\u{327}'),
    ("ogonek", '\u{328}'),
    ("breve", '\u{306}'),
    ("macron", '\u{304}'),
    ("dotaccent", '\u{307}'),
    ("hungarumlaut", '\u{30b}'),
    ("commaaccent", '\u{326}'),
];

/// The letter of a code.
pub(super) fn letter(encoding: Encoding, code: u8) -> Option<char> {
    let set = match encoding {
        Encoding::Standard => {
            let odd = STANDARD.iter().find(|(own, _)| *own == code).map(|(_, letter)| *letter);
            let same = (0x20..0x7f).contains(&code).then_some(char::from(code));
            return odd.or(same);
        }
        Encoding::WinAnsi => WINDOWS_1252,
        Encoding::MacRoman => MACINTOSH,
    };
    let letter = set.decode_without_bom_handling(&[code]).0.chars().next();
    letter.filter(|letter| !letter.is_control())
}

/// The letters of a glyph: `eacute`, `uni010D`, `f_i`, `a.alt`.
pub(super) fn letters(glyph: &str) -> Option<String> {
    let base = glyph.split('.').next().filter(|base| !base.is_empty())?;
    base.split('_').map(letters_of_one).collect()
}

fn letters_of_one(name: &str) -> Option<String> {
    let mut one = name.chars();
    if let (Some(letter), None) = (one.next(), one.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    if let Some((_, letters)) = NAMES.iter().chain(&STROKES).find(|(known, _)| *known == name) {
        return Some((*letters).to_owned());
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    if let Some((_, accent)) = ACCENTS.iter().find(|(accent, _)| name[1..] == **accent) {
        return Some([letter, *accent].into_iter().nfc().collect());
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let is_hex = (4..=6).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let code = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?;
    char::from_u32(code).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, letter, letters};

    #[test]
    fn glyphs_by_their_names() {
        for (name, expected) in [
            ("A", Some("A")),
            ("eacute", Some("é")),
            ("ccaron", Some("č")),
            ("uni0111", Some("đ")),
            ("u1F600", Some("😀")),
            ("f_f_i", Some("ffi")),
            ("a.alt", Some("a")),
            ("quotedblleft", Some("“")),
            (".notdef", None),
            ("g123", None),
            ("", None),
        ] {
            assert_eq!(letters(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn codes_in_named_encodings() {
        for (encoding, code, expected) in [
            (Encoding::Standard, b'\'', Some('’')),
            (Encoding::Standard, 0xd0, Some('—')),
            (Encoding::WinAnsi, 0x92, Some('’')),
            (Encoding::MacRoman, 0x8e, Some('é')),
            (Encoding::WinAnsi, 0x05, None),
        ] {
            assert_eq!(letter(encoding, code), expected);
        }
    }
}
