//! Checks the patterns of entries.
//!
//! In: a [`Vocabulary`]. Out: findings on patterns that name another entry too, or hardly anything. Never: a look at a text.

use std::collections::BTreeMap;

use crate::base::EntityId;
use crate::cut::fold;
use crate::dictionary::check::finding::{Check, Finding, Severity};
use crate::dictionary::check::names::{common_words, names};
use crate::dictionary::check::places::Places;
use crate::dictionary::listed::Listed;
use crate::dictionary::load::Vocabulary;
use crate::dictionary::pattern::{NamePattern, Patterns};

/// Patterns that are another entry's too, or fit its names, or common words.
pub(super) fn wide_patterns(vocabulary: &Vocabulary, places: &Places<'_>) -> Vec<Finding> {
    let all: Vec<(&EntityId, &Listed, &NamePattern)> = vocabulary
        .entries
        .iter()
        .flat_map(|(id, listed)| listed.entry.patterns.iter().map(move |p| (id, listed, p)))
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    let numbered = all.iter().enumerate().map(|(i, (_, _, pattern))| ((*pattern).clone(), i));
    // That they are too large together, compiling them says.
    let Ok(patterns) = Patterns::new(&numbered.collect::<Vec<_>>()) else { return Vec::new() };
    let mut found = Wide { all, patterns, places, findings: Vec::new() };
    found.shared();
    found.names(vocabulary);
    found.common();
    found.findings
}

struct Wide<'a> {
    all: Vec<(&'a EntityId, &'a Listed, &'a NamePattern)>,
    patterns: Patterns<usize>,
    places: &'a Places<'a>,
    findings: Vec<Finding>,
}

impl<'a> Wide<'a> {
    fn shared(&mut self) {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for i in 0..self.all.len() {
            let former = *first.entry(self.all[i].2.as_str()).or_insert(i);
            let (id, listed, pattern) = self.all[former];
            if id != self.all[i].0 {
                let message = format!(
                    "the pattern {:?} is also one of [{id}] ({})",
                    pattern.as_str(),
                    listed.place
                );
                self.push(i, Check::SharedName, message, "keep it with one of them");
            }
        }
    }

    fn names(&mut self, vocabulary: &Vocabulary) {
        for (id, listed) in &vocabulary.entries {
            for (name, _) in names(&listed.entry) {
                for i in self.fitting(name) {
                    if self.all[i].0 != id {
                        let pattern = self.all[i].2.as_str();
                        let place = &listed.place;
                        let message = format!(
                            "the pattern {pattern:?} fits {name:?}, a name of [{id}] ({place})"
                        );
                        let cure = "mentions of it stay unlinked; make the pattern narrower, or put the name under not";
                        self.push(i, Check::SharedName, message, cure);
                    }
                }
            }
        }
    }

    fn common(&mut self) {
        let mut fitted: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for word in common_words() {
            for written in [word.to_owned(), capital(word), word.to_uppercase()] {
                for i in self.fitting(&written) {
                    fitted.entry(i).or_default().push(written.clone());
                }
            }
        }
        for (i, words) in fitted {
            let first = words.iter().take(3).map(|word| format!("{word:?}")).collect::<Vec<_>>();
            let pattern = self.all[i].2.as_str();
            let message =
                format!("the pattern {pattern:?} fits common words such as {}", first.join(", "));
            self.push(i, Check::CommonWords, message, "make it narrower, or use cond with needs");
        }
    }

    /// The numbers of the patterns that a name is a match of, each once.
    fn fitting(&self, name: &str) -> Vec<usize> {
        let tokens = fold(name);
        let hits = self.patterns.find(name, &tokens, 0..tokens.len());
        let whole = hits.into_iter().filter(|(range, _)| *range == (0..tokens.len()));
        whole.map(|(_, i)| i).collect()
    }

    fn push(&mut self, i: usize, check: Check, message: String, cure: &str) {
        let (id, listed, pattern) = self.all[i];
        let mut finding = Finding::new(Severity::Warning, check, listed, id);
        finding.place = self.places.of(listed, pattern.as_str());
        self.findings.push(finding.says(message, cure));
    }
}

/// A word with a capital at the start.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
