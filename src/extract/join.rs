//! What joins the words of one name: conjunctions, commas, the full stop of an initial.
//!
//! In: the capitals around a head word. Out: where a name goes on. Never: two bodies as one.

use crate::dictionary::{Group, SmallWord};
use crate::extract::capitals::Capitals;

impl Capitals<'_> {
    /// Whether a full stop ends an initial or an abbreviation inside a name: `Jane P. Roe Foundation`, `Mt. Doe Clinic`.
    pub(super) fn is_initial(&self, stop: usize, start: usize) -> bool {
        let abbreviated = stop > start
            && self.word(stop) == "."
            && self.is_capital(stop - 1)
            && self.reading.lexicon.sentences.is_abbreviation(self.word(stop - 1))
            && !self.heads.titles.contains(self.word(stop - 1));
        let letter = |i: usize| self.is_capital(i) && self.word(i).chars().count() == 1;
        let behind_letter = |i: usize| i >= start + 2 && self.word(i - 1) == "." && letter(i - 2);
        // `C.W. Roe`: nothing stands between the initials.
        let touches = |i: usize| {
            let spans = &self.reading.tokens.spans;
            i + 1 < spans.len() && spans[i].end == spans[i + 1].start && self.is_capital(i + 1)
        };
        abbreviated
            || self.word(stop) == "."
                && stop > start
                && letter(stop - 1)
                && (touches(stop)
                    || behind_letter(stop - 1)
                    || (stop >= start + 2 && self.is_joined(stop - 1) && self.is_capital(stop - 2)))
    }

    /// Where a name starts or goes on that a conjunction joins: `Safety and Quality Bureau`, `National Oceanic and Atmospheric
    /// Administration`, `Horticulture, Irrigation, and Market Access Project`, `Holland & Knight LLP`.
    pub(super) fn before_conjunction(
        &self,
        and: usize,
        start: usize,
        head: usize,
        group: &Group,
    ) -> Option<usize> {
        let listed = self.word(and - 1) == ",";
        let last = if listed { and.checked_sub(2)? } else { and - 1 };
        let is_sign = self.reading.written(and) == "&";
        let fits = last >= start
            && self.is_capital(last)
            && (self.name_at(last).is_none() || (is_sign && self.is_place(last)))
            && self.head_ending(start, last).is_none()
            && (self.is_joined(and) || listed)
            && (and + 1 < head || (group.company && is_sign));
        if !fits {
            return None;
        }
        if listed {
            return self.before_list(last, start);
        }
        let joins = is_sign
            || self.heads.is_topic(self.word(last))
            || self.heads.is_adjective(self.word(last))
            || self.is_no_name_yet(last, and, start);
        joins.then_some(last)
    }

    /// Whether the capitals that end with token `last` are no name before the "and" behind them: they open with a general word
    /// (`International Maize`), stand behind an article (`the Lightweight Tools and Welding Division`), or are one word before a topic.
    fn is_no_name_yet(&self, last: usize, and: usize, start: usize) -> bool {
        let mut first = last;
        while first > start && self.is_joined(first) && self.is_capital(first - 1) {
            first -= 1;
            if self.name_at(first).is_some() || self.heads.titles.contains(self.word(first)) {
                return false;
            }
        }
        let article = first > start && self.is(first - 1, SmallWord::DEFINITE);
        while first < last && self.heads.openers.contains(self.word(first)) {
            first += 1;
        }
        let plain = !self.reading.written(last).chars().skip(1).any(char::is_uppercase);
        if first < last {
            return (article && plain) || self.heads.generic.contains(self.word(first));
        }
        plain && self.heads.is_topic(self.word(and + 1))
    }

    /// Where a comma list of topics begins that ends with token `last`: `Horticulture, Irrigation`.
    fn before_list(&self, last: usize, start: usize) -> Option<usize> {
        let is_topic = |i: usize| {
            self.is_capital(i) && self.name_at(i).is_none() && self.heads.is_topic(self.word(i))
        };
        let mut first = last;
        let mut n_topics = usize::from(is_topic(last));
        while first >= start + 2 && self.word(first - 1) == "," && is_topic(first - 2) {
            first -= 2;
            n_topics += 1;
        }
        (n_topics > 1 && is_topic(last)).then_some(first)
    }

    /// Whether the capitals after a conjunction belong to the same name: a topic, or one word at the end of the phrase.
    pub(super) fn is_list_end(&self, at: usize) -> bool {
        let before = self.word(at.saturating_sub(2));
        self.holds_topic(at)
            || self.heads.is_topic(before)
            || self.heads.is_adjective(before)
            || self.reading.written(at - 1) == "&"
    }

    /// Whether a comma list of topics ends in a conjunction and a topic.
    pub(super) fn leads_to_conjunction(&self, at: usize) -> bool {
        let run = self.run_end(at, self.reading.tokens.len());
        if self.is(run, SmallWord::CONJUNCTION) {
            return self.holds_topic(run + 1);
        }
        match (self.word(run), self.is(run + 1, SmallWord::CONJUNCTION)) {
            (",", true) => self.holds_topic(run + 2),
            (",", false) => self.holds_topic(run + 1) && self.leads_to_conjunction(run + 1),
            _ => false,
        }
    }

    /// Whether one of the capitals from `at` on is a topic.
    fn holds_topic(&self, at: usize) -> bool {
        let run = self.run_end(at, self.reading.tokens.len());
        (at..run).any(|i| self.heads.is_topic(self.word(i)))
    }
}
