//! Reads the opening words that say when and where: `28-29 December 2020, Korce/Tirana, Albania:`.
//!
//! In: the first paragraph of a story. Out: its dates and the places as written. Never: which of them is a country, that
//! is for `extract`; nor a dateline where prose merely opens with a date ("In 2020, the office: a review").
//!
//! # Rules
//!
//! 1. A head is dates and places in any order, set off by `,` `;` `/` and `and`, closed by a colon or a dash.
//! 2. A place starts with a capital; the words inside it are names or come from [`PLACE_WORDS`]. Only where a date opens
//!    the head and a colon closes it may a few other words describe the place ("Bijača land border crossing"), or one or
//!    two stand instead of a place ("various locations").
//! 3. A place is set off from a date that follows it: "In March 2020, Serbia:" is prose.
//! 4. Without a date only the agencies' form counts: `GENEVA (Reuters) -`.
//! 5. A full stop closes a head only where a place opens it and a day with its year ends it: `Tunis, 7 June 2021.`

use crate::base::Span;
use crate::documents::dates::{self, Point};
use crate::documents::place_words::{
    NAMES_WITH_AND, ONLINE_COMPANY, ONLINE_WORDS, PLACE_WORDS, PROSE_OPENERS,
};
use crate::documents::tokens::{Head, Kind};

/// More words than this are no place; more than this many of them without capital neither.
const LONGEST_PLACE: usize = 9;
const MOST_DESCRIBING: usize = 3;

/// What the opening words say, with spans into the paragraph they open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    /// Up to and including the closing mark.
    pub(super) span: Span,
    /// The places as written.
    pub(super) locations: Vec<Span>,
    /// Whether it says online, in whole or in part.
    pub(super) online: bool,
    /// Its dates in the order written.
    pub(super) points: Vec<Point>,
    /// What ends it.
    pub(super) closing: Closing,
}

/// What ends a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Colon,
    Dash,
    /// The full stop of a head that is a place and a day.
    Stop,
    /// Nothing: the paragraph holds the dateline alone.
    Paragraph,
}

/// The dateline that `paragraph` opens with, if it does.
pub(super) fn opening(paragraph: &str) -> Option<Opening> {
    let head = Head::new(paragraph);
    Reader { head: &head, at: 0, points: Vec::new(), parts: Vec::new(), online: false }.read()
}

/// Whether a date is the first thing in `text`.
pub(super) fn opens_with_date(text: &str) -> bool {
    dates::expression(&Head::new(text), 0).is_some()
}

/// A stretch of tokens that may name a place.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    /// Whether brackets stand around it.
    is_bracketed: bool,
    /// Whether a comma or the like stands before it.
    is_set_off: bool,
}

struct Reader<'a> {
    head: &'a Head<'a>,
    at: usize,
    points: Vec<Point>,
    parts: Vec<Part>,
    online: bool,
}

/// What the last element read was.
#[derive(PartialEq)]
enum Element {
    Date,
    Place,
    Brackets,
}

