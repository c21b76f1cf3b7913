//! How fast the network measures are, on a network with planted communities.
//!
//! In: nothing, or `--measure FILE` with a list of links. Out: divan's table, or one line of JSON with the CPU seconds of each
//! measure, for `network_peers.py`. Never: a wall clock in that line; the machine may be shared.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run may say so by stopping")]

use std::fs::{self, File};
use std::io::BufReader;
use std::sync::LazyLock;

use consort::EntityId;
use consort::network::{
    BetweennessOptions, Direction, LeidenOptions, Network, PageRankOptions, betweenness,
    communities, core_numbers, pagerank, read_edge_list,
};
use serde_json::json;

const SAMPLE: usize = 32;

fn main() {
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next()) {
        (Some("--measure"), Some(file)) => measure(&file),
        _ => divan::main(),
    }
}

/// 5,000 nodes in groups of 50; most links stay inside.
static PLANTED: LazyLock<Network> = LazyLock::new(|| {
    let mut state = 1_u64;
    let mut below = |n: u64| {
        // Knuth's linear congruential generator; its high bits are random enough for a bench.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let links: Vec<_> = (0..100_000)
        .map(|_| {
            let a = below(5000);
            let b = if below(10) < 7 { a / 50 * 50 + below(50) } else { below(5000) };
            let name = |n: u64| EntityId::new(&format!("n{n:04}")).unwrap();
            (name(a), name(b), 1.0 + below(5) as f64)
        })
        .collect();
    Network::new(links, Direction::Undirected)
});

#[divan::bench]
fn pagerank_planted() -> Vec<f64> {
    pagerank(&PLANTED, &PageRankOptions::default()).values
}

#[divan::bench]
fn communities_planted() -> Vec<usize> {
    communities(&PLANTED, &LeidenOptions::default()).of
}

#[divan::bench]
fn betweenness_of_a_sample() -> Vec<f64> {
    let options = BetweennessOptions { sample: Some(SAMPLE), ..BetweennessOptions::default() };
    betweenness(&PLANTED, &options)
}

#[divan::bench]
fn cores_planted() -> Vec<usize> {
    core_numbers(&PLANTED)
}

/// The median CPU seconds of each measure over some runs, the modularity found, and the peak memory.
#[expect(clippy::print_stdout, reason = "the line is what it is run for")]
fn measure(file: &str) {
    let input = BufReader::new(File::open(file).unwrap());
    let network = read_edge_list(input, Direction::Undirected).unwrap().output;
    let options = LeidenOptions::default();
    let sample = BetweennessOptions { sample: Some(SAMPLE), ..BetweennessOptions::default() };
    let modularity = communities(&network, &options).quality;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    println!(
        "{}",
        json!({
            "nodes": network.n_nodes(),
            "links": network.n_links(),
            "pagerank": seconds(&|| drop(pagerank(&network, &PageRankOptions::default()))),
            "communities": seconds(&|| drop(communities(&network, &options))),
            "betweenness": seconds(&|| pool.install(|| drop(betweenness(&network, &sample)))),
            "modularity": modularity,
            "memory": peak_memory(),
        })
    );
}

fn seconds(run: &dyn Fn()) -> f64 {
    let mut all: Vec<f64> = (0..5)
        .map(|_| {
            let start = cpu_seconds();
            run();
            cpu_seconds() - start
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// What all threads of this process have spent on a core. Linux only.
fn cpu_seconds() -> f64 {
    let spent = |task: fs::DirEntry| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    };
    fs::read_dir("/proc/self/task").unwrap().flatten().filter_map(spent).sum::<f64>() / 1e9
}

/// The greatest resident size so far, in MB.
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1000.0
}
