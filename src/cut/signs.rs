//! Signs that HTML and XML write by their names and numbers: `&eacute;`, `&#8217;`.
//!
//! In: text. Out: the signs. Never: a tag, or a sign for a name that nobody knows.

use unicode_normalization::UnicodeNormalization;

/// Signs by their names; letters with an accent are put together.
const SIGNS: [(&str, &str); 30] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("deg", "°"),
    ("szlig", "ß"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("shy", "\u{ad}"),
];
const ACCENTS: [(&str, char); 9] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("cedil", '\u{327}'),
    ("caron", '\u{30c}'),
    ("ring", '\u{30a}'),
    ("ogon", '\u{328}'),
];
/// No name of a sign is longer.
const LONGEST_SIGN: usize = 10;

/// The text with signs by their names and numbers put in.
pub(super) fn with_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((sign, after)) = sign(rest) {
            out.push_str(&sign);
            rest = after;
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The sign that a text opens with by its name or number, and the text behind it.
pub(crate) fn sign(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(LONGEST_SIGN + 1).position(|b| b == b';')?;
    let (name, after) = (&inner[..end], &inner[end + 1..]);
    let sign = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let c = char::from_u32(code.ok()?).filter(|c| !c.is_control())?;
        c.to_string()
    } else if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        (*sign).to_owned()
    } else {
        let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
        let (_, mark) = ACCENTS.iter().find(|(accent, _)| name[1..] == **accent)?;
        [letter, *mark].into_iter().nfc().collect()
    };
    Some((sign, after))
}
