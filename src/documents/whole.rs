//! A file that is read as a whole, by its kind, and what is packed in it.
//!
//! In: the bytes of a file, and what they hold. Out: its documents. Never: IO, or bytes read as what they are not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::base::{Document, Source, Warned, Warning};
use crate::cut::{Archive, Budget, gunzip};
use crate::documents::encoding::decode;
use crate::documents::error::ReadError;
use crate::documents::options::{Format, ReadOptions};
use crate::documents::parse::parse;
use crate::documents::signs::{Foreign, Kind};
use crate::documents::{
    docx, html_page, kind, mail, odt, packed, pdf, record, walk, warc, workbook,
};

/// What a reader makes of a file.
type Read = Result<Warned<Vec<Document>>, ReadError>;

/// Files in files are no deeper than this.
const DEEPEST: usize = 5;

/// The documents of a file.
///
/// # Errors
/// When the bytes are damaged, or something that consort does not read.
pub(super) fn read(kind: Kind, name: &str, bytes: &[u8], options: &ReadOptions) -> Read {
    let mut within = Within { options, budget: Budget::of(bytes.len()), depth: 0 };
    within.read(kind, name, bytes)
}

/// What a file holds, where its first bytes only say that it is packed: a document of an office program, or an archive.
pub(super) fn refined(kind: Kind, bytes: &[u8]) -> Kind {
    match kind {
        Kind::Known(Format::Zip) => {
            Archive::open(bytes).map_or(kind, |mut zip| packed::kind(&mut zip))
        }
        kind => kind,
    }
}

/// Reads a file and what is in it.
struct Within<'a> {
    options: &'a ReadOptions,
    budget: Budget,
    depth: usize,
}

