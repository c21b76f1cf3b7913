//! Documents to mentions.
//!
//! In: a [`Document`], its tokens and the [`Lexicon`]. Out: an [`Extraction`] without relations. Pure: no IO, no clock, no
//! randomness, cannot fail; never changes the text.
//!
//! # Rules, in order
//! 1. Split into sentences.
//! 2. Scan for every phrase of the vocabulary, as whole words within a sentence.
//! 3. Keep aliases whose conditions the context meets, then the leftmost-longest of what overlaps; persons and the words
//!    of headlines in capitals name nothing.
//! 4. Give national bodies their country and units their place.
//! 5. Propose names that no entry lists, from head words and the words around them.
//! 6. Longer and shorter names of one body are one; bind the abbreviations that the document defines.
//! 7. Find the names inside longer names.
//! 8. Say where the story took place: its dateline, the fields of the input, else the country it names most.
//!
//! [`decide_names`] then carries out what reviewers have decided.

mod aside;
mod behind;
mod beside;
mod capitals;
mod context;
mod countries;
mod cue;
mod decide;
mod define;
mod firm;
mod headline;
mod join;
mod mint;
mod names;
mod not_national;
mod overlap;
mod person;
mod phrase;
mod place;
mod position;
mod propose;
mod recur;
mod scan;
mod seat;
mod spelt;
mod steps;
mod title;
mod variants;
mod whereabouts;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use decide::decide_names;
pub use steps::{Step, stopped_by};

use crate::base::{Class, Document, EntityId, Extraction, Mention, Origin, Unlinked, sort_by_key};
use crate::cut::sentences_around;
use crate::dictionary::{KnownTokens, Lexicon};
use names::{Link, Name, Reading};
use scan::{Found, Meaning};

/// Finds the names of a document.
///
/// ```
/// use consort::dictionary::{builtin_files, compile, read};
/// use consort::documents::{Format, ReadOptions, parse};
/// use consort::extract::extract;
///
/// let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// let text = "The Serbian Ministry of Justice met the Paper Bridge Foundation.";
/// let document = &parse("note.txt", text, Format::Text, &ReadOptions::default()).output[0];
/// let found = extract(document, &lexicon.tokens(&document.text), &lexicon);
/// let names: Vec<&str> = found.mentions.iter().map(|m| &*m.entity.id).collect();
/// assert_eq!(names, ["srb-ministry-of-justice", "prov-paper-bridge-foundation"]);
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn extract(document: &Document, tokens: &KnownTokens, lexicon: &Lexicon) -> Extraction {
    let hits = scan::hits(tokens, lexicon);
    let stopped = scan::with_stops(&document.text, tokens, &hits);
    let stretches = sentences_around(document, tokens, &lexicon.sentences, &stopped);
    let reading = Reading { document, tokens, stretches: &stretches, lexicon };
    let found = scan::scan(&document.text, tokens, &stretches, lexicon, hits);
    let mut names = steps::step_by_step(reading, &found, &mut |_, _| {});
    take_in_government(reading, &mut names);
    let mut out = Extraction {
        sentences: stretches.iter().map(|s| s.sentence).collect(),
        ..Extraction::default()
    };
    whereabouts::places(reading, &names, &mut out);
    let outer = outermost(&names);
    let known = Known::new(&names, &outer);
    let listed = &found[..found.partition_point(|f| !matches!(f.meaning, Meaning::Template(_)))];
    for (number, &i) in outer.iter().enumerate() {
        let name = &names[i];
        emit(reading, name, &known, &mut out);
        // What a name has taken in: the country's adjective or name, and the names of which it is made.
        let next = outer.get(number + 1).copied().unwrap_or(names.len());
        for part in &names[i + 1..next] {
            if !only_inside(name, part, &known) {
                emit_part(reading, part, &mut out);
            }
        }
        inside(reading, name, listed, &known, &mut out);
    }
    sort_by_key(&mut out.mentions, |m| (m.span.start, Reverse(m.span.end)));
    whereabouts::infer_country(&mut out);
    out
}

/// A country's adjective takes in the word behind it that makes it stand for the country: `the Norwegian Government`. A name
/// of that word alone is then a part of it; where a longer name begins there, the adjective stays as it is.
fn take_in_government(reading: Reading<'_>, names: &mut [Name]) {
    for i in 0..names.len() {
        let end = names[i].end;
        let word = reading.lexicon.heads.governments.contains(reading.word(end))
            && reading.sentence(end) == reading.sentence(names[i].first);
        let mut behind = names[i + 1..].iter().take_while(|name| name.first <= end);
        if word && names[i].is_demonym() && !behind.any(|name| name.end > end + 1) {
            names[i].end = end + 1;
        }
    }
}

/// Whether a country's adjective has taken in such a word.
fn speaks_for_country(reading: Reading<'_>, name: &Name) -> bool {
    name.is_demonym()
        && name.end - name.first > 1
        && reading.lexicon.heads.governments.contains(reading.word(name.end - 1))
}

