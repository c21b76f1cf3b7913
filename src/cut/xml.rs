//! XML of documents and feeds, event by event.
//!
//! In: the bytes of an XML file. Out: its elements by their local names, and its text with entities resolved. Never: an entity
//! that the file defines itself, so that nothing in it can grow.

use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, escape};

use crate::cut::signs::with_signs;

/// What stands next in an XML file; names are without the prefix of their namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    Open(Element),
    Close(String),
    Text(String),
}

/// An element with its attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute by its local name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Elements in elements are no deeper than this; nothing that people write is.
const DEEPEST: usize = 4096;

/// Hands all events to `each`, those of an empty element one after the other.
///
/// # Errors
/// Where the file is no XML, with the byte; what stood before has been handed on.
pub(crate) fn events(text: &str, each: &mut dyn FnMut(Event)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut depth: usize = 0;
    loop {
        match reader.read_event() {
            Ok(Raw::Start(start)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err("its elements are nested too deep".to_owned());
                }
                each(Event::Open(element(&start)));
            }
            Ok(Raw::Empty(start)) => {
                let element = element(&start);
                let name = element.name.clone();
                each(Event::Open(element));
                each(Event::Close(name));
            }
            Ok(Raw::End(end)) => {
                depth = depth.saturating_sub(1);
                each(Event::Close(local(end.name().as_ref())));
            }
            Ok(Raw::Text(text)) => each(Event::Text(resolved(&String::from_utf8_lossy(&text)))),
            Ok(Raw::CData(text)) => {
                each(Event::Text(String::from_utf8_lossy(&text).into_owned()));
            }
            Ok(Raw::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                return Err(format!("{error}, at byte {}", reader.error_position()));
            }
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes
        .with_checks(false)
        .flatten()
        .map(|a| (local(a.key.as_ref()), resolved(&String::from_utf8_lossy(&a.value))))
        .collect();
    Element { name: local(start.name().as_ref()), attributes }
}

/// A name without its prefix.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// The text with the entities of XML and HTML resolved; one that nobody knows stays as it is.
fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    match escape::unescape(text) {
        Ok(text) => text.into_owned(),
        Err(_) => with_signs(text),
    }
}
