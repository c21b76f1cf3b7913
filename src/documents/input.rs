//! The files that are to be read.
//!
//! In: nothing. Out: what is known of a file before it is read. Never: what its bytes say.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::base::hex;

use crate::documents::options::Format;

/// What paths lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The files to read, in order.
    pub files: Vec<InputFile>,
    /// How many files of folders were passed over as no stories, by their ending: `.jpg`, or by their name.
    pub passed_over: BTreeMap<String, usize>,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its name as the user knows it, for messages and [`Source::file`](crate::base::Source::file).
    pub name: String,
    /// Where its bytes are.
    pub place: InputPlace,
    /// The format its name tells; it counts where the bytes leave open what they are.
    pub format: Option<Format>,
    /// Its size, where it is known beforehand.
    pub n_bytes: Option<u64>,
}

/// So many bytes are hashed at once.
const PIECE: usize = 1 << 17;

impl InputFile {
    /// SHA-256 of its bytes, in hexadecimal; `None` where they can be read only once.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sha256(&self) -> io::Result<Option<String>> {
        let (InputPlace::File(path), Some(size)) = (&self.place, self.n_bytes) else {
            return Ok(None);
        };
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; PIECE.min(usize::try_from(size).unwrap_or(PIECE)).max(1)];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Some(hex(hash.finalize().as_slice()))),
                n => hash.update(&piece[..n]),
            }
        }
    }
}

/// Where the bytes of an input are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputPlace {
    /// In a file.
    File(PathBuf),
    /// On standard input.
    Stdin,
}
