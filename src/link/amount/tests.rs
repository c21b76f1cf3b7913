//! Who gets which sum: sentences with their names and triggers marked.
//!
//! `[Norway]` is a donor of the statement, `<the Harbour Project>` what is funded, `{UNODC}` another name, `|funded|` the trigger.

use super::{Statement, Sums};
use crate::base::Amount;
use crate::dictionary::{Lexicon, builtin_files, compile, read};

fn lexicon() -> Lexicon {
    compile(read(&builtin_files()).0).unwrap().0
}

/// The amounts of the donors of a marked sentence, in order: `EUR 5 own paid`, `-`.
fn shares(lexicon: &Lexicon, marked: &str) -> String {
    let (mut text, mut open) = (String::new(), 0);
    let mut places: [Vec<(usize, usize)>; 4] = Default::default();
    let mut in_trigger = false;
    for c in marked.chars() {
        let kind = match c {
            '[' | '<' | '{' => {
                open = text.len();
                continue;
            }
            '|' if !in_trigger => {
                (open, in_trigger) = (text.len(), true);
                continue;
            }
            ']' => 0,
            '>' => 1,
            '}' => 2,
            '|' => {
                in_trigger = false;
                3
            }
            other => {
                text.push(other);
                continue;
            }
        };
        places[kind].push((open, text.len()));
    }
    let tokens = lexicon.tokens(&text);
    let [donors, objects, others, triggers] = places
        .map(|list| list.iter().map(|(a, b)| (tokens.at(*a), tokens.at(*b))).collect::<Vec<_>>());
    let sums = Sums::find(&text, &tokens, lexicon, 0..tokens.len());
    let statement =
        Statement { trigger: triggers[0], donors: &donors, objects: &objects, others: &others };
    let shown = |amount: &Option<Amount>| {
        amount.as_ref().map_or("-".to_owned(), |a| {
            let max = a.max.as_ref().map(|max| format!("..{max}")).unwrap_or_default();
            let stage = a.stage.map(|stage| format!(" {}", stage.name())).unwrap_or_default();
            let value = a.value.strip_suffix("000000").map_or(a.value.clone(), |v| format!("{v}m"));
            assert!(text.get(a.span.range()).is_some_and(|surface| !surface.is_empty()));
            format!("{} {value}{max} {}{stage}", a.currency, a.share.name())
        })
    };
    let shared = sums.share(&statement);
    assert_eq!(shared.len(), donors.len());
    shared.iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_donor_gets_its_own() {
    let lexicon = lexicon();
    let table = [
        (
            "The estimated cost of the second phase is about EUR 5 million and [Norway] |funds| it.",
            "EUR 5m budget",
        ),
        ("The whole sum of EUR 5 million is to come as a |loan from| [Norway].", "EUR 5m own"),
        (
            "[Norway] |granted| aid under a grant scheme amounting to EUR 5 million.",
            "EUR 5m own committed",
        ),
        (
            "The city wants to sign for EUR 5 million from [Norway] |to fund| <the Harbour Project>.",
            "EUR 5m own",
        ),
        ("[Norway] |contributed| EUR 2 million to <the Harbour Project>.", "EUR 2m own paid"),
        (
            "<The Harbour Project> is |funded by| [Norway] (EUR 2 million) and [Sweden] (EUR 3 million).",
            "EUR 2m own, EUR 3m own",
        ),
        (
            "<The Harbour Project> is |funded by| [Norway] (EUR 2 million), [Sweden] and [Denmark] (EUR 1 million).",
            "EUR 2m own, -, EUR 1m own",
        ),
        (
            "<The Harbour Project> is |funded by| [the Norwegian Agency] (NORAD) (with about EUR 2 million).",
            "EUR 2m own",
        ),
        (
            "<The Harbour Project> received US$192 million, of which [Canada] |contributed| US$92 million.",
            "USD 92m own paid",
        ),
        (
            "<The Harbour Project> is |supported by| [Canada] and [Japan] with US$192 million, of which {Chile} contributed US$92 million.",
            "USD 192m joint, USD 192m joint",
        ),
        (
            "{Chile} gave US$92 million of the US$192 million that [Canada] |pledged|.",
            "USD 192m own pledged",
        ),
        (
            "<The Harbour Project> is |financed with| EUR 2 million from [Norway] and EUR 3 million from [Sweden].",
            "EUR 2m own, EUR 3m own",
        ),
        (
            "<The Harbour Project> is |financed with| EUR 2 million from [Norway] and EUR 3 million from {Sweden}.",
            "EUR 2m own",
        ),
        (
            "<The Harbour Project> |receives funding from| [Norway]: EUR 2 million.",
            "EUR 2m own paid",
        ),
        (
            "<The Harbour Project> has a |grant of| EUR 4 million from the Government of [Japan].",
            "EUR 4m own",
        ),
        (
            "A EUR 4 million |grant provided by| [Japan] will renew <the harbour>.",
            "EUR 4m own paid",
        ),
        (
            "[Japan]'s EUR 4 million |contribution to| <the Harbour Project> is spent on cranes.",
            "EUR 4m own",
        ),
        (
            "[Norway] |contributed| EUR 2 million and {Sweden} EUR 3 million to <the Harbour Project>.",
            "EUR 2m own paid",
        ),
        (
            "{Norway} contributed EUR 2 million and [Sweden] |contributed| EUR 3 million to <the Harbour Project>.",
            "EUR 3m own paid",
        ),
        ("[Norway] |supports| {Serbia} with EUR 2 million.", "EUR 2m own"),
        ("[Norway] |gave| {Serbia} EUR 2 million.", "EUR 2m own paid"),
        ("{Serbia} |received| EUR 2 million in aid from [Norway].", "EUR 2m own paid"),
        ("{Serbia} |received| EUR 2 million of [EU] funding.", "EUR 2m own paid"),
        ("EUR 2 million was |provided| to {Serbia} by [Norway].", "EUR 2m own paid"),
        ("<The Harbour Fund>, |supported by| [Norway], paid EUR 2 million to {Serbia}.", "-"),
        ("{UNODC}, with |funding from| [Norway], provided EUR 2 million in kits.", "-"),
        (
            "<The Harbour Project> is |funded by| [Norway], and {Serbia} will spend EUR 3 million on roads.",
            "-",
        ),
        (
            "[Norway] and [Sweden] |contributed| EUR 5 million to <the Harbour Project>.",
            "EUR 5m joint paid, EUR 5m joint paid",
        ),
        (
            "[Norway] and [Sweden] each |contributed| EUR 5 million to <the Harbour Project>.",
            "EUR 5m own paid, EUR 5m own paid",
        ),
        (
            "[Norway] and [Sweden] |contributed| EUR 5 million each to <the Harbour Project>.",
            "EUR 5m own paid, EUR 5m own paid",
        ),
        (
            "<The Harbour Project> was |supported by| [Norway] and [Sweden] with EUR 5 million.",
            "EUR 5m joint, EUR 5m joint",
        ),
        (
            "<The Harbour Project> is |funded by| [Norway] and [Sweden] (EUR 5 million in total).",
            "EUR 5m joint, EUR 5m joint",
        ),
        (
            "[Norway] and [Sweden] |contributed| EUR 2 million and EUR 3 million respectively.",
            "EUR 2m own paid, EUR 3m own paid",
        ),
        (
            "With EUR 6 million |from| [Norway], [Sweden] and the Government of [Denmark], <the harbour> grows.",
            "EUR 6m joint, EUR 6m joint, EUR 6m joint",
        ),
        (
            "[Norway] with EUR 2 million and [Sweden] with EUR 3 million |fund| <the Harbour Project>.",
            "EUR 2m own, EUR 3m own",
        ),
        ("The USD 30 million programme is |funded by| [Norway].", "USD 30m budget"),
        (
            "The 30-million-dollar regional project is |funded by| [Norway] and [Sweden].",
            "USD 30m budget, USD 30m budget",
        ),
        ("<The Harbour Project>, worth EUR 5 million, is |funded by| [Norway].", "EUR 5m budget"),
        ("<The Harbour Project> (EUR 5 million) is |funded by| [Norway].", "EUR 5m budget"),
        (
            "With a total budget of about EUR 5 million, <the Harbour Project> is |funded by| [Norway].",
            "EUR 5m budget",
        ),
        ("|Funded by| [Norway], <the Harbour Project> costs EUR 5 million.", "EUR 5m budget"),
        (
            "[Norway] |contributed| EUR 2 million to the EUR 30 million programme.",
            "EUR 2m own paid",
        ),
        (
            "[Norway] |contributed| EUR 2 million to <the Harbour Project>, which has a budget of EUR 30 million.",
            "EUR 2m own paid",
        ),
        ("[Norway] |donated| vehicles worth EUR 2 million.", "EUR 2m own paid"),
        ("[Norway] |signed| a grant worth EUR 2 million.", "EUR 2m own committed"),
        ("[Norway] |pledged| EUR 2 million.", "EUR 2m own pledged"),
        (
            "[Norway] |pledged| to provide between EUR 2 and 3 million.",
            "EUR 2m..3000000 own pledged",
        ),
        (
            "[Norway] has announced that it has |provided| up to EUR 2 million.",
            "EUR 2m..2000000 own paid",
        ),
        ("[Norway] |approved| a loan of EUR 2 million for {Serbia}.", "EUR 2m own committed"),
        ("[Norway] will |provide| EUR 2 million.", "EUR 2m own"),
        ("[Norway] agreed to |provide| EUR 2 million.", "EUR 2m own committed"),
        (
            "[Norway] has |disbursed| EUR 2 million of the EUR 5 million it pledged.",
            "EUR 2m own paid",
        ),
        (
            "<The Harbour Project> is |funded by| [Norway] (EUR 2 million pledged) and [Sweden] (EUR 3 million paid).",
            "EUR 2m own pledged, EUR 3m own paid",
        ),
        ("|Funded by| [Norway], the police seized drugs worth USD 5 million.", "-"),
        (
            "[Norway] |funds| <the Harbour Project> in {Serbia}, a country with a GDP of $3 billion.",
            "-",
        ),
        ("[Norway] |funds| <the Harbour Project>, whose owners were fined EUR 2 million.", "-"),
        ("[Norway] |funds| vaccines at EUR 20 per dose.", "-"),
        ("[Norway] |funds| <the Harbour Project> for 2 million people.", "-"),
        ("[Norway] |funds| <the Harbour Project>.", "-"),
    ];
    let faults: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, shares(&lexicon, text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}\n  {found}, not {expected}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
