//! How often two names would meet if names fell on windows at random.
//!
//! In: a table of windows and the pairs seen in it. Out: mean, deviation, z and p of each. Never: the same numbers for
//! another seed, or other numbers for the same.
//!
//! The null model keeps how many names each window has and how many windows each name has, and is otherwise random:
//! what a prominent name gets by prominence alone. Tables are drawn by the curveball algorithm (Strona, Nappo, Boccacci,
//! Fattorini and San-Miguel-Ayanz 2014, *A fast and unbiased procedure to randomize ecological binary matrices with
//! fixed row and column totals*, Nature Communications 5:4114): two windows trade the names that only one of them has.

use crate::base::Chance;
use crate::base::Random;
use crate::merge::cooccur::incidence::Incidence;

/// How to draw random tables.
///
/// ```
/// use consort::merge::cooccur::{CooccurOptions, Shuffles, count};
/// let texts = ["3 March 2020, Vienna, Austria: UNODC and WHO met. OSCE and UNODC met. UNODC and WHO wrote a report."];
/// # use consort::dictionary::{builtin_files, compile, read};
/// # use consort::documents::{Format, ReadOptions, parse};
/// # use consort::pipeline::read_story;
/// # let (lexicon, _) = compile(read(&builtin_files()).0)?;
/// # let parse = |text: &&str| parse("note.txt", text, Format::Text, &ReadOptions::default()).output;
/// # let stories: Vec<_> = texts.iter().flat_map(parse).map(|d| read_story(d, &lexicon, &Default::default())).collect();
/// let options = CooccurOptions { null: Some(Shuffles { n: 99, seed: 1 }), ..CooccurOptions::default() };
/// let chance = count(&stories, &options)[1].chance.expect("shuffles were asked for");
/// assert!(chance.p_value > 0.05, "three sentences prove nothing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shuffles {
    /// How many.
    pub n: u32,
    /// Where the random numbers start.
    pub seed: u64,
}

/// Trades between two tables, per window; Strona et al. find five enough to forget where they began.
const TRADES: usize = 5;

/// What chance gives for each observed pair. `count` says how often each of them meets in a table, in their order.
pub(super) fn chances(
    table: &Incidence,
    observed: &[(u32, u32, u32)],
    shuffles: &Shuffles,
    count: &dyn Fn(&Incidence) -> Vec<u32>,
) -> Vec<Chance> {
    let mut table = table.clone();
    let mut random = Random::new(shuffles.seed);
    let mut sums = vec![Sum::default(); observed.len()];
    for _ in 0..shuffles.n {
        shuffle(&mut table, &mut random);
        for ((sum, &(_, _, seen)), met) in sums.iter_mut().zip(observed).zip(count(&table)) {
            sum.add(met, seen);
        }
    }
    let n = f64::from(shuffles.n);
    observed.iter().zip(sums).map(|(&(_, _, seen), sum)| sum.chance(seen, n)).collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    total: u64,
    squares: u64,
    /// Tables in which the two meet at least as often as they do.
    as_often: u32,
}

impl Sum {
    fn add(&mut self, met: u32, seen: u32) {
        self.total += u64::from(met);
        self.squares += u64::from(met).pow(2);
        self.as_often += u32::from(met >= seen);
    }

    /// The p-value counts the observed table among the random ones, so that it is never 0 (Phipson and Smyth 2010,
    /// *Permutation p-values should never be zero*, Statistical Applications in Genetics and Molecular Biology 9(1)).
    fn chance(self, seen: u32, n: f64) -> Chance {
        let mean = self.total as f64 / n;
        // Whole numbers up to the last step: no digits are lost.
        let spread = n * self.squares as f64 - (self.total as f64).powi(2);
        let deviation = if n > 1.0 { (spread.max(0.0) / (n * (n - 1.0))).sqrt() } else { 0.0 };
        Chance {
            mean,
            deviation,
            z: (deviation > 0.0).then(|| (f64::from(seen) - mean) / deviation),
            p_value: (f64::from(self.as_often) + 1.0) / (n + 1.0),
        }
    }
}

fn shuffle(table: &mut Incidence, random: &mut Random) {
    if table.len() < 2 {
        return;
    }
    let mut parts = Parts::default();
    for _ in 0..TRADES * table.len() {
        let one = random.below(table.len());
        // Any of the others, each as likely.
        let other = (one + 1 + random.below(table.len() - 1)) % table.len();
        parts.split(table.window(one), table.window(other));
        if parts.n_one > 0 && parts.n_one < parts.loose.len() {
            random.shuffle(&mut parts.loose);
            let (mine, theirs) = parts.loose.split_at(parts.n_one);
            deal(table.window_mut(one), &parts.common, mine);
            deal(table.window_mut(other), &parts.common, theirs);
        }
    }
}

/// What two windows have in common, and what only one of them has.
#[derive(Default)]
struct Parts {
    common: Vec<u32>,
    /// First those of one window, then those of the other.
    loose: Vec<u32>,
    n_one: usize,
}

impl Parts {
    fn split(&mut self, one: &[u32], other: &[u32]) {
        self.common.clear();
        self.loose.clear();
        for &name in one {
            let both = other.binary_search(&name).is_ok();
            if both { self.common.push(name) } else { self.loose.push(name) }
        }
        self.n_one = self.loose.len();
        self.loose.extend(other.iter().filter(|name| one.binary_search(name).is_err()));
    }
}

fn deal(window: &mut [u32], common: &[u32], loose: &[u32]) {
    for (place, &name) in window.iter_mut().zip(common.iter().chain(loose)) {
        *place = name;
    }
    window.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Incidence {
        let mut table = Incidence::default();
        for window in [&[0, 1][..], &[0, 1], &[0, 2, 3], &[1], &[2, 4], &[0, 4], &[3]] {
            table.push(window);
        }
        table
    }

    #[test]
    fn shuffles_keep_both_totals() {
        let mut shuffled = table();
        let mut changed = false;
        let mut random = Random::new(1);
        for _ in 0..50 {
            shuffle(&mut shuffled, &mut random);
            assert_eq!(shuffled.singles(), table().singles());
            for (new, old) in shuffled.windows().zip(table().windows()) {
                assert_eq!(new.len(), old.len());
                assert!(new.is_sorted_by(|a, b| a < b), "{new:?}");
                changed |= new != old;
            }
        }
        assert!(changed);
    }

    #[test]
    fn chance_is_the_mean_over_all_tables() {
        // Windows of sizes 2, 1, 1 over names with totals 2, 1, 1: of the tables {ab,a,c} {ac,a,b} {ab,c,a} {ac,b,a}
        // {bc,a,a}, a and b meet in two of five.
        let mut table = Incidence::default();
        for window in [&[0, 1][..], &[0], &[2]] {
            table.push(window);
        }
        let count = |table: &Incidence| {
            vec![table.windows().filter(|w| w.contains(&0) && w.contains(&1)).count() as u32]
        };
        let shuffles = Shuffles { n: 20_000, seed: 42 };
        let chance = chances(&table, &[(1, 0, 1)], &shuffles, &count)[0];
        assert!((chance.mean - 0.4).abs() < 0.015, "{chance:?}");
        assert!((chance.p_value - 0.4).abs() < 0.015, "{chance:?}");
        assert!((chance.deviation - 0.24_f64.sqrt()).abs() < 0.01, "{chance:?}");
        assert_eq!(chance, chances(&table, &[(1, 0, 1)], &shuffles, &count)[0]);
    }
}
