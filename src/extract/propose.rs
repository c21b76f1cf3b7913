//! Names that nobody listed: provisional entities.
//!
//! In: the names that stand. Out: the same with those that the text alone tells, joined over the document. Never: a second
//! name for what the vocabulary lists, and nothing at all where the lexicon has no head words.
//!
//! # Rules
//! 1. Head words and the words around a name propose phrases ([`phrase`](super::phrase), [`cue`](super::cue)).
//! 2. The words of a phrase in one order, its country before them, make its id, so that `Institute for Security Studies`
//!    and `Security Studies Institute` are one entity in every document.
//! 3. A phrase whose words are all among those of one longer name of its kind is a short form of it.
//! 4. What a document proposes is found in its headlines too.
//! 5. A firm is one with and without the ending of its name: `Lantern (Pvt) Ltd`, `Lantern`.
//! 6. A proposed name wins over a national body only where it holds more words: `Primary Health Care Development Agency`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::{Class, Entity, EntityId, Origin, ParagraphKind, Via, sort_by, sort_by_key};
use crate::cut::{Stretch, fold_name};
use crate::dictionary::SmallWord;
use crate::extract::capitals::Capitals;
use crate::extract::cue::cued;
use crate::extract::firm::{stands_alone, with_endings, without_ending};
use crate::extract::mint::part_of_id;
use crate::extract::names::{Link, Name, Reading};
use crate::extract::overlap::{Ranges, leftmost_longest};
use crate::extract::phrase::Phrase;
use crate::extract::position::{embody, is_acronym, placed, runs};
use crate::extract::recur::recurring;
use crate::extract::spelt::{lengthen, spelt};
use crate::extract::title;

/// Listed names of more than so many words can be meant by a part of them.
const SHORT_NAME: usize = 2;

/// The names with the proposed ones among them, in reading order; what a proposed name takes in comes after it.
#[must_use]
pub(super) fn propose(reading: Reading<'_>, names: Vec<Name>) -> Vec<Name> {
    if reading.lexicon.heads.is_empty() {
        return names;
    }
    let capitals = Capitals::new(reading, &names);
    let phrases = phrases(&capitals);
    let firms = with_endings(&capitals);
    if phrases.is_empty() && firms.is_empty() {
        return names;
    }
    let (phrases, entities): (Vec<Phrase>, Vec<Arc<Entity>>) =
        identify(&capitals, phrases).into_iter().unzip();
    let mut proposed: Vec<Name> = phrases
        .iter()
        .zip(&entities)
        .map(|(phrase, entity)| Name {
            first: phrase.first,
            end: phrase.end,
            link: Link::Entity(entity.clone()),
            via: Via::Proposed,
        })
        .collect();
    again(&capitals, &phrases, &firms, &mut proposed);
    let soft = capitals.soft;
    let range = |name: &Name| name.first..name.end;
    let parts_of = |i: &usize| range(&names[*i]);
    // Of two names that overlap one holds the other: a phrase that would cut a name in two is none, nor one inside a name
    // that may be part of a longer one.
    let (standing, inner) =
        (Ranges::new(names.iter().map(range)), Ranges::new(soft.iter().map(parts_of)));
    proposed.retain(|name| !inner.hold(&range(name)) && !standing.cut(&range(name)));
    let longer = Ranges::new(proposed.iter().map(range));
    let is_part = |i: &usize| longer.hold(&parts_of(i));
    let mut parts = soft.iter().copied().filter(is_part).collect::<Vec<_>>().into_iter().peekable();
    let mut all = names;
    let mut number = 0..;
    all.retain(|_| parts.next_if_eq(&number.next().unwrap_or_default()).is_none());
    all.extend(proposed);
    sort_by_key(&mut all, |name| (name.first, Reverse(name.end)));
    all
}

