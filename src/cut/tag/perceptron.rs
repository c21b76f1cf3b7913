//! The averaged perceptron.
//!
//! In: features of a word, and its tag. Out: weights that tell it from the other tags. Never: a word.

use rustc_hash::FxHashMap;

use crate::cut::tag::weights::N_TAGS;

/// A number for each tag.
pub(super) type Row = [f32; N_TAGS];

/// Weights while they are learnt: those of now, and what they summed up to so far.
#[derive(Debug, Default)]
pub(super) struct Perceptron {
    places: FxHashMap<u32, u32>,
    now: Vec<Row>,
    /// For each weight, the sum of `time × change`.
    shifted: Vec<[f64; N_TAGS]>,
    time: u32,
}

impl Perceptron {
    /// One that knows these features, and no other.
    pub(super) fn new(features: &[u32]) -> Self {
        let places = features.iter().enumerate().map(|(i, &key)| (key, i as u32)).collect();
        let n = features.len();
        Self { places, now: vec![[0.0; N_TAGS]; n], shifted: vec![[0.0; N_TAGS]; n], time: 1 }
    }

    /// Where the weights of a feature stand.
    pub(super) fn place(&self, key: u32) -> Option<u32> {
        self.places.get(&key).copied()
    }

    /// The tag with the highest score among the features at these places.
    pub(super) fn best(&self, places: &[u32]) -> usize {
        let mut scores = [0.0; N_TAGS];
        for &place in places {
            for (score, weight) in scores.iter_mut().zip(&self.now[place as usize]) {
                *score += weight;
            }
        }
        (1..N_TAGS).fold(0, |best, t| if scores[t] > scores[best] { t } else { best })
    }

    /// Learns from one word: `guess` was said, `right` is so.
    pub(super) fn learn(&mut self, places: &[u32], guess: usize, right: usize) {
        if guess != right {
            for &place in places {
                for (tag, change) in [(right, 1.0), (guess, -1.0)] {
                    self.now[place as usize][tag] += change;
                    self.shifted[place as usize][tag] += f64::from(change) * f64::from(self.time);
                }
            }
        }
        self.time += 1;
    }

    /// The mean of each weight over all times, in the order of the features.
    pub(super) fn averaged(&self) -> impl Iterator<Item = Row> {
        let time = f64::from(self.time);
        self.now.iter().zip(&self.shifted).map(move |(now, shifted)| {
            std::array::from_fn(|t| (f64::from(now[t]) - shifted[t] / time) as f32)
        })
    }
}
