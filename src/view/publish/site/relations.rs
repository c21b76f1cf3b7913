//! What is stated of an entity, with the sentences that say it.
//!
//! In: its claims. Out: a table for each relation and direction, what is asserted before what is planned or denied. Never: what a
//! reviewer found wrong; a sentence where texts are not given.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::base::{EntityId, PartialDate, Predicate, Status};
use crate::merge::{Claim, Evidence, Object};
use crate::view::publish::paper::{Place, outward};
use crate::view::publish::site::indexed::Indexed;
use crate::view::xml::escape;

/// So many rows a table has; the Turtle file and `claims.csv` have all.
const ROWS: usize = 50;
/// So many sentences stand under a row; `sentences.csv` has all.
const SENTENCES: usize = 5;

/// What is said of the subject of a relation, and of its object.
fn heading(predicate: Predicate, is_subject: bool) -> &'static str {
    match (predicate, is_subject) {
        (Predicate::Funds, true) => "Funds",
        (Predicate::Funds, false) => "Is funded by",
        (Predicate::Implements, true) => "Implements",
        (Predicate::Implements, false) => "Is implemented by",
        (Predicate::PartnersWith, _) => "Works with",
        (Predicate::Organizes, true) => "Organizes",
        (Predicate::Organizes, false) => "Is organized by",
        (Predicate::ParticipatesIn, true) => "Takes part in",
        (Predicate::ParticipatesIn, false) => "Has as participants",
        (Predicate::Supports, true) => "Supports",
        (Predicate::Supports, false) => "Is supported by",
        (Predicate::PartOf, true) => "Is part of",
        (Predicate::PartOf, false) => "Has as parts",
    }
}

/// All relations of an entity.
pub(super) fn sections(id: &EntityId, indexed: &Indexed<'_>) -> String {
    let mut groups: BTreeMap<(Predicate, bool), Vec<&Claim>> = BTreeMap::new();
    for claim in indexed.claims(id).filter(|c| c.status() != Status::Rejected) {
        let is_subject = claim.subject == *id || claim.predicate.is_symmetric();
        // What it does stands before what is done to it.
        groups.entry((claim.predicate, !is_subject)).or_default().push(claim);
    }
    let mut html = String::new();
    for ((predicate, is_object), mut claims) in groups {
        // Stable: equals stay in the order of the graph.
        let is_activity = |claim: &Claim| matches!(claim.object, Object::Event(_));
        claims.sort_by_key(|c| {
            (c.status(), is_activity(c), std::cmp::Reverse((c.documents(), c.last())))
        });
        let who = match is_object {
            true => "who",
            false if claims.iter().all(|claim| is_activity(claim)) => "what",
            false => "whom",
        };
        let has_sums =
            claims.iter().take(ROWS).any(|c| c.evidence.iter().any(|e| e.amount.is_some()));
        let _ = writeln!(
            html,
            "<h2>{}</h2>\n<div class=\"table\"><table class=\"claims\"><thead><tr><th>{who}</th>{}\
             <th class=\"n\">stories</th><th class=\"when\">when</th></tr></thead><tbody>",
            heading(predicate, !is_object),
            if has_sums { "<th class=\"sums\">sums</th>" } else { "" }
        );
        for claim in claims.iter().take(ROWS) {
            row(id, claim, has_sums, indexed, &mut html);
        }
        html.push_str("</tbody></table></div>\n");
        if claims.len() > ROWS {
            let _ = writeln!(
                html,
                "<p class=\"note\">{ROWS} of {}; all in <a href=\"../claims.csv\">claims.csv</a>.</p>",
                claims.len()
            );
        }
    }
    html
}

fn row(id: &EntityId, claim: &Claim, has_sums: bool, indexed: &Indexed<'_>, html: &mut String) {
    let other = match &claim.object {
        Object::Event(story) => {
            format!("{}<span class=\"status\">activity</span>", self::story(story, indexed))
        }
        Object::Entity(object) if object == id => indexed.link(&claim.subject, Place::Below),
        Object::Entity(object) => indexed.link(object, Place::Below),
    };
    let status = match claim.status() {
        Status::Asserted => String::new(),
        status => format!("<span class=\"status\">{}</span>", status.name()),
    };
    let sums = if has_sums { format!("<td>{}</td>", sums(claim)) } else { String::new() };
    let _ = writeln!(
        html,
        "<tr><td>{other}{status}{}</td>{sums}<td class=\"n\">{}</td><td class=\"when\">{}</td></tr>",
        evidence(claim, indexed),
        claim.documents(),
        when(claim.first(), claim.last())
    );
}

/// The sums that its sentences give, each once.
fn sums(claim: &Claim) -> String {
    let sums: BTreeSet<String> =
        claim.evidence.iter().filter_map(|e| e.amount.as_ref()).map(|a| a.in_words()).collect();
    sums.iter().map(|sum| escape(sum)).collect::<Vec<_>>().join("<br>")
}

fn when(first: Option<PartialDate>, last: Option<PartialDate>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (date, other) => date.or(other).map(|date| date.to_string()).unwrap_or_default(),
    }
}

/// A story as a link to its address, or its title.
fn story(id: &str, indexed: &Indexed<'_>) -> String {
    match indexed.document(id) {
        Some(facts) => outward(facts.source.url.as_deref().unwrap_or_default(), facts.label()),
        None => escape(id),
    }
}

/// Who published it; of a file, its name without the folders of somebody's disk.
fn source<'e>(item: &'e Evidence, indexed: &Indexed<'_>) -> &'e str {
    let is_file = indexed
        .document(&item.document)
        .is_some_and(|d| d.source.publisher.is_none() && d.source.host().is_none());
    let name = if is_file { item.source.rsplit(['/', '\\']).next() } else { None };
    name.unwrap_or(&item.source)
}

/// The sentences, the firmest and newest first.
fn evidence(claim: &Claim, indexed: &Indexed<'_>) -> String {
    let mut shown: Vec<&Evidence> = claim.evidence.iter().collect();
    shown.sort_by_key(|e| (e.status, std::cmp::Reverse(e.date_start)));
    let words = match shown.len() {
        1 => "1 sentence".to_owned(),
        n => format!("{n} sentences"),
    };
    let mut html = format!("<details><summary>{words}</summary>");
    for item in shown.iter().take(SENTENCES) {
        let quote = match indexed.publication.desk.gives_texts() {
            true => escape(&item.quote),
            false => format!("characters {} to {}", item.start, item.end),
        };
        let date = item.date_start.map(|date| format!("{date} · ")).unwrap_or_default();
        let status = match item.status {
            Status::Asserted => String::new(),
            status => format!(" · {}", status.name()),
        };
        let rules: Vec<String> = item.rules.iter().map(|rule| escape(rule)).collect();
        let _ = write!(
            html,
            "<blockquote>{quote}<footer>{date}{} · {} · rule {}{status}</footer></blockquote>",
            story(&item.document, indexed),
            escape(source(item, indexed)),
            rules.join(", ")
        );
    }
    if shown.len() > SENTENCES {
        let _ = write!(
            html,
            "<p class=\"note\">{SENTENCES} of {}; all in <a href=\"../sentences.csv\">sentences.csv</a>.</p>",
            shown.len()
        );
    }
    html.push_str("</details>");
    html
}
