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
use crate::view::table::{Cell, Table};
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
    let mut gifts = Table::new([
        "subject",
        "object",
        "first",
        "last",
        "amount",
        "currency",
        "amounts",
        "documents",
        "sentence",
        "title",
        "date",
        "source",
        "url",
        "status",
        "object_id",
    ]);
    let row = |cells: [&str; 15]| cells.map(Cell::text).to_vec();
    gifts.push(row([
        "Norway",
        "The UNODC",
        "2019",
        "2020-10-05",
        "5300000",
        "EUR",
        "EUR 5300000, joint",
        "1",
        "Norway <paid>.",
        "A grant",
        "2020-10-05",
        "example.org",
        "https://example.org/grant",
        "asserted",
        "unodc",
    ]));
    gifts.push(row([
        "Norway",
        "A fair",
        "2020",
        "2020",
        "",
        "",
        "",
        "1",
        "Norway paid for the fair.",
        "A fair",
        "2020",
        "file.txt",
        "",
        "asserted",
        "@story",
    ]));
    let mut unsure = gifts.clone();
    unsure.push(row([
        "The OSCE",
        "The UNODC",
        "2020-11",
        "2020-11",
        "",
        "",
        "",
        "1",
        "OSCE may join.",
        "A plan",
        "2020-11",
        "file.txt",
        "javascript:alert(1)",
        "hedged",
        "unodc",
    ]));
    let report = Report {
        title: "Who & what",
        facts: &facts,
        stats: &stats,
        names: &names,
        ties: &ties,
        gifts: &gifts,
        unsure: &unsure,
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
        "<td>Norway</td><td data-name=\"pays for\">The UNODC</td><td class=\"n\" data-name=\"sums\" data-sort=\"EUR 000000000000000005300000.\">EUR 5\u{202f}300\u{202f}000, joint</td>",
        "<span>2019</span> – <span>2020-10-05</span></td>",
        "Norway &lt;paid&gt;.",
        "<a href=\"https://example.org/grant\">A grant</a> · example.org",
        "newest first: 1 statement, donors",
        "<td>The OSCE</td><td data-name=\"whom\">The UNODC</td>",
        "hedged",
        "<dt>vocabulary</dt><dd>abc</dd>",
        "<svg ",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert_eq!(html.matches("Norway &lt;paid&gt;.").count(), 1, "a fact is not unsure");
    assert!(!html.contains("javascript:"), "an address that is none is no link");
    assert!(!html.contains("src=") && !html.contains("url("), "the page loads something");
}
