//! ZIP and gzip: what is packed in a file.
//!
//! In: the bytes of a file, and how much may come out of it. Out: its members, unpacked one at a time. Never: more bytes or
//! members than are allowed, whatever the file says of itself.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// A member is no larger than this, in bytes.
const LARGEST_MEMBER: u64 = 1 << 29;
/// All members of a file together are no larger than this, in bytes.
const LARGEST_WHOLE: u64 = 1 << 32;
/// A file has no more members than this.
const MOST_MEMBERS: usize = 100_000;
/// So many times as large as it was may become what is packed ...
const LARGEST_RATIO: u64 = 200;
/// ... where it is larger than this, in bytes: a small file of blanks is no bomb.
const RATIO_FROM: u64 = 1 << 24;

/// What may still come out of a file and of all that is packed in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    bytes: u64,
    members: usize,
}

impl Budget {
    /// That of a file with so many bytes.
    pub(crate) fn of(n_bytes: usize) -> Self {
        let by_ratio = (n_bytes as u64).saturating_mul(LARGEST_RATIO).max(RATIO_FROM);
        Self { bytes: by_ratio.min(LARGEST_WHOLE), members: MOST_MEMBERS }
    }

    /// That of one member, which is read for so many bytes at most.
    pub(crate) fn of_one(bytes: u64) -> Self {
        Self { bytes, members: 1 }
    }
}

/// An archive.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// # Errors
    /// Why the bytes are no whole ZIP file, with the cure.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("is damaged: {error}; copy or download it again"))?;
        Ok(Self { zip })
    }

    /// The names of its files with their numbers, as they come.
    pub(crate) fn names(&self) -> Vec<(usize, String)> {
        let names = self.zip.file_names().enumerate();
        let names =
            names.map(|(n, name)| (n, name.map_or_else(|_| format!("file {n}"), Cow::into_owned)));
        names.filter(|(_, name)| !name.ends_with(['/', '\\'])).collect()
    }

    /// The bytes of the member with this number.
    ///
    /// # Errors
    /// Why it cannot be unpacked, with the cure.
    pub(crate) fn member(&mut self, number: usize, budget: &mut Budget) -> Result<Vec<u8>, String> {
        if budget.members == 0 {
            return Err(format!(
                "is one of more than {MOST_MEMBERS} files in an archive; unpack it and name the folder"
            ));
        }
        budget.members -= 1;
        let file = self.zip.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => {
                "is encrypted, or packed in another way than deflate; unpack the archive and name the folder".to_owned()
            }
            error => format!("is damaged in its archive: {error}; copy the archive again"),
        })?;
        unpacked(file, budget)
    }

    /// The bytes of the member with this name, if there is one.
    ///
    /// # Errors
    /// Why it cannot be unpacked, with the cure.
    pub(crate) fn part(
        &mut self,
        name: &str,
        budget: &mut Budget,
    ) -> Result<Option<Vec<u8>>, String> {
        match self.names().into_iter().find(|(_, known)| known == name) {
            Some((number, _)) => self.member(number, budget).map(Some),
            None => Ok(None),
        }
    }
}

/// What is packed in a gzip file, with all its parts.
///
/// # Errors
/// Why it cannot be unpacked, with the cure.
pub(crate) fn gunzip(bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, String> {
    unpacked(flate2::read::MultiGzDecoder::new(bytes), budget)
}

/// All bytes, as long as the budget lasts.
fn unpacked(packed: impl Read, budget: &mut Budget) -> Result<Vec<u8>, String> {
    let most = budget.bytes.min(LARGEST_MEMBER);
    let mut bytes = Vec::new();
    packed.take(most + 1).read_to_end(&mut bytes).map_err(|error| {
        format!("is damaged where it is packed: {error}; copy or download it again")
    })?;
    if bytes.len() as u64 > most {
        return Err(format!(
            "holds more than {} MB when unpacked, which may be a trap; unpack it yourself and name the folder",
            most >> 20
        ));
    }
    budget.bytes -= bytes.len() as u64;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::{Archive, Budget, gunzip};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = gzip(&vec![b' '; 40 << 20]);
        let error = gunzip(&bomb, &mut Budget::of(bomb.len())).unwrap_err();
        assert!(error.contains("may be a trap"), "{error}");
        // The same file with room for it.
        assert_eq!(gunzip(&bomb, &mut Budget::of(bomb.len() * 100)).unwrap().len(), 40 << 20);
        let two = [gzip(b"a"), gzip(b"b")].concat();
        assert_eq!(gunzip(&two, &mut Budget::of(two.len())).unwrap(), b"ab");
    }

    #[test]
    fn broken_archives_say_so() {
        for bytes in [&b"PK\x03\x04"[..], b"", b"PK\x05\x06\0\0"] {
            let error = Archive::open(bytes).err().unwrap();
            assert!(error.contains("download it again"), "{error}");
        }
        assert!(gunzip(b"\x1f\x8b\x08", &mut Budget::of(9)).is_err());
    }
}
