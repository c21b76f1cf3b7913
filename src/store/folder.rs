//! The graph folder: which snapshot is current, and who may write.
//!
//! In: a path. Out: a [`Snapshot`] to read, or leave to write a new one. Never: a change to a finished snapshot.
//!
//! ```text
//! graph/CURRENT            the name of the snapshot; replaced by one atomic rename
//! graph/LOCK               locked by the one program that writes
//! graph/snapshot-<hash>/   manifest.json     what it holds, and what it was made from
//!                          records.jsonl     the stories as others read them; records.index: where each starts, and its hash
//!                          stories.bin       the same as we read them; stories.index
//!                          entities.jsonl    who is named; entities.index: in which stories
//!                          copies.jsonl  ties.jsonl  network.json  figures.json
//!                          sketches.index  comparisons.index     what the next build need not find out again
//!                          statements/       the default graph as an index that SPARQL is answered from
//!                          mentions/         the stories' own graphs in the same way, once somebody has asked for them
//! ```
//! The hash is that of the manifest, which holds those of the other files: what is not as it was written is found when a graph
//! is opened; in the records and stories, which are most of it, when one is read; and in the last two by the build.
//! A crash at any instant leaves `CURRENT` naming a whole snapshot: everything else is left over, and
//! swept away by the next writer.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::store::blocks::are_whole;
use crate::store::files::{MANIFEST, MENTIONS};
use crate::store::{Snapshot, StoreError};

pub(super) const CURRENT: &str = "CURRENT";
const NEXT: &str = "CURRENT.tmp";
const LOCK: &str = "LOCK";
/// Only one writer holds the lock, so one name is enough for its unfinished snapshot.
pub(super) const UNFINISHED: &str = "snapshot-new.tmp";

/// A graph folder that this program alone may write to, until the value is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held for its lock, which the system releases even when the program is killed.
    _lock: File,
}

impl Folder {
    /// Makes the folder if need be and locks it for writing. A graph in it stays readable.
    ///
    /// # Errors
    /// When another program writes to it, it holds other files, or the disk refuses.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        fs::create_dir_all(path).map_err(StoreError::write(path))?;
        refuse_foreign(path)?;
        let lock_path = path.join(LOCK);
        let lock = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(StoreError::write(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked { path: path.to_owned() });
            }
            Err(TryLockError::Error(source)) => {
                return Err(StoreError::Write { path: lock_path, source });
            }
        }
        let folder = Self { path: path.to_owned(), _lock: lock };
        folder.remove_unfinished()?;
        Ok(folder)
    }

    /// Opens the current snapshot of a graph folder for reading. Needs no lock: a snapshot never changes.
    ///
    /// # Errors
    /// When there is no graph, it is in another format, or it is damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Snapshot, StoreError> {
        let path = path.as_ref();
        let mut name = current(path)?;
        loop {
            let opened = Snapshot::open(path, &name);
            // A writer may have replaced the snapshot between the two reads; then there is a newer name.
            let now = if opened.is_err() { current(path)? } else { name.clone() };
            if now == name {
                return opened;
            }
            name = now;
        }
    }

    /// The name of the current snapshot of a graph folder: a hash of all that it holds.
    ///
    /// # Errors
    /// When there is no graph.
    pub fn current(path: impl AsRef<Path>) -> Result<String, StoreError> {
        current(path.as_ref())
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps a snapshot of this folder as the graph, which has passed [`Snapshot::check`]; removes what else a killed writer left.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        remove_damaged_mentions(snapshot)?;
        if let Some(name) = snapshot.path().file_name().and_then(|name| name.to_str()) {
            self.remove_older(name);
        }
        Ok(())
    }

    /// Makes the finished snapshot in `unfinished` the current one, under `name`.
    pub(super) fn publish(&self, unfinished: &Path, name: &str) -> Result<(), StoreError> {
        let place = self.path.join(name);
        let is_there = Snapshot::open(&self.path, name).and_then(|there| {
            there.check()?;
            remove_damaged_mentions(&there)
        });
        if is_there.is_ok() {
            // The same graph again: the name is a hash of all that it holds.
            fs::remove_dir_all(unfinished).map_err(StoreError::write(unfinished))?;
        } else {
            // What stands there is what a killed writer left, or damaged: no reader would take it.
            remove_dir(&place)?;
            fs::rename(unfinished, &place).map_err(StoreError::write(&place))?;
            sync_dir(&self.path)?;
        }
        if current(&self.path).ok().as_deref() != Some(name) {
            let next = self.path.join(NEXT);
            write_synced(&next, format!("{name}\n").as_bytes())?;
            let current = self.path.join(CURRENT);
            fs::rename(&next, &current).map_err(StoreError::write(&current))?;
            sync_dir(&self.path)?;
        }
        self.remove_older(name);
        Ok(())
    }

    /// Removes what a killed writer left.
    fn remove_unfinished(&self) -> Result<(), StoreError> {
        remove_dir(&self.path.join(UNFINISHED))?;
        let next = self.path.join(NEXT);
        match fs::remove_file(&next) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(StoreError::write(&next)(e)),
            _ => Ok(()),
        }
    }

    /// Removes all snapshots but `name`. The new graph is safe by now, so what somebody still reads, or what cannot be removed, is
    /// left to the next writer.
    fn remove_older(&self, name: &str) {
        let Ok(entries) = fs::read_dir(&self.path) else { return };
        for entry in entries.flatten() {
            let other = entry.file_name();
            if other.to_str().is_some_and(|other| other != name && is_snapshot(other)) {
                let manifest = File::open(entry.path().join(MANIFEST));
                let is_read = manifest.as_ref().is_ok_and(|manifest| {
                    matches!(manifest.try_lock(), Err(TryLockError::WouldBlock))
                });
                if !is_read {
                    let _ = fs::remove_dir_all(entry.path());
                }
            }
        }
    }
}

