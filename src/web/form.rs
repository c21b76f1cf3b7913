//! Parameters of addresses and forms (`application/x-www-form-urlencoded`).
//!
//! In: bytes after `?` or of a body. Out: names and values. Never: a character that UTF-8 does not have.

/// The pairs in order; `None` where a value is no UTF-8.
pub(super) fn pairs(text: &[u8]) -> Option<Vec<(String, String)>> {
    let parts = text.split(|&b| b == b'&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let mut sides = part.splitn(2, |&b| b == b'=');
            let name = decode(sides.next().unwrap_or_default())?;
            Some((name, decode(sides.next().unwrap_or_default())?))
        })
        .collect()
}

/// Takes `%41` for `A` and `+` for a space.
fn decode(text: &[u8]) -> Option<String> {
    let digit = |b: u8| char::from(b).to_digit(16);
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let escaped = match (text[at], text.get(at + 1), text.get(at + 2)) {
            (b'%', Some(&high), Some(&low)) => digit(high).zip(digit(low)),
            _ => None,
        };
        match (escaped, text[at]) {
            (Some((high, low)), _) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (None, b'+') => out.push(b' '),
            (None, byte) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_are_decoded() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let table = [
            (&b""[..], Some(vec![])),
            (b"a=b+c&d", Some(vec![pair("a", "b c"), pair("d", "")])),
            (b"q=%3Fs%3D1&&", Some(vec![pair("q", "?s=1")])),
            (b"a==%", Some(vec![pair("a", "=%")])),
            (b"%C3%A9=1", Some(vec![pair("é", "1")])),
            (b"a=%FF", None),
        ];
        for (text, expected) in table {
            assert_eq!(pairs(text), expected, "{}", String::from_utf8_lossy(text));
        }
    }
}
