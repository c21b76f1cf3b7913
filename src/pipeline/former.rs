//! Which stories need not be read again: those of files that have not changed since the graph that is there was made, on which no change of
//! the vocabulary bears.
//!
//! In: the graph that a folder holds, and a file or a document. Out: what it says of the file, and the stories. Never: a story that would
//! be read otherwise today.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::base::{Document, Story, in_parallel};
use crate::dictionary::{Changes, Decisions, Imprint, Lexicon};
use crate::documents::{DayMonth, Format, InputFile, ReadOptions, Stories};
use crate::merge::copies::{Compared, Sketches};
use crate::pipeline::options::BuildOptions;
use crate::store::{Folder, Input, Kept, Snapshot, StoreError, Written, WrittenReader};

/// The graph that the folder holds already, as far as its stories can be kept.
pub(super) struct Former {
    /// Shared with those who look for a single story.
    pub(super) stories: Arc<FormerStories>,
    written: WrittenReader,
    /// The number of the story that comes next.
    next_story: u32,
    /// Where among its inputs a file stands; it may have been named twice.
    places: BTreeMap<String, Vec<usize>>,
    /// The hashes of the files that may be as they were, by name.
    hashes: BTreeMap<String, String>,
    /// The input whose records come next.
    next: usize,
    /// Whether all files so far were those of the former graph, one by one.
    is_same_so_far: bool,
}

