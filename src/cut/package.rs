//! A package of an office program: XML files in a ZIP file.
//!
//! In: the bytes of a file. Out: its parts as text, and the events in them. Never: more than may come out of a file.

use crate::cut::xml::{Event, events};
use crate::cut::zipped::{Archive, Budget};

/// An open package.
pub(crate) struct Package<'a> {
    archive: Archive<'a>,
    budget: Budget,
}

impl<'a> Package<'a> {
    /// # Errors
    /// Why the bytes are no whole ZIP file, with the cure.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        Ok(Self { archive: Archive::open(bytes)?, budget: Budget::of(bytes.len()) })
    }

    /// Whether it has a part of this name.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.archive.names().iter().any(|(_, name)| name == part)
    }

    /// The text of a part, if there is one.
    ///
    /// # Errors
    /// Why it cannot be unpacked, with the cure.
    pub(crate) fn part(&mut self, part: &str) -> Result<Option<String>, String> {
        let bytes = self.archive.part(part, &mut self.budget)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Hands the events of a part to `each`; there are none where it has no such part.
    ///
    /// # Errors
    /// Why it cannot be unpacked or is no XML, with the cure.
    pub(crate) fn events(&mut self, part: &str, each: &mut dyn FnMut(Event)) -> Result<(), String> {
        events(&self.part(part)?.unwrap_or_default(), each).map_err(|reason| {
            format!("is damaged: {part} is no XML ({reason}); open it and save it again")
        })
    }
}
