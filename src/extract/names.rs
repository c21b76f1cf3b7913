//! Possible names to names: conditions, definitions, overlaps and shared names are settled here.
//!
//! In: what [`scan`](super::scan) found. Out: names in reading order, none overlapping, templates still without their
//! country. Never: a silent choice between entries that share a name.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Class, Document, Entity, EntityId, Span, Via};
use crate::cut::{Stretch, fold_name, is_headline};
use crate::dictionary::{ConditionIndex, EntryIndex, KnownTokens, Lexicon, Scope, SmallWord};
use crate::extract::overlap::leftmost_longest;
use crate::extract::scan::{Choice, Found, Meaning, TemplateUse};

/// A bracket that abbreviates a name or says where it is closes within so many tokens; in a longer one the text goes on.
const SHORT_BRACKET: usize = 5;

/// Names of so many words say what kind of body they name; a country behind them tells whose it is.
const LONG_NAME: usize = 3;

/// A name that stands: tokens `first..end` and what it refers to.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub first: usize,
    pub end: usize,
    pub link: Link,
    pub via: Via,
}

impl Name {
    /// Whether it is a country's adjective.
    pub(super) fn is_demonym(&self) -> bool {
        self.via == Via::Demonym
    }
}

/// What a name refers to.
#[derive(Debug, Clone)]
pub(super) enum Link {
    /// One entity.
    Entity(Arc<Entity>),
    /// One of several; the text does not say which.
    Ambiguous(Vec<EntityId>),
    /// A body whose country or place is still to be found.
    Template(TemplateUse),
    /// A template's words for which the context gives no country, and the body that they name where they are a name of its own.
    Unplaced(Option<Arc<Entity>>),
    /// No entity: the phrase means something else.
    Nothing,
}

/// The text being read and all that helps to read it.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub document: &'a Document,
    pub tokens: &'a KnownTokens,
    pub stretches: &'a [Stretch],
    pub lexicon: &'a Lexicon,
}

impl<'a> Reading<'a> {
    /// A token as it is written.
    #[inline]
    pub(super) fn written(&self, i: usize) -> &'a str {
        &self.document.text[self.tokens.spans[i].range()]
    }

    /// A token folded; empty beyond the end.
    #[inline]
    pub(super) fn word(&self, i: usize) -> &'a str {
        if i < self.tokens.len() { self.tokens.word(i) } else { "" }
    }

    /// Whether a token is one of these small words.
    #[inline]
    pub(super) fn is(&self, i: usize, small: SmallWord) -> bool {
        self.tokens.small(i).is(small)
    }

    /// The token behind the article that may stand at `at`.
    pub(super) fn after_article(&self, at: usize) -> usize {
        if self.is(at, SmallWord::DEFINITE) { at + 1 } else { at }
    }

    /// The token that closes a short bracket, which opens at token `open`.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        (open + 1..=open + SHORT_BRACKET).find(|&i| self.word(i) == ")")
    }

    /// The folded words of tokens `first..end`.
    pub(super) fn folded(&self, first: usize, end: usize) -> &'a str {
        self.tokens.words(first, end)
    }

    /// Index of the sentence that holds a token.
    pub(super) fn sentence(&self, token: usize) -> usize {
        self.stretches.partition_point(|s| s.tokens.start <= token).saturating_sub(1)
    }

    /// Index of the paragraph that holds a token.
    pub(super) fn paragraph(&self, token: usize) -> usize {
        self.stretches.get(self.sentence(token)).map_or(0, |s| s.sentence.paragraph)
    }

    /// Whether a token stands in a headline, whose capitals say nothing.
    pub(super) fn in_headline(&self, token: usize) -> bool {
        is_headline(self.document, self.tokens, &self.stretches[self.sentence(token)])
    }

    /// Where a name stands in the text.
    pub(super) fn span(&self, name: &Name) -> Span {
        self.tokens.cover(name.first, name.end)
    }
}

/// Settles which possible names stand and what they refer to.
#[must_use]
pub(super) fn names(reading: Reading<'_>, found: &[Found]) -> Vec<Name> {
    let named = Named::new(reading, &standing(found.iter().filter_map(unconditional)));
    let admitted = found.iter().filter_map(|f| admit(reading, &named, found, f));
    resolve(reading, &named, &standing(admitted))
}

