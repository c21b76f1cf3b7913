//! Which sums a text holds, and who gets which: sentences with their names and triggers marked.
//!
//! `[Norway]` is a donor of the statement, `<the Harbour Project>` what is funded, `{UNODC}` another name, `|funded|` the trigger.

use super::find::Sum;
use super::scene::Statement;
use super::sums::Sums;
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
    let shared = sums.share(&statement, &objects);
    // Of a statement without receivers only the donors are asked; of several that share a sum the first.
    let shared = if objects.is_empty() { sums.share(&statement, &[(0, 0)]) } else { shared };
    assert!(shared.iter().all(|of_one| of_one.len() == donors.len()));
    let mut rows: Vec<String> = shared
        .iter()
        .map(|of_one| of_one.iter().map(shown).collect::<Vec<_>>().join(", "))
        .collect();
    rows.dedup();
    rows.join("; ")
}

#[test]
fn every_donor_gets_its_own() {
    let lexicon = lexicon();
    let table = [
        (
            "The estimated cost of the second phase is about EUR 5 million and [Norway] |funds| it.",
            "EUR 5m budget",
        ),
        (
            "[Norway] |gave| EUR 5 million to <UNICEF> and EUR 3 million in aid to <WFP>.",
            "EUR 5m own paid; EUR 3m own paid",
        ),
        (
            "[Norway] |provided| <UNICEF> with EUR 5 million and <WFP> with EUR 3 million.",
            "EUR 5m own paid; EUR 3m own paid",
        ),
        ("[Norway] |gave| EUR 5 million to <UNICEF> and <WFP>.", "EUR 5m own paid"),
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

/// What is found in a text: `EUR 2000000..3000000 <surface>`.
fn found(lexicon: &Lexicon, text: &str) -> Vec<String> {
    let tokens = lexicon.tokens(text);
    let sums = Sums::find(text, &tokens, lexicon, 0..tokens.len());
    let shown = |sum: &Sum| {
        let surface = &text[tokens.cover(sum.tokens.start, sum.tokens.end).range()];
        let max = sum.max.as_ref().map(|max| format!("..{max}")).unwrap_or_default();
        format!("{} {}{max} <{surface}>", sum.currency, sum.value)
    };
    sums.list().iter().map(shown).collect()
}

#[test]
fn reads_sums() {
    let lexicon = lexicon();
    let faults: Vec<String> = SUMS
        .iter()
        .map(|(text, expected)| (text, found(&lexicon, text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}: {found:?}, not {expected:?}"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The surface of a sum says the sum by itself, and sums stand in order without overlap, wherever they are.
#[test]
fn a_sum_is_its_surface() {
    let lexicon = lexicon();
    let text = SUMS.iter().map(|(text, _)| *text).collect::<Vec<_>>().join("; ");
    let tokens = lexicon.tokens(&text);
    let sums = Sums::find(&text, &tokens, &lexicon, 0..tokens.len());
    assert!(sums.list().len() > 60, "{}", sums.list().len());
    let mut end = 0;
    for sum in sums.list() {
        assert!(end <= sum.tokens.start && sum.tokens.start < sum.tokens.end, "{sum:?}");
        end = sum.tokens.end;
        let number = |value: &String| value.parse::<f64>().unwrap();
        assert!(sum.max.as_ref().is_none_or(|max| number(max) >= number(&sum.value)), "{sum:?}");
        if sum.max.is_none() {
            let surface = &text[tokens.cover(sum.tokens.start, sum.tokens.end).range()];
            let again = found(&lexicon, surface);
            let expected = format!("{} {} <{surface}>", sum.currency, sum.value);
            let changed = again.iter().any(|a| a.contains("..")); // its "from" is gone
            assert!(changed || again == [expected.clone()], "{again:?}, not {expected}");
        }
    }
}

/// Texts and the sums in them.
const SUMS: &[(&str, &[&str])] = &[
    ("a gift of USD 5.3 million for", &["USD 5300000 <USD 5.3 million>"]),
    ("in the amount of USD 60,000 for", &["USD 60000 <USD 60,000>"]),
    ("€2 million", &["EUR 2000000 <€2 million>"]),
    ("some 1.25 EUR", &["EUR 1.25 <1.25 EUR>"]),
    ("12,500 euros were", &["EUR 12500 <12,500 euros>"]),
    ("$0.5 billion", &["USD 500000000 <$0.5 billion>"]),
    ("USD34.6 million", &["USD 34600000 <USD34.6 million>"]),
    ("US$5m", &["USD 5000000 <US$5m>"]),
    ("US$ 1.2bn", &["USD 1200000000 <US$ 1.2bn>"]),
    ("US $7 million", &["USD 7000000 <US $7 million>"]),
    ("U.S. $7 million", &["USD 7000000 <U.S. $7 million>"]),
    ("$1.2bn", &["USD 1200000000 <$1.2bn>"]),
    ("5m euros", &["EUR 5000000 <5m euros>"]),
    ("5 M€", &["EUR 5000000 <5 M€>"]),
    ("300k EUR", &["EUR 300000 <300k EUR>"]),
    ("£250k", &["GBP 250000 <£250k>"]),
    ("NOK 35,000,000", &["NOK 35000000 <NOK 35,000,000>"]),
    ("EUR 1,5 million", &["EUR 1500000 <EUR 1,5 million>"]),
    ("EUR 2,50", &["EUR 2.50 <EUR 2,50>"]),
    ("EUR 1.500", &["EUR 1500 <EUR 1.500>"]),
    ("EUR 1.500 million", &["EUR 1500000 <EUR 1.500 million>"]),
    ("1.234.567 euros", &["EUR 1234567 <1.234.567 euros>"]),
    ("1.234,56 euros", &["EUR 1234.56 <1.234,56 euros>"]),
    ("1,234.56 dollars", &["USD 1234.56 <1,234.56 dollars>"]),
    ("5 000 000 euros", &["EUR 5000000 <5 000 000 euros>"]),
    ("CHF 1'250'000", &["CHF 1250000 <CHF 1'250'000>"]),
    ("Rs 12,34,567", &["INR 1234567 <Rs 12,34,567>"]),
    ("Rs. 500 crore", &["INR 5000000000 <Rs. 500 crore>"]),
    ("Rs.40 lakh", &["INR 4000000 <Rs.40 lakh>"]),
    ("₹3 lakh crore", &["INR 3000000000000 <₹3 lakh crore>"]),
    ("₦200 million", &["NGN 200000000 <₦200 million>"]),
    ("R$ 30 mil", &["BRL 30000000 <R$ 30 mil>"]),
    (
        "A$10 million and C$ 4 million",
        &["AUD 10000000 <A$10 million>", "CAD 4000000 <C$ 4 million>"],
    ),
    ("a $5 grant", &["USD 5 <$5>"]),
    ("HK$3 million", &["HKD 3000000 <HK$3 million>"]),
    ("KSh 15 million", &["KES 15000000 <KSh 15 million>"]),
    ("Ksh.15 million", &["KES 15000000 <Ksh.15 million>"]),
    ("FCFA 600 million", &["XOF 600000000 <FCFA 600 million>"]),
    ("¥800 million", &["JPY 800000000 <¥800 million>"]),
    ("800 million Japanese yen", &["JPY 800000000 <800 million Japanese yen>"]),
    ("three million Swiss francs", &["CHF 3000000 <three million Swiss francs>"]),
    ("20 million Norwegian kroner", &["NOK 20000000 <20 million Norwegian kroner>"]),
    ("20 million kroner", &[]),
    ("40 million Danish krone", &["DKK 40000000 <40 million Danish krone>"]),
    ("50 million Swedish kronor", &["SEK 50000000 <50 million Swedish kronor>"]),
    ("2 million pounds sterling", &["GBP 2000000 <2 million pounds sterling>"]),
    ("$5 million Canadian dollars", &["CAD 5000000 <$5 million Canadian dollars>"]),
    ("$5 million CAD", &["CAD 5000000 <$5 million CAD>"]),
    ("two million dollars", &["USD 2000000 <two million dollars>"]),
    ("half a million euros", &["EUR 500000 <half a million euros>"]),
    ("a quarter of a million dollars", &["USD 250000 <a quarter of a million dollars>"]),
    ("two and a half million euros", &["EUR 2500000 <two and a half million euros>"]),
    ("a million dollars", &["USD 1000000 <a million dollars>"]),
    (
        "three hundred and fifty thousand euros",
        &["EUR 350000 <three hundred and fifty thousand euros>"],
    ),
    (
        "one million two hundred thousand euros",
        &["EUR 1200000 <one million two hundred thousand euros>"],
    ),
    ("twenty-five million dollars", &["USD 25000000 <twenty-five million dollars>"]),
    ("a 5-million-euro project", &["EUR 5000000 <5-million-euro>"]),
    ("2 millions of euros", &["EUR 2000000 <2 millions of euros>"]),
    ("5 million (EUR)", &["EUR 5000000 <5 million (EUR)>"]),
    ("(EUR) 5 million", &["EUR 5000000 <(EUR) 5 million>"]),
    ("Euro 5 million", &["EUR 5000000 <Euro 5 million>"]),
    ("between EUR 2 and 3 million", &["EUR 2000000..3000000 <EUR 2 and 3 million>"]),
    (
        "between EUR 2 million and EUR 3 million",
        &["EUR 2000000..3000000 <EUR 2 million and EUR 3 million>"],
    ),
    (
        "EUR 2 million and EUR 3 million",
        &["EUR 2000000 <EUR 2 million>", "EUR 3000000 <EUR 3 million>"],
    ),
    ("between 2 and 3 million euros", &["EUR 2000000..3000000 <2 and 3 million euros>"]),
    ("$5-7 million", &["USD 5000000..7000000 <$5-7 million>"]),
    ("EUR 2 – 3 million", &["EUR 2000000..3000000 <EUR 2 – 3 million>"]),
    ("2-3 million euros", &["EUR 2000000..3000000 <2-3 million euros>"]),
    ("USD 2 million to USD 3 million", &["USD 2000000..3000000 <USD 2 million to USD 3 million>"]),
    ("500,000 to 1 million euros", &["EUR 500000..1000000 <500,000 to 1 million euros>"]),
    ("up to $5 million", &["USD 5000000..5000000 <$5 million>"]),
    ("up to a total of EUR 5 million", &["EUR 5000000..5000000 <EUR 5 million>"]),
    (
        "increased its share from EUR 2 million to EUR 3 million",
        &["EUR 3000000 <EUR 2 million to EUR 3 million>"],
    ),
    ("USD 200 to 300 farmers", &["USD 200 <USD 200>"]),
    ("EUR 2 million to 3 districts", &["EUR 2000000 <EUR 2 million>"]),
    ("NOK 35 million (USD 4 million)", &["NOK 35000000 <NOK 35 million>"]),
    ("NOK 35 million (approx. USD 4 million) went", &["NOK 35000000 <NOK 35 million>"]),
    (
        "NOK 35 million through Norad (approximately USD 4 million)",
        &["NOK 35000000 <NOK 35 million>"],
    ),
    ("raised its share up to EUR 5 million", &["EUR 5000000 <EUR 5 million>"]),
    ("EUR 5 million/USD 6 million", &["EUR 5000000 <EUR 5 million>"]),
    ("CHF 5 million, equivalent to USD 6 million", &["CHF 5000000 <CHF 5 million>"]),
    (
        "EUR 3 million (EUR 1 million in cash)",
        &["EUR 3000000 <EUR 3 million>", "EUR 1000000 <EUR 1 million>"],
    ),
    ("they try 3 times", &[]),
    ("in 2020", &[]),
    ("2 million people", &[]),
    ("in 2020 USD", &[]),
    ("in constant 2015 dollars", &[]),
    ("in 2020 USD 5 million", &["USD 5000000 <USD 5 million>"]),
    ("5 million EUR 2020-2025", &["EUR 5000000 <5 million EUR>"]),
    ("Euro 2020", &[]),
    ("COP 28 and TOP 10", &[]),
    ("COP28", &[]),
    ("G20 EUR talks", &[]),
    ("the Group won 3 matches", &[]),
    ("ALL 12 districts", &[]),
    ("SDG 4 and CRC 1989", &[]),
    ("1,784 MT of rice and 5,000 KM of roads", &[]),
    ("5 thousand million euros", &["EUR 5000000000 <5 thousand million euros>"]),
    ("COP 500 million", &["COP 500000000 <COP 500 million>"]),
    ("multi-million dollar deals", &[]),
    ("5 million won by", &["KRW 5000000 <5 million won>"]),
    ("EUR", &[]),
    ("", &[]),
];

#[test]
fn digits_that_are_no_number_are_no_sum() {
    let lexicon = lexicon();
    for (sum, expected) in [
        ("EUR 1,2,3,4", "-"),
        ("EUR 1,2,3,4 million", "-"),
        ("1,2,3,4 million euros", "-"),
        ("EUR -5 million", "-"),
        ("\u{20ac}\u{2212}5 million", "-"),
        ("-5 million euros", "-"),
        ("USD 5.5.5 million", "-"),
        ("5.5.5 million dollars", "-"),
        ("USD 5.5 million", "USD 5500000 own paid"),
        ("EUR-5 million", "EUR 5m own paid"),
        ("EUR 3 -5 million", "EUR 3m..5000000 own paid"),
        ("EUR 12,345,678", "EUR 12345678 own paid"),
        ("EUR 25,000 300 times", "EUR 25000 own paid"),
    ] {
        let said = shares(&lexicon, &format!("[Norway] |gave| {sum} to <UNICEF>."));
        assert_eq!(said, expected, "{sum}");
    }
}
