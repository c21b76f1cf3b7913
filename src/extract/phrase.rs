//! Grows a name around a head word: `Agency` to `State Agency for Youth Affairs of Ukraine`.
//!
//! In: the capitals around a head word, and the names that stand already. Out: a phrase, or nothing. Never: a phrase in a
//! headline, whose capitals say nothing; a person, a post, an event, a document.
//!
//! # Rules
//! 1. Of neighbouring heads the last one counts: `European Union Police Mission`.
//! 2. To the left a name goes on through capitals, over a conjunction between topics, and takes in a country but no other name.
//! 3. To the right it goes on behind the words its group allows: `Institute for the Study of War`.
//! 4. A name needs more than a head and general modifiers: "the Regional Office" names nothing.

use std::ops::Range;

use crate::base::{Class, Entity, EntityId};
use crate::dictionary::{Group, SmallWord};
use crate::extract::behind::{LONGEST, Right, is_body};
use crate::extract::capitals::Capitals;
use crate::extract::define::is_definition;
use crate::extract::names::{Link, Name};

/// A name that no entry lists.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub first: usize,
    pub end: usize,
    /// The tokens of the head word; empty where the words around the name tell what it is.
    pub head: Range<usize>,
    /// Whether the head is the ending of a firm, which its name can do without.
    pub firm: bool,
    /// The small word beside the name that told it: `project` in `the Skills for Jobs project`.
    pub noun: Option<usize>,
    /// Whether its words say too little for a name of its own: it can only be the short form of a longer one.
    pub weak: bool,
    /// One past the last token of the name without a country behind it.
    pub core_end: usize,
    pub class: Class,
    pub country: Option<EntityId>,
    pub parent: Option<EntityId>,
}

impl Phrase {
    /// A name without a head word; `noun` is the small word that told it, if one did.
    pub(super) fn bare(name: Range<usize>, class: Class, noun: Option<usize>) -> Self {
        let Range { start: first, end } = name;
        let (country, parent) = (None, None);
        Self {
            first,
            end,
            head: end..end,
            firm: false,
            noun,
            weak: false,
            core_end: end,
            class,
            country,
            parent,
        }
    }
}

/// A bracket inside the name of a firm has so many words.
const FIRM_BRACKET: usize = 4;

/// The weight of a modifier that is neither general nor common; a name needs as much.
const ENOUGH: usize = 2;

/// At most so many signs stand before the first word of a sentence: `•`, `“`.
const SIGNS: usize = 2;

impl<'a> Capitals<'a> {
    /// The phrase around the head that starts or ends at token `i` of a sentence, or where to look next.
    pub(super) fn phrase_at(&self, i: usize, sentence: &Range<usize>) -> Result<Phrase, usize> {
        let none = Err(i + 1);
        if !(self.is_capital(i) || self.is_small_ending(i)) || self.is_taken(i) {
            return none;
        }
        let Some(mut head) = self.head_ending(sentence.start, i) else { return none };
        let run_end = self.run_end(i, sentence.end);
        for at in i + 1..run_end {
            if let Some(later) = self.head_ending(sentence.start, at) {
                head = later;
            }
        }
        let (mut head, group) = head;
        let ending = self.heads.endings.starting(|k| self.word(head.start + k));
        if let Some((length, _)) = ending.filter(|_| group.company) {
            head.end = head.end.max(head.start + length); // `GmbH & Co. KG`
        }
        let next = Err(head.end.max(i + 1));
        let mut left = self.left(head.start, sentence.start, group);
        if group.class == Class::Programme
            && let Some(first) = self.marked_start(left.first, sentence.start)
        {
            left.first = first;
        }
        let Some(right) = self.right(&head, group, left.first, run_end, sentence.end) else {
            return next;
        };
        let mut phrase = Phrase {
            first: left.first,
            end: right.end,
            core_end: right.core_end,
            class: group.class,
            // Of two countries the one behind is where it is: `American University of Armenia`.
            country: right.country.or(left.country),
            parent: left.owner.map(|o| o.id.clone()).or(right.parent),
            head,
            firm: group.company,
            noun: None,
            weak: false,
        };
        if let Some(owner) = left.owner_name
            && self.belongs(owner, &phrase, group)
        {
            phrase.first = owner.first;
        }
        if self.is_area(&phrase) {
            return next;
        }
        if group.proper && !self.holds_proper_word(&phrase) {
            return next;
        }
        if !self.makes_name(&mut phrase, group, left.owner_name) {
            return Err(right.end.max(i + 1));
        }
        let too_long = phrase.end - phrase.first > LONGEST;
        let words: Vec<&str> = (phrase.first..phrase.core_end).map(|k| self.word(k)).collect();
        if too_long || self.heads.not.contains(&words.join(" ")) {
            return Err(phrase.end);
        }
        self.country_around(&mut phrase, sentence);
        phrase.weak |= self.is_one_of_many(&phrase, sentence.start);
        Ok(phrase)
    }

