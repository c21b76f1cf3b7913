//! Pages as a crawler has kept them: the records of a WARC file.
//!
//! In: the bytes of a file, unpacked. Out: the pages in it, with their addresses. Never: a request, a picture, or a page
//! that the server did not have.

use std::borrow::Cow;

use crate::cut::{Budget, gunzip};

/// A page.
pub(super) struct Page<'a> {
    /// Its record among those of the file, from 1.
    pub(super) number: usize,
    pub(super) url: String,
    /// When it was fetched.
    pub(super) fetched: String,
    /// The kind that the server names, such as `text/html`.
    pub(super) kind: String,
    pub(super) body: Cow<'a, [u8]>,
}

/// What the records of a file hold.
#[derive(Default)]
pub(super) struct Pages<'a> {
    pub(super) pages: Vec<Page<'a>>,
    /// Pages that cannot be unpacked: the address, and why.
    pub(super) broken: Vec<(String, String)>,
    /// How many answers are no pages: errors, and redirections.
    pub(super) n_errors: usize,
    /// Whether the file breaks off in a record.
    pub(super) is_cut: bool,
}

/// The pages of a file.
pub(super) fn read<'a>(bytes: &'a [u8], budget: &mut Budget) -> Pages<'a> {
    let mut found = Pages::default();
    let mut rest = bytes;
    let mut number = 0;
    loop {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return found;
        }
        let head = Head::read(rest).filter(|_| rest.starts_with(b"WARC/"));
        let Some(head) = head else {
            found.is_cut = true;
            return found;
        };
        number += 1;
        let length = head.get("content-length").and_then(|n| n.parse::<usize>().ok());
        let block = &rest[head.length..];
        let length = length.unwrap_or(usize::MAX);
        found.is_cut = length > block.len();
        let (block, behind) = block.split_at(length.min(block.len()));
        page(&head, block, number, budget, &mut found);
        rest = behind;
    }
}

/// Adds the page of a record, if it holds one.
fn page<'a>(
    head: &Head,
    block: &'a [u8],
    number: usize,
    budget: &mut Budget,
    found: &mut Pages<'a>,
) {
    let get = |key| head.get(key).unwrap_or_default().to_owned();
    let url = get("warc-target-uri").trim_matches(['<', '>']).to_owned();
    let fetched = get("warc-date");
    match get("warc-type").as_str() {
        "response" if block.starts_with(b"HTTP/") => {
            let Some(http) = Head::read(block) else { return };
            if http.status() != Some(200) {
                found.n_errors += 1;
                return;
            }
            let kind = http.kind();
            match body(&http, &block[http.length..], budget) {
                Ok(body) => found.pages.push(Page { number, url, fetched, kind, body }),
                Err(reason) => found.broken.push((url, reason)),
            }
        }
        "resource" | "conversion" => {
            let kind = head.kind();
            found.pages.push(Page { number, url, fetched, kind, body: Cow::Borrowed(block) });
        }
        _ => {}
    }
}

/// What the server sent, without the ways in which it was sent.
fn body<'a>(http: &Head, block: &'a [u8], budget: &mut Budget) -> Result<Cow<'a, [u8]>, String> {
    let is_chunked = http.get("transfer-encoding").is_some_and(|way| way.contains("chunked"));
    // Crawlers that take the chunks apart leave the field.
    let body = match dechunked(block).filter(|_| is_chunked) {
        Some(body) => Cow::Owned(body),
        None => Cow::Borrowed(block),
    };
    match http.get("content-encoding").map(str::trim) {
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => {
            gunzip(&body, budget).map(Cow::Owned)
        }
        Some("br" | "zstd" | "deflate") if std::str::from_utf8(&body).is_err() => {
            Err("is packed in another way than gzip; crawl it without, or unpack it".to_owned())
        }
        _ => Ok(body),
    }
}

/// Chunks put together; `None` where the bytes are no chunks.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = bytes.iter().take(32).position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.trim();
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 || bytes.is_empty() {
            return Some(out);
        }
        let (chunk, rest) = bytes.split_at(size.min(bytes.len()));
        out.extend_from_slice(chunk);
        bytes = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if bytes.is_empty() {
            return Some(out);
        }
    }
}

/// The lines above a record or an answer.
struct Head {
    first: String,
    fields: Vec<(String, String)>,
    /// In bytes, with the empty line that ends it.
    length: usize,
}

/// A head is no longer than this, in bytes.
const LONGEST_HEAD: usize = 1 << 16;

impl Head {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut head = Self { first: String::new(), fields: Vec::new(), length: 0 };
        for line in bytes[..bytes.len().min(LONGEST_HEAD)].split_inclusive(|byte| *byte == b'\n') {
            let is_first = head.length == 0;
            head.length += line.len();
            let line = String::from_utf8_lossy(line);
            if line.trim().is_empty() {
                return Some(head);
            }
            if is_first {
                line.trim().clone_into(&mut head.first);
            } else if let Some((key, value)) = line.split_once(':') {
                head.fields.push((key.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        None
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The status of an answer.
    fn status(&self) -> Option<u16> {
        self.first.split(' ').nth(1)?.parse().ok()
    }

    /// The type of the content without its parameters.
    fn kind(&self) -> String {
        let kind = self.get("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, read};

    fn record(kind: &str, url: &str, block: &str) -> String {
        let n = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-03-04T05:06:07Z\r\nContent-Length: {n}\r\n\r\n{block}\r\n\r\n"
        )
    }

    fn shown(bytes: &[u8]) -> (Vec<String>, usize, bool) {
        let read = read(bytes, &mut Budget::of(bytes.len()));
        let pages = read.pages.iter().map(|page| {
            let body = String::from_utf8_lossy(&page.body);
            format!("{} {} {} {body}", page.number, page.url, page.kind)
        });
        (pages.collect(), read.n_errors, read.is_cut)
    }

    #[test]
    fn pages() {
        let file = [
            record("warcinfo", "", "software: x"),
            record("request", "https://e.org/1", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "https://e.org/1", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n\r\n<p>A</p>"),
            record("response", "https://e.org/2", "HTTP/1.1 404 Not Found\r\n\r\nnone"),
            record(
                "response",
                "https://e.org/3",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
            ),
            record("conversion", "https://e.org/4", "They met."),
        ]
        .concat();
        let expected = [
            "3 https://e.org/1 text/html <p>A</p>",
            "5 https://e.org/3  abcde",
            "6 https://e.org/4  They met.",
        ];
        let (pages, n_errors, is_cut) = shown(file.as_bytes());
        assert_eq!(
            (pages.as_slice(), n_errors, is_cut),
            (&expected.map(str::to_owned)[..], 1, false)
        );
        let (pages, _, is_cut) = shown(&file.as_bytes()[..file.len() - 10]);
        assert_eq!((pages.len(), is_cut), (3, true));
        for end in 0..file.len() {
            let _ = shown(&file.as_bytes()[..end]);
        }
    }
}