fn phrases(capitals: &Capitals<'_>) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut sentences = Vec::new();
    let dateline = capitals.reading.document.dateline.as_ref().map(|d| d.span);
    for stretch in capitals.reading.stretches {
        let sentence = &stretch.tokens;
        let outside = dateline.is_none_or(|d| !d.contains(stretch.sentence.span));
        if !outside {
            continue;
        }
        if capitals.reading.in_headline(sentence.start) {
            if is_title(capitals, stretch) {
                title::programmes(capitals, sentence, &mut found);
            }
            continue;
        }
        let runs = runs(capitals, sentence);
        let mut here = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            match capitals.phrase_at(at, sentence) {
                Ok(phrase) => {
                    at = phrase.end;
                    here.push(phrase);
                }
                Err(next) => at = next,
            }
        }
        cued(capitals, sentence, &runs, &mut here);
        spelt(capitals, sentence, &mut here);
        placed(capitals, sentence, &runs, &mut here);
        lengthen(capitals, sentence, &mut here);
        found.append(&mut here);
        sentences.push((sentence.clone(), runs));
    }
    let ranges: Vec<_> = found.iter().map(|p| p.first..p.end).collect();
    let mut standing: Vec<Phrase> =
        leftmost_longest(&ranges).into_iter().map(|i| found[i].clone()).collect();
    let more = recurring(capitals, &sentences, &standing);
    standing.extend(more);
    sort_by_key(&mut standing, |p| p.first);
    embody(capitals, &mut standing);
    let title = capitals.reading.stretches.iter().find(|s| is_title(capitals, s));
    if let Some(title) = title
        && (!names_programme(capitals, &standing)
            || title::opens_with_project(capitals, title.tokens.end))
        && let Some(phrase) = title::of_text(capitals, &title.tokens)
    {
        standing.retain(|p| p.first >= phrase.end || p.end <= phrase.first);
        standing.insert(standing.partition_point(|p| p.first < phrase.first), phrase);
    }
    standing
}

fn is_title(capitals: &Capitals<'_>, stretch: &Stretch) -> bool {
    let paragraphs = &capitals.reading.document.paragraphs;
    paragraphs[stretch.sentence.paragraph].kind == ParagraphKind::Title
}

/// Whether a text names a programme, in the vocabulary or not.
fn names_programme(capitals: &Capitals<'_>, phrases: &[Phrase]) -> bool {
    let listed = |name: &Name| matches!(&name.link, Link::Entity(entity) if entity.class == Class::Programme);
    phrases.iter().any(|p| p.class == Class::Programme) || capitals.names.iter().any(listed)
}

/// What tells one proposed name from another: class, country and words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    words: Vec<&'a str>,
    head: &'a str,
    class: Class,
    country: Option<EntityId>,
}