impl Within<'_> {
    fn read(&mut self, kind: Kind, name: &str, bytes: &[u8]) -> Read {
        let format = match kind {
            Kind::Known(format) => format,
            Kind::Foreign(foreign) => return refuse(name, foreign),
        };
        match format {
            Format::Html => html_page::read(name, bytes, self.options),
            Format::Pdf => pdf::read(name, bytes, self.options),
            Format::Docx => docx::read(name, bytes, self.options),
            Format::Odt => odt::read(name, bytes, self.options),
            Format::Workbook => workbook::read(name, bytes, self.options),
            Format::Mail => self.mails(name, vec![(1, Cow::Borrowed(bytes))]),
            Format::Mbox => self.mails(name, mail::split(bytes)),
            Format::Warc => Ok(self.pages(name, bytes)),
            Format::Gzip => self.gunzip(name, bytes),
            Format::Zip => self.package(name, bytes),
            Format::Text
            | Format::Markdown
            | Format::Jsonl
            | Format::Json
            | Format::Csv
            | Format::Feed => {
                let text = decode(name, bytes)?;
                let mut read = parse(name, &text.output, format, self.options);
                read.warnings.splice(0..0, text.warnings);
                Ok(read)
            }
        }
    }

    /// A file in a file, by what it holds.
    fn inner(&mut self, name: &str, bytes: &[u8]) -> Read {
        self.typed(name, bytes, Format::of_path(Path::new(name)))
    }

    /// The same, where something else than the name says what it is.
    fn typed(&mut self, name: &str, bytes: &[u8], by_name: Option<Format>) -> Read {
        if self.depth == DEEPEST {
            let message = format!("is packed more than {DEEPEST} times; unpack it yourself");
            return Err(ReadError::refused(name, message));
        }
        // What the user says of mails is not said of what is attached to them.
        let given = self.options.format.filter(|f| !matches!(f, Format::Mail | Format::Mbox));
        let kind = kind::of(bytes, name, by_name, given);
        self.depth += 1;
        let read = self.read(kind, name, bytes);
        self.depth -= 1;
        read
    }

    /// The file in a gzip file: it is called like it, without the ending.
    fn gunzip(&mut self, name: &str, bytes: &[u8]) -> Read {
        let refused = |reason: String| ReadError::refused(name, reason);
        let unpacked = gunzip(bytes, &mut self.budget).map_err(refused)?;
        let inner = match name.len().checked_sub(3).and_then(|at| name.split_at_checked(at)) {
            Some((inner, ending)) if ending.eq_ignore_ascii_case(".gz") => inner,
            _ => name,
        };
        let read = self.inner(inner, &unpacked);
        let mut read = read.map_err(|error| refused(error.warning(inner).message))?;
        // The user knows it by the name with the ending.
        let named = |place: &mut String| {
            if inner != name
                && let Some(rest) = place.strip_prefix(inner)
            {
                *place = format!("{name}{rest}");
            }
        };
        read.output.iter_mut().for_each(|document| named(&mut document.source.file));
        read.warnings.iter_mut().for_each(|warning| named(&mut warning.place));
        Ok(read)
    }

    /// A ZIP file: a document of an office program, or an archive of files.
    fn package(&mut self, name: &str, bytes: &[u8]) -> Read {
        let refused = |reason: String| ReadError::refused(name, reason);
        let mut archive = Archive::open(bytes).map_err(refused)?;
        match packed::kind(&mut archive) {
            Kind::Known(Format::Zip) => Ok(self.members(name, &mut archive)),
            kind => self.read(kind, name, bytes),
        }
    }

    /// The files of an archive; each that cannot be read costs itself alone.
    fn members(&mut self, archive: &str, members: &mut Archive<'_>) -> Warned<Vec<Document>> {
        let mut all = Gathered::default();
        for (number, member) in members.names() {
            if walk::is_hidden_path(&member) {
                continue;
            }
            let name = format!("{archive}/{member}");
            match members.member(number, &mut self.budget) {
                Ok(bytes) => self.add(&name, &member, &bytes, &mut all),
                Err(message) => all.warnings.push(Warning { place: name, message }),
            }
        }
        all.finish(archive)
    }

    /// Adds what a file in a file holds, if it may be a story.
    fn add(&mut self, name: &str, path: &str, bytes: &[u8], all: &mut Gathered) {
        let path = Path::new(path);
        if !walk::is_story_file(path, || Some(bytes.to_vec())) {
            *all.passed_over.entry(walk::class(path)).or_default() += 1;
            return;
        }
        let read = self.inner(name, bytes);
        all.take(name, read);
    }

    /// Mails, and what is attached to them.
    fn mails(&mut self, name: &str, mails: Vec<(usize, Cow<'_, [u8]>)>) -> Read {
        let mut all = Gathered::default();
        let mut records = Vec::new();
        for (line, bytes) in mails {
            let Some(mail) = mail::read(&bytes, line) else {
                let message = "has no head of a mail; if it is a text, name it .txt".to_owned();
                all.warnings.push(Warning { place: format!("{name}:{line}"), message });
                continue;
            };
            let sender = mail.sender();
            // A mail may be no more than the cover of what is attached.
            if mail.has_text() || mail.attached.is_empty() {
                records.push(mail.record);
            }
            let n_before = all.output.len();
            for (attached, bytes) in &mail.attached {
                self.add(&format!("{name}/{attached}"), attached, bytes, &mut all);
            }
            for document in &mut all.output[n_before..] {
                document.source.publisher =
                    document.source.publisher.take().or_else(|| sender.clone());
            }
        }
        let read = record::documents(name, records, &self.options.of_own_fields());
        all.output.splice(0..0, read.output);
        all.warnings.splice(0..0, read.warnings);
        Ok(all.finish(name))
    }

    /// The pages that a crawler has kept.
    fn pages(&mut self, name: &str, bytes: &[u8]) -> Warned<Vec<Document>> {
        let mut all = Gathered::default();
        let found = warc::read(bytes, &mut self.budget);
        for page in found.pages {
            let place = format!("{name}/{}", page.url);
            let kind = match page.kind.as_str() {
                "text/html" | "application/xhtml+xml" => Some(Format::Html),
                "text/plain" => Some(Format::Text),
                _ => None,
            };
            let path = page.url.split(['?', '#']).next().unwrap_or_default();
            if kind.is_none() && !kind::is_plain(&page.body, path) {
                *all.passed_over.entry(page.kind).or_default() += 1;
                continue;
            }
            let read = self.typed(&place, &page.body, kind).map(|mut read| {
                for document in &mut read.output {
                    let Source { file, line, url, .. } = &mut document.source;
                    (*file, *line) = (name.to_owned(), page.number);
                    url.get_or_insert_with(|| page.url.clone());
                    let fetched = Value::String(page.fetched.clone());
                    document.extra.insert("fetched".to_owned(), fetched);
                }
                read
            });
            all.take(&place, read);
        }
        let broken = found.broken.into_iter();
        all.warnings.extend(
            broken.map(|(url, message)| Warning { place: format!("{name}/{url}"), message }),
        );
        if found.is_cut {
            let message = "breaks off; what stands before was read: download it again".to_owned();
            all.warnings.push(Warning { place: name.to_owned(), message });
        }
        if found.n_errors > 0 {
            all.passed_over.insert("answers without a page".to_owned(), found.n_errors);
        }
        all.finish(name)
    }
}

/// What files in a file hold.
#[derive(Default)]
struct Gathered {
    output: Vec<Document>,
    warnings: Vec<Warning>,
    /// How many were passed over as no stories, by their ending.
    passed_over: BTreeMap<String, usize>,
}

impl Gathered {
    fn take(&mut self, name: &str, read: Read) {
        match read {
            Ok(read) => {
                self.output.extend(read.output);
                self.warnings.extend(read.warnings);
            }
            Err(error) => self.warnings.push(error.warning(name)),
        }
    }

    fn finish(mut self, name: &str) -> Warned<Vec<Document>> {
        let is_empty = self.output.is_empty() && self.warnings.is_empty();
        self.warnings.extend(not_read(name, &self.passed_over, is_empty));
        Warned { output: self.output, warnings: self.warnings }
    }
}

fn refuse(name: &str, foreign: Foreign) -> Read {
    let Foreign { what, cure } = foreign;
    Err(ReadError::refused(name, format!("is {what}, which consort does not read; {cure}")))
}

/// What to say of the files in an archive that are no stories.
fn not_read(name: &str, passed_over: &BTreeMap<String, usize>, is_empty: bool) -> Option<Warning> {
    let list: Vec<_> = passed_over.iter().map(|(class, n)| format!("{n} {class}")).collect();
    let message = match (list.is_empty(), is_empty) {
        (true, false) => return None,
        (true, true) => "holds no story; leave it out".to_owned(),
        (false, _) => format!(
            "holds files that are no stories and were passed over: {}; if one is, unpack it and name it",
            list.join(", ")
        ),
    };
    Some(Warning { place: name.to_owned(), message })
}
