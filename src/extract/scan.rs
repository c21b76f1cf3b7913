//! Tokens to possible names.
//!
//! In: tokens and the lexicon. Out: every place where a phrase of the vocabulary stands as it must be written. Never: a
//! choice between overlapping ones, and nothing that crosses a sentence end.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::base::{Via, sort_by_key};
use crate::cut::Stretch;
use crate::dictionary::{
    Case, ConditionIndex, EntryIndex, Hit, KnownTokens, Lexicon, Patterned, Sense, SlotPlace,
    SmallWord, TemplateIndex, ValueIndex,
};

/// A possible name: tokens `first..end` and what they can mean.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    pub meaning: Meaning,
}

/// What a possible name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Entries of the vocabulary: one, or several that share the name.
    Listed(Vec<Choice>),
    /// A body whose country or place the context must give.
    Template(TemplateUse),
    /// The adjective of a country; several for shared ones (`Congolese`).
    Demonym(Vec<EntryIndex>),
    /// A phrase that is no name of anything listed.
    Nothing,
}

/// One entry that a name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    /// Which.
    pub entry: EntryIndex,
    /// By which kind of name.
    pub via: Via,
    /// The entry's condition to be met, if any.
    pub condition: Option<ConditionIndex>,
}

/// A template's words in the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct TemplateUse {
    /// Of which.
    pub template: TemplateIndex,
    /// The slot values, joined to one portfolio.
    pub values: Vec<ValueIndex>,
}

impl Found {
    pub(super) fn tokens(&self) -> Range<usize> {
        self.first..self.end
    }
}

/// The phrases of the vocabulary in a text, across sentence ends too.
#[must_use]
pub(super) fn hits(tokens: &KnownTokens, lexicon: &Lexicon) -> Vec<Hit> {
    lexicon.names.find(tokens)
}

/// The phrases with a capital that hold a sign that else ends a sentence: `Mt. Lakeland Hospital`, `Who Sails? Coastland`.
#[must_use]
pub(super) fn with_stops(text: &str, tokens: &KnownTokens, hits: &[Hit]) -> Vec<Range<usize>> {
    let stops = |hit: &&Hit| {
        hit.end - hit.first > 2
            && (hit.first + 1..hit.end - 1).any(|i| matches!(tokens.word(i), "." | "!" | "?"))
            && text[tokens.spans[hit.first].range()].starts_with(char::is_uppercase)
    };
    let mut ranges: Vec<Range<usize>> = hits.iter().filter(stops).map(|h| h.first..h.end).collect();
    sort_by_key(&mut ranges, |range| (range.start, std::cmp::Reverse(range.end)));
    ranges.dedup_by(|next, kept| next.start < kept.end);
    ranges
}

/// Finds every possible name of a text.
#[must_use]
pub(super) fn scan(
    text: &str,
    tokens: &KnownTokens,
    stretches: &[Stretch],
    lexicon: &Lexicon,
    mut hits: Vec<Hit>,
) -> Vec<Found> {
    let mut scan = Scan {
        text,
        tokens,
        lexicon,
        values: FxHashMap::default(),
        value_ends: FxHashMap::default(),
    };
    let mut sentence = stretches.iter().peekable();
    hits.retain(|hit| {
        while sentence.next_if(|s| s.tokens.end <= hit.first).is_some() {}
        sentence.peek().is_some_and(|s| s.tokens.start <= hit.first && hit.end <= s.tokens.end)
    });
    scan.note_values(&hits);
    let mut found = Vec::new();
    for hit in &hits {
        scan.hit(hit, &mut found);
    }
    scan.firms(&hits, stretches, &mut found);
    patterned(text, tokens, stretches, lexicon, &hits, &mut found);
    // Of equal stretches the first stands: what an entry names in full needs no country from the context.
    sort_by_key(&mut found, |f| matches!(f.meaning, Meaning::Template(_)));
    found
}

