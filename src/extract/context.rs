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

use rustc_hash::FxHashMap;

use crate::base::{Class, EntityId, Origin, ParagraphKind, Via};
use crate::cut::fold_name;
use crate::dictionary::{CompiledTemplate, Context, SmallWord};
use crate::extract::mint::mint;
use crate::extract::names::{Link, Name, Reading};
use crate::extract::place;
use crate::extract::scan::TemplateUse;

/// The name of a capital has at most so many words: `Port of Spain`.
const LONGEST_CAPITAL: usize = 3;

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
pub(super) struct Setting {
    pub country: Option<EntityId>,
    pub owner: Option<EntityId>,
    pub place: Option<String>,
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
        let mut uses: Vec<(usize, TemplateUse)> = Vec::new();
        for i in 0..self.names.len() {
            let Link::Template(template) = &self.names[i].link else { continue };
            if self.is_regional(i) || self.names_no_body(i) {
                self.names[i].link = Link::Nothing;
            } else if let Some(agency) = self.has_post(i, template) {
                self.names[i].link = agency;
            } else {
                uses.push((i, template.clone()));
            }
        }
        for (i, template) in &uses {
            self.attached[*i] = self.beside(*i).or_else(|| self.in_capital(*i, template));
        }
        let surfaces: Vec<String> = uses.iter().map(|(i, _)| self.surface(*i)).collect();
        for (i, template) in &uses {
            let setting = self.setting(*i, template);
            self.settled[*i] = Some((template.clone(), setting));
        }
        for ((i, template), surface) in uses.iter().zip(&surfaces) {
            let setting = self.settled[*i].take().map(|(_, s)| s).unwrap_or_default();
            self.names[*i].link = match mint(self.reading.lexicon, template, &setting, surface) {
                Some(entity) => Link::Entity(entity),
                // `Police` names a body only beside a country.
                None if self.template(template).template.country_contexts()
                    == [Context::Attached] =>
                {
                    Link::Nothing
                }
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
        // A body that the vocabulary lists has its country already: `the Indirect Taxation Authority and Border Police of …`.
        let joins = |first: usize| self.next_in_list(first) == Some(first + 1);
        let shared = i > 0
            && joins(i - 1)
            && self.attached[i - 1].is_none()
            && (self.settled[i - 1].is_some() || i > 1 && joins(i - 2));
        if let Some((country, end)) = self.country_after(self.names[i].end)
            && entity.country.as_ref() == Some(&country)
            && !shared
        {
            self.names[i].end = end;
        } else if entity.origin == Origin::Template
            && entity.parent.is_some()
            && let Some((_, end)) = self.capital_after(self.names[i].end)
        {
            self.names[i].end = end;
        }
    }

    /// `UNODC Regional Office for Central Asia` belongs to no country.
    fn is_regional(&self, i: usize) -> bool {
        let end = self.names[i].end;
        let at = self.reading.after_article(end + 1);
        let region = self.starts.get(&at).is_some_and(
            |&n| matches!(&self.names[n].link, Link::Entity(e) if e.class == Class::Region),
        );
        self.reading.is(end, SmallWord::PURPOSE) && region
    }

    /// `Border Police Conference`, `Audit Office Act`: the words behind a body make an event, a law or a place of it.
    fn names_no_body(&self, i: usize) -> bool {
        let others = &self.reading.lexicon.heads.others;
        let (mut end, mut last) = (self.names[i].end, None);
        while self.is_capital_behind(end) && !self.starts.contains_key(&end) {
            last = Some(self.reading.word(end));
            end += 1;
        }
        last.is_some_and(|word| others.contains(word))
    }

    /// Whether a capital follows after a space alone.
    fn is_capital_behind(&self, token: usize) -> bool {
        let (text, spans) = (&self.reading.document.text, &self.reading.tokens.spans);
        let spaced = |gap: &str| !gap.is_empty() && gap.chars().all(char::is_whitespace);
        spans.get(token).is_some_and(|span| {
            text[span.range()].starts_with(char::is_uppercase)
                && spaced(&text[spans[token - 1].end..span.start])
                && self.reading.sentence(token) == self.reading.sentence(token - 1)
        })
    }

    /// The agency of which a post behind its office speaks: `USAID Mission Director`.
    fn has_post(&self, i: usize, used: &TemplateUse) -> Option<Link> {
        let lexicon = self.reading.lexicon;
        let end = self.names[i].end;
        let is_post = end < self.reading.tokens.len()
            && self.reading.written(end).starts_with(char::is_uppercase)
            && lexicon.heads.titles.contains(self.reading.word(end));
        let value = lexicon.values.get(*used.values.first()? as usize)?;
        let of_agency = self.template(used).template.parent.as_ref()?.contains('{');
        let agency = lexicon.get(&value.id).filter(|_| is_post && of_agency)?;
        Some(Link::Entity(agency.entity.clone()))
    }

    /// The folded words of a name.
    fn surface(&self, i: usize) -> String {
        self.folded(self.names[i].first, self.names[i].end)
    }

    /// The folded words of tokens `first..end`.
    fn folded(&self, first: usize, end: usize) -> String {
        (first..end).map(|token| self.reading.word(token)).collect::<Vec<_>>().join(" ")
    }

    fn template(&self, template: &TemplateUse) -> &CompiledTemplate {
        &self.reading.lexicon.templates[template.template as usize]
    }

    fn setting(&mut self, i: usize, used: &TemplateUse) -> Setting {
        let lexicon = self.reading.lexicon;
        let template = &lexicon.templates[used.template as usize].template;
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
        if setting.country.is_none() && template.country_contexts().contains(&Context::Dateline) {
            setting.country = self.country_of_capital(true);
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
                .only_country(|n| self.in_dateline(n))
                .or_else(|| self.country_of_capital(false)),
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
        let next = self.starts.get(&adjective.end).filter(|&&n| n != i);
        adjective.via == Via::Demonym
            && next.is_some_and(|&n| match &self.names[n].link {
                Link::Template(_) | Link::Unplaced => true,
                Link::Entity(entity) => entity.class == Class::Organisation,
                _ => false,
            })
    }

    fn in_dateline(&self, name: &Name) -> bool {
        let dateline = self.reading.document.dateline.as_ref();
        dateline.is_some_and(|d| d.span.contains(self.reading.tokens.spans[name.first]))
    }

    /// The country whose capital the dateline names, where it names no country: `Chisinau, 14 June`. That a text comes from
    /// a seat of international bodies says least.
    fn country_of_capital(&self, seats_too: bool) -> Option<EntityId> {
        let names_a_country = |(name, country): (&Name, &Option<EntityId>)| {
            country.is_some() && self.in_dateline(name)
        };
        if self.names.iter().zip(&self.countries).any(names_a_country) {
            return None;
        }
        let document = self.reading.document;
        let lexicon = self.reading.lexicon;
        let Some(dateline) = &document.dateline else { return self.opening_capital(seats_too) };
        let places = dateline.locations.iter();
        let found: BTreeSet<&EntityId> = places
            .map(|span| fold_name(&document.text[span.range()]))
            .filter(|place| seats_too || !lexicon.heads.seats.contains(place.trim()))
            .filter_map(|place| lexicon.capitals.get(&place))
            .collect();
        match (found.len(), found.first()) {
            (1, Some(only)) => Some((*only).clone()),
            _ => None,
        }
    }

    /// The country whose capital opens a text without a date: `Accra – The agency …`.
    fn opening_capital(&self, seats_too: bool) -> Option<EntityId> {
        let reading = self.reading;
        let mut paragraphs = reading.document.paragraphs.iter();
        let text = paragraphs.find(|p| p.kind == ParagraphKind::Text)?;
        let first = reading.tokens.at(text.span.start);
        (first + 1..=(first + LONGEST_CAPITAL).min(reading.tokens.len().saturating_sub(1)))
            .find_map(|end| {
                let gap = reading.tokens.spans[end - 1].end..reading.tokens.spans[end].start;
                let place = self.folded(first, end);
                let is_dash = matches!(reading.document.text[gap].trim(), "–" | "—" | "-" | "--");
                let says = is_dash && (seats_too || !reading.lexicon.heads.seats.contains(&place));
                reading.lexicon.capitals.get(&format!(" {place} ")).filter(|_| says).cloned()
            })
    }

    /// The country whose capital stands behind a unit of an international body: `EU Delegation in Tirana`.
    fn in_capital(&self, i: usize, used: &TemplateUse) -> Option<EntityId> {
        let end = self.names[i].end;
        self.template(used).template.parent.as_ref()?;
        self.capital_after(end).map(|(country, _)| country)
    }

    fn capital_after(&self, end: usize) -> Option<(EntityId, usize)> {
        let reading = self.reading;
        let first = end + 1;
        let longest = (first + LONGEST_CAPITAL).min(reading.tokens.len());
        if !reading.is(end, SmallWord::LOCATIVE) || first >= longest {
            return None;
        }
        (first + 1..=longest).rev().find_map(|last| {
            let place = format!(" {} ", self.folded(first, last));
            let country = reading.lexicon.capitals.get(&place)?;
            Some((country.clone(), last))
        })
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
            let possessive =
                name.first > 0 && self.reading.is(name.first - 1, SmallWord::POSSESSIVE);
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
        if !reading.is(at, SmallWord::BEFORE_COUNTRY) {
            return None;
        }
        at += 1;
        let past = |at: usize, is_small: bool| {
            if is_small && self.country_starting_at(at).is_none() { at + 1 } else { at }
        };
        at = past(at, reading.is(at, SmallWord::DEFINITE));
        at = past(at, reading.lexicon.heads.state_forms.contains(reading.word(at)));
        at = past(at, reading.is(at, SmallWord::GENITIVE));
        self.country_starting_at(at)
    }

    /// The token after a short bracket at `at`, or `at` itself.
    fn after_bracket(&self, at: usize) -> usize {
        if self.reading.word(at) != "(" {
            return at;
        }
        self.reading.closing(at).map_or(at, |close| close + 1)
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
            joined |=
                word == "," || self.reading.is(at, SmallWord::CONJUNCTION | SmallWord::DISJUNCTION);
            if word != "," && !self.reading.lexicon.heads.list_words.contains(word) {
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
            None if self.reading.is(end, SmallWord::GENITIVE) => match self.country_after(name.end)
            {
                Some((owner, after)) => (Some(owner), after),
                None => (None, end),
            },
            None => (None, end),
        };
        let leads_to_host = self.reading.is(after, SmallWord::BEFORE_HOST);
        let host = || self.country_after(after).or_else(|| self.capital_after(after));
        (owner, leads_to_host.then(host).flatten().map(|(host, _)| host))
    }
}

/// Whether a name is a country's adjective.
#[must_use]
pub(super) fn is_demonym(name: &Name) -> bool {
    name.via == Via::Demonym
}