/// Indexes of the names that lie in no longer one. `names` come sorted, longer ones first.
fn outermost(names: &[Name]) -> Vec<usize> {
    let mut end = 0;
    let free = |(i, name): (usize, &Name)| {
        let stands = name.first >= end;
        end = end.max(name.end);
        stands.then_some(i)
    };
    names.iter().enumerate().filter_map(free).collect()
}

/// What a document names, for decisions that need to know.
struct Known {
    /// The countries named other than by their adjective.
    countries: BTreeSet<EntityId>,
    /// Everything named by a name of its own.
    all: BTreeSet<EntityId>,
}

impl Known {
    fn new(names: &[Name], outer: &[usize]) -> Self {
        let entity = |name: &Name| match &name.link {
            Link::Entity(entity) => Some(entity.clone()),
            _ => None,
        };
        let by_name = names.iter().filter(|name| !name.is_demonym()).filter_map(entity);
        Self {
            countries: by_name
                .filter(|e| e.class == Class::Country)
                .map(|e| e.id.clone())
                .collect(),
            all: outer.iter().filter_map(|&i| entity(&names[i])).map(|e| e.id.clone()).collect(),
        }
    }
}

/// Whether a body is named inside the name of one that nobody lists, and nowhere else: `Lakeland University Library`.
fn only_inside(name: &Name, part: &Name, known: &Known) -> bool {
    let (Link::Entity(outer), Link::Entity(inner)) = (&name.link, &part.link) else { return false };
    outer.origin == Origin::Provisional
        && inner.class == Class::Organisation
        && !known.all.contains(&inner.id)
}

/// A name that a longer one holds, as in `Ministry of Interior of Italy`; an adjective is no mention of its own.
fn emit_part(reading: Reading<'_>, name: &Name, out: &mut Extraction) {
    if let Link::Entity(entity) = &name.link
        && !name.is_demonym()
    {
        let (span, sentence) = (reading.span(name), reading.sentence(name.first));
        out.mentions.push(Mention {
            span,
            sentence,
            entity: entity.clone(),
            via: name.via,
            nested: true,
        });
    }
}

fn emit(reading: Reading<'_>, name: &Name, known: &Known, out: &mut Extraction) {
    let (span, sentence) = (reading.span(name), reading.sentence(name.first));
    match &name.link {
        Link::Entity(entity) => {
            if !name.is_demonym()
                || speaks_for_country(reading, name)
                || !known.countries.contains(&entity.id)
            {
                out.mentions.push(Mention {
                    span,
                    sentence,
                    entity: entity.clone(),
                    via: name.via,
                    nested: false,
                });
            }
        }
        Link::Ambiguous(candidates) => {
            out.unlinked.push(Unlinked { span, sentence, candidates: candidates.clone() });
        }
        Link::Unplaced(_) | Link::Template(_) => {
            out.unlinked.push(Unlinked { span, sentence, candidates: Vec::new() });
        }
        Link::Nothing => {}
    }
}

/// Names inside a longer name: `UNODC` in `UNODC-WCO Container Control Programme`.
/// `found` holds no templates and is in reading order.
fn inside(reading: Reading<'_>, name: &Name, found: &[Found], known: &Known, out: &mut Extraction) {
    let Link::Entity(entity) = &name.link else { return };
    let holds = matches!(entity.class, Class::Organisation | Class::Programme | Class::Donor);
    if !holds || name.end - name.first < 2 || entity.origin == Origin::Provisional {
        return;
    }
    let shorter = |f: &&Found| f.end <= name.end && f.end - f.first < name.end - name.first;
    let other = |f: &&Found| match &f.meaning {
        Meaning::Listed(choices) => {
            choices.iter().all(|c| reading.lexicon.entries[c.entry].entity.id != entity.id)
        }
        _ => true,
    };
    let parts: Vec<&Found> = found[found.partition_point(|f| f.first < name.first)..]
        .iter()
        .take_while(|f| f.first < name.end)
        .filter(shorter)
        .filter(|f| names_organisation(reading, f))
        .filter(other)
        .collect();
    let ranges: Vec<_> = parts.iter().map(|f| f.tokens()).collect();
    for i in overlap::leftmost_longest(&ranges) {
        let Meaning::Listed(choices) = &parts[i].meaning else { continue };
        let [only] = choices.as_slice() else { continue };
        let part = &reading.lexicon.entries[only.entry].entity;
        // Inside a body's name only a body that the text names elsewhere too: `UN` in `UN Environment Programme` is none.
        let counts = entity.class != Class::Organisation || known.all.contains(&part.id);
        if counts {
            out.mentions.push(Mention {
                span: reading.tokens.cover(parts[i].first, parts[i].end),
                sentence: reading.sentence(name.first),
                entity: part.clone(),
                via: only.via,
                nested: true,
            });
        }
    }
}

/// Whether a possible name is without doubt that of one organisation.
fn names_organisation(reading: Reading<'_>, found: &Found) -> bool {
    let Meaning::Listed(choices) = &found.meaning else { return false };
    choices.iter().all(|c| {
        let class = reading.lexicon.entries[c.entry].entity.class;
        c.condition.is_none() && class == Class::Organisation
    })
}
