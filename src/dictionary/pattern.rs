//! Patterns of entries: text that names them, told by its shape.
//!
//! In: regular expressions, and a sentence. Out: the tokens of each match. Never: half a word, unless the pattern asks for it;
//! nothing that crosses a sentence end, and no look at a text where the vocabulary has no pattern.
//!
//! # Rules
//! 1. A pattern is matched with the text as it is written, within a sentence.
//! 2. A match begins and ends where words do. A pattern that says itself what stands at its beginning or end (`\b`, `\B`, `^` …)
//!    is taken at its word there, and the mention takes in the whole word.
//! 3. Matches of one pattern do not overlap; which of several patterns and names stands is the business of `extract`.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use regex::{Regex, RegexSet, RegexSetBuilder};
use regex_syntax::hir::{Hir, Look};
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::pattern::{compile, parse};
use crate::base::{PatternError, Span};
use crate::cut::{Tokens, fold, is_silent};

/// All patterns of a vocabulary together take no more memory than this, in bytes.
const LARGEST_SET: usize = 1 << 26;

/// A pattern that names an entry.
#[derive(Clone)]
pub struct NamePattern {
    text: Box<str>,
    /// The same between ends of words.
    between: Box<str>,
    /// Whether it says itself what stands before it, and behind it.
    says: (bool, bool),
}

impl NamePattern {
    /// Compiles a pattern.
    ///
    /// ```
    /// use consort::dictionary::NamePattern;
    /// let pattern = NamePattern::new(r"S/RES/\d+ \(\d{4}\)")?;
    /// assert!(pattern.fits("S/RES/1373 (2001)") && !pattern.fits("S/RES/1373"));
    /// assert!(NamePattern::new(r"\d*").is_err());
    /// # Ok::<(), consort::base::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// When it is no regular expression, can match nothing at all, or takes too much memory.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let hir = parse(text)?;
        let properties = hir.properties();
        match properties.minimum_len() {
            None => return Err(PatternError::whole("no text can match it")),
            Some(0) => {
                let message = "it matches the empty string too; make a part of it required";
                return Err(PatternError::whole(message));
            }
            Some(_) => {}
        }
        let says = (
            !properties.look_set_prefix_any().is_empty(),
            !properties.look_set_suffix_any().is_empty(),
        );
        // No word goes on across the end: there is none outside, or none inside. Other letters than those of ASCII are
        // left to the tokens, because the engine is fast with these alone.
        let end = |said: bool, looks: [Look; 2]| match said {
            true => Hir::empty(),
            false => Hir::alternation(looks.map(Hir::look).to_vec()),
        };
        let start = end(says.0, [Look::WordStartHalfAscii, Look::WordAscii]);
        let stop = end(says.1, [Look::WordEndHalfAscii, Look::WordAscii]);
        let between = Hir::concat(vec![start, hir, stop]).to_string();
        // Only a look whether it is too large: what searches is made where the size of all together is bounded.
        compile(&between)?;
        Ok(Self { text: text.into(), between: between.into(), says })
    }

    /// The pattern as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a name is a match from its first word to its last.
    #[must_use]
    pub fn fits(&self, name: &str) -> bool {
        let tokens = fold(name);
        self.matches(name, &tokens).contains(&(0..tokens.len()))
    }

    /// Whether it matches within a name.
    #[must_use]
    pub fn is_in(&self, name: &str) -> bool {
        !self.matches(name, &fold(name)).is_empty()
    }

    fn matches(&self, name: &str, tokens: &Tokens) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if let Ok(regex) = compile(&self.between) {
            let finder = Finder { regex, says: self.says };
            finder.find(name, tokens, 0..tokens.len(), |range| found.push(range));
        }
        found
    }
}

/// What searches for one pattern.
#[derive(Debug, Clone)]
struct Finder {
    regex: Regex,
    says: (bool, bool),
}

impl Finder {
    /// Calls `each` with the tokens of every match in a sentence.
    fn find(
        &self,
        text: &str,
        tokens: &Tokens,
        sentence: Range<usize>,
        mut each: impl FnMut(Range<usize>),
    ) {
        if sentence.is_empty() {
            return;
        }
        let Span { start: mut at, end } = tokens.cover(sentence.start, sentence.end);
        while let Some(found) = self.regex.find_at(&text[..end], at) {
            let found = Span::new(found.start(), found.end());
            at = found.end;
            if let Some(range) =
                self.words(text, tokens, found).filter(|r| r.start >= sentence.start)
            {
                each(range);
            }
        }
    }

