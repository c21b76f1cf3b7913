//! Words as a scanner may have misread them.
//!
//! In: a folded word. Out: one form for all that look alike in print, and whether two words differ by one letter. Never: a
//! guess which of them is right.

/// Appends a word with letters and digits that look alike made one: `l0ndon` and `london`, `govemment` and `government`.
pub(super) fn push_glyphs(word: &str, out: &mut String) {
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let (alike, is_pair) = match (letter, letters.peek()) {
            ('r', Some('n')) => ('m', true),
            ('v', Some('v')) => ('w', true),
            ('0', _) => ('o', false),
            ('1' | 'i', _) => ('l', false),
            ('5', _) => ('s', false),
            ('8', _) => ('b', false),
            _ => (letter, false),
        };
        out.push(alike);
        if is_pair {
            letters.next();
        }
    }
}

/// Whether one letter put in, left out or changed makes one word of the other, or none does.
pub(super) fn differ_by_one(a: &str, b: &str) -> bool {
    let (a, b) = unlike(a, b);
    let is_short = |rest: &str| rest.chars().nth(1).is_none();
    is_short(a) && is_short(b)
}

/// What is left of two words without their common beginning and end.
fn unlike<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let alike = |(x, y): &(char, char)| x == y;
    let length = |(x, _): (char, char)| x.len_utf8();
    let start: usize = a.chars().zip(b.chars()).take_while(alike).map(length).sum();
    let (a, b) = (&a[start..], &b[start..]);
    let end: usize = a.chars().rev().zip(b.chars().rev()).take_while(alike).map(length).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_one() {
        let glyphs = |word: &str| {
            let mut out = String::new();
            push_glyphs(word, &mut out);
            out
        };
        for (clean, scanned) in [
            ("london", "l0nd0n"),
            ("government", "govemment"),
            ("15", "l5"),
            ("58", "sb"),
            ("will", "wi1l"),
        ] {
            assert_eq!(glyphs(clean), glyphs(scanned), "{clean}");
        }
        assert_ne!(glyphs("12"), glyphs("13"));
    }

    #[test]
    fn one_letter() {
        let table = [
            ("minister", "minister", true),
            ("minister", "mlnister", true),
            ("minister", "ministe", true),
            ("minister", "minnister", true),
            ("minister", "minsiter", false),
            ("minister", "monastery", false),
            ("aa", "aaaa", false),
            ("größe", "grose", false),
            ("größe", "große", true),
            ("", "a", true),
        ];
        for (a, b, expected) in table {
            assert_eq!(differ_by_one(a, b), expected, "{a} {b}");
            assert_eq!(differ_by_one(b, a), expected, "{b} {a}");
        }
    }
}
