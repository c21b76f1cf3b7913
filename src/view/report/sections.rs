//! The tables of the page.
//!
//! In: a [`Report`]. Out: HTML. Never: an unescaped word.

use std::fmt::Write;

use crate::base::{Predicate, Status, sort_by_key};
use crate::merge::{Claim, Object};
use crate::view::explain::{Passage, Side};
use crate::view::report::contents::Report;
use crate::view::xml::escape;

/// So many sentences stand under a tie; the command beside it prints all.
const SENTENCES: usize = 4;
/// So many rows a table has.
const ROWS: usize = 25;

/// The strongest ties with their measures and sentences.
pub(super) fn ties(report: &Report<'_>) -> String {
    if report.ties.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<p class=\"note\">Sorted by different sentences that name both: what is repeated almost word for word counts once. \
         Association is observed over expected: 1 is chance. The log-likelihood ratio is negative where two are named \
         together less often than by chance, and beyond 10.8 either way one in a thousand pairs would be so by chance.</p>\n\
         <div class=\"table\"><table><thead><tr><th>pair</th><th class=\"n\">different</th><th class=\"n\">all</th>\
         <th class=\"n\">stories</th><th class=\"n\">association</th><th class=\"n\">log-likelihood</th></tr></thead><tbody>\n",
    );
    for (tie, passages) in report.ties {
        let (a, b) = (report.names.label(&tie.a), report.names.label(&tie.b));
        let _ = write!(
            html,
            "<tr><td>{} — {}<details><summary>sentences</summary>",
            escape(&a),
            escape(&b)
        );
        // A sentence that states something is better evidence than one that only names both.
        let mut shown: Vec<&Passage> = passages.iter().collect();
        sort_by_key(&mut shown, |p| p.kind());
        shown.iter().take(SENTENCES).for_each(|p| passage(report, p, &mut html));
        let _ = writeln!(
            html,
            "<p class=\"note\">{} with a relation or both names: <code>consort explain {} {}</code></p></details></td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{:.2}</td>\
             <td class=\"n\">{:.1}</td></tr>",
            match passages.len() {
                1 => "The sentence".to_owned(),
                n => format!("All {n} sentences"),
            },
            tie.a,
            tie.b,
            tie.distinct_sentences,
            tie.count,
            tie.documents,
            tie.association_strength,
            tie.log_likelihood
        );
    }
    html.push_str("</tbody></table></div>\n");
    html
}

/// A sentence with the names marked, what it states, and where it stands.
fn passage(report: &Report<'_>, passage: &Passage, html: &mut String) {
    html.push_str("<blockquote>");
    let mut at = 0;
    for highlight in &passage.highlights {
        let class = if highlight.side == Side::B { " class=\"b\"" } else { "" };
        let before = passage.quote.get(at..highlight.span.start).unwrap_or_default();
        let name = passage.quote.get(highlight.span.range()).unwrap_or_default();
        let _ = write!(html, "{}<mark{class}>{}</mark>", escape(before), escape(name));
        at = highlight.span.end;
    }
    html.push_str(&escape(passage.quote.get(at..).unwrap_or_default()));
    for statement in &passage.statements {
        let object = statement.object_label(&|id| report.names.label(id));
        let _ = write!(
            html,
            "<br><span class=\"status\">{}: {} {} {}</span>",
            statement.status.name(),
            escape(&report.names.label(&statement.subject)),
            statement.predicate.name(),
            escape(&object)
        );
    }
    let date = passage.date.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    let _ = write!(
        html,
        "<footer>{date} · {} · {}</footer></blockquote>",
        escape(&passage.title),
        escape(&passage.source)
    );
}

/// Who pays for which programme, body or fund, most often stated first, with the newest sentence.
pub(super) fn gifts(report: &Report<'_>) -> String {
    let mut claims: Vec<&Claim> = report
        .facts
        .claims()
        .iter()
        .filter(|c| c.predicate == Predicate::Funds && c.status() == Status::Asserted)
        .filter(|c| matches!(c.object, Object::Entity(_)))
        .collect();
    // The sort is stable: equals stay in the order of their ids.
    sort_by_key(&mut claims, |c| std::cmp::Reverse((c.documents(), c.distinct_sentences())));
    table(report, "donor", "pays for", &claims)
}

/// What is planned, possible or denied, newest first.
pub(super) fn review(report: &Report<'_>) -> String {
    let mut claims: Vec<&Claim> = report
        .facts
        .claims()
        .iter()
        .filter(|c| c.status() != Status::Asserted && matches!(c.object, Object::Entity(_)))
        .collect();
    sort_by_key(&mut claims, |c| std::cmp::Reverse(c.last()));
    let html = table(report, "who", "whom", &claims);
    if html.is_empty() {
        return html;
    }
    format!(
        "<p class=\"note\">Plans, possibilities and denials: no edges of the graph until a reviewer says so.</p>\n{html}"
    )
}

/// Claims with one sentence each.
fn table(report: &Report<'_>, subject: &str, object: &str, claims: &[&Claim]) -> String {
    if claims.is_empty() {
        return String::new();
    }
    let mut html = format!(
        "<div class=\"table\"><table><thead><tr><th>{subject}</th><th>{object}</th><th class=\"n\">stories</th>\
         <th>a sentence that says so</th></tr></thead><tbody>\n"
    );
    for claim in claims.iter().take(ROWS) {
        let Object::Entity(whom) = &claim.object else { continue };
        let Some(evidence) = claim.evidence.iter().max_by_key(|e| e.date_start) else { continue };
        let mark = match claim.status() {
            Status::Asserted => String::new(),
            status => format!(
                " <span class=\"status\">{}: {}</span>",
                status.name(),
                claim.predicate.name()
            ),
        };
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td>{}{mark}</td></tr>",
            escape(&report.names.label(&claim.subject)),
            escape(&report.names.label(whom)),
            claim.documents(),
            escape(&evidence.quote)
        );
    }
    html.push_str("</tbody></table></div>\n");
    if claims.len() > ROWS {
        let _ = writeln!(html, "<p class=\"note\">{ROWS} of {}.</p>", claims.len());
    }
    html
}

/// Names that several entries share, or whose country the text does not give.
pub(super) fn open_names(report: &Report<'_>) -> String {
    let names = &report.stats.unlinked_names;
    if names.is_empty() {
        return String::new();
    }
    let list: Vec<String> =
        names.iter().map(|(name, count)| format!("{} ({count})", escape(name))).collect();
    format!(
        "<p>These names could be several entities, or a national body of a country that the text does not name. They were \
         not guessed, and count nowhere: {}.</p>\n",
        list.join(", ")
    )
}

/// What the texts name and the vocabulary lacks, with a sentence each.
pub(super) fn gaps(report: &Report<'_>) -> String {
    if report.gaps.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<p class=\"note\">Provisional entities, and names that the texts abbreviate. \
         A question mark means that the words do not say what it is. <code>consort vocab gaps</code> writes their entries.</p>\n<div class=\"table\"><table><thead><tr><th>name</th>\
         <th>class</th><th class=\"n\">stories</th><th>a sentence that names it</th></tr></thead><tbody>\n",
    );
    for gap in report.gaps.iter().take(ROWS) {
        let example = gap.examples.first().map(|e| escape(&e.sentence)).unwrap_or_default();
        let guess = if gap.told { "" } else { "?" };
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{}{guess}</td><td class=\"n\">{}</td><td>{example}</td></tr>",
            escape(&gap.draft.entry.name),
            gap.draft.class,
            gap.documents
        );
    }
    html.push_str("</tbody></table></div>\n");
    html
}