fn standing<'f>(found: impl Iterator<Item = Cow<'f, Found>>) -> Vec<Cow<'f, Found>> {
    let mut found: Vec<_> = found.map(Some).collect();
    let ranges: Vec<_> = found.iter().flatten().map(|f| f.tokens()).collect();
    leftmost_longest(&ranges).into_iter().filter_map(|i| found[i].take()).collect()
}

/// A found name without the choices that depend on context; `None` when nothing is left.
fn unconditional(found: &Found) -> Option<Cow<'_, Found>> {
    chosen(found, |choice| choice.condition.is_none())
}

/// A found name without the choices that do not pass; `None` when none does.
fn chosen(found: &Found, passes: impl Fn(&Choice) -> bool) -> Option<Cow<'_, Found>> {
    let Meaning::Listed(choices) = &found.meaning else { return Some(Cow::Borrowed(found)) };
    if choices.iter().all(&passes) {
        return Some(Cow::Borrowed(found));
    }
    let passing: Vec<Choice> = choices.iter().filter(|c| passes(c)).copied().collect();
    let Found { first, end, .. } = *found;
    (!passing.is_empty()).then_some(Cow::Owned(Found {
        first,
        end,
        meaning: Meaning::Listed(passing),
    }))
}

/// Where each entry is named without doubt.
pub(super) struct Named {
    places: FxHashMap<EntryIndex, Vec<usize>>,
}

impl Named {
    fn new(reading: Reading<'_>, standing: &[Cow<'_, Found>]) -> Self {
        let mut places: FxHashMap<EntryIndex, Vec<usize>> = FxHashMap::default();
        for found in standing {
            if let Meaning::Listed(choices) = &found.meaning
                && let [only] = in_force(reading, choices).as_slice()
            {
                places.entry(only.entry).or_default().push(found.first);
            }
        }
        Self { places }
    }

    fn near(&self, reading: Reading<'_>, entry: EntryIndex, token: usize, scope: Scope) -> bool {
        let Some(places) = self.places.get(&entry) else { return false };
        // They stand in reading order.
        let shares = |part: &dyn Fn(usize) -> usize| {
            let at = places.partition_point(|&place| part(place) < part(token));
            places.get(at).is_some_and(|&place| part(place) == part(token))
        };
        match scope {
            Scope::Document => true,
            Scope::Paragraph => shares(&|place| reading.paragraph(place)),
            Scope::Sentence => shares(&|place| reading.sentence(place)),
        }
    }

    /// The last place before `token` where the entry is named.
    fn before(&self, entry: EntryIndex, token: usize) -> Option<usize> {
        let places = self.places.get(&entry)?;
        places.partition_point(|&place| place < token).checked_sub(1).map(|last| places[last])
    }
}

/// Drops the choices whose conditions the context does not meet, and national bodies beside the name of another country.
fn admit<'f>(
    reading: Reading<'_>,
    named: &Named,
    all: &[Found],
    found: &'f Found,
) -> Option<Cow<'f, Found>> {
    let listed = matches!(found.meaning, Meaning::Listed(_));
    let beside = listed.then(|| country_behind(reading, all, found)).flatten();
    chosen(found, |choice| {
        let country = &reading.lexicon.entries[choice.entry].entity.country;
        let meets = |condition| meets(reading, named, found, choice.entry, condition);
        choice.condition.is_none_or(meets)
            && (matches!(choice.via, Via::Abbreviation | Via::Pattern)
                || beside.is_none()
                || country.is_none()
                || *country == beside)
    })
}

/// The country behind a long name: `Institute for Security Studies of Albania` is not the one of another country.
fn country_behind(reading: Reading<'_>, all: &[Found], found: &Found) -> Option<EntityId> {
    if found.end - found.first < LONG_NAME || !reading.is(found.end, SmallWord::GENITIVE) {
        return None;
    }
    // Templates come last, and all else in reading order.
    let listed = &all[..all.partition_point(|f| !matches!(f.meaning, Meaning::Template(_)))];
    let at = |token: usize| {
        let from = listed.partition_point(|f| f.first < token);
        let mut here = listed[from..].iter().take_while(|f| f.first == token);
        here.find_map(|f| match &f.meaning {
            Meaning::Listed(choices) if choices.len() == 1 => {
                let entity = &reading.lexicon.entries[choices[0].entry].entity;
                (entity.class == Class::Country).then(|| entity.id.clone())
            }
            _ => None,
        })
    };
    let behind_article = reading.after_article(found.end + 1);
    let is_state = reading.lexicon.heads.state_forms.contains(reading.word(behind_article));
    at(behind_article).or_else(|| at(behind_article + 2).filter(|_| is_state))
}

