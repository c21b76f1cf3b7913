//! The files of a vocabulary.
//!
//! In: the files built into the program and folders of the user. Out: their texts under names that say what they hold.
//! Never: a look into a text.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A vocabulary file: its name says what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabFile {
    /// The path to print in messages; the part of its stem before a hyphen is the kind.
    pub name: String,
    /// TOML.
    pub text: String,
    /// Whether it is built into the program.
    pub builtin: bool,
}

/// A vocabulary that could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VocabError {
    /// A folder or file could not be read.
    #[error("cannot read vocabulary {path}: {source}; --vocab takes a folder of .toml files")]
    Read {
        /// The folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A folder holds no vocabulary.
    #[error("{path} holds no .toml file; see vocab/README.md for the format")]
    Empty {
        /// The folder.
        path: String,
    },
    /// A file of decisions could not be read.
    #[error("cannot read the decisions in {path}: {source}")]
    Decisions {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Nothing to find names with.
    #[error(
        "the vocabulary has no entries; leave --no-builtin out or give --vocab a folder with entries"
    )]
    NoEntries,
}

macro_rules! builtin {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../vocab/", $name)))),*]
    };
}

/// The shipped vocabulary.
const BUILTIN: &[(&str, &str)] = builtin![
    "countries.toml",
    "frames-en.toml",
    "funds-world.toml",
    "funds.toml",
    "grammar-en.toml",
    "heads-en.toml",
    "instruments.toml",
    "money-en.toml",
    "money.toml",
    "organisations-africa.toml",
    "organisations-americas.toml",
    "organisations-asia.toml",
    "organisations-charities.toml",
    "organisations-companies.toml",
    "organisations-donors.toml",
    "organisations-eu.toml",
    "organisations-europe.toml",
    "organisations-international.toml",
    "organisations-middle-east.toml",
    "organisations-national.toml",
    "organisations-ngo.toml",
    "organisations-press.toml",
    "organisations-research.toml",
    "organisations-un.toml",
    "organisations-world.toml",
    "programmes-world.toml",
    "programmes.toml",
    "regions.toml",
    "relations-en.toml",
    "sentences-en.toml",
    "templates-en.toml",
];

/// The files built into the program.
///
/// ```
/// use consort::dictionary::{VocabFile, builtin_files};
/// let mut files = builtin_files();
/// files.retain(VocabFile::is_language); // no listed names, but the words of English
/// assert!(files.iter().any(|file| file.name == "vocab/relations-en.toml"));
/// ```
#[must_use]
pub fn builtin_files() -> Vec<VocabFile> {
    let file = |&(name, text): &(&str, &str)| VocabFile {
        name: format!("vocab/{name}"),
        text: text.to_owned(),
        builtin: true,
    };
    BUILTIN.iter().map(file).collect()
}

/// The `.toml` files of a folder, sorted by name; `path` may also be one file.
///
/// # Errors
/// When the folder or a file cannot be read, or there is no such file.
///
/// ```
/// use consort::dictionary::{VocabError, read_folder};
/// # let folder = std::env::temp_dir().join(format!("consort-example-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).expect("a place for files");
/// std::fs::write(folder.join("programmes.toml"), "[zeta]\nname = \"Zeta Project\"\n").expect("written");
/// let files = read_folder(&folder)?;
/// assert!(files.len() == 1 && files[0].name.ends_with("programmes.toml"));
/// # std::fs::remove_dir_all(&folder).expect("removed");
/// assert!(matches!(read_folder("no/such/folder".as_ref()), Err(VocabError::Read { .. })));
/// # Ok::<(), VocabError>(())
/// ```
pub fn read_folder(path: &Path) -> Result<Vec<VocabFile>, VocabError> {
    list_folder(path)?.iter().map(|file| VocabFile::read(file)).collect()
}

/// What makes of an error one about a folder or file.
fn failed(at: &Path) -> impl FnOnce(io::Error) -> VocabError {
    let path = at.display().to_string();
    move |source| VocabError::Read { path, source }
}

impl VocabFile {
    /// One of the user's.
    pub(super) fn read(path: &Path) -> Result<Self, VocabError> {
        let text = fs::read_to_string(path).map_err(failed(path))?;
        Ok(Self { name: path.display().to_string(), text, builtin: false })
    }
}

/// The paths of the `.toml` files of a folder, sorted; the path itself where it is no folder.
pub(super) fn list_folder(path: &Path) -> Result<Vec<PathBuf>, VocabError> {
    let mut paths = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(failed(path))? {
            let file = entry.map_err(failed(path))?.path();
            if file.extension().is_some_and(|e| e == "toml") {
                paths.push(file);
            }
        }
        paths.sort();
        if paths.is_empty() {
            return Err(VocabError::Empty { path: path.display().to_string() });
        }
    } else {
        paths.push(path.to_owned());
    }
    Ok(paths)
}

/// The files of reviewers' decisions that go with texts: those that are named, else the `decisions.toml` in each folder of
/// texts, or beside each file; each once, with its text.
///
/// # Errors
/// When one cannot be read.
///
/// ```
/// use consort::dictionary::decision_files;
/// # let folder = std::env::temp_dir().join(format!("consort-decisions-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder).expect("a place for files");
/// std::fs::write(folder.join("decisions.toml"), "").expect("written");
/// let found = decision_files(&[], &[folder.clone(), folder.join("story.txt")])?;
/// assert_eq!(found.len(), 1);
/// # std::fs::remove_dir_all(&folder).expect("removed");
/// # Ok::<(), consort::dictionary::VocabError>(())
/// ```
pub fn decision_files(
    named: &[PathBuf],
    texts: &[PathBuf],
) -> Result<Vec<(String, String)>, VocabError> {
    let paths = if named.is_empty() { beside(texts) } else { named.to_vec() };
    let read = |path: PathBuf| {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => Ok((name, text)),
            Err(source) => Err(VocabError::Decisions { path: name, source }),
        }
    };
    paths.into_iter().map(read).collect()
}

/// The `decisions.toml` in each folder of texts, or beside each file, once each.
fn beside(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths.iter().filter(|path| path.as_os_str() != "-") {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) };
        let file = folder.join("decisions.toml");
        if file.is_file() && !found.contains(&file) {
            found.push(file);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::BUILTIN;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let mut names: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/vocab"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            // The registries are read by their own file.
            .filter(|name| name.ends_with(".toml") && name != "registries.toml")
            .collect();
        names.sort();
        assert_eq!(names, BUILTIN.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
