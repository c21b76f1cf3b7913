//! The evidence for one edge, sentence by sentence.
//!
//! In: stories and a question. Out: one passage a sentence, newest first. Never: a sentence twice.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Assertion, Decision, PartialDate, Predicate, Status, Story};
use crate::view::explain::Question;
use crate::view::explain::quote::{Highlight, quote};

/// The sentences that answer the question, newest first; undated stories come last.
///
/// Where the question names both ends and no predicate, sentences that name both without stating a relation
/// between them are included, as passages of kind [`PassageKind::Together`].
pub fn passages<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    question: &Question,
) -> Vec<Passage> {
    passages_for(stories, std::slice::from_ref(question)).pop().unwrap_or_default()
}

/// The same for several questions in one reading of the stories; one list a question.
pub fn passages_for<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    questions: &[Question],
) -> Vec<Vec<Passage>> {
    let mut all = vec![vec![]; questions.len()];
    for story in stories {
        for (question, found) in questions.iter().zip(&mut all) {
            collect(story.borrow(), question, found);
        }
    }
    for found in &mut all {
        found.sort_by_key(|p| (Reverse(p.date), p.document.clone(), p.sentence));
    }
    all
}

/// A sentence and what it says about the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The first day of what the story reports.
    pub date: Option<PartialDate>,
    /// Document id.
    pub document: String,
    /// The story's title.
    pub title: String,
    /// The story's address, or `file:line`.
    pub source: String,
    /// The sentence's index in its document.
    pub sentence: usize,
    /// The sentence, white space folded.
    pub quote: String,
    /// Where the quote names the two ends, in reading order, never overlapping.
    pub highlights: Vec<Highlight>,
    /// What the sentence states; empty where it only names both.
    pub statements: Vec<Statement>,
}

impl Passage {
    /// Whether the sentence states a relation or only names both.
    #[must_use]
    pub fn kind(&self) -> PassageKind {
        if self.statements.is_empty() { PassageKind::Together } else { PassageKind::Stated }
    }
}

/// What a passage is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// It states a relation.
    Stated,
    /// It names both, no more.
    Together,
}

impl PassageKind {
    /// The name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PassageKind::Stated => "stated",
            PassageKind::Together => "together",
        }
    }
}

/// A relation that a passage states.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Id of who.
    pub subject: String,
    /// Does what.
    pub predicate: Predicate,
    /// Id of to whom, or `@story`.
    pub object: String,
    /// How firmly.
    pub status: Status,
    /// Read by which rule.
    pub rule: String,
    /// The sum of money as currency and value, if any.
    pub amount: Option<(String, String)>,
    /// What a reviewer has decided on it, if anything.
    pub decision: Option<Arc<Decision>>,
}

impl From<&Assertion> for Statement {
    fn from(assertion: &Assertion) -> Self {
        Statement {
            subject: assertion.subject.id.to_string(),
            predicate: assertion.predicate,
            object: assertion.object.id().to_owned(),
            status: assertion.status,
            rule: assertion.rule.to_string(),
            amount: assertion.amount.as_ref().map(|a| (a.currency.clone(), a.value.clone())),
            decision: assertion.decided.as_ref().map(|d| d.decision.clone()),
        }
    }
}

fn collect(story: &Story, question: &Question, found: &mut Vec<Passage>) {
    let mut sentences: BTreeMap<usize, BTreeSet<Statement>> = BTreeMap::new();
    for assertion in story.extraction.assertions.iter().filter(|a| question.asks_for(a)) {
        sentences.entry(assertion.sentence).or_default().insert(assertion.into());
    }
    for sentence in together(story, question) {
        sentences.entry(sentence).or_default();
    }
    for (sentence, statements) in sentences {
        let partners: Vec<&str> = match &question.b {
            Some(b) => vec![b],
            None => statements.iter().flat_map(|s| [&*s.subject, &*s.object]).collect(),
        };
        let (quote, highlights) = quote(story, sentence, &question.a, &partners);
        let document = &story.document;
        let source = &document.source;
        found.push(Passage {
            date: document.date_start,
            document: document.id.clone(),
            title: document.title.clone(),
            source: source
                .url
                .clone()
                .unwrap_or_else(|| format!("{}:{}", source.file, source.line)),
            sentence,
            quote,
            highlights,
            statements: statements.into_iter().collect(),
        });
    }
}

/// Sentences that name both ends, each by a name of its own.
fn together(story: &Story, question: &Question) -> BTreeSet<usize> {
    let (Some(b), None) = (&question.b, question.predicate) else { return BTreeSet::new() };
    let naming = |id: &str| -> BTreeSet<usize> {
        let mentions = story.extraction.mentions.iter();
        mentions.filter(|m| !m.nested && &*m.entity.id == id).map(|m| m.sentence).collect()
    };
    naming(&question.a).intersection(&naming(b)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::explain::tests::{corpus, question};

    #[test]
    fn newest_first_and_undated_last() {
        let found = passages(corpus(), &question("deu", None, Some("ccp")));
        let rows: Vec<_> = found.iter().map(|p| (p.document.as_str(), p.kind())).collect();
        assert_eq!(
            rows,
            [
                ("grant", PassageKind::Stated),
                ("denial", PassageKind::Stated),
                ("side", PassageKind::Together)
            ]
        );
        assert_eq!(found[0].statements[0].amount, Some(("EUR".to_owned(), "5300000".to_owned())));
        assert_eq!(found[0].source, "stories.txt:1");
    }

    #[test]
    fn one_sentence_with_two_statements_is_one_passage() {
        let found = passages(corpus(), &question("deu", None, Some("ccp")));
        let said: Vec<_> = found[1].statements.iter().map(|s| (s.predicate, s.status)).collect();
        assert_eq!(
            said,
            [(Predicate::Supports, Status::Asserted), (Predicate::Funds, Status::Negated)]
        );
    }
}