    /// The tokens of a match, if it does not cut through one where the pattern says nothing of it.
    fn words(&self, text: &str, tokens: &Tokens, found: Span) -> Option<Range<usize>> {
        let mut first = tokens.at(found.start);
        let end = tokens.at(found.end);
        let unseen = |from: usize, to: usize| text[from..to].chars().all(is_silent);
        if let Some(before) = first.checked_sub(1).map(|i| tokens.spans[i])
            && before.end > found.start
        {
            if !(self.says.0 || unseen(before.start, found.start)) {
                return None;
            }
            first -= 1;
        }
        let last = tokens.spans[end.checked_sub(1)?];
        let whole = last.end <= found.end || self.says.1 || unseen(found.end, last.end);
        (whole && first < end).then_some(first..end)
    }
}

impl fmt::Debug for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text)
    }
}

impl PartialEq for NamePattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<'de> Deserialize<'de> for NamePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            // It was found good before it was written.
            let (text, between, says) = Deserialize::deserialize(deserializer)?;
            return Ok(Self { text, between, says });
        }
        struct One;
        impl Visitor<'_> for One {
            type Value = NamePattern;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a regular expression")
            }

            // An error made here, and not from what this returns, is placed where the text stands.
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                NamePattern::new(text).map_err(|error| {
                    E::custom(format!("the pattern {text:?} cannot be used: {error}"))
                })
            }
        }
        deserializer.deserialize_str(One)
    }
}

impl Serialize for NamePattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.text);
        }
        (&self.text, &self.between, self.says).serialize(serializer)
    }
}

/// Reads one pattern, or a list of them.
pub(super) fn one_or_many<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<NamePattern>, D::Error> {
    if !deserializer.is_human_readable() {
        return Vec::deserialize(deserializer);
    }
    struct OneOrMany;
    impl<'de> Visitor<'de> for OneOrMany {
        type Value = Vec<NamePattern>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a regular expression, or a list of them")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            NamePattern::deserialize(de::value::StrDeserializer::new(text)).map(|one| vec![one])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut patterns = Vec::new();
            while let Some(pattern) = list.next_element()? {
                patterns.push(pattern);
            }
            Ok(patterns)
        }
    }
    deserializer.deserialize_any(OneOrMany)
}

/// Many patterns, searched together; each carries a value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Patterns<T> {
    each: Vec<(NamePattern, T)>,
    /// What searches for them; made for the first text where they were compiled before.
    #[serde(skip)]
    search: OnceLock<Option<Search>>,
}

/// What searches for patterns.
#[derive(Debug, Clone)]
struct Search {
    /// Tells which of them match at all; a sentence is searched again only for those.
    set: RegexSet,
    each: Vec<Finder>,
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self { each: Vec::new(), search: OnceLock::new() }
    }
}

impl Search {
    fn new<T>(patterns: &[(NamePattern, T)]) -> Result<Self, PatternError> {
        let too_large = |_| {
            PatternError::whole(format!(
                "the {} patterns take more than {} MB of memory together, so none is looked for; make them simpler, for \
                 example with [A-Za-z] in place of \\w",
                patterns.len(),
                LARGEST_SET >> 20
            ))
        };
        // With the usual room for its states, a set of a thousand patterns is searched ten thousand times slower.
        let set = RegexSetBuilder::new(patterns.iter().map(|(pattern, _)| &pattern.between))
            .size_limit(LARGEST_SET)
            .dfa_size_limit(LARGEST_SET)
            .build()
            .map_err(too_large)?;
        let finder = |(pattern, _): &(NamePattern, T)| {
            Ok(Finder { regex: compile(&pattern.between)?, says: pattern.says })
        };
        let each = patterns.iter().map(finder).collect::<Result<_, PatternError>>()?;
        Ok(Self { set, each })
    }
}

