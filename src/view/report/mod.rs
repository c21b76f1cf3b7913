//! One page about a corpus, to be mailed to a colleague.
//!
//! In: the stories of a graph, read twice. Out: HTML that needs no network: figures, pictures, the strongest ties with
//! their sentences, donors, what wants review, method. Never: a number without the sentences or the command behind it.
//!
//! # Steps
//! 1. [`Facts::add`] every story, and count [`stats`](crate::view::stats::stats).
//! 2. [`questions`] says which ties the page shows; [`passages_for`](crate::view::explain::passages_for) finds their
//!    sentences.
//! 3. [`write()`] makes the page.

mod page;
mod sections;

use std::io;

use crate::base::Tie;
use crate::view::explain::{Passage, Question};
use crate::view::names::Names;
use crate::view::plot::Facts;
use crate::view::stats::Stats;
use crate::view::vocab::Gap;

/// What a page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The heading.
    pub title: &'a str,
    /// Gathered from the stories.
    pub facts: &'a Facts,
    /// Counted from the stories.
    pub stats: &'a Stats,
    /// The names.
    pub names: &'a Names,
    /// The ties to show, as [`questions`] chose them, with their sentences.
    pub ties: &'a [(Tie, Vec<Passage>)],
    /// What the texts name and the vocabulary lacks, first things first.
    pub gaps: &'a [Gap],
    /// How the graph was made: pairs of what and how, printed with the method.
    pub made: &'a [(String, String)],
}

/// The strongest ties, and what to ask for their sentences.
#[must_use]
pub fn questions(facts: &Facts, top: usize) -> Vec<(Tie, Question)> {
    let ties = facts.ties().into_iter().take(top);
    ties.map(|tie| {
        let question = Question::about(tie.a.clone()).with_partner(tie.b.clone());
        (tie, question)
    })
    .collect()
}

/// Writes the page.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page::page(report).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};
    use crate::base::{Class, Predicate, Status};
    use crate::dictionary::Ids;
    use crate::view::explain::passages_for;
    use crate::view::names::NamedEntity;
    use crate::view::plot::PlotOptions;
    use crate::view::stats::{StatsOptions, stats};
    use crate::view::vocab::{GapOptions, Gaps};

    #[test]
    fn the_page_holds_ties_donors_and_what_wants_review() {
        let stories = [
            story(
                Sample::new("one")
                    .date("2020-10-05")
                    .paragraph(&["[OSCE=osce] & [UNODC=unodc] met; [Norway=nor] paid."])
                    .says("nor", Predicate::Funds, "unodc"),
            ),
            story(
                Sample::new("two")
                    .date("2020-11")
                    .paragraph(&["[OSCE=osce] may join [UNODC=unodc] <soon>."])
                    .says("osce", Predicate::PartnersWith, "unodc")
                    .status(Status::Hedged),
            ),
        ];
        let named = |id: &str, label: &str, class| NamedEntity {
            id: id.into(),
            label: label.to_owned(),
            class,
            names: vec![],
            abbreviations: vec![],
        };
        let names = Names::new([
            named("osce", "The OSCE", Class::Organisation),
            named("unodc", "The UNODC", Class::Organisation),
            named("nor", "Norway", Class::Country),
        ]);
        let mut facts = Facts::new(PlotOptions::default());
        stories.iter().for_each(|s| facts.add(s));
        let stats = stats(&stories, &StatsOptions::default());
        let asked = questions(&facts, 10);
        let questions: Vec<Question> = asked.iter().map(|(_, q)| q.clone()).collect();
        let found = passages_for(&stories, &questions);
        let ties: Vec<_> = asked.into_iter().map(|(tie, _)| tie).zip(found).collect();
        let mut gaps = Gaps::default();
        stories.iter().for_each(|s| gaps.add(s));
        let gaps = gaps.finish(&GapOptions::default(), &mut Ids::default());
        let report = Report {
            title: "Who & what",
            facts: &facts,
            stats: &stats,
            names: &names,
            ties: &ties,
            gaps: &gaps,
            made: &[("vocabulary".into(), "abc".into())],
        };
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        let html = String::from_utf8(out).unwrap();
        for part in [
            "<title>Who &amp; what</title>",
            "<mark>OSCE</mark> &amp; <mark class=\"b\">UNODC</mark> met",
            "&lt;soon&gt;",
            "consort explain osce unodc",
            "<td>Norway</td><td>The UNODC</td>",
            "hedged",
            "<dt>vocabulary</dt><dd>abc</dd>",
            "<svg ",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(!html.contains("http://") || !html.contains("src="), "the page loads something");
    }
}
