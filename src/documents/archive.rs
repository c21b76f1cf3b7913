//! Plain text: one story, or an archive with many.
//!
//! In: text. Out: a document for each story. Never: a story lost, or two where one has a date in its second paragraph.
//!
//! # Rules
//!
//! 1. A story starts at a title (a few words that do not end like a sentence and are no address) which a paragraph
//!    opening with a dateline follows. It ends where the next one starts.
//! 2. What stands before the first title is the archive's heading when it is lines without sentences; a year in it holds
//!    for datelines that give none. Otherwise it is a story of its own.
//! 3. A dateline without a year takes the year of its neighbours when they agree, else the heading's, else none.
//! 4. A text without such titles is one story.
//!
//! Where the user says how stories begin, [`marks`] reads them.

use crate::base::{Document, Source, Warned};
use crate::documents::dateline;
use crate::documents::dates::resolve;
use crate::documents::letterhead;
use crate::documents::marks::{self, Marked, Part};
use crate::documents::options::{ReadOptions, Stories};
use crate::documents::paragraphs::{self, Piece};
use crate::documents::story::{self, Meta};

/// The stories of a plain text, or of one with the headings of Markdown.
pub(super) fn parse(
    part: Part<'_>,
    text: &str,
    options: &ReadOptions,
    has_headings: bool,
) -> Warned<Vec<Document>> {
    if let Stories::At(pattern) = &options.stories {
        return marks::split(part, text, pattern, options, has_headings);
    }
    let pieces = paragraphs::split(text, has_headings);
    let mut warnings = Vec::new();
    let is_marked = options.title.is_some() || options.date_format.is_some();
    let document = |pieces: &[Piece], has_title: bool, year: Option<u16>, is_all: bool| {
        let (first, last) = (pieces.first()?, pieces.last()?);
        if is_marked {
            let body = &text[first.span.start..last.span.end];
            let story = Marked { heading: None, body, line: first.line, year, is_all };
            return marks::document(part.name, &story, options, has_headings, &mut warnings);
        }
        let source = Source { file: part.name.to_owned(), line: first.line, ..Source::default() };
        let name_date = if is_all { letterhead::of_name(part.name) } else { Vec::new() };
        let day_month = options.day_month;
        let meta = Meta { source, year, day_month, name_date, ..Meta::default() };
        story::document(text, pieces, has_title, meta)
    };
    let output = stories(text, &pieces, &options.stories, document);
    Warned { output, warnings }
}

/// What `document` makes of the stories in a text: of their paragraphs, whether the first is a title, their year,
/// and whether they are all that the text holds.
fn stories(
    text: &str,
    pieces: &[Piece],
    stories: &Stories,
    mut document: impl FnMut(&[Piece], bool, Option<u16>, bool) -> Option<Document>,
) -> Vec<Document> {
    let n_pieces = pieces.len();
    let mut whole = |pieces: &[Piece]| {
        document(pieces, story::has_title(text, pieces), None, pieces.len() == n_pieces)
    };
    let titles = match stories {
        Stories::Split => titles(text, pieces),
        Stories::Whole | Stories::At(_) => Vec::new(),
    };
    let Some(&first) = titles.first() else { return whole(pieces).into_iter().collect() };
    let (before, is_heading) = (&pieces[..first], story::is_heading(text, &pieces[..first]));
    // Two lines above the only dateline are a title and a subtitle, unless the first one says that it heads an archive.
    if titles.len() == 1 && is_heading && !before.is_empty() && !says_archive(text, before) {
        return whole(pieces).into_iter().collect();
    }
    let own = if is_heading { None } else { whole(before) };
    let heading_year = if is_heading { only_year(text, before) } else { None };
    let years = context_years(text, pieces, &titles, heading_year);
    let ends = titles.iter().skip(1).copied().chain([pieces.len()]);
    let rest = titles
        .iter()
        .zip(ends)
        .zip(years)
        .filter_map(|((&start, end), year)| document(&pieces[start..end], true, year, false));
    own.into_iter().chain(rest).collect()
}

/// Rule 1: the indices of the paragraphs that are titles.
fn titles(text: &str, pieces: &[Piece]) -> Vec<usize> {
    let mut titles = Vec::new();
    for (i, pair) in pieces.windows(2).enumerate() {
        let body = &text[pair[1].span.range()];
        let title_fits = pair[0].is_heading || story::is_title_line(text, &pair[0]);
        if title_fits && !pair[1].is_heading && story::opens_dated(body) {
            titles.push(i);
        }
    }
    titles
}

/// Rule 3, for each story.
fn context_years(
    text: &str,
    pieces: &[Piece],
    titles: &[usize],
    heading: Option<u16>,
) -> Vec<Option<u16>> {
    let own: Vec<Option<u16>> = titles
        .iter()
        .map(|&title| {
            let body = pieces.get(title + 1)?;
            let opening = dateline::opening(&text[body.span.range()])?;
            resolve(&opening.points, None, None).map(|(start, _)| start.year)
        })
        .collect();
    // The nearest years before and after each story, in two passes.
    let mut before = vec![None; own.len()];
    let mut after = vec![None; own.len()];
    for i in 1..own.len() {
        before[i] = own[i - 1].or(before[i - 1]);
        let j = own.len() - 1 - i;
        after[j] = own[j + 1].or(after[j + 1]);
    }
    before
        .into_iter()
        .zip(after)
        .map(|neighbours| match neighbours {
            (Some(a), Some(b)) if a == b => Some(a),
            (Some(a), None) | (None, Some(a)) => heading.or(Some(a)),
            _ => heading,
        })
        .collect()
}

fn says_archive(text: &str, pieces: &[Piece]) -> bool {
    pieces.first().is_some_and(|p| text[p.span.range()].to_lowercase().contains("archive"))
}

/// The year that a heading names, if it names one only.
fn only_year(text: &str, pieces: &[Piece]) -> Option<u16> {
    let words =
        pieces.iter().flat_map(|p| text[p.span.range()].split(|c: char| !c.is_ascii_digit()));
    let mut years = words
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<u16>().ok().filter(|y| (1800..2200).contains(y)));
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}