    /// Whether the name of the owner right before a phrase is a part of its name: `United Nations Voluntary Fund for …` is not
    /// the United Nations, nor `Lantern Harbour Limited` a firm called Harbour; and where an abbreviation says so.
    fn belongs(&self, owner: &Name, phrase: &Phrase, group: &Group) -> bool {
        let spans = &self.reading.tokens.spans;
        let between = spans[owner.end - 1].end..spans[phrase.first].start;
        // An owner may reach into a phrase that begins with a part of it: then it stands not before it.
        let Some(gap) = self.reading.document.text.get(between) else { return false };
        let is_body = matches!(&owner.link, Link::Entity(entity) if is_body(entity));
        let joined = group.whole && is_body && !gap.contains(['\'', '’']);
        let open = phrase.end;
        let abbreviated = is_definition(self.reading, owner.first, phrase.core_end, open)
            && !is_definition(self.reading, phrase.first, phrase.core_end, open);
        let of_body = joined || group.class == Class::Donor || self.is_school(owner);
        abbreviated || (of_body && phrase.class != Class::Programme)
    }

    /// Whether "a" stands before a phrase that no bracket abbreviates: `a Maritime Rescue Centre` is still to be built.
    fn is_one_of_many(&self, phrase: &Phrase, start: usize) -> bool {
        let owner = phrase.first.checked_sub(1).and_then(|i| self.name_at(i));
        let before = owner.map_or(phrase.first, |owner| owner.first);
        phrase.class == Class::Organisation
            && before > start
            && self.is(before - 1, SmallWord::INDEFINITE)
            && !is_definition(self.reading, phrase.first, phrase.end, phrase.end)
    }

    /// Whether a head that is also the word for a part of a country has only the name of one before it: `the Grand'Anse Department`.
    fn is_area(&self, phrase: &Phrase) -> bool {
        let alone = phrase.end == phrase.head.end && phrase.head.len() == 1;
        let is_name = |i: usize| {
            let word = self.word(i);
            self.heads.compass.contains(word)
                || !(self.heads.common.contains(word)
                    || self.heads.generic.contains(word)
                    || self.heads.is_topic(word)
                    || self.heads.is_common_word(word))
        };
        alone
            && self.heads.areas.contains(self.word(phrase.head.start))
            && (phrase.first..phrase.head.start).all(is_name)
    }

    /// Whether one of the words before the head is no topic, as firms are named: `Lakeland Technologies`, not `Water Technologies`.
    fn holds_proper_word(&self, phrase: &Phrase) -> bool {
        (phrase.first..phrase.head.start).any(|i| {
            let word = self.word(i);
            self.is_capital(i)
                && !self.heads.generic.contains(word)
                && !self.heads.common.contains(word)
                && !self.heads.is_topic(word)
        })
    }

    /// Whether a phrase says enough for a name: by itself, with the name of its owner, or as the short form of a longer name.
    fn makes_name(&self, phrase: &mut Phrase, group: &Group, owner: Option<&Name>) -> bool {
        if self.says_enough(phrase, group) {
            return true;
        }
        match owner {
            // The owner's name makes a name of a bare head: `OSCE Academy`.
            Some(owner)
                if phrase.first == phrase.head.start
                    && (group.owned || phrase.country.is_some()) =>
            {
                phrase.first = owner.first;
            }
            _ if phrase.core_end - phrase.first > 1 => phrase.weak = true,
            _ => return false,
        }
        true
    }

