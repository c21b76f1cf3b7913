//! How fast pairs are counted: a million documents that name twelve of fifty thousand entities each, by Zipf's law.
//!
//! In: nothing, or `--measure FILE`. Out: divan's table; or the table of names as numbers in the file, and one line with the seconds
//! of processor time that counting it took, the pairs, and how often they met, for `cooccur_peers.py`. Never: a wall clock in
//! that line; the machine may be shared.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run may say so by stopping")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};

use consort::merge::cooccur::Incidence;
use divan::Bencher;

const DOCUMENTS: usize = 1_000_000;
const NAMED: usize = 12;
const ENTITIES: usize = 50_000;

fn main() {
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("--measure"), Some(file)) => measure(&file),
        _ => divan::main(),
    }
}

#[expect(clippy::print_stdout, reason = "the line is what it is run for")]
fn measure(file: &str) {
    let table = table(DOCUMENTS);
    let mut out = BufWriter::new(File::create(file).unwrap());
    for entity in table.windows().flatten() {
        out.write_all(&entity.to_le_bytes()).unwrap();
    }
    out.flush().unwrap();
    let start = processor_seconds();
    let pairs = table.pairs();
    let seconds = processor_seconds() - start;
    let met: u64 = pairs.iter().map(|pair| u64::from(pair.2)).sum();
    println!("{seconds:.2} {} {met}", pairs.len());
}

/// Counting alone: from the table, kept document by document, to one number a pair.
#[divan::bench(args = [100_000, DOCUMENTS], sample_count = 5)]
fn pairs(bencher: Bencher<'_, '_>, documents: usize) {
    let table = table(documents);
    let met = documents * NAMED * (NAMED - 1) / 2;
    bencher.counter(divan::counter::ItemsCount::new(met)).bench(|| table.pairs());
}

/// Entities are numbered by rank, as counting numbers them.
fn table(documents: usize) -> Incidence {
    let mut weights: Vec<f64> = (1..=ENTITIES).map(|rank| 1.0 / rank as f64).collect();
    for i in 1..ENTITIES {
        weights[i] += weights[i - 1];
    }
    let total = weights[ENTITIES - 1];
    let mut state = 20_200_101_u64;
    let mut table = Incidence::default();
    for _ in 0..documents {
        let mut window: Vec<u32> = Vec::with_capacity(NAMED);
        while window.len() < NAMED {
            let at = unit(&mut state) * total;
            let entity = weights.partition_point(|weight| *weight <= at).min(ENTITIES - 1) as u32;
            if let Err(place) = window.binary_search(&entity) {
                window.insert(place, entity);
            }
        }
        table.push(&window);
    }
    table
}

/// A number in [0, 1), by SplitMix64.
fn unit(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Processor time of this process in seconds, user and system; Linux counts it in hundredths.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // The name of the program may hold blanks; it ends at the last bracket.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |field: usize| fields[field].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0
}
