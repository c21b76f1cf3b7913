//! Where a value stands in the files of a vocabulary.
//!
//! In: the files. Out: `file:line`. Never: a second parse.

use std::collections::BTreeMap;

use crate::dictionary::files::VocabFile;
use crate::dictionary::listed::Listed;

/// Finds the line of a value below the header of its table.
pub(in crate::dictionary) struct Places<'a> {
    texts: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Places<'a> {
    pub(in crate::dictionary) fn new(files: &'a [VocabFile]) -> Self {
        let lines = |file: &'a VocabFile| (file.name.as_str(), file.text.lines().collect());
        Self { texts: files.iter().map(lines).collect() }
    }

    /// The line on which a quoted value of the entry stands, else that of its header.
    pub(super) fn of(&self, listed: &Listed, value: &str) -> String {
        let found = listed.place.rsplit_once(':').and_then(|(file, line)| {
            let header: usize = line.parse().ok()?;
            let quoted = ["\"", "'"].map(|mark| format!("{mark}{value}{mark}"));
            let lines = self.texts.get(file)?.iter().enumerate().skip(header);
            let mut own = lines.take_while(|(_, line)| !line.starts_with('['));
            own.find(|(_, line)| quoted.iter().any(|value| line.contains(value)))
                .map(|(i, _)| format!("{file}:{}", i + 1))
        });
        found.unwrap_or_else(|| listed.place.clone())
    }
}
