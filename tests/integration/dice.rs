//! Chance that is the same on every machine.
//!
//! In: a seed, or what the environment asks for. Out: numbers. Never: the system's randomness.

/// SplitMix64, so that a seed means the same damage or vocabulary everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 16) as usize % n
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// The first seed, `CONSORT_SEED`, and how many rounds are tried, `CONSORT_ROUNDS`.
pub(crate) fn rounds(unless_said: u64) -> (u64, u64) {
    let number = |name| std::env::var(name).ok().map(|value| value.parse().unwrap());
    (number("CONSORT_SEED").unwrap_or(1), number("CONSORT_ROUNDS").unwrap_or(unless_said))
}
