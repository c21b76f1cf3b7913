//! What a reader should know of the dates that datelines give.
//!
//! In: documents. Out: warnings: a day that no calendar has, a date that can be read two ways. Never: another date.

use crate::base::{Document, Warning};
use crate::documents::date_format::DayMonth;
use crate::documents::dateline;
use crate::documents::dates::{self, Point, resolve};

/// What is doubtful in the datelines of documents whose file has this order of day and month.
pub(super) fn doubts(documents: &[Document], order: Option<DayMonth>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut open: Option<(Warning, usize)> = None;
    for document in documents {
        let (Some(span), Some(start)) =
            (document.dateline.as_ref().map(|d| d.span), document.date_start)
        else {
            continue;
        };
        let words = &document.text[span.range()];
        let Some(opening) = dateline::opening(words) else { continue };
        // Where a field gives the date, the dateline's does not count.
        let dates = resolve(&opening.points, Some(start.year), order);
        if dates.map(|d| d.0) != Some(start) {
            continue;
        }
        let place = match document.source.line {
            0 => document.source.file.clone(),
            line => format!("{}:{line}", document.source.file),
        };
        let points = &opening.points;
        if dates::is_impossible(points, order) {
            let message = format!(
                "opens with a day that no calendar has: {words:?}; only its month was kept: correct the day"
            );
            warnings.push(Warning { place, message });
        } else if dates::is_open(points) && order.is_none() {
            match &mut open {
                Some((_, more)) => *more += 1,
                None => open = Some((Warning { place, message: words.to_owned() }, 0)),
            }
        }
    }
    warnings.extend(open.map(|(first, more)| Warning {
        message: ambiguous(&first.message, more),
        place: first.place,
    }));
    warnings
}

/// What is doubtful in a date that stands elsewhere, as it is written.
pub(super) fn of_written(
    written: &str,
    points: &[Point],
    order: Option<DayMonth>,
) -> Option<String> {
    if dates::is_impossible(points, order) {
        return Some(format!(
            "names a day that no calendar has: {written:?}; only its month was kept: correct the day"
        ));
    }
    (dates::is_open(points) && order.is_none()).then(|| ambiguous(written, 0))
}

/// The warning about a date like `03/04/2020` in a file that does not show the order of its dates.
pub(super) fn ambiguous(date: &str, more: usize) -> String {
    let more = match more {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    format!(
        "{date:?} can be read two ways and was read with the day first{more}; if the month stands first, say so: --date-format '%m/%d/%Y'"
    )
}