impl<T: Copy> Patterns<T> {
    /// Compiles patterns into one set.
    ///
    /// # Errors
    /// When they take more memory together than 64 megabytes.
    pub fn new(patterns: &[(NamePattern, T)]) -> Result<Self, PatternError> {
        let search = Search::new(patterns)?;
        Ok(Self { each: patterns.to_vec(), search: OnceLock::from(Some(search)) })
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    /// The tokens of the matches within a sentence, itself given by its tokens, and the values of the patterns; pattern by
    /// pattern.
    #[must_use]
    pub fn find(
        &self,
        text: &str,
        tokens: &Tokens,
        sentence: Range<usize>,
    ) -> Vec<(Range<usize>, T)> {
        let mut hits = Vec::new();
        if self.is_empty() || sentence.is_empty() {
            return hits;
        }
        let Span { start, end } = tokens.cover(sentence.start, sentence.end);
        let search = self.search.get_or_init(|| Search::new(&self.each).ok());
        let Some(Search { set, each }) = search else { return hits };
        for i in &set.matches_at(&text[..end], start) {
            let value = &self.each[i].1;
            each[i].find(text, tokens, sentence.clone(), |found| hits.push((found, *value)));
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> Vec<String> {
        let pattern = NamePattern::new(pattern).unwrap();
        let patterns = Patterns::new(&[(pattern, 7)]).unwrap();
        let tokens = fold(text);
        let hits = patterns.find(text, &tokens, 0..tokens.len());
        assert!(hits.iter().all(|(_, value)| *value == 7));
        hits.iter().map(|(r, _)| text[tokens.cover(r.start, r.end).range()].to_owned()).collect()
    }

    #[test]
    fn a_match_begins_and_ends_where_words_do() {
        let table: &[(&str, &str, &[&str])] = &[
            (
                r"S/RES/\d+ \(\d{4}\)",
                "in S/RES/1373 (2001), S/RES/1540 (2004)and aS/RES/1 (2001)",
                &["S/RES/1373 (2001)", "S/RES/1540 (2004)"],
            ),
            (r"GR\d+", "GR12 XGR12 GR12X (GR-12), ÉGR12 GR12é GR3.", &["GR12", "GR3"]),
            // The longer of two ways to match stands where the shorter one ends in a word.
            (r"G\d|G\d\d", "G1 G12", &["G1", "G12"]),
            (r"-\d{3}", "X-123 and X -123", &["123", "123"]),
            // A pattern that says itself what stands beside it names the whole word.
            (r"\BGR\d", "GR1 XGR2 XGR34", &["XGR2"]),
            (r"\BGR\d\B", "GR1 XGR2 XGR34", &["XGR34"]),
            (r"(?:\b|\B)GR", "GR1 XGR2", &[]),
            (r"(?:\b|\B)GR(?:\b|\B)", "GR1 xGR2", &["GR1", "xGR2"]),
            (r"(?i)grant no\. \d+", "Grant No. 5 and GRANT NO.\u{a0}6", &["Grant No. 5"]),
            (r"Grant\s+\d+", "Grant\n5 and Grant\u{a0}6", &["Grant\n5", "Grant\u{a0}6"]),
            ("第[0-9]+号决议", "根据第1373号决议和第1540号决议", &["第1373号决议", "第1540号决议"]),
            (r"PRJ-\d+", "根据PRJ-12号, ไทยPRJ-13ไทย", &["PRJ-12", "PRJ-13"]),
            // No name stands in an address; what nobody sees ends no word.
            (
                r"XM-DAC-\d+",
                "https://example.org/XM-DAC-41114 and XM-DAC-41114\u{200b} XM-DAC-1",
                &["XM-DAC-41114\u{200b}", "XM-DAC-1"],
            ),
            ("operation", "co-operation operation", &["operation"]),
            (r"(?x) A \d # a comment", "A1", &["A1"]),
        ];
        for (pattern, text, expected) in table {
            assert_eq!(&found(pattern, text), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn nothing_is_found_beyond_a_sentence() {
        let text = "Grant one. Grant 2. Grant 3";
        let tokens = fold(text);
        let patterns = [r"Grant.*\d", r"Grant \w+"].map(|p| NamePattern::new(p).unwrap());
        let patterns = Patterns::new(&patterns.map(|p| (p, ()))).unwrap();
        let found = |sentence: Range<usize>| -> Vec<&str> {
            let hits = patterns.find(text, &tokens, sentence);
            hits.iter().map(|(r, ())| &text[tokens.cover(r.start, r.end).range()]).collect()
        };
        assert_eq!(found(0..3), ["Grant one"]);
        assert_eq!(found(3..6), ["Grant 2", "Grant 2"]);
        assert!(found(6..6).is_empty());
    }

    #[test]
    fn what_cannot_be_used_says_why() {
        for (pattern, expected) in [
            ("a(", "unclosed group at character 2"),
            (r"\d*", "it matches the empty string too; make a part of it required"),
            (r"\b", "it matches the empty string too; make a part of it required"),
            ("", "it matches the empty string too; make a part of it required"),
            ("[a&&b]", "no text can match it"),
        ] {
            assert_eq!(NamePattern::new(pattern).unwrap_err().to_string(), expected, "{pattern}");
        }
        let large = |i: usize| (NamePattern::new(&format!(r"\w{{40}}{i}")).unwrap(), i);
        let error = Patterns::new(&(0..40).map(large).collect::<Vec<_>>()).unwrap_err().to_string();
        assert!(error.starts_with("the 40 patterns take more than 64 MB of memory"), "{error}");
    }
}
