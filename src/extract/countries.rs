//! Which countries the parts of a text name: a sentence, a paragraph, the dateline, the title, all of it.
//!
//! In: the names of a text. Out: for each part the only country it names. Never: a look at all names for each question, so
//! that a text may hold any number of them.

use rustc_hash::FxHashMap;

use crate::base::EntityId;
use crate::extract::beside::{Surroundings, is_body};
use crate::extract::seat::in_dateline;

/// The countries that the parts of a text name.
pub(super) struct Countries {
    sentences: FxHashMap<usize, Only>,
    paragraphs: FxHashMap<usize, Only>,
    pub dateline: Only,
    pub title: Only,
    pub document: Only,
    /// The numbers of the adjectives that say whose a body is, by the number of the body.
    adjectives: FxHashMap<usize, Vec<usize>>,
}

/// No country, one, or several.
#[derive(Debug, Clone, Default)]
pub(super) enum Only {
    #[default]
    Nothing,
    One(EntityId),
    Several,
}

impl Only {
    fn add(&mut self, country: &EntityId) {
        match self {
            Only::Nothing => *self = Only::One(country.clone()),
            Only::One(known) if known != country => *self = Only::Several,
            Only::One(_) | Only::Several => {}
        }
    }

    /// The country, if it is the only one.
    pub(super) fn get(&self) -> Option<EntityId> {
        match self {
            Only::One(country) => Some(country.clone()),
            Only::Nothing | Only::Several => None,
        }
    }
}

impl Countries {
    pub(super) fn new(around: &Surroundings<'_, '_>) -> Self {
        let reading = around.reading;
        let title = reading.document.title_span;
        let mut countries = Self {
            sentences: FxHashMap::default(),
            paragraphs: FxHashMap::default(),
            dateline: Only::Nothing,
            title: Only::Nothing,
            document: Only::Nothing,
            adjectives: FxHashMap::default(),
        };
        for (i, (name, country)) in around.names.iter().zip(&around.countries).enumerate() {
            let Some(country) = country else { continue };
            countries.document.add(country);
            if in_dateline(reading, name) {
                countries.dateline.add(country);
            }
            if title.contains(reading.tokens.spans[name.first]) {
                countries.title.add(country);
            }
            // An adjective that says whose a body is counts for that body alone: `the Norwegian Correctional Service`.
            let next = around.starting_at(name.end).filter(|_| name.is_demonym());
            if let Some(body) = next.filter(|&next| is_body(&around.names[next])) {
                countries.adjectives.entry(body).or_default().push(i);
                continue;
            }
            let (sentence, paragraph) =
                (reading.sentence(name.first), reading.paragraph(name.first));
            countries.sentences.entry(sentence).or_default().add(country);
            countries.paragraphs.entry(paragraph).or_default().add(country);
        }
        countries
    }

    /// The only country in the sentence of name `i`.
    pub(super) fn of_sentence(&self, around: &Surroundings<'_, '_>, i: usize) -> Option<EntityId> {
        self.of_part(&self.sentences, around, i, &|token| around.reading.sentence(token))
    }

    /// The only country in the paragraph of name `i`.
    pub(super) fn of_paragraph(&self, around: &Surroundings<'_, '_>, i: usize) -> Option<EntityId> {
        self.of_part(&self.paragraphs, around, i, &|token| around.reading.paragraph(token))
    }

    fn of_part(
        &self,
        parts: &FxHashMap<usize, Only>,
        around: &Surroundings<'_, '_>,
        i: usize,
        part: &dyn Fn(usize) -> usize,
    ) -> Option<EntityId> {
        let here = part(around.names[i].first);
        let mut only = parts.get(&here).cloned().unwrap_or_default();
        for &adjective in self.adjectives.get(&i).into_iter().flatten() {
            let country = around.countries[adjective].as_ref();
            let is_here = part(around.names[adjective].first) == here;
            country.filter(|_| is_here).into_iter().for_each(|country| only.add(country));
        }
        only.get()
    }
}
