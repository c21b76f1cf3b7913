//! Datelines by table: `opening words` -> `start end | places | online`.
//!
//! In: text of datelines, and of prose that only looks like one. Out: assertions. Never: files.

use super::{Closing, opening};
use crate::documents::dates::resolve;

/// What a dateline says, in one line.
fn said(text: &str) -> String {
    let Some(found) = opening(text) else { return "none".to_owned() };
    let dates = match resolve(&found.points, None, None) {
        Some((start, end)) if start == end => start.to_string(),
        Some((start, end)) => format!("{start} {end}"),
        None => "no year".to_owned(),
    };
    let places: Vec<_> = found.locations.iter().map(|s| &text[s.range()]).collect();
    let online = if found.online { " | online" } else { "" };
    format!("{dates} | {}{online}", places.join("+"))
}

fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (head, expected) in table {
        for text in [head.to_string(), format!("{head} UNODC, 3 May 2011 - said: no")] {
            // A dateline that no mark closes counts only when the paragraph holds nothing else.
            let is_open = opening(head).is_some_and(|o| o.closing == Closing::Paragraph);
            if is_open && text != *head {
                continue;
            }
            let span = opening(&text).map_or("", |found| &text[found.span.range()]);
            if said(&text) != *expected || span != *head {
                wrong.push(format!("{text}: {} in {span:?}", said(&text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn datelines_of_the_archive() {
    check(&[
        (
            "28-29 December, 2020, Korce/Tirana, Albania:",
            "2020-12-28 2020-12-29 | Korce+Tirana+Albania",
        ),
        ("22 December 2020, online:", "2020-12-22 |  | online"),
        (
            "9 December 2020, online/Skopje, North Macedonia\u{a0}:",
            "2020-12-09 | Skopje+North Macedonia | online",
        ),
        ("2 December, Belgrade, Serbia:", "no year | Belgrade+Serbia"),
        ("November/December 2020, online:", "2020-11 2020-12 |  | online"),
        (
            "20 October 2020, Sarajevo/30 October 2020 Gradiška, Bosnia and Herzegovina:",
            "2020-10-20 2020-10-30 | Sarajevo+Gradiška+Bosnia and Herzegovina",
        ),
        (
            "26-29 October 2020,\u{a0}Banja Luka, Bosnia and Herzegovina; 2-5 November 2020, Bar, Montenegro:",
            "2020-10-26 2020-11-05 | Banja Luka+Bosnia and Herzegovina+Bar+Montenegro",
        ),
        (
            "27-29 October 2020, Jahorina/10-12 November 2020, Jahorina, Bosnia and Herzegovina:",
            "2020-10-27 2020-11-12 | Jahorina+Jahorina+Bosnia and Herzegovina",
        ),
        (
            "20-21 October 2020, Venice, Italy/online:",
            "2020-10-20 2020-10-21 | Venice+Italy | online",
        ),
        ("6 October 2020, Vienna, Austria and online:", "2020-10-06 | Vienna+Austria | online"),
        (
            "October 2020, Sarajevo/Banja Luka, Bosnia and Herzegovina:",
            "2020-10 | Sarajevo+Banja Luka+Bosnia and Herzegovina",
        ),
        (
            "July-October 2020, Sarajevo, Bosnia and Herzegovina:",
            "2020-07 2020-10 | Sarajevo+Bosnia and Herzegovina",
        ),
        ("28 September-2 October 2020, Tirana, Albania:", "2020-09-28 2020-10-02 | Tirana+Albania"),
        (
            "28-30 September 2020, Sarajevo, Bosnia and Herzegovina and online:",
            "2020-09-28 2020-09-30 | Sarajevo+Bosnia and Herzegovina | online",
        ),
        (
            "7-8 September 2020, Bijača land border crossing, Bosnia and Herzegovina:",
            "2020-09-07 2020-09-08 | Bijača land border crossing+Bosnia and Herzegovina",
        ),
        ("29 August\u{a0}2020,\u{a0}Vlore, Albania:", "2020-08-29 | Vlore+Albania"),
        ("27 August - 3 September 2020, online:", "2020-08-27 2020-09-03 |  | online"),
        (
            "July/September 2020, Bosnia and Herzegovina, North Macedonia, Serbia:",
            "2020-07 2020-09 | Bosnia and Herzegovina+North Macedonia+Serbia",
        ),
        (
            "3 July 2020, Albania, Bosnia and Herzegovina, Montenegro, North Macedonia, Serbia, Kosovo under UNSCR 1244:",
            "2020-07-03 | Albania+Bosnia and Herzegovina+Montenegro+North Macedonia+Serbia+Kosovo under UNSCR 1244",
        ),
        (
            "24 April 2020, Serbia and Kosovo under UNSCR 1244:",
            "2020-04-24 | Serbia+Kosovo under UNSCR 1244",
        ),
        (
            "22 May 2020, Podgorica, Montenegro; Skopje, North Macedonia:",
            "2020-05-22 | Podgorica+Montenegro+Skopje+North Macedonia",
        ),
        (
            "29 April–8 May 2020, Bijača, Bosnia and Herzegovina, Bar, Montenegro:",
            "2020-04-29 2020-05-08 | Bijača+Bosnia and Herzegovina+Bar+Montenegro",
        ),
        (
            "3 March, Osijek; 10 March, Zadar; 11 March 2020, Split, Croatia:",
            "2020-03-03 2020-03-11 | Osijek+Zadar+Split+Croatia",
        ),
        (
            "25-27 February 2020,\u{a0}Bar, Montenegro and Bijača, Bosnia and Herzegovina:",
            "2020-02-25 2020-02-27 | Bar+Montenegro+Bijača+Bosnia and Herzegovina",
        ),
        (
            "11-14 February, Mostar, Bosnia and Herzegovina; and 25-28 February 2020, Pristina, Kosovo under UNSCR 1244:",
            "2020-02-11 2020-02-28 | Mostar+Bosnia and Herzegovina+Pristina+Kosovo under UNSCR 1244",
        ),
    ]);
}

#[test]
fn datelines_of_other_offices() {
    check(&[
        ("GENEVA, 12 March 2020 –", "2020-03-12 | GENEVA"),
        ("Sarajevo, 5 May 2021 -", "2021-05-05 | Sarajevo"),
        ("VIENNA, 3 June (OSCE) –", "no year | VIENNA"),
        ("New York, March 12, 2020 —", "2020-03-12 | New York"),
        ("WASHINGTON, D.C., March 12, 2020—", "2020-03-12 | WASHINGTON, D.C."),
        ("NEW YORK, March 3 -", "no year | NEW YORK"),
        ("MOSCOW. March 12 (Interfax) -", "no year | MOSCOW"),
        ("BEIJING, March 12 (Xinhua) --", "no year | BEIJING"),
        ("Geneva, Switzerland, March 12, 2020 (AFP) -", "2020-03-12 | Geneva+Switzerland"),
        ("LONDON (Reuters) -", "no year | LONDON"),
        ("The Hague, Thursday, 12 March 2020 –", "2020-03-12 | The Hague"),
        ("Thursday, 12 March 2020, St. Petersburg:", "2020-03-12 | St. Petersburg"),
        ("12.03.2020, Beograd:", "2020-03-12 | Beograd"),
        ("12/03/2020 -", "2020-03-12 | "),
        ("2020-03-12, Vienna:", "2020-03-12 | Vienna"),
        ("March 2020:", "2020-03 | "),
        ("12th of March 2020, Port-au-Prince, Haiti:", "2020-03-12 | Port-au-Prince+Haiti"),
        ("3, 5 and 7 March 2020, Sarajevo and Mostar:", "2020-03-03 2020-03-07 | Sarajevo+Mostar"),
        ("28 December 2020 - 8 January 2021, Ohrid:", "2020-12-28 2021-01-08 | Ohrid"),
        ("15 December 2020, Bar; 10 January, Ulcinj:", "2020-12-15 2021-01-10 | Bar+Ulcinj"),
        ("12 May 2021, hybrid event, Tirana:", "2021-05-12 | Tirana | online"),
        ("12 May 2021, Skopje - online:", "2021-05-12 | Skopje | online"),
        ("12 May 2021, Sarajevo (hybrid):", "2021-05-12 | Sarajevo | online"),
        ("12 May 2021, on-site and online, Vienna:", "2021-05-12 | Vienna | online"),
        ("12 May 2021, various locations, Serbia:", "2021-05-12 | Serbia"),
        ("12 May 2021, on-line:", "2021-05-12 |  | online"),
        ("12 May 2021, Virtual:", "2021-05-12 |  | online"),
        (
            "5 June 2019, Port of Spain, Trinidad and Tobago and Saint Vincent and the Grenadines:",
            "2019-06-05 | Port of Spain+Trinidad and Tobago+Saint Vincent and the Grenadines",
        ),
        ("Geneva (Switzerland), 12 March 2020:", "2020-03-12 | Geneva+Switzerland"),
        ("Geneva, **12 March 2020** –", "2020-03-12 | Geneva"),
        ("Brussels, 12 March 2020", "2020-03-12 | Brussels"),
        ("12 March 2020", "2020-03-12 | "),
    ]);
}

/// `check` tries a text behind each head too; these close with the bracket or bar before a capital.
#[test]
fn datelines_of_press_rooms() {
    check(&[
        // Small words inside a place.
        ("Dar es Salaam, Tanzania, 4 March 2020 –", "2020-03-04 | Dar es Salaam+Tanzania"),
        ("Rio de Janeiro, 4 March 2020 –", "2020-03-04 | Rio de Janeiro"),
        ("San Juan de los Morros, 4 March 2020 –", "2020-03-04 | San Juan de los Morros"),
        ("Frankfurt am Main, Germany, 4 March 2020:", "2020-03-04 | Frankfurt am Main+Germany"),
        ("Aix en Provence, 4 March 2020 –", "2020-03-04 | Aix en Provence"),
        ("Stoke on Trent, March 4, 2020 —", "2020-03-04 | Stoke on Trent"),
        ("4 March 2020, Gornji Vakuf na Vrbasu:", "2020-03-04 | Gornji Vakuf na Vrbasu"),
        ("Alphen aan den Rijn, 4 March 2020 –", "2020-03-04 | Alphen aan den Rijn"),
        ("Umm al Quwain, 4 March 2020 –", "2020-03-04 | Umm al Quwain"),
        ("Villa de la Paz, 4 March 2020 –", "2020-03-04 | Villa de la Paz"),
        // Dates of numbers, with Roman months, with dashes.
        ("Accra, 04.03.2020 –", "2020-03-04 | Accra"),
        ("Accra, 4.III.2020 –", "2020-03-04 | Accra"),
        ("Accra, 04/03/2020 –", "2020-03-04 | Accra"),
        ("Accra, 4-Mar-2020 –", "2020-03-04 | Accra"),
        ("Accra, 2020/03/04 –", "2020-03-04 | Accra"),
        ("2020.03.04, Accra:", "2020-03-04 | Accra"),
        ("Accra, 28.02–01.03.2020 –", "2020-02-28 2020-03-01 | Accra"),
        ("Accra, 28.02. - 01.03.2020:", "2020-02-28 2020-03-01 | Accra"),
        // Times.
        ("Accra, 4 March 2020, 10:30 GMT –", "2020-03-04 | Accra"),
        ("Accra, 4 March 2020 10:30 –", "2020-03-04 | Accra"),
        ("Accra, Wednesday 4 March 2020, 2:30 p.m. –", "2020-03-04 | Accra"),
        ("4 March 2020 at 10.30 am, Accra:", "2020-03-04 | Accra"),
        ("Accra, 4 March 2020 (10:30 GMT) –", "2020-03-04 | Accra"),
        ("Accra, 4 March 2020, 14h00 local time:", "2020-03-04 | Accra"),
        ("Accra, 4 March 2020 – 10:30 GMT+1 –", "2020-03-04 | Accra"),
        // Brackets and bars.
        ("(Accra, 4 March 2020) –", "2020-03-04 | Accra"),
        ("(Accra, Ghana, 4 March 2020) —", "2020-03-04 | Accra+Ghana"),
        ("[4 March 2020, Accra]:", "2020-03-04 | Accra"),
        ("(4 March 2020) –", "2020-03-04 | "),
        ("(4 March 2020, Accra, Ghana):", "2020-03-04 | Accra+Ghana"),
        ("ACCRA (4 March 2020) –", "2020-03-04 | ACCRA"),
        ("ACCRA (4 March 2020):", "2020-03-04 | ACCRA"),
        ("Accra, Ghana (March 4, 2020) --", "2020-03-04 | Accra+Ghana"),
        ("Accra (Ghana), 4 March 2020 –", "2020-03-04 | Accra+Ghana"),
        ("Accra (Ghana) 4 March 2020 —", "2020-03-04 | Accra+Ghana"),
        ("4 March 2020 (Accra):", "2020-03-04 | Accra"),
        ("Accra | 4 March 2020 |", "2020-03-04 | Accra"),
        ("4 March 2020 | Accra |", "2020-03-04 | Accra"),
        ("Accra, Ghana | March 4, 2020 –", "2020-03-04 | Accra+Ghana"),
        ("4 March 2020 | Accra, Ghana:", "2020-03-04 | Accra+Ghana"),
        ("Accra • 4 March 2020 •", "2020-03-04 | Accra"),
        ("(Tema, Ghana) —", "no year | Tema+Ghana"),
        ("(Ann Arbor, MI) ---", "no year | Ann Arbor, MI"),
        ("NEW YORK, U.S., 4 March 2020 –", "2020-03-04 | NEW YORK+U.S."),
        ("(Tema, Ghana)---", "no year | Tema+Ghana"),
        // A dash between the place and the day.
        ("Accra – 4 March 2020 –", "2020-03-04 | Accra"),
        ("Accra, Ghana – 4 March 2020 –", "2020-03-04 | Accra+Ghana"),
        ("ACCRA, Ghana - March 4, 2020 -", "2020-03-04 | ACCRA+Ghana"),
        ("Accra — 4 March 2020:", "2020-03-04 | Accra"),
        ("4 March 2020 – Accra, Ghana –", "2020-03-04 | Accra+Ghana"),
        ("4 March 2020 - Accra -", "2020-03-04 | Accra"),
        ("4 March 2020: (Tema, Ghana) —", "2020-03-04 | Tema+Ghana"),
        ("4 March 2020 – ACCRA, Ghana –", "2020-03-04 | ACCRA+Ghana"),
        ("Accra: 4 March 2020 –", "2020-03-04 | Accra"),
        // Words before a date, agencies, marks in a row.
        ("Accra, the 4th of March 2020 –", "2020-03-04 | Accra"),
        ("Accra, this 4 March 2020:", "2020-03-04 | Accra"),
        ("Accra, from 28 February to 1 March 2020:", "2020-02-28 2020-03-01 | Accra"),
        ("ACCRA, Ghana, March 4, 2020 /PRNewswire/ --", "2020-03-04 | ACCRA+Ghana"),
        ("ACCRA /Wire News/ --", "no year | ACCRA"),
        ("ACCRA--(NEWS WIRE)--", "no year | ACCRA"),
        ("Accra, Ghana, March 4, 2020.-", "2020-03-04 | Accra+Ghana"),
        ("Dadaab refugee camp, Kenya, 4 March 2020 –", "2020-03-04 | Dadaab refugee camp+Kenya"),
        // Labels of press offices.
        ("PRESS RELEASE | Accra, 4 March 2020 –", "2020-03-04 | Accra"),
        ("Press release – Accra, 4 March 2020 –", "2020-03-04 | Accra"),
        ("FOR IMMEDIATE RELEASE: Accra, Ghana, 4 March 2020 –", "2020-03-04 | Accra+Ghana"),
        ("Media statement: 4 March 2020 –", "2020-03-04 | "),
        // Spans over two months or years.
        ("Accra, 28 February–1 March 2020 –", "2020-02-28 2020-03-01 | Accra"),
        ("Accra, February 28 - March 1, 2020 –", "2020-02-28 2020-03-01 | Accra"),
        ("28 February to 1 March 2020, Accra:", "2020-02-28 2020-03-01 | Accra"),
        ("Accra, 28 February and 1 March 2020:", "2020-02-28 2020-03-01 | Accra"),
        ("Accra, 30 December 2019 – 2 January 2020 –", "2019-12-30 2020-01-02 | Accra"),
        ("30 December - 2 January 2020, Accra:", "2019-12-30 2020-01-02 | Accra"),
    ]);
}

#[test]
fn what_closes_only_before_a_text() {
    for (head, rest, expected) in [
        ("ACCRA (4 March 2020)", "The office opened.", "2020-03-04 | ACCRA"),
        ("Accra, Ghana (4 March 2020)", "The office opened.", "2020-03-04 | Accra+Ghana"),
        ("(Accra, 4 March 2020)", "The office opened.", "2020-03-04 | Accra"),
        ("[Accra, Ghana, 4 March 2020]", "The office opened.", "2020-03-04 | Accra+Ghana"),
        ("Accra, 28 February–1 March 2020.", "The office opened.", "2020-02-28 2020-03-01 | Accra"),
        ("Accra, 04.03.2020.", "The office opened.", "2020-03-04 | Accra"),
        ("Accra, 4 March 2020.", "\"It is open\", they said.", "2020-03-04 | Accra"),
        ("Accra, 4 March 2020", "\nThe office opened.", "2020-03-04 | Accra"),
        ("4 March 2020", "\nThe office opened.", "2020-03-04 | "),
        ("Thursday, 5 March 2020, 11:57 am", "\nPress Release: Office", "2020-03-05 | "),
        ("4 March 2020, Accra, Ghana", "\n12 officers came.", "2020-03-04 | Accra+Ghana"),
        ("Accra, 4 March 2020 –", "The office – it says – opened", "2020-03-04 | Accra"),
        ("4 March 2020 –", "UNICEF – the agency – opened", "2020-03-04 | "),
        ("4 March 2020 |", "The office opened.", "2020-03-04 | "),
        ("Accra | 4 March 2020 |", "The office | and more", "2020-03-04 | Accra"),
    ] {
        let text = format!("{head} {rest}");
        let found = opening(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(said(&text), expected, "{text}");
        assert_eq!(&text[found.span.range()], head, "{text}");
    }
    assert_eq!(said("Accra, 04.03.2020."), "2020-03-04 | Accra");
    for text in [
        "ACCRA (4 March 2020) the office",
        "Accra (4 March) The office",
        "The office (4 March 2020) opened",
        "Accra, 4 March 2020\nwas a day",
        "Accra, March 2020\nThe office",
        "March 2020\nThe office",
        "UNICEF | The office",
        "(The office of Accra) — it",
        "(Accra) The office",
        "(see above) – it",
    ] {
        assert_eq!(said(text), "none", "{text}");
    }
}

#[test]
fn a_full_stop_closes_a_place_and_a_day() {
    for (text, expected) in [
        ("Tunis, 7 June 2021. The office", "2021-06-07 | Tunis"),
        ("Tirana, Albania, June 7, 2021. The office", "2021-06-07 | Tirana+Albania"),
        ("Tunis, 7 June. The office", "none"),
        ("Tunis, June 2021. The office", "none"),
        ("Tunis, 7 June 2021. the office", "none"),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn prose_is_no_dateline() {
    for text in [
        "",
        ":",
        "In 2020, the office: a review",
        "In March 2020, Serbia: a review",
        "In March 2020, the office: a review",
        "On 3 March 2020, Serbia - and not only Serbia - was",
        "In Serbia, 3 March 2020, was a day: remember",
        "UNODC: a short history",
        "AIRCOP: National workshop on analysis and profiling",
        "March: the month of wind",
        "May 2020 was a month in which: nothing",
        "3 March 2020, The office held the following meetings: a, b",
        "3 March 2020, the office said - as it had before - that",
        "Following the meeting, 3 March 2020, Vienna: it",
        "UNODC – World Customs Organization programme",
        "The meeting of 12 March 2020: results",
        "12 people: a list",
        "12 March 2020 was a Thursday: rain",
        "12 March 2020 was quiet: rain",
        "12 March 2020, the office: news",
        "12 March 2020, Vienna. UNODC held a meeting",
        "Bosnia and Herzegovina: an overview",
        "Vienna, Austria - a city",
        "(i) to support more effective national",
        "https://www.unodc.org/2020/March: a",
        "45 March 2020, Vienna:",
        "Overview of selected projects:",
    ] {
        assert_eq!(said(text), "none", "{text}");
    }
}
