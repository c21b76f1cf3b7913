//! The frame of the page: head, cards, contents, method.
//!
//! In: a [`Report`]. Out: an HTML 5 document that is read, printed and, where scripts run, sorted. Never: a script, a font or a picture
//! from elsewhere.

use std::fmt::Write;
use std::io;

use crate::view::plot::{Picture, draw, filters};
use crate::view::report::contents::Report;
use crate::view::report::{claims, sections};
use crate::view::xml::escape;

const STYLE: &str = include_str!("../style.css");
const SCRIPT: &str = include_str!("script.js");

/// A part of the page: its anchor, its heading, its HTML.
type Section = (&'static str, &'static str, String);

/// Writes the page.
///
/// # Errors
/// When the writer fails.
pub fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page(report).as_bytes())
}

fn page(report: &Report<'_>) -> String {
    let parts: Vec<Section> = [
        ("ties", "Who works with whom", with(report, Picture::Network, sections::ties(report))),
        ("pairs", "The strongest pairs", picture(report, Picture::HeatMap)),
        ("money", "Who pays", with(report, Picture::Flow, claims::gifts(report))),
        ("where", "Where the money goes", picture(report, Picture::Matrix)),
        ("time", "Who is in the news when", picture(report, Picture::Timeline)),
        ("review", "Said, but not as a fact", claims::unsure(report)),
        ("open", "Names that stayed open", sections::open_names(report)),
        ("gaps", "Names that the vocabulary lacks", sections::gaps(report)),
        ("method", "Method and versions", method(report)),
    ]
    .into_iter()
    .filter(|(_, _, html)| !html.is_empty())
    .collect();
    let title = escape(report.title);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class=\"lead\">{}</p>\n",
        escape(&lead(report))
    );
    cards(report, &mut html);
    html.push_str("<nav>");
    for (anchor, heading, _) in &parts {
        let _ = write!(html, "<a href=\"#{anchor}\">{heading}</a>");
    }
    html.push_str("</nav>\n");
    for (anchor, heading, part) in &parts {
        let _ = write!(html, "<section id=\"{anchor}\">\n<h2>{heading}</h2>\n{part}</section>\n");
    }
    let _ = write!(html, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    html
}

fn lead(report: &Report<'_>) -> String {
    let time = match (report.facts.first, report.facts.last) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let stories = match report.facts.stories {
        1 => "1 story".to_owned(),
        n => format!("{n} stories"),
    };
    let ties = match report.ties {
        [] if report.gifts.rows.is_empty() => {
            "No two names stand together in them: there is little to show."
        }
        [] => "No two names stand together in them.",
        _ => "Every number leads to the sentences behind it.",
    };
    let filters = filters(report.facts, report.names);
    let filters = if filters.is_empty() { filters } else { filters + " " };
    format!("{stories}{time}. {filters}{ties}")
}

fn cards(report: &Report<'_>, html: &mut String) {
    let stats = report.stats;
    let mut figures =
        vec![(stats.stories, "stories".to_owned()), (stats.mentions, "mentions".into())];
    let known = stats.entities.iter().filter(|c| c.known > 0);
    figures.extend(known.map(|c| (c.known, c.class.plural().to_owned())));
    let n_provisional = stats.entities.iter().map(|c| c.provisional).sum::<u64>();
    if n_provisional > 0 {
        figures.push((n_provisional, "names not in the vocabulary".to_owned()));
    }
    let facts: u64 = stats
        .claims
        .iter()
        .filter(|c| c.status == crate::base::Status::Asserted)
        .map(|c| c.claims)
        .sum();
    figures.push((facts, "stated edges".to_owned()));
    html.push_str("<div class=\"cards\">\n");
    for (number, name) in figures {
        let _ = writeln!(html, "<div class=\"card\"><b>{number}</b><span>{name}</span></div>");
    }
    html.push_str("</div>\n");
}

/// A picture, or nothing where the graph holds nothing that it shows.
fn picture(report: &Report<'_>, picture: Picture) -> String {
    draw(picture, report.facts, report.names)
        .map(|svg| format!("<figure tabindex=\"0\">\n{svg}</figure>\n"))
        .unwrap_or_default()
}

fn with(report: &Report<'_>, shown: Picture, html: String) -> String {
    format!("{}{html}", picture(report, shown))
}

fn method(report: &Report<'_>) -> String {
    let mut html = String::from(
        "<p>Names are found with a dictionary: the longest match wins, abbreviations count in their exact case, national \
         bodies take their country from the context. Relations are read by rules from the clause that states them; plans, \
         possibilities and denials are kept apart and are no edges here. Two names are tied when one sentence names both, each \
         by a name of its own; sentences that differ in a few words only count once among the different ones. Association strength is the observed number over \
         the number that chance would give (van Eck and Waltman 2009), the log-likelihood ratio is Dunning's (1993), \
         communities are found by the Leiden algorithm (Traag, Waltman and van Eck 2019).</p>\n<dl>",
    );
    for (what, how) in report.made {
        let _ = write!(html, "<dt>{}</dt><dd>{}</dd>", escape(what), escape(how));
    }
    html.push_str("</dl>\n");
    html
}
