//! A file in blocks, each with its hash: it is checked where it is read, and only that is read which is asked for.
//!
//! In: bytes, one after another. Out: any of them later. Never: a byte that is not as it was written.
//!
//! ```text
//! blocks of 48 KB, the last one shorter | the XXH3 of each, 8 bytes | number of bytes, 8 | XXH3 of these two, 8
//! ```
//! All numbers are little-endian. What was read stays in memory: it grows with what questions touch, not with the file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use twox_hash::XxHash3_64;

use crate::store::StoreError;
use crate::store::checksum::Sums;
use crate::store::manifest::FileFacts;

/// Bytes of a block: a multiple of the size of all that is kept in such files, so that none of it is cut.
const BLOCK: usize = 48 << 10;

/// Bytes behind the hashes.
const END: u64 = 16;

/// Writes such a file.
pub(super) struct BlockWriter {
    target: Target,
    sums: Sums,
    block: Vec<u8>,
    checks: Vec<u8>,
    n_bytes: u64,
}

enum Target {
    Memory(Vec<u8>),
    File(PathBuf, BufWriter<File>),
}

impl BlockWriter {
    /// A file at a path, or in memory where there is none.
    pub(super) fn create(path: Option<PathBuf>) -> Result<Self, StoreError> {
        let target = match path {
            None => Target::Memory(Vec::new()),
            Some(path) => {
                let file = File::create_new(&path).map_err(StoreError::write(&path))?;
                Target::File(path, BufWriter::with_capacity(1 << 18, file))
            }
        };
        let (block, checks) = (Vec::with_capacity(BLOCK), Vec::new());
        Ok(Self { target, sums: Sums::default(), block, checks, n_bytes: 0 })
    }

    /// How many bytes have come.
    pub(super) fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// Takes bytes.
    pub(super) fn write(&mut self, mut bytes: &[u8]) -> Result<(), StoreError> {
        self.n_bytes += bytes.len() as u64;
        while !bytes.is_empty() {
            let (now, rest) = bytes.split_at(bytes.len().min(BLOCK - self.block.len()));
            self.block.extend_from_slice(now);
            bytes = rest;
            if self.block.len() == BLOCK {
                self.end_block()?;
            }
        }
        Ok(())
    }

    /// Ends the file, brings it to the disk, and gives what a manifest says of it; the blocks of one in memory can be read at once.
    pub(super) fn finish(mut self) -> Result<(FileFacts, Option<Blocks>), StoreError> {
        if !self.block.is_empty() {
            self.end_block()?;
        }
        let mut end = std::mem::take(&mut self.checks);
        end.extend(self.n_bytes.to_le_bytes());
        end.extend(XxHash3_64::oneshot(&end).to_le_bytes());
        self.put(&end)?;
        let facts = self.sums.finish();
        match self.target {
            Target::Memory(bytes) => {
                Ok((facts, Some(Blocks::of(PathBuf::from("memory"), Source::Memory(bytes))?)))
            }
            Target::File(path, out) => {
                let file =
                    out.into_inner().map_err(|e| StoreError::write(&path)(e.into_error()))?;
                file.sync_all().map_err(StoreError::write(&path))?;
                Ok((facts, None))
            }
        }
    }

    fn end_block(&mut self) -> Result<(), StoreError> {
        let block = std::mem::take(&mut self.block);
        self.checks.extend(XxHash3_64::oneshot(&block).to_le_bytes());
        self.put(&block)?;
        self.block = block;
        self.block.clear();
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.sums.add(bytes);
        match &mut self.target {
            Target::Memory(all) => all.extend_from_slice(bytes),
            Target::File(path, out) => out.write_all(bytes).map_err(StoreError::write(path))?,
        }
        Ok(())
    }
}

/// Reads such a file.
pub(super) struct Blocks {
    path: PathBuf,
    source: Source,
    n_bytes: u64,
    checks: Vec<u8>,
    /// The blocks that have been read.
    read: Vec<OnceLock<Box<[u8]>>>,
}

enum Source {
    Memory(Vec<u8>),
    File(Mutex<File>),
}