fn meets(
    reading: Reading<'_>,
    named: &Named,
    found: &Found,
    entry: EntryIndex,
    condition: ConditionIndex,
) -> bool {
    let lexicon = reading.lexicon;
    let cond = lexicon.condition(entry, condition);
    let needed = cond.needs.iter().filter_map(|id| lexicon.entries.place(id));
    let mut needed = needed.peekable();
    if !cond.needs.is_empty() && needed.peek().is_none() {
        return false;
    }
    let next = reading.word(found.end);
    let previous = if found.first > 0 { reading.word(found.first - 1) } else { "" };
    (cond.needs.is_empty() || needed.any(|id| named.near(reading, id, found.first, cond.scope)))
        && !cond.unless_next.iter().any(|word| fold_name(word).trim() == next)
        && !cond.unless_prev.iter().any(|word| fold_name(word).trim() == previous)
}

fn resolve(reading: Reading<'_>, named: &Named, standing: &[Cow<'_, Found>]) -> Vec<Name> {
    standing
        .iter()
        .map(|found| {
            let (link, via) = match &found.meaning {
                Meaning::Nothing => (Link::Nothing, Via::Name),
                Meaning::Template(template) => (Link::Template(template.clone()), Via::Template),
                Meaning::Demonym(entries) => (one_of(reading, entries), Via::Demonym),
                Meaning::Listed(choices) => listed(reading, named, found, choices),
            };
            Name { first: found.first, end: found.end, link, via }
        })
        .collect()
}

fn listed(reading: Reading<'_>, named: &Named, found: &Found, choices: &[Choice]) -> (Link, Via) {
    let mut choices = in_force(reading, choices);
    if choices.len() > 1 && choices.iter().any(|c| is_nearest(reading, *c)) {
        let nearest =
            choices.iter().filter_map(|c| Some((named.before(c.entry, found.first)?, *c)));
        if let Some((_, choice)) = nearest.max_by_key(|(at, c)| (*at, std::cmp::Reverse(c.entry))) {
            choices = vec![choice];
        }
    }
    if choices.len() > 1 {
        let spelt_out: Vec<Choice> =
            choices.iter().filter(|c| named.places.contains_key(&c.entry)).copied().collect();
        if spelt_out.len() == 1 {
            choices = spelt_out;
        }
    }
    let via = choices.first().map_or(Via::Name, |choice| choice.via);
    let entries: Vec<EntryIndex> = choices.iter().map(|c| c.entry).collect();
    (one_of(reading, &entries), via)
}

fn is_nearest(reading: Reading<'_>, choice: Choice) -> bool {
    choice
        .condition
        .is_some_and(|condition| reading.lexicon.condition(choice.entry, condition).nearest)
}

/// The choices, each entry once, without those whose name was not in use on the document's date unless none is left.
fn in_force(reading: Reading<'_>, choices: &[Choice]) -> Vec<Choice> {
    let mut distinct: Vec<Choice> = Vec::new();
    for choice in choices {
        if !distinct.iter().any(|c| c.entry == choice.entry) {
            distinct.push(*choice);
        }
    }
    let Some(date) = reading.document.date_start.filter(|_| distinct.len() > 1) else {
        return distinct;
    };
    let dated: Vec<Choice> = distinct
        .iter()
        .filter(|c| {
            let known = &reading.lexicon.entries[c.entry];
            known.since.is_none_or(|since| since <= date)
                && known.until.is_none_or(|until| date <= until)
        })
        .copied()
        .collect();
    if dated.is_empty() { distinct } else { dated }
}

fn one_of(reading: Reading<'_>, entries: &[EntryIndex]) -> Link {
    let entity = |&entry: &EntryIndex| reading.lexicon.entries[entry].entity.clone();
    match entries {
        [only] => Link::Entity(entity(only)),
        several => {
            let mut ids: Vec<EntityId> = several.iter().map(|e| entity(e).id.clone()).collect();
            ids.sort();
            Link::Ambiguous(ids)
        }
    }
}
