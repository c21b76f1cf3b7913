//! Regular expressions that users write.
//!
//! In: text. Out: a compiled expression, or what is wrong with it and where. Never: one that needs more memory than its limit,
//! or a search that takes more than linear time, which the engine rules out.

use std::fmt;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;

/// No expression of a user's takes more memory than this, in bytes.
const LARGEST: usize = 1 << 22;

/// A regular expression, as the `regex` crate reads it.
#[derive(Clone)]
pub struct Pattern(Regex);

/// Why a regular expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}", .column.map_or_else(String::new, |column| format!(" at character {column}")))]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
    /// The character of the expression, from 1, where it is wrong; none where it is wrong as a whole.
    pub column: Option<usize>,
}

impl PatternError {
    /// What is wrong with an expression as a whole.
    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self { message: message.into(), column: None }
    }
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// ```
    /// use consort::base::Pattern;
    /// assert!(Pattern::new(r"^STORY \d+")?.regex().is_match("STORY 12 of 40"));
    /// let error = Pattern::new("^(STORY").unwrap_err();
    /// assert_eq!(error.to_string(), "unclosed group at character 2");
    /// # Ok::<(), consort::base::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// When it is none, or takes more than four megabytes of memory.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        parse(text)?;
        compile(text).map(Self)
    }

    /// What searches.
    #[must_use]
    pub fn regex(&self) -> &Regex {
        &self.0
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.as_str())
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for Pattern {}

/// The meaning of an expression.
pub(crate) fn parse(text: &str) -> Result<Hir, PatternError> {
    use regex_syntax::Error;
    regex_syntax::parse(text).map_err(|error| {
        let (message, offset) = match &error {
            Error::Parse(error) => (error.kind().to_string(), error.span().start.offset),
            Error::Translate(error) => (error.kind().to_string(), error.span().start.offset),
            other => return PatternError::whole(other.to_string()),
        };
        let column = text.get(..offset).map(|before| before.chars().count() + 1);
        PatternError { message, column }
    })
}

/// Compiles an expression that can be parsed.
pub(crate) fn compile(text: &str) -> Result<Regex, PatternError> {
    RegexBuilder::new(text).size_limit(LARGEST).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(limit) => PatternError::whole(format!(
            "it takes more than {} MB of memory; ask for fewer repetitions, or for [A-Za-z] in place of \\w",
            limit >> 20
        )),
        other => PatternError::whole(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn says_what_is_wrong_and_where() {
        let table = [
            ("S/RES/(", "unclosed group at character 7"),
            ("é*a)", "unopened group at character 4"),
            ("[z-a]", "invalid character class range, the start must be <= the end at character 2"),
            (r"\p{Klingon}", "Unicode property not found at character 1"),
            (r"(?<a>x)\k<a>", "unrecognized escape sequence at character 8"),
            (
                r"\w{5000}",
                "it takes more than 4 MB of memory; ask for fewer repetitions, or for [A-Za-z] in place of \\w",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(Pattern::new(text).unwrap_err().to_string(), expected, "{text}");
        }
        assert_eq!(Pattern::new("a|b").unwrap().to_string(), "a|b");
    }
}
