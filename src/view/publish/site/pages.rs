//! All pages, in order.
//!
//! In: a publication. Out: files. Never: a pass over the whole graph for a single page.

use crate::base::Class;
use crate::rdf::about_entity;
use crate::view::publish::publication::Publication;
use crate::view::publish::shelf::{Open, PublishError, Sums, put_text};
use crate::view::publish::site::indexed::Indexed;
use crate::view::publish::site::names::{FOLDER, list_name, stem};
use crate::view::publish::site::{entity, lists};
use crate::view::publish::triples::turtle;

/// Writes all pages; their number.
pub(in crate::view::publish) fn write(
    publication: &mut Publication<'_>,
    open: &mut Open<'_>,
) -> Result<usize, PublishError> {
    let lists = write_pages(publication, open)?;
    for (class, sums) in lists {
        publication.add(&list_name(class), format!("All {} of the graph", class.plural()), &sums);
    }
    Ok(publication.desk.contents().knowledge().corpus.census.entities.len())
}

fn write_pages(
    publication: &Publication<'_>,
    open: &mut Open<'_>,
) -> Result<Vec<(Class, Sums)>, PublishError> {
    let indexed = Indexed::of(publication);
    let corpus = publication.desk.contents().knowledge().corpus;
    let (iris, texts) = (publication.desk.snapshot().iris(), publication.desk.gives_texts());
    for (id, facts) in &corpus.census.entities {
        let name = format!("{FOLDER}/{}", stem(id, publication));
        put_text(open, &format!("{name}.html"), &entity::page(facts, &indexed))?;
        let claims: Vec<_> = indexed.claims(id).collect();
        let triples = about_entity(id, Some(facts), &claims, texts, iris);
        turtle(&format!("{name}.ttl"), triples, publication, open)?;
    }
    let classes = publication.figures.entities.keys();
    classes
        .map(|&class| {
            Ok((class, put_text(open, &list_name(class), &lists::page(class, &indexed))?))
        })
        .collect()
}
