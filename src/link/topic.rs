//! What a story and its paragraphs are about, for words such as "this initiative" and "the Office".
//!
//! In: mentions and the relations read so far. Out: the programme, body or organizers in question. Never: a guess where
//! nothing has been named.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::base::{Class, Document, Entity, Extraction, Mention, ParagraphKind, sort_by_key};
use crate::cut::fold_name;
use crate::link::speakers::Speakers;

/// What the reading has come across so far.
#[derive(Debug, Default)]
pub(super) struct Topic<'a> {
    /// The programme named last in the paragraph being read.
    pub paragraph: Option<Arc<Entity>>,
    /// Who organizes the reported activity, as far as it has been read.
    pub organizers: Vec<Arc<Entity>>,
    /// Who acts in the title.
    pub title: Option<Arc<Entity>>,
    /// The one country of the story: that of its dateline, else of its title, else the one it names most.
    pub country: Option<Arc<Entity>>,
    /// Who acted last.
    pub actor: Option<Arc<Entity>>,
    /// Who says `we`.
    pub speakers: Speakers,
    /// The mentions of the story.
    mentions: &'a [Mention],
    /// The names of each as [`folded`] makes them, once they have been asked for.
    folded: Vec<OnceCell<[String; 2]>>,
    /// The programmes of the story, the most named first.
    programmes: Vec<Arc<Entity>>,
}

impl<'a> Topic<'a> {
    /// The topic of a story before its first sentence.
    pub(super) fn of(document: &Document, extraction: &'a Extraction, speakers: Speakers) -> Self {
        let named =
            extraction.mentions.iter().filter(|m| !m.nested && m.entity.class == Class::Programme);
        let mut counts: Vec<(&Arc<Entity>, usize)> = Vec::new();
        for mention in named {
            match counts.iter_mut().find(|(entity, _)| entity.id == mention.entity.id) {
                Some((_, n)) => *n += 1,
                None => counts.push((&mention.entity, 1)),
            }
        }
        // Of equally frequent ones the first named, so the answer does not hang on chance.
        sort_by_key(&mut counts, |(_, n)| std::cmp::Reverse(*n));
        let programmes = counts.into_iter().map(|(entity, _)| entity.clone()).collect();
        let country = match extraction.countries.as_slice() {
            [] => in_title(document, extraction).or_else(|| extraction.country_inferred.clone()),
            [only] => Some(only.clone()),
            _ => None,
        };
        let folded = vec![OnceCell::new(); extraction.mentions.len()];
        Self {
            mentions: &extraction.mentions,
            folded,
            programmes,
            country,
            speakers,
            ..Self::default()
        }
    }

    /// Those who organize the story's activity; where none has been named yet, who acts in the title.
    pub(super) fn hosts(&self) -> Vec<Arc<Entity>> {
        match self.organizers.as_slice() {
            [] => self.title.iter().cloned().collect(),
            known => known.to_vec(),
        }
    }

    /// The programme that the paragraph, or else the story, is about.
    pub(super) fn programme(&self) -> Option<Arc<Entity>> {
        self.paragraph.clone().or_else(|| self.programmes.first().cloned())
    }

    /// The programme of a story that names no other.
    pub(super) fn only_programme(&self) -> Option<Arc<Entity>> {
        match self.programmes.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The programme that a noun such as "project" stands for: one whose name has that noun, the one named last before
    /// byte `before` where "this" points back, and the one that the story names most otherwise.
    pub(super) fn programme_called(
        &self,
        noun: &str,
        text: &str,
        before: usize,
        points_back: bool,
    ) -> Option<Arc<Entity>> {
        let exact = singular(noun);
        self.called(&[exact], text, before, points_back)
            .or_else(|| self.called(family(exact), text, before, points_back))
    }

    fn called(
        &self,
        words: &[&str],
        text: &str,
        before: usize,
        points_back: bool,
    ) -> Option<Arc<Entity>> {
        let last = self.mentions[..self.mentions.partition_point(|m| m.span.start < before)]
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, m)| !m.nested && m.entity.class == Class::Programme)
            .filter(|(i, _)| {
                let names = self.folded[*i].get_or_init(|| folded(&self.mentions[*i], text));
                names.iter().any(|name| words.iter().any(|word| holds(name, word)))
            })
            .map(|(_, m)| m);
        if points_back {
            return last.map(|m| m.entity.clone()).next();
        }
        let mut named: Vec<Arc<Entity>> = last.map(|m| m.entity.clone()).collect();
        let rank = |entity: &Arc<Entity>| self.programmes.iter().position(|e| e.id == entity.id);
        sort_by_key(&mut named, rank);
        named.into_iter().next()
    }

    /// Whether the story names an entity before a byte.
    pub(super) fn is_named_before(&self, entity: &Entity, before: usize) -> bool {
        let mut mentions = self.mentions.iter().take_while(|m| m.span.start < before);
        mentions.any(|m| m.entity.id == entity.id)
    }

    /// The body that a noun such as "Mission" stands for: the one named last whose name has that noun.
    pub(super) fn body_called(&self, noun: &str, text: &str, before: usize) -> Option<Arc<Entity>> {
        self.mentions[..self.mentions.partition_point(|m| m.span.start < before)]
            .iter()
            .rev()
            .filter(|m| m.entity.class == Class::Organisation)
            .find(|m| {
                holds(&fold_name(&m.entity.label), noun)
                    || holds(&fold_name(&text[m.span.range()]), noun)
            })
            .map(|m| m.entity.clone())
    }
}

