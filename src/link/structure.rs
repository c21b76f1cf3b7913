//! What two names say by standing together.
//!
//! In: a clause and the mentions of its sentence. Out: pairs of entities for the rules that have a `structure`. Never: a
//! pair from names of two sentences.

use std::sync::Arc;

use crate::base::{Class, Entity, Extraction, Mention, Span, Via};
use crate::dictionary::{Kind, Lexicon, Structure};
use crate::link::clause::{Clause, Role};

type Pairs = Vec<(Arc<Entity>, Arc<Entity>)>;

/// For each structural rule, in file order, the pairs it finds in a sentence, and where.
pub(super) fn pairs(
    clause: &Clause<'_>,
    extraction: &Extraction,
    index: usize,
    lexicon: &Lexicon,
) -> Vec<(usize, Pairs, Span)> {
    let mut out = Vec::new();
    for (number, rule) in lexicon.rules.iter().enumerate() {
        let Some(structure) = rule.rule.structure else { continue };
        let found = match structure {
            Structure::OwnerBefore => owner_before(clause),
            Structure::OwnerOfProject => owner_of_project(clause),
            Structure::ParentInside => parent_inside(clause, extraction, index),
            Structure::OfBody => of_body(clause),
            Structure::JointInside => joint_inside(clause, extraction, index),
        };
        out.extend(found.into_iter().map(|(pairs, at)| (number, pairs, at)));
    }
    out
}

/// `UNODC Global Firearms Programme`: the unit is part of the owner.
fn owner_before(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    clause
        .items
        .windows(2)
        .filter(|two| two[0].role == Role::Owner)
        .filter(|two| {
            matches!(two[0].mention.entity.class, Class::Organisation | Class::Programme)
                && two[1].mention.entity.class != Class::Country
        })
        .map(|two| {
            let pair = (two[1].mention.entity.clone(), two[0].mention.entity.clone());
            (vec![pair], two[0].mention.span.cover(two[1].mention.span))
        })
        .collect()
}

/// `the UNODC regional project on “…”`: the programme is the owner's; `the joint UNODC – UNDP project` has no owner.
fn owner_of_project(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    clause
        .items
        .windows(2)
        .filter(|two| {
            two[0].mention.entity.class == Class::Organisation
                && two[1].mention.entity.class == Class::Programme
                && two[0].role != Role::Place
        })
        .filter(|two| {
            let before = clause.word(two[0].first.wrapping_sub(1));
            let shared = matches!(before, "joint" | "-" | "–" | "/" | "and");
            let mut noun = false;
            let fits = (two[0].end..two[1].first).all(|i| {
                let kind = clause.kind(i);
                let joint = clause.word(i) == "joint";
                let link = matches!(
                    clause.word(i),
                    "on" | "called" | "entitled" | "titled" | "named" | ":" | "\"" | "'"
                );
                noun |= kind.is(Kind::PROGRAMME) && !joint;
                !joint && (kind.is(Kind::PROGRAMME | Kind::MODIFIER) || noun && link)
            });
            noun && fits && !shared
        })
        .map(|two| {
            let pair = (two[1].mention.entity.clone(), two[0].mention.entity.clone());
            (vec![pair], two[0].mention.span.cover(two[1].mention.span))
        })
        .collect()
}

/// `OSCE Mission to Serbia`: the parent that the vocabulary gives is named inside the name.
fn parent_inside(clause: &Clause<'_>, extraction: &Extraction, index: usize) -> Vec<(Pairs, Span)> {
    /// Short names serve as abbreviations: `Europol`.
    const SHORT: usize = 12;
    let mentions = of_sentence(extraction, index);
    let mut out = Vec::new();
    for outer in mentions.iter().filter(|m| !m.nested) {
        let parent = mentions
            .iter()
            .filter(|inner| inner.nested && outer.span.contains(inner.span))
            // A name written out inside another is a part of that name: `European Union Agency for …`.
            .filter(|inner| {
                inner.via != Via::Name || clause.text[inner.span.range()].len() <= SHORT
            })
            .find(|inner| outer.entity.parent.as_ref() == Some(&inner.entity.id));
        if let Some(parent) = parent {
            out.push((vec![(outer.entity.clone(), parent.entity.clone())], outer.span));
        }
    }
    out
}

/// `the Anti-Trafficking Directorate of the Customs Administration`.
fn of_body(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    let bodies = |class| matches!(class, Class::Organisation | Class::Programme);
    clause
        .items
        .windows(2)
        .filter(|two| two[0].role == Role::Actor && two[1].role != Role::Place)
        .filter(|two| bodies(two[0].mention.entity.class) && bodies(two[1].mention.entity.class))
        .filter(|two| {
            let gap = two[0].closing..two[1].first;
            let words: Vec<_> = gap.map(|i| clause.word(i)).collect();
            let within = two[1].mention.entity.class == Class::Organisation;
            match words.as_slice() {
                ["of"] | ["of", "the"] => true,
                ["within"] | ["within", "the"] => within,
                _ => false,
            }
        })
        .map(|two| {
            let pair = (two[0].mention.entity.clone(), two[1].mention.entity.clone());
            (vec![pair], two[0].mention.span.cover(two[1].mention.span))
        })
        .collect()
}

/// `joint EU-UNODC action`: the bodies inside a name that says "joint", or right after that word, are partners.
fn joint_inside(clause: &Clause<'_>, extraction: &Extraction, index: usize) -> Vec<(Pairs, Span)> {
    let mentions = of_sentence(extraction, index);
    let mut out = Vec::new();
    for outer in mentions.iter().filter(|m| !m.nested) {
        let inner: Vec<_> =
            mentions.iter().filter(|m| m.nested && outer.span.contains(m.span)).collect();
        let [first, second] = inner.as_slice() else { continue };
        let tokens = clause.tokens;
        let (from, to) = (tokens.at(outer.span.start), tokens.at(outer.span.end));
        let joint = clause.word(from.wrapping_sub(1)) == "joint"
            || (from..to).any(|i| tokens.word(i) == "joint");
        if joint {
            out.push((vec![(first.entity.clone(), second.entity.clone())], outer.span));
        }
    }
    for two in clause.items.windows(2) {
        let first = &two[0];
        let body = |class| matches!(class, Class::Organisation | Class::Programme);
        let bodies = body(first.mention.entity.class) && body(two[1].mention.entity.class);
        if bodies
            && first.list == two[1].list
            && clause.word(first.first.wrapping_sub(1)) == "joint"
        {
            let pair = (first.mention.entity.clone(), two[1].mention.entity.clone());
            out.push((vec![pair], first.mention.span.cover(two[1].mention.span)));
        }
    }
    out
}

fn of_sentence(extraction: &Extraction, index: usize) -> &[Mention] {
    let from = extraction.mentions.partition_point(|m| m.sentence < index);
    let to = extraction.mentions.partition_point(|m| m.sentence <= index);
    &extraction.mentions[from..to]
}
