//! Puts a document together from its paragraphs and what the input says about it.
//!
//! In: text, paragraphs, fields. Out: a [`Document`] whose spans point into its own text. Never: where stories start.

use std::collections::BTreeMap;

use crate::base::{
    Dateline, Document, DocumentId, Given, Paragraph, ParagraphKind, PartialDate, Source, Span,
};
use crate::cut::is_closing;
use crate::documents::date_format::DayMonth;
use crate::documents::dateline::{self, Closing, Opening};
use crate::documents::dates::{Point, resolve};
use crate::documents::id::document_id;
use crate::documents::letterhead;
use crate::documents::paragraphs::{self, Piece};
use crate::documents::tokens::is_space;

/// A title is no longer than this, in bytes; the longest of the archive has 205.
const LONGEST_TITLE: usize = 400;
/// A wrapped title has no more lines than this.
const MOST_TITLE_LINES: usize = 3;
/// The dateline stands in the first of the body's paragraphs, or after at most so many lines such as a subtitle.
const MOST_LINES_BEFORE_DATELINE: usize = 2;

/// No story is published longer before what it tells of, in days.
const MOST_DAYS_AHEAD: i32 = 60;

/// The first and the last day or month of what is reported.
pub(super) type Dates = (PartialDate, PartialDate);

/// What the input says about a story beside its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Meta {
    pub(super) id: Option<DocumentId>,
    pub(super) dates: Option<Dates>,
    /// The day on which the story was published, where its file says so: it counts where the text opens with no date.
    pub(super) published: Option<Dates>,
    /// The day on which its file was made: it counts where nothing else says a date.
    pub(super) made: Option<Dates>,
    /// The year of datelines that do not give one.
    pub(super) year: Option<u16>,
    /// The order of day and month in its file.
    pub(super) day_month: Option<DayMonth>,
    /// The date in the name of its file, where that is all it holds.
    pub(super) name_date: Vec<Point>,
    pub(super) given: Given,
    pub(super) source: Source,
    pub(super) extra: BTreeMap<String, serde_json::Value>,
}

/// The document that `pieces` of `text` make, or `None` when there are none; `has_title` takes the first as its title.
pub(super) fn document(
    text: &str,
    pieces: &[Piece],
    has_title: bool,
    meta: Meta,
) -> Option<Document> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let base = first.span.start;
    let slice = &text[base..last.span.end];
    let mut pieces: Vec<Piece> = pieces
        .iter()
        .map(|p| Piece { span: Span::new(p.span.start - base, p.span.end - base), ..*p })
        .collect();
    let mut title_span = Span::default();
    if has_title {
        pieces[0].kind = ParagraphKind::Title;
        title_span = pieces[0].span;
    }
    paragraphs::mark_links(slice, &mut pieces);
    let opening = find_dateline(slice, &pieces[usize::from(has_title)..]);
    let written = opening.as_ref().and_then(|(o, _)| written(&o.points, &meta));
    let title = folded(&slice[title_span.range()]);
    let elsewhere = || {
        let points = letterhead::dates(slice, &pieces[usize::from(has_title)..]);
        let points = points.as_ref().unwrap_or(&meta.name_date);
        resolve(points, meta.year, meta.day_month)
    };
    let dates = meta.dates.or(written).or(meta.published).or_else(elsewhere).or(meta.made);
    let date_start = dates.map(|d| d.0);
    Some(Document {
        id: meta.id.or_else(|| document_id(date_start, &title, slice))?,
        title,
        text: slice.to_owned(),
        title_span,
        paragraphs: pieces.iter().map(|p| Paragraph { span: p.span, kind: p.kind }).collect(),
        dateline: opening.map(|(opening, at)| shifted(opening, at)),
        date_start,
        date_end: dates.map(|d| d.1),
        given: meta.given,
        copy_of: None,
        source: meta.source,
        extra: meta.extra,
    })
}

/// The dates of a dateline. Without a year they are of the year of publication, or of the one before: a story of
/// 28 December may be published in January.
fn written(points: &[Point], meta: &Meta) -> Option<Dates> {
    let published = meta.published.or(meta.made).map(|dates| dates.1);
    let of_year = |year| resolve(points, year, meta.day_month);
    let dates = of_year(meta.year.or(published.map(|day| day.year)))?;
    let is_ahead =
        |day: PartialDate| dates.0.days_since(day).is_some_and(|days| days > MOST_DAYS_AHEAD);
    match published.filter(|day| meta.year.is_none() && is_ahead(*day)) {
        // Dates that have a year of their own stay as they are.
        Some(day) => of_year(Some(day.year - 1)),
        None => Some(dates),
    }
}

/// The dateline of the body, and the offset its spans count from.
fn find_dateline(text: &str, body: &[Piece]) -> Option<(Opening, usize)> {
    for (i, piece) in body.iter().take(1 + MOST_LINES_BEFORE_DATELINE).enumerate() {
        let words = &text[piece.span.range()];
        let opening = dateline::opening(words).filter(|_| piece.kind == ParagraphKind::Text);
        if let Some(opening) = opening {
            // Further down only what a mark closes is no mere mention of a date.
            return (i == 0 || opening.closing != Closing::Paragraph)
                .then_some((opening, piece.span.start));
        }
        if !is_title_line(text, piece) {
            return None;
        }
    }
    None
}

fn shifted(opening: Opening, by: usize) -> Dateline {
    let shift = |span: Span| Span::new(span.start + by, span.end + by);
    Dateline {
        span: shift(opening.span),
        locations: opening.locations.into_iter().map(shift).collect(),
        online: opening.online,
    }
}

/// Whether the first paragraph is the title: a heading, or one short line that stands alone above a text.
pub(super) fn has_title(text: &str, pieces: &[Piece]) -> bool {
    match pieces {
        [first, rest @ ..] => first.is_heading || !rest.is_empty() && is_title_line(text, first),
        [] => false,
    }
}

/// Whether what stands before the first story is no story but the heading of an archive: lines without sentences.
pub(super) fn is_heading(text: &str, pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| is_title_line(text, piece))
}

/// Whether a paragraph can be a title: a few words that do not end like a sentence.
pub(super) fn is_title_line(text: &str, piece: &Piece) -> bool {
    let words = &text[piece.span.range()];
    piece.kind == ParagraphKind::Text
        && piece.n_lines <= MOST_TITLE_LINES
        && words.len() <= LONGEST_TITLE
        && words.contains(char::is_alphabetic)
        && !ends_sentence(words)
        && !paragraphs::is_address(words)
        && !opens_dated(words)
}

/// Whether a paragraph opens with a dateline; one that no mark closes has to name a place too.
pub(super) fn opens_dated(words: &str) -> bool {
    dateline::opening(words).is_some_and(|opening| {
        opening.closing != Closing::Paragraph || opening.online || !opening.locations.is_empty()
    })
}

fn ends_sentence(words: &str) -> bool {
    // "… and the U.S." ends no sentence.
    let mut back = words.chars().rev();
    let is_initials = (back.next(), back.next().map(char::is_uppercase), back.next())
        == (Some('.'), Some(true), Some('.'));
    words.ends_with(['.', ':', ';', ',']) && !is_initials
        || words
            .trim_end_matches(is_closing)
            .ends_with(['。', '｡', '：', '；', '，', '、', '।', '။', '។'])
}

/// White space folded to single spaces.
pub(super) fn folded(text: &str) -> String {
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
