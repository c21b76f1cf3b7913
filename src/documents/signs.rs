//! The bytes that files of a kind begin with.
//!
//! In: the opening of a file, its name. Out: what only files of one kind open with. Never: a guess.

use crate::documents::options::Format;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something that a reader is there for.
    Known(Format),
    /// Something else.
    Foreign(Foreign),
}

/// What consort does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Foreign {
    /// With its article: `a picture`.
    pub(super) what: &'static str,
    /// What turns it into something that can be read.
    pub(super) cure: &'static str,
}

impl Kind {
    /// Its name, as the summary of a build calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Known(format) => format.name(),
            Kind::Foreign(_) => "other",
        }
    }
}

const fn foreign(what: &'static str, cure: &'static str) -> Kind {
    Kind::Foreign(Foreign { what, cure })
}

const LOOK: &str = "if it shows a text, recognise it with OCR, such as tesseract FILE FILE.txt";
const HEAR: &str = "write down what is said in it as .txt";
const UNPACK: &str = "unpack it and name the folder";
const PICTURE: Kind = foreign("a picture", LOOK);
const FILM: Kind = foreign("a film or a sound", HEAR);
const PACKED: Kind = foreign("a packed archive of another kind than ZIP and gzip", UNPACK);

/// Where the bytes stand, and what a file with them is.
const SIGNS: [(usize, &[u8], Kind); 29] = [
    (0, b"%PDF-", Kind::Known(Format::Pdf)),
    (0, b"PK\x03\x04", Kind::Known(Format::Zip)),
    (0, b"PK\x05\x06", Kind::Known(Format::Zip)),
    (0, b"\x1f\x8b", Kind::Known(Format::Gzip)),
    (
        0,
        b"{\\rtf",
        foreign("a text in RTF", "save it as .docx or .odt, or: pandoc FILE -o FILE.txt"),
    ),
    (0, b"\x89PNG\r\n", PICTURE),
    (0, b"\xff\xd8\xff", PICTURE),
    (0, b"GIF87a", PICTURE),
    (0, b"GIF89a", PICTURE),
    (0, b"II*\0", PICTURE),
    (0, b"MM\0*", PICTURE),
    (8, b"WEBP", PICTURE),
    (0, b"AT&TFORM", foreign("a scan in DjVu", "take its text out: djvutxt FILE FILE.txt")),
    (8, b"WAVE", FILM),
    (8, b"AVI ", FILM),
    (0, b"ID3", FILM),
    (0, b"OggS\0", FILM),
    (4, b"ftyp", FILM),
    (0, b"\x1aE\xdf\xa3", FILM),
    (0, b"7z\xbc\xaf\x27\x1c", PACKED),
    (0, b"Rar!\x1a\x07", PACKED),
    (0, b"\xfd7zXZ\0", PACKED),
    (0, b"\x28\xb5\x2f\xfd", PACKED),
    (0, b"BZh", PACKED),
    (257, b"ustar", PACKED),
    (0, b"%!PS", foreign("PostScript", "make a PDF of it: ps2pdf FILE")),
    (0, b"SQLite format 3\0", foreign("a database", "export its texts as .csv")),
    (60, b"BOOKMOBI", foreign("an e-book", "convert it: ebook-convert FILE FILE.txt")),
    (
        0,
        b"PAR1",
        foreign(
            "a Parquet table",
            "convert it: duckdb -c \"COPY (FROM 'FILE') TO 'FILE.jsonl' (FORMAT json)\"",
        ),
    ),
];

/// What the old formats of Office open with.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// What a PDF is known by may stand behind so much of something else.
const PDF_WITHIN: usize = 1024;

/// What a file is whose bytes leave no doubt.
pub(super) fn of(opening: &[u8], name: &str) -> Option<Kind> {
    let at = |place: usize, sign: &[u8]| opening.get(place..).is_some_and(|o| o.starts_with(sign));
    let found = SIGNS.iter().find(|(place, sign, _)| at(*place, sign)).map(|sign| sign.2);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    if found.is_some() {
        return found;
    }
    if opening.starts_with(OLE) {
        return Some(of_ole(ending));
    }
    let start = &opening[..opening.len().min(PDF_WITHIN)];
    let is_pdf = ending == "pdf" && start.windows(5).any(|bytes| bytes == b"%PDF-");
    is_pdf.then_some(Kind::Known(Format::Pdf))
}

/// What a file in the old container of Office is, by its ending.
fn of_ole(ending: &str) -> Kind {
    match ending {
        "doc" | "dot" => foreign(
            "a Word document of before 2007",
            "save it as .docx, or: soffice --headless --convert-to docx FILE",
        ),
        "xls" | "xlt" => foreign(
            "a workbook of before 2007",
            "save it as .xlsx, or: soffice --headless --convert-to xlsx FILE",
        ),
        "msg" => foreign("a mail of Outlook", "save it as .eml, or: msgconvert FILE"),
        "ppt" | "pps" => foreign("a presentation of before 2007", "save it as .pdf"),
        "docx" | "xlsx" => foreign(
            "a document with a password",
            "open it, take the password off and save it again",
        ),
        _ => foreign(
            "a file of an old Office program",
            "save it as .docx, or: soffice --headless --convert-to docx FILE",
        ),
    }
}

/// Whether a ZIP file that opens so is a document of an office program, and no archive.
pub(super) fn is_office(opening: &[u8]) -> bool {
    opening.get(30..).is_some_and(|name| {
        name.starts_with(b"[Content_Types].xml") || name.starts_with(b"mimetype")
    })
}
