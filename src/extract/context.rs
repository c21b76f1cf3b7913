//! Gives national bodies their country and units their place.
//!
//! In: names, some of them templates. Out: the same names with every template turned into an entity, or left unplaced.
//! Never: a choice between two countries.
//!
//! # Rules
//! 1. What stands beside the name decides: `Serbian Ministry of …`, `Ministry of … of Serbia`, `… (Serbia)`.
//! 2. Then what stands beside another body of the same list, then the only country of the sentence, and so on, in the
//!    order that the template gives.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Class, Entity, EntityId, Origin, Via};
use crate::dictionary::{CompiledTemplate, Context, fold, fold_name};
use crate::extract::names::{Link, Name, Reading};
use crate::extract::place;
use crate::extract::scan::TemplateUse;

/// Turns the templates among `names` into entities.
pub(super) fn settle(reading: Reading<'_>, names: &mut [Name]) {
    let mut settler = Settler {
        reading,
        starts: names.iter().enumerate().map(|(i, n)| (n.first, i)).collect(),
        ends: names.iter().enumerate().map(|(i, n)| (n.end, i)).collect(),
        countries: names.iter().map(country_named).collect(),
        attached: vec![None; names.len()],
        settled: vec![None; names.len()],
        names,
    };
    settler.run();
}

/// The country that a name gives: a country, its adjective, or a body that belongs to one.
fn country_named(name: &Name) -> Option<EntityId> {
    match &name.link {
        Link::Entity(entity) if entity.class == Class::Country => Some(entity.id.clone()),
        _ => None,
    }
}

/// What the context says of a template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Setting {
    country: Option<EntityId>,
    owner: Option<EntityId>,
    place: Option<String>,
}

struct Settler<'a, 'n> {
    reading: Reading<'a>,
    names: &'n mut [Name],
    starts: FxHashMap<usize, usize>,
    ends: FxHashMap<usize, usize>,
    /// The country that each name names.
    countries: Vec<Option<EntityId>>,
    /// The country that stands beside each template.
    attached: Vec<Option<EntityId>>,
    /// What has been found out about each template.
    settled: Vec<Option<(TemplateUse, Setting)>>,
}

impl Settler<'_, '_> {
    fn run(&mut self) {
        let uses: Vec<(usize, TemplateUse)> = (0..self.names.len())
            .filter_map(|i| match &self.names[i].link {
                Link::Template(template) => Some((i, template.clone())),
                _ => None,
            })
            .collect();
        for (i, _) in &uses {
            self.attached[*i] = self.beside(*i);
        }
        for (i, template) in &uses {
            let setting = self.setting(*i, template);
            self.settled[*i] = Some((template.clone(), setting));
        }
        for (i, template) in &uses {
            let setting = self.settled[*i].take().map(|(_, s)| s).unwrap_or_default();
            self.names[*i].link = match self.mint(template, &setting) {
                Some(entity) => Link::Entity(entity),
                None => Link::Unplaced,
            };
            self.settled[*i] = Some((template.clone(), setting));
        }
        for i in 0..self.names.len() {
            self.take_in_country(i);
        }
    }

    /// `Ministry of Security of Bosnia and Herzegovina` is one name, unless the country belongs to a whole list.
    fn take_in_country(&mut self, i: usize) {
        let Link::Entity(entity) = &self.names[i].link else { return };
        if entity.class != Class::Organisation || self.reading.word(self.names[i].end) == "(" {
            return;
        }
        let is_national =
            |n: &Name| matches!(&n.link, Link::Entity(e) if e.origin == Origin::Template);
        let shared = i > 0
            && is_national(&self.names[i - 1])
            && self.next_in_list(i - 1) == Some(i)
            && self.attached[i - 1].is_none();
        if let Some((country, end)) = self.country_after(self.names[i].end)
            && entity.country.as_ref() == Some(&country)
            && !shared
        {
            self.names[i].end = end;
        }
    }

    fn template(&self, template: &TemplateUse) -> &CompiledTemplate {
        &self.reading.lexicon.templates[template.template as usize]
    }

