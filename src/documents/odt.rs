//! Documents of OpenOffice and LibreOffice: the text of an ODT package.
//!
//! In: the bytes of a file. Out: its documents. Never: deleted text, comments, headers and footers of pages.

use std::collections::BTreeMap;

use crate::base::{Document, Warned};
use crate::cut::{Element, Event, Package, events};
use crate::documents::docx::properties;
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;
use crate::documents::prose::{self, Block, Role};

/// Elements with nothing to read in them.
const HIDDEN: [&str; 5] = ["tracked-changes", "annotation", "note-citation", "title", "desc"];
/// No more spaces stand in a row.
const MOST_SPACES: usize = 16;

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
    let mut part = |name: &str| package.part(name).map(Option::unwrap_or_default).map_err(refused);
    let mut reader = Reader::default();
    events(&part("content.xml")?, &mut |event| reader.take(event)).map_err(|reason| {
        refused(format!("is damaged: its text is no XML ({reason}); open it and save it again"))
    })?;
    reader.blocks.append(&mut reader.notes);
    let about = properties(&part("meta.xml")?);
    Ok(prose::documents(name, &reader.blocks, about, options))
}

#[derive(Default)]
struct Reader {
    /// The styles that stand for another one.
    parents: BTreeMap<String, String>,
    /// A note in a paragraph has paragraphs of its own.
    open: Vec<Block>,
    blocks: Vec<Block>,
    notes: Vec<Block>,
    /// How many elements of each kind are open.
    hidden: usize,
    note: usize,
    list: usize,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Open(element) => self.open(&element),
            Event::Close(name) => self.close(&name),
            Event::Text(text) => self.push(&text),
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            name if HIDDEN.contains(&name) => self.hidden += 1,
            "style" => {
                if let (Some(name), Some(parent)) =
                    (element.get("name"), element.get("parent-style-name"))
                {
                    self.parents.insert(name.to_owned(), parent.to_owned());
                }
            }
            "note-body" => self.note += 1,
            "list-item" => self.list += 1,
            "h" => self
                .open
                .push(Block { role: self.role(element, Role::Heading), ..Block::default() }),
            "p" => {
                let usual = if self.list > 0 { Role::Item } else { Role::Text };
                self.open.push(Block { role: self.role(element, usual), ..Block::default() });
            }
            "s" => {
                let n = element.get("c").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.push(&" ".repeat(n.min(MOST_SPACES)));
            }
            "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            name if HIDDEN.contains(&name) => self.hidden = self.hidden.saturating_sub(1),
            "note-body" => self.note = self.note.saturating_sub(1),
            "list-item" => self.list = self.list.saturating_sub(1),
            "h" | "p" => {
                let to = if self.note > 0 { &mut self.notes } else { &mut self.blocks };
                to.extend(self.open.pop());
            }
            _ => {}
        }
    }

    /// The role of a paragraph in the style of titles, else the usual one.
    fn role(&self, element: &Element, usual: Role) -> Role {
        let style = element.get("style-name").unwrap_or_default();
        let parent = self.parents.get(style).map_or(style, String::as_str);
        if parent == "Title" { Role::Title } else { usual }
    }

    fn push(&mut self, text: &str) {
        if self.hidden == 0
            && let Some(block) = self.open.last_mut()
        {
            block.text.push_str(text);
        }
    }
}
