//! The entities of one class, those in most stories first.
//!
//! In: a class. Out: HTML with a link to each. Never: an entity left out.

use std::cmp::Reverse;
use std::fmt::Write;

use crate::base::Class;
use crate::merge::EntityFacts;
use crate::view::publish::paper::{Place, page as paper};
use crate::view::publish::site::indexed::Indexed;
use crate::view::xml::escape;

/// The page.
pub(super) fn page(class: Class, indexed: &Indexed<'_>) -> String {
    let plural = class.plural();
    let title = &indexed.publication.about.title;
    let mut all: Vec<&EntityFacts> =
        indexed.entities().filter(|facts| facts.entity.class == class).collect();
    // Stable: equals stay in the order of their ids.
    all.sort_by_key(|facts| Reverse((facts.documents, facts.mentions)));
    let capital: String = plural
        .chars()
        .enumerate()
        .map(|(i, c)| if i == 0 { c.to_ascii_uppercase() } else { c })
        .collect();
    let mut html = format!(
        "<p class=\"crumbs\"><a href=\"index.html\">{}</a></p>\n<h1>{capital}</h1>\n<p class=\"lead\">{} of them, those in most \
         stories first.</p>\n<div class=\"table\"><table><thead><tr><th>name</th><th>country</th><th class=\"n\">stories</th>\
         <th class=\"n\">mentions</th><th class=\"n\">statements</th></tr></thead><tbody>\n",
        escape(title),
        all.len()
    );
    for facts in all {
        let entity = &facts.entity;
        let country = entity.country.as_ref().map(|id| indexed.link(id, Place::Top));
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            indexed.link(&entity.id, Place::Top),
            country.unwrap_or_default(),
            facts.documents,
            facts.mentions,
            indexed.claims(&entity.id).count()
        );
    }
    html.push_str("</tbody></table></div>\n");
    paper(&format!("{capital}: {title}"), Place::Top, "", &html)
}
