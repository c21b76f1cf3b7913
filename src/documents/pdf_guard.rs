//! What is asked of a PDF before its bytes are parsed.
//!
//! In: bytes. Out: why they are not parsed, if they are not. Never: bytes that take more memory or a deeper stack to parse than
//! any document that somebody wrote; a panic can be caught, an overflow of the stack cannot.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

/// Lists and dictionaries are nested no deeper. The stack on which files are parsed has room for them.
pub(super) const DEEPEST: usize = 2_000;
/// A tree of pages has no more nodes: the parser keeps for each what all above it say.
const MOST_NODES: usize = 2_000;
/// No stream that is parsed is larger, in bytes.
pub(super) const LARGEST: usize = 64 << 20;
/// How far before its content the kind of a stream is looked for, in bytes.
const DICTIONARY: usize = 4096;

const NESTED: &str = "is a PDF that is nested too deep to be a document; print it to a PDF anew";
const LARGE: &str =
    "is a PDF that unpacks to more than a document can hold; print it to a PDF anew";

/// Why a file is not parsed.
pub(super) fn check(bytes: &[u8]) -> Result<(), &'static str> {
    let mut n_nodes = n_page_nodes(bytes);
    if depth(bytes) > DEEPEST {
        return Err(NESTED);
    }
    for at in places(bytes, b"stream") {
        let before = &bytes[at.saturating_sub(DICTIONARY)..at];
        let start = rplaces(before, b"obj").map_or(0, |at| at + 3);
        if !is_parsed_at_once(&before[start..]) {
            continue;
        }
        let content = bytes[at + 6..].trim_ascii_start();
        let unpacked = unpacked(content).ok_or(LARGE)?;
        n_nodes += n_page_nodes(&unpacked);
        if depth(&unpacked) > DEEPEST {
            return Err(NESTED);
        }
    }
    if n_nodes > MOST_NODES { Err(NESTED) } else { Ok(()) }
}

/// Whether the parser unpacks a stream with this dictionary before anybody asks for it. A sign in a name may be written as a
/// number, so such a dictionary may say anything.
fn is_parsed_at_once(dictionary: &[u8]) -> bool {
    let has = |name: &[u8]| places(dictionary, name).next().is_some();
    has(b"ObjStm") || has(b"XRef") || has(b"#")
}

/// What zlib has packed, as far as it goes; nothing where it is larger than any document.
pub(super) fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let mut decoder = ZlibDecoder::new(packed).take(LARGEST as u64 + 1);
    // What is broken in it is the parser's to mend.
    let _ = decoder.read_to_end(&mut unpacked);
    (unpacked.len() <= LARGEST).then_some(unpacked)
}

fn n_page_nodes(bytes: &[u8]) -> usize {
    places(bytes, b"/Kids").count()
}

/// How deep lists and dictionaries are nested.
pub(super) fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut before = 0;
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'<' if before == b'<' => depth += 1,
            b'>' if before == b'>' => depth = depth.saturating_sub(1),
            // An object ends here, however it is nested.
            b'e' if bytes[i..].starts_with(b"endobj") => depth = 0,
            _ => {}
        }
        deepest = deepest.max(depth);
        // Of three brackets two are one mark.
        let is_mark = *byte == before && matches!(byte, b'<' | b'>');
        before = if is_mark { 0 } else { *byte };
    }
    deepest
}

/// Where some bytes stand in others.
fn places<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(bytes, wanted)
}

fn rplaces(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, wanted)
}
