//! The page: its bundle, compiled in, and the addresses at which it stands.
//!
//! In: a path. Out: a file of `page/dist/`. Never: a file of the machine; anything from the graph, so that it may be had without a
//! token, which it then asks for.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

use crate::web::problem::Problem;

static BUNDLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/web/page/dist");

/// The views, as the first parts of their addresses. The start is one without a name.
pub(super) const VIEWS: [&str; 8] =
    ["entity", "edge", "together", "story", "network", "flows", "ask", "review"];

/// Whether a path is of the page and not of the graph.
pub(super) fn is_page(path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    path == "/" || first == "assets" || VIEWS.contains(&first)
}

/// The document that all views share.
pub(super) fn document(headers: &HeaderMap) -> Result<Response, Problem> {
    asset("index.html", headers)
}

/// A file of the bundle.
pub(super) fn asset(name: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let missing = || Problem::new(StatusCode::NOT_FOUND, "the page has no such file");
    let file = BUNDLE.get_file(name).ok_or_else(missing)?;
    let tag = format!("\"{:016x}\"", twox_hash::XxHash3_64::oneshot(file.contents()));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let about = [
        (header::CONTENT_TYPE, media(name).to_owned()),
        // Names never change, so a browser asks each time whether the file has.
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    if known.is_some_and(|known| known.split(',').any(|k| k.trim().trim_start_matches("W/") == tag))
    {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    Ok((about, file.contents()).into_response())
}

fn media(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_the_document_names_is_there() {
        let html = BUNDLE.get_file("index.html").unwrap().contents_utf8().unwrap();
        let named: Vec<&str> =
            html.split('"').filter_map(|part| part.strip_prefix("/assets/")).collect();
        assert!(named.contains(&"page.js"), "{named:?}");
        for name in named {
            assert!(BUNDLE.get_file(name).is_some(), "{name}");
        }
        assert!(!html.contains("<style") && !html.contains("style="), "the policy forbids it");
    }

    #[test]
    fn the_page_is_told_from_the_graph() {
        for (path, page) in [
            ("/", true),
            ("/assets/page.js", true),
            ("/edge/a/funds/b", true),
            ("/network", true),
            ("/api/corpus", false),
            ("/sparql", false),
            ("/id/osce", false),
            ("/data/id/osce", false),
        ] {
            assert_eq!(is_page(path), page, "{path}");
        }
    }
}
