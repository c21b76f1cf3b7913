//! A PDF.
//!
//! In: the bytes of a file. Out: its documents. Never: IO.

use crate::base::{Document, Warned};
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;

/// The documents of a file.
///
/// # Errors
/// When the bytes hold no text that can be read.
pub(super) fn read(
    name: &str,
    _bytes: &[u8],
    _options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    Err(ReadError::refused(name, "is a PDF; take its text out: pdftotext FILE"))
}
