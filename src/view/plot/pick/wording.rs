//! How the pictures call what they draw.
//!
//! In: [`Facts`] and names. Out: short names, and words for captions. Never: a choice of what is drawn.

use crate::base::{Class, Window};
use crate::view::names::Names;
use crate::view::plot::Facts;

/// What a picture is picked from.
pub(super) struct Pick<'a> {
    pub facts: &'a Facts,
    pub names: &'a Names,
}

impl Pick<'_> {
    /// The name to print where there is little room: the abbreviation of a body that has one.
    pub(super) fn short(&self, id: &str) -> String {
        let Some(entity) = self.names.get(id) else { return id.to_owned() };
        match self.names.abbreviation(id) {
            Some(abbreviation) if entity.class != Class::Country => abbreviation.to_owned(),
            _ => entity.label.clone(),
        }
    }

    pub(super) fn class(&self, id: &str) -> Option<Class> {
        self.names.get(id).map(|e| e.class)
    }

    pub(super) fn window(&self) -> String {
        match self.facts.options.cooccur.window {
            Window::Sentences(k) => format!("runs of {k} sentences"),
            window => format!("{window}s"),
        }
    }

    /// The command that prints the sentences behind a tie.
    pub(super) fn explain_pair(&self) -> String {
        match self.facts.options.cooccur.window {
            Window::Sentence => "consort explain A B".to_owned(),
            window => format!("consort explain A B --window {window}"),
        }
    }
}
