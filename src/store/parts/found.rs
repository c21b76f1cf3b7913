//! The files of parts in a folder, each part once.
//!
//! In: a folder. Out: what its manifest says, and a file a part. Never: a choice between two that differ.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::store::parts::PartsError;
use crate::store::parts::file::{FORMAT, PartFile};

/// What a job writes last.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    parts: usize,
    /// Rows in all parts.
    pub(super) rows: usize,
    /// The first sixty bits of the hash of each part, added without carry.
    pub(super) sum: u64,
}

/// So many missing parts are named.
const NAMED: usize = 5;

/// The manifest of a folder and its parts, in the order of their numbers.
pub(super) fn find(folder: &Path) -> Result<(Manifest, Vec<PartFile>), PartsError> {
    let manifest = manifest(folder)?;
    let mut by_number: BTreeMap<usize, Vec<PartFile>> = BTreeMap::new();
    for path in files(&folder.join("stories"))? {
        if let Some(file) = PartFile::open(&path)? {
            let mut file = file;
            file.close();
            by_number.entry(file.number).or_default().push(file);
        }
    }
    let missing: Vec<String> = (0..manifest.parts)
        .filter(|number| !by_number.contains_key(number))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let verb = if missing.len() == 1 { "is" } else { "are" };
        let more = missing.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let named = missing[..missing.len().min(NAMED)].join(", ");
        let missing = format!("{named}{more} {verb}");
        return Err(PartsError::Missing { folder: folder.to_owned(), of: manifest.parts, missing });
    }
    if by_number.len() > manifest.parts {
        return Err(PartsError::Mixed { folder: folder.display().to_string() });
    }
    let files = by_number.into_values().map(only).collect::<Result<_, _>>()?;
    Ok((manifest, files))
}

/// The one of some files of a part that counts. A task that was tried twice may leave two: both whole and the same, or one torn.
fn only(mut files: Vec<PartFile>) -> Result<PartFile, PartsError> {
    if files.len() == 1 {
        return Ok(files.remove(0));
    }
    let mut whole: Vec<PartFile> = Vec::new();
    let mut torn: Option<PathBuf> = None;
    for mut file in files {
        match file.is_whole()? {
            false => torn = Some(file.path().to_owned()),
            true if whole.iter().any(|other| other.last == file.last) => {}
            true => whole.push(file),
        }
    }
    match (whole.as_slice(), torn) {
        ([only], _) => reopened(only.path()),
        ([one, other, ..], _) => Err(PartsError::Twice {
            one: one.path().to_owned(),
            other: other.path().to_owned(),
            number: one.number,
        }),
        // Read again, it says what is wrong.
        ([], torn) => reopened(&torn.unwrap_or_default()),
    }
}

fn reopened(path: &Path) -> Result<PartFile, PartsError> {
    let empty = || PartsError::Torn { path: path.to_owned(), reason: "is empty".to_owned() };
    let mut file = PartFile::open(path)?.ok_or_else(empty)?;
    file.close();
    Ok(file)
}

fn manifest(folder: &Path) -> Result<Manifest, PartsError> {
    let unfinished = |reason: &str| PartsError::Unfinished {
        folder: folder.to_owned(),
        reason: reason.to_owned(),
    };
    let place = folder.join("manifest");
    if !place.is_dir() {
        return Err(unfinished("it has no manifest"));
    }
    let mut lines = Vec::new();
    for path in files(&place)? {
        let text = fs::read_to_string(&path)
            .map_err(|source| PartsError::Read { path: path.clone(), source })?;
        lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    lines.dedup();
    let [line] = lines.as_slice() else {
        return Err(unfinished("its manifest is empty, or there are two"));
    };
    let manifest: Manifest =
        serde_json::from_str(line).map_err(|_| unfinished("its manifest cannot be read"))?;
    match manifest.format {
        FORMAT => Ok(manifest),
        other => Err(unfinished(&format!("they are in format {other}, and this reads {FORMAT}"))),
    }
}

/// The files in a folder without those of Spark's own, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, PartsError> {
    let read = |source| PartsError::Read { path: folder.to_owned(), source };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(read(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(read)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(['.', '_']) && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}
