#!/usr/bin/env python3
"""PageRank, communities and sampled betweenness beside igraph's, on 50,000 nodes and a million weighted links.

In: the built bench program. Out: a table of CPU seconds and ratios, an easy and a hard network. Never: wall-clock times.

    cargo build --profile bench --bench network
    python tests/bench/network_peers.py target/release/deps/network-*
"""

import json
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import igraph
import numpy as np

NODES, LINKS, SAMPLE, RUNS = 50_000, 1_000_000, 32, 5


def planted(mixing, seed):
    """Links of a network with planted communities in the manner of Lancichinetti, Fortunato and Radicchi (2008): degrees
    and sizes of communities follow power laws (exponents 2.5 and 1.5), and a share `mixing` of each node's links leaves
    its community. Stubs are matched at random; loops, repeats and what is beyond the million are dropped."""
    numbers = np.random.default_rng(seed)
    degrees = np.minimum((1 - numbers.random(NODES)) ** (-1 / 1.5), 60)
    # A quarter more than needed, for what is dropped.
    degrees = (degrees * 2.5 * LINKS / degrees.sum()).astype(int)
    sizes = []
    while sum(sizes) < NODES:
        sizes.append(int(min(50 * (1 - numbers.random()) ** (-1 / 0.5), 1000)))
    community = np.repeat(np.arange(len(sizes)), sizes)[:NODES]
    numbers.shuffle(community)
    inside = np.round(degrees * (1 - mixing)).astype(int)
    pairs = []
    order = np.argsort(community, kind="stable")
    bounds = np.searchsorted(community[order], np.arange(len(sizes) + 1))
    for first, last in zip(bounds, bounds[1:]):
        pairs.append(matched(np.repeat(order[first:last], inside[order[first:last]]), numbers))
    pairs.append(matched(np.repeat(np.arange(NODES), degrees - inside), numbers))
    pairs = np.sort(np.concatenate(pairs), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    pairs = pairs[np.sort(numbers.permutation(len(pairs))[:LINKS])]
    return pairs, numbers.integers(1, 6, len(pairs))


def matched(stubs, numbers):
    numbers.shuffle(stubs)
    return stubs[: len(stubs) // 2 * 2].reshape(-1, 2)


def seconds(run):
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def peer(file, results):
    """igraph on the same file, in a process of its own so that its memory is its own."""
    graph = igraph.Graph.Read_Ncol(file, names=False, weights=True, directed=False)
    sources = random.Random(1).sample(range(graph.vcount()), SAMPLE)
    random.seed(1)
    leiden = lambda: graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=2)
    found = {
        "pagerank": seconds(lambda: graph.pagerank(weights="weight", directed=False)),
        "communities": seconds(leiden),
        "betweenness": seconds(lambda: graph.betweenness(directed=False, sources=sources)),
    }
    found["modularity"] = graph.modularity(leiden().membership, weights="weight")
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    results.put(found)


def main():
    binary = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        for name, mixing in (("easy (mixing 0.2)", 0.2), ("hard (mixing 0.5)", 0.5)):
            pairs, weights = planted(mixing, 1)
            table = np.column_stack((pairs, weights))
            csv, ncol = Path(place, "links.csv"), Path(place, "links.ncol")
            np.savetxt(csv, table, fmt="%d", delimiter=",")
            np.savetxt(ncol, table, fmt="%d")
            ours = json.loads(subprocess.run([binary, "--measure", csv], capture_output=True, check=True).stdout)
            results = multiprocessing.get_context("spawn").Queue()
            process = multiprocessing.get_context("spawn").Process(target=peer, args=(str(ncol), results))
            process.start()
            theirs = results.get()
            process.join()
            print(f"\n{name}: {ours['nodes']} nodes, {ours['links']} links; CPU seconds, one core, median of {RUNS}")
            for what in ("pagerank", "communities", "betweenness", "memory"):
                unit = "MB" if what == "memory" else "s"
                ratio = theirs[what] / ours[what]
                print(f"  {what:<12} consort {ours[what]:9.4f} {unit}   igraph {theirs[what]:9.4f} {unit}   {ratio:5.1f} times")
            print(f"  {'modularity':<12} consort {ours['modularity']:9.4f}     igraph {theirs['modularity']:9.4f}")


if __name__ == "__main__":
    main()
