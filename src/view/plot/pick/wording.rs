//! How the pictures call what they draw.
//!
//! In: [`Facts`] and names. Out: short names with what they stand for, and words for captions. Never: a choice of what is drawn.

use std::collections::BTreeMap;

use crate::base::{Class, EntityId, Window};
use crate::merge::cooccur::CooccurOptions;
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
        let abbreviation = self.abbreviation(id).map(str::to_owned);
        abbreviation.unwrap_or_else(|| self.names.label(id))
    }

    fn abbreviation(&self, id: &str) -> Option<&str> {
        let entity = self.names.get(id)?;
        self.names.abbreviation(id).filter(|_| entity.class != Class::Country)
    }

    /// What the short names of these stand for, by short name.
    pub(super) fn key<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a EntityId>,
    ) -> Vec<(String, String)> {
        let mut key: BTreeMap<&str, String> = BTreeMap::new();
        for id in ids {
            let label = self.names.label(id);
            let Some(short) = self.abbreviation(id).filter(|short| *short != label) else {
                continue;
            };
            // Two that share an abbreviation are both spelt out.
            let full = key.entry(short).or_default();
            *full = if full.is_empty() { label } else { format!("{full}; {label}") };
        }
        key.into_iter().map(|(short, full)| (short.to_owned(), full)).collect()
    }

    /// What the command left out, as sentences that follow others; nothing where it took all.
    pub(super) fn filters(&self) -> String {
        let options = &self.facts.options;
        let CooccurOptions { classes, exclude, scope, .. } = &options.cooccur;
        let list = |ids: &[EntityId]| {
            ids.iter().map(|id| self.names.label(id)).collect::<Vec<_>>().join(", ")
        };
        let mut said = Vec::new();
        if *classes != CooccurOptions::default().classes {
            let names: Vec<&str> = classes.iter().map(|class| class.plural()).collect();
            said.push(names.join(", "));
        }
        match (scope.since, scope.until) {
            (Some(since), Some(until)) if since == until => {
                said.push(format!("stories of {since}"))
            }
            (Some(since), Some(until)) => said.push(format!("stories from {since} to {until}")),
            (Some(since), None) => said.push(format!("stories from {since} on")),
            (None, Some(until)) => said.push(format!("stories up to {until}")),
            (None, None) => {}
        }
        if !scope.countries.is_empty() {
            said.push(format!("datelines of {}", list(&scope.countries)));
        }
        let mut filters =
            if said.is_empty() { String::new() } else { format!(" Only {}.", said.join("; ")) };
        if !exclude.is_empty() {
            filters += &format!(" Without {}.", list(exclude));
        }
        if options.without_publishers {
            filters += " Publishers do not count in their own stories.";
        }
        filters
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::{Entity, Origin};
    use crate::dictionary::Entry;
    use crate::merge::{EntityFacts, Scope};
    use crate::view::plot::PlotOptions;

    fn names() -> Names {
        let named = |id: &str, label: &str, class, abbr: &[&str]| {
            let (id, label) = (id.into(), label.to_owned());
            let entity =
                Entity { id, label, class, origin: Origin::Listed, country: None, parent: None };
            let abbr = abbr.iter().map(|a| (*a).to_owned()).collect();
            EntityFacts::new(Arc::new(entity), Some(Arc::new(Entry { abbr, ..Entry::default() })))
        };
        Names::new([
            named("who", "World Health Organization", Class::Organisation, &["WHO"]),
            named("who-b", "Who Owns", Class::Organisation, &["WHO"]),
            named("europol", "Europol", Class::Organisation, &["Europol"]),
            named("gbr", "United Kingdom", Class::Country, &["UK"]),
        ])
    }

    #[test]
    fn abbreviations_are_spelt_out_once() {
        let (facts, names) = (Facts::new(PlotOptions::default()), names());
        let pick = Pick { facts: &facts, names: &names };
        assert_eq!((pick.short("who"), pick.short("gbr")), ("WHO".into(), "United Kingdom".into()));
        let ids = ["who", "europol", "gbr", "who-b"].map(EntityId::from);
        let expected = ("WHO".to_owned(), "World Health Organization; Who Owns".to_owned());
        assert_eq!(pick.key(&ids), [expected]);
    }

    #[test]
    fn what_the_command_left_out_is_said() {
        let names = names();
        let said = |cooccur: CooccurOptions, without_publishers| {
            let facts =
                Facts::new(PlotOptions { cooccur, without_publishers, ..PlotOptions::default() });
            Pick { facts: &facts, names: &names }.filters()
        };
        assert_eq!(said(CooccurOptions::default(), false), "");
        let scope = |since: &str, until: &str, countries: &[&str]| Scope {
            since: since.parse().ok(),
            until: until.parse().ok(),
            countries: countries.iter().map(|id| (*id).into()).collect(),
        };
        let options = |scope| CooccurOptions { scope, ..CooccurOptions::default() };
        for (scope, expected) in [
            (scope("2020-07", "", &[]), " Only stories from 2020-07 on."),
            (scope("", "2020", &["gbr"]), " Only stories up to 2020; datelines of United Kingdom."),
            (scope("2020", "2020", &[]), " Only stories of 2020."),
            (scope("2019", "2020-02", &[]), " Only stories from 2019 to 2020-02."),
        ] {
            assert_eq!(said(options(scope), false), expected);
        }
        let narrow = CooccurOptions {
            classes: vec![Class::Organisation, Class::Donor],
            exclude: vec!["who".into()],
            ..CooccurOptions::default()
        };
        assert_eq!(
            said(narrow, true),
            " Only organisations, donors. Without World Health Organization. Publishers do not count in their own stories."
        );
    }
}