impl Former {
    /// `None` when there is no former graph, or everything must be read again.
    ///
    /// # Errors
    /// When there is one and it is damaged.
    pub(super) fn open(options: &BuildOptions<'_>) -> Result<Option<Self>, StoreError> {
        let snapshot = match Folder::open(options.out) {
            Ok(snapshot) => snapshot,
            Err(StoreError::NotAGraph { .. } | StoreError::Format { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        snapshot.check()?;
        let manifest = snapshot.manifest();
        let same = manifest.consort == env!("CARGO_PKG_VERSION")
            && manifest.reading == reading(options.read);
        let Some(changes) = same.then(|| changes(&snapshot, options)).flatten() else {
            return Ok(None);
        };
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, input) in manifest.inputs.iter().enumerate() {
            places.entry(input.path.clone()).or_default().push(place);
        }
        let hashes = hashes(options.files, |file| {
            let mut known = places.get(&file.name).into_iter().flatten();
            known.any(|place| Some(manifest.inputs[*place].size) == file.n_bytes)
        });
        let written = snapshot.written()?;
        let stories = Arc::new(FormerStories { snapshot, changes, sketches: OnceLock::new() });
        Ok(Some(Self {
            stories,
            written,
            next_story: 0,
            places,
            hashes,
            next: 0,
            is_same_so_far: true,
        }))
    }

    /// The next story as it is written, with its number.
    pub(super) fn next_story(&mut self) -> Result<(u32, Written), StoreError> {
        let number = self.next_story;
        self.next_story += 1;
        Ok((number, self.written.read(number)?))
    }

    fn inputs(&self) -> &[Input] {
        &self.stories.snapshot.manifest().inputs
    }

    /// Whether the files that are asked for, and no others, are what it was made from with the same vocabulary, and all of them were read
    /// whole.
    pub(super) fn is_of(&self, options: &BuildOptions<'_>) -> bool {
        let (files, inputs) = (options.files, self.inputs());
        let is_same = |(file, input): (&InputFile, &Input)| {
            let hash = self.hashes.get(&file.name);
            file.name == input.path
                && file.n_bytes.zip(hash).is_some_and(|(size, hash)| input.is_unchanged(size, hash))
        };
        self.stories.snapshot.manifest().vocabulary == options.vocabulary()
            && files.len() == inputs.len()
            && files.iter().zip(inputs).all(is_same)
    }

    /// What the former graph says of a file that has not changed; its stories are the next. Files come in the same
    /// order as last time; one that moved is read again.
    pub(super) fn take(&mut self, file: &InputFile) -> Option<Input> {
        let found = self.find(file);
        self.is_same_so_far &= found == Some(self.next);
        let place = found?;
        let skipped: usize = self.inputs()[self.next..place].iter().map(|i| i.documents).sum();
        self.next = place + 1;
        self.next_story += skipped as u32;
        Some(self.inputs()[place].clone())
    }

    /// The place of a file that has not changed among the inputs to come.
    fn find(&self, file: &InputFile) -> Option<usize> {
        let (size, hash) = (file.n_bytes?, self.hashes.get(&file.name)?);
        let inputs = self.inputs();
        let is_same = |place: &usize| {
            // What its stories are called hangs on the files before it.
            let has_its_names = self.is_same_so_far && *place == self.next;
            let input = &inputs[*place];
            input.is_unchanged(size, hash) && (!input.renamed || has_its_names)
        };
        let to_come = self.places.get(&file.name)?.iter().copied();
        to_come.filter(|place| *place >= self.next).find(is_same)
    }
}

/// The stories of the former graph, for whoever asks for one of them, on any thread.
pub(super) struct FormerStories {
    pub(super) snapshot: Snapshot,
    /// What the vocabulary of today reads otherwise.
    changes: Changes,
    /// Read when somebody asks: a build that keeps everything does not.
    sketches: OnceLock<Sketches>,
}

impl FormerStories {
    /// The story of a document whose file has changed or moved since, as it is written and with its number: if there was one that differs in
    /// nothing but where it stands.
    pub(super) fn find(
        &self,
        document: &Document,
        decisions: &Decisions,
    ) -> Option<(Written, Story, u32)> {
        let are_of_files = decisions.are_of_files();
        let number = self.sketches().place(&document.id)?;
        // One that is damaged is read again from its text.
        let written = self.snapshot.written_story(number).ok()?;
        let mut story = Story::from_bytes(&written.bytes).ok()?;
        let (before, now) = (&mut story.document.source, &document.source);
        let has_moved = (&before.file, before.line) != (&now.file, now.line);
        if before.file != now.file && are_of_files {
            return None;
        }
        (before.file, before.line) = (now.file.clone(), now.line);
        if story.document != *document {
            return None;
        }
        let written = if has_moved { Written::of(&story) } else { written };
        Some((written, story, number))
    }

    /// Whether one of its stories may be read otherwise with the vocabulary of today.
    pub(super) fn is_read_otherwise(&self, story: &Story, lexicon: &Lexicon) -> bool {
        self.changes.bear_on(story, lexicon)
    }

    /// The sketches of its stories.
    pub(super) fn sketches(&self) -> &Sketches {
        self.sketches.get_or_init(|| Sketches::from_bytes(self.kept(Kept::Sketches)))
    }

    /// What comparisons of its stories have found, by the places that the stories have now.
    pub(super) fn compared(&self, place: impl Fn(u32) -> Option<u32>) -> Compared {
        Compared::from_bytes(&self.kept(Kept::Comparisons), place)
    }

    /// What the former build has kept; nothing where it is damaged: then it is found out again.
    fn kept(&self, kept: Kept) -> Vec<u8> {
        self.snapshot.kept(kept).unwrap_or_default()
    }
}

/// What the vocabulary and the decisions read otherwise than those that a graph was made with; `None` where that may be anything.
fn changes(snapshot: &Snapshot, options: &BuildOptions<'_>) -> Option<Changes> {
    let none = Changes::default();
    if snapshot.manifest().vocabulary == options.vocabulary() {
        return Some(none);
    }
    let before = Imprint::from_bytes(&snapshot.kept(Kept::Vocabulary).ok()?)?;
    Changes::between(&before, options.lexicon, options.decisions)
}

/// The hashes of the files of which it is asked, by name, made on all threads. One that cannot be read has none: whoever reads it says
/// why.
fn hashes(files: &[InputFile], is_asked: impl Fn(&InputFile) -> bool) -> BTreeMap<String, String> {
    let asked: Vec<&InputFile> = files.iter().filter(|file| is_asked(file)).collect();
    let hashed = in_parallel(asked, |file| Some((file.name.clone(), file.sha256().ok()??)));
    hashed.into_iter().flatten().collect()
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
