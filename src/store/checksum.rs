//! What tells that a graph folder is as it was written.
//!
//! In: the bytes of files. Out: their sizes and hashes, and whether a file still has them. Never: a file changed.
//!
//! Every command checks all files but the records before it answers, and the records as it reads them. For that SHA-256 would take longer than some of the answers; XXH3 reads
//! as fast as memory gives, and no accident gets past it. SHA-256 stands in the manifest for those who pass a graph on.

use std::fmt;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Read as _};
use std::path::Path;

use sha2::{Digest, Sha256};
use twox_hash::XxHash3_64;

use crate::base::hex;
use crate::store::manifest::FileFacts;

/// So many bytes are read at once.
const PIECE: usize = 1 << 18;

/// The size and the hashes of a file, as it is written.
#[derive(Clone, Default)]
pub(super) struct Sums {
    size: u64,
    sha256: Sha256,
    xxh3: XxHash3_64,
}

impl fmt::Debug for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sums").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Sums {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.sha256.update(bytes);
        self.xxh3.write(bytes);
    }

    pub(super) fn finish(self) -> FileFacts {
        let sha256 = hex(self.sha256.finalize().as_slice());
        FileFacts { size: self.size, sha256, xxh3: hex(&self.xxh3.finish().to_be_bytes()) }
    }
}

/// Whether a file has the size that it was written with.
pub(super) fn has_size(path: &Path, facts: &FileFacts) -> io::Result<bool> {
    // Opened, so that one that may not be read is told apart from one that is cut off.
    Ok(File::open(path)?.metadata()?.len() == facts.size)
}

/// Whether a file is as it was written.
pub(super) fn is_as_written(path: &Path, facts: &FileFacts) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() != facts.size {
        return Ok(false);
    }
    let mut xxh3 = XxHash3_64::default();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hex(&xxh3.finish().to_be_bytes()) == facts.xxh3),
            n => xxh3.write(&piece[..n]),
        }
    }
}

/// The name of the snapshot that has this manifest. As it hangs on all that the snapshot holds, equal graphs have equal names
/// on every machine, and a manifest that is not as it was written has another name.
pub(super) fn snapshot_name(manifest: &[u8]) -> String {
    format!("snapshot-{}", &hex(Sha256::digest(manifest).as_slice())[..16])
}

#[cfg(test)]
mod tests {
    use super::{Sums, is_as_written};

    #[test]
    fn hashes_are_those_of_the_reference() {
        let mut sums = Sums::default();
        ["", "a", "bc"].iter().for_each(|part| sums.add(part.as_bytes()));
        let facts = sums.finish();
        assert_eq!((facts.size, facts.xxh3.as_str()), (3, "78af5f94892f3950"));
        assert!(facts.sha256.starts_with("ba7816bf8f01cfea"));
    }

    #[test]
    fn every_bit_and_every_length_counts() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let bytes: Vec<u8> = (0..700_u32).map(|i| (i * i % 251) as u8).collect();
        let mut sums = Sums::default();
        bytes.chunks(37).for_each(|part| sums.add(part));
        let facts = sums.finish();
        let is_whole = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            is_as_written(&path, &facts).unwrap()
        };
        assert!(is_whole(&bytes));
        for at in (0..bytes.len()).step_by(13) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            assert!(!is_whole(&changed) && !is_whole(&bytes[..at]), "{at}");
        }
    }
}
