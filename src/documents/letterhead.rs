//! Dates above a text that opens with no dateline: in the lines of its letterhead, in the name of its file.
//!
//! In: the first lines of a story, or a file's name. Out: the dates as written. Never: a date that prose mentions, nor that
//! of a title, which may be a project's or an anniversary's.

use crate::documents::dates::{self, Point};
use crate::documents::daytime::time;
use crate::documents::paragraphs::Piece;
use crate::documents::place_words::PLACE_WORDS;
use crate::documents::tokens::{Head, Kind, is_space};

/// A letterhead has no more lines than this.
const MOST_LINES: usize = 10;
/// Lines of a letterhead are no longer than this, in bytes: a longer one is prose.
const LONGEST_LINE: usize = 90;

/// What stands before the date of a report.
const DATE_LABELS: [&str; 15] = [
    "date",
    "dated",
    "period",
    "updated",
    "update",
    "released",
    "release",
    "published",
    "publication",
    "posted",
    "issued",
    "issue",
    "of",
    "at",
    "on",
];
/// Labels that count only behind one of these: `as of`, `as at`, `published on`.
const AFTER: [(&str, &[&str]); 3] = [
    ("of", &["as", "date"]),
    ("at", &["as"]),
    ("on", &["published", "posted", "released", "issued", "updated"]),
];

/// The dates of the first of the lines below the title that says one.
pub(super) fn dates(text: &str, body: &[Piece]) -> Option<Vec<Point>> {
    let lines = body.iter().flat_map(|piece| text[piece.span.range()].lines());
    lines
        .take(MOST_LINES)
        .map(|line| line.trim_matches(is_space))
        .take_while(|line| line.len() <= LONGEST_LINE && !is_sentence(line))
        .find_map(of_line)
}

fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', ';', '?', '!']) && line.contains(is_space) && of_line(line).is_none()
}

/// The dates that end a line of a letterhead: `FLASH UPDATE No. 1 – as of 23 October 2025`, `5 March 2020, 11:57 am`.
fn of_line(line: &str) -> Option<Vec<Point>> {
    let head = Head::new(line);
    let (at, points, end) = last_date(&head)?;
    let after = match head.kind(end) {
        Some(Kind::Comma | Kind::Bar | Kind::Dash) => time(&head, end + 1),
        _ => time(&head, end),
    };
    let end = after.unwrap_or(end);
    let is_end = match head.kind(end) {
        None => true,
        Some(Kind::Close | Kind::Dot) => head.kind(end + 1).is_none(),
        _ => false,
    };
    (is_end && head.is_whole && (is_labelled(&head, at) || is_heading(&head, at))).then_some(points)
}

