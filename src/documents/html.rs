//! HTML inside texts: its tags are left out, so that names run on over them and attributes are never read.
//!
//! In: text. Out: the words that a browser shows, blocks apart. Never: a sign of the text that is no tag, such as
//! `<name@example.org>` or `a < b`.

use std::borrow::Cow;

use crate::cut::sign;
use crate::documents::tokens::is_space;

/// Tags around blocks: a paragraph ends at them.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
    "summary",
];
/// Tags between which a line ends.
const LINES: [&str; 7] = ["br", "td", "th", "thead", "tbody", "tfoot", "option"];
/// Tags inside a line.
const INLINE: [&str; 31] = [
    "a", "abbr", "acronym", "b", "big", "center", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "small", "source", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "wbr",
];
/// Tags whose content is nothing to read.
const HIDDEN: [&str; 7] = ["script", "style", "noscript", "template", "svg", "title", "textarea"];

/// Whether a text is a page of HTML.
pub(super) fn is_page(text: &str) -> bool {
    let opening = text.trim_start_matches(is_space);
    let is_declared = ["<!doctype", "<?xml"].iter().any(|start| {
        opening.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    });
    is_declared && has_tags(text) || Tag::at(opening).is_some()
}

/// Whether a file that opens so may be a page of HTML.
pub(super) fn may_be_page(opening: &str) -> bool {
    let opening = opening.trim_start_matches(is_space);
    match opening.strip_prefix('<') {
        Some(inner) => !inner.starts_with(|c: char| !c.is_ascii_alphabetic() && !"!?/".contains(c)),
        None => opening.is_empty(),
    }
}

/// Whether a text has tags of HTML.
pub(super) fn has_tags(text: &str) -> bool {
    text[..tags_end(text)].match_indices('<').any(|(at, _)| Tag::at(&text[at..]).is_some())
}

/// One past the last bracket that can close a tag: nobody looks for one behind it, again and again to the end of the text.
fn tags_end(text: &str) -> usize {
    text.rfind('>').map_or(0, |at| at + 1)
}

/// The text without its tags; itself where it has none.
pub(super) fn without_tags(text: &str) -> Cow<'_, str> {
    if !has_tags(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let behind = text.len() - tags_end(text);
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((sign, after)) = sign(rest) {
            out.push_str(&sign);
            rest = after;
        } else if let Some(after) = comment(rest) {
            rest = after;
        } else if let Some(tag) = (rest.len() > behind).then(|| Tag::at(rest)).flatten() {
            rest = &rest[tag.length..];
            if tag.is(&HIDDEN) && !tag.is_closing {
                rest = behind_closing(rest, &tag.name, behind);
            }
            let gap = match () {
                () if tag.is(&BLOCKS) => "\n\n",
                () if tag.is(&LINES) => "\n",
                () => "",
            };
            out.push_str(gap);
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

struct Tag {
    name: String,
    is_closing: bool,
    /// In bytes, with its brackets.
    length: usize,
}

impl Tag {
    /// The tag that a text opens with: a known name, and attributes up to a bracket that is not in quotes.
    fn at(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let is_closing = inner.starts_with('/');
        let inner = &inner[usize::from(is_closing)..];
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner[..end].to_ascii_lowercase();
        let tag = Self { name, is_closing, length: 0 };
        if ![&BLOCKS[..], &LINES, &INLINE, &HIDDEN].iter().any(|list| tag.is(list)) {
            return None;
        }
        let rest = &inner[end..];
        if !rest.starts_with(|c: char| is_space(c) || matches!(c, '>' | '/')) {
            return None;
        }
        let mut quote = None;
        let close = rest.char_indices().find(|&(_, c)| {
            match quote {
                Some(open) if c == open => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                _ => {}
            }
            c == '>' && quote.is_none()
        });
        // A quote left open would swallow the text.
        let close = close.map(|(at, _)| at).or_else(|| rest.find('>'))?;
        let length = text.len() - rest.len() + close + 1;
        Some(Self { length, ..tag })
    }

    fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }
}

/// The text behind a comment or a declaration.
fn comment(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix("<!--") {
        return Some(inner.split_once("-->").map_or("", |(_, after)| after));
    }
    let declaration = text.strip_prefix("<!").or_else(|| text.strip_prefix("<?"))?;
    declaration.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    declaration.split_once('>').map(|(_, after)| after)
}

/// The text behind the closing tag of `name`; no tag ends in its last `behind` bytes.
fn behind_closing<'a>(text: &'a str, name: &str, behind: usize) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</").filter(|at| rest.len() - at > behind) {
        rest = &rest[at..];
        match Tag::at(rest) {
            Some(tag) if tag.name == name => return &rest[tag.length..],
            _ => rest = &rest[2..],
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::{is_page, may_be_page, without_tags};

    #[test]
    fn tags_are_left_out() {
        for (text, expected) in [
            ("<p>The <a href=\"https://e.org/WHO\">Harbour</a> Fund.</p>", "The Harbour Fund."),
            ("<P CLASS='FAO'>One.</P><p>Two.</p>", "One.\n\n\n\nTwo."),
            ("One.<br/>Two.<BR>Three.", "One.\nTwo.\nThree."),
            ("One<script>var a = '<p>FAO</p>';</script> two", "One two"),
            ("One<style>.who{}</style><img alt=\"FAO > WHO\"> two", "One two"),
            ("<b>One</b> <!-- FAO --> two", "One  two"),
            (
                "<b>R&amp;D &eacute;t&eacute; &#8217;&#x2019; &scaron; &nope; &</b>",
                "R&D été ’’ š &nope; &",
            ),
            ("<ul><li>One</li><li>Two</li></ul>", "One\n\n\n\nTwo"),
            (
                "<strong>World Harbour</strong> Fund <name@example.org>",
                "World Harbour Fund <name@example.org>",
            ),
            ("<p>a < b and c > d</p>", "a < b and c > d"),
            ("no tags: a < b, <x>, R&amp;D", "no tags: a < b, <x>, R&amp;D"),
            ("<p title=\"open>One.</p>", "One."),
            ("<script>never closed", ""),
        ] {
            assert_eq!(without_tags(text).trim(), expected, "{text}");
        }
    }

    #[test]
    fn pages_open_with_a_tag() {
        for page in
            ["<html><body>A</body></html>", " <!DOCTYPE html>\n<p>A</p>", "<div class='a'>A"]
        {
            assert!(is_page(page) && may_be_page(page), "{page}");
        }
        for text in ["A <b>word</b>", "<name@example.org>", "< 5", "", "<!doctype"] {
            assert!(!is_page(text), "{text}");
        }
    }
}
