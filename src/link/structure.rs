//! What two names say by standing together.
//!
//! In: a clause and the mentions of its sentence. Out: pairs of entities for the rules that have a `structure`. Never: a
//! pair from names of two sentences.

use std::sync::Arc;

use crate::base::{Class, Entity, EntityId, Extraction, Span, Via};
use crate::dictionary::{CompiledRule, Lexicon, Structure, WordKind};
use crate::link::clause::{Clause, Item, Role};

type Pairs = Vec<(Arc<Entity>, Arc<Entity>)>;

/// For each structural rule, in file order, the pairs it finds in a sentence, and where.
pub(super) fn pairs<'l>(
    clause: &Clause<'_>,
    extraction: &Extraction,
    index: usize,
    lexicon: &'l Lexicon,
) -> Vec<(&'l CompiledRule, Pairs, Span)> {
    let mut out = Vec::new();
    for rule in &lexicon.rules {
        let Some(structure) = rule.rule.structure else { continue };
        let found = match structure {
            Structure::OwnerBefore => owner_before(clause),
            Structure::OwnerOfProject => owner_of_project(clause),
            Structure::ParentInside => parent_inside(clause, extraction, index, lexicon),
            Structure::OfBody => of_body(clause),
            Structure::ItsOwn => its_own(clause),
            Structure::ProjectsOfOwner => projects_of_owner(clause),
            Structure::BodiesOfOwner => bodies_of_owner(clause),
            Structure::PartnersOfBody => partners_of_body(clause),
            Structure::JointInside => joint_inside(clause, extraction, index),
        };
        out.extend(found.into_iter().map(|(pairs, at)| (rule, pairs, at)));
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
                noun |= kind.is(WordKind::PROGRAMME) && !joint;
                !joint && (kind.is(WordKind::PROGRAMME | WordKind::MODIFIER) || noun && link)
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
fn parent_inside(
    clause: &Clause<'_>,
    extraction: &Extraction,
    index: usize,
    lexicon: &Lexicon,
) -> Vec<(Pairs, Span)> {
    /// Short names serve as abbreviations: `Europol`.
    const SHORT: usize = 12;
    let mentions = extraction.mentions_in(index);
    let mut out = Vec::new();
    for outer in mentions.iter().filter(|m| !m.nested) {
        let parent = mentions
            .iter()
            .filter(|inner| inner.nested && outer.span.contains(inner.span))
            // A name written out inside another is a part of that name: `European Union Agency for …`.
            .filter(|inner| {
                inner.via != Via::Name || clause.text[inner.span.range()].len() <= SHORT
            })
            .find(|inner| is_above(&inner.entity, &outer.entity, lexicon));
        if let Some(parent) = parent {
            out.push((vec![(outer.entity.clone(), parent.entity.clone())], outer.span));
        }
    }
    out
}

/// Whether a body is the parent of a unit, or the parent's parent.
fn is_above(body: &Entity, unit: &Entity, lexicon: &Lexicon) -> bool {
    /// Deeper than any organisation chart; the vocabulary may have a circle.
    const DEEPEST: usize = 6;
    let above = |id: &EntityId| lexicon.get(id).and_then(|known| known.entity.parent.clone());
    std::iter::successors(unit.parent.clone(), above).take(DEEPEST).any(|id| id == body.id)
}

/// `RAI presented its current Whistleblower Protection programme`: the programme is of the body named last before it.
fn its_own(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    let body = |item: &&Item<'_>| item.mention.entity.class == Class::Organisation;
    let mut out = Vec::new();
    for (k, item) in clause.items.iter().enumerate() {
        let nearest = item.first.saturating_sub(5).max(clause.range.start);
        let its = (nearest..item.first)
            .rev()
            .take_while(|&i| {
                let link = matches!(clause.word(i), "on" | "called" | "entitled" | "named" | "\"");
                clause.kind(i).is(WordKind::MODIFIER | WordKind::PROGRAMME) || link
            })
            .find(|&i| clause.word(i) == "its");
        let programme = item.mention.entity.class == Class::Programme;
        let (Some(its), true) = (its, programme && item.role == Role::Actor) else { continue };
        let owner = clause.items[..k].iter().rfind(|item| item.role == Role::Actor);
        let alone = |owner: &&Item<'_>| {
            let fellows =
                clause.items.iter().filter(|i| i.list == owner.list && i.role == Role::Actor);
            fellows.count() == 1 && owner.end <= its
        };
        if let Some(owner) = owner.filter(body).filter(alone) {
            let pair = (item.mention.entity.clone(), owner.mention.entity.clone());
            out.push((vec![pair], owner.mention.span.cover(item.mention.span)));
        }
    }
    out
}

/// `UNODC programmes such as A and B`: all are the body's.
fn projects_of_owner(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    let plural = |word: &str| word.ends_with('s') && !word.ends_with("ss"); // not `process`
    let noun = |i| clause.kind(i).is(WordKind::PROGRAMME) && plural(clause.word(i));
    parts_of_owner(listed_behind(clause, noun), Class::Programme)
}

/// `the EU institutions (DG NEAR and the EEAS)`: all are the owner's.
fn bodies_of_owner(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    let noun = |i| {
        matches!(
            clause.word(i),
            "institutions"
                | "bodies"
                | "agencies"
                | "services"
                | "departments"
                | "offices"
                | "units"
        )
    };
    parts_of_owner(listed_behind(clause, noun), Class::Organisation)
}

/// The members of a class, each as a part of the body before their list.
fn parts_of_owner(listed: Vec<Listed<'_, '_>>, class: Class) -> Vec<(Pairs, Span)> {
    let parts = |(owner, members): Listed<'_, '_>| {
        let of_class = members.into_iter().filter(|item| item.mention.entity.class == class);
        let pairs =
            of_class.map(|item| (item.mention.entity.clone(), owner.mention.entity.clone()));
        (pairs.collect(), owner.mention.span)
    };
    listed.into_iter().map(parts).collect()
}

/// `the main UNESCO partners in this field, including A and B`: each is a partner of the body.
fn partners_of_body(clause: &Clause<'_>) -> Vec<(Pairs, Span)> {
    let partners = |(body, members): Listed<'_, '_>| {
        let pair = |item: &Item<'_>| (body.mention.entity.clone(), item.mention.entity.clone());
        (members.into_iter().map(pair).collect(), body.mention.span)
    };
    listed_behind(clause, |i| clause.word(i) == "partners").into_iter().map(partners).collect()
}

/// A body and the names that a list behind it spells out.
type Listed<'c, 'a> = (&'c Item<'a>, Vec<&'c Item<'a>>);

/// Each body right before a noun that "including", "such as" or a colon spells out, and the names that do so.
fn listed_behind<'c, 'a>(
    clause: &'c Clause<'a>,
    noun: impl Fn(usize) -> bool,
) -> Vec<Listed<'c, 'a>> {
    let mut out = Vec::new();
    for body in clause.items.iter().filter(|i| i.mention.entity.class == Class::Organisation) {
        let noun_at = body.end + usize::from(clause.word(body.end) == "s");
        if !noun(noun_at) {
            continue;
        }
        let spells_out = |&i: &usize| {
            matches!(clause.word(i), "including" | "namely" | ":" | "(")
                || clause.word(i) == "such" && clause.word(i + 1) == "as"
        };
        let between = noun_at + 1..clause.range.end;
        // `WFP’s partners Oxfam and Plan International`
        let at = if clause.in_name(noun_at + 1) {
            Some(noun_at)
        } else {
            between.clone().find(spells_out)
        };
        let Some(at) = at else { continue };
        let said = between.take_while(|&i| i < at).any(|i| clause.in_name(i));
        let first = clause.items.iter().position(|item| item.first > at);
        let near = first.filter(|&k| clause.items[k].opening <= at + 3 && !said);
        let Some(first) = near else { continue };
        let members = clause.list_from(first).into_iter().map(|k| &clause.items[k]);
        out.push((body, members.collect()));
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
            let gap = two[0].end..two[1].first;
            // An abbreviation in brackets may stand between: `DG NEAR (NEAR) of the European Commission`.
            let from =
                gap.clone().rev().find(|&i| clause.word(i) == ")").map_or(gap.start, |i| i + 1);
            let words: Vec<_> = (from..gap.end).map(|i| clause.word(i)).collect();
            let within = two[1].mention.entity.class == Class::Organisation;
            match words.as_slice() {
                ["of"] | ["of", "the"] => true,
                ["within" | "under"] | ["within" | "under", "the"] => within,
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
    let mentions = extraction.mentions_in(index);
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