/// Adds the matches of patterns to the possible names, which come in reading order.
fn patterned(
    text: &str,
    tokens: &KnownTokens,
    stretches: &[Stretch],
    lexicon: &Lexicon,
    hits: &[Hit],
    found: &mut Vec<Found>,
) {
    if lexicon.patterns.is_empty() {
        return;
    }
    // What an entry excludes word for word, its pattern does not mean.
    let excludes = |entry: EntryIndex, first: usize, end: usize| {
        let phrase = hits.binary_search_by_key(&(first, end), |hit| (hit.first, hit.end));
        phrase.is_ok_and(|i| {
            lexicon.names.senses(hits[i].phrase).any(|sense| sense == Sense::Not { entry })
        })
    };
    let mut choices: BTreeMap<(usize, usize), Vec<Choice>> = BTreeMap::new();
    for stretch in stretches {
        for (range, named) in lexicon.patterns.find(text, tokens, stretch.tokens.clone()) {
            let Patterned { entry, condition } = named;
            if !excludes(entry, range.start, range.end) {
                let via = if condition.is_some() { Via::Conditional } else { Via::Pattern };
                let choice = Choice { entry, via, condition };
                choices.entry((range.start, range.end)).or_default().push(choice);
            }
        }
    }
    // Text that is a name as well can mean either.
    for found in found.iter_mut().filter(|f| !matches!(f.meaning, Meaning::Template(_))) {
        let Some(more) = choices.remove(&(found.first, found.end)) else { continue };
        match &mut found.meaning {
            Meaning::Listed(known) => known.extend(more),
            other => *other = Meaning::Listed(more),
        }
    }
    found.extend(choices.into_iter().map(|((first, end), choices)| Found {
        first,
        end,
        meaning: Meaning::Listed(choices),
    }));
    sort_by_key(found, |f| (f.first, f.end));
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a KnownTokens,
    lexicon: &'a Lexicon,
    /// Longest slot value that starts at a token: its end and its index.
    values: FxHashMap<usize, (usize, ValueIndex)>,
    /// Longest slot value that ends at a token: its start and its index.
    value_ends: FxHashMap<usize, (usize, ValueIndex)>,
}

