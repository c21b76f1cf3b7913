//! Stories as the user's own expressions mark them: where each begins, which line is its title, how its date is written.
//!
//! In: text and [`ReadOptions`]. Out: a document for each story. Never: a story that hangs on another one, so that a text may
//! be cut before any line that begins one.
//!
//! # Rules
//!
//! 1. A line that the expression for stories matches begins one. It is a heading and no part of the text.
//! 2. What stands before the first such line is a story of its own, unless it is lines without sentences.
//! 3. The title is what the expression for titles finds in the first line below the heading that it matches, which is taken
//!    out of the text; else the group `title` of the heading; else what is the title of any text.
//! 4. The text of each is cleaned on its own, and what a line that begins one must look like is asked of the file as it stands.
//! 5. The date is in the group `date`; else the format finds it in the heading, in the line of the title (without one: the
//!    first line), or in one of the first lines that holds nothing else. Without a format the heading may hold a date written
//!    in a usual way.

use std::borrow::Cow;

use regex::Captures;

use crate::base::{Document, Pattern, Source, Span, Warned, Warning};
use crate::documents::clean::cleaned;
use crate::documents::date_format::word_starts;
use crate::documents::fields::{self, Record};
use crate::documents::letterhead;
use crate::documents::options::{ReadOptions, Stories};
use crate::documents::paragraphs::{self, Line, Lines};
use crate::documents::story::{self, Dates, Meta, folded};
use crate::documents::tokens::is_space;
use crate::documents::{dates, doubt};

/// A date on a line of its own stands among so many lines that are not blank.
const DATED_WITHIN_LINES: usize = 5;

/// The group whose words are a story's date.
const DATE: &str = "date";
/// The group whose words are a story's title.
const TITLE: &str = "title";

/// Which part of a file a text is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    /// What messages call the file.
    pub(super) name: &'a str,
    /// The line on which the part starts.
    pub(super) first_line: usize,
    /// Whether it is the whole file.
    pub(super) is_all: bool,
}

/// A story as it stands in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked<'a> {
    /// The line that begins it, where a line does.
    pub(super) heading: Option<&'a str>,
    /// What stands below.
    pub(super) body: &'a str,
    /// Its first line in the file.
    pub(super) line: usize,
    /// The year of datelines that give none.
    pub(super) year: Option<u16>,
    /// Whether it is all that its file holds.
    pub(super) is_all: bool,
}

/// Whether a line begins a story.
pub(super) fn begins(pattern: &Pattern, line: &str) -> bool {
    pattern.regex().is_match(line.trim_end_matches(is_space))
}

/// Rules 1 and 2: the stories that begin at the lines which `pattern` matches.
pub(super) fn split(
    part: Part<'_>,
    text: &str,
    pattern: &Pattern,
    options: &ReadOptions,
    has_headings: bool,
) -> Warned<Vec<Document>> {
    let mut read = Warned { output: Vec::new(), warnings: Vec::new() };
    let starts: Vec<Line> =
        Lines::new(text).filter(|line| begins(pattern, &text[line.span.range()])).collect();
    let first = starts.first().map_or(text.len(), |line| line.span.start);
    let is_unmarked = part.is_all && starts.is_empty();
    let mut stories = Vec::new();
    let before = paragraphs::split(&text[..first], has_headings);
    if let Some(opening) = before.first()
        && (is_unmarked || !story::is_heading(text, &before))
    {
        let body = &text[opening.span.start..first];
        let (line, is_all) = (opening.line, is_unmarked);
        stories.push(Marked { heading: None, body, line, year: None, is_all });
        if is_unmarked {
            let message = format!(
                "no line matches --split '{pattern}', so it was read as one story; mend the expression, or leave this file out"
            );
            read.warnings.push(Warning { place: part.name.to_owned(), message });
        }
    }
    let ends = starts.iter().skip(1).map(|line| line.span.start).chain([text.len()]);
    stories.extend(starts.iter().zip(ends).map(|(start, end)| {
        let heading = Some(text[start.span.range()].trim_end_matches(is_space));
        let body = &text[start.span.end..end];
        Marked { heading, body, line: start.number, year: None, is_all: false }
    }));
    for story in stories {
        let line = part.first_line - 1 + story.line;
        let place = format!("{}:{line}", part.name);
        // Only here, so that a line that begins a story is sought as it stands in the file.
        let body = &cleaned(&place, story.body, has_headings, &mut read.warnings);
        let story = Marked { line, body, ..story };
        let document = document(part.name, &story, options, has_headings, &mut read.warnings);
        if document.is_none() && story.heading.is_some_and(|heading| !heading.is_empty()) {
            read.warnings.push(Warning { place, message: without_text(pattern) });
        }
        read.output.extend(document);
    }
    read
}

/// What is said of a line that begins a story without a text.
fn without_text(pattern: &Pattern) -> String {
    let text = pattern.to_string().replace("\\|", "");
    // The stroke that parts number and date in a heading makes an expression of two.
    let or = if text.contains('|') {
        " (a | in it means \"or\"; for an upright stroke write \\|)"
    } else {
        ""
    };
    format!(
        "begins a story without a text; let --split match fewer lines{or}, or take this one out"
    )
}

