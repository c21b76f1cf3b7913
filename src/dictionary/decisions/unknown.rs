//! Ids that no entry has.
//!
//! In: an id. Out: a word on it for the reviewer, with the id that was meant. Never: a change to a decision.

use crate::base::typos;
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
    let distance = |known: &'a str| Some((typos(id, known, 3)?, known));
    lexicon.entries.ids().filter_map(distance).min().map(|(_, known)| known)
}