    fn setting(&mut self, i: usize, used: &TemplateUse) -> Setting {
        let template = self.template(used).template.clone();
        let mut setting = Setting::default();
        if template.owner {
            let (owner, host) = self.owner_and_host(i);
            setting.owner = owner;
            setting.country = host;
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
        if let Some(first) = self.adjective_before(i) {
            self.names[i].first = first;
        }
        setting
    }

    fn country_in(&self, i: usize, used: &TemplateUse, context: Context) -> Option<EntityId> {
        let name = &self.names[i];
        let reading = self.reading;
        match context {
            Context::Attached => self.attached[i].clone(),
            Context::List => self.list_country(i),
            Context::Sentence => {
                let sentence = reading.sentence(name.first);
                self.only_country(|n| reading.sentence(n.first) == sentence)
            }
            Context::Paragraph => {
                let paragraph = reading.paragraph(name.first);
                self.only_country(|n| reading.paragraph(n.first) == paragraph)
            }
            Context::Dateline => {
                let dateline = reading.document.dateline.as_ref()?.span;
                let inside = |n: &Name| dateline.contains(reading.tokens.spans[n.first]);
                self.only_country(inside).or_else(|| self.country_of_capital(inside))
            }
            Context::Title => {
                let title = reading.document.title_span;
                self.only_country(|n| title.contains(reading.tokens.spans[n.first]))
            }
            Context::Same => self.same(i, used).and_then(|s| s.country.clone()),
            Context::Document => self.only_country(|_| true),
        }
    }

    /// The country whose capital the dateline names, where it names no country: `Chisinau, 14 June`.
    fn country_of_capital(&self, in_dateline: impl Fn(&Name) -> bool) -> Option<EntityId> {
        let names_a_country =
            |(name, country): (&Name, &Option<EntityId>)| country.is_some() && in_dateline(name);
        if self.names.iter().zip(&self.countries).any(names_a_country) {
            return None;
        }
        let document = self.reading.document;
        let places = document.dateline.as_ref()?.locations.iter();
        let capitals = &self.reading.lexicon.capitals;
        let found: BTreeSet<&EntityId> = places
            .filter_map(|span| capitals.get(&fold_name(&document.text[span.range()])))
            .collect();
        match (found.len(), found.first()) {
            (1, Some(only)) => Some((*only).clone()),
            _ => None,
        }
    }

    fn place_in(&self, i: usize, used: &TemplateUse, context: Context) -> Option<String> {
        match context {
            Context::Attached => place::beside(self.reading, self.names[i].end),
            Context::Same => self.same(i, used).and_then(|s| s.place.clone()),
            Context::Dateline => place::of_dateline(self.reading, |token| {
                self.starts.get(&token).is_some_and(|&n| self.countries[n].is_some())
            }),
            _ => None,
        }
    }

    /// The only country named where `here` holds.
    fn only_country(&self, here: impl Fn(&Name) -> bool) -> Option<EntityId> {
        let named: BTreeSet<&EntityId> = self
            .names
            .iter()
            .zip(&self.countries)
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

    /// The country beside the name: before it as adjective or possessive, after it behind a preposition or in brackets.
    fn beside(&self, i: usize) -> Option<EntityId> {
        let name = &self.names[i];
        let before = self.country_ending_at(name.first).or_else(|| {
            let possessive = name.first > 0 && self.reading.word(name.first - 1) == "s";
            possessive.then(|| self.country_ending_at(name.first - 1)).flatten()
        });
        before.or_else(|| self.country_after(name.end).map(|(country, _)| country))
    }

    fn country_ending_at(&self, token: usize) -> Option<EntityId> {
        self.ends.get(&token).and_then(|&n| self.countries[n].clone())
    }

    fn country_starting_at(&self, token: usize) -> Option<(EntityId, usize)> {
        let n = *self.starts.get(&token)?;
        Some((self.countries[n].clone()?, self.names[n].end))
    }

    /// `of the Republic of Serbia`, `in Serbia`, `(Serbia)`, with an abbreviation in brackets before it passed over.
    fn country_after(&self, end: usize) -> Option<(EntityId, usize)> {
        let reading = self.reading;
        let mut at = self.after_bracket(end);
        if reading.word(end) == "("
            && let Some(found) = self.country_starting_at(end + 1)
        {
            return Some(found);
        }
        if !matches!(reading.word(at), "of" | "in" | "for" | "to" | "from") {
            return None;
        }
        at += 1;
        for word in ["the", "republic", "of"] {
            if reading.word(at) == word && self.country_starting_at(at).is_none() {
                at += 1;
            }
        }
        self.country_starting_at(at)
    }

    /// The token after a short bracket at `at`, or `at` itself.
    fn after_bracket(&self, at: usize) -> usize {
        if self.reading.word(at) != "(" {
            return at;
        }
        (at + 1..at + 6).find(|&i| self.reading.word(i) == ")").map_or(at, |close| close + 1)
    }

    /// The first token of a country's adjective or name that stands right before a name.
    fn adjective_before(&self, i: usize) -> Option<usize> {
        let n = *self.ends.get(&self.names[i].first)?;
        let glued = self.reading.sentence(self.names[n].first)
            == self.reading.sentence(self.names[i].first);
        (glued && self.countries[n].is_some()).then(|| self.names[n].first)
    }

    /// The country that another body of the same list has beside it: first to the right, then to the left.
    fn list_country(&self, i: usize) -> Option<EntityId> {
        let mut at = i;
        while let Some(next) = self.next_in_list(at) {
            if let Some(country) = self.of_list_member(next) {
                return Some(country);
            }
            at = next;
        }
        let mut at = i;
        while let Some(previous) = at.checked_sub(1).filter(|&p| self.next_in_list(p) == Some(at)) {
            if let Some(country) = self.of_list_member(previous) {
                return Some(country);
            }
            at = previous;
        }
        None
    }

    fn of_list_member(&self, i: usize) -> Option<EntityId> {
        let listed = match &self.names[i].link {
            Link::Entity(entity) => entity.country.clone(),
            _ => None,
        };
        self.attached[i].clone().or(listed)
    }

    /// The next name, if only list words stand between and both name bodies.
    fn next_in_list(&self, i: usize) -> Option<usize> {
        let next = i + 1;
        let body = |n: &Name| match &n.link {
            Link::Template(_) | Link::Unplaced => true,
            Link::Entity(entity) => entity.class == Class::Organisation,
            Link::Ambiguous(_) | Link::Nothing => false,
        };
        if next >= self.names.len() || !body(&self.names[i]) {
            return None;
        }
        // A list member may have its country's adjective before it: `… and the Serbian Border Police`.
        let (target, first) = if body(&self.names[next]) {
            (next, self.names[next].first)
        } else {
            let after = next + 1;
            let adjective = self.countries[next].is_some()
                && after < self.names.len()
                && body(&self.names[after])
                && self.names[after].first == self.names[next].end;
            if !adjective {
                return None;
            }
            (after, self.names[next].first)
        };
        let mut at = self.after_bracket(self.names[i].end);
        let mut joined = false;
        while at < first {
            let word = self.reading.word(at);
            joined |= matches!(word, "," | "and" | "or");
            if !matches!(
                word,
                "," | "and"
                    | "or"
                    | "the"
                    | "as"
                    | "well"
                    | "with"
                    | "s"
                    | "national"
                    | "officials"
                    | "of"
            ) {
                return None;
            }
            at += 1;
        }
        joined.then_some(target)
    }

    /// Whose embassy it is and where: `Embassy of France in Austria`, `Norwegian Embassy in Serbia`.
    fn owner_and_host(&self, i: usize) -> (Option<EntityId>, Option<EntityId>) {
        let name = &self.names[i];
        let end = self.after_bracket(name.end);
        let before = self.country_ending_at(name.first);
        let (owner, after) = match before {
            Some(owner) => (Some(owner), end),
            None if self.reading.word(end) == "of" => match self.country_after(name.end) {
                Some((owner, after)) => (Some(owner), after),
                None => (None, end),
            },
            None => (None, end),
        };
        let host = match self.reading.word(after) {
            "in" | "to" => self.country_after(after).map(|(host, _)| host),
            _ => None,
        };
        (owner, host)
    }

    fn mint(&self, used: &TemplateUse, setting: &Setting) -> Option<Arc<Entity>> {
        let template = self.template(used);
        let lexicon = self.reading.lexicon;
        let values: Vec<_> = used.values.iter().map(|&v| &lexicon.values[v as usize]).collect();
        let value_ids: Vec<_> = values.iter().map(|v| v.id.as_str()).collect();
        let value_names: Vec<_> =
            values.iter().map(|v| v.name.strip_prefix("the ").unwrap_or(&v.name)).collect();
        let mut id = template.template.id.clone();
        let mut name = template.template.name.clone();
        if let Some(slot) = &template.slot {
            id = id.replace(&format!("{{{slot}}}"), &value_ids.join("-"));
            name = name.replace(&format!("{{{slot}}}"), &join_names(&value_names));
        }
        let country_name = |id: &EntityId| {
            lexicon.get(id).map(|known| known.entry.name.clone()).unwrap_or_default()
        };
        if template.template.owner {
            let owner = setting.owner.as_ref()?;
            id = id.replace("{owner}", owner);
            name = name.replace("{owner}", &country_name(owner));
        }
        let is_unit = !template.template.place.is_empty();
        let bracket = match (&setting.place, &setting.country) {
            (Some(place), _) => {
                id = id.replace("{place}", &slug(place));
                Some(place.clone())
            }
            (None, _) if is_unit => return None,
            (None, Some(country)) => {
                id = id.replace("{country}", country);
                Some(country_name(country))
            }
            (None, None) if template.template.generic || template.template.owner => None,
            (None, None) => return None,
        };
        id = id.replace("-{country}", "").replace("{country}-", "");
        let label = match bracket {
            Some(bracket) => format!("{name} ({bracket})"),
            None => name,
        };
        Some(Arc::new(Entity {
            id: id.into(),
            label,
            class: Class::Organisation,
            country: setting.owner.clone().or_else(|| setting.country.clone()),
            parent: template.template.parent.as_deref().map(Into::into),
            origin: Origin::Template,
        }))
    }
}

/// `Labour`, `Labour and Youth`, `Labour, Youth and Sports`.
fn join_names(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A place or name as part of an id: `Durrës` is `durres`.
pub(super) fn slug(place: &str) -> String {
    let tokens = fold(place);
    let words: Vec<_> = (0..tokens.len())
        .map(|i| tokens.word(i).chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join("-") }
}

/// Whether a name is a country's adjective.
#[must_use]
pub(super) fn is_demonym(name: &Name) -> bool {
    name.via == Via::Demonym
}