impl Blocks {
    /// Opens a file that was written so.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::read(path))?;
        Self::of(path.to_owned(), Source::File(Mutex::new(file)))
    }

    fn of(path: PathBuf, source: Source) -> Result<Self, StoreError> {
        let mut blocks = Self { path, source, n_bytes: 0, checks: Vec::new(), read: Vec::new() };
        let size = blocks.size()?;
        let end = blocks.raw(size.checked_sub(END).ok_or_else(|| blocks.damaged())?, size)?;
        let [n_bytes, check] = [0, 8].map(|at| number(&end[at..]));
        let n_blocks = n_bytes.div_ceil(BLOCK as u64);
        let expected =
            n_blocks.checked_mul(8).and_then(|n| n.checked_add(n_bytes)?.checked_add(END));
        if expected != Some(size) {
            return Err(blocks.damaged());
        }
        let mut checks = blocks.raw(n_bytes, size - 8)?;
        if XxHash3_64::oneshot(&checks) != check {
            return Err(blocks.damaged());
        }
        checks.truncate(checks.len() - 8);
        blocks.n_bytes = n_bytes;
        blocks.checks = checks;
        blocks.read.resize_with(n_blocks as usize, OnceLock::new);
        Ok(blocks)
    }

    /// How many bytes it holds.
    pub(super) fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// The `K` bytes from a place that is a multiple of `K`, which must divide the size of a block.
    pub(super) fn at<const K: usize>(&self, place: u64) -> Result<[u8; K], StoreError> {
        let block = self.block(place / BLOCK as u64)?;
        let from = (place % BLOCK as u64) as usize;
        let bytes = block.get(from..from + K).ok_or_else(|| self.damaged())?;
        bytes.try_into().map_err(|_| self.damaged())
    }

    /// The bytes between two places.
    pub(super) fn bytes(&self, from: u64, to: u64) -> Result<Cow<'_, [u8]>, StoreError> {
        let mut all: Cow<'_, [u8]> = Cow::Borrowed(&[]);
        let mut from = from;
        while from < to {
            let block = self.block(from / BLOCK as u64)?;
            let start = (from % BLOCK as u64) as usize;
            let end = block.len().min(start + (to - from) as usize);
            let part = block.get(start..end).filter(|p| !p.is_empty());
            let part = part.ok_or_else(|| self.damaged())?;
            from += part.len() as u64;
            match &mut all {
                Cow::Borrowed([]) => all = Cow::Borrowed(part),
                all => all.to_mut().extend_from_slice(part),
            }
        }
        Ok(all)
    }

    fn block(&self, number: u64) -> Result<&[u8], StoreError> {
        let place = self.read.get(number as usize).ok_or_else(|| self.damaged())?;
        if let Some(block) = place.get() {
            return Ok(block);
        }
        let block = self.checked(number)?;
        Ok(place.get_or_init(|| block.into_boxed_slice()))
    }

    /// A block as it stands in the file, if that is as it was written.
    fn checked(&self, number: u64) -> Result<Vec<u8>, StoreError> {
        let from = number * BLOCK as u64;
        let block = self.raw(from, self.n_bytes.min(from + BLOCK as u64))?;
        match XxHash3_64::oneshot(&block) == self::number(&self.checks[number as usize * 8..]) {
            true => Ok(block),
            false => Err(self.damaged()),
        }
    }

    /// Bytes as they stand in the file.
    fn raw(&self, from: u64, to: u64) -> Result<Vec<u8>, StoreError> {
        match &self.source {
            Source::Memory(bytes) => {
                let bytes = bytes.get(from as usize..to as usize);
                bytes.map(<[u8]>::to_vec).ok_or_else(|| self.damaged())
            }
            Source::File(file) => {
                let mut bytes = vec![0; to.saturating_sub(from) as usize];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                let read =
                    file.seek(SeekFrom::Start(from)).and_then(|_| file.read_exact(&mut bytes));
                read.map_err(StoreError::read(&self.path))?;
                Ok(bytes)
            }
        }
    }

    fn size(&self) -> Result<u64, StoreError> {
        match &self.source {
            Source::Memory(bytes) => Ok(bytes.len() as u64),
            Source::File(file) => {
                let file = file.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(file.metadata().map_err(StoreError::read(&self.path))?.len())
            }
        }
    }

    /// That it is not as it was written.
    pub(super) fn damaged(&self) -> StoreError {
        StoreError::damaged(&self.path, "it is not as it was written")
    }
}

/// Whether all files of a folder are such files, and each is as it was written; where there is no folder nothing is wrong with it.
pub(super) fn are_whole(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return !folder.exists() };
    let is_whole = |path: &Path| {
        let blocks = Blocks::open(path)?;
        // One after the other, none of them kept.
        for number in 0..blocks.read.len() as u64 {
            blocks.checked(number)?;
        }
        Ok::<_, StoreError>(())
    };
    entries.flatten().all(|entry| is_whole(&entry.path()).is_ok())
}

/// The first 8 bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    let mut all = [0; 8];
    all.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(all)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, BlockWriter, Blocks};

    fn bytes(n: usize) -> Vec<u8> {
        (0..n).map(|i| (i * i % 251) as u8).collect()
    }

    #[test]
    fn what_was_written_is_read_in_memory_and_from_files() {
        let dir = tempfile::tempdir().unwrap();
        for n in [0, 1, 16, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 17] {
            let all = bytes(n);
            for path in [None, Some(dir.path().join(n.to_string()))] {
                let mut writer = BlockWriter::create(path.clone()).unwrap();
                all.chunks(1000).for_each(|part| writer.write(part).unwrap());
                assert_eq!(writer.n_bytes(), n as u64);
                let (facts, in_memory) = writer.finish().unwrap();
                let blocks = path.map_or_else(|| in_memory.unwrap(), |p| Blocks::open(&p).unwrap());
                assert!(facts.size > n as u64);
                assert_eq!(blocks.bytes(0, n as u64).unwrap().as_ref(), all);
                for from in (0..n.saturating_sub(16)).step_by(16 * 97) {
                    assert_eq!(blocks.at::<16>(from as u64).unwrap(), all[from..from + 16]);
                }
                assert!(blocks.bytes(0, n as u64 + 1).is_err());
            }
        }
    }

    #[test]
    fn no_changed_byte_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let mut writer = BlockWriter::create(Some(path.clone())).unwrap();
        let all = bytes(2 * BLOCK + 100);
        writer.write(&all).unwrap();
        writer.finish().unwrap();
        let file = std::fs::read(&path).unwrap();
        for at in (0..file.len()).step_by(991).chain(file.len() - 50..file.len()) {
            let mut changed = file.clone();
            changed[at] ^= 1 << (at % 8);
            for damaged in [&changed[..], &file[..at]] {
                std::fs::write(&path, damaged).unwrap();
                let read = Blocks::open(&path).and_then(|blocks| {
                    let all = blocks.bytes(0, blocks.n_bytes())?.into_owned();
                    Ok(all)
                });
                assert!(read.is_err(), "{at}");
            }
        }
    }
}
