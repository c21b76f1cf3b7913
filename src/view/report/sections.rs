//! The tables of the page.
//!
//! In: a [`Report`]. Out: HTML. Never: an unescaped word.

use crate::base::sort_by_key;
use std::fmt::Write;

use crate::view::explain::{Passage, Side};
use crate::view::report::claims::ROWS;
use crate::view::report::contents::Report;
use crate::view::report::source::source;
use crate::view::xml::escape;

/// So many sentences stand under a tie; the command beside it prints all.
const SENTENCES: usize = 4;

/// The strongest ties with their measures and sentences.
pub(super) fn ties(report: &Report<'_>) -> String {
    if report.ties.is_empty() {
        return String::new();
    }
    let mut html = String::from(
        "<p class=\"note\">Sorted by different sentences that name both: what is repeated almost word for word counts once. \
         Association is observed over expected: 1 is chance. The log-likelihood ratio is negative where two are named \
         together less often than by chance, and beyond 10.8 either way one in a thousand pairs would be so by chance.</p>\n\
         <div class=\"table\"><table class=\"sorts\"><caption>The strongest pairs</caption><thead><tr><th>pair</th><th class=\"n\">different</th><th class=\"n\">all</th>\
         <th class=\"n\">stories</th><th class=\"n\">association</th><th class=\"n\">log-likelihood</th></tr></thead><tbody>\n",
    );
    for (tie, passages) in report.ties {
        let (a, b) = (report.names.label(&tie.a), report.names.label(&tie.b));
        let _ = write!(
            html,
            "<tr><td><div class=\"pair\">{} — {}</div><details><summary>sentences</summary>",
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
             <td class=\"n\" data-name=\"different\">{}</td><td class=\"n\" data-name=\"all\">{}</td>\
             <td class=\"n\" data-name=\"stories\">{}</td><td class=\"n\" data-name=\"association\">{:.2}</td>\
             <td class=\"n\" data-name=\"log-likelihood\">{:.1}</td></tr>",
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
    let date = passage.date.map(|date| date.to_string()).unwrap_or_default();
    html.push_str(&source(&date, &passage.title, &passage.source, &passage.source));
    html.push_str("</blockquote>");
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
         A question mark means that the words do not say what it is. <code>consort vocab gaps</code> writes their entries.</p>\n<div class=\"table\"><table class=\"sorts quoted\"><caption>Names that the vocabulary lacks</caption><thead><tr><th>name</th>\
         <th>class</th><th class=\"n\">stories</th><th>a sentence that names it</th></tr></thead><tbody>\n",
    );
    for gap in report.gaps.iter().take(ROWS) {
        let example = gap.examples.first().map(|e| escape(&e.sentence)).unwrap_or_default();
        let guess = if gap.told { "" } else { "?" };
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td data-name=\"class\">{}{guess}</td><td class=\"n\" data-name=\"stories\">{}</td><td>{example}</td></tr>",
            escape(&gap.draft.entry.name),
            gap.draft.class,
            gap.documents
        );
    }
    html.push_str("</tbody></table></div>\n");
    html
}