/// What a mention names and how it is written, folded.
fn folded(mention: &Mention, text: &str) -> [String; 2] {
    [fold_name(&mention.entity.label), fold_name(&text[mention.span.range()])]
}

/// The one country that the title names.
fn in_title(document: &Document, extraction: &Extraction) -> Option<Arc<Entity>> {
    let is_title = |m: &&Mention| {
        let paragraph = extraction.sentences[m.sentence].paragraph;
        document.paragraphs[paragraph].kind == ParagraphKind::Title
    };
    let mut named = extraction.mentions.iter().filter(|m| m.entity.class == Class::Country);
    let only = named.find(is_title)?;
    let other = |m: &Mention| m.entity.id != only.entity.id;
    (!named.filter(is_title).any(other)).then(|| only.entity.clone())
}

/// Nouns that one programme may bear by turns.
fn family(noun: &str) -> &'static [&'static str] {
    match noun {
        "action" | "project" | "initiative" => &["action", "project", "initiative"],
        _ => &[],
    }
}

/// `projects` is `project`; `process` is itself.
fn singular(noun: &str) -> &str {
    noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(noun)
}

/// Whether a folded name (see [`fold_name`]) has a folded word, or several in a row. Whole words count, so that `Unit` does
/// not stand in `United`; the last of them may be a plural.
pub(super) fn holds(name: &str, phrase: &str) -> bool {
    let phrase = phrase.trim();
    let (stem, endings) = match phrase.strip_suffix('y') {
        Some(stem) => (stem, ["y ", "ys ", "ies "]),
        None => (phrase, [" ", "s ", "es "]),
    };
    !phrase.is_empty()
        && name.match_indices(' ').any(|(space, _)| {
            let behind = name[space + 1..].strip_prefix(stem);
            behind.is_some_and(|behind| endings.iter().any(|ending| behind.starts_with(ending)))
        })
}

#[cfg(test)]
mod tests {
    use super::{holds, singular};
    use crate::cut::fold_name;

    #[test]
    fn names_have_whole_words() {
        let table = [
            ("United Nations Office on Drugs and Crime", "unit", false),
            ("Financial Intelligence Unit", "unit", true),
            ("Port Control Units", "unit", true),
            ("Transaction Monitoring", "action", false),
            ("Joint EU-UNODC Action", "action", true),
            ("European Commission", "mission", false),
            ("Women’s Fund", "fund", true),
            ("Funding Facility", "fund", false),
            ("Anti-Corruption Agencies", "agency", true),
            ("Centre for Peace", "center", true),
            ("Berlin Process", "process", true),
            ("Agency for International Development", "international development", true),
            ("Agency for International Developments", "international", true),
            ("Agency for Inter-national Development", "international", false),
            ("Trusteeship Council", "trust", false),
            ("", "unit", false),
            ("Unit", "", false),
            ("Unit", " ", false),
        ];
        for (name, word, expected) in table {
            assert_eq!(holds(&fold_name(name), word), expected, "{word:?} in {name:?}");
            assert_eq!(holds(&fold_name(name), &fold_name(word)), expected, "{word:?} in {name:?}");
        }
    }

    #[test]
    fn a_singular_is_its_own_singular() {
        for (noun, expected) in [("projects", "project"), ("process", "process"), ("s", "")] {
            assert_eq!(singular(noun), expected);
        }
    }
}
