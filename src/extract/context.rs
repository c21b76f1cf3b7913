//! Gives national bodies their country and units their place.
//!
//! In: names, some of them templates. Out: the same names with every template turned into an entity, or left unplaced.
//! Never: a choice between two countries.
//!
//! # Rules
//! 1. What stands beside the name decides: `Serbian Ministry of …`, `Ministry of … of Serbia`, `… (Serbia)`.
//! 2. Then what stands beside another body of the same list, then the only country of the sentence, and so on, in the
//!    order that the template gives.
//! 3. A body whose country nothing says is one without a country; several of them at once (`the Ministries of Interior`) are
//!    nobody in particular.

use std::collections::BTreeSet;

use crate::base::{Class, EntityId, Origin};
use crate::dictionary::{CompiledTemplate, Context};
use crate::extract::beside::{Surroundings, is_body};
use crate::extract::mint::{Setting, mint, unplaced};
use crate::extract::names::{Link, Name, Reading};
use crate::extract::not_national::not_national;
use crate::extract::place;
use crate::extract::scan::TemplateUse;
use crate::extract::seat::{country_of_capital, in_dateline};

/// Turns the templates among `names` into entities.
pub(super) fn settle(reading: Reading<'_>, names: &mut [Name]) {
    let mut settler = Settler {
        reading,
        attached: vec![None; names.len()],
        settled: vec![None; names.len()],
        around: Surroundings::new(reading, names),
    };
    settler.run();
}

struct Settler<'a, 'n> {
    reading: Reading<'a>,
    around: Surroundings<'a, 'n>,
    /// The country that stands beside each template.
    attached: Vec<Option<EntityId>>,
    /// What has been found out about each template.
    settled: Vec<Option<(TemplateUse, Setting)>>,
}

impl Settler<'_, '_> {
    fn run(&mut self) {
        let uses = self.uses();
        for (i, template) in &uses {
            self.attached[*i] = self.beside(*i, template);
        }
        let surfaces: Vec<String> = uses.iter().map(|(i, _)| self.surface(*i)).collect();
        for (i, template) in &uses {
            let setting = self.setting(*i, template);
            self.settled[*i] = Some((template.clone(), setting));
        }
        for ((i, template), surface) in uses.iter().zip(&surfaces) {
            let Some((_, setting)) = &self.settled[*i] else { continue };
            self.around.names[*i].link = self.meaning(template, setting, surface);
        }
        for i in 0..self.around.names.len() {
            self.take_in_country(i);
        }
    }

    /// The templates that name bodies of countries, by the numbers of their names; the others are given their meaning.
    fn uses(&mut self) -> Vec<(usize, TemplateUse)> {
        let mut uses = Vec::new();
        for i in 0..self.around.names.len() {
            let Link::Template(template) = &self.around.names[i].link else { continue };
            match not_national(&self.around, i, template) {
                Some(meaning) => self.around.names[i].link = meaning,
                None => uses.push((i, template.clone())),
            }
        }
        uses
    }

    /// What a template's words mean in their setting; `surface` are the words, folded.
    fn meaning(&self, template: &TemplateUse, setting: &Setting, surface: &str) -> Link {
        let contexts = self.template(template).template.country_contexts();
        match mint(self.reading.lexicon, template, setting, surface) {
            Some(entity) => Link::Entity(entity),
            // `Police` names a body only beside a country.
            None if contexts == [Context::Attached] => Link::Nothing,
            None => Link::Unplaced(unplaced(self.reading.lexicon, template, surface)),
        }
    }

    /// The country beside a template's words, or that of the capital behind a unit of an international body.
    fn beside(&self, i: usize, used: &TemplateUse) -> Option<EntityId> {
        let is_unit = self.template(used).template.parent.is_some();
        let capital = || self.around.capital_after(self.around.names[i].end).filter(|_| is_unit);
        self.around.country(i).or_else(|| capital().map(|(country, _)| country))
    }

    /// `Ministry of Security of Bosnia and Herzegovina` is one name, unless the country belongs to a whole list.
    fn take_in_country(&mut self, i: usize) {
        let Link::Entity(entity) = &self.around.names[i].link else { return };
        if entity.class != Class::Organisation || self.reading.word(self.around.names[i].end) == "("
        {
            return;
        }
        // A body that the vocabulary lists has its country already: `the Indirect Taxation Authority and Border Police of …`.
        let joins = |first: usize| self.around.next_in_list(first) == Some(first + 1);
        let shared = i > 0
            && joins(i - 1)
            && self.attached[i - 1].is_none()
            && (self.settled[i - 1].is_some() || i > 1 && joins(i - 2));
        if let Some((country, end)) = self.around.country_after(self.around.names[i].end)
            && entity.country.as_ref() == Some(&country)
            && !shared
            && !self.cuts(i, end)
        {
            self.around.names[i].end = end;
        } else if entity.origin == Origin::Template
            && entity.parent.is_some()
            && let Some((_, end)) = self.around.capital_after(self.around.names[i].end)
            && !self.cuts(i, end)
        {
            self.around.names[i].end = end;
        }
    }

    /// Whether a name that went on to `end` would take in a part of another one.
    fn cuts(&self, i: usize, end: usize) -> bool {
        let first = self.around.names[i].first;
        self.around.names.iter().any(|o| first < o.first && o.first < end && end < o.end)
    }

