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

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::base::{Class, EntityId, Origin};
use crate::dictionary::{CompiledTemplate, Context};
use crate::extract::beside::Surroundings;
use crate::extract::countries::Countries;
use crate::extract::mint::{Setting, mint, unplaced};
use crate::extract::names::{Link, Name, Reading};
use crate::extract::not_national::not_national;
use crate::extract::place;
use crate::extract::scan::TemplateUse;
use crate::extract::seat::country_of_capital;

/// Turns the templates among `names` into entities.
pub(super) fn settle(reading: Reading<'_>, names: &mut [Name]) {
    let mut settler = Settler {
        reading,
        attached: vec![None; names.len()],
        settled: vec![None; names.len()],
        around: Surroundings::new(reading, names),
        known: FxHashMap::default(),
        hosts: FxHashMap::default(),
        countries: OnceCell::new(),
        capitals: [OnceCell::new(), OnceCell::new()],
        members: OnceCell::new(),
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
    /// The last name of each template for which a country or a place is known.
    known: FxHashMap<TemplateUse, usize>,
    /// The last known country of each template and whose it is: where an embassy stands.
    hosts: FxHashMap<(TemplateUse, Option<EntityId>), EntityId>,
    countries: OnceCell<Countries>,
    /// The country whose capital the dateline names, without the seats of international bodies and with them.
    capitals: [OnceCell<Option<EntityId>>; 2],
    /// For each name one of its list that has a country.
    members: OnceCell<Vec<Option<usize>>>,
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
            if setting.country.is_some() || setting.place.is_some() {
                self.known.insert(template.clone(), *i);
            }
            if let Some(country) = &setting.country {
                self.hosts.insert((template.clone(), setting.owner.clone()), country.clone());
            }
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

    /// Whether a name that went on to `end` would take in a part of another one, or of the next sentence.
    fn cuts(&self, i: usize, end: usize) -> bool {
        let first = self.around.names[i].first;
        // Nothing of the next sentence belongs to a name.
        if self.reading.sentence(end - 1) != self.reading.sentence(first) {
            return true;
        }
        let from = self.around.names.partition_point(|other| other.first <= first);
        let mut inside = self.around.names[from..].iter().take_while(|other| other.first < end);
        inside.any(|other| end < other.end)
    }

    /// The folded words of a name.
    fn surface(&self, i: usize) -> String {
        self.reading.folded(self.around.names[i].first, self.around.names[i].end).to_owned()
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
            let before = || self.hosts.get(&(used.clone(), setting.owner.clone())).cloned();
            setting.country = host.or_else(before);
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
            setting.country = self.capital(true);
        }
        if let Some(first) = self.around.adjective_before(i) {
            self.around.names[i].first = first;
        }
        setting
    }

    fn country_in(&self, i: usize, used: &TemplateUse, context: Context) -> Option<EntityId> {
        let countries = || self.countries.get_or_init(|| Countries::new(&self.around));
        match context {
            Context::Attached => self.attached[i].clone(),
            Context::List => self.list_country(i),
            Context::Sentence => countries().of_sentence(&self.around, i),
            Context::Paragraph => countries().of_paragraph(&self.around, i),
            Context::Dateline => countries().dateline.get().or_else(|| self.capital(false)),
            Context::Title => countries().title.get(),
            Context::Same => self.same(used).and_then(|s| s.country.clone()),
            Context::Document => countries().document.get(),
        }
    }

    /// The country whose capital the dateline names.
    fn capital(&self, seats_too: bool) -> Option<EntityId> {
        let capital = || country_of_capital(&self.around, seats_too);
        self.capitals[usize::from(seats_too)].get_or_init(capital).clone()
    }

    fn place_in(&self, i: usize, used: &TemplateUse, context: Context) -> Option<String> {
        match context {
            Context::Attached => place::beside(self.reading, self.around.names[i].end),
            Context::Same => self.same(used).and_then(|s| s.place.clone()),
            Context::Dateline => place::of_dateline(self.reading, |token| {
                self.around.starting_at(token).is_some_and(|n| self.around.countries[n].is_some())
            }),
            _ => None,
        }
    }

    /// What is known of the same body before.
    fn same(&self, used: &TemplateUse) -> Option<&Setting> {
        let (_, setting) = self.settled[*self.known.get(used)?].as_ref()?;
        Some(setting)
    }

    /// The country that another body of the same list has beside it: first to the right, then to the left.
    fn list_country(&self, i: usize) -> Option<EntityId> {
        let member = self.members.get_or_init(|| self.list_members())[i]?;
        self.of_list_member(member)
    }

    /// For each name the nearest of its list with a country beside it: to the right, else to the left.
    fn list_members(&self) -> Vec<Option<usize>> {
        let n_names = self.around.names.len();
        let next: Vec<Option<usize>> = (0..n_names).map(|i| self.around.next_in_list(i)).collect();
        let with_country = |&i: &usize| self.of_list_member(i).is_some();
        let (mut right, mut left) = (vec![None; n_names], vec![None; n_names]);
        for i in (0..n_names).rev() {
            right[i] = next[i].and_then(|n| Some(n).filter(with_country).or(right[n]));
        }
        for i in 1..n_names {
            let before = Some(i - 1).filter(|&before| next[before] == Some(i));
            left[i] = before.and_then(|b| Some(b).filter(with_country).or(left[b]));
        }
        right.into_iter().zip(left).map(|(right, left)| right.or(left)).collect()
    }

    fn of_list_member(&self, i: usize) -> Option<EntityId> {
        let listed = match &self.around.names[i].link {
            Link::Entity(entity) => entity.country.clone(),
            _ => None,
        };
        self.attached[i].clone().or(listed)
    }
}