    /// Whether the modifiers of a phrase name something in particular.
    fn says_enough(&self, phrase: &Phrase, group: &Group) -> bool {
        let (mut weight, mut n_modifiers) = (0, 0);
        let (mut n_countries, mut n_regions) = (0, 0);
        for i in (phrase.first..phrase.head.start).chain(phrase.head.end..phrase.core_end) {
            let word = self.word(i);
            let is_small = self.heads.joints.contains(word) || self.is(i, SmallWord::POSSESSIVE);
            if self.is_place(i) || is_small {
                // `Programme for Central Asia`: a region behind the head says enough.
                weight += usize::from(self.is_place(i) && i >= phrase.head.end);
                let is_region = self.is_place(i) && self.country_at(i).is_none();
                n_regions += usize::from(is_region && i < phrase.head.start);
                continue;
            }
            n_modifiers += 1;
            if self.heads.common.contains(word) {
                // `School of Business`: what a body is for says more than what kind it is.
                weight += if i < phrase.head.start { 1 } else { ENOUGH };
            } else if !self.heads.generic.contains(word) {
                weight += ENOUGH;
            }
        }
        // `American University of Armenia`, `Lebanon Financing Facility`, `Sahel Programme`
        n_countries += usize::from(
            phrase.head.start > phrase.first && self.country_at(phrase.first).is_some(),
        );
        n_countries += usize::from(phrase.end > phrase.core_end);
        let named_by_place = (n_countries == 2 && group.owned)
            || (n_countries > 0 && group.class == Class::Donor)
            || (n_regions > 0 && (group.owned || group.class != Class::Organisation));
        // `the Kenya Uganda Business Society` says as much, and belongs to neither.
        weight >= ENOUGH
            || self.countries_before(phrase) > 1
            || named_by_place
            || (weight == 1 && n_modifiers + n_regions >= 2)
            || (phrase.country.is_some() && n_modifiers >= 1)
    }

    /// How many countries stand before the head of a phrase.
    fn countries_before(&self, phrase: &Phrase) -> usize {
        let opens = |&i: &usize| {
            self.country_at(i).is_some() && self.name_at(i).is_some_and(|name| name.first == i)
        };
        (phrase.first..phrase.head.start).filter(opens).count()
    }