/// The phrases that name something, each with its entity.
fn identify(capitals: &Capitals<'_>, phrases: Vec<Phrase>) -> Vec<(Phrase, Arc<Entity>)> {
    let keys: Vec<Key<'_>> = phrases.iter().map(|phrase| key(capitals, phrase)).collect();
    let mut distinct: BTreeMap<&Key<'_>, &Phrase> = BTreeMap::new();
    for (key, phrase) in keys.iter().zip(&phrases) {
        let first = distinct.entry(key).or_insert(phrase);
        if first.weak && !phrase.weak {
            *first = phrase;
        }
    }
    let mut order: Vec<(&Key<'_>, &Phrase)> = distinct.into_iter().collect();
    sort_by_key(&mut order, |(key, _)| (Reverse(key.words.len()), key.country.is_none()));
    let listed = listed(capitals);
    let mut listed_words = Postings::default();
    for (i, (words, _)) in listed.iter().enumerate() {
        listed_words.add(i, words);
    }
    let mut roots: Vec<(&Key<'_>, Arc<Entity>)> = Vec::new();
    let mut root_words = Postings::default();
    let mut entities: BTreeMap<&Key<'_>, Arc<Entity>> = BTreeMap::new();
    for (key, phrase) in order {
        // Two are as good as many: they leave it open.
        let longer: Vec<&Arc<Entity>> = root_words
            .with_all(&key.words, roots.len())
            .map(|i| &roots[i])
            .filter(|(root, _)| is_short_form(key, root) && !is_word(key))
            .map(|(_, e)| e)
            .take(2)
            .collect();
        let known: Vec<&Arc<Entity>> = listed_words
            .with_all(&key.words, listed.len())
            .map(|i| &listed[i])
            .filter(|(words, e)| {
                let country =
                    key.country.is_none() || e.country.is_none() || e.country == key.country;
                e.class == key.class
                    && country
                    && !key.head.is_empty()
                    && key.words.iter().all(|w| words.contains(w))
            })
            .map(|(_, e)| e)
            .take(2)
            .collect();
        let entity = match (known.as_slice(), longer.as_slice()) {
            ([only], _) => (*only).clone(),
            ([], [only]) => (*only).clone(),
            _ if phrase.weak => continue,
            _ => {
                let Some(entity) = mint(capitals, key, phrase) else { continue };
                root_words.add(roots.len(), &key.words);
                roots.push((key, entity.clone()));
                entity
            }
        };
        entities.insert(key, entity);
    }
    let mut named: Vec<Option<Arc<Entity>>> =
        keys.iter().map(|key| entities.get(key).cloned()).collect();
    initials(capitals, &phrases, &mut named);
    phrases.into_iter().zip(named).filter_map(|(phrase, entity)| Some((phrase, entity?))).collect()
}

/// Gives an abbreviation that nobody defines the entity whose only name in the text has its letters: `LHI` where the text names the
/// Lakeland Harbour Initiative.
fn initials(capitals: &Capitals<'_>, phrases: &[Phrase], named: &mut [Option<Arc<Entity>>]) {
    let short = |p: &Phrase| p.head.is_empty() && is_acronym(capitals, &(p.first..p.end));
    if !phrases.iter().any(short) {
        return;
    }
    let letters = |tokens: Range<usize>| -> String {
        let big = tokens.filter(|&i| capitals.is_capital(i));
        big.filter_map(|i| capitals.word(i).chars().next()).collect()
    };
    let mut by_letters: FxHashMap<String, Option<Arc<Entity>>> = FxHashMap::default();
    let mut know = |letters: String, entity: &Arc<Entity>| {
        let known = by_letters.entry(letters).or_insert_with(|| Some(entity.clone()));
        if known.as_ref().is_some_and(|k| k.id != entity.id) {
            *known = None;
        }
    };
    for (phrase, entity) in phrases.iter().zip(&*named).filter(|(p, _)| p.end - p.first > 1) {
        if let Some(entity) = entity {
            know(letters(phrase.first..phrase.core_end), entity);
        }
    }
    for name in capitals.names.iter().filter(|name| name.end - name.first > SHORT_NAME) {
        if let Link::Entity(entity) = &name.link
            && entity.class == Class::Organisation
        {
            know(letters(name.first..name.end), entity);
        }
    }
    for (phrase, entity) in phrases.iter().zip(named).filter(|(p, _)| short(p)) {
        if let Some(Some(long)) = by_letters.get(capitals.word(phrase.first)) {
            *entity = Some(long.clone());
        }
    }
}

/// Which names hold a word, so that one need not be compared with all.
#[derive(Default)]
struct Postings<'a>(FxHashMap<&'a str, Vec<usize>>);

impl<'a> Postings<'a> {
    fn add(&mut self, number: usize, words: &[&'a str]) {
        for word in words {
            let numbers = self.0.entry(word).or_default();
            // A name may hold a word twice.
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    /// The numbers of names that may hold all `words`: those that hold the rarest. Without words all `n` may.
    fn with_all(&self, words: &[&str], n: usize) -> impl Iterator<Item = usize> {
        let rarest = words.iter().map(|word| self.of_word(word)).min_by_key(|found| found.len());
        let all = if rarest.is_none() { 0..n } else { 0..0 };
        rarest.unwrap_or_default().iter().copied().chain(all)
    }

    fn of_word(&self, word: &str) -> &[usize] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The bodies and programmes of the vocabulary that the document names, with the words of their names.
fn listed<'a>(capitals: &Capitals<'a>) -> Vec<(Vec<&'a str>, Arc<Entity>)> {
    let mut out: Vec<(Vec<&str>, Arc<Entity>)> = Vec::new();
    for name in capitals.names {
        let Link::Entity(entity) = &name.link else { continue };
        let is_body = matches!(entity.class, Class::Organisation | Class::Programme | Class::Donor);
        if is_body && name.end - name.first > SHORT_NAME && entity.origin == Origin::Listed {
            let words = (name.first..name.end).map(|i| capitals.word(i)).collect();
            out.push((words, entity.clone()));
        }
    }
    sort_by(&mut out, |x, y| (&x.1.id, &x.0).cmp(&(&y.1.id, &y.0)));
    out.dedup_by(|x, y| x.1.id == y.1.id);
    out
}

/// Whether a name is one word that says nothing of its kind: it may be the first of many names.
fn is_word(key: &Key<'_>) -> bool {
    key.words.len() == 1 && key.head.is_empty()
}

fn is_short_form(short: &Key<'_>, long: &Key<'_>) -> bool {
    let country = short.country.is_none() || short.country == long.country;
    short.class == long.class
        && short.head == long.head
        && country
        && short.words.iter().all(|word| long.words.contains(word))
}

/// The words of a phrase: modifiers, what follows the head, the head; without small words and the country.
fn key<'a>(capitals: &Capitals<'a>, phrase: &Phrase) -> Key<'a> {
    let head = if phrase.firm { phrase.head.end..phrase.head.end } else { phrase.head.clone() };
    let parts = (phrase.first..phrase.head.start.min(phrase.core_end))
        .chain(phrase.head.end..phrase.core_end)
        .chain(head.clone());
    let mut words: Vec<&str> = parts
        .filter(|&i| {
            let of_country = phrase.country.is_some()
                && capitals.entity_at(i).is_some_and(|e| Some(&e.id) == phrase.country.as_ref());
            let word = capitals.word(i);
            !of_country
                && !capitals.is(i, SmallWord::POSSESSIVE)
                && word != ","
                && word != "\""
                && !capitals.heads.joints.contains(word)
        })
        .map(|i| capitals.word(i))
        .collect();
    // `the Skills for Jobs project` is the `Skills for Jobs Project`; what kind of body an NGO is, its name does not say.
    let grammar = &capitals.reading.lexicon.grammar;
    words.extend(phrase.noun.map(|noun| match phrase.class {
        Class::Programme => grammar.singular(capitals.word(noun)),
        class => class.name(),
    }));
    let head = if head.is_empty() { "" } else { capitals.word(head.end - 1) };
    Key { words, head, class: phrase.class, country: phrase.country.clone() }
}

fn mint(capitals: &Capitals<'_>, key: &Key<'_>, phrase: &Phrase) -> Option<Arc<Entity>> {
    let reading = capitals.reading;
    let country = key.country.as_deref();
    // Folded, so that a name in British and in American spelling is one entity in every text.
    let words = part_of_id(&fold_name(&key.words.join(" ")));
    let id = std::iter::once("prov")
        .chain(country)
        .chain([words.as_str()])
        .collect::<Vec<_>>()
        .join("-");
    let span = reading.tokens.cover(phrase.first, phrase.core_end);
    let name = reading.document.text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    let inside = (phrase.first..phrase.core_end)
        .any(|i| capitals.entity_at(i).is_some_and(|e| Some(&*e.id) == country));
    let label = match country.and_then(|id| reading.lexicon.get(id)) {
        Some(known) if !inside => format!("{name} ({})", known.entry.name),
        _ => name,
    };
    Some(Arc::new(Entity {
        id: EntityId::new(&id).ok()?,
        label,
        class: key.class,
        country: key.country.clone(),
        parent: phrase.parent.clone(),
        origin: Origin::Provisional,
    }))
}

/// What words mean that are found again.
struct Again<'a> {
    link: &'a Link,
    via: Via,
    /// Whether they are no part of a longer name.
    alone: bool,
}

/// Finds the proposed names again where nothing around them told what they are, as in headlines.
fn again(
    capitals: &Capitals<'_>,
    phrases: &[Phrase],
    firms: &[(usize, usize, &Name)],
    proposed: &mut Vec<Name>,
) {
    let mut known: FxHashMap<Vec<&str>, Again<'_>> = FxHashMap::default();
    // How many words the names have that begin with a word, the most first.
    let mut lengths: FxHashMap<&str, BTreeSet<Reverse<usize>>> = FxHashMap::default();
    for (phrase, name) in phrases.iter().zip(proposed.iter()) {
        let words: Vec<&str> = (phrase.first..phrase.core_end).map(|i| capitals.word(i)).collect();
        lengths.entry(words[0]).or_default().insert(Reverse(words.len()));
        known.entry(words).or_insert(Again { link: &name.link, via: name.via, alone: false });
    }
    let proposed_firms = phrases.iter().zip(proposed.iter()).filter(|(p, _)| p.firm);
    let proposed_firms = proposed_firms.map(|(p, name)| (p.first, p.head.start, name));
    for (first, ending, name) in firms.iter().copied().chain(proposed_firms) {
        let Some(words) = without_ending(capitals, first, ending) else { continue };
        let via = if name.via == Via::Proposed { Via::Proposed } else { Via::Defined };
        lengths.entry(words[0]).or_default().insert(Reverse(words.len()));
        known.entry(words).or_insert(Again { link: &name.link, via, alone: true });
    }
    let taken: Vec<_> = proposed.iter().map(|name| name.first..name.end).collect();
    let n_tokens = capitals.reading.tokens.len();
    let mut more = Vec::new();
    let mut at = 0;
    while at < n_tokens {
        let starts = lengths.get(capitals.word(at)).filter(|_| capitals.is_capital(at));
        let here = starts.into_iter().flatten().find_map(|&Reverse(length)| {
            let end = (at + length <= n_tokens).then_some(at + length)?;
            let words: Vec<&str> = (at..end).map(|i| capitals.word(i)).collect();
            let again = known.get(&words)?;
            let is_free =
                |i: usize| capitals.name_at(i).is_none_or(|n| at <= n.first && n.end <= end);
            let fits = capitals.ends_like_name(end - 1)
                && (at..end).all(is_free)
                && (!again.alone || stands_alone(capitals, at, end));
            fits.then_some((end, again))
        });
        let Some((end, again)) = here else {
            at += 1;
            continue;
        };
        let before = taken.partition_point(|range| range.end <= at);
        let free = taken.get(before).is_none_or(|range| range.start >= end);
        let one_sentence = capitals.reading.sentence(at) == capitals.reading.sentence(end - 1);
        if free && one_sentence {
            more.push(Name { first: at, end, link: again.link.clone(), via: again.via });
        }
        at = end;
    }
    proposed.extend(more);
}
