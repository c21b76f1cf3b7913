//! The page to read first: what the publication is, what is in it, on what terms, how it was made.
//!
//! In: a publication. Out: HTML. Never: an unescaped word.

use std::fmt::Write;

use crate::view::publish::data::DataFile;
use crate::view::publish::paper::{Place, facts, outward, page as paper};
use crate::view::publish::publication::Publication;
use crate::view::publish::site::names;
use crate::view::publish::{croissant, ro_crate};
use crate::view::xml::escape;

/// So many entities stand on the page; the lists have all.
const MOST_NAMED: usize = 12;

/// The page.
pub(super) fn page(publication: &Publication<'_>) -> String {
    let title = &publication.about.title;
    let mut html = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n",
        escape(title),
        escape(&publication.description)
    );
    cards(publication, &mut html);
    if publication.about.site {
        browse(publication, &mut html);
    }
    files(publication, &mut html);
    terms(publication, &mut html);
    made(publication, &mut html);
    let head = "<link rel=\"describedby\" type=\"text/turtle\" href=\"dcat.ttl\">\n";
    paper(title, Place::Top, head, &html)
}

fn cards(publication: &Publication<'_>, html: &mut String) {
    let figures = &publication.figures;
    let mut all = vec![(figures.stories, "stories")];
    all.extend(figures.entities.iter().map(|(class, n)| (*n, class.plural())));
    all.extend([
        (figures.claims, "asserted statements"),
        (figures.sentences, "pieces of evidence"),
    ]);
    html.push_str("<div class=\"cards\">\n");
    for (number, name) in all {
        let _ = writeln!(html, "<div class=\"card\"><b>{number}</b><span>{name}</span></div>");
    }
    html.push_str("</div>\n");
}

fn browse(publication: &Publication<'_>, html: &mut String) {
    html.push_str("<h2>Look someone up</h2>\n<nav>");
    for class in publication.figures.entities.keys() {
        let _ = write!(html, "<a href=\"{}\">{}</a>", names::list_name(*class), class.plural());
    }
    html.push_str("</nav>\n<p>Named most: ");
    let corpus = publication.desk.contents().knowledge().corpus;
    let mut all: Vec<_> = corpus.census.entities.values().filter(|f| f.mentions > 0).collect();
    // Stable: equals stay in the order of their ids.
    all.sort_by_key(|facts| std::cmp::Reverse((facts.documents, facts.mentions)));
    let links = all.iter().take(MOST_NAMED).map(|facts| {
        let entity = &facts.entity;
        format!(
            "<a href=\"{}\">{}</a> ({})",
            escape(&names::address(&entity.id, Place::Top, publication)),
            escape(&entity.label),
            facts.documents
        )
    });
    let links: Vec<String> = links.collect();
    let _ = writeln!(html, "{}, in so many stories.</p>", links.join(", "));
}

fn files(publication: &Publication<'_>, html: &mut String) {
    html.push_str(
        "<h2>Files</h2>\n<div class=\"table\"><table><thead><tr><th>file</th><th>what it holds</th>\
         <th class=\"n\">rows</th><th class=\"n\">bytes</th></tr></thead><tbody>\n",
    );
    for file in &publication.files {
        let rows = if file.columns.is_empty() { String::new() } else { file.rows.to_string() };
        let _ = writeln!(
            html,
            "<tr><td><a href=\"{0}\">{0}</a></td><td>{1}<br><span class=\"hash\">SHA-256 {3}</span>{2}</td>\
             <td class=\"n\">{rows}</td><td class=\"n\">{4}</td></tr>",
            file.name,
            escape(file.about),
            columns(file),
            file.sums.sha256,
            file.sums.size
        );
    }
    html.push_str("</tbody></table></div>\n<p class=\"note\">The same, described for programs: ");
    for (name, whom) in [
        ("void.ttl", "VoID, for those who query"),
        ("dcat.ttl", "DCAT, for portals of data"),
        (ro_crate::NAME, "RO-Crate, for archives of research"),
        (croissant::NAME, "Croissant, for those who train models"),
    ] {
        let last = if name == croissant::NAME { ".</p>\n" } else { ", " };
        let _ = write!(html, "<a href=\"{name}\">{name}</a> ({whom}){last}");
    }
}

/// What the columns of a table mean.
fn columns(file: &DataFile) -> String {
    if file.columns.is_empty() {
        return String::new();
    }
    let rows: Vec<(&str, String)> =
        file.columns.iter().map(|column| (column.name.as_str(), escape(column.says))).collect();
    format!("<details><summary>columns</summary>{}</details>", facts(&rows))
}

fn terms(publication: &Publication<'_>, html: &mut String) {
    let about = publication.about;
    let license = match &about.license {
        Some(license) => outward(&license.address, &license.name),
        None => escape(&publication.terms()),
    };
    let creators: Vec<String> = about
        .creators
        .iter()
        .map(|c| outward(c.address.as_deref().unwrap_or_default(), &c.name))
        .collect();
    let contact = about.contact.as_ref().map(|contact| {
        format!("<a href=\"{}\">{}</a>", escape(&contact.0), escape(contact.words()))
    });
    let contact = contact.unwrap_or_default();
    html.push_str("<h2>Terms and citation</h2>\n");
    html.push_str(&facts(&[
        ("made by", creators.join(", ")),
        ("contact", contact),
        ("published", about.date.to_string()),
        ("licence", license),
        ("cite as", escape(&about.citation())),
    ]));
}

fn made(publication: &Publication<'_>, html: &mut String) {
    let manifest = publication.desk.snapshot().manifest();
    html.push_str(
        "<h2>How it was made, and how to read it</h2>\n<p>Names were found with a dictionary, statements read by rules from the \
         clauses that say them. A statement is what a text says, not what is so: each leads to its evidence, and <code>status</code> \
         says whether the text asserts it, plans it, thinks it possible or denies it. Who stands in one sentence with whom is counted \
         whether or not a statement joins them.</p>\n",
    );
    if !publication.desk.gives_texts() {
        html.push_str(
            "<p>The sentences themselves are left out, because the texts may not be published: for each, the story, and the first and \
             last character of it are given.</p>\n",
        );
    }
    html.push_str(&facts(&[
        ("program", format!("consort {}", escape(&manifest.consort))),
        (
            "vocabulary",
            format!("<span class=\"hash\">SHA-256 {}</span>", escape(&manifest.vocabulary)),
        ),
        (
            "IRIs begin with",
            format!("<code>{}</code>", escape(publication.desk.snapshot().iris().base())),
        ),
    ]));
}
