//! Makes document ids: readable, and unique in their corpus.
//!
//! In: a date and a title. Out: `2020-12-28-unodc-wco-container-control-programme-in`. Never: chance, or the order of threads.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Document, DocumentId, PartialDate};
use crate::cut::{hash_slug, short_slug};

/// `{date or undated}-{slug}`; the slug comes from the title, or from the opening words where there is none.
pub(super) fn document_id(
    date: Option<PartialDate>,
    title: &str,
    text: &str,
) -> Option<DocumentId> {
    let date = date.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    let words = if title.is_empty() { text } else { title };
    let slug = match short_slug(words) {
        slug if slug.is_empty() => hash_slug(words),
        slug => slug,
    };
    DocumentId::new(&format!("{date}-{slug}")).ok()
}

/// Makes the ids of a corpus unique: over the documents in input order the second `x` becomes `x-2`, the third `x-3`.
///
/// Whoever reads files in parallel puts the documents back in input order first; so ids never depend on threads.
#[derive(Debug, Clone, Default)]
pub struct IdAssigner {
    taken: BTreeSet<DocumentId>,
    /// The last number tried for an id that came again.
    last: BTreeMap<DocumentId, usize>,
}

impl IdAssigner {
    /// Gives `document` an id that no document before it has; true when its own was taken.
    pub fn assign(&mut self, document: &mut Document) -> bool {
        if self.taken.insert(document.id.clone()) {
            return false;
        }
        let n = self.last.entry(document.id.clone()).or_insert(1);
        loop {
            *n += 1;
            let id = document.id.numbered(*n);
            if self.taken.insert(id.clone()) {
                document.id = id;
                return true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DocumentId, IdAssigner, document_id};
    use crate::documents::{Format, ReadOptions, parse};

    #[test]
    fn ids() {
        let date = "2020-10".parse().ok();
        let id = |date, title, text| document_id(date, title, text).unwrap().to_string();
        assert_eq!(id(date, "A title", "A title"), "2020-10-a-title");
        assert_eq!(id(None, "", "Some words"), "undated-some-words");
        let cyrillic = id(None, "Новости", "Новости");
        assert!(cyrillic.starts_with("undated-") && cyrillic.len() == "undated-".len() + 12);
    }

    #[test]
    fn repeated_ids_are_numbered_in_input_order() {
        let lines = ["x", "x-2", "x", "x", "y", "x"]
            .map(|id| format!("{{\"id\":\"{id}\",\"text\":\"Words of it.\"}}\n"));
        let mut read = parse("f", &lines.concat(), Format::Jsonl, &ReadOptions::default()).output;
        let mut assigner = IdAssigner::default();
        let ids: Vec<_> = read
            .iter_mut()
            .map(|document| {
                assigner.assign(document);
                document.id.clone()
            })
            .collect();
        let ids: Vec<&str> = ids.iter().map(DocumentId::as_str).collect();
        assert_eq!(ids, ["x", "x-2", "x-3", "x-4", "y", "x-5"]);
    }
}
