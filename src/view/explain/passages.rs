//! The evidence for one edge, sentence by sentence.
//!
//! In: stories and a question. Out: one passage a sentence, newest first. Never: a sentence twice.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{
    Amount, Argument, Assertion, Decision, DocumentId, EntityId, PartialDate, Predicate, RuleId,
    Status, Story, Window, sort_by_key,
};
use crate::view::explain::Question;
use crate::view::explain::quote::{Highlight, quote};

/// The sentences that answer the question, newest first; undated stories come last.
///
/// Where the question names both ends and no predicate, sentences that name both without stating a relation
/// between them are included, as passages of kind [`PassageKind::Together`]; of wider windows that name both, the
/// sentences that name one, as [`PassageKind::Near`].
///
/// # Arguments
/// * `stories`: where to look; each once, in any order.
/// * `question`: who, what and to whom.
///
/// ```
/// use consort::view::explain::{Question, passages};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let question = Question::about("unodc".parse()?).with_partner("who".parse()?);
/// let found = passages(&stories, &question);
/// assert_eq!(found[0].quote, "UNODC signed an agreement with WHO.");
/// assert_eq!(found[0].statements[0].predicate.name(), "partnersWith");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn passages<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    question: &Question,
) -> Vec<Passage> {
    passages_for(stories, std::slice::from_ref(question)).pop().unwrap_or_default()
}

/// The same for several questions in one reading of the stories; one list a question.
///
/// ```
/// use consort::view::explain::{Question, passages_for};
/// let texts = ["3 March 2020, Vienna, Austria: Norway funds the Container Control Programme. UNODC signed an agreement with WHO."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let questions = [Question::about("nor".parse()?), Question::about("osce".parse()?)];
/// let found = passages_for(&stories, &questions);
/// assert_eq!((found[0].len(), found[1].len()), (1, 0)); // nothing is said of OSCE
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
        sort_by_key(found, |p| (Reverse(p.date), p.document.clone(), p.sentence));
    }
    all
}

/// A sentence and what it says about the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The first day of what the story reports.
    pub date: Option<PartialDate>,
    /// Document id.
    pub document: DocumentId,
    /// The story that it is a copy of.
    pub copy_of: Option<DocumentId>,
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
    /// What it names, apart from what it states. Nothing where the names are parts of other names, or words such as
    /// `the Office` stand for them: such a sentence states something and is not counted as naming both.
    pub names: Option<PassageKind>,
}

impl Passage {
    /// Whether the sentence states a relation or only names who is asked about.
    #[must_use]
    pub fn kind(&self) -> PassageKind {
        match self.names {
            Some(names) if self.statements.is_empty() => names,
            _ => PassageKind::Stated,
        }
    }
}

/// What a passage is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// It states a relation.
    Stated,
    /// It names both, no more.
    Together,
    /// It names one, and the other stands near: in the same paragraph, document, or run of sentences.
    Near,
    /// It names the one that is asked about.
    Named,
}

impl PassageKind {
    /// The name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PassageKind::Stated => "stated",
            PassageKind::Together => "together",
            PassageKind::Near => "near",
            PassageKind::Named => "named",
        }
    }
}

/// A relation that a passage states.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Id of who.
    pub subject: EntityId,
    /// Does what.
    pub predicate: Predicate,
    /// Id of to whom, or `@story`.
    pub object: Argument<EntityId>,
    /// How firmly.
    pub status: Status,
    /// Read by which rule.
    pub rule: RuleId,
    /// The sum of money, if any.
    pub amount: Option<Amount>,
    /// Whether it is told of as over.
    pub ended: bool,
    /// What a reviewer has decided on it, if anything.
    pub decision: Option<Arc<Decision>>,
}

impl Statement {
    /// The ids that it names.
    fn entities(&self) -> impl Iterator<Item = &EntityId> {
        std::iter::once(&self.subject).chain(self.object.entity())
    }

    /// The object in words, where `label` gives those of an entity.
    #[must_use]
    pub fn object_label(&self, label: &dyn Fn(&str) -> String) -> String {
        self.object.entity().map_or_else(|| "the reported activity".to_owned(), |id| label(id))
    }
}

impl From<&Assertion> for Statement {
    fn from(assertion: &Assertion) -> Self {
        Statement {
            subject: assertion.subject.id.clone(),
            predicate: assertion.predicate,
            object: assertion.object.name(),
            status: assertion.status,
            rule: assertion.rule.clone(),
            amount: assertion.amount.clone(),
            ended: assertion.ended,
            decision: assertion.decided.as_ref().map(|d| d.decision.clone()),
        }
    }
}

