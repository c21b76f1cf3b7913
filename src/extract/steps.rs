//! The way from possible names to names, step by step.
//!
//! In: what [`scan`] found. Out: the names of a document, or the step after which one no longer stands. Never: a step
//! left out because nobody looks.

use std::cmp::Reverse;

use crate::base::{Document, EntityId, Span, sort_by_key};
use crate::cut::sentences_around;
use crate::dictionary::{KnownTokens, Lexicon};
use crate::extract::names::{self, Link, Name, Reading};
use crate::extract::scan::{self, Found};
use crate::extract::{aside, context, define, firm, headline, person, propose, seat, variants};

/// A step after which a name may no longer stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Its condition is not met, or a name that overlaps it stands in its place.
    Standing,
    /// It is part of a person's name.
    Persons,
    /// A line of capitals does not tell it from words.
    Headlines,
    /// The words beside it say that no country is meant.
    Asides,
    /// The text does not say of which country or place it is.
    Countries,
    /// A longer name that no entry lists stands in its place.
    Proposals,
    /// The text itself defines its letters.
    Definitions,
}

/// The names of a document in reading order, longer ones first; `see` is shown those that stand after each step.
pub(super) fn step_by_step(
    reading: Reading<'_>,
    found: &[Found],
    see: &mut dyn FnMut(Step, &[Name]),
) -> Vec<Name> {
    let mut names = names::names(reading, found);
    firm::endings(reading, &mut names);
    see(Step::Standing, &names);
    person::persons(reading, &mut names);
    see(Step::Persons, &names);
    headline::doubtful(reading, &mut names);
    see(Step::Headlines, &names);
    aside::aside(reading, &mut names);
    see(Step::Asides, &names);
    let speaking = seat::speaking(reading, &names);
    names.extend(speaking);
    sort_by_key(&mut names, |name| (name.first, Reverse(name.end)));
    context::settle(reading, &mut names);
    sort_by_key(&mut names, |name| (name.first, Reverse(name.end)));
    see(Step::Countries, &names);
    let mut names = propose::propose(reading, names);
    name_unplaced(&mut names);
    variants::unite(reading, &mut names);
    see(Step::Proposals, &names);
    let names = define::define(reading, names);
    see(Step::Definitions, &names);
    names
}

/// A national body that no longer name has taken in is a body without a country where the text gives it none.
fn name_unplaced(names: &mut [Name]) {
    for name in names {
        if let Link::Unplaced(Some(body)) = &name.link {
            name.link = Link::Entity(body.clone());
        }
    }
}

/// The step after which words of a document no longer name an entity that a name of the vocabulary gives them; `None` where they
/// do name it.
///
/// ```
/// use consort::Span;
/// use consort::dictionary::{builtin_files, compile, read};
/// use consort::documents::{Format, ReadOptions, parse};
/// use consort::extract::{Step, stopped_by};
///
/// let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// let document = &parse("note.txt", "They met Chad Smith.", Format::Text, &ReadOptions::default()).output[0];
/// let (tokens, chad) = (lexicon.tokens(&document.text), "tcd".parse().expect("an id"));
/// let why = stopped_by(document, &tokens, &lexicon, Span::new(9, 13), &chad);
/// assert_eq!(why, Some(Step::Persons));
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
#[must_use]
pub fn stopped_by(
    document: &Document,
    tokens: &KnownTokens,
    lexicon: &Lexicon,
    place: Span,
    entity: &EntityId,
) -> Option<Step> {
    let hits = scan::hits(tokens, lexicon);
    let stopped = scan::with_stops(&document.text, tokens, &hits);
    let stretches = sentences_around(document, tokens, &lexicon.sentences, &stopped);
    let reading = Reading { document, tokens, stretches: &stretches, lexicon };
    let found = scan::scan(&document.text, tokens, &stretches, lexicon, hits);
    let stands = |name: &Name| {
        reading.span(name) == place
            && match &name.link {
                Link::Entity(named) => named.id == *entity,
                Link::Ambiguous(ids) => ids.contains(entity),
                _ => false,
            }
    };
    let mut last = None;
    step_by_step(reading, &found, &mut |step, names| {
        if last.is_none() && !names.iter().any(stands) {
            last = Some(step);
        }
    });
    last
}
