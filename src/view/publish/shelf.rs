//! Where the files of a publication go, and how large they became.
//!
//! In: a name, what writes the file. Out: its size and SHA-256. Never: a file opened; the caller gives writers by name.

use std::io::{self, BufWriter, Write};

use sha2::{Digest, Sha256};

use crate::base::hex;
use crate::store::StoreError;

/// Gives a writer for the file of a name, such as `claims.csv` or `id/unodc.html`.
pub type Open<'a> = dyn FnMut(&str) -> io::Result<Box<dyn Write + Send>> + 'a;

/// What keeps a graph from being published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The graph cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be written.
    #[error("cannot write {name}: {source}")]
    Write {
        /// The file.
        name: String,
        /// Why.
        source: io::Error,
    },
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sums {
    /// Bytes.
    pub(super) size: u64,
    /// In hexadecimal digits.
    pub(super) sha256: String,
}

/// Writes one file.
pub(super) fn put(
    open: &mut Open<'_>,
    name: &str,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), PublishError>,
) -> Result<Sums, PublishError> {
    let failed = |source| PublishError::Write { name: name.to_owned(), source };
    let mut out =
        Summed { out: BufWriter::new(open(name).map_err(failed)?), size: 0, sum: Sha256::new() };
    fill(&mut out)?;
    out.out.flush().map_err(failed)?;
    Ok(Sums { size: out.size, sha256: hex(out.sum.finalize().as_slice()) })
}

/// Writes a file whose text is at hand.
pub(super) fn put_text(open: &mut Open<'_>, name: &str, text: &str) -> Result<Sums, PublishError> {
    let failed = |source| PublishError::Write { name: name.to_owned(), source };
    put(open, name, |out| out.write_all(text.as_bytes()).map_err(failed))
}

struct Summed<W: Write> {
    out: BufWriter<W>,
    size: u64,
    sum: Sha256,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.size += n as u64;
        self.sum.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
