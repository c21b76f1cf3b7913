//! What continues a name behind its head: `Institute for the Study of War`, `Office of the Land Commissioner General`.
//!
//! In: a head word and the capitals behind it. Out: where the name ends, and the country or body it is said to be of. Never: a
//! person or a post, nor another body.

use crate::base::{Class, Entity, EntityId};
use crate::dictionary::{Group, SmallWord};
use crate::extract::capitals::Capitals;

/// At most so many tokens make a name; more capitals in a row are a list or a headline.
pub(super) const LONGEST: usize = 16;

/// So many words stand at most in the quotation marks of a name: `University “Roe Doe”`.
const QUOTED: usize = 4;

/// At most so many small words stand together in names of other languages: `de la`, `et de la`.
const FOREIGN_JOINTS: usize = 3;

/// What stands right of a head.
pub(super) struct Right {
    pub end: usize,
    pub core_end: usize,
    pub country: Option<EntityId>,
    pub parent: Option<EntityId>,
}

impl Capitals<'_> {
    /// Whether the capitals from `at` on, over small words, hold the noun of a programme: `for the Lakeland Reading Programs`.
    fn leads_to_programme(&self, at: usize) -> bool {
        let grammar = &self.reading.lexicon.grammar;
        (at..at + LONGEST)
            .take_while(|&i| self.is_capital(i) || self.heads.joints.contains(self.word(i)))
            .any(|i| self.heads.programme_nouns.contains(grammar.singular(self.word(i))))
    }

    /// Continues a name behind its head: `for the Study of War`.
    pub(super) fn go_on(&self, right: &mut Right, group: &Group, limit: usize) {
        let mut behind_head = true;
        loop {
            let joint = right.end;
            let allowed = match behind_head {
                true => group.after.contains(self.word(joint)),
                false => self.continues(joint),
            };
            if joint >= limit || !allowed || !self.is_joined(joint) {
                return;
            }
            let at = self.after_joints(joint);
            if at >= limit || !self.is_joined(at) {
                return;
            }
            if self.ends_in_name(right, joint, at, behind_head) {
                return;
            }
            if !behind_head && self.is(joint, SmallWord::PURPOSE) && self.leads_to_programme(at) {
                return; // what a grant to the body is for
            }
            let whole = self.run_end(at, limit);
            let run = self.before_post(at, whole, group);
            // `Department of the Land Commissioner General`
            let is_office = behind_head
                && self.is(joint + 1, SmallWord::DEFINITE)
                && (run..whole).all(|i| self.is_post_word(i));
            let run = if is_office { whole } else { run };
            if run == at || self.heads.openers.contains(self.word(at)) {
                return;
            }
            if self.is(joint + 1, SmallWord::DEFINITE) && self.opens_other(at, run, limit) {
                return; // `Fund of the Export and Import Bank`
            }
            // `Association of Research Libraries`
            let last = self.word(run - 1);
            let is_kind = self.reading.lexicon.grammar.is_plural(last);
            let ends_in_head = !is_kind && self.head_ending(at, run - 1).is_some();
            let joins = self.is(joint, SmallWord::CONJUNCTION);
            let is_event = joins && self.heads.others.contains(last) && !self.heads.is_topic(last);
            let belongs = behind_head && !self.is(joint, SmallWord::GENITIVE);
            if is_event || (ends_in_head && (joins || !belongs)) {
                return; // another body: `Board of the National Youth Council`
            }
            right.end = run;
            right.core_end = run;
            behind_head = false;
            if run < limit && self.is_capital(run) && self.is_joined(run) {
                return; // a post
            }
        }
    }

    /// Whether a name that stands at `at` ends this one: the body that it is of, or its country.
    fn ends_in_name(&self, right: &mut Right, joint: usize, at: usize, behind_head: bool) -> bool {
        if self.is_taken(at) {
            if self.is(joint, SmallWord::BEFORE_OWNER) {
                right.parent = self.entity_at(at).filter(|e| is_body(e)).map(|e| e.id.clone());
            }
            return true;
        }
        let (Some(country), Some(name)) = (self.country_at(at), self.name_at(at)) else {
            return false;
        };
        if name.is_demonym() && self.is_joined(name.end) && self.is_capital(name.end) {
            return false;
        }
        // `of Ukraine` tells the country; `to Ukraine`, `for Ukraine` belong to the name.
        right.country = Some(country.id.clone());
        right.end = name.end;
        let tells_country = self.is(joint, SmallWord::GENITIVE);
        if !tells_country && (behind_head || self.is(joint, SmallWord::LOCATIVE)) {
            right.core_end = name.end;
        }
        true
    }

    /// One past the quotation marks that hold the rest of a name: `Association “Lantern”`.
    pub(super) fn quoted_behind(&self, open: usize, limit: usize) -> Option<usize> {
        let is_quote = |i: &usize| self.word(*i) == "\"";
        let close = (open + 2..limit.min(open + 2 + QUOTED)).find(is_quote)?;
        let fits = |i: usize| self.is_capital(i) || self.heads.joints.contains(self.word(i));
        let named = is_quote(&open)
            && self.is_capital(open + 1)
            && (open + 1..close).all(|i| fits(i) && !self.is_taken(i));
        named.then_some(close + 1)
    }

    /// Whether a word is one of those that posts are named with: `Commissioner`, `General`.
    fn is_post_word(&self, i: usize) -> bool {
        self.heads.titles.contains(self.word(i)) || self.heads.generic.contains(self.word(i))
    }

    /// Whether the capitals `first..run` and those behind the "and" that follows are the name of one other body.
    fn opens_other(&self, first: usize, run: usize, limit: usize) -> bool {
        let end = self.run_end(run + 1, limit);
        if !self.is(run, SmallWord::CONJUNCTION) || end < run + 2 {
            return false;
        }
        self.head_ending(run + 1, end - 1).is_some_and(|(head, group)| {
            self.before_conjunction(run, first.saturating_sub(2), head.start, group).is_some()
        })
    }

    /// Where the capitals `first..end` go over to a person and a post: `Institute for Harbour Studies Director Jane Roe`.
    pub(super) fn before_post(&self, first: usize, end: usize, group: &Group) -> usize {
        let grammar = &self.reading.lexicon.grammar;
        let is_name = |i: usize| {
            let word = self.word(i);
            !self.heads.titles.contains(word) && !self.heads.generic.contains(word)
        };
        let is_post = |&i: &usize| {
            let word = self.word(i);
            self.heads.honorifics.contains(word)
                || (!group.posts
                    && self.heads.titles.contains(word)
                    && !grammar.is_plural(word)
                    && (first..i).any(is_name))
        };
        let Some(mut post) = (first..end).find(is_post) else { return end };
        // `Visiting Senior Fellow`
        while post > first + 1 && self.heads.before_posts.contains(self.word(post - 1)) {
            post -= 1;
        }
        post
    }

    /// The token behind a small word, an article or several small words of another language: `des`, `de la`.
    fn after_joints(&self, joint: usize) -> usize {
        let foreign = &self.heads.foreign_joints;
        if !foreign.contains(self.word(joint)) {
            return self.reading.after_article(joint + 1);
        }
        let goes_on = |&at: &usize| foreign.contains(self.word(at)) && !self.is_capital(at);
        (joint + 1..joint + FOREIGN_JOINTS)
            .take_while(goes_on)
            .last()
            .map_or(joint + 1, |at| at + 1)
    }

    /// Whether a bracket behind a country ends a name with its abbreviation: `… and Impunity in Honduras (MACCIH)`.
    fn defines_behind_country(&self, at: usize) -> bool {
        let end = self.name_at(at).filter(|_| self.country_at(at).is_some()).map(|name| name.end);
        end.is_some_and(|end| self.word(end) == "(" && self.word(end + 2) == ")")
    }

    /// Whether a small word inside a name goes on with it.
    fn continues(&self, joint: usize) -> bool {
        let next = self.reading.after_article(joint + 1);
        let capital = self.is_capital(joint + 1);
        if self.is(joint, SmallWord::IN_NAME) {
            true
        } else if self.is(joint, SmallWord::CONJUNCTION) {
            let region = |i: usize| self.is_place(i) && self.country_at(i).is_none();
            (capital && !self.is_place(joint + 1) && self.is_list_end(joint + 1))
                // `Latin America and the Caribbean`, `South and South-West Asia`
                || ((region(joint - 1) || self.heads.is_topic(self.word(joint - 1))) && region(next))
        } else if self.is(joint, SmallWord::LOCATIVE) && self.defines_behind_country(next) {
            true
        } else if self.is(joint, SmallWord::BEFORE_TOPIC) {
            self.heads.is_topic(self.word(next))
        } else if self.is(joint, SmallWord::DEFINITE) {
            capital && self.is_joined(joint + 1)
        } else if self.heads.foreign_joints.contains(self.word(joint)) {
            !self.is_capital(joint)
        } else {
            let topic = |i: usize| self.heads.is_topic(self.word(i));
            self.word(joint) == ","
                && (topic(joint - 1) || topic(joint + 1))
                && capital
                && self.leads_to_conjunction(joint + 1)
        }
    }
}

/// Whether an entity can have units.
pub(super) fn is_body(entity: &Entity) -> bool {
    matches!(entity.class, Class::Organisation | Class::Programme | Class::Donor)
}
