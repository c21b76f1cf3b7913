//! Laws of the communities, and divisions known beforehand.

use proptest::prelude::*;

use crate::base::EntityId;
use crate::network::{
    Direction, LeidenOptions, Network, Quality, communities, components, members,
};

fn id(n: usize) -> EntityId {
    format!("{n:03}").into()
}

/// `k` cliques of `size` nodes, joined in a ring by single links.
fn cliques(k: usize, size: usize) -> Network {
    let mut links = Vec::new();
    for clique in 0..k {
        let node = |i: usize| id(clique * size + i);
        for a in 0..size {
            links.extend((a + 1..size).map(|b| (node(a), node(b), 1.0)));
        }
        links.push((node(0), id((clique + 1) % k * size + 1), 1.0));
    }
    Network::new(links, Direction::Undirected)
}

#[test]
fn cliques_are_found_whatever_the_seed() {
    for seed in 0..20 {
        for (quality, resolution) in [(Quality::Modularity, 1.0), (Quality::Cpm, 0.5)] {
            let options = LeidenOptions { quality, resolution, seed, ..Default::default() };
            let found = communities(&cliques(8, 6), &options);
            let expected: Vec<usize> = (0..48).map(|node| node / 6).collect();
            assert_eq!(found.of, expected, "{quality:?}, seed {seed}");
        }
    }
}

/// The karate club of Zachary (1977): no division has a greater modularity than 0.4197896 (Brandes et al. 2008).
#[test]
fn the_karate_club_has_its_known_optimum() {
    let network = karate();
    let found = (0..10).map(|seed| {
        let options = LeidenOptions { seed, ..Default::default() };
        communities(&network, &options).quality
    });
    let best = found.max_by(f64::total_cmp).unwrap();
    assert!((best - 0.419_789_6).abs() < 1e-6, "{best}");
}

#[test]
fn without_links_everyone_is_alone() {
    let network = Network::from_places(vec![id(1), id(0)], vec![], Direction::Undirected);
    let found = communities(&network, &LeidenOptions::default());
    assert_eq!((found.of, found.quality), (vec![0, 1], 0.0));
    let none = Network::new([], Direction::Undirected);
    assert!(communities(&none, &LeidenOptions::default()).of.is_empty());
}

proptest! {
    #[test]
    fn communities_are_connected_and_better_than_none(
        links in prop::collection::vec((0..40_usize, 0..40_usize, 1..5_u8), 1..160),
        seed in 0..1000_u64,
        cpm in any::<bool>(),
    ) {
        let links = links.iter().map(|(a, b, w)| (id(*a), id(*b), f64::from(*w)));
        let network = Network::new(links, Direction::Undirected);
        let quality = if cpm { Quality::Cpm } else { Quality::Modularity };
        let options = LeidenOptions { quality, seed, ..Default::default() };
        let found = communities(&network, &options);
        prop_assert_eq!(&communities(&network, &options), &found, "the same seed, another result");
        for group in members(&found.of) {
            let part = network.among(&group.into_iter().collect());
            prop_assert!(components(&part).iter().all(|c| *c == 0), "a community in two parts");
        }
        let alone: Vec<usize> = (0..network.n_nodes()).collect();
        let whole = vec![0; network.n_nodes()];
        for other in [alone, whole] {
            let other = quality.of(&network, &other, options.resolution);
            prop_assert!(found.quality >= other - 1e-9, "{} < {other}", found.quality);
        }
    }
}

fn karate() -> Network {
    const LINKS: &str = "1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 \
        1-13 4-13 1-14 2-14 3-14 4-14 6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 \
        27-30 2-31 9-31 1-32 25-32 26-32 29-32 3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 \
        10-34 14-34 15-34 16-34 19-34 20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34";
    let links = LINKS.split_whitespace().map(|link| {
        let (a, b) = link.split_once('-').unwrap();
        (id(a.parse().unwrap()), id(b.parse().unwrap()), 1.0)
    });
    Network::new(links, Direction::Undirected)
}
