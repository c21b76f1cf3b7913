//! The files of a snapshot.
//!
//! In: nothing, or the path of a file. Out: their names, and the checksum of one. Never: what they hold.

use std::fs::File;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::base::hex;
use crate::store::StoreError;

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const RECORDS: &str = "records.jsonl";
pub(super) const ENTITIES: &str = "entities.jsonl";
pub(super) const TIES: &str = "ties.jsonl";
pub(super) const NETWORK: &str = "network.json";

/// SHA-256 of a file, read piece by piece.
pub(super) fn sha256(path: &Path) -> Result<String, StoreError> {
    let mut hash = Sha256::new();
    let mut file = File::open(path).map_err(StoreError::read(path))?;
    let mut piece = vec![0; 1 << 18];
    loop {
        match std::io::Read::read(&mut file, &mut piece).map_err(StoreError::read(path))? {
            0 => return Ok(hex(hash.finalize().as_slice())),
            n => hash.update(&piece[..n]),
        }
    }
}
