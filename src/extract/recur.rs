//! Names told by how a whole text uses them: `Baby Lanterns` that comes back in full and does what bodies do, `Kapuri` that signs,
//! is met and is nobody's family name.
//!
//! In: the capitals of all sentences, and the phrases found in them. Out: one phrase a name; the others are found by their words.
//! Never: a person, who comes back by a family name alone; a place, where something happens; a disease or a storm; a word that only opens sentences.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::Class;
use crate::dictionary::SmallWord;
use crate::extract::capitals::Capitals;
use crate::extract::phrase::Phrase;
use crate::extract::position::{acts, is_agent, is_plausible, is_pointed_to};

/// A name of several words comes back so often.
const SEVERAL: usize = 3;

/// A name of one word comes back so often.
const ONE: usize = 4;

/// How a text uses a name.
#[derive(Default)]
struct Use {
    /// Where it stands first inside a sentence.
    first: Option<Range<usize>>,
    n: usize,
    /// How often it does what a body does, or something is done by or with it.
    n_acts: usize,
    /// Whether something happens in it.
    is_place: bool,
    /// Whether it is the name of a disease or a storm: `the Marburg outbreak`.
    is_event: bool,
}

/// The bodies that a text names again and again. In: its sentences, each with its runs of capitals.
pub(super) fn recurring(
    capitals: &Capitals<'_>,
    sentences: &[(Range<usize>, Vec<Range<usize>>)],
    found: &[Phrase],
) -> Vec<Phrase> {
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    let (mut alone, mut last) = (FxHashSet::default(), FxHashSet::default());
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for run in sentences.iter().flat_map(|(_, runs)| runs) {
        *counts.entry(capitals.reading.folded(run.start, run.end)).or_default() += 1;
    }
    for (sentence, runs) in sentences {
        for run in runs {
            if run.len() == 1 {
                alone.insert(capitals.word(run.start));
            } else {
                last.insert(capitals.word(run.end - 1));
            }
            // The dear questions are asked only of what comes back often enough.
            if counts[capitals.reading.folded(run.start, run.end)] >= often(run) {
                note(capitals, sentence, run.clone(), &mut uses);
            }
        }
    }
    let is_free = |run: &Range<usize>| {
        let at = found.partition_point(|p| p.end <= run.start);
        found.get(at).is_none_or(|phrase| phrase.first >= run.end)
    };
    let tells = |(_, used): (&str, Use)| {
        let run = used.first?;
        // A person comes back by the last name alone.
        let person = match run.len() {
            1 => last.contains(capitals.word(run.start)),
            _ => alone.contains(capitals.word(run.end - 1)),
        };
        let is_body = used.n >= often(&run)
            && used.n_acts > 0
            && !used.is_place
            && !used.is_event
            && !person
            && is_free(&run);
        is_body.then(|| Phrase::bare(run, Class::Organisation, None))
    };
    uses.into_iter().filter_map(tells).collect()
}

/// How often a name comes back that a text tells of.
fn often(run: &Range<usize>) -> usize {
    if run.len() == 1 { ONE } else { SEVERAL }
}

fn note<'a>(
    capitals: &Capitals<'a>,
    sentence: &Range<usize>,
    run: Range<usize>,
    uses: &mut BTreeMap<&'a str, Use>,
) {
    let heads = capitals.heads;
    let word = capitals.word(run.start);
    let common = run.len() == 1 && (heads.is_common_word(word) || heads.terms.contains(word));
    if common || !is_plausible(capitals, &run, sentence) {
        return;
    }
    let used = uses.entry(capitals.reading.folded(run.start, run.end)).or_default();
    used.n += 1;
    let inside = run.start > sentence.start;
    let speaks = heads.speaks.contains(capitals.word(run.end));
    let does = acts(capitals, run.end) && !speaks;
    used.n_acts += usize::from(
        does || (inside && (is_pointed_to(capitals, &run) || is_agent(capitals, &run))),
    );
    used.is_place |= inside && capitals.is(run.start - 1, SmallWord::LOCATIVE);
    used.is_event |= heads.outbreaks.contains(capitals.word(run.end));
    if inside && used.first.is_none() {
        used.first = Some(run);
    }
}