impl Reader<'_> {
    fn read(mut self) -> Option<Opening> {
        let opens_with_date = dates::expression(self.head, 0).is_some();
        let closing = loop {
            let element = self.element()?;
            if let Some(closing) = self.closing().or_else(|| self.full_stop(&element)) {
                break closing;
            }
            let is_set_off = self.separators();
            // A place may follow a date at once ("30 October 2020 Gradiška"), never the other way round.
            let is_bracket = self.head.kind(self.at) == Some(Kind::Open);
            if !is_set_off && element == Element::Place && !is_bracket {
                return None;
            }
        };
        let end = match closing {
            Closing::Paragraph => self.at.checked_sub(1)?,
            _ => self.at,
        };
        let is_lenient = opens_with_date && closing == Closing::Colon;
        let is_agency =
            closing == Closing::Dash && self.parts.last().is_some_and(|p| p.is_bracketed);
        if is_agency {
            self.parts.pop();
        }
        let dated = match closing {
            Closing::Paragraph => self.points.iter().any(|p| p.days.is_some()),
            _ => !self.points.is_empty(),
        };
        if !dated && (!is_agency || self.parts.is_empty()) {
            return None;
        }
        if is_lenient {
            self.drop_descriptions();
        }
        if !self.parts.iter().all(|part| self.is_place(*part, is_lenient)) {
            return None;
        }
        let locations = self.parts.iter().filter_map(|p| self.head.span(p.from, p.to)).collect();
        let span = Span::new(self.head.span(0, 1)?.start, self.head.span(end, end + 1)?.end);
        Some(Opening { span, locations, online: self.online, points: self.points, closing })
    }

    /// Reads one date, place or bracket.
    fn element(&mut self) -> Option<Element> {
        if let Some((points, next)) = dates::expression(self.head, self.at) {
            self.points.extend(points);
            self.at = next;
            return Some(Element::Date);
        }
        if self.head.kind(self.at) == Some(Kind::Open) {
            let from = self.at + 1;
            let to =
                (from..from + LONGEST_PLACE).find(|&i| self.head.kind(i) == Some(Kind::Close))?;
            self.at = to + 1;
            self.part(Part { from, to, is_bracketed: true, is_set_off: true });
            return Some(Element::Brackets);
        }
        let from = self.at;
        let is_set_off = from > 0 && self.is_separator(from - 1);
        while self.is_inside_place(from) {
            if self.at > from && dates::expression(self.head, self.at).is_some() {
                return None;
            }
            self.at += 1;
        }
        (self.at > from)
            .then(|| self.part(Part { from, to: self.at, is_bracketed: false, is_set_off }))?;
        Some(Element::Place)
    }

    /// Takes a stretch as a place, or as a word for "online"; "Skopje online" is both.
    fn part(&mut self, mut part: Part) {
        let is_online = (part.from..part.to).any(|i| self.is_online(i));
        if is_online || (part.from..part.to).all(|i| self.names_nothing(i)) {
            while part.from < part.to && self.names_nothing(part.from) {
                part.from += 1;
            }
            while part.from < part.to && self.names_nothing(part.to - 1) {
                part.to -= 1;
            }
        }
        self.online |= is_online;
        if part.from < part.to {
            self.parts.push(part);
        }
    }

    fn is_online(&self, i: usize) -> bool {
        self.head.is_word(i, &ONLINE_WORDS) || self.is_on_line(i)
    }

    fn names_nothing(&self, i: usize) -> bool {
        self.is_online(i)
            || self.head.is_word(i, &ONLINE_COMPANY)
            || self.head.kind(i) != Some(Kind::Word)
            || i >= 2 && self.is_on_line(i - 2)
    }

    /// `on-line`, which is three tokens.
    fn is_on_line(&self, i: usize) -> bool {
        self.head.is_word(i, &["on"])
            && self.head.kind(i + 1) == Some(Kind::Dash)
            && self.head.is_word(i + 2, &["line"])
    }

    /// Whether the token at the cursor goes on with a place that started at `from`.
    fn is_inside_place(&self, from: usize) -> bool {
        let (head, at) = (self.head, self.at);
        let touches = !head.is_spaced(at) && !head.is_spaced(at + 1);
        match head.kind(at) {
            Some(Kind::Word) => !head.is_word(at, &["and"]) || self.is_name_with_and(from),
            Some(Kind::Ampersand) => self.is_name_with_and(from),
            Some(Kind::Number(..)) => at > from,
            Some(Kind::Dash) => at > from && touches,
            // "St. Petersburg", "Washington D.C."
            Some(Kind::Dot) => {
                at > from
                    && head.str(at - 1).chars().count() <= 3
                    && (matches!(head.kind(at + 1), Some(Kind::Word | Kind::Comma | Kind::Dash))
                        || self.closing_at(at + 1).is_some())
            }
            _ => false,
        }
    }

    fn is_name_with_and(&self, from: usize) -> bool {
        let (before, after) = match self.at.checked_sub(1) {
            Some(before) if before >= from => (self.head.str(before), self.head.str(self.at + 1)),
            _ => return false,
        };
        NAMES_WITH_AND
            .iter()
            .any(|(a, b)| a.eq_ignore_ascii_case(before) && b.eq_ignore_ascii_case(after))
    }

    /// Steps over what sets two elements off from each other; false when there is nothing.
    fn separators(&mut self) -> bool {
        let start = self.at;
        while self.is_separator(self.at) {
            self.at += 1;
        }
        self.at > start
    }

    fn is_separator(&self, at: usize) -> bool {
        let head = self.head;
        match head.kind(at) {
            Some(Kind::Comma | Kind::Semicolon | Kind::Slash | Kind::Ampersand) => true,
            Some(Kind::Word) => head.is_word(at, &["and"]),
            // "MOSCOW. March 12", "Skopje - online"
            Some(Kind::Dot) => dates::expression(head, at + 1).is_some(),
            Some(Kind::Dash) => head.is_word(at + 1, &ONLINE_WORDS),
            _ => false,
        }
    }

    /// Rule 5.
    fn full_stop(&self, last: &Element) -> Option<Closing> {
        let head = self.head;
        let says_all = *last == Element::Date
            && self.points.iter().all(|p| p.year.is_some() && p.days.is_some())
            && self.parts.first().is_some_and(|part| part.from == 0);
        let ends = head.kind(self.at) == Some(Kind::Dot)
            && head.is_spaced(self.at + 1)
            && head.kind(self.at + 1) == Some(Kind::Word)
            && head.str(self.at + 1).starts_with(char::is_uppercase);
        (says_all && ends).then_some(Closing::Stop)
    }

    fn closing(&self) -> Option<Closing> {
        self.closing_at(self.at)
    }

    fn closing_at(&self, at: usize) -> Option<Closing> {
        let head = self.head;
        match head.kind(at) {
            None => head.is_whole.then_some(Closing::Paragraph),
            // Not the colon of 10:30 or of an address.
            Some(Kind::Colon) => {
                let goes_on = matches!(head.kind(at + 1), Some(Kind::Number(..) | Kind::Slash));
                (!goes_on || head.is_spaced(at + 1)).then_some(Closing::Colon)
            }
            Some(Kind::LongDash) => Some(Closing::Dash),
            Some(Kind::Dash) => {
                let is_apart = head.is_spaced(at) || head.is_spaced(at + 1);
                (is_apart && !head.is_word(at + 1, &ONLINE_WORDS)).then_some(Closing::Dash)
            }
            _ => None,
        }
    }

    /// Rule 2: "various locations" is no place, and no sign of prose either.
    fn drop_descriptions(&mut self) {
        let head = self.head;
        self.parts.retain(|part| {
            let is_lower = (part.from..part.to).all(|i| {
                head.kind(i) == Some(Kind::Word) && head.str(i).starts_with(char::is_lowercase)
            });
            let is_prose =
                head.is_word(part.from, &["the"]) || head.is_word(part.from, &PROSE_OPENERS);
            !(part.is_set_off && is_lower && part.to - part.from <= 2 && !is_prose)
        });
    }

    /// Rule 2.
    fn is_place(&self, part: Part, is_lenient: bool) -> bool {
        let head = self.head;
        let words: Vec<usize> =
            (part.from..part.to).filter(|&i| head.kind(i) == Some(Kind::Word)).collect();
        let is_capital = |i: usize| head.str(i).starts_with(|c: char| !c.is_lowercase());
        // Arabic and Romance articles go before the capital: "al-Arish", "la Spezia".
        let (Some(&first), second) = (words.first(), words.get(1)) else { return false };
        let starts_well = is_capital(first)
            || head.str(first).len() <= 3 && second.is_some_and(|&i| is_capital(i));
        let is_prose = PROSE_OPENERS.contains(&head.str(first))
            || head.is_word(first, &["the"]) && !second.is_some_and(|&i| is_capital(i));
        let describing = words
            .iter()
            .skip(1)
            .filter(|&&i| !is_capital(i) && !head.is_word(i, &PLACE_WORDS))
            .count();
        let most = if is_lenient { MOST_DESCRIBING } else { 0 };
        starts_well && !is_prose && describing <= most && words.len() <= LONGEST_PLACE
    }
}

#[cfg(test)]
#[path = "dateline_tests.rs"]
mod tests;