impl Scan<'_> {
    fn note_values(&mut self, hits: &[Hit]) {
        for hit in hits {
            for sense in self.lexicon.names.senses(hit.phrase) {
                if let Sense::Value { value } = sense
                    && self.capital(hit)
                {
                    let longest = self.values.entry(hit.first).or_insert((hit.end, value));
                    if hit.end > longest.0 {
                        *longest = (hit.end, value);
                    }
                    let longest = self.value_ends.entry(hit.end).or_insert((hit.first, value));
                    if hit.first < longest.0 {
                        *longest = (hit.first, value);
                    }
                }
            }
        }
    }

    /// Whether the last word of a hit is capitalised, as in names of portfolios ("the Interior").
    fn capital(&self, hit: &Hit) -> bool {
        self.text[self.tokens.spans[hit.end - 1].range()].starts_with(|c: char| c.is_uppercase())
    }

    fn hit(&self, hit: &Hit, out: &mut Vec<Found>) {
        let mut options = Vec::new();
        let mut demonyms = Vec::new();
        let mut nothing = false;
        for sense in self.lexicon.names.senses(hit.phrase) {
            match sense {
                Sense::Name { entry, abbreviation, case } if self.admits(case, hit) => {
                    let via = if abbreviation { Via::Abbreviation } else { Via::Name };
                    options.push(Choice { entry, via, condition: None });
                }
                Sense::Conditional { entry, condition, case } if self.admits(case, hit) => {
                    options.push(Choice {
                        entry,
                        via: Via::Conditional,
                        condition: Some(condition),
                    });
                }
                Sense::Demonym { entry, case } if self.admits(case, hit) => demonyms.push(entry),
                Sense::Not { .. } => nothing = true,
                Sense::Head { template, slot, case }
                    if self.admits(case, hit) || self.is_shouted(hit) =>
                {
                    self.template(template, slot, hit, out);
                }
                _ => {}
            }
        }
        // What one entry excludes may be another's name: `United States Fund for UNICEF`.
        let meaning = match (options.is_empty(), demonyms.is_empty(), nothing) {
            (false, _, _) => Meaning::Listed(options),
            (true, _, true) => Meaning::Nothing,
            (true, false, false) => Meaning::Demonym(demonyms),
            (true, true, false) => return,
        };
        out.push(Found { first: hit.first, end: hit.end, meaning });
    }

    /// Adds the listed firms with another ending than their entries give: `Acme (Pvt) Ltd` for Acme Limited.
    fn firms(&self, hits: &[Hit], stretches: &[Stretch], found: &mut Vec<Found>) {
        let mut choices: BTreeMap<(usize, usize), Vec<Choice>> = BTreeMap::new();
        let one_sentence = |first: usize, end: usize| {
            let next = stretches.partition_point(|s| s.tokens.end <= first);
            stretches.get(next).is_some_and(|s| end <= s.tokens.end)
        };
        for hit in hits {
            for sense in self.lexicon.names.senses(hit.phrase) {
                if let Sense::Firm { entry, group, case } = sense
                    && self.admits(case, hit)
                    && let Some((end, other)) =
                        self.lexicon.heads.endings.behind(self.tokens, hit.end)
                    && other == group
                    && one_sentence(hit.first, end)
                {
                    let choice = Choice { entry, via: Via::Name, condition: None };
                    choices.entry((hit.first, end)).or_default().push(choice);
                }
            }
        }
        if choices.is_empty() {
            return;
        }
        // What an entry is called word for word stands before what it may be called.
        found.extend(choices.into_iter().map(|((first, end), choices)| Found {
            first,
            end,
            meaning: Meaning::Listed(choices),
        }));
        sort_by_key(found, |f| (f.first, f.end));
    }

    fn admits(&self, case: Case<'_>, hit: &Hit) -> bool {
        case.admits(self.text, self.tokens, hit.first, hit.end)
    }

    /// Whether several words stand in capitals throughout, as in a headline: `MINISTRY OF JUSTICE`.
    fn is_shouted(&self, hit: &Hit) -> bool {
        hit.end - hit.first > 1
            && (hit.first..hit.end)
                .all(|i| !self.text[self.tokens.spans[i].range()].contains(char::is_lowercase))
    }

    fn template(&self, template: TemplateIndex, slot: SlotPlace, hit: &Hit, out: &mut Vec<Found>) {
        let mut push = |first: usize, end: usize, values: Vec<ValueIndex>| {
            out.push(Found {
                first,
                end,
                meaning: Meaning::Template(TemplateUse { template, values }),
            });
        };
        match slot {
            SlotPlace::None => push(hit.first, hit.end, Vec::new()),
            SlotPlace::Before => {
                if let Some(&(first, value)) = self.value_ends.get(&hit.first)
                    && self.fits(template, value)
                {
                    push(first, hit.end, vec![value]);
                }
            }
            SlotPlace::After => {
                if let Some((end, values)) = self.composition(template, hit.end) {
                    push(hit.first, end, values);
                }
            }
            SlotPlace::ListAfter => {
                let mut first = hit.first;
                let mut at = hit.end;
                while let Some((end, value)) = self.value_at(template, at) {
                    push(first, end, vec![value]);
                    let Some(next) = self.after_joint(end) else { break };
                    (first, at) = (next, next);
                }
            }
        }
    }

    fn fits(&self, template: TemplateIndex, value: ValueIndex) -> bool {
        self.lexicon.templates[template].slot.as_ref() == Some(&self.lexicon.values[value].slot)
    }

    fn value_at(&self, template: TemplateIndex, at: usize) -> Option<(usize, ValueIndex)> {
        self.values.get(&at).copied().filter(|&(_, value)| self.fits(template, value))
    }

    /// Values joined by commas and "and": `Labour and Social Policy`.
    fn composition(&self, template: TemplateIndex, at: usize) -> Option<(usize, Vec<ValueIndex>)> {
        let (mut end, value) = self.value_at(template, at)?;
        let mut values = vec![value];
        while let Some((next, value)) =
            self.after_joint(end).and_then(|at| self.value_at(template, at))
        {
            values.push(value);
            end = next;
        }
        Some((end, values))
    }

    /// The token after `,`, `and`, `, and`, if one of them stands at `at`.
    fn after_joint(&self, at: usize) -> Option<usize> {
        let joins = |i: usize| self.tokens.small(i).is(SmallWord::CONJUNCTION);
        let is_comma = at < self.tokens.len() && self.tokens.word(at) == ",";
        match (is_comma, joins(at), joins(at + 1)) {
            (true, _, true) => Some(at + 2),
            (true, ..) | (_, true, _) => Some(at + 1),
            _ => None,
        }
    }
}
