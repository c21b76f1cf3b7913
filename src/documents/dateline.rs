//! Reads the opening words that say when and where: `28-29 December 2020, Korce/Tirana, Albania:`.
//!
//! In: the first paragraph of a story. Out: its dates and the places as written. Never: which of them is a country, that
//! is for `extract`; nor a dateline where prose merely opens with a date ("In 2020, the office: a review").
//!
//! # Rules
//!
//! 1. A head is dates and places in any order, set off by `,` `;` `/` `|` and `and`, closed by a colon, a dash, a bar or a
//!    bracket. What can close a head may also only set off a part of it ("Accra, Ghana – 4 May 2021 –"): the longest
//!    reading counts.
//! 2. A place starts with a capital; the words inside it are names or come from [`PLACE_WORDS`]. Only where a date opens
//!    the head and a colon closes it may a few other words describe the place ("Bijača land border crossing"), or one or
//!    two stand instead of a place ("various locations").
//! 3. A place is set off from a date that follows it: "In March 2020, Serbia:" is prose.
//! 4. Without a date only the agencies' forms count: `GENEVA (Reuters) -`, `(Tema, Ghana) —`.
//! 5. A full stop closes a head only where a place opens it and a day with its year ends it: `Tunis, 7 June 2021.`
//! 6. The end of the first line closes a head that says a day, its year and a place, or nothing but the day.

use crate::base::Span;
pub(super) use crate::documents::closing::Closing;
use crate::documents::closing::{after_label, closing_at, with_wire};
use crate::documents::dates::{self, Point};
use crate::documents::daytime::time;
use crate::documents::place_words::{
    NAMES_WITH_AND, ONLINE_COMPANY, ONLINE_WORDS, PLACE_WORDS, PROSE_OPENERS,
};
use crate::documents::tokens::{Head, Kind};

/// Words between a place and its date.
const BEFORE_DATE: [&str; 5] = ["the", "this", "on", "from", "le"];
/// Two initials that are a place of their own.
const COUNTRY_INITIALS: [&str; 3] = ["US", "UK", "EU"];
/// More words than this are no place; more than this many of them without capital neither.
const LONGEST_PLACE: usize = 9;
/// A bracket in a head has no more tokens than this.
const LONGEST_BRACKET: usize = 16;
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

/// The dateline that `paragraph` opens with, if it does.
pub(super) fn opening(paragraph: &str) -> Option<Opening> {
    opening_of(paragraph).or_else(|| {
        // Rule 6.
        let (line, rest) = paragraph.split_once('\n')?;
        let goes_on = rest.trim_start().starts_with(|c: char| !c.is_lowercase());
        let found = opening_of(line).filter(|o| o.closing == Closing::Paragraph && goes_on)?;
        let is_whole = found.points.iter().all(|p| p.days.is_some() && p.year.is_some());
        is_whole.then_some(Opening { closing: Closing::Line, ..found })
    })
}

/// The dateline at the start of a text, which may stand behind a label such as `PRESS RELEASE`.
fn opening_of(text: &str) -> Option<Opening> {
    let by = after_label(text);
    let head = Head::new(&text[by..]);
    let reader = Reader {
        head: &head,
        at: 0,
        points: Vec::new(),
        parts: Vec::new(),
        online: false,
        is_wire: false,
    };
    let found = reader.read()?;
    let shifted = |span: Span| Span::new(span.start + by, span.end + by);
    Some(Opening {
        span: if by > 0 { Span::new(0, found.span.end + by) } else { found.span },
        locations: found.locations.into_iter().map(shifted).collect(),
        ..found
    })
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

#[derive(Clone)]
struct Reader<'a> {
    head: &'a Head<'a>,
    at: usize,
    points: Vec<Point>,
    parts: Vec<Part>,
    online: bool,
    /// Whether an agency between slashes stands before the dash.
    is_wire: bool,
}

/// What the last element read was.
#[derive(Clone, Copy, PartialEq)]
enum Element {
    Date,
    Place,
    Brackets,
    /// A bracket with the date inside.
    DatedBrackets,
}

