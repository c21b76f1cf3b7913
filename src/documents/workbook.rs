//! Spreadsheets as stories: one a row of an XLSX or ODS file.
//!
//! In: the bytes of a file. Out: a document for each row with a text; the row is its line. Never: a sheet that is not shown.

use crate::base::{Document, Warned};
use crate::cut::sheets;
use crate::documents::error::ReadError;
use crate::documents::options::ReadOptions;
use crate::documents::table;

/// The documents of a file.
///
/// # Errors
/// When the file is damaged, or no sheet has a column that is known to hold the texts.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let refused = |reason: String| ReadError::refused(name, reason);
    let mut sheets = sheets(bytes).map_err(refused)?;
    sheets.retain(|sheet| !sheet.is_hidden && !sheet.rows.is_empty());
    let is_one = sheets.len() == 1;
    let mut all = Warned { output: Vec::new(), warnings: Vec::new() };
    let mut errors = Vec::new();
    for sheet in sheets {
        let place = if is_one { name.to_owned() } else { format!("{name}/{}", sheet.name) };
        match table::read(&place, sheet.rows, options) {
            Ok(read) => {
                all.output.extend(read.output);
                all.warnings.extend(read.warnings);
            }
            Err(error) if is_one => return Err(error),
            Err(error) => errors.push(error.warning(&place)),
        }
    }
    if all.output.is_empty() && errors.is_empty() && all.warnings.is_empty() {
        return Err(refused("has no rows; leave it out or fill it".to_owned()));
    }
    all.warnings.extend(errors);
    Ok(all)
}
