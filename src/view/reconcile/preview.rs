//! A small page on an entity, to be shown beside a name that is to be matched.
//!
//! In: an entity. Out: HTML without a style, a script or a picture. Never: a sentence where texts are not given, a text as markup.

use std::fmt::Write;

use crate::base::EntityId;
use crate::merge::Object;
use crate::store::StoreError;
use crate::view::desk::{Desk, EdgeOrder, Ends, Filters, ObjectRef, Page};
use crate::view::reconcile::properties::PropertyValue;
use crate::view::reconcile::reconciler::Reconciler;
use crate::view::xml::escape;

/// So many edges are shown with a sentence each.
const SENTENCES: usize = 3;

/// Properties that are shown.
const SHOWN: [(&str, &str); 5] = [
    ("abbr", "Abbreviations"),
    ("names", "Also"),
    ("parent", "Part of"),
    ("ids", "Identifiers"),
    ("documents", "Stories"),
];

/// The page of an entity; `None` where there is no such.
///
/// # Errors
/// When a story cannot be read.
pub fn preview(
    desk: &Desk,
    reconciler: &Reconciler,
    id: &str,
) -> Result<Option<String>, StoreError> {
    let Some(facts) = reconciler.get(id) else { return Ok(None) };
    let label = escape(&facts.entity.label);
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{label}</title></head><body>\
         <h1>{label}</h1><p>{}</p><dl>",
        escape(&reconciler.description(facts))
    );
    for (property, name) in SHOWN {
        let values = reconciler.values(facts, property);
        let texts: Vec<String> = values.iter().map(PropertyValue::text).collect();
        if !texts.is_empty() {
            let _ = write!(html, "<dt>{name}</dt><dd>{}</dd>", escape(&texts.join(" · ")));
        }
    }
    html.push_str("</dl>");
    for (sentence, source) in sentences(desk, &facts.entity.id)? {
        let (sentence, source) = (escape(&sentence), escape(&source));
        let _ = write!(html, "<blockquote>{sentence}<footer>{source}</footer></blockquote>");
    }
    html.push_str("</body></html>");
    Ok(Some(html))
}

/// A sentence for each of the strongest edges of an entity, with its story.
fn sentences(desk: &Desk, id: &EntityId) -> Result<Vec<(String, String)>, StoreError> {
    if !desk.gives_texts() {
        return Ok(Vec::new());
    }
    let ends = Ends { entity: Some(id.clone()), ..Ends::default() };
    let filters = Filters::default();
    let page = Page { limit: SENTENCES, offset: 0 };
    let mut found = Vec::new();
    for edge in desk.edges(&ends, &filters, EdgeOrder::Documents, page).rows {
        let object = match edge.object {
            ObjectRef::Entity(entity) => Object::Entity(entity.id),
            ObjectRef::Story(story) => Object::Event(story.id),
        };
        let first = Page { limit: 1, offset: 0 };
        let told = desk.evidence(&edge.subject.id, edge.predicate, &object, &filters, first)?;
        for row in told.into_iter().flat_map(|told| told.rows) {
            found.extend(row.sentence.map(|sentence| (sentence.text, row.story.title)));
        }
    }
    Ok(found)
}
