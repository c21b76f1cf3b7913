//! Writes SVG, element by element.
//!
//! In: shapes and words in pixels. Out: an SVG 1.1 document. Never: a number with more than two decimals, a word that is
//! not escaped.

use std::fmt::Write;

use crate::view::plot::letters::FAMILIES;
use crate::view::plot::palette::{GREY, INK, PAPER};
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
        Self { body: String::new() }
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

    pub(super) fn circle(&mut self, (x, y): (f64, f64), r: f64, fill: &str, note: &str) {
        self.shape(
            &format!(
                r#"circle cx="{}" cy="{}" r="{}" fill="{fill}" stroke="{PAPER}" stroke-width="1.2""#,
                n(x),
                n(y),
                n(r)
            ),
            note,
        );
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
        if degrees != 0.0 {
            let _ = write!(self.body, r#" transform="rotate({} {} {})""#, n(degrees), n(x), n(y));
        }
        let _ = writeln!(self.body, ">{}</text>", escape(text));
    }

    /// The document: the drawing, which ends at `bottom`, with its caption around it.
    pub(super) fn finish(mut self, caption: &Caption, bottom: f64) -> String {
        let inner = WIDTH - 2.0 * MARGIN;
        let title = letters::fit(&caption.title, 24.0, inner);
        self.text((MARGIN, 46.0), Style::new(24.0).bold(), &title);
        for (i, line) in letters::wrap(&caption.subtitle, 14.0, inner, 2).iter().enumerate() {
            self.text((MARGIN, 70.0 + 18.0 * i as f64), Style::new(14.0).fill(GREY), line);
        }
        let height = bottom + BOTTOM;
        let source = letters::fit(&caption.source, 11.5, inner);
        self.text((MARGIN, height - 18.0), Style::new(11.5).fill(GREY), &source);
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" "#,
                r#"font-family="{families}" role="img" aria-label="{label}">"#,
                "\n<title>{title}</title>\n<desc>{desc}</desc>\n",
                r#"<rect width="{w}" height="{h}" fill="{paper}"/>"#,
                "\n{body}</svg>\n"
            ),
            w = n(WIDTH),
            h = n(height),
            families = FAMILIES,
            label = escape(&caption.title),
            title = escape(&caption.title),
            desc = escape(&caption.subtitle),
            paper = PAPER,
            body = self.body
        )
    }
}

/// A coordinate with at most two decimals.
pub(super) fn n(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(1.0, "1"), (1.005, "1"), (-0.001, "0"), (12.346, "12.35")] {
            assert_eq!(n(value), text);
        }
    }

    #[test]
    fn words_cannot_break_the_document() {
        let mut canvas = Canvas::new();
        canvas.circle((1.0, 2.0), 3.0, "#000", "<b>");
        let svg = canvas.finish(&Caption { title: "A & B".into(), ..Caption::default() }, 200.0);
        assert!(svg.contains("<title>&lt;b&gt;</title></circle>"), "{svg}");
        assert!(svg.contains(r#"height="248""#), "{svg}");
    }
}
