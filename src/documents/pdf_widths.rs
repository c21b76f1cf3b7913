//! How wide the letters of the fonts are that every reader of PDFs has, so that files need not say it.
//!
//! In: the name of a font, a letter. Out: its width. Never: the width of a font that says it itself.

use unicode_normalization::UnicodeNormalization as _;

/// From the space to the tilde, in thousandths of the size.
type Widths = [u16; 95];

const HELVETICA: Widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const HELVETICA_BOLD: Widths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
const TIMES: Widths = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const TIMES_BOLD: Widths = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
/// All letters of the typewriter.
const COURIER: f32 = 600.0;
/// What takes the place of the same width.
const ALIKE: [(&str, char); 4] = [("‘’‚", '\''), ("“”„", '"'), ("–", 'n'), ("—", '@')];

/// The width of letters in a font of this name; fonts of other names are taken for the plainest.
pub(super) fn width(font: &str, letters: &str) -> f32 {
    if font.contains("Courier") {
        return COURIER;
    }
    let is_bold = font.contains("Bold");
    let widths = match (font.contains("Times"), is_bold) {
        (true, false) => &TIMES,
        (true, true) => &TIMES_BOLD,
        (false, false) => &HELVETICA,
        (false, true) => &HELVETICA_BOLD,
    };
    letters.chars().map(|letter| f32::from(widths[place(letter)])).sum()
}

/// Where the width of a letter stands: without its accent; of an unknown one that of an `n`.
fn place(letter: char) -> usize {
    let alike = ALIKE.iter().find(|(letters, _)| letters.contains(letter)).map(|(_, c)| *c);
    let bare = alike.or_else(|| letter.nfd().next()).filter(|c| (' '..='~').contains(c));
    bare.unwrap_or('n') as usize - ' ' as usize
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn widths_of_letters() {
        for (font, letters, expected) in [
            ("Helvetica", "A", 667.0),
            ("ABCDEF+Helvetica-Bold", "é", 556.0),
            ("Times-Roman", "~", 541.0),
            ("Courier-Bold", "i", 600.0),
            ("Unknown", "fi", 500.0),
        ] {
            assert!((width(font, letters) - expected).abs() < f32::EPSILON, "{font} {letters}");
        }
    }
}
