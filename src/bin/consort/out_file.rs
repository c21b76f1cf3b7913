//! The one way in which the program writes a file of the user's: all of it, or none.
//!
//! In: a path, and what is to stand there. Out: the file. Never: half a file, a leftover beside it, or a file in place of a
//! device, a pipe or a link.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

/// A file in the making. Until it is [kept](Self::keep), whoever reads its path finds what was there before.
pub(crate) struct OutFile {
    /// As the user named it.
    path: PathBuf,
    out: BufWriter<Target>,
}

/// Where the bytes go.
enum Target {
    /// Beside the place that they take when they are whole.
    Beside { file: NamedTempFile, place: PathBuf, is_new: bool },
    /// To something that takes them as they come: a device, a pipe, a terminal.
    Through(File),
}

/// Writes one file.
pub(crate) fn write_file<T>(
    path: &Path,
    fill: impl FnOnce(&mut OutFile) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut file = OutFile::create(path)?;
    let filled = file.fill(fill)?;
    file.keep()?;
    Ok(filled)
}

/// Keeps files that belong together: none takes its place before all are written.
pub(crate) fn keep_all(mut files: Vec<OutFile>) -> anyhow::Result<()> {
    files.iter_mut().try_for_each(OutFile::finish)?;
    files.into_iter().try_for_each(OutFile::place)
}

impl OutFile {
    /// Begins a file, which may replace one.
    pub(crate) fn create(path: &Path) -> anyhow::Result<Self> {
        let begin = || match through(path)? {
            Some(file) => Ok(Target::Through(file)),
            None => Target::beside(followed(path)),
        };
        let out = BufWriter::new(begin().with_context(|| cannot_write(path))?);
        Ok(Self { path: path.to_owned(), out })
    }

    /// Begins a file where there is none.
    pub(crate) fn create_new(path: &Path) -> anyhow::Result<Self> {
        // A link that leads nowhere is something too.
        let is_taken = path.symlink_metadata().is_ok();
        anyhow::ensure!(!is_taken, "{}: it is there already; move it away", cannot_write(path));
        let file = new_beside(path).with_context(|| cannot_write(path))?;
        let out = BufWriter::new(Target::Beside { file, place: path.to_owned(), is_new: true });
        Ok(Self { path: path.to_owned(), out })
    }

    /// Whether it will be a file on a disk, with others beside it.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.out.get_ref(), Target::Beside { .. })
    }

    /// Has it written to; an error names the file.
    pub(crate) fn fill<T>(
        &mut self,
        fill: impl FnOnce(&mut Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        fill(self).with_context(|| cannot_write(&self.path))
    }

    /// Puts it in its place.
    pub(crate) fn keep(mut self) -> anyhow::Result<()> {
        self.finish()?;
        self.place()
    }

    /// Sees to it that every byte is on the disk: a rename that outlives a crash must not find an empty file.
    fn finish(&mut self) -> anyhow::Result<()> {
        let mut finish = || {
            self.out.flush()?;
            match self.out.get_ref() {
                Target::Beside { file, .. } => file.as_file().sync_all(),
                Target::Through(_) => Ok(()),
            }
        };
        finish().with_context(|| cannot_write(&self.path))
    }

    /// Gives a finished file its place.
    fn place(self) -> anyhow::Result<()> {
        let Self { path, out } = self;
        let Target::Beside { file, place, is_new } = out.into_parts().0 else { return Ok(()) };
        let placed = if is_new { file.persist_noclobber(&place) } else { file.persist(&place) };
        placed.map(drop).map_err(|failure| failure.error).with_context(|| cannot_write(&path))
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Target {
    /// A file that will take `place`, with the permissions of the one that is there.
    fn beside(place: PathBuf) -> io::Result<Self> {
        let former = fs::metadata(&place).ok();
        if former.is_some() {
            // A folder lets a file be replaced that may not be written: whoever locked it did not mean that.
            File::options().write(true).open(&place)?;
        }
        let file = new_beside(&place)?;
        if let Some(former) = former {
            file.as_file().set_permissions(former.permissions())?;
        }
        Ok(Self::Beside { file, place, is_new: false })
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside { file, .. } => file.as_file_mut().write(bytes),
            Self::Through(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside { file, .. } => file.as_file_mut().flush(),
            Self::Through(file) => file.flush(),
        }
    }
}

/// A new file in the folder of `place`, which goes when it is dropped.
fn new_beside(place: &Path) -> io::Result<NamedTempFile> {
    // Made by `File`, it has the permissions of any new file; `tempfile` alone would keep it from everyone else.
    tempfile::Builder::new()
        .prefix(".")
        .suffix(".unfinished")
        .make_in(folder_of(place), |path| File::create_new(path))
}

/// Names of what the program has open already, whatever that is.
const DESCRIPTORS: [&str; 4] = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"];

/// What `path` leads to, if that takes bytes as they come and is not to be replaced.
fn through(path: &Path) -> io::Result<Option<File>> {
    #[cfg(unix)]
    if ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name)) {
        use std::os::fd::AsFd;
        // The very descriptor, so that what others write to the same file stands before and after, not below.
        return Ok(Some(File::from(io::stdout().as_fd().try_clone_to_owned()?)));
    }
    match fs::metadata(path) {
        Ok(found) if found.is_file() && !DESCRIPTORS.iter().any(|name| path.starts_with(name)) => {
            Ok(None)
        }
        Ok(_) => File::options().append(true).open(path).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where a path leads: what a link points to is replaced, never the link.
fn followed(path: &Path) -> PathBuf {
    let mut place = path.to_owned();
    while let Ok(next) = fs::read_link(&place) {
        place = folder_of(&place).join(next);
    }
    place
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
