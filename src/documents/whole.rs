//! A file that is read as a whole, by its kind.
//!
//! In: the bytes of a file, and what they hold. Out: its documents. Never: IO, or bytes read as what they are not.

use crate::base::{Document, Warned};
use crate::documents::encoding::{Before, decode_part};
use crate::documents::error::ReadError;
use crate::documents::marks::Part;
use crate::documents::options::{Format, ReadOptions};
use crate::documents::parse::parse_part;
use crate::documents::signs::Kind;
use crate::documents::{html_page, pdf};

/// The documents of a file.
///
/// # Errors
/// When the bytes are damaged, or something that consort does not read.
pub(super) fn read(
    kind: Kind,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let format = match kind {
        Kind::Known(format) => format,
        Kind::Foreign(foreign) => {
            let message =
                format!("is {}, which consort does not read; {}", foreign.what, foreign.cure);
            return Err(ReadError::refused(name, message));
        }
    };
    match format {
        Format::Text | Format::Markdown | Format::Jsonl => text(format, name, bytes, options),
        Format::Html => html_page::read(name, bytes, options),
        Format::Pdf => pdf::read(name, bytes, options),
        other => {
            let message = format!("is of the kind {}; convert it to .txt or .jsonl", other.name());
            Err(ReadError::refused(name, message))
        }
    }
}

fn text(
    format: Format,
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let text = decode_part(name, bytes, &Before::default())?;
    let part = Part { name, first_line: 1, is_all: true };
    let mut read = parse_part(part, &text.output, format, options);
    read.warnings.splice(0..0, text.warnings);
    Ok(read)
}
