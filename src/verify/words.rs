//! When two strings name the same thing.
//!
//! In: surfaces and labels. Out: folded forms, and how near they are. Never: a vocabulary; nor the folding by which the
//! program itself finds names, whose faults would then hide themselves.

use std::collections::BTreeSet;

use crate::base::sort_by_key;

/// White space as one blank, quotes straight, no leading article or trailing possessive, case folded.
pub(super) fn fold(text: &str) -> String {
    let text = one_blank(text).trim().replace(['\u{2018}', '\u{2019}'], "'");
    let text = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(&text);
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix('\'')).unwrap_or(text);
    case_fold(text)
}

/// Every run of white space as one blank.
pub(super) fn one_blank(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        // The separators U+001C to U+001F are white space to most tools that write gold, though not to Unicode.
        let white = c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
        if !white {
            folded.push(c);
        } else if !blank {
            folded.push(' ');
        }
        blank = white;
    }
    folded
}

/// Words in order, case folded: runs of letters, digits and underscores.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let folded = case_fold(text);
    folded.split(|c| !is_word(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The same string, or one's words in a row inside the other's and at least 60 % of them.
pub(super) fn close(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b) = (tokens(a), tokens(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // Whole numbers: 0.6 has no exact form in binary, 3 of 5 words must count.
    let enough = !short.is_empty() && short.len() * 5 >= long.len() * 3;
    enough && long.windows(short.len()).any(|window| window == short)
}

/// Shared words as a share of all words (Jaccard 1901).
#[expect(clippy::cast_precision_loss, reason = "names have few words")]
pub(super) fn overlap(a: &str, b: &str) -> f64 {
    let a: BTreeSet<String> = tokens(a).into_iter().collect();
    let b: BTreeSet<String> = tokens(b).into_iter().collect();
    let all = a.union(&b).count();
    if all == 0 { 0.0 } else { a.intersection(&b).count() as f64 / all as f64 }
}

/// How often a text holds one of the surfaces as whole words; where several begin, the longest counts.
pub(super) fn occurrences(surfaces: &[String], text: &str) -> u64 {
    let mut surfaces: Vec<&str> =
        surfaces.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
    sort_by_key(&mut surfaces, |s| std::cmp::Reverse(s.chars().count()));
    let (mut count, mut at, mut before) = (0, 0, None);
    while let Some(c) = text[at..].chars().next() {
        let found = if before.is_some_and(is_word) {
            None
        } else {
            surfaces.iter().find(|s| stands_at(&text[at..], s))
        };
        let step = match found {
            Some(surface) => {
                count += 1;
                surface
            }
            None => &text[at..at + c.len_utf8()],
        };
        before = step.chars().next_back();
        at += step.len();
    }
    count
}

/// The sentence around the first place where a text holds `words`, white space folded; nothing where it does not.
pub(super) fn sentence_around(text: &str, words: &str) -> Option<String> {
    let at = text.find(words)?;
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    let start = text[line_start..at].rfind(". ").map_or(line_start, |i| line_start + i + 2);
    let after = at + words.len();
    let rest = text.get(after..line_end).unwrap_or_default();
    let end = rest.find(". ").map_or(line_end.max(after), |i| after + i + 1);
    Some(one_blank(&text[start..end]).trim().to_owned())
}

fn stands_at(text: &str, surface: &str) -> bool {
    text.strip_prefix(surface).is_some_and(|rest| !rest.chars().next().is_some_and(is_word))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Unicode case folding, as far as names need it: `ß` and `ss`, and both forms of the Greek sigma, are one.
fn case_fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (text, folded) in [
            ("The  World\u{a0}Bank", "world bank"),
            ("the EU\u{2019}s", "eu"),
            ("Governments\u{2019}", "governments"),
            ("Theatre", "theatre"),
            ("Großbritannien", "grossbritannien"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn closeness() {
        for (a, b, expected) in [
            ("border police", "border police", true),
            ("state border police", "border police", true),
            ("border police of bosnia and herzegovina", "border police", false),
            ("one two three four five", "two three four", true),
            ("one two three four five", "one two four", false),
            ("", "border police", false),
        ] {
            assert_eq!(close(a, b), expected, "{a:?} and {b:?}");
            assert_eq!(close(b, a), expected, "{b:?} and {a:?}");
        }
        assert!((overlap("Border Police (Serbia)", "border police") - 2.0 / 3.0).abs() < 1e-12);
        assert!(overlap("", "-").abs() < 1e-12);
    }

    #[test]
    fn counting() {
        let count = |surfaces: &[&str], text| {
            occurrences(&surfaces.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>(), text)
        };
        assert_eq!(count(&["PCU"], "The PCU, PCUs, xPCU and PCU-PCU."), 3);
        assert_eq!(count(&["EU", "EU Delegation"], "EU Delegation of the EU"), 2);
        assert_eq!(count(&["EU", "EU Dele"], "EU Delegation"), 1, "the longer one does not fit");
        assert_eq!(count(&["(ABC)"], "x (ABC) y(ABC)"), 1, "a letter before is no start");
        assert_eq!(count(&[""], "anything"), 0);
    }

    #[test]
    fn sentences() {
        let text = "A title\nFirst here. The PCU met the ITA. Then it left.\n";
        assert_eq!(sentence_around(text, "PCU").as_deref(), Some("The PCU met the ITA."));
        assert_eq!(sentence_around(text, "A title").as_deref(), Some("A title"));
        assert_eq!(sentence_around(text, "Then").as_deref(), Some("Then it left."));
        assert_eq!(sentence_around(text, "nowhere"), None);
        assert_eq!(sentence_around("one\ntwo", "one\ntwo").as_deref(), Some("one two"));
    }
}
