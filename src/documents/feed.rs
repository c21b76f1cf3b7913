//! Feeds: the entries of RSS and Atom.
//!
//! In: text. Out: a document for each entry with a text; the feed's title is its publisher. Never: a page that is linked.

use serde_json::{Map, Value};

use crate::base::{Document, Warned, Warning};
use crate::cut::{Element, Event, events};
use crate::documents::error::ReadError;
use crate::documents::fields::PUBLISHED;
use crate::documents::options::ReadOptions;
use crate::documents::record::{self, Record};

/// The elements that hold an entry's text, the fullest first.
const TEXTS: [&str; 4] = ["encoded", "content", "description", "summary"];
/// The elements that say when it was published, the best first.
const DATES: [&str; 6] = ["pubDate", "published", "issued", "date", "updated", "modified"];

/// The documents of a feed.
///
/// # Errors
/// When it is no feed, or XML only up to a place before the first entry.
pub(super) fn read(
    name: &str,
    text: &str,
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let mut reader = Reader::default();
    let end = events(text, &mut |event| reader.take(event));
    let is_cut = reader.depth > 0 || !reader.outer.is_empty();
    let end = end.and(if is_cut { Err("its last element is open".to_owned()) } else { Ok(()) });
    if !reader.is_feed {
        return Err(ReadError::refused(
            name,
            "is XML but no feed; save its text as .txt, or its stories as .jsonl",
        ));
    }
    let broken = end.err().map(|reason| Warning {
        place: name.to_owned(),
        message: format!("breaks off: {reason}; what stands before was read: download it again"),
    });
    if reader.entries.is_empty() && broken.is_none() {
        return Err(ReadError::refused(name, "is a feed without entries; leave it out"));
    }
    let publisher = reader.title.trim().to_owned();
    let records =
        reader.entries.into_iter().enumerate().map(|(at, entry)| record(at + 1, entry, &publisher));
    let mut read = record::documents(name, records.collect(), &options.of_own_fields());
    read.warnings.extend(broken);
    Ok(read)
}

/// The fields of an entry as they are called in the feed.
type Entry = Vec<(String, String)>;

#[derive(Default)]
struct Reader {
    is_feed: bool,
    /// The feed's own title.
    title: String,
    entries: Vec<Entry>,
    /// How deep inside an entry the next event is; 0 outside.
    depth: usize,
    /// The elements open outside of entries.
    outer: Vec<String>,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Open(element) if self.depth == 0 => self.open_outer(element),
            Event::Open(element) => self.open(&element),
            Event::Close(_) if self.depth == 0 => {
                self.outer.pop();
            }
            Event::Close(name) => {
                self.depth -= 1;
                if self.depth > 1 {
                    self.push_tag(&format!("</{name}>"));
                }
            }
            Event::Text(text) if self.depth > 1 => self.push(&text),
            Event::Text(text) => {
                let is_title = self.outer.last().is_some_and(|name| name == "title");
                // An image in a channel has a title too.
                if is_title && self.depth == 0 && !self.outer.iter().any(|name| name == "image") {
                    self.title.push_str(&text);
                }
            }
        }
    }

    fn open_outer(&mut self, element: Element) {
        let is_root = self.outer.is_empty();
        self.is_feed |= is_root && matches!(element.name.as_str(), "rss" | "RDF" | "feed");
        if matches!(element.name.as_str(), "item" | "entry") && !is_root {
            self.entries.push(Vec::new());
            self.depth = 1;
        } else {
            self.outer.push(element.name);
        }
    }

    fn open(&mut self, element: &Element) {
        self.depth += 1;
        if self.depth > 2 {
            self.push_tag(&format!("<{}>", element.name));
            return;
        }
        let Some(entry) = self.entries.last_mut() else { return };
        let is_own = element.get("rel").is_none_or(|rel| rel == "alternate");
        match element.get("href").filter(|_| element.name == "link") {
            Some(href) if is_own => entry.push(("link".to_owned(), href.to_owned())),
            Some(_) => entry.push((String::new(), String::new())),
            None => entry.push((element.name.clone(), String::new())),
        }
    }

    /// Elements in a text are those of a page; others only part what they hold.
    fn push_tag(&mut self, tag: &str) {
        let name = self.entries.last().and_then(|entry| entry.last()).map(|(name, _)| name);
        let is_text = name.is_some_and(|name| TEXTS.contains(&name.as_str()));
        self.push(if is_text { tag } else { "\n" });
    }

    fn push(&mut self, text: &str) {
        if let Some((_, value)) = self.entries.last_mut().and_then(|entry| entry.last_mut()) {
            value.push_str(text);
        }
    }
}

