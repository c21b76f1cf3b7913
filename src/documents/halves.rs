//! Halves of characters in JSON: a surrogate that is written as an escape, without the other that makes a character with it.
//!
//! In: JSON that a parser refuses. Out: the same length of JSON with U+FFFD in their places. Never: a change to anything else.

/// The text with U+FFFD where it holds halves of characters, and the first of those; nothing where it holds none.
pub(super) fn mended(json: &str) -> Option<(String, String)> {
    let bytes = json.as_bytes();
    let (mut whole, mut first) = (Vec::new(), None);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        at += found;
        let is_low = |at| matches!(unit(bytes, at), Some(0xdc00..=0xdfff));
        match unit(bytes, at) {
            Some(0xd800..=0xdbff) if is_low(at + 6) => at += 12,
            Some(0xd800..=0xdfff) => {
                first.get_or_insert_with(|| json[at..at + 6].to_owned());
                whole = if whole.is_empty() { bytes.to_vec() } else { whole };
                whole[at + 2..at + 6].copy_from_slice(b"fffd");
                at += 6;
            }
            // What a backslash stands before is no backslash that begins an escape.
            _ => at += 2,
        }
        if at >= bytes.len() {
            break;
        }
    }
    Some((String::from_utf8(whole).ok()?, first?))
}

/// What to say of it.
pub(super) fn warning(half: &str) -> String {
    format!(
        "holds half of a character ({half}), which was read as U+FFFD; write the whole character where the file is made"
    )
}

/// The unit of UTF-16 whose escape stands at a byte.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = std::str::from_utf8(digits).ok()?;
    // `from_str_radix` takes a sign.
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn only_halves_are_mended() {
        for (json, expected) in [
            (r#""a \ud800 b""#, Some((r#""a \ufffd b""#, r"\ud800"))),
            (r#""\udc00\ud800""#, Some((r#""\ufffd\ufffd""#, r"\udc00"))),
            (r#""\uD83D\ude00\uD83D""#, Some((r#""\uD83D\ude00\ufffd""#, r"\uD83D"))),
            (r#""\uD83D\ude00 \u00e9 \n""#, None),
            (r#""\\ud800""#, None),
            (r#""\ud80""#, None),
            (r#""\u+123""#, None),
            ("\\", None),
            ("é\\", None),
        ] {
            let found = mended(json);
            let found = found.as_ref().map(|(json, half)| (json.as_str(), half.as_str()));
            assert_eq!(found, expected, "{json}");
        }
    }
}
