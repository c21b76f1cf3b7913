//! Ids that no entry has.
//!
//! In: an id. Out: a word on it for the reviewer, with the id that was meant. Never: a change to a decision.

use crate::dictionary::lexicon::Lexicon;

/// What to say of an id that is no entry: a national body that no story names, or a slip of the pen.
pub(super) fn unknown(id: &str, lexicon: &Lexicon) -> Option<String> {
    if lexicon.get(id).is_some() {
        return None;
    }
    Some(match nearest(id, lexicon) {
        Some(nearest) => format!("{id:?} is no entry; did you mean {nearest:?}?"),
        None => format!("{id:?} is no entry, and no story names it"),
    })
}

/// The entry whose id looks most like this one.
pub(super) fn nearest<'a>(id: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    let distance = |known: &'a str| (strsim::damerau_levenshtein(id, known), known);
    let ids = lexicon.entries.ids();
    let close = ids.filter(|known| known.len().abs_diff(id.len()) <= 3).map(distance).min();
    close.filter(|(distance, _)| *distance <= 3).map(|(_, known)| known)
}
