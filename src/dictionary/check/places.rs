//! Where a value stands in the files of a vocabulary.
//!
//! In: the files. Out: `file:line`. Never: a second parse.

use std::collections::BTreeMap;

use crate::dictionary::files::VocabFile;
use crate::dictionary::lines::LineStarts;
use crate::dictionary::listed::Listed;

/// Finds the line of a value below the header of its table.
pub(in crate::dictionary) struct Places<'a> {
    texts: BTreeMap<&'a str, (&'a str, LineStarts)>,
}

impl<'a> Places<'a> {
    pub(in crate::dictionary) fn new(files: &'a [VocabFile]) -> Self {
        let lines = |file: &'a VocabFile| {
            (file.name.as_str(), (file.text.as_str(), LineStarts::of(&file.text)))
        };
        Self { texts: files.iter().map(lines).collect() }
    }

    /// The line on which a quoted value of the entry stands, else that of its header.
    pub(super) fn of(&self, listed: &Listed, value: &str) -> String {
        let found = listed.place.rsplit_once(':').and_then(|(file, line)| {
            let header: usize = line.parse().ok()?;
            let quoted = ["\"", "'"].map(|mark| format!("{mark}{value}{mark}"));
            let (text, starts) = self.texts.get(file)?;
            let lines = text[starts.start(header + 1)?..].lines().zip(header + 1..);
            let mut own = lines.take_while(|(line, _)| !line.starts_with('['));
            own.find(|(line, _)| quoted.iter().any(|value| line.contains(value)))
                .map(|(_, number)| format!("{file}:{number}"))
        });
        found.unwrap_or_else(|| listed.place.clone())
    }
}
