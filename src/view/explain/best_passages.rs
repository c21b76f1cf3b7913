//! The best sentence behind each of some links.
//!
//! In: stories and links. Out: one passage a link. Never: a passage that names only one of the two.

use std::borrow::Borrow;
use std::cmp::Reverse;

use crate::base::{EntityId, Predicate, Status, Story, Window};
use crate::view::explain::{Passage, PassageKind, Question, passages};

/// The best sentence for each link, in one pass: one that states a wanted predicate before one that states another, that
/// before one that only names both, that before one of a wider window that names one; then the newest, then the shortest.
///
/// # Arguments
/// * `stories`: where to look.
/// * `links`: the two ends of each link.
/// * `wanted`: the predicates that made the links; empty where names stood together.
/// * `window`: in what they stood together.
///
/// ```
/// use consort::Window;
/// use consort::view::explain::best_passages;
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let links = [("osce".parse()?, "unodc".parse()?), ("osce".parse()?, "who".parse()?)];
/// let best = best_passages(&stories, &links, &[], Window::Sentence);
/// assert_eq!(best[0].as_ref().map(|passage| passage.quote.as_str()), Some("OSCE and UNODC met."));
/// assert!(best[1].is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn best_passages<S: Borrow<Story>>(
    stories: impl IntoIterator<Item = S>,
    links: &[(EntityId, EntityId)],
    wanted: &[Predicate],
    window: Window,
) -> Vec<Option<Passage>> {
    let ask = |(a, b): &(EntityId, EntityId)| {
        Question::about(a.clone()).with_partner(b.clone()).within(window)
    };
    let questions: Vec<Question> = links.iter().map(ask).collect();
    let mut best: Vec<Option<Passage>> = vec![None; links.len()];
    for story in stories {
        let story = story.borrow();
        for (question, best) in questions.iter().zip(&mut best) {
            for passage in passages([story], question) {
                if best.as_ref().is_none_or(|old| value(&passage, wanted) > value(old, wanted)) {
                    *best = Some(passage);
                }
            }
        }
    }
    best
}

/// Greater is better; the document breaks ties, so the order of stories does not matter.
fn value<'a>(passage: &'a Passage, wanted: &[Predicate]) -> impl Ord + use<'a> {
    let stated = |p: &Predicate| {
        passage.statements.iter().any(|s| s.predicate == *p && s.status == Status::Asserted)
    };
    (
        wanted.iter().any(stated),
        Predicate::ALL.iter().any(stated),
        passage.kind() != PassageKind::Near,
        passage.date,
        Reverse(passage.quote.chars().count()),
        Reverse((passage.document.as_str(), passage.sentence)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};

    #[test]
    fn a_statement_beats_a_newer_sentence_that_only_names_both() {
        let stories = [
            story(
                Sample::new("old")
                    .date("2020-01-01")
                    .paragraph(&["[deu] pays [ccp].", "[deu] and [ccp]."])
                    .says("deu", Predicate::Supports, "ccp"),
            ),
            story(Sample::new("new").date("2021-01-01").paragraph(&["[ccp] met [deu]."])),
            story(Sample::new("newer").date("2021-02-01").paragraph(&["[ccp] and [wco] met."])),
        ];
        let links = [("ccp".into(), "deu".into()), ("ccp".into(), "wco".into())];
        let found = |wanted: &[Predicate]| {
            best_passages(&stories, &links, wanted, Window::Sentence)
                .into_iter()
                .map(|p| p.map(|p| p.document))
                .collect::<Vec<_>>()
        };
        let expected = [Some("old".into()), Some("newer".into())];
        assert_eq!(found(&[]), expected);
        assert_eq!(found(&[Predicate::Funds]), expected);
        assert_eq!(
            best_passages(&stories, &[("deu".into(), "wco".into())], &[], Window::Sentence),
            [None]
        );
    }
}
