//! Writes SVG, element by element.
//!
//! In: shapes and words in pixels. Out: an SVG 1.1 document. Never: a number with more than two decimals, a word that is
//! not escaped.

use std::fmt::Write;

use crate::view::plot::letters::FAMILIES;
use crate::view::plot::number::n;
use crate::view::plot::palette::{GREY, INK, PAPER};
use crate::view::plot::shape::Shape;
use crate::view::plot::{Caption, WIDTH, letters};
use crate::view::xml::escape;

/// Space around the drawing.
pub(super) const MARGIN: f64 = 36.0;
/// Where the drawing begins, below title and subtitle.
pub(super) const TOP: f64 = 104.0;
/// What source and margin take below it.
const BOTTOM: f64 = 48.0;

/// A drawing under way.
pub(super) struct Canvas {
    definitions: String,
    body: String,
}

/// How words are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub size: f64,
    pub fill: &'static str,
    pub anchor: Anchor,
    pub bold: bool,
    /// A rim in the colour of the paper keeps words readable on lines.
    pub halo: bool,
}

/// Which end of the words stands at the place given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Style {
    pub(super) const fn new(size: f64) -> Self {
        Self { size, fill: INK, anchor: Anchor::Start, bold: false, halo: false }
    }

    pub(super) const fn fill(mut self, fill: &'static str) -> Self {
        self.fill = fill;
        self
    }

    pub(super) const fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(super) const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub(super) const fn halo(mut self) -> Self {
        self.halo = true;
        self
    }
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { definitions: String::new(), body: String::new() }
    }

    /// A shape as SVG writes it, with a note that a browser shows under the pointer.
    fn shape(&mut self, element: &str, note: &str) {
        if note.is_empty() {
            let _ = writeln!(self.body, "<{element}/>");
        } else {
            let name = element.split(' ').next().unwrap_or_default();
            let _ = writeln!(self.body, "<{element}><title>{}</title></{name}>", escape(note));
        }
    }

    pub(super) fn rect(&mut self, (x, y): (f64, f64), (w, h): (f64, f64), fill: &str, note: &str) {
        self.shape(
            &format!(
                r#"rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{fill}""#,
                n(x),
                n(y),
                n(w),
                n(h)
            ),
            note,
        );
    }

    /// A mark of the area of a circle of radius `r`.
    pub(super) fn mark(&mut self, shape: Shape, at: (f64, f64), r: f64, fill: &str, note: &str) {
        let element = shape.element(at, r);
        self.shape(
            &format!(r#"{element} fill="{fill}" stroke="{PAPER}" stroke-width="1.2""#),
            note,
        );
    }

    /// Something that shapes can be filled with by its id, as SVG writes it.
    pub(super) fn define(&mut self, definition: &str) {
        let _ = writeln!(self.definitions, "{definition}");
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        self.shape(
            &format!(
                r#"line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{stroke}" stroke-width="{}""#,
                n(from.0),
                n(from.1),
                n(to.0),
                n(to.1),
                n(width)
            ),
            "",
        );
    }

    /// A curve without filling, from its path data.
    pub(super) fn curve(&mut self, path: &str, stroke: &str, width: f64, opacity: f64, note: &str) {
        self.shape(
            &format!(
                r#"path d="{path}" fill="none" stroke="{stroke}" stroke-width="{}" stroke-opacity="{}" stroke-linecap="round""#,
                n(width),
                n(opacity)
            ),
            note,
        );
    }

    /// A filled area, from its path data.
    pub(super) fn area(&mut self, path: &str, fill: &str, opacity: f64, note: &str) {
        self.shape(
            &format!(r#"path d="{path}" fill="{fill}" fill-opacity="{}""#, n(opacity)),
            note,
        );
    }

    pub(super) fn text(&mut self, (x, y): (f64, f64), style: Style, text: &str) {
        self.turned((x, y), 0.0, style, text);
    }

    /// Words turned by so many degrees around the place where they stand.
    pub(super) fn turned(&mut self, (x, y): (f64, f64), degrees: f64, style: Style, text: &str) {
        let Style { size, fill, anchor, bold, halo } = style;
        let _ = write!(
            self.body,
            r#"<text x="{}" y="{}" font-size="{}" fill="{fill}""#,
            n(x),
            n(y),
            n(size)
        );
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.body.push_str(r#" text-anchor="middle""#),
            Anchor::End => self.body.push_str(r#" text-anchor="end""#),
        }
        if bold {
            // The embedded typeface has one weight: a thin rim of the same colour makes it bold everywhere.
            let _ = write!(self.body, r#" stroke="{fill}" stroke-width="{}""#, n(size / 26.0));
        } else if halo {
            let _ = write!(
                self.body,
                r#" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke""#
            );
        }
        // Another typeface is squeezed into the width of the measured one, so words cannot collide wherever the drawing is shown.
        if let Some(width) =
            letters::exact_width(text, size).filter(|_| text.chars().nth(1).is_some())
        {
            let _ =
                write!(self.body, r#" textLength="{}" lengthAdjust="spacingAndGlyphs""#, n(width));
        }
        if degrees != 0.0 {
            let _ = write!(self.body, r#" transform="rotate({} {} {})""#, n(degrees), n(x), n(y));
        }
        let _ = writeln!(self.body, ">{}</text>", escape(text));
    }

    /// The document: the drawing, which ends at `bottom`, with its caption around it.
    pub(super) fn finish(mut self, caption: &Caption, bottom: f64) -> String {
        let inner = WIDTH - 2.0 * MARGIN;
        let bottom = self.key(&caption.key, bottom);
        let drawing = std::mem::take(&mut self.body);
        let title = letters::fit(&caption.title, 24.0, inner);
        self.text((MARGIN, 46.0), Style::new(24.0).bold(), &title);
        let lines = letters::wrap(&caption.subtitle, 14.0, inner, usize::MAX);
        for (i, line) in lines.iter().enumerate() {
            self.text((MARGIN, 70.0 + LEADING * i as f64), Style::new(14.0).fill(GREY), line);
        }
        // The drawing begins where two lines of words end; more push it down.
        let pushed = LEADING * lines.len().saturating_sub(2) as f64;
        let height = bottom + pushed + BOTTOM;
        let source = letters::fit(&caption.source, 11.5, inner);
        self.text((MARGIN, height - 18.0), Style::new(11.5).fill(GREY), &source);
        let place = match pushed {
            0.0 => String::new(),
            pushed => format!(r#" transform="translate(0 {})""#, n(pushed)),
        };
        let definitions = match self.definitions.as_str() {
            "" => String::new(),
            definitions => format!("<defs>\n{definitions}</defs>\n"),
        };
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" "#,
                r#"font-family="{families}" role="img" aria-label="{label}">"#,
                "\n<title>{title}</title>\n<desc>{desc}</desc>\n{definitions}",
                r#"<rect width="{w}" height="{h}" fill="{paper}"/>"#,
                "\n{words}<g{place}>\n{drawing}</g>\n</svg>\n"
            ),
            w = n(WIDTH),
            h = n(height),
            families = FAMILIES,
            label = escape(&caption.title),
            title = escape(&caption.title),
            desc = escape(&caption.subtitle),
            definitions = definitions,
            place = place,
            drawing = drawing,
            paper = PAPER,
            words = self.body,
        )
    }

    /// What the abbreviations stand for, in columns below the drawing; gives the bottom of the longest.
    fn key(&mut self, key: &[(String, String)], bottom: f64) -> f64 {
        const SIZE: f64 = 11.5;
        const LINE: f64 = 15.0;
        if key.is_empty() {
            return bottom;
        }
        let column = (WIDTH - 2.0 * MARGIN) / 3.0;
        let widest = key.iter().map(|(short, _)| letters::width(short, SIZE)).fold(0.0, f64::max);
        let indent = widest.min(column / 3.0) + 10.0;
        let full =
            |(_, full): &(String, String)| letters::wrap(full, SIZE, column - indent - 14.0, 3);
        let heights: Vec<usize> = key.iter().map(|entry| full(entry).len()).collect();
        let top = bottom + 30.0;
        let title = Style::new(12.5).fill(GREY).bold();
        self.text((MARGIN, top), title, "Abbreviations");
        let (mut at, mut lowest) = ((0.0, 0_usize), 0);
        // A new column begins where a third of all lines is reached.
        let third = heights.iter().sum::<usize>().div_ceil(3);
        for (entry, height) in key.iter().zip(heights) {
            if at.1 >= third && at.0 < 2.0 {
                at = (at.0 + 1.0, 0);
            }
            let (x, y) = (MARGIN + column * at.0, top + 19.0 + LINE * at.1 as f64);
            let short = letters::fit(&entry.0, SIZE, indent - 6.0);
            self.text((x, y), Style::new(SIZE).bold(), &short);
            for (i, line) in full(entry).iter().enumerate() {
                let place = (x + indent, y + LINE * i as f64);
                self.text(place, Style::new(SIZE).fill(GREY), line);
            }
            at.1 += height;
            lowest = lowest.max(at.1);
        }
        top + 12.0 + LINE * lowest as f64
    }
}

/// Between two lines of the subtitle.
const LEADING: f64 = 18.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_break_the_document() {
        let mut canvas = Canvas::new();
        canvas.mark(Shape::Circle, (1.0, 2.0), 3.0, "#000", "<b>");
        let svg = canvas.finish(&Caption { title: "A & B".into(), ..Caption::default() }, 200.0);
        assert!(svg.contains("<title>&lt;b&gt;</title></circle>"), "{svg}");
        assert!(svg.contains(r#"height="248""#), "{svg}");
    }

    #[test]
    fn long_subtitles_push_the_drawing_down_and_lose_no_word() {
        let long = "Only organisations of stories from that time and place. ".repeat(12) + "Omega.";
        let caption = Caption { subtitle: long, ..Caption::default() };
        let svg = Canvas::new().finish(&caption, 200.0);
        assert!(svg.contains("Omega.</text>"), "{svg}");
        assert!(svg.contains("translate(0 36)") && svg.contains(r#"height="284""#), "{svg}");
    }

    #[test]
    fn abbreviations_are_spelt_out_below_the_drawing() {
        let key: Vec<(String, String)> =
            (0..7).map(|i| (format!("A{i}"), format!("Agency of the number {i}"))).collect();
        let svg = Canvas::new().finish(&Caption { key, ..Caption::default() }, 200.0);
        for i in 0..7 {
            assert!(svg.contains(&format!(">A{i}</text>")), "{svg}");
            assert!(svg.contains(&format!(">Agency of the number {i}</text>")), "{svg}");
        }
    }

    #[test]
    fn no_typeface_makes_words_wider_than_they_were_measured() {
        let mut canvas = Canvas::new();
        canvas.text((0.0, 0.0), Style::new(10.0), "UNODC");
        canvas.text((0.0, 0.0), Style::new(10.0), "統計");
        let svg = canvas.finish(&Caption::default(), 200.0);
        let lengths: Vec<f64> = svg
            .split("textLength=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(lengths.len(), 1, "of letters that the typeface lacks nobody knows: {svg}");
        assert!((25.0..40.0).contains(&lengths[0]), "{lengths:?}");
    }
}
