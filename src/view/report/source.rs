//! Where a sentence stands, as a reader follows it.
//!
//! In: date, title, source, address. Out: HTML. Never: a link that is no address of the web: what a text brings may be a script.

use crate::view::xml::escape;

/// `date · title · source`; the title leads to the story where it has an address.
pub(super) fn source(date: &str, title: &str, source: &str, url: &str) -> String {
    let date = if date.is_empty() { "undated" } else { date };
    let title = match url {
        url if is_address(url) => format!("<a href=\"{}\">{}</a>", escape(url), escape(title)),
        _ => escape(title),
    };
    let rest = if source == url { String::new() } else { format!(" · {}", escape(source)) };
    format!("<footer>{} · {title}{rest}</footer>", escape(date))
}

fn is_address(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let link = source("2020", "A & B", "example.org", "https://example.org/?a=1&b=\"2\"");
        assert_eq!(
            link,
            "<footer>2020 · <a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\">A &amp; B</a> · example.org</footer>"
        );
        for url in ["javascript:alert(1)", "javascript://example.org/%0aalert(1)", "data:x", ""] {
            let told = source("", "A", "file.txt", url);
            assert_eq!(told, "<footer>undated · A · file.txt</footer>");
        }
    }
}
