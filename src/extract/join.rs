//! What joins the words of one name: conjunctions, commas, small words, numbers, the full stop of an initial.
//!
//! In: the capitals around a head word. Out: where a name goes on. Never: two bodies as one.

use crate::base::Class;
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
        // `Fund of the Export and Import Bank`
        let of_one = article && first > start + 1 && self.is(first - 2, SmallWord::GENITIVE);
        plain && (of_one || self.heads.is_topic(self.word(and + 1)))
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

    /// Where a name that goes on over a small word starts: `Sana'a University`, `Rule of Law Programme`.
    pub(super) fn in_one_word(&self, small: usize, start: usize) -> Option<usize> {
        let first =
            small.checked_sub(1).filter(|&first| first >= start && self.is_capital(first))?;
        let spans = &self.reading.tokens.spans;
        let gap = &self.reading.document.text[spans[first].end..spans[small].start];
        let glued = matches!(gap, "'" | "’" | "‘" | "ʼ") && !self.is(small, SmallWord::POSSESSIVE);
        // `Inter-university Consortium`, but the firm of `Dunlin-led Lakeland Foundation` is another.
        let is_deed = || self.heads.opener_endings.iter().any(|e| self.word(small).ends_with(&**e));
        let joint = self.heads.joints.contains(self.word(small));
        let glued = glued || (!joint && matches!(gap, "-" | "‐" | "‑") && !is_deed());
        ((glued || self.is_inner_phrase(first)) && self.name_at(first).is_none()).then_some(first)
    }

    /// Where a name goes on over a number: `COVID-19 Response Fund`, `Lakeland 2030 Initiative`.
    pub(super) fn before_number(&self, number: usize, start: usize) -> Option<usize> {
        let first = number.checked_sub(1).filter(|&first| first >= start)?;
        let spans = &self.reading.tokens.spans;
        let gap = &self.reading.document.text[spans[first].end..spans[number].start];
        let is_number = self.reading.written(number).bytes().all(|b| b.is_ascii_digit());
        // `USD 50` is an amount.
        let is_term = self.heads.terms.contains(self.word(first)) && gap != "-";
        let fits = is_number
            && self.is_joined(number)
            && self.is_capital(first)
            && self.name_at(first).is_none()
            && !is_term
            && !self.closes(first, start);
        fits.then_some(first)
    }

    /// Whether three words stand together inside names, the small one in their middle: `Rule of Law`.
    fn is_inner_phrase(&self, first: usize) -> bool {
        let words = [self.word(first), self.word(first + 1), self.word(first + 2)];
        self.heads.joints.contains(words[1]) && self.heads.inner_phrases.contains(&words.join(" "))
    }

    /// Where the title of a programme starts that goes on over a small word: `Justice for a Sustainable Peace Program`, `Women in
    /// Business Programme`.
    pub(super) fn before_for(&self, small: usize, start: usize, group: &Group) -> Option<usize> {
        let article = self.is(small, SmallWord::INDEFINITE);
        let joint = if article { small.checked_sub(1)? } else { small };
        let first = joint.checked_sub(1).filter(|&first| first > start)?;
        let says = self.is(joint, SmallWord::PURPOSE)
            || (!article && self.is(joint, SmallWord::LOCATIVE | SmallWord::GENITIVE));
        let fits = group.class != Class::Organisation
            && says
            && self.is_capital(first)
            && self.name_at(first).is_none()
            && self.head_ending(start, first).is_none()
            && !self.closes(first, start);
        fits.then_some(first)
    }
}
