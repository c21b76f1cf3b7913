//! Finds the files to read.
//!
//! In: paths as the user gave them. Out: files in a fixed order, and what was passed over. Never: reads a file beyond its first
//! bytes, or leaves an unreadable folder unmentioned.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::base::{Warned, Warning};
use crate::documents::error::ReadError;
use crate::documents::input::{Found, InputFile, InputPlace};
use crate::documents::kind;
use crate::documents::options::Format;

/// Files about a folder, not stories in it (without extension, in lower case).
const NOT_STORIES: [&str; 8] = [
    "readme",
    "changelog",
    "license",
    "licence",
    "copying",
    "authors",
    "contributing",
    "code_of_conduct",
];

/// What may hold stories that consort cannot read: taken, so that it is refused by name and with the cure.
const REFUSED: [&str; 24] = [
    "doc", "dot", "rtf", "wpd", "pages", "xls", "xlsb", "msg", "pst", "mht", "mhtml", "ppt",
    "pptx", "odp", "epub", "mobi", "djvu", "ps", "tar", "tgz", "bz2", "xz", "7z", "rar",
];

/// What to say of a folder in which nothing is to be read.
const EMPTY: &str = "holds no file that may be a story (.txt .md .html .pdf .docx .odt .eml .mbox .csv .xlsx .json .jsonl .rss .warc .zip .gz); name a folder with stories";

/// What to say of pipes, sockets and devices in a folder.
const NO_FILE: &str =
    "is a pipe, a socket or a device and was passed over; name it to have it read, or leave it out";

/// So much of a file is looked at whose name says nothing.
const OPENING: u64 = 4096;

/// The files behind `paths`: a file as it is named, a folder with everything below it in sorted order, `-` as standard input.
///
/// Of a folder is taken what the ending of a name promises to be a text ([`Format::of_path`]), and what shows by its first
/// bytes that it is one; no hidden files and no README, LICENSE and the like. A file that is reached twice is read once.
///
/// # Errors
/// [`ReadError::Missing`] for a path that does not exist, [`ReadError::Io`] for one that may not be looked at.
///
/// ```
/// use consort::documents::{ReadOptions, read_file, walk};
/// # let folder = std::env::temp_dir().join(format!("consort-walk-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).expect("a place for files");
/// for (name, text) in [("one.txt", "Zeta Body met."), ("two.md", "# A meeting\n\nIt met."), ("README.md", "About.")] {
///     std::fs::write(folder.join(name), text).expect("written");
/// }
/// let files = walk(&[folder.clone()])?.output.files;
/// assert_eq!(files.len(), 2, "a README is no story");
/// let read = read_file(&files[1], &ReadOptions::default())?;
/// assert_eq!(read.output[0].title, "A meeting");
/// # std::fs::remove_dir_all(&folder).expect("removed");
/// # Ok::<(), consort::documents::ReadError>(())
/// ```
pub fn walk(paths: &[PathBuf]) -> Result<Warned<Found>, ReadError> {
    let mut walk = Walk::default();
    for path in paths {
        if path.as_os_str() == "-" {
            walk.add_stdin();
            continue;
        }
        let name = name_of(path);
        let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::Missing { name: name.clone() },
            _ => ReadError::Io { name: name.clone(), error },
        })?;
        if !metadata.is_dir() {
            walk.add_file(path, metadata.len());
            continue;
        }
        let n_before = walk.n_found;
        walk.folder(path, &mut Vec::new());
        if walk.n_found == n_before {
            walk.warnings.push(Warning { place: name, message: EMPTY.to_owned() });
        }
    }
    let found = Found { files: walk.files, passed_over: walk.passed_over };
    Ok(Warned { output: found, warnings: walk.warnings })
}

#[derive(Default)]
struct Walk {
    files: Vec<InputFile>,
    /// Counts files met again too, so that a folder given twice is not called empty.
    n_found: usize,
    seen: BTreeSet<PathBuf>,
    passed_over: BTreeMap<String, usize>,
    warnings: Vec<Warning>,
}

impl Walk {
    fn add_stdin(&mut self) {
        self.n_found += 1;
        if self.seen.insert(PathBuf::from("-")) {
            self.files.push(InputFile {
                name: "-".to_owned(),
                place: InputPlace::Stdin,
                format: None,
                n_bytes: None,
            });
        }
    }

