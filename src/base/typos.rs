//! How far one spelling is from another.
//!
//! In: two words, and how many slips count. Out: how many it takes. Never: a time that grows with the product of long words.

/// A word longer than this is nobody's slip of the pen.
const LONGEST: usize = 400;

/// How many letters must be put in, left out, exchanged or swapped with the next to make one word of the other (Damerau and
/// Levenshtein), if no more than `most`.
///
/// ```
/// use consort::base::typos;
/// assert_eq!((typos("undoc", "unodc", 2), typos("undoc", "osce", 2)), (Some(1), None));
/// assert_eq!(typos(&"x".repeat(100_000), "unodc", 2), None); // and at once
/// ```
#[must_use]
pub fn typos(a: &str, b: &str, most: usize) -> Option<usize> {
    // No letter is longer than four bytes.
    let may = a.len().abs_diff(b.len()) <= 4 * most.saturating_add(a.len().min(b.len()));
    if !may {
        return None;
    }
    let (n_a, n_b) = (a.chars().count(), b.chars().count());
    if n_a.abs_diff(n_b) > most || n_a > LONGEST {
        return None;
    }
    Some(strsim::damerau_levenshtein(a, b)).filter(|typos| *typos <= most)
}
