//! From a relation between entities to the places of their names.
//!
//! In: who funds what, and the sentence that says so. Out: an amount for each donor and receiver. Never: a relation.

use crate::base::{Amount, Argument, Document, EntityId, Extraction, Mention, Span};
use crate::dictionary::{KnownTokens, Lexicon};
use crate::link::amount::{Statement, Sums};

/// The amounts of the donors of a relation, in their order, for each of its objects.
pub(super) fn amounts(
    (document, tokens, extraction, lexicon): (&Document, &KnownTokens, &Extraction, &Lexicon),
    sentence: usize,
    trigger: Span,
    donors: &[Argument],
    objects: &[Argument],
) -> Vec<Vec<Option<Amount>>> {
    let evidence = extraction.sentences[sentence].span;
    let range = tokens.at(evidence.start)..tokens.at(evidence.end);
    let sums = Sums::find(&document.text, tokens, lexicon, range);
    if sums.list().is_empty() {
        return vec![vec![None; donors.len()]; objects.len()];
    }
    let mentions: Vec<&Mention> =
        extraction.mentions_in(sentence).iter().filter(|m| !m.nested).collect();
    let place = |span: Span| (tokens.at(span.start), tokens.at(span.end));
    let far = |mention: &Mention| mention.span.start.abs_diff(trigger.start);
    let nearest = |id: &EntityId| {
        let all = mentions.iter().filter(|m| m.entity.id == *id);
        all.min_by_key(|m| far(m)).map_or((0, 0), |m| place(m.span))
    };
    let ids = |arguments: &[Argument]| -> Vec<Option<EntityId>> {
        arguments.iter().map(|a| a.entity().map(|entity| entity.id.clone())).collect()
    };
    let (givers, things) = (ids(donors), ids(objects));
    let is_among =
        |ids: &[Option<EntityId>], m: &Mention| ids.iter().flatten().any(|id| *id == m.entity.id);
    let named = |wanted: &dyn Fn(&Mention) -> bool| -> Vec<(usize, usize)> {
        mentions.iter().filter(|m| wanted(m)).map(|m| place(m.span)).collect()
    };
    let donors: Vec<_> = givers.iter().map(|id| id.as_ref().map_or((0, 0), &nearest)).collect();
    let receivers: Vec<_> = things.iter().map(|id| id.as_ref().map_or((0, 0), &nearest)).collect();
    let objects = named(&|m| is_among(&things, m) && !is_among(&givers, m));
    let others = named(&|m| !is_among(&things, m) && !is_among(&givers, m));
    let statement =
        Statement { trigger: place(trigger), donors: &donors, objects: &objects, others: &others };
    sums.share(&statement, &receivers)
}