    fn add_file(&mut self, path: &Path, n_bytes: u64) {
        self.n_found += 1;
        if self.seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned())) {
            self.files.push(InputFile {
                name: name_of(path),
                place: InputPlace::File(path.to_owned()),
                format: Format::of_path(path),
                n_bytes: Some(n_bytes),
            });
        }
    }

    /// Everything below `folder`; `above` are the folders that lead here, so that a link back to one is not followed.
    fn folder(&mut self, folder: &Path, above: &mut Vec<PathBuf>) {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if above.contains(&real) {
            return;
        }
        let entries = std::fs::read_dir(folder).and_then(|entries| {
            entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()
        });
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                let message =
                    format!("cannot be listed ({error}); make it readable or leave it out");
                self.warnings.push(Warning { place: name_of(folder), message });
                return;
            }
        };
        entries.sort();
        above.push(real);
        for path in entries {
            if is_hidden(&path) {
                continue;
            }
            match std::fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => self.folder(&path, above),
                // Whoever opens a pipe waits for somebody to write into it, and a device may never end.
                Ok(metadata) if !metadata.is_file() => {
                    let message = NO_FILE.to_owned();
                    self.warnings.push(Warning { place: name_of(&path), message });
                }
                Ok(metadata) if is_story_file(&path, || opening(&path).ok()) => {
                    self.add_file(&path, metadata.len())
                }
                Ok(_) => *self.passed_over.entry(class(&path)).or_default() += 1,
                Err(error) => {
                    let message = format!("cannot be read ({error}); mend the link or remove it");
                    self.warnings.push(Warning { place: name_of(&path), message });
                }
            }
        }
        above.pop();
    }
}

/// The path as it is shown, with `/` on every system.
fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace('\\', "/") }
}

/// What the summary calls a file that was passed over: its ending, or its name where it has none.
pub(super) fn class(path: &Path) -> String {
    match path.extension().and_then(OsStr::to_str) {
        Some(ending) if !is_about(path) => format!(".{}", ending.to_ascii_lowercase()),
        _ => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with('.'))
}

/// Whether a file is about its folder.
fn is_about(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    NOT_STORIES.contains(&name.split('.').next().unwrap_or_default())
}

/// Whether a file may be a story, by its name, else by its `opening`.
pub(super) fn is_story_file(path: &Path, opening: impl FnOnce() -> Option<Vec<u8>>) -> bool {
    if is_about(path) {
        return false;
    }
    let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    Format::of_path(path).is_some()
        || ending.is_some_and(|ending| REFUSED.contains(&ending.as_str()))
        || opening().is_some_and(|opening| kind::is_plain(&opening, &name_of(path)))
}

/// Whether a path in an archive leads to a hidden file, or to what a system keeps for itself.
pub(super) fn is_hidden_path(path: &str) -> bool {
    path.split(['/', '\\']).any(|name| name.starts_with('.') || name == "__MACOSX")
}

fn opening(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut opening = Vec::new();
    File::open(path)?.take(OPENING).read_to_end(&mut opening)?;
    Ok(opening)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::walk;

    #[test]
    fn a_folder_is_walked_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("b/.git")).unwrap();
        fs::create_dir(root.join("empty")).unwrap();
        for name in [
            "c.txt",
            "a.MD",
            "b/z.jsonl",
            "b/a.ndjson",
            "b/README.md",
            "LICENSE",
            "LICENSE.txt",
            ".hidden.txt",
            "b/.git/x.txt",
            "photo.jpg",
            "one.pdf",
            "CHANGELOG.md",
            "d.text",
        ] {
            fs::write(root.join(name), "text").unwrap();
        }
        fs::write(root.join("notes"), "Title: A\nDate: 2020\n\nText.").unwrap();
        fs::write(root.join("mail"), "Message-ID: <1>\nFrom: a\nDate: b\n\nText.").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
        #[cfg(unix)]
        let _socket = std::os::unix::net::UnixListener::bind(root.join("b/socket.txt")).unwrap();
        let found = walk(&[root.to_owned(), root.join("c.txt"), PathBuf::from("-")]).unwrap();
        let prefix = format!("{}/", root.to_string_lossy());
        let names: Vec<_> =
            found.output.files.iter().map(|f| f.name.replace(&prefix, "")).collect();
        let expected =
            ["a.MD", "b/a.ndjson", "b/z.jsonl", "c.txt", "d.text", "mail", "one.pdf", "-"];
        assert_eq!(names, expected);
        let said: Vec<_> = found.warnings.iter().map(ToString::to_string).collect();
        assert!(
            cfg!(not(unix)) || said[0].contains("b/socket.txt: is a pipe, a socket"),
            "{said:?}"
        );
        let passed_over: Vec<_> =
            found.output.passed_over.iter().map(|(class, n)| format!("{n} {class}")).collect();
        let expected =
            ["1 .jpg", "1 CHANGELOG.md", "1 LICENSE", "1 LICENSE.txt", "1 README.md", "1 notes"];
        assert_eq!(passed_over, expected);

        let empty = walk(&[root.join("empty")]).unwrap();
        assert!(empty.output.files.is_empty());
        assert!(empty.warnings[0].to_string().contains("empty: holds no file"));

        let error = walk(&[root.join("nowhere")]).unwrap_err().to_string();
        assert!(error.contains("nowhere"), "{error}");
        let readme = walk(&[root.join("b/README.md")]).unwrap();
        assert_eq!(
            readme.output.files.len(),
            1,
            "a file that is named is taken, whatever its name"
        );
    }
}