    fn left(&self, head: usize, start: usize, group: &Group) -> Left<'a> {
        let mut left = Left { first: head, country: None, owner: None, owner_name: None };
        let mut at = head;
        if group.company
            && let Some(open) = self.firm_bracket(head, start)
        {
            left.first = open;
            at = open;
        }
        while at > start
            && (self.is_joined(at) || self.is_initial(at - 1, start))
            && head - at < LONGEST
        {
            let before = at - 1;
            if let Some(name) = self.name_at(before) {
                if let (true, Some(country)) = (self.is_place(before), self.country_at(before)) {
                    left.country = Some(country.id.clone());
                } else if !self.is_place(before) {
                    left.owner = self.entity_at(before).filter(|e| is_body(e));
                    left.owner_name = Some(name);
                    break;
                }
                at = name.first;
            } else if self.is(before, SmallWord::POSSESSIVE)
                && at >= 2
                && self.heads.possessors.contains(self.word(at - 2))
            {
                at = before;
                continue; // the possessor itself comes next
            } else if self.is(before, SmallWord::CONJUNCTION) && at >= 2 {
                let Some(first) = self.before_conjunction(before, start, head, group) else {
                    break;
                };
                at = first;
            } else if self.is_initial(before, start) {
                at = before - 1;
            } else if let Some(body) = self.soft_ending(at).filter(|_| group.whole) {
                left.owner = entity_of(body).filter(|e| is_body(e));
                left.first = body.first; // `Ministry of Health Foundation`
                break;
            } else if self.is_capital(before)
                && (!self.closes(before, start)
                    || self.is_prefix(before)
                    || (group.owned && at == head && self.names_members(before)))
            {
                at = before;
            } else if let Some(first) = self
                .in_one_word(before, start)
                .or_else(|| self.before_for(before, start, group))
                .or_else(|| self.before_number(before, start))
            {
                at = first;
            } else {
                break;
            }
            left.first = at;
        }
        left
    }

    /// Where the name of a programme starts that an article or a possessive marks: `the Rule of Law and Access to Justice Programme`.
    fn marked_start(&self, head: usize, start: usize) -> Option<usize> {
        let small = |i: usize| self.heads.joints.contains(self.word(i)) && !self.is_capital(i);
        let fits = |i: usize| {
            (self.is_capital(i) || small(i))
                && self.is_joined(i + 1)
                && self.name_at(i).is_none()
                && !self.heads.titles.contains(self.word(i))
                && !self.is(i, SmallWord::DEFINITE)
        };
        let mut first = head;
        while first > start && head - first < LONGEST && fits(first - 1) {
            first -= 1;
        }
        let before = first.checked_sub(1).filter(|&i| i >= start)?;
        let marked = self.is(before, SmallWord::DEFINITE | SmallWord::POSSESSIVE);
        // `the Board of the Coast Programme`: what stands before "of" is another name.
        let other = (first..head).any(|i| self.head_ending(start, i).is_some());
        let is_name = first < head
            && self.is_capital(first)
            && small(head - 1)
            && !other
            && !self.heads.openers.contains(self.word(first));
        (marked && is_name).then_some(first)
    }

    /// Whether a word cannot stand before a head inside a name; at the start of a sentence a capital is no sign of one.
    pub(super) fn closes(&self, i: usize, start: usize) -> bool {
        let word = self.word(i);
        let opens = |ending: &String| word.ends_with(ending.as_str());
        self.heads.openers.contains(word)
            || self.heads.titles.contains(word)
            || (self.opens_sentence(i, start) && self.heads.opener_endings.iter().any(opens))
    }

    /// Whether only signs stand between the start of a sentence and a token: `• Examining`.
    fn opens_sentence(&self, i: usize, start: usize) -> bool {
        i <= start + SIGNS && (start..i).all(|k| !self.word(k).starts_with(char::is_alphanumeric))
    }

    /// Where a bracket opens that stands before the ending of a firm: `Overseas Realty (Lakeland) PLC`, `Coast Port (Private) Limited`.
    fn firm_bracket(&self, head: usize, start: usize) -> Option<usize> {
        let close = head.checked_sub(1).filter(|&i| i > start && self.word(i) == ")")?;
        let from = close.saturating_sub(FIRM_BRACKET).max(start + 1);
        (from..close).find(|&i| self.word(i) == "(" && self.is_capital(i - 1))
    }

    /// Whether a word names the members of a body: `the Judges Association`.
    fn names_members(&self, i: usize) -> bool {
        self.heads.members.contains(self.word(i))
    }

    /// Whether a post is but the first part of a word: `the Vice-Chancellors' Committee`.
    fn is_prefix(&self, i: usize) -> bool {
        let spans = &self.reading.tokens.spans;
        let Some(next) = spans.get(i + 1) else { return false };
        self.heads.titles.contains(self.word(i))
            && self.reading.document.text[spans[i].end..next.start].starts_with(['-', '‐', '‑'])
    }

    fn right(
        &self,
        head: &Range<usize>,
        group: &Group,
        first: usize,
        run_end: usize,
        limit: usize,
    ) -> Option<Right> {
        let mut right = Right { end: head.end, core_end: head.end, country: None, parent: None };
        let goes_on = group.after.contains(self.word(head.end)) && self.is_capital(head.end + 1);
        if head.end < run_end && !goes_on {
            let word = self.word(head.end);
            if self.heads.others.contains(word) {
                return None;
            }
            if self.heads.titles.contains(word) {
                // A post in a project names no project.
                return (group.class == Class::Organisation).then_some(right);
            }
            if let Some(country) = self.country_at(head.end) {
                right.country = Some(country.id.clone());
                right.end = self.name_at(head.end).map_or(head.end, |n| n.end);
                right.core_end = right.end;
            } else if group.leads && first == head.start {
                right.end = self.before_post(head.end, run_end, group);
                right.core_end = right.end;
            } else if group.leads && (first..head.start).all(|i| self.says_little(i)) {
                // `District General Hospital Lakeville`
                right.end = self.before_post(head.end, run_end, group);
                right.core_end = right.end;
            }
            return Some(right);
        }
        if (group.leads || group.whole)
            && let Some(end) = self.quoted_behind(head.end, limit)
        {
            return Some(Right { end, core_end: end, ..right });
        }
        self.go_on(&mut right, group, limit);
        Some(right)
    }

    /// Whether a name is that of a university or the like, whose units bear its name: `Lakeland University Library Network`.
    fn is_school(&self, name: &Name) -> bool {
        (name.first..name.end)
            .any(|i| self.head_ending(name.first, i).is_some_and(|(_, group)| group.leads))
    }

    /// Whether a modifier makes no name of a head.
    fn says_little(&self, i: usize) -> bool {
        self.heads.generic.contains(self.word(i)) || self.heads.common.contains(self.word(i))
    }

    /// A country beside the name: `Ukraine's …` before it, `… (Ukraine)` behind it.
    fn country_around(&self, phrase: &mut Phrase, sentence: &Range<usize>) {
        if phrase.country.is_some() || phrase.class != Class::Organisation {
            return;
        }
        let first = phrase.first;
        let possessive = first >= sentence.start + 2 && self.is(first - 1, SmallWord::POSSESSIVE);
        let before = possessive.then(|| self.country_at(first - 2)).flatten();
        let bracket = self.word(phrase.end) == "(";
        let behind = || bracket.then(|| self.country_at(phrase.end + 1)).flatten();
        phrase.country = before.or_else(behind).map(|c| c.id.clone());
    }
}

fn entity_of(name: &Name) -> Option<&Entity> {
    match &name.link {
        Link::Entity(entity) => Some(entity),
        _ => None,
    }
}

/// What stands left of a head.
struct Left<'a> {
    first: usize,
    country: Option<EntityId>,
    owner: Option<&'a Entity>,
    owner_name: Option<&'a Name>,
}
