//! The first page: what is served, and a form for a query. It needs no script.
//!
//! In: a graph. Out: HTML. Never: a word from a text that is not escaped.

use std::fmt::Write;

use crate::view::query::{SHIPPED, shipped};
use crate::web::shared::Graph;

/// The page.
pub(super) fn front(graph: &Graph) -> String {
    let mut out = String::from(concat!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<title>consort</title>\n</head>\n<body>\n<main>\n<h1>consort: who works with whom</h1>\n",
    ));
    if let Some(snapshot) = graph.kb.snapshot() {
        let counts = &snapshot.manifest().counts;
        let (stories, claims) = (counts.stories, counts.claims);
        let _ = writeln!(out, "<p>A graph of {stories} stories with {claims} claims.</p>");
    }
    out.push_str(concat!(
        "<form action=\"/sparql\" method=\"post\">\n",
        "<p><label for=\"query\">A question in SPARQL</label></p>\n",
        "<p><textarea id=\"query\" name=\"query\" rows=\"12\" cols=\"80\" required>",
        "SELECT ?donor ?what { ?donor consort:funds ?what } LIMIT 20</textarea></p>\n",
        "<p><button>Ask</button></p>\n</form>\n<h2>Questions to begin with</h2>\n<ul>\n",
    ));
    for query in SHIPPED.iter().filter_map(|(name, _)| shipped(name)) {
        let (question, address) = (escaped(query.question), encoded(query.text));
        let _ = writeln!(out, "<li><a href=\"/sparql?query={address}\">{question}</a></li>");
    }
    out.push_str(concat!(
        "</ul>\n<h2>For programs</h2>\n<ul>\n",
        "<li><code>/sparql</code>: the SPARQL 1.1 Protocol; without a query it describes itself</li>\n",
        "<li><code>/graphs?default</code>, <code>/graphs?graph=IRI</code>: whole graphs</li>\n",
        "<li><code>/id/…</code>, <code>/doc/…</code>, <code>/claim/…</code>, <code>/ev/…</code>: what is said of each</li>\n",
        "</ul>\n</main>\n</body>\n</html>\n",
    ));
    out
}

/// Text for HTML, inside an attribute too.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Text for a parameter of an address.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded, escaped};

    #[test]
    fn nothing_runs() {
        assert_eq!(escaped("<b title='a\"'>&"), "&lt;b title=&#39;a&quot;&#39;&gt;&amp;");
        assert_eq!(encoded("?s é"), "%3Fs%20%C3%A9");
    }
}
