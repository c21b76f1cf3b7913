//! How wide words are.
//!
//! In: a text and a size in pixels. Out: pixels. Never: a guess; the widths are those of the font that PNGs are drawn in.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The typeface of all pictures: it covers Latin, Greek and Cyrillic letters, and its licence lets it be embedded.
pub(super) const FONT: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;

/// The families an SVG asks for: the measured one, then others of about its width.
pub(super) const FAMILIES: &str = "Ubuntu, 'Segoe UI', 'Open Sans', Verdana, sans-serif";

/// Fonts that stand in for the measured one run a little wider.
const SAFETY: f64 = 1.06;

/// The room to leave for a text.
pub(super) fn width(text: &str, size: f64) -> f64 {
    // A letter that the font lacks is drawn from another font: one of East Asia is as wide as high.
    let other = |c: char| if c >= '\u{1100}' { size } else { size * 0.6 };
    let advance = |(c, advance): (char, Option<f64>)| advance.unwrap_or_else(|| other(c));
    advances(text, size).map(advance).sum::<f64>() * SAFETY
}

/// How wide a text is in the measured font; nothing of a text with a letter that the font lacks.
pub(super) fn exact_width(text: &str, size: f64) -> Option<f64> {
    advances(text, size).map(|(_, advance)| advance).sum()
}

fn advances(text: &str, size: f64) -> impl Iterator<Item = (char, Option<f64>)> + '_ {
    let font = FontRef::new(FONT).ok().map(|font| {
        let metrics = font.glyph_metrics(Size::new(size as f32), LocationRef::default());
        (font.charmap(), metrics)
    });
    text.chars().map(move |c| {
        let (charmap, metrics) = match &font {
            Some(font) => (&font.0, &font.1),
            None => return (c, None),
        };
        let advance = charmap.map(c).and_then(|glyph| metrics.advance_width(glyph));
        (c, advance.map(f64::from))
    })
}

/// The text, cut with an ellipsis where it is wider than `most` pixels.
pub(super) fn fit(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut head: String = text.to_owned();
    while head.pop().is_some() {
        let cut = format!("{}…", head.trim_end());
        if width(&cut, size) <= most {
            return cut;
        }
    }
    "…".to_owned()
}

/// The text in at most `lines` lines of `most` pixels, broken at blanks; what does not fit is cut with an ellipsis.
pub(super) fn wrap(text: &str, size: f64, most: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut i = 0;
    while i < words.len() {
        if out.len() + 1 >= lines {
            out.push(fit(&words[i..].join(" "), size, most));
            break;
        }
        let mut end = i + 1;
        while end < words.len() && width(&words[i..=end].join(" "), size) <= most {
            end += 1;
        }
        out.push(fit(&words[i..end].join(" "), size, most));
        i = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider_and_size_scales() {
        assert!(width("WWW", 12.0) > width("iii", 12.0) * 2.0);
        assert!(width("UNODC", 12.0) > exact_width("UNODC", 12.0).unwrap());
        assert_eq!(exact_width("統計", 12.0), None);
        assert!((width("UNODC", 24.0) - 2.0 * width("UNODC", 12.0)).abs() < 0.5);
    }

    #[test]
    fn wrapped_lines_fit() {
        let name = "Border Police of the Ministry of Security (Bosnia and Herzegovina)";
        let lines = wrap(name, 12.0, 130.0, 2);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines.iter().all(|l| width(l, 12.0) <= 130.0), "{lines:?}");
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrap("UNODC", 12.0, 130.0, 2), ["UNODC"]);
        assert_eq!(fit("Gradiška", 12.0, 0.0), "…");
    }
}