/// The index of the stories' own graphs is made by whoever asks for them, so a damaged one is only removed.
fn remove_damaged_mentions(snapshot: &Snapshot) -> Result<(), StoreError> {
    let mentions = snapshot.path().join(MENTIONS);
    match are_whole(&mentions) {
        true => Ok(()),
        false => remove_dir(&mentions),
    }
}

/// Whether a file name is one that [`SnapshotWriter`](crate::store::SnapshotWriter) gives to finished snapshots.
fn is_snapshot(name: &str) -> bool {
    name.strip_prefix("snapshot-").is_some_and(|hash| hash.len() == 16 && hash.bytes().all(is_hex))
}

/// A digit as our hashes are written with.
fn is_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// The name of the current snapshot.
fn current(path: &Path) -> Result<String, StoreError> {
    let file = path.join(CURRENT);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(StoreError::NotAGraph { path: path.to_owned() });
        }
        Err(e) => return Err(StoreError::read(&file)(e)),
    };
    let name = text.trim_end();
    if is_snapshot(name) {
        Ok(name.to_owned())
    } else {
        Err(StoreError::damaged(
            path,
            format!("CURRENT says {name:?}, which is no snapshot's name"),
        ))
    }
}

/// A folder with files that are not ours is refused: a mistyped `-o` must not fill it, or lose a file.
fn refuse_foreign(path: &Path) -> Result<(), StoreError> {
    if path.join(CURRENT).exists() || path.join(LOCK).exists() {
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(StoreError::read(path))? {
        let name = entry.map_err(StoreError::read(path))?.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') {
            return Err(StoreError::Foreign { path: path.to_owned(), found: name.into_owned() });
        }
    }
    Ok(())
}

/// Removes a folder, if it is there.
pub(super) fn remove_dir(path: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(StoreError::write(path)(e)),
        _ => Ok(()),
    }
}

/// Writes a file so that it is on the disk when this returns.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(StoreError::write(path))
}

/// Makes the names in a folder durable. Only Unix can open a folder for that.
pub(super) fn sync_dir(path: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(path).and_then(|dir| dir.sync_all()).map_err(StoreError::write(path))?;
    }
    Ok(())
}
