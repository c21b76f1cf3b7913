//! Offsets in bytes, as Rust slices text, and in Unicode code points, as records and IRIs count them.
//!
//! In: a text. Out: either offset from the other. Never: offsets of folded text.

/// Turns byte offsets into code points and back, by counting from a mark every 64 bytes.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `64 * i`; empty for ASCII text, where the two agree.
    marks: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 64;

    /// Counts the code points of `text` once, at every mark.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut points = 0;
            for chunk in text.as_bytes().chunks(Self::STEP) {
                marks.push(points);
                points += count(chunk);
            }
            marks.push(points);
        }
        Self { text, marks }
    }

    /// The code point that starts at `byte`, which must lie on a character boundary of the text.
    #[must_use]
    pub fn of(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let mark = byte / Self::STEP;
        self.marks[mark] + count(&self.text.as_bytes()[mark * Self::STEP..byte])
    }

    /// The byte at which code point `point` starts, or `None` beyond the end of the text.
    #[must_use]
    pub fn byte(&self, point: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return (point <= self.text.len()).then_some(point);
        }
        let mark = self.marks.partition_point(|&before| before <= point).saturating_sub(1);
        let mut seen = self.marks[mark];
        let start = mark * Self::STEP;
        for (i, byte) in self.text.as_bytes()[start.min(self.text.len())..].iter().enumerate() {
            if is_first_byte(*byte) {
                if seen == point {
                    return Some(start + i);
                }
                seen += 1;
            }
        }
        (seen == point).then_some(self.text.len())
    }
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| is_first_byte(**b)).count()
}

/// Whether a byte of UTF-8 starts a code point.
fn is_first_byte(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn code_points_and_bytes_agree_both_ways() {
        for text in ["", "plain", "Gradiška", "\u{a0}", "İstanbul e\u{301}\u{ad}", &"é".repeat(700)]
        {
            let points = CodePoints::new(text);
            let ends = text.char_indices().map(|(i, _)| i).chain([text.len()]);
            for (point, byte) in ends.enumerate() {
                assert_eq!(points.of(byte), point, "{text:?} at byte {byte}");
                assert_eq!(points.byte(point), Some(byte), "{text:?} at point {point}");
            }
            assert_eq!(points.byte(text.chars().count() + 1), None);
        }
    }
}