impl Reader<'_> {
    /// Rule 1: of the marks that can close the head, the last one up to which everything is dates and places.
    fn read(mut self) -> Option<Opening> {
        let mut longest = None;
        // Brackets around the whole head.
        let is_bracketed = self.head.kind(0) == Some(Kind::Open);
        while let Some(element) = self.element() {
            if let Some((dash, is_wire)) = with_wire(self.head, self.at) {
                self.at = dash;
                self.is_wire = is_wire;
            }
            let closing = self.closing().or_else(|| self.full_stop(element));
            if let Some(closing) = closing.or_else(|| self.bracket(element)) {
                let found = self.clone().end(closing, element, is_bracketed);
                // Where a date and a place are said, a second dash or colon is one of the text.
                let is_full = !self.points.is_empty() && !self.parts.is_empty();
                longest = found.or(longest);
                if longest.is_some() && is_full || !self.may_go_on(closing) {
                    break;
                }
                self.at += usize::from(closing != Closing::Mark || self.is_bar(self.at));
                continue;
            }
            let is_set_off = self.separators();
            // A place may follow a date at once ("30 October 2020 Gradiška"), never the other way round.
            let is_bracket = self.head.kind(self.at) == Some(Kind::Open);
            if !is_set_off && element == Element::Place && !is_bracket {
                break;
            }
        }
        longest
    }

    /// Whether a part of the head may follow the mark at the cursor, which can close it: a date follows its place, a place
    /// of several words or in brackets its date.
    fn may_go_on(&self, closing: Closing) -> bool {
        let next = self.at + usize::from(closing != Closing::Mark || self.is_bar(self.at));
        let is_dated = !self.points.is_empty();
        let is_place = || {
            is_dated && self.head.kind(next) == Some(Kind::Word) && self.ends_alike(next, closing)
        };
        // "VIENNA--(AGENCY)--"
        let is_wire = || self.head.kind(next) == Some(Kind::Open) && !is_dated;
        match closing {
            Closing::Dash | Closing::Mark => {
                dates::expression(self.head, next).is_some() && !is_dated
                    || self.is_bar(self.at)
                    || closing == Closing::Dash && (is_place() || is_wire())
            }
            Closing::Colon => {
                self.head.kind(next) == Some(Kind::Open)
                    || dates::expression(self.head, next).is_some() && !is_dated
            }
            _ => false,
        }
    }

    /// Whether a few words, all of them with a capital and not all of them in capitals as abbreviations are, stand between
    /// the cursor's mark and another of its kind.
    fn ends_alike(&self, from: usize, closing: Closing) -> bool {
        let end = (from..from + LONGEST_PLACE).find(|&at| closing_at(self.head, at).is_some());
        end.is_some_and(|end| {
            closing_at(self.head, end) == Some(closing)
                && (from..end).any(|at| self.head.str(at).contains(char::is_lowercase))
                && (from..end).all(|at| !matches!(self.head.kind(at), Some(Kind::Number(..))))
                && (from..end).all(|at| {
                    self.head.kind(at) != Some(Kind::Word)
                        || self.head.str(at).starts_with(char::is_uppercase)
                        || self.head.is_word(at, &PLACE_WORDS)
                })
        })
    }

    /// What the head says, if it ends here and is one.
    fn end(mut self, closing: Closing, last: Element, is_bracketed: bool) -> Option<Opening> {
        let opens_with_date = dates::expression(self.head, 0).is_some();
        let mark = self.head.kind(self.at);
        let ends_before = closing == Closing::Paragraph && mark.is_none()
            || closing == Closing::Mark && !self.is_bar(self.at);
        let end = if ends_before { self.at.checked_sub(1)? } else { self.at };
        let is_lenient = opens_with_date && closing == Closing::Colon;
        let is_dash = closing == Closing::Dash;
        let is_agency = is_dash
            && last == Element::Brackets
            && self.parts.last().is_some_and(|part| part.is_bracketed);
        if is_agency {
            self.parts.pop();
        }
        let is_bare =
            is_agency || self.is_wire || is_dash && last == Element::Brackets && is_bracketed;
        let dated = match closing {
            Closing::Paragraph => self.points.iter().any(|p| p.days.is_some()),
            _ => !self.points.is_empty(),
        };
        if !dated && (!is_bare || self.parts.is_empty()) {
            return None;
        }
        if is_lenient {
            self.drop_descriptions();
        }
        self.take_in_initials();
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
            self.at = self.after_time(next);
            return Some(Element::Date);
        }
        // "Vienna, the 4th of March 2020", "Vienna, from 28 February to 1 March 2020"
        let leads_to_date = self.at > 0 && self.head.is_word(self.at, &BEFORE_DATE);
        if leads_to_date && dates::expression(self.head, self.at + 1).is_some() {
            self.at += 1;
            return self.element();
        }
        if self.head.kind(self.at) == Some(Kind::Open) {
            return self.brackets();
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

    /// Reads a bracket: a place, an agency, a date, or the whole head.
    fn brackets(&mut self) -> Option<Element> {
        let from = self.at + 1;
        let to =
            (from..from + LONGEST_BRACKET).find(|&i| self.head.kind(i) == Some(Kind::Close))?;
        let is_date = |at: usize| dates::expression(self.head, at).is_some();
        if !(from..to).any(is_date) && (!self.parts.is_empty() || !self.is_list(from, to)) {
            self.at = to + 1;
            self.part(Part { from, to, is_bracketed: true, is_set_off: true });
            return Some(Element::Brackets);
        }
        let mut inside = Self { at: from, ..self.clone() };
        while inside.at < to {
            inside.element()?;
            let is_end = inside.at == to;
            if inside.at > to || !is_end && !inside.separators() {
                return None;
            }
        }
        *self = Self { at: to + 1, ..inside };
        let has_date = !self.points.is_empty();
        Some(if has_date { Element::DatedBrackets } else { Element::Brackets })
    }

    fn is_list(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.head.kind(at) == Some(Kind::Comma))
    }

    /// The token after a time of day that stands at `at`, perhaps set off or in brackets.
    fn after_time(&self, at: usize) -> usize {
        let head = self.head;
        let from = match head.kind(at) {
            Some(Kind::Comma | Kind::Bar | Kind::Dash | Kind::Open) => at + 1,
            _ => at,
        };
        match time(head, from) {
            Some(next) if head.kind(at) != Some(Kind::Open) => next,
            Some(next) if head.kind(next) == Some(Kind::Close) => next + 1,
            _ => at,
        }
    }

    /// `WASHINGTON, D.C.`, `Ann Arbor, MI`: two initials behind a comma belong to the place before.
    fn take_in_initials(&mut self) {
        let head = self.head;
        for i in (1..self.parts.len()).rev() {
            let part = self.parts[i];
            let letters: String = (part.from..part.to)
                .filter(|&at| head.kind(at) == Some(Kind::Word))
                .map(|at| head.str(at))
                .collect();
            let is_initials = letters.len() == 2
                && letters.bytes().all(|b| b.is_ascii_uppercase())
                && !COUNTRY_INITIALS.contains(&letters.as_str());
            if is_initials && !part.is_bracketed && self.parts[i - 1].to + 1 == part.from {
                self.parts[i - 1].to = part.to;
                self.parts.remove(i);
            }
        }
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
                        || closing_at(self.head, at + 1).is_some())
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
            Some(Kind::Comma | Kind::Semicolon | Kind::Slash | Kind::Ampersand | Kind::Bar) => true,
            Some(Kind::Word) => head.is_word(at, &["and"]),
            // "MOSCOW. March 12", "Skopje - online"
            Some(Kind::Dot) => dates::expression(head, at + 1).is_some(),
            Some(Kind::Dash) => head.is_word(at + 1, &ONLINE_WORDS),
            _ => false,
        }
    }

    /// Rule 5.
    fn full_stop(&self, last: Element) -> Option<Closing> {
        let head = self.head;
        let says_all = last == Element::Date
            && self.points.iter().all(|p| p.days.is_some())
            && self.points.last().is_some_and(|p| p.year.is_some())
            && self.parts.first().is_some_and(|part| part.from == 0);
        let next = self.at + 1;
        let ends = head.kind(self.at) == Some(Kind::Dot)
            && match head.kind(next) {
                None => head.is_whole,
                Some(Kind::Word) => {
                    head.is_spaced(next) && head.str(next).starts_with(char::is_uppercase)
                }
                Some(Kind::Dash | Kind::LongDash) => false,
                _ => head.is_spaced(next),
            };
        (says_all && ends).then_some(if head.kind(next).is_none() {
            Closing::Paragraph
        } else {
            Closing::Stop
        })
    }

    /// A bracket that closes the head: `GENEVA (26 October 2025) The agency …`, `[Vienna, 4 March 2020] The …`.
    fn bracket(&self, last: Element) -> Option<Closing> {
        let head = self.head;
        let says_all = self.points.iter().all(|p| p.days.is_some())
            && self.points.last().is_some_and(|p| p.year.is_some())
            && !self.parts.is_empty();
        let begins = head.kind(self.at) == Some(Kind::Word)
            && head.is_spaced(self.at)
            && head.str(self.at).starts_with(char::is_uppercase);
        (last == Element::DatedBrackets && says_all && begins).then_some(Closing::Mark)
    }

    fn is_bar(&self, at: usize) -> bool {
        self.head.kind(at) == Some(Kind::Bar)
    }

    fn closing(&self) -> Option<Closing> {
        closing_at(self.head, self.at)
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
