//! All files of a publication, in order.
//!
//! In: a desk, what its publisher says. Out: the files, and how much they hold. Never: a description of a file that was not written.

use crate::view::desk::Desk;
use crate::view::publish::about::About;
use crate::view::publish::publication::{Figures, Publication};
use crate::view::publish::shelf::{Open, PublishError, put_text};
use crate::view::publish::site::{names, pages};
use crate::view::publish::{croissant, data, index, paper, ro_crate, triples};

/// Everything that stands in the folder of a publication.
pub const FILES: [&str; 20] = [
    data::GRAPH,
    "claims.csv",
    "sentences.csv",
    "nodes.csv",
    "edges.csv",
    "network.json",
    "ontology.ttl",
    "void.ttl",
    "dcat.ttl",
    ro_crate::NAME,
    croissant::NAME,
    "index.html",
    paper::STYLE_NAME,
    names::FOLDER,
    "organisations.html",
    "countries.html",
    "programmes.html",
    "donors.html",
    "instruments.html",
    "regions.html",
];

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files, those of entities included.
    pub files: usize,
    /// Entities that have a page of their own.
    pub pages: usize,
    /// Triples in the graph.
    pub triples: usize,
}

/// Writes a publication through writers that `open` gives by name. Those of entities have a folder in their names.
///
/// # Errors
/// When the graph cannot be read, or a writer fails.
pub fn publish(desk: &Desk, about: &About, open: &mut Open<'_>) -> Result<Published, PublishError> {
    let mut files = 0;
    let open: &mut Open<'_> = &mut |name| {
        files += 1;
        open(name)
    };
    let (triples, data) = data::write(desk, open)?;
    let figures = Figures::of(desk);
    let description =
        about.description.clone().unwrap_or_else(|| in_words(&figures, desk.gives_texts()));
    let others = Vec::new();
    let mut publication =
        Publication { about, desk, description, figures, files: data, others, triples };
    let sums = triples::void(&publication, open)?;
    publication.add("void.ttl", "The data set described in VoID", &sums);
    let sums = triples::dcat(&publication, open)?;
    publication.add("dcat.ttl", "The data set and its files described in DCAT", &sums);
    let sums = put_text(open, croissant::NAME, &croissant::json(&publication))?;
    publication.add(croissant::NAME, "The tables described in Croissant", &sums);
    let sums = put_text(open, paper::STYLE_NAME, &paper::style())?;
    publication.add(paper::STYLE_NAME, "How the pages look", &sums);
    let sums = put_text(open, "index.html", &index::page(&publication))?;
    publication.add("index.html", "What this is, for people", &sums);
    let pages = if about.site { pages::write(&mut publication, open)? } else { 0 };
    put_text(open, ro_crate::NAME, &ro_crate::json(&publication))?;
    Ok(Published { files, pages, triples })
}

/// What it is, where its publisher has said nothing.
fn in_words(figures: &Figures, texts: bool) -> String {
    let time = match figures.period {
        Some((first, last)) => format!(" of {first} to {last}"),
        None => String::new(),
    };
    let stories = match figures.stories {
        1 => "1 story".to_owned(),
        n => format!("{n} stories"),
    };
    let sentences = if texts {
        "Every statement stands beside the sentences that say it, and the stories they are from."
    } else {
        "Every statement names the stories that say it and where in them the sentences stand; the sentences are not part of it."
    };
    format!(
        "Who works with whom, who pays, where and when: a knowledge graph read from {stories}{time}, with {} entities and {} \
         asserted statements. {sentences}",
        figures.entities.values().sum::<usize>(),
        figures.claims
    )
}
