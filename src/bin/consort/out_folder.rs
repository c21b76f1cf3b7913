//! The one way in which the program writes a folder of the user's: all of it, or none.
//!
//! In: a path, the names that may stand in the folder, files. Out: the folder, in place of the former one. Never: half a folder, or a
//! file of somebody else's gone.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

/// A folder in the making, beside the place that it takes when it is whole. One that is not kept goes when it is dropped.
pub(crate) struct OutFolder {
    /// As the user named it.
    path: PathBuf,
    /// Where that leads.
    place: PathBuf,
    made: PathBuf,
}

impl OutFolder {
    /// Begins a folder. What stands in its place already must be empty, or hold `mark` and nothing but `names`: then an earlier run
    /// has written it.
    pub(crate) fn create(path: &Path, mark: &str, names: &[&str]) -> anyhow::Result<Self> {
        let context = || format!("cannot write {}", path.display());
        // What a link leads to is replaced, never the link; a dot has no name beside which something could stand.
        let place = match path.symlink_metadata() {
            Ok(_) => path.canonicalize().with_context(context)?,
            Err(_) => path.components().collect(),
        };
        may_replace(&place, mark, names).with_context(context)?;
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.with_context(|| format!("{}: name a folder", context()))?;
        let made = place.with_file_name(format!(".{name}.{}.unfinished", std::process::id()));
        fs::create_dir(&made).with_context(context)?;
        Ok(Self { path: path.to_owned(), place, made })
    }

    /// Begins a file in it; a name may lead into a folder below.
    pub(crate) fn file(&self, name: &str) -> io::Result<Box<dyn Write + Send>> {
        let path = self.made.join(name);
        match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&self.made))?;
                Ok(Box::new(File::create_new(path)?))
            }
            created => Ok(Box::new(created?)),
        }
    }

    /// Puts it in its place. Between two renames nothing stands there for a moment.
    pub(crate) fn keep(self) -> anyhow::Result<()> {
        self.put().with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn put(&self) -> io::Result<()> {
        sync(&self.made)?;
        if !self.place.exists() {
            return fs::rename(&self.made, &self.place);
        }
        let former = self.made.with_extension("former");
        fs::rename(&self.place, &former)?;
        if let Err(error) = fs::rename(&self.made, &self.place) {
            fs::rename(&former, &self.place)?;
            return Err(error);
        }
        fs::remove_dir_all(former)
    }
}

impl Drop for OutFolder {
    fn drop(&mut self) {
        // After it has taken its place there is nothing to remove.
        let _ = fs::remove_dir_all(&self.made);
    }
}

/// Whether the folder at a place, if there is one, may give way to another.
fn may_replace(place: &Path, mark: &str, names: &[&str]) -> anyhow::Result<()> {
    let entries = match fs::read_dir(place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            anyhow::bail!("a file stands there; name a folder")
        }
        Err(error) => return Err(error.into()),
    };
    let found: Vec<String> = entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    if found.is_empty() {
        return Ok(());
    }
    let foreign = found.iter().filter(|name| !names.contains(&name.as_str())).min();
    match foreign {
        Some(name) => anyhow::bail!(
            "it holds {name}, which is no part of what is written there; name another folder, or move it away"
        ),
        None if !found.iter().any(|name| name == mark) => {
            anyhow::bail!(
                "it lacks {mark}, so nothing tells that it was written by this command; name another folder, or empty it"
            )
        }
        None => Ok(()),
    }
}

/// Sees to it that the files of a folder are on the disk; those of folders below it can be made again.
fn sync(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}
