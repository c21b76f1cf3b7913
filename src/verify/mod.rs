//! How well texts were read: what was extracted, held against what a careful reader annotated.
//!
//! In: gold stories and [`Answer`]s. Out: a [`Report`]. Never: IO, a clock, chance without a seed.
//!
//! # Figures
//! All are micro-averages over the gold stories. Stories are paired by title, entities within a story by their surfaces.
//!
//! | figure | counts |
//! |---|---|
//! | entities | each distinct entity once a story; right when class and a surface agree |
//! | mentions | occurrences in the text, over the entities that were paired |
//! | linking | paired entities whose id always stands for the same gold entity, and the other way round |
//! | relations | each distinct (predicate, subject, object) once a story; of the answers, those that are asserted |
//! | donors | the subjects of `funds` in a story, whatever they fund |
//! | dateline | stories with the right dates, countries, and online flag |
//!
//! Entities that the gold marks optional, relations that need one, and relations that it marks open count neither for nor
//! against.

mod answer;
mod bootstrap;
mod counts;
mod figures;
mod gold;
mod interval;
mod mark;
mod options;
mod pair;
mod report;
mod sheet;
mod words;

pub use answer::{Answer, AnswerMention, AnswerRelation, read_answers};
pub use counts::Counts;
pub use figures::Figures;
pub use gold::{GoldClass, GoldEntity, GoldRelation, GoldStory, UnscoredKeys, read_gold};
pub use interval::Interval;
pub use options::EvalOptions;
pub use report::{Report, RuleFigure};
pub use sheet::{EntryFigure, Finding, FindingKind};

use std::collections::BTreeMap;

use crate::base::{Warned, Warning};

/// Holds answers against gold. `name` is that of the gold file, for warnings: titles that no answer has, and surfaces that
/// their story does not contain.
#[must_use]
pub fn evaluate(
    name: &str,
    gold: &[GoldStory],
    answers: &[Answer],
    options: EvalOptions,
) -> Warned<Report> {
    let by_title: BTreeMap<String, &Answer> =
        answers.iter().map(|answer| (words::fold(&answer.title), answer)).collect();
    let mut warnings = Vec::new();
    let mut sheets = Vec::with_capacity(gold.len());
    for story in gold {
        let answer = by_title.get(&words::fold(&story.title)).copied();
        let place = format!("{name}:{}", story.line);
        match answer {
            None => warnings.push(Warning {
                place,
                message: format!(
                    "no story read has the title {:?}; name the files that hold it, or correct the title",
                    story.title
                ),
            }),
            Some(answer) => warnings.extend(
                gold::absent_surfaces(story, answer.text.as_deref())
                    .map(|message| Warning { place: place.clone(), message }),
            ),
        }
        sheets.push(mark::mark(story, answer));
    }
    let intervals = bootstrap::intervals(&sheets, options);
    Warned { output: report::report(&sheets, intervals), warnings }
}
