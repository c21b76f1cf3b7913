//! The page of one entity: what it is, what is stated of it with the sentences, with whom it is named.
//!
//! In: what is known of it. Out: HTML. Never: an unescaped word; a list without a bound.

use std::fmt::Write;

use crate::base::{EntityId, Origin};
use crate::dictionary::{Entry, identifier_link};
use crate::merge::EntityFacts;
use crate::view::publish::paper::{Place, facts as fact_list, outward, page as paper};
use crate::view::publish::site::indexed::Indexed;
use crate::view::publish::site::names::{list_name, stem};
use crate::view::publish::site::relations;
use crate::view::xml::escape;

/// So many of those named together stand on a page; `edges.csv` has all.
const TIES: usize = 20;
/// So many units stand on a page.
const UNITS: usize = 60;

/// The page.
pub(super) fn page(facts: &EntityFacts, indexed: &Indexed<'_>) -> String {
    let (entity, publication) = (&facts.entity, indexed.publication);
    let turtle = format!("{}.ttl", stem(&entity.id, publication));
    let mut html = format!(
        "<p class=\"crumbs\"><a href=\"../index.html\">{}</a> › <a href=\"../{}\">{}</a></p>\n\
         <h1>{}<span class=\"id\">{}</span></h1>\n<p class=\"lead\">{}</p>\n",
        escape(&publication.about.title),
        list_name(entity.class),
        entity.class.plural(),
        escape(&entity.label),
        escape(&entity.id),
        escape(&lead(facts, indexed))
    );
    html.push_str(&fact_list(&about(facts, indexed)));
    html.push_str(&relations::sections(&entity.id, indexed));
    together(&entity.id, indexed, &mut html);
    let iri = publication.desk.snapshot().iris().entity(&entity.id);
    let _ = writeln!(
        html,
        "<footer class=\"page\">The same as data: <a href=\"{0}\">{0}</a>, where this is <code>&lt;{1}&gt;</code>.</footer>",
        escape(&turtle),
        escape(iri.as_str())
    );
    let head =
        format!("<link rel=\"alternate\" type=\"text/turtle\" href=\"{}\">\n", escape(&turtle));
    paper(&entity.label, Place::Below, &head, &html)
}

fn lead(facts: &EntityFacts, indexed: &Indexed<'_>) -> String {
    let kind = facts.entry.as_deref().and_then(|entry| entry.kind.as_deref());
    let what = match (facts.entity.origin, kind) {
        (Origin::Provisional, _) => {
            format!(
                "{}, told by the texts alone: no vocabulary lists it",
                facts.entity.class.name()
            )
        }
        (_, Some(kind)) if !facts.entity.class.name().eq_ignore_ascii_case(kind) => {
            format!("{} ({})", facts.entity.class.name(), kind.replace('-', " "))
        }
        _ => facts.entity.class.name().to_owned(),
    };
    let times = |n: usize| if n == 1 { "once".to_owned() } else { format!("{n} times") };
    let stories = |n: usize| if n == 1 { "1 story".to_owned() } else { format!("{n} stories") };
    let period = match indexed.period(&facts.entity.id) {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => String::new(),
    };
    match facts.mentions {
        0 => format!("{what}. No story names it by itself."),
        n => format!("{what}. Named {} in {}{period}.", times(n), stories(facts.documents)),
    }
}

/// Names, identifiers, places in hierarchies.
fn about(facts: &EntityFacts, indexed: &Indexed<'_>) -> Vec<(&'static str, String)> {
    let entity = &facts.entity;
    let known = Entry::default();
    let entry = facts.entry.as_deref().unwrap_or(&known);
    let names = |names: &[String]| {
        let others = names.iter().filter(|name| **name != entity.label);
        others.map(|name| escape(name)).collect::<Vec<_>>().join("; ")
    };
    let formal: Vec<String> = entry.names.iter().chain(&entry.formal).cloned().collect();
    let labels: Vec<String> = entry
        .labels
        .iter()
        .map(|(language, name)| {
            format!("<span lang=\"{0}\">{1}</span> ({0})", escape(language), escape(name))
        })
        .collect();
    let link = |id: &EntityId| indexed.link(id, Place::Below);
    let typed = |id: &String| EntityId::new(id).ok().map(|id| link(&id));
    let links = |ids: &[String]| ids.iter().filter_map(typed).collect::<Vec<_>>().join("; ");
    let merged: Vec<String> = facts.merged.iter().map(|id| escape(id)).collect();
    vec![
        ("abbreviation", names(&entry.abbr)),
        ("other names", names(&formal)),
        ("in other languages", labels.join("; ")),
        ("country", entity.country.as_ref().map(link).unwrap_or_default()),
        ("unit of", entity.parent.as_ref().map(link).unwrap_or_default()),
        ("part of", links(&entry.part_of)),
        ("replaced by", entry.replaced_by.as_ref().and_then(typed).unwrap_or_default()),
        ("the same as", merged.join("; ")),
        ("units", units(&entity.id, indexed)),
        ("elsewhere", elsewhere(entry)),
    ]
}

fn units(id: &str, indexed: &Indexed<'_>) -> String {
    let units = indexed.units(id);
    let links: Vec<String> =
        units.iter().take(UNITS).map(|unit| indexed.link(&unit.entity.id, Place::Below)).collect();
    let more = match units.len().saturating_sub(UNITS) {
        0 => String::new(),
        n => format!("; and {n} more"),
    };
    links.join("; ") + &more
}

/// Identifiers, as links where they lead somewhere, and addresses.
fn elsewhere(entry: &Entry) -> String {
    let identifier = |(scheme, value): (&String, &String)| match identifier_link(scheme, value) {
        Some(link) => outward(&link.address, &format!("{} {value}", link.registry)),
        None => escape(&format!("{} {value}", scheme.replace('_', " ").to_uppercase())),
    };
    let addresses = entry.same_as.iter().chain(&entry.see_also);
    let all: Vec<String> = entry
        .ids
        .iter()
        .map(identifier)
        .chain(addresses.map(|address| outward(address, address)))
        .collect();
    all.join("; ")
}

/// Who is named with it most.
fn together(id: &EntityId, indexed: &Indexed<'_>, html: &mut String) {
    let mut ties = indexed.ties(id).to_vec();
    if ties.is_empty() {
        return;
    }
    // Stable: equals stay in the order of the graph, strongest first.
    ties.sort_by_key(|tie| std::cmp::Reverse((tie.documents, tie.count)));
    html.push_str(
        "<h2>Named together with</h2>\n<p class=\"note\">In one sentence, whatever it says of the two. Association is observed over \
         expected: 1 is chance.</p>\n<div class=\"table\"><table><thead><tr><th>name</th><th class=\"n\">sentences</th>\
         <th class=\"n\">stories</th><th class=\"n\">association</th></tr></thead><tbody>\n",
    );
    for tie in ties.iter().take(TIES) {
        let other = if tie.a == *id { &tie.b } else { &tie.a };
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{:.2}</td></tr>",
            indexed.link(other, Place::Below),
            tie.count,
            tie.documents,
            tie.association_strength
        );
    }
    html.push_str("</tbody></table></div>\n");
    if ties.len() > TIES {
        let _ = writeln!(
            html,
            "<p class=\"note\">{TIES} of {}; all in <a href=\"../edges.csv\">edges.csv</a>.</p>",
            ties.len()
        );
    }
}
