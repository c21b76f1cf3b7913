//! Markup between words: tags of HTML, emphasis and links of Markdown.
//!
//! In: text and a place in it. Out: where the markup that begins there ends, and whether it parts what stands around it. Never:
//! a word; `5 < 6` and a lone star are no markup.

/// Tags within a line of text: a name runs over them.
const INLINE: [&str; 21] = [
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// Tags that part what stands around them.
const BLOCK: [&str; 55] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
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
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "ol",
    "option",
    "p",
    "path",
    "pre",
    "section",
    "select",
    "source",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// Tags whose content is no text.
const UNREAD: [&str; 2] = ["script", "style"];

/// A longer tag or link target is none.
const LONGEST: usize = 2000;

/// From where on a text closes a tag of [`UNREAD`] no more, once one was found open: else each would look to the end of the text.
pub(super) type Unclosed = [Option<usize>; UNREAD.len()];

/// Where the markup at byte `at` ends, and whether no name may run over it.
pub(super) fn markup(text: &str, at: usize, unclosed: &mut Unclosed) -> Option<(usize, bool)> {
    match text.as_bytes()[at] {
        b'<' => tag(text, at, unclosed),
        b'*' | b'_' => emphasis(text.as_bytes(), at).map(|end| (end, false)),
        b'[' => opens_link(text.as_bytes(), at).then_some((at + 1, false)),
        b']' => link_target(text.as_bytes(), at).map(|end| (end, false)),
        _ => None,
    }
}

/// `<a href="…">`, `</p>`, and a script with all that is in it.
fn tag(text: &str, at: usize, unclosed: &mut Unclosed) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let first = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
    let length = bytes[first..].iter().take(11).take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = text[first..first + length].to_ascii_lowercase();
    let is = |list: &[&str]| list.contains(&name.as_str());
    if !(is(&INLINE) || is(&BLOCK) || is(&UNREAD))
        || !matches!(bytes.get(first + length), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'))
    {
        return None;
    }
    let window = &bytes[first..bytes.len().min(first + LONGEST)];
    let close = window.iter().position(|b| matches!(b, b'>' | b'<'))?;
    let end = first + close + 1;
    if window[close] == b'<' {
        return None;
    }
    let unread = UNREAD.iter().position(|unread| *unread == name);
    if let Some(unread) = unread.filter(|_| bytes[at + 1] != b'/') {
        if unclosed[unread].is_some_and(|from| from <= end) {
            return Some((end, true));
        }
        let closing = format!("</{name}");
        let rest = &bytes[end..];
        let found =
            rest.windows(closing.len()).position(|w| w.eq_ignore_ascii_case(closing.as_bytes()));
        if found.is_none() {
            unclosed[unread] = Some(end);
        }
        return Some((found.map_or(end, |n| end + n), true));
    }
    Some((end, !is(&INLINE)))
}

/// Stars or underscores glued to a word on one side alone: `**Health**`.
fn emphasis(bytes: &[u8], at: usize) -> Option<usize> {
    let sign = bytes[at];
    let end = at + bytes[at..].iter().take(4).take_while(|b| **b == sign).count();
    let is_word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    let before = is_word(at.checked_sub(1).and_then(|i| bytes.get(i)));
    let behind = is_word(bytes.get(end));
    (end - at < 4 && before != behind).then_some(end)
}

/// Whether the words in brackets at `at` are those of a link.
fn opens_link(bytes: &[u8], at: usize) -> bool {
    let window = &bytes[at + 1..bytes.len().min(at + LONGEST)];
    let close = window.iter().position(|b| matches!(b, b']' | b'[' | b'\n'));
    close.is_some_and(|close| link_target(bytes, at + 1 + close).is_some())
}

/// One past the target of a link whose words end at `at`: `](https://…)`.
fn link_target(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes[at] != b']' || bytes.get(at + 1) != Some(&b'(') {
        return None;
    }
    let target = &bytes[at + 2..bytes.len().min(at + 2 + LONGEST)];
    let starts =
        [&b"http"[..], b"/", b"#", b"www.", b"mailto:"].iter().any(|s| target.starts_with(s));
    let close = target.iter().position(|b| *b == b')' || b.is_ascii_whitespace())?;
    (starts && target[close] == b')').then_some(at + 2 + close + 1)
}

#[cfg(test)]
mod tests {
    use super::{Unclosed, markup};

    #[test]
    fn markup_ends_where_it_ends() {
        let table = [
            ("<a href=\"x\">UN</a>", 0, Some((12, false))),
            ("</p> x", 0, Some((4, true))),
            ("<script>a<b</script> x", 0, Some((11, true))),
            ("<b", 0, None),
            ("<name@x.org>", 0, None),
            ("5 < 6", 2, None),
            ("**Health** x", 0, Some((2, false))),
            ("a_b", 1, None),
            ("[UN](http://e.org) x", 0, Some((1, false))),
            ("[UN](http://e.org) x", 3, Some((18, false))),
            ("[UN](see there) x", 0, None),
            ("[3]", 0, None),
        ];
        for (text, at, expected) in table {
            assert_eq!(markup(text, at, &mut Unclosed::default()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_script_that_is_never_closed_is_looked_for_once() {
        let text = "<script>a<script>b<style>c</style>";
        let mut unclosed = Unclosed::default();
        assert_eq!(markup(text, 0, &mut unclosed), Some((8, true)));
        assert_eq!(unclosed, [Some(8), None]);
        assert_eq!(markup(text, 9, &mut unclosed), Some((17, true)));
        assert_eq!(markup(text, 18, &mut unclosed), Some((26, true)));
    }
}