/// Rules 3 and 5: the document of a story, or none where it has no text.
pub(super) fn document(
    name: &str,
    story: &Marked<'_>,
    options: &ReadOptions,
    has_headings: bool,
    warnings: &mut Vec<Warning>,
) -> Option<Document> {
    if story.body.chars().all(is_space) {
        return None;
    }
    let place = format!("{name}:{}", story.line);
    let heading = match &options.stories {
        Stories::At(pattern) => story.heading.and_then(|line| pattern.regex().captures(line)),
        Stories::Split | Stories::Whole => None,
    };
    let title = options.title.as_ref().and_then(|pattern| find_title(pattern, story.body));
    let of_heading = |name: &str, warnings: &mut Vec<Warning>| {
        let words = group(heading.as_ref()?, name)?;
        Some(cleaned(&place, words, has_headings, warnings))
    };
    let words = match &title {
        Some(title) => Cow::Borrowed(title.words),
        None => of_heading(TITLE, warnings).unwrap_or_default(),
    };
    let in_title = title.as_ref().and_then(|title| group(&title.found, DATE)).map(Cow::Borrowed);
    let dated = in_title.or_else(|| of_heading(DATE, warnings));
    let mut warn = |message: String| warnings.push(Warning { place: place.clone(), message });
    if let (Some(pattern), None) = (&options.title, &title) {
        warn(format!(
            "no line of this story matches --title '{pattern}'; its title is the line that stands alone above its text, if one does"
        ));
    }
    let dates = match dated {
        Some(written) => given_date(&written, options, &mut warn),
        None => search_date(story, title.as_ref().map(|title| title.line), options, &mut warn),
    };
    let source = Source { file: name.to_owned(), line: story.line, ..Source::default() };
    let name_date = if story.is_all { letterhead::of_name(name) } else { Vec::new() };
    let day_month = options.day_month;
    let meta = Meta { dates, year: story.year, day_month, name_date, source, ..Meta::default() };
    let body = match &title {
        Some(TitleLine { span, .. }) => {
            &format!("{}{}", &story.body[..span.start], &story.body[span.end..])
        }
        None => story.body,
    };
    fields::document(Record { title: folded(&words), meta }, body, has_headings)
}

/// The line that holds a title.
struct TitleLine<'a> {
    /// Where it stands in the story's body.
    span: Span,
    line: &'a str,
    found: Captures<'a>,
    /// What of it is the title.
    words: &'a str,
}

/// Rule 3: the first line that the expression for titles matches.
fn find_title<'a>(pattern: &Pattern, body: &'a str) -> Option<TitleLine<'a>> {
    Lines::new(body).find_map(|Line { span, .. }| {
        let line = body[span.range()].trim_end_matches(is_space);
        let found = pattern.regex().captures(line)?;
        let mut groups = pattern.regex().capture_names().enumerate().skip(1);
        let first = groups.find(|(_, name)| *name != Some(DATE)).and_then(|(i, _)| found.get(i));
        let words = group(&found, TITLE).or(first.map(|words| words.as_str())).unwrap_or(line);
        Some(TitleLine { span, line, found, words })
    })
}

/// The words of a group, if it has a part in the match.
fn group<'a>(found: &Captures<'a>, name: &str) -> Option<&'a str> {
    found.name(name).map(|words| words.as_str().trim_matches(is_space)).filter(|w| !w.is_empty())
}

/// The date that a group holds.
fn given_date(
    written: &str,
    options: &ReadOptions,
    warn: &mut impl FnMut(String),
) -> Option<Dates> {
    let date = match &options.date_format {
        Some(format) => format.whole(written).map(|date| (date, date)),
        None => usual_date([written].into_iter(), written, options, warn),
    };
    if date.is_none() {
        warn(match &options.date_format {
            Some(format) => format!(
                "{written:?} is no date as --date-format '{format}' writes it; the dateline is used instead"
            ),
            None => format!(
                "{written:?} is no date; say how it is written with --date-format, such as '%d %B %Y' (the dateline is used instead)"
            ),
        });
    }
    date
}

/// The first date in a usual way that one of some texts opens with, which stand in what is `written`.
fn usual_date<'a>(
    mut texts: impl Iterator<Item = &'a str>,
    written: &str,
    options: &ReadOptions,
    warn: &mut impl FnMut(String),
) -> Option<Dates> {
    let (points, date) = texts.find_map(|text| {
        let points = dates::points_at_start(text)?;
        let date = dates::resolve(&points, None, options.day_month)?;
        Some((points, date))
    })?;
    doubt::of_written(written, &points, options.day_month).into_iter().for_each(warn);
    Some(date)
}

/// Rule 5, where no group holds the date.
fn search_date(
    story: &Marked<'_>,
    title: Option<&str>,
    options: &ReadOptions,
    warn: &mut impl FnMut(String),
) -> Option<Dates> {
    let Some(format) = &options.date_format else {
        let heading = story.heading?;
        return usual_date(word_starts(heading), heading, options, warn);
    };
    let lines = || {
        let lines = Lines::new(story.body).map(|line| &story.body[line.span.range()]);
        lines.filter(|line| !line.chars().all(is_space))
    };
    let anywhere = [story.heading, title.or_else(|| lines().next())];
    let date = anywhere
        .into_iter()
        .flatten()
        .find_map(|line| word_starts(line).find_map(|rest| format.at_start(rest)))
        .or_else(|| {
            lines().take(DATED_WITHIN_LINES).find_map(|line| {
                // `Published: 5 March 2020`.
                let behind = line.split_once(':').and_then(|(_, rest)| format.whole(rest));
                format.whole(line).or(behind)
            })
        });
    if date.is_none() {
        warn(format!(
            "has no date as --date-format '{format}' writes it; the dateline is used instead"
        ));
    }
    date.map(|date| (date, date))
}
