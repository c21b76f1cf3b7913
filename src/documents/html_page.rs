//! A page of HTML: a saved one, or one of the dump of a site.
//!
//! In: the bytes of a file. Out: its story, with the title, the date and the publisher that the page gives; several, where its
//! text holds several. Never: IO; what stands around the story on every page of its site.

use crate::base::{Document, Warned, Warning};
use crate::documents::encoding::decode;
use crate::documents::error::ReadError;
use crate::documents::html_tree::Tree;
use crate::documents::options::ReadOptions;
use crate::documents::{html_main, html_meta, rendered};

/// The documents of a page.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Warned<Vec<Document>>, ReadError> {
    let text = decode(name, bytes)?;
    let tree = Tree::read(&text.output);
    let paragraphs = html_main::paragraphs(&tree);
    let mut warnings = text.warnings;
    let mut warn = |message: &str| {
        warnings.push(Warning { place: name.to_owned(), message: message.to_owned() });
    };
    if tree.is_cut {
        warn(
            "is nested deeper, or has tags with more attributes, than a page that somebody wrote, and was read up to there; save its text as .txt",
        );
    }
    if paragraphs.is_empty() {
        warn(
            "is a page without text; if a browser shows one, its scripts write it: save the page from there",
        );
        return Ok(Warned { output: Vec::new(), warnings });
    }
    let about = html_meta::about(&tree);
    let mut read = rendered::stories(name, &paragraphs.join("\n\n"), about, options);
    read.warnings.splice(0..0, warnings);
    Ok(read)
}

#[cfg(test)]
#[path = "html_page_tests.rs"]
mod tests;
