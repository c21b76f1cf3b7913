//! Sketches kept from one build of a graph to the next.
//!
//! In: sketches, later bytes. Out: bytes, later the sketch of a story. Never: the sketch of a story that is not as it was: who asks for it
//! says that it is.

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;

use crate::base::{Document, DocumentId};
use crate::merge::copies::sketch::Sketch;

/// Sketches of stories, by their places.
#[derive(Debug, Default)]
pub struct Sketches {
    bytes: Vec<u8>,
    /// Where the sketch of each story begins.
    starts: Vec<usize>,
    /// The place of a story by a hash of its id.
    by_id: FxHashMap<u64, u32>,
}

impl Sketches {
    /// Sketches as bytes.
    pub fn to_bytes(sketches: &[Sketch]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for sketch in sketches {
            bytes.extend(of_id(&sketch.document).to_le_bytes());
            bytes.extend(sketch.hash.to_le_bytes());
            bytes.extend(sketch.n_words.to_le_bytes());
            bytes.extend((sketch.samples.len() as u32).to_le_bytes());
            sketch.samples.iter().for_each(|sample| bytes.extend(sample.to_le_bytes()));
        }
        bytes
    }

    /// The sketches in such bytes.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        let (mut starts, mut by_id) = (Vec::new(), FxHashMap::default());
        let mut at = 0;
        while let Some(head) = head(&bytes[at..]) {
            by_id.insert(head.id, starts.len() as u32);
            starts.push(at);
            at += HEAD + 4 * head.n_samples;
        }
        Self { bytes, starts, by_id }
    }

    /// The place of the story with an id.
    #[must_use]
    pub fn place(&self, id: &DocumentId) -> Option<u32> {
        self.by_id.get(&of_id(id)).copied()
    }

    /// The sketch of the story at a place, which is this document.
    #[must_use]
    pub fn get(&self, place: u32, document: &Document) -> Option<Sketch> {
        let bytes = self.bytes.get(*self.starts.get(place as usize)?..)?;
        let head = head(bytes)?;
        let (samples, _) = bytes.get(HEAD..HEAD + 4 * head.n_samples)?.as_chunks::<4>();
        Some(Sketch {
            document: document.id.clone(),
            date: document.date_start,
            n_words: head.n_words,
            hash: head.hash,
            samples: samples.iter().map(|sample| u32::from_le_bytes(*sample)).collect(),
        })
    }
}

/// So many bytes stand before the samples of a sketch.
const HEAD: usize = 24;

struct Head {
    id: u64,
    hash: u64,
    n_words: u32,
    n_samples: usize,
}

/// What stands before the samples; `None` where the bytes end before them.
fn head(bytes: &[u8]) -> Option<Head> {
    let (id, rest) = bytes.split_first_chunk::<8>()?;
    let (hash, rest) = rest.split_first_chunk::<8>()?;
    let (n_words, rest) = rest.split_first_chunk::<4>()?;
    let (n_samples, rest) = rest.split_first_chunk::<4>()?;
    let n_samples = u32::from_le_bytes(*n_samples) as usize;
    (rest.len() / 4 >= n_samples).then_some(Head {
        id: u64::from_le_bytes(*id),
        hash: u64::from_le_bytes(*hash),
        n_words: u32::from_le_bytes(*n_words),
        n_samples,
    })
}

fn of_id(id: &DocumentId) -> u64 {
    XxHash3_64::oneshot(id.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sample::{Sample, story};

    #[test]
    fn sketches_read_back_whatever_stands_behind_them() {
        let document = |id: &str, n: usize| {
            let text: Vec<String> = (0..n).map(|i| format!("word{i} of {id}")).collect();
            story(Sample::new(id).date("2020-03").paragraph(&[&text.join(" ")])).document
        };
        let documents = [document("a", 90), document("b", 0), document("c", 400)];
        let sketches: Vec<Sketch> = documents.iter().map(Sketch::new).collect();
        assert!(sketches[2].samples.len() > 40 && sketches[1].samples.is_empty());
        let bytes = Sketches::to_bytes(&sketches);
        let read = Sketches::from_bytes(bytes.clone());
        for (place, (document, sketch)) in (0..).zip(documents.iter().zip(&sketches)) {
            assert_eq!(read.place(&document.id), Some(place));
            assert_eq!(read.get(place, document).as_ref(), Some(sketch));
        }
        assert_eq!((read.place(&"d".into()), read.get(3, &documents[0])), (None, None));
        for end in [0, 20, 24, bytes.len() - 1] {
            let cut = Sketches::from_bytes(bytes[..end].to_vec());
            assert!(cut.get(2, &documents[2]).is_none());
        }
    }
}
