//! Word documents: the text of a DOCX package.
//!
//! In: the bytes of a file. Out: its documents. Never: deleted or hidden text, headers and footers of pages, comments.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::base::{Document, Warned};
use crate::cut::{Element, Event, Package, events};
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;
use crate::documents::prose::{self, Block, Role};

/// Where the text stands, the second in documents of Office on the web.
const TEXTS: [&str; 2] = ["word/document.xml", "word/document2.xml"];
/// Notes stand behind the text.
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];
/// Elements with nothing to read in them: what was deleted or moved away, the second form of a drawing, comments.
const HIDDEN: [&str; 5] = ["del", "moveFrom", "Fallback", "instrText", "delText"];

/// The documents of a file.
///
/// # Errors
/// When the file is damaged or holds no text.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let refused = |reason: String| ReadError::refused(name, reason);
    let mut package = Package::open(bytes).map_err(refused)?;
    let mut part = |name: &str| package.part(name).map_err(refused);
    let text = match part(TEXTS[0])? {
        Some(text) => text,
        None => part(TEXTS[1])?.unwrap_or_default(),
    };
    let roles = roles(&part("word/styles.xml")?.unwrap_or_default());
    let mut blocks = blocks(&text, &roles).map_err(|reason| {
        refused(format!("is damaged: its text is no XML ({reason}); open it and save it again"))
    })?;
    for notes in NOTES {
        // The text is there; notes that cannot be read are no reason to lose it.
        blocks.extend(self::blocks(&part(notes)?.unwrap_or_default(), &roles).unwrap_or_default());
    }
    let about = properties(&part("docProps/core.xml")?.unwrap_or_default());
    Ok(prose::documents(name, &blocks, about, options))
}

/// What the styles are for, by their ids: their names are the same in all languages.
fn roles(styles: &str) -> BTreeMap<String, Role> {
    let mut roles = BTreeMap::new();
    let mut id = String::new();
    // A styles file that breaks off still has told of some.
    let _ = events(styles, &mut |event| {
        let Event::Open(element) = event else { return };
        match element.name.as_str() {
            "style" => id = element.get("styleId").unwrap_or_default().to_owned(),
            "name" => {
                let name = element.get("val").unwrap_or_default().to_ascii_lowercase();
                let role = match name.as_str() {
                    "title" => Some(Role::Title),
                    name if name.starts_with("heading ") => Some(Role::Heading),
                    name if name.starts_with("list ") && name != "list paragraph" => {
                        Some(Role::Item)
                    }
                    _ => None,
                };
                roles.extend(role.map(|role| (id.clone(), role)));
            }
            _ => {}
        }
    });
    roles
}

/// The paragraphs of a text, in the order in which they end.
fn blocks(text: &str, roles: &BTreeMap<String, Role>) -> Result<Vec<Block>, String> {
    let mut reader = Reader {
        roles,
        open: Vec::new(),
        blocks: Vec::new(),
        hidden: 0,
        is_vanished: false,
        is_text: false,
    };
    events(text, &mut |event| reader.take(event))?;
    Ok(reader.blocks)
}

struct Reader<'a> {
    roles: &'a BTreeMap<String, Role>,
    /// A drawing in a paragraph has paragraphs of its own.
    open: Vec<Block>,
    blocks: Vec<Block>,
    /// How many hidden elements are open.
    hidden: usize,
    is_vanished: bool,
    is_text: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event) {
        match event {
            Event::Open(element) => self.open(&element),
            Event::Close(name) => self.close(&name),
            Event::Text(text) if self.is_text => self.push(&text),
            Event::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            name if HIDDEN.contains(&name) => self.hidden += 1,
            "p" => self.open.push(Block::default()),
            "pStyle" => {
                let role = element.get("val").and_then(|id| self.roles.get(id));
                self.set(role.copied());
            }
            "numPr" => self.set(Some(Role::Item)),
            "r" => self.is_vanished = false,
            "vanish" => self.is_vanished = !matches!(element.get("val"), Some("0" | "false")),
            "t" => self.is_text = true,
            "tab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            "p" => self.blocks.extend(self.open.pop()),
            "t" => self.is_text = false,
            _ => {}
        }
    }

    /// A heading with a number is a heading.
    fn set(&mut self, role: Option<Role>) {
        if let (Some(block), Some(role)) = (self.open.last_mut(), role)
            && (block.role == Role::Text || role != Role::Item)
        {
            block.role = role;
        }
    }

    fn push(&mut self, text: &str) {
        if self.hidden == 0
            && !self.is_vanished
            && let Some(block) = self.open.last_mut()
        {
            block.text.push_str(text);
        }
    }
}

/// What the properties of a document say: its title, and who wrote it when.
pub(super) fn properties(core: &str) -> Map<String, Value> {
    let mut about = Map::new();
    let mut open = String::new();
    // Properties that break off still have told something.
    let _ = events(core, &mut |event| match event {
        Event::Open(element) => open = element.name,
        Event::Close(_) => open.clear(),
        Event::Text(text) => {
            let key = match open.as_str() {
                "title" => "title",
                "creator" | "initial-creator" => "author",
                "created" | "creation-date" => "created",
                "modified" | "date" => "modified",
                _ => return,
            };
            let text = text.trim();
            if !text.is_empty() {
                about.entry(key).or_insert_with(|| Value::String(text.to_owned()));
            }
        }
    });
    about
}
