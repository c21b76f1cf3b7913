//! Longer and shorter names of one body in one text: `Lantern Holdings` and the `Lantern Holdings Group`, `NLB` and `NLB Bank`, the
//! `Ministry of Trade` and the `Ministry of Trade and Crafts`.
//!
//! In: all names of a document. Out: the same, each body one entity. Never: two bodies as one where the text names two longer ones that
//! a shorter name could stand for, nor two that the vocabulary tells apart.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Class, Entity, EntityId, Origin};
use crate::cut::fold_name;
use crate::dictionary::Heads;
use crate::extract::names::{Link, Name, Reading};

/// A body that a text names, and the words of one of its names.
struct Body<'a> {
    entity: Arc<Entity>,
    words: Vec<&'a str>,
    /// Whether the name is one word in capitals.
    is_acronym: bool,
}

/// What a body is as well: another one, or, where several would do, nothing.
type Meant = FxHashMap<EntityId, Option<Arc<Entity>>>;

/// Gives all names of one body the same entity.
pub(super) fn unite(reading: Reading<'_>, names: &mut [Name]) {
    let meant = meant(reading, &bodies(reading, names));
    for name in names {
        if let Link::Entity(entity) = &mut name.link
            && let Some(Some(other)) = meant.get(&entity.id)
            // What is another body itself stands for none.
            && !meant.get(&other.id).is_some_and(Option::is_some)
        {
            *entity = other.clone();
        }
    }
}

/// Looks every body up among those whose names begin or end one of its own: not all with all, for lists may hold thousands.
fn meant(reading: Reading<'_>, bodies: &[Body<'_>]) -> Meant {
    let mut named: FxHashMap<&[&str], Vec<&Body<'_>>> = FxHashMap::default();
    for body in bodies {
        named.entry(&body.words).or_default().push(body);
    }
    let mut meant = Meant::default();
    for longer in bodies {
        let words = longer.words.as_slice();
        let parts = (1..words.len()).flat_map(|k| [&words[..k], &words[k..]]);
        let shorter = parts.filter_map(|part| named.get(part)).flatten();
        for shorter in shorter.filter(|shorter| shorter.entity.id != longer.entity.id) {
            note(reading, longer, shorter, &mut meant);
            note(reading, shorter, longer, &mut meant);
        }
    }
    meant
}

/// Notes that a body that no entry lists is another one. Two are as good as many: they leave it open.
fn note(reading: Reading<'_>, body: &Body<'_>, other: &Body<'_>, meant: &mut Meant) {
    if body.entity.origin == Origin::Listed || !is_variant(reading, body, other) {
        return;
    }
    let known = meant.entry(body.entity.id.clone()).or_insert_with(|| Some(other.entity.clone()));
    if known.as_ref().is_some_and(|known| known.id != other.entity.id) {
        *known = None;
    }
}

/// The bodies that a text names, each with each of its names once.
fn bodies<'a>(reading: Reading<'a>, names: &[Name]) -> Vec<Body<'a>> {
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    for name in names {
        let Link::Entity(entity) = &name.link else { continue };
        let words: Vec<&str> = (name.first..name.end).map(|i| reading.word(i)).collect();
        if entity.class != Class::Organisation || !seen.insert((entity.id.clone(), words.clone())) {
            continue;
        }
        let written = reading.written(name.first);
        let is_acronym =
            words.len() == 1 && written.len() > 1 && written.chars().all(char::is_uppercase);
        out.push(Body { entity: entity.clone(), words, is_acronym });
    }
    out
}

/// Whether a body that no entry lists is another one of the same text, by their names.
fn is_variant(reading: Reading<'_>, body: &Body<'_>, other: &Body<'_>) -> bool {
    let heads = &reading.lexicon.heads;
    let is_listed = other.entity.origin == Origin::Listed;
    if let Some(rest) = body.words.strip_prefix(other.words.as_slice()) {
        let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return false };
        // `Lantern Holdings Group`; `Ministry of Trade and Crafts`
        let grows = rest.iter().all(|word| heads.group_words.contains(word));
        let joins = *first == "," || reading.lexicon.grammar.conjunction == **first;
        let office = other.entity.origin == Origin::Template && other.words.len() > 1;
        return (grows && is_listed) || (office && joins && heads.is_topic(last));
    }
    if let Some(rest) = other.words.strip_prefix(body.words.as_slice()) {
        let is_name = body.is_acronym || is_brand(heads, &body.words);
        return is_name && !rest.is_empty() && rest.iter().all(|w| heads.kind_words.contains(w));
    }
    // `the Sri Lanka Air Force`, `the Air Force`
    other.words.strip_suffix(body.words.as_slice()).is_some_and(|before| {
        let named = |id: &EntityId| {
            let name = reading.lexicon.get(id).map(|known| fold_name(&known.entry.name));
            name.is_some_and(|name| name.split_whitespace().eq(before.iter().copied()))
        };
        body.entity.country.is_none() && other.entity.country.as_ref().is_some_and(named)
    })
}

/// Whether words are a name of their own and not of a kind of bodies.
fn is_brand(heads: &Heads, words: &[&str]) -> bool {
    words
        .iter()
        .any(|w| w.chars().count() > 2 && !heads.is_common_word(w) && !heads.terms.contains(w))
        && !words.iter().any(|w| heads.openers.contains(w))
}
