//! White space in text that is printed or compared.
//!
//! In: text. Out: the same with single spaces, and where each of its bytes has gone to. Never: a decision what a space means.

/// Text with every run of white space, of any kind, as one space and none at the ends.
///
/// ```
/// assert_eq!(consort::cut::fold_space(" Zeta\n  Body\u{a0}"), "Zeta Body");
/// ```
#[must_use]
pub fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, and for each byte at which a character of the old text begins, and for its end, the place in the new one.
///
/// ```
/// let (folded, places) = consort::cut::fold_space_with_places("a  bc");
/// assert_eq!((&*folded, places[0], places[3], places[5]), ("a bc", 0, 2, 4));
/// ```
#[must_use]
pub fn fold_space_with_places(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut places = vec![0; text.len() + 1];
    let mut blank = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            blank = !folded.is_empty();
            places[at] = folded.len();
            continue;
        }
        if std::mem::take(&mut blank) {
            folded.push(' ');
        }
        places[at] = folded.len();
        folded.push(c);
    }
    places[text.len()] = folded.len();
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::{fold_space, fold_space_with_places};

    #[test]
    fn places_survive_folding() {
        let text = "  é\u{a0}\n ab ";
        let (folded, places) = fold_space_with_places(text);
        assert_eq!((folded.as_str(), fold_space(text).as_str()), ("é ab", "é ab"));
        assert_eq!((places[2], places[8], places[9], places[11]), (0, 3, 4, 5), "{places:?}");
    }
}
