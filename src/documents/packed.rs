//! What a ZIP file is: a document of an office program, or an archive of files.
//!
//! In: an archive. Out: its kind. Never: a look into more than its names and its own word for what it is.

use crate::cut::{Archive, Budget};
use crate::documents::options::Format;
use crate::documents::signs::{Foreign, Kind};

const PRESENTATION: Kind =
    Kind::Foreign(Foreign { what: "a presentation or a drawing", cure: "save it as .pdf" });
const BINARY_WORKBOOK: Kind =
    Kind::Foreign(Foreign { what: "a binary workbook", cure: "save it as .xlsx or .csv" });
const UNKNOWN_PACKAGE: Kind = Kind::Foreign(Foreign {
    what: "a document of an unknown office program",
    cure: "save it as .docx or .pdf",
});
const EBOOK: Kind = Kind::Foreign(Foreign {
    what: "an e-book",
    cure: "convert it: pandoc FILE -t plain -o FILE.txt",
});

/// What the archive is: a document of an office program, or files.
pub(super) fn kind(archive: &mut Archive<'_>) -> Kind {
    let names = archive.names();
    let has = |name: &str| names.iter().any(|(_, known)| known == name);
    let known = Kind::Known;
    if has("[Content_Types].xml") {
        let starts = |start: &str| names.iter().any(|(_, name)| name.starts_with(start));
        return match () {
            () if has("word/document.xml") || has("word/document2.xml") => known(Format::Docx),
            () if has("xl/workbook.xml") => known(Format::Workbook),
            () if starts("ppt/") => PRESENTATION,
            () if starts("xl/") => BINARY_WORKBOOK,
            () => UNKNOWN_PACKAGE,
        };
    }
    let mut budget = Budget::of_one(1 << 10);
    let mimetype = archive.part("mimetype", &mut budget).ok().flatten();
    match mimetype.as_deref().map(<[u8]>::trim_ascii) {
        Some(b"application/vnd.oasis.opendocument.text") => known(Format::Odt),
        Some(b"application/vnd.oasis.opendocument.spreadsheet") => known(Format::Workbook),
        Some(b"application/epub+zip") => EBOOK,
        Some(kind) if kind.starts_with(b"application/vnd.oasis") => PRESENTATION,
        _ => known(Format::Zip),
    }
}