/// An entry as a record.
fn record(number: usize, entry: Entry, publisher: &str) -> Record {
    let first = |names: &[&str]| {
        names.iter().find_map(|name| {
            let value = entry.iter().find(|(key, value)| key == name && !value.trim().is_empty());
            value.map(|(_, value)| value.trim().to_owned())
        })
    };
    let mut record = Map::new();
    let mut put = |key: &str, value: Option<String>| {
        record.extend(value.map(|value| (key.to_owned(), Value::String(value))));
    };
    put("title", first(&["title"]));
    put("text", first(&TEXTS).or_else(|| first(&["title"])));
    put(PUBLISHED, first(&DATES).map(|date| without_weekday(&date).to_owned()));
    let is_address = |address: &String| address.contains("://");
    let address = first(&["link"]).filter(is_address);
    put("url", address.or_else(|| first(&["guid", "id"]).filter(is_address)));
    let publisher = Some(publisher.to_owned()).filter(|name| !name.is_empty());
    put("publisher", first(&["source"]).filter(|source| !source.contains('\n')).or(publisher));
    let author = first(&["creator", "author"]);
    put("author", author.map(|author| author.split_whitespace().collect::<Vec<_>>().join(" ")));
    (number, record)
}

/// `Wed, 4 Mar 2020 …` without the day of the week.
fn without_weekday(date: &str) -> &str {
    match date.split_once(',') {
        Some((day, rest)) if day.chars().all(char::is_alphabetic) => rest.trim_start(),
        _ => date,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::documents::ReadOptions;

    fn shown(text: &str) -> Vec<String> {
        match read("f.rss", text, &ReadOptions::default()) {
            Ok(read) => {
                let shown = read.output.iter().map(|document| {
                    let date = document.date_start.map(|d| d.to_string()).unwrap_or_default();
                    let source = &document.source;
                    let url = source.url.as_deref().unwrap_or_default();
                    let publisher = source.publisher.as_deref().unwrap_or_default();
                    format!("{} | {date} {url} {publisher}", document.text.escape_debug())
                });
                shown.chain(read.warnings.iter().map(ToString::to_string)).collect()
            }
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn entries() {
        let rss = "<?xml version=\"1.0\"?><rss xmlns:content=\"c\"><channel><title>C</title><image><title>D</title></image>\
            <item><title>A &amp; B</title><link>https://e.org/1</link><pubDate>Wed, 04 Mar 2020 23:00:00 GMT</pubDate>\
            <description>short</description><content:encoded><![CDATA[<p>They <b>met</b>.</p><p>They left.</p>]]></content:encoded></item>\
            <item><title>E</title><guid>https://e.org/2</guid><description>&lt;p&gt;One&lt;/p&gt;</description></item></channel></rss>";
        assert_eq!(
            shown(rss),
            [
                "A & B\\n\\nThey met.\\n\\n\\n\\nThey left. | 2020-03-04 https://e.org/1 C",
                "E\\n\\nOne |  https://e.org/2 C"
            ]
        );
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>C</title><entry><title>A</title>\
            <link rel=\"self\" href=\"https://e.org/x\"/><link href=\"https://e.org/3\"/><updated>2021-05-06T07:08:09Z</updated>\
            <author><name>F</name></author><content type=\"xhtml\"><div xmlns=\"x\"><p>They <i>ate</i>.</p></div></content></entry></feed>";
        assert_eq!(shown(atom), ["A\\n\\nThey ate. | 2021-05-06 https://e.org/3 C"]);
        let cut = &rss[..rss.find("<item><title>E").unwrap() + 20];
        let cut = shown(cut);
        assert!(cut[0].starts_with("A & B"), "{cut:?}");
        assert!(cut.last().is_some_and(|warning| warning.contains("breaks off")), "{cut:?}");
        assert_eq!(
            shown("<a><b/></a>")[0],
            "f.rss: is XML but no feed; save its text as .txt, or its stories as .jsonl"
        );
    }
}
