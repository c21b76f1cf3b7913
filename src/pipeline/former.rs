//! Which stories need not be read again: those of files that have not changed since the graph that is there was made.
//!
//! In: the graph that a folder holds, and a file. Out: what it says of the file, and the records. Never: a story that would
//! be read otherwise today.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::documents::{DayMonth, Format, InputFile, Portions, ReadOptions, Stories};
use crate::store::{Folder, Input, StoreError};

/// The graph that the folder holds already, as far as its stories can be kept.
pub(super) struct Former {
    /// The records that are left, one a line.
    pub(super) lines: Box<dyn Iterator<Item = Result<String, StoreError>> + Send>,
    inputs: Vec<Input>,
    /// Where among the inputs a file stands; it may have been named twice.
    places: BTreeMap<String, Vec<usize>>,
    /// The input whose records come next.
    next: usize,
}

impl Former {
    /// `None` when there is no former graph, or everything must be read again.
    ///
    /// # Errors
    /// When there is one and it is damaged.
    pub(super) fn open(
        folder: &Path,
        vocabulary: &str,
        options: &ReadOptions,
    ) -> Result<Option<Self>, StoreError> {
        let snapshot = match Folder::open(folder) {
            Ok(snapshot) => snapshot,
            Err(StoreError::NotAGraph { .. } | StoreError::Format { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        snapshot.check()?;
        let manifest = snapshot.manifest();
        let same = manifest.vocabulary == vocabulary
            && manifest.consort == env!("CARGO_PKG_VERSION")
            && manifest.reading == reading(options);
        if !same {
            return Ok(None);
        }
        let inputs = manifest.inputs.clone();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, input) in inputs.iter().enumerate() {
            places.entry(input.path.clone()).or_default().push(place);
        }
        let lines = Box::new(snapshot.record_lines()?);
        Ok(Some(Self { lines, inputs, places, next: 0 }))
    }

    /// What the former graph says of a file that has not changed; its records are the next `lines`. Files come in the same
    /// order as last time; one that moved is read again.
    pub(super) fn take(&mut self, file: &InputFile, options: &ReadOptions) -> Option<Input> {
        let size = file.n_bytes?;
        let to_come = |place: &usize| *place >= self.next && self.inputs[*place].size == size;
        let mut places = self.places.get(&file.name)?.iter().copied().filter(to_come).peekable();
        places.peek()?;
        let mut portions = Portions::open(file, options).ok()?;
        portions.by_ref().for_each(drop);
        let sha256 = portions.sha256();
        let place = places.find(|place| self.inputs[*place].is_unchanged(size, &sha256))?;
        let skipped = self.inputs[self.next..place].iter().map(|input| input.documents).sum();
        self.next = place + 1;
        self.lines.by_ref().take(skipped).for_each(drop);
        Some(self.inputs[place].clone())
    }
}

/// How texts are read, in words that differ when the result may. Graph folders keep them: a word that changes has all texts
/// read again, so it stands here and not in a name of the program's.
pub(super) fn reading(options: &ReadOptions) -> String {
    // All of them, so that one that is added is not forgotten here.
    let ReadOptions { format, fields, stories, day_month, title, date_format } = options;
    let format = match format {
        None => "by name",
        Some(Format::Text) => "text",
        Some(Format::Markdown) => "markdown",
        Some(Format::Jsonl) => "jsonl",
        // They have no other words yet.
        Some(other) => other.name(),
    };
    let stories = match stories {
        Stories::Split => "split".to_owned(),
        Stories::Whole => "whole".to_owned(),
        Stories::At(pattern) => format!("at {}", quoted(&pattern.to_string())),
    };
    let order = match day_month {
        None => "",
        Some(DayMonth::DayFirst) => "; day first",
        Some(DayMonth::MonthFirst) => "; month first",
    };
    let fields = quoted(fields);
    let mut reading =
        format!("reading 3; format {format}; stories {stories}; fields {fields}{order}");
    if let Some(title) = title {
        reading += &format!("; title {}", quoted(&title.to_string()));
    }
    if let Some(date_format) = date_format {
        reading += &format!("; dates {}", quoted(&date_format.to_string()));
    }
    reading
}

/// A value in JSON, so that one end of it cannot be taken for another.
fn quoted(value: &impl Serialize) -> String {
    // Strings, and strings by string, cannot fail to be written.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Pattern;
    use crate::documents::DateFormat;

    /// What graph folders hold by now: who changes a line of it has every user's texts read again.
    #[test]
    fn the_way_of_reading_has_words_of_its_own() {
        let fields = [("text", "body"), ("title", "head\"line; x")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()));
        let table = [
            (ReadOptions::default(), "reading 3; format by name; stories split; fields {}"),
            (
                ReadOptions { format: Some(Format::Text), ..ReadOptions::default() },
                "reading 3; format text; stories split; fields {}",
            ),
            (
                ReadOptions { format: Some(Format::Markdown), ..ReadOptions::default() },
                "reading 3; format markdown; stories split; fields {}",
            ),
            (
                ReadOptions {
                    format: Some(Format::Jsonl),
                    fields: fields.into(),
                    stories: Stories::Whole,
                    day_month: Some(DayMonth::MonthFirst),
                    ..ReadOptions::default()
                },
                r#"reading 3; format jsonl; stories whole; fields {"text":"body","title":"head\"line; x"}; month first"#,
            ),
            (
                ReadOptions {
                    stories: Stories::At(Pattern::new(r#"^"No\. \d"#).unwrap()),
                    title: Some(Pattern::new("^T: (.*)").unwrap()),
                    date_format: Some(DateFormat::new("%d.%m.%Y").unwrap()),
                    ..ReadOptions::default()
                },
                r#"reading 3; format by name; stories at "^\"No\\. \\d"; fields {}; title "^T: (.*)"; dates "%d.%m.%Y""#,
            ),
        ];
        for (options, expected) in table {
            assert_eq!(reading(&options), expected);
        }
    }
}