/// The last whole date: where it starts, what it says, and the token behind it.
fn last_date(head: &Head<'_>) -> Option<(usize, Vec<Point>, usize)> {
    let mut found = None;
    let mut at = 0;
    while at < head.tokens.len() {
        match dates::expression(head, at) {
            Some((points, end)) => {
                if points.last().is_some_and(|p| p.year.is_some()) {
                    found = Some((at, points, end));
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the date at a token has a label before it.
fn is_labelled(head: &Head<'_>, at: usize) -> bool {
    let is_gap = |at: usize| matches!(head.kind(at), Some(Kind::Colon | Kind::Dash));
    let Some(before) = at.checked_sub(1) else { return false };
    let label = if is_gap(before) { before.checked_sub(1) } else { Some(before) };
    let Some(label) = label.filter(|label| head.is_word(*label, &DATE_LABELS)) else {
        return false;
    };
    match AFTER.iter().find(|(word, _)| head.is_word(label, &[word])) {
        Some((_, before)) => label.checked_sub(1).is_some_and(|at| head.is_word(at, before)),
        None => true,
    }
}

/// Whether all words before a token have a capital, as in a heading.
fn is_heading(head: &Head<'_>, at: usize) -> bool {
    (0..at).all(|i| {
        head.kind(i) != Some(Kind::Word)
            || head.str(i).starts_with(|c: char| !c.is_lowercase())
            || i > 0 && i + 1 < at && head.is_word(i, &PLACE_WORDS)
    }) && !(at > 0 && head.kind(at - 1) == Some(Kind::Word) && opens_phrase(head, at - 1))
}

fn opens_phrase(head: &Head<'_>, at: usize) -> bool {
    ["In", "On", "Of", "Since", "From", "By", "Until"].contains(&head.str(at))
}

/// The date that the name of a file opens or ends with: `2020-03-04-a-title.md`, `20200304_title.txt`, `title-2020-03.txt`.
pub(super) fn of_name(name: &str) -> Vec<Point> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default();
    let opens = stem.starts_with(|c: char| c.is_ascii_digit());
    if !opens && !stem.ends_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    // The numbers of the date follow each other with nothing but a mark between.
    let run = stem.split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '_' | '.'));
    let run = if opens { run.clone().next() } else { run.clone().next_back() };
    let run = run.unwrap_or_default();
    let parts: Vec<&str> = run.split(['-', '_']).filter(|part| !part.is_empty()).collect();
    let parts =
        if opens { &parts[..parts.len().min(3)] } else { &parts[parts.len().saturating_sub(3)..] };
    let written = match *parts {
        [whole, ..] if whole.len() == 8 => {
            format!("{}-{}-{}", &whole[..4], &whole[4..6], &whole[6..])
        }
        [.., whole] if whole.len() == 8 => {
            format!("{}-{}-{}", &whole[..4], &whole[4..6], &whole[6..])
        }
        [year, month, day] if year.len() == 4 => format!("{year}-{month}-{day}"),
        [year, month] if year.len() == 4 && month.len() == 2 => return of_month(year, month),
        [_, year, month] if year.len() == 4 && month.len() == 2 => return of_month(year, month),
        _ => return Vec::new(),
    };
    dates::points_at_start(&written).unwrap_or_default()
}

fn of_month(year: &str, month: &str) -> Vec<Point> {
    match (year.parse(), month.parse()) {
        (Ok(year @ 1800..=2199), Ok(month @ 1..=12)) => vec![Point::new(Some(year), month, None)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_line, of_name};
    use crate::documents::dates::{Point, resolve};

    fn shown(points: &[Point]) -> String {
        match resolve(points, None, None) {
            Some((start, end)) if start == end => start.to_string(),
            Some((start, end)) => format!("{start} {end}"),
            None => String::new(),
        }
    }

    #[test]
    fn lines_of_a_letterhead() {
        let table = [
            ("4 March 2020", "2020-03-04"),
            ("Thursday 5 March 2020, 11:57 am", "2020-03-05"),
            ("FLASH UPDATE No. 1 – as of 4 March 2020", "2020-03-04"),
            ("Situation Report #3 – Date 03/25/2020", "2020-03-25"),
            ("Reporting period: 22-24 March 2020", "2020-03-22 2020-03-24"),
            (
                "SITUATION REPORT No. 1 – 1 December 2019 to 4 February 2020",
                "2019-12-01 2020-02-04",
            ),
            ("Floods Update | 4 March 2020", "2020-03-04"),
            ("Released 6th March 2020", "2020-03-06"),
            ("Seasonal Monitor March 4, 2020", "2020-03-04"),
            ("Key Messages March 2020", "2020-03"),
            ("(As of 4 March 2020)", "2020-03-04"),
            ("Date of publication: 4 March 2020.", "2020-03-04"),
            ("the floods of 4 March 2020", ""),
            ("The office opened on 4 March 2020", ""),
            ("Since 4 March 2020", ""),
            ("Floods Since 4 March 2020", ""),
            ("4 March 2020 was a day", ""),
            ("March", ""),
            ("Highlights", ""),
        ];
        for (line, expected) in table {
            assert_eq!(shown(&of_line(line).unwrap_or_default()), expected, "{line}");
        }
    }

    #[test]
    fn dates_of_file_names() {
        let table = [
            ("posts/2020-03-04-a-bridge.md", "2020-03-04"),
            ("2020_03_04_a-bridge.md", "2020-03-04"),
            ("20200304_bridge.txt", "2020-03-04"),
            ("20200304.txt", "2020-03-04"),
            ("bridge-2020-03-04.txt", "2020-03-04"),
            ("bridge_20200304.txt", "2020-03-04"),
            ("2020-03.txt", "2020-03"),
            ("bridge-2020-03.txt", "2020-03"),
            ("2020-03-a-bridge.txt", "2020-03"),
            ("2020-03-04T10-00-bridge.txt", "2020-03-04"),
            ("stories-2020.txt", ""),
            ("12345678.txt", ""),
            ("2020.txt", ""),
            ("3-4-bridge.txt", ""),
            ("2020-03-04/bridge.txt", ""),
            ("-", ""),
        ];
        for (name, expected) in table {
            assert_eq!(shown(&of_name(name)), expected, "{name}");
        }
    }
}
