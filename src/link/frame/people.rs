//! People and authorities, for the body or country that they are of.
//!
//! In: a phrase with a noun such as "officials" or the name of a person. Out: what it stands for. Never: a person.

use crate::base::{Argument, Class};
use crate::cut::Tag;
use crate::dictionary::{Slot, WordKind};
use crate::link::frame::lists::Part;
use crate::link::frame::meaning::{Meaning, Meant};
use crate::link::frame::phrases::{Phrase, is_genitive};

impl Meaning<'_> {
    /// People and authorities for the body or country that they are of.
    pub(super) fn stands_for(
        &self,
        phrase: &Phrase,
        node: Option<usize>,
        depth: usize,
    ) -> Option<Vec<Meant>> {
        let words = &self.structure.words;
        let nobody = self.structure.sets.nobodies.contains(words[phrase.head].text);
        let acts = |i: &usize| {
            words[*i].kind.is(WordKind::AGENT | WordKind::AUTHORITY) && !words[*i].is_name()
                || nobody && *i == phrase.head
        };
        let agent = (phrase.first..phrase.end).rev().find(acts);
        let is_person = words[phrase.head].tag == Tag::Propn;
        if agent.is_none() && !is_person {
            return None;
        }
        let people = agent.is_some_and(|i| words[i].kind.is(WordKind::AGENT));
        // `of Sri Lanka Santosh Jha`
        let mut found = self.bodies_in(phrase);
        if agent.is_none() {
            // `Kenya's Universities` are not Kenya.
            let owner = |m: &Meant| {
                let behind = words.get(m.word + 1);
                words[m.word].is_of(Class::Country)
                    && behind.is_some_and(|w| is_genitive(w, self.structure.sets))
            };
            found.retain(|m| !owner(m));
        }
        if found.is_empty()
            && let (Some(node), Some(_)) = (node, agent)
        {
            let mut at = node;
            // `the Minister for Trade of Albania`, `Head of Office at UNODC`
            for _ in 0..3 {
                let preposition = self.structure.from(at + 1);
                if self.structure.part(preposition) != Some(Part::Preposition) {
                    break;
                }
                let inner = self.structure.from(preposition + 1);
                if !self.structure.is_list(inner) {
                    break;
                }
                found = self.at_depth(inner, depth);
                found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class != Class::Programme || people));
                // `Professor Roe in the presence of the Ambassador` is not the ambassador's.
                let word = self.structure.nodes[preposition].first;
                let belongs =
                    self.structure.sets.belongings.contains(self.structure.words[word].text)
                        || self.structure.leads_to(word, Slot::For);
                if !found.is_empty() || !belongs {
                    break;
                }
                at = inner;
            }
        }
        if found.is_empty()
            && let Some(node) = node
        {
            found = self.apposed(node, depth);
        }
        if found.is_empty()
            && let Some(country) = self.ruled(phrase, node)
        {
            return Some(vec![country]);
        }
        if found.is_empty() && agent.is_some() {
            return node.and_then(|n| self.listed_behind(n, depth));
        }
        // `authorities in Georgia, including the Supreme Court`
        if let Some(node) = node {
            found.extend(self.including(node, depth));
        }
        for meant in &mut found {
            meant.by_people = people;
            meant.is_denied |= nobody;
        }
        (!found.is_empty()).then_some(found)
    }

    /// `the Government`, of which a text does not say whose it is: that of its one country.
    fn ruled(&self, phrase: &Phrase, node: Option<usize>) -> Option<Meant> {
        let words = &self.structure.words;
        let article = &words[phrase.first];
        let is_government = phrase.head == phrase.first + 1
            && self.structure.sets.articles.contains(article.text)
            && self.structure.sets.pointers.contains(article.text)
            && self.structure.sets.rulers.contains(words[phrase.head].text);
        let goes_on = node.is_some_and(|n| {
            self.structure.part(self.structure.from(n + 1)) == Some(Part::Preposition)
                && self.structure.list(n).is_some_and(|l| l.members.len() == 1)
                && self.structure.sets.belongings.contains(words[self.structure.nodes[n].end].text)
        });
        let country = self.topic.country.as_ref().filter(|_| is_government && !goes_on)?;
        Some(Meant { is_named: false, ..self.meant(country, phrase.head) })
    }

    /// The names of a phrase; a country behind a body is where that is: `the IOM Sri Lanka Chief of Mission`.
    pub(super) fn bodies_in(&self, phrase: &Phrase) -> Vec<Meant> {
        let words = &self.structure.words;
        let placed = |i: usize| {
            i > 0 && words[i].is_of(Class::Country) && words[i - 1].is_of(Class::Organisation)
        };
        phrase.names.iter().filter(|&&i| !placed(i)).filter_map(|&i| self.of_name(i)).collect()
    }

    /// `the donor, Norway, said`, `the largest maker of lamps, Lumo`: the name between commas says who is meant.
    pub(super) fn called_between(&self, node: usize, depth: usize) -> Option<Vec<Meant>> {
        let structure = self.structure;
        let mut comma = structure.from(node + 1);
        let of = structure.belonging_behind(node).is_some()
            && structure.is_list(comma + 1)
            && self.at_depth(comma + 1, 1).is_empty();
        if of {
            comma = structure.from(comma + 2);
        }
        let inner = structure.from(comma + 1);
        let list = structure.list(inner).filter(|list| list.members.len() == 1)?;
        let head = structure.phrases[list.members[0]].head;
        let closed = matches!(
            structure.part(structure.from(inner + 1)),
            None | Some(Part::Comma | Part::Close | Part::Break | Part::Other)
        );
        let last = inner + 1 >= structure.nodes.len()
            || structure.part(inner + 1) != Some(Part::Conjunction);
        let apposed = structure.part(comma) == Some(Part::Comma)
            && structure.words[head].is_name()
            && closed
            && last;
        if !apposed {
            return None;
        }
        let mut found = self.at_depth(inner, depth);
        found.retain(|m| matches!(&m.argument, Argument::Entity(e) if e.class != Class::Programme));
        (!found.is_empty()).then_some(found)
    }

    /// The body of whom a phrase between commas says what it is: `the largest maker of lamps, Lumo Industries,`.
    pub(super) fn body_between(&self, node: usize, depth: usize) -> Vec<Meant> {
        let mut found = self.called_between(node, depth).unwrap_or_default();
        found.retain(
            |m| matches!(&m.argument, Argument::Entity(e) if e.class == Class::Organisation),
        );
        found
    }

    /// `John Smith, Director of UNICEF`: the phrase between commas says whose person it is.
    pub(super) fn apposed(&self, node: usize, depth: usize) -> Vec<Meant> {
        let comma = self.structure.from(node + 1);
        if !matches!(self.structure.part(comma), Some(Part::Comma | Part::Open | Part::Break)) {
            return Vec::new();
        }
        let inner = self.structure.from(comma + 1);
        let Some(list) = self.structure.list(inner) else { return Vec::new() };
        let words = &self.structure.words;
        let office = list.members.iter().any(|&p| {
            let phrase = &self.structure.phrases[p];
            (phrase.first..phrase.end)
                .any(|i| words[i].kind.is(WordKind::AGENT | WordKind::AUTHORITY))
        });
        if office { self.at_depth(inner, depth) } else { Vec::new() }
    }

    /// The list behind "including" a little way behind a phrase.
    pub(super) fn including(&self, node: usize, depth: usize) -> Vec<Meant> {
        let structure = self.structure;
        let mut at = node + 1;
        while at < node + 5 {
            match structure.part(at) {
                Some(Part::Preposition | Part::List(_) | Part::Comma) => at += 1,
                Some(Part::Opener) => {
                    return self.listed_behind(at - 1, depth).unwrap_or_default();
                }
                _ => break,
            }
        }
        Vec::new()
    }
}
