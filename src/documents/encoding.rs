//! Turns bytes into text.
//!
//! In: the bytes of a file. Out: its text without byte order mark, and a warning wherever a guess was made.
//! Never: a guess without a warning, or the bytes of a picture taken for words.
//!
//! # Rules
//!
//! 1. A byte order mark decides: UTF-8 or UTF-16.
//! 2. Bytes that are UTF-8 are UTF-8; a NUL among them means that the file is no text.
//! 3. UTF-8 with a few broken bytes stays UTF-8: what is broken becomes U+FFFD.
//! 4. Otherwise the character set that the first lines declare (`charset=`, `coding:`), else Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::base::{Warned, Warning};
use crate::documents::error::ReadError;

/// How far into the file a declaration may stand.
const DECLARED_WITHIN: usize = 1024;
/// What introduces the name of a character set, in lower case.
const DECLARATIONS: [&str; 5] = ["charset=", "charset:", "coding=", "coding:", "encoding="];
/// Right multi-byte characters for each broken byte that still make it a damaged UTF-8 file.
const RIGHT_FOR_EACH_BROKEN: usize = 4;

/// Decodes the bytes of the file `name`. Offsets in documents count from the first character after a byte order mark.
///
/// # Errors
/// [`ReadError::Binary`] when there are NUL bytes.
///
/// ```
/// use consort::documents::decode;
/// let read = decode("note.txt", b"Mission of T\xfcrkiye")?; // Windows-1252
/// assert_eq!(read.output, "Mission of Türkiye");
/// assert!(decode("picture.png", b"\x89PNG\0\0").is_err());
/// # Ok::<(), consort::documents::ReadError>(())
/// ```
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Warned<Cow<'a, str>>, ReadError> {
    decode_part(name, bytes, &Before::default())
}

/// What the parts before one tell of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// How many lines they have.
    pub(super) n_lines: usize,
    /// Whether there were letters beyond ASCII in UTF-8: then what is broken later is broken UTF-8.
    pub(super) is_utf8: bool,
    /// The character set that its first lines declare.
    pub(super) declared: Option<&'static Encoding>,
}

/// Decodes a part of a file.
pub(super) fn decode_part<'a>(
    name: &str,
    bytes: &'a [u8],
    before: &Before,
) -> Result<Warned<Cow<'a, str>>, ReadError> {
    let broken = |encoding, text: &str| broken(name, encoding, text, before.n_lines + 1);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, is_broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let warnings = if is_broken { vec![broken(encoding, &text)] } else { Vec::new() };
        return checked(name, text, warnings);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return checked(name, Cow::Borrowed(text), Vec::new());
    }
    if bytes.contains(&0) {
        return Err(ReadError::Binary { name: name.to_owned() });
    }
    if before.is_utf8 || is_damaged_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes);
        let warnings = vec![broken(UTF_8, &text)];
        return checked(name, text, warnings);
    }
    let declared = before.declared.or_else(|| declared(bytes).filter(|_| before.n_lines == 0));
    let encoding = declared.unwrap_or(WINDOWS_1252);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (set, reason) = (encoding.name(), declared.map_or("", |_| ", as its first lines say"));
    let message = format!(
        "is not UTF-8 and was read as {set}{reason}; if letters look wrong, convert it: iconv -f {set} -t UTF-8 FILE"
    );
    checked(name, text, vec![Warning { place: name.to_owned(), message }])
}

fn checked<'a>(
    name: &str,
    text: Cow<'a, str>,
    warnings: Vec<Warning>,
) -> Result<Warned<Cow<'a, str>>, ReadError> {
    if text.as_bytes().contains(&0) {
        return Err(ReadError::Binary { name: name.to_owned() });
    }
    Ok(Warned { output: text, warnings })
}

fn broken(name: &str, encoding: &'static Encoding, text: &str, first_line: usize) -> Warning {
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    let line = first_line + before.matches('\n').count();
    let set = encoding.name();
    Warning {
        place: format!("{name}:{line}"),
        message: format!(
            "has bytes that are not {set}, kept as U+FFFD; mend them here or save the file as UTF-8"
        ),
    }
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|b| b & 0xC0 == 0xC0).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= wrong * RIGHT_FOR_EACH_BROKEN
}

/// The character set that the first lines of a file declare, unless they say UTF-8.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]);
    let opening = opening.to_ascii_lowercase();
    DECLARATIONS.iter().find_map(|declaration| {
        let (_, after) = opening.split_once(declaration)?;
        let label = after.trim_start_matches([' ', '"', '\'']);
        let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
        // Bytes that are not UTF-8 do not become it by saying so.
        Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])
            .filter(|e| *e != UTF_8 && e.is_ascii_compatible())
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings() {
        let utf16le: Vec<u8> =
            "\u{feff}Gradiška".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> =
            "\u{feff}Gradiška".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let table: &[(&[u8], &str, &str)] = &[
            ("Gradiška".as_bytes(), "Gradiška", ""),
            ("\u{feff}Gradiška".as_bytes(), "Gradiška", ""),
            (&utf16le, "Gradiška", ""),
            (&utf16be, "Gradiška", ""),
            (b"Gradi\x9aka \x96 caf\xe9", "Gradiška – café", "windows-1252"),
            (b"charset=iso-8859-2\nGradi\xb9ka", "charset=iso-8859-2\nGradiška", "ISO-8859-2"),
            (b"# -*- coding: windows-1250 -*-\n\xe8", "# -*- coding: windows-1250 -*-\nč", "1250"),
            (b"charset=utf-8 \xe9", "charset=utf-8 é", "windows-1252"),
            (b"\xc5\xa1\xc5\xa1\n\xc5\xa1\xc5\xa1 \xff", "šš\nšš \u{fffd}", "f:2"),
            (b"", "", ""),
        ];
        for (bytes, expected, warning) in table {
            let decoded = decode("f", bytes).unwrap();
            assert_eq!(decoded.output, *expected);
            let said: String = decoded.warnings.iter().map(ToString::to_string).collect();
            assert!(said.contains(warning) && said.is_empty() == warning.is_empty(), "{said}");
        }
    }

    #[test]
    fn nul_bytes_are_no_text() {
        for bytes in [&b"a\0b"[..], b"\x89PNG\0\xff", b"\xff\xfea\0\0\0"] {
            let error = decode("photo.txt", bytes).unwrap_err().to_string();
            assert!(error.contains("photo.txt") && error.contains("UTF-8"), "{error}");
        }
    }
}
