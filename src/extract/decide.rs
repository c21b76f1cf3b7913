//! Carries out what reviewers have decided on names.
//!
//! In: what was found in a document, and the decisions. Out: the same, with merged entities and without refused names.
//! Never: a relation.

use crate::base::{Document, EntityId, Extraction, Mention, Verdict, Via, sort_by_key};
use crate::dictionary::{Decisions, Lexicon};

/// Applies the decisions that hold in the document, in the order of their file, and notes those that changed something.
pub fn decide_names(
    document: &Document,
    lexicon: &Lexicon,
    decisions: &Decisions,
    out: &mut Extraction,
) {
    for decision in decisions.on_names(document) {
        let applied = match &decision.verdict {
            Verdict::Same { entities } => merge(lexicon, entities, out),
            Verdict::Never { text, entity } => refuse(document, text, entity.as_ref(), out),
            Verdict::Wrong { .. } | Verdict::Right { .. } => false,
        };
        if applied {
            out.decisions.push(decision.clone());
        }
    }
}

/// Gives all mentions of several ids to the first of them; whether there were any of the others.
fn merge(lexicon: &Lexicon, ids: &[EntityId], out: &mut Extraction) -> bool {
    let Some((first, others)) = ids.split_first() else { return false };
    let Some(stays) = lexicon.get(first).map(|known| &known.entity) else { return false };
    let mut applied = false;
    let named = out.mentions.iter_mut().map(|m| &mut m.entity).chain(&mut out.countries);
    for entity in named.filter(|entity| others.contains(&entity.id)) {
        *entity = stays.clone();
        applied = true;
    }
    let mut settled = Vec::new();
    out.unlinked.retain_mut(|name| {
        let n_before = name.candidates.len();
        name.candidates.retain(|id| !others.contains(id));
        if name.candidates.len() == n_before {
            return true;
        }
        applied = true;
        name.candidates.push(first.clone());
        name.candidates.sort();
        name.candidates.dedup();
        if name.candidates.len() > 1 {
            return true;
        }
        let (span, sentence) = (name.span, name.sentence);
        let entity = stays.clone();
        settled.push(Mention { span, sentence, entity, via: Via::Name, nested: false });
        false
    });
    if !settled.is_empty() {
        out.mentions.extend(settled);
        sort_by_key(&mut out.mentions, |m| (m.span.start, std::cmp::Reverse(m.span.end)));
    }
    applied
}

/// Drops the mentions with these words; names that lay inside them then stand on their own.
fn refuse(document: &Document, text: &str, id: Option<&EntityId>, out: &mut Extraction) -> bool {
    let is_refused = |m: &Mention| {
        let surface = &document.text[m.span.range()];
        id.is_none_or(|id| *id == m.entity.id) && surface.split_whitespace().eq(text.split(' '))
    };
    let (refused, kept): (Vec<Mention>, Vec<Mention>) =
        std::mem::take(&mut out.mentions).into_iter().partition(is_refused);
    out.mentions = kept;
    for gone in refused.iter().filter(|m| !m.nested) {
        let mut end = gone.span.start;
        let from = out.mentions.partition_point(|m| m.span.start < gone.span.start);
        let within = out.mentions[from..].iter_mut().take_while(|m| m.span.start < gone.span.end);
        for mention in within.filter(|m| gone.span.contains(m.span)) {
            // They come in order, longer ones first: what lies in one of them stays its part.
            mention.nested = mention.span.start < end;
            end = end.max(mention.span.end);
        }
    }
    let n_before = out.unlinked.len();
    out.unlinked.retain(|name| {
        let surface = &document.text[name.span.range()];
        id.is_some() || !surface.split_whitespace().eq(text.split(' '))
    });
    !refused.is_empty() || out.unlinked.len() < n_before
}
