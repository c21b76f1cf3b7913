//! Lines and numbers in bytes.
//!
//! In: bytes. Out: lines, numbers, or where they are wrong. Never: what they mean.

/// A file that holds no tagger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "not the file of a tagger: {what} at byte {at}; `cargo bench --bench tagger -- FOLDER` writes one"
)]
pub struct TaggerError {
    /// What is wrong.
    what: &'static str,
    /// Where.
    at: usize,
}

/// Bytes, read from the first to the last.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Whether all are read.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// An error at this place.
    pub(super) fn wrong(&self, what: &'static str) -> TaggerError {
        TaggerError { what, at: self.at }
    }

    /// The text up to the next end of a line.
    pub(super) fn line(&mut self) -> Result<&'a str, TaggerError> {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&b| b == b'\n');
        let end = end.ok_or(self.wrong("a line without an end"))?;
        let line = std::str::from_utf8(&rest[..end]);
        let line = line.map_err(|_| self.wrong("a line that is no text"))?;
        self.at += end + 1;
        Ok(line)
    }

    /// The next bytes.
    pub(super) fn take(&mut self, n: usize) -> Result<&'a [u8], TaggerError> {
        let taken = self.bytes.get(self.at..self.at + n).ok_or(self.wrong("an early end"))?;
        self.at += n;
        Ok(taken)
    }

    /// A number as [`write_number`] writes it.
    pub(super) fn number(&mut self) -> Result<u32, TaggerError> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.take(1)?[0];
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.wrong("a number too large"))
    }
}

/// A number below 2²⁸, seven bits a byte, the low ones first; the high bit of a byte says that more follow.
pub(super) fn write_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
