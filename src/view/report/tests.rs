//! The whole page of a small corpus.

use std::sync::Arc;

use crate::base::sample::{Sample, story};
use crate::base::{Class, Entity, Origin, Predicate, Status};
use crate::dictionary::{Ids, shipped_grammar};
use crate::merge::EntityFacts;
use crate::view::explain::{Question, passages_for};
use crate::view::names::Names;
use crate::view::plot::{Facts, PlotOptions};
use crate::view::report::{Report, questions, write};
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
    let named = |id: &str, label: &str, class| {
        let (id, label) = (id.into(), label.to_owned());
        let entity =
            Entity { id, label, class, origin: Origin::Listed, country: None, parent: None };
        EntityFacts::new(Arc::new(entity), None)
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
    let mut gaps = Gaps::new(shipped_grammar());
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
