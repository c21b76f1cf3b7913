//! The seeds of every fuzz target, replayed: inputs of each kind, and those that once broke a law.

use std::fs;

use crate::support::root;
use crate::targets::TARGETS;

#[test]
fn every_seed_keeps_the_laws() {
    let seeds = root().join("tests/fuzz/seeds");
    for (name, target) in TARGETS {
        let mut paths: Vec<_> =
            fs::read_dir(seeds.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "{name} has no seeds");
        for path in paths {
            eprintln!("{}", path.display()); // shown where it fails
            target(&fs::read(&path).unwrap());
        }
    }
    let folders = fs::read_dir(&seeds).unwrap().count();
    assert_eq!(folders, TARGETS.len(), "each folder of seeds has a target");
}
