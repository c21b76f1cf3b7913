//! The frame of every page of a publication.
//!
//! In: a title, where the page stands, what is on it. Out: HTML 5. Never: a script, or anything from elsewhere.

use std::fmt::Write;

use crate::view::publish::about::is_address;
use crate::view::xml::escape;

/// The one file that says how pages look.
pub(super) const STYLE_NAME: &str = "style.css";

/// What pages have beside the parts of a report.
const MORE: &str = "
.crumbs { color: var(--grey); font-size: 14px; margin: 0 0 18px; }
h1 .id { font-size: 15px; font-weight: 400; color: var(--grey); margin-left: 8px; }
h3 { font-size: 16px; margin: 22px 0 6px; }
dl.facts { max-width: 900px; }
td .status { margin-left: 6px; }
td.when { white-space: nowrap; color: var(--grey); }
table.claims { table-layout: fixed; min-width: 720px; }
table.claims th.n { width: 84px; }
table.claims th.when { width: 225px; }
table.claims th.sums { width: 210px; }
td details > summary { font-size: 13px; }
.table + .note { margin-top: 8px; }
.hash { font: 12px/1.4 ui-monospace, monospace; color: var(--grey); overflow-wrap: anywhere; }
footer.page { margin-top: 48px; padding-top: 12px; border-top: 1px solid var(--pale); color: var(--grey); font-size: 14px; }
";

/// How pages look.
pub(super) fn style() -> String {
    format!("{}{MORE}", include_str!("../style.css"))
}

/// Where a page stands: what leads from it to the folder of the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Top,
    /// One folder down.
    Below,
}

impl Place {
    pub(super) fn up(self) -> &'static str {
        match self {
            Place::Top => "",
            Place::Below => "../",
        }
    }
}

/// A page; `head` are further elements of its head, `body` is HTML.
pub(super) fn page(title: &str, place: Place, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"{}{STYLE_NAME}\">\n{head}</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(title),
        place.up()
    )
}

/// A link to an address of the web, or plain words where it is none that may be opened.
pub(super) fn outward(address: &str, words: &str) -> String {
    match is_address(address) {
        true => format!("<a href=\"{}\">{}</a>", escape(address), escape(words)),
        false => escape(words),
    }
}

/// Rows of a list of terms, without those that have nothing to say. Values are HTML.
pub(super) fn facts(rows: &[(&str, String)]) -> String {
    let mut html = String::from("<dl class=\"facts\">\n");
    for (what, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(html, "<dt>{what}</dt><dd>{value}</dd>");
    }
    html.push_str("</dl>\n");
    html
}