    /// The folded words of a name.
    fn surface(&self, i: usize) -> String {
        self.reading.folded(self.around.names[i].first, self.around.names[i].end)
    }

    fn template(&self, template: &TemplateUse) -> &CompiledTemplate {
        &self.reading.lexicon.templates[template.template]
    }

    fn setting(&mut self, i: usize, used: &TemplateUse) -> Setting {
        let lexicon = self.reading.lexicon;
        let template = &lexicon.templates[used.template].template;
        let mut setting = Setting::default();
        if template.owner {
            let (owner, host) = self.around.owner_and_host(i);
            setting.owner = owner;
            // `the Chinese Embassy` is the one that the text has placed before.
            setting.country = host.or_else(|| {
                let same = |(other, known): &&(TemplateUse, Setting)| {
                    other == used && known.owner == setting.owner && known.country.is_some()
                };
                let before = self.settled[..i].iter().rev().flatten();
                before.filter(|s| same(s)).find_map(|(_, known)| known.country.clone())
            });
        }
        for context in &template.place {
            if setting.place.is_none() {
                setting.place = self.place_in(i, used, *context);
            }
        }
        for context in template.country_contexts() {
            if setting.country.is_none() && !(template.owner && *context == Context::Attached) {
                setting.country = self
                    .country_in(i, used, *context)
                    .filter(|c| setting.owner.as_ref() != Some(c));
            }
        }
        if setting.country.is_none() && template.country_contexts().contains(&Context::Dateline) {
            setting.country = country_of_capital(&self.around, true);
        }
        if let Some(first) = self.around.adjective_before(i) {
            self.around.names[i].first = first;
        }
        setting
    }

    fn country_in(&self, i: usize, used: &TemplateUse, context: Context) -> Option<EntityId> {
        let name = &self.around.names[i];
        let reading = self.reading;
        match context {
            Context::Attached => self.attached[i].clone(),
            Context::List => self.list_country(i),
            Context::Sentence => {
                let sentence = reading.sentence(name.first);
                self.only_country(|n| {
                    reading.sentence(n.first) == sentence && !self.is_adjective_of_other(n, i)
                })
            }
            Context::Paragraph => {
                let paragraph = reading.paragraph(name.first);
                self.only_country(|n| {
                    reading.paragraph(n.first) == paragraph && !self.is_adjective_of_other(n, i)
                })
            }
            Context::Dateline => self
                .only_country(|n| in_dateline(reading, n))
                .or_else(|| country_of_capital(&self.around, false)),
            Context::Title => {
                let title = reading.document.title_span;
                self.only_country(|n| title.contains(reading.tokens.spans[n.first]))
            }
            Context::Same => self.same(i, used).and_then(|s| s.country.clone()),
            Context::Document => self.only_country(|_| true),
        }
    }

    /// Whether an adjective says whose another body is: `Norwegian` in `the Norwegian Correctional Service`.
    fn is_adjective_of_other(&self, adjective: &Name, i: usize) -> bool {
        let next = self.around.starting_at(adjective.end).filter(|&n| n != i);
        adjective.is_demonym() && next.is_some_and(|n| is_body(&self.around.names[n]))
    }

    fn place_in(&self, i: usize, used: &TemplateUse, context: Context) -> Option<String> {
        match context {
            Context::Attached => place::beside(self.reading, self.around.names[i].end),
            Context::Same => self.same(i, used).and_then(|s| s.place.clone()),
            Context::Dateline => place::of_dateline(self.reading, |token| {
                self.around.starting_at(token).is_some_and(|n| self.around.countries[n].is_some())
            }),
            _ => None,
        }
    }

    /// The only country named where `here` holds.
    fn only_country(&self, here: impl Fn(&Name) -> bool) -> Option<EntityId> {
        let named: BTreeSet<&EntityId> = self
            .around
            .names
            .iter()
            .zip(&self.around.countries)
            .filter(|(name, _)| here(name))
            .filter_map(|(_, country)| country.as_ref())
            .collect();
        match (named.len(), named.first()) {
            (1, Some(only)) => Some((*only).clone()),
            _ => None,
        }
    }

    /// What is known of the same body elsewhere: the nearest before, or the only one after.
    fn same(&self, i: usize, used: &TemplateUse) -> Option<&Setting> {
        let known = |(other, setting): &(TemplateUse, Setting)| {
            other == used && (setting.country.is_some() || setting.place.is_some())
        };
        self.settled[..i].iter().rev().flatten().find(|s| known(s)).map(|(_, setting)| setting)
    }

    /// The country that another body of the same list has beside it: first to the right, then to the left.
    fn list_country(&self, i: usize) -> Option<EntityId> {
        let mut at = i;
        while let Some(next) = self.around.next_in_list(at) {
            if let Some(country) = self.of_list_member(next) {
                return Some(country);
            }
            at = next;
        }
        let mut at = i;
        while let Some(previous) =
            at.checked_sub(1).filter(|&p| self.around.next_in_list(p) == Some(at))
        {
            if let Some(country) = self.of_list_member(previous) {
                return Some(country);
            }
            at = previous;
        }
        None
    }

    fn of_list_member(&self, i: usize) -> Option<EntityId> {
        let listed = match &self.around.names[i].link {
            Link::Entity(entity) => entity.country.clone(),
            _ => None,
        };
        self.attached[i].clone().or(listed)
    }
}
