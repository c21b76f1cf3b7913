//! A file that is read as a whole, by its kind, and what is packed in it.
//!
//! In: the bytes of a file, and what they hold. Out: its documents. Never: IO, or bytes read as what they are not.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Document, Warned, Warning};
use crate::documents::encoding::decode;
use crate::documents::error::ReadError;
use crate::documents::options::{Format, ReadOptions};
use crate::documents::parse::{is_text, parse};
use crate::documents::signs::{Foreign, Kind};
use crate::documents::zipped::{self, Archive, Budget};
use crate::documents::{html_page, kind, pdf, walk};

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
            Format::Gzip => self.gunzip(name, bytes),
            Format::Zip => self.package(name, bytes),
            text if is_text(text) => {
                let text = decode(name, bytes)?;
                let mut read = parse(name, &text.output, format, self.options);
                read.warnings.splice(0..0, text.warnings);
                Ok(read)
            }
            other => {
                let message = format!("is of the kind {}; convert it to .txt", other.name());
                Err(ReadError::refused(name, message))
            }
        }
    }

    /// A file in a file, by what it holds.
    fn inner(&mut self, name: &str, bytes: &[u8]) -> Read {
        if self.depth == DEEPEST {
            let message = format!("is packed more than {DEEPEST} times; unpack it yourself");
            return Err(ReadError::refused(name, message));
        }
        let by_name = Format::of_path(Path::new(name));
        let kind = kind::of(bytes, name, by_name, self.options.format);
        self.depth += 1;
        let read = self.read(kind, name, bytes);
        self.depth -= 1;
        read
    }

    /// The file in a gzip file: it is called like it, without the ending.
    fn gunzip(&mut self, name: &str, bytes: &[u8]) -> Read {
        let refused = |reason: String| ReadError::refused(name, reason);
        let unpacked = zipped::gunzip(bytes, &mut self.budget).map_err(refused)?;
        let inner = match name.len().checked_sub(3).and_then(|at| name.split_at_checked(at)) {
            Some((inner, ending)) if ending.eq_ignore_ascii_case(".gz") => inner,
            _ => name,
        };
        let mut read = self.inner(inner, &unpacked)?;
        for document in &mut read.output {
            if document.source.file == inner {
                name.clone_into(&mut document.source.file);
            }
        }
        Ok(read)
    }

    /// A ZIP file: a document of an office program, or an archive of files.
    fn package(&mut self, name: &str, bytes: &[u8]) -> Read {
        let refused = |reason: String| ReadError::refused(name, reason);
        let mut archive = Archive::open(bytes).map_err(refused)?;
        match archive.kind() {
            Kind::Known(Format::Zip) => Ok(self.members(name, &mut archive)),
            kind => self.read(kind, name, bytes),
        }
    }

    /// The files of an archive; each that cannot be read costs itself alone.
    fn members(&mut self, archive: &str, members: &mut Archive<'_>) -> Warned<Vec<Document>> {
        let mut all = Warned { output: Vec::new(), warnings: Vec::new() };
        let mut passed_over: BTreeMap<String, usize> = BTreeMap::new();
        for (number, member) in members.names() {
            if walk::is_hidden_path(&member) {
                continue;
            }
            let name = format!("{archive}/{member}");
            let unpacked = match members.member(number, &mut self.budget) {
                Ok(unpacked) => unpacked,
                Err(message) => {
                    all.warnings.push(Warning { place: name, message });
                    continue;
                }
            };
            if !walk::is_story_file(Path::new(&member), || Some(unpacked.clone())) {
                *passed_over.entry(walk::class(Path::new(&member))).or_default() += 1;
                continue;
            }
            match self.inner(&name, &unpacked) {
                Ok(read) => {
                    all.output.extend(read.output);
                    all.warnings.extend(read.warnings);
                }
                Err(error) => all.warnings.push(error.warning(&name)),
            }
        }
        all.warnings.extend(not_read(archive, &passed_over, all.output.is_empty()));
        all
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