fn collect(story: &Story, question: &Question, found: &mut Vec<Passage>) {
    let mut sentences: BTreeMap<usize, BTreeSet<Statement>> = BTreeMap::new();
    for assertion in story.extraction.assertions.iter().filter(|a| question.asks_for(a)) {
        sentences.entry(assertion.sentence).or_default().insert(assertion.into());
    }
    let naming = naming(story, question);
    for sentence in naming.keys() {
        sentences.entry(*sentence).or_default();
    }
    if question.named {
        sentences.retain(|sentence, _| naming.contains_key(sentence));
    }
    for (sentence, statements) in sentences {
        let partners: Vec<&str> = match &question.b {
            Some(b) => vec![b],
            None => statements.iter().flat_map(Statement::entities).map(|id| &**id).collect(),
        };
        let (quote, highlights) = quote(story, sentence, &question.a, &partners);
        let document = &story.document;
        let source = &document.source;
        found.push(Passage {
            date: document.date_start,
            document: document.id.clone(),
            copy_of: document.copy_of.clone(),
            title: document.title.clone(),
            source: source
                .url
                .clone()
                .unwrap_or_else(|| format!("{}:{}", source.file, source.line)),
            sentence,
            quote,
            highlights,
            statements: statements.into_iter().collect(),
            names: naming.get(&sentence).copied(),
        });
    }
}

/// Sentences that name who is asked about, each by a name of its own: the ones that counting counts.
fn naming(story: &Story, question: &Question) -> BTreeMap<usize, PassageKind> {
    let by = |id: &str| -> BTreeSet<usize> {
        let mentions = story.extraction.mentions.iter();
        mentions.filter(|m| !m.nested && &*m.entity.id == id).map(|m| m.sentence).collect()
    };
    match (&question.b, question.predicate) {
        (None, None) if question.named => {
            by(&question.a).into_iter().map(|s| (s, PassageKind::Named)).collect()
        }
        (Some(b), None) => {
            let (a, b) = (by(&question.a), by(b));
            let near = |s: &usize| {
                let other = if a.contains(s) { &b } else { &a };
                other.iter().any(|t| share(story, *s, *t, question.window))
            };
            let kind = |s: usize| match a.contains(&s) && b.contains(&s) {
                true => PassageKind::Together,
                false => PassageKind::Near,
            };
            a.union(&b).copied().filter(near).map(|s| (s, kind(s))).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// Whether two sentences of a story lie in one window.
fn share(story: &Story, s: usize, t: usize, window: Window) -> bool {
    let paragraph = |s: usize| story.extraction.sentences.get(s).map(|s| s.paragraph);
    match window {
        Window::Sentence => s == t,
        Window::Sentences(k) => s.abs_diff(t) < usize::from(k),
        Window::Paragraph => paragraph(s) == paragraph(t),
        Window::Document => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::view::explain::fixture::{corpus, question};

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
        let amount = found[0].statements[0].amount.as_ref().unwrap();
        assert_eq!(amount.in_words(), "EUR 5300000");
        assert_eq!(found[0].source, "stories.txt:1");
    }

    #[test]
    fn wider_windows_bring_the_sentences_that_name_one() {
        let story = story(
            Sample::new("s")
                .paragraph(&["[deu] met.", "It rained.", "[ccp] left.", "[deu] and [ccp] wrote."])
                .paragraph(&["[deu] paid."]),
        );
        let kinds = |window: Window| {
            let question = question("deu", None, Some("ccp")).within(window);
            let found = passages([&story], &question);
            found.iter().map(|p| (p.sentence, p.kind().name())).collect::<Vec<_>>()
        };
        assert_eq!(kinds(Window::Sentence), [(3, "together")]);
        assert_eq!(kinds(Window::Sentences(2)), [(2, "near"), (3, "together"), (4, "near")]);
        assert_eq!(kinds(Window::Paragraph), [(0, "near"), (2, "near"), (3, "together")]);
        assert_eq!(kinds(Window::Document).len(), 4);
        let named = passages([&story], &question("deu", None, None).whenever_named());
        assert_eq!(named.iter().map(|p| p.sentence).collect::<Vec<_>>(), [0, 3, 4]);
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
