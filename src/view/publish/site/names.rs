//! The names of pages, and the links that lead to them.
//!
//! In: an id, a class. Out: names of files. Never: two ids with one name.

use sha2::{Digest, Sha256};

use crate::base::{Class, hex};
use crate::view::publish::paper::Place;
use crate::view::publish::publication::Publication;

/// The folder of the pages, the same as in the IRIs of entities.
pub(in crate::view::publish) const FOLDER: &str = "id";

/// Longer names of files are cut: no disk takes more than 255 bytes.
const LONGEST: usize = 120;

/// The name of the list of a class.
pub(in crate::view::publish) fn list_name(class: Class) -> String {
    format!("{}.html", class.plural())
}

/// Where the page of an entity stands, as a link from a page.
pub(in crate::view::publish) fn address(
    id: &str,
    from: Place,
    publication: &Publication<'_>,
) -> String {
    let folder = if from == Place::Top { "id/" } else { "" };
    format!("{folder}{}.html", stem(id, publication))
}

/// The name of the files of an entity: the end of its IRI, in signs that stand for themselves in names of files and in links.
pub(super) fn stem(id: &str, publication: &Publication<'_>) -> String {
    let iri = publication.desk.snapshot().iris().entity(id);
    // The end holds letters, digits, hyphens and escapes; an underscore is escaped itself, so no two ids share a name.
    let name = iri.as_str().rsplit('/').next().unwrap_or_default().replace('%', "_");
    if name.len() <= LONGEST {
        return name;
    }
    let cut = (0..=LONGEST).rev().find(|at| name.is_char_boundary(*at)).unwrap_or_default();
    format!("{}_{}", &name[..cut], &hex(&Sha256::digest(&name))[..16])
}
