//! A sentence with its sums and the names of a funding statement, for the rules that say whose a sum is.
//!
//! In: sums and a statement. Out: looks at single places. Never: a decision about a sum.

use std::ops::Range;

use crate::base::sort_by_key;
use crate::dictionary::{KnownTokens, Lexicon, MoneyWord, SmallWord};
use crate::link::amount::find::Sum;

/// Where a funding statement has its parts: token ranges.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'a> {
    /// The words that say it.
    pub trigger: (usize, usize),
    /// The donors that it names, in order.
    pub donors: &'a [(usize, usize)],
    /// What is funded, where it is named in the sentence.
    pub objects: &'a [(usize, usize)],
    /// All other names of the sentence that can give or get: donors of other statements, recipients, partners.
    pub others: &'a [(usize, usize)],
}

/// Who a name is in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The donor of this place in the list.
    Donor(usize),
    /// What is funded.
    Object,
    /// Somebody else.
    Other,
}

/// A name and who it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub first: usize,
    pub end: usize,
    pub who: Who,
}

/// A sentence with its sums, and a statement in it.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub tokens: &'a KnownTokens,
    pub lexicon: &'a Lexicon,
    pub range: Range<usize>,
    pub sums: &'a [Sum],
    pub trigger: (usize, usize),
    /// In order.
    pub names: Vec<Name>,
}

impl<'a> Scene<'a> {
    /// The names of a statement in the order of the sentence, beside its sums.
    pub(super) fn new(
        (text, tokens, lexicon): (&'a str, &'a KnownTokens, &'a Lexicon),
        range: Range<usize>,
        sums: &'a [Sum],
        statement: &Statement<'_>,
    ) -> Self {
        let name = |who: Who| move |&(first, end): &(usize, usize)| Name { first, end, who };
        let donors = statement.donors.iter().enumerate().map(|(i, at)| name(Who::Donor(i))(at));
        let objects = statement.objects.iter().map(name(Who::Object));
        let mut names: Vec<Name> = donors.chain(objects).collect();
        // A name of two lists is what the statement says it is.
        let others = statement.others.iter().map(name(Who::Other));
        for other in others {
            if !names.iter().any(|name| name.first < other.end && other.first < name.end) {
                names.push(other);
            }
        }
        names.retain(|name| name.first < name.end);
        sort_by_key(&mut names, |name| name.first);
        Self { text, tokens, lexicon, range, sums, trigger: statement.trigger, names }
    }

    /// A folded word of the sentence; empty outside it.
    pub(super) fn word(&self, i: usize) -> &str {
        if self.range.contains(&i) { self.tokens.word(i) } else { "" }
    }

    /// Where the phrase of a list ends that begins at a token.
    pub(super) fn at(&self, i: usize, kind: MoneyWord) -> Option<usize> {
        let end = self.lexicon.money.at(self.tokens, i, kind)?;
        (self.range.contains(&i) && end <= self.range.end).then_some(end)
    }

    /// The last phrase of a list that lies between two tokens.
    pub(super) fn last(&self, between: Range<usize>, kind: MoneyWord) -> Option<(usize, usize)> {
        let end = between.end;
        between.rev().find_map(|i| self.at(i, kind).filter(|e| *e <= end).map(|e| (i, e)))
    }

    /// Whether a phrase of a list lies between two tokens.
    pub(super) fn has(&self, between: Range<usize>, kind: MoneyWord) -> bool {
        self.last(between, kind).is_some()
    }

    /// Whether nothing but small words that lead to a sum stands between two tokens.
    pub(super) fn leads(&self, between: Range<usize>) -> bool {
        let mut at = between.start;
        while at < between.end {
            let small =
                [MoneyWord::Limit, MoneyWord::About, MoneyWord::Passive, MoneyWord::Together];
            let Some(end) = small.iter().find_map(|kind| self.at(at, *kind)) else { return false };
            at = end;
        }
        at == between.end
    }

    /// Whether a sum begins or goes on at a token.
    pub(super) fn in_sum(&self, i: usize) -> bool {
        self.sums.iter().any(|sum| sum.tokens.contains(&i))
    }

    /// Whether a token belongs to the trigger.
    pub(super) fn in_trigger(&self, i: usize) -> bool {
        self.trigger.0 <= i && i < self.trigger.1
    }

    /// Whether a sum lies between two tokens.
    pub(super) fn sum_in(&self, between: Range<usize>) -> bool {
        between.clone().any(|i| self.in_sum(i))
    }

    /// Whether a sign ends what stands before it.
    pub(super) fn is_break(&self, i: usize) -> bool {
        matches!(self.word(i), "" | "," | ";" | ":" | "(" | ")" | "[" | "]" | "." | "?" | "!")
    }

    /// Whether a token leads to a purpose: `to`, `for`.
    pub(super) fn is_purpose(&self, i: usize) -> bool {
        self.tokens.small(i).is(SmallWord::PURPOSE) || self.at(i, MoneyWord::ToCome).is_some()
    }

    /// The name that ends before a token.
    pub(super) fn name_before(&self, end: usize) -> Option<usize> {
        self.names.iter().position(|name| name.end == end)
    }

    /// The name that a token lies in.
    pub(super) fn name_at(&self, i: usize) -> Option<usize> {
        self.names.iter().position(|name| name.first <= i && i < name.end)
    }

    /// The coordinated names that end with one, in order: `Norway, Sweden and Denmark`.
    pub(super) fn list_before(&self, last: usize) -> Vec<Who> {
        let mut first = last;
        while first > 0 && self.coordinated(first - 1) {
            first -= 1;
        }
        self.names[first..=last].iter().map(|name| name.who).collect()
    }

    /// The coordinated names that begin with one, in order.
    pub(super) fn list_behind(&self, first: usize) -> Vec<Who> {
        let mut last = first;
        while last + 1 < self.names.len() && self.coordinated(last) {
            last += 1;
        }
        // `with 5 million from Norway, UNICEF opened`: a comma alone joins nobody.
        let joined = |i: usize| {
            let (this, next) = (self.names[i], self.names[i + 1]);
            (this.end..next.first).any(|k| self.tokens.small(k).is(SmallWord::CONJUNCTION))
        };
        let donors = self.names[first..=last].iter().all(|n| matches!(n.who, Who::Donor(_)));
        if !donors {
            last = (first..last).rev().find(|&i| joined(i)).map_or(first, |i| i + 1);
        }
        self.names[first..=last].iter().map(|name| name.who).collect()
    }

    /// Whether a name and the next one are members of one list.
    fn coordinated(&self, name: usize) -> bool {
        let (this, next) = (self.names[name], self.names[name + 1]);
        let between = this.end..next.first.max(this.end);
        let joint =
            |i: usize| self.word(i) == "," || self.tokens.small(i).is(SmallWord::CONJUNCTION);
        let donors = matches!((this.who, next.who), (Who::Donor(_), Who::Donor(_)));
        let small = |i: usize| {
            let of = SmallWord::DEFINITE | SmallWord::GENITIVE;
            let kind = self.tokens.kind(i);
            use crate::dictionary::WordKind;
            joint(i)
                || self.tokens.small(i).is(of)
                || kind.is(WordKind::AUTHORITY)
                || kind.is(WordKind::MODIFIER)
                || kind.is(WordKind::BODY)
        };
        between.len() <= 8
            && between.clone().any(joint)
            && !self.sum_in(between.clone())
            && (between.clone().all(small)
                || (donors
                    && !between
                        .clone()
                        .any(|i| self.lexicon.money.stage(self.tokens, i).is_some())))
    }
}
