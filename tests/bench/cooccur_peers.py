"""Counting pairs: consort against scipy.sparse and networkx, on one table, in one run, in processor time.

In: nothing; builds and runs the bench `cooccur`. Out: seconds and ratios. Never: a peer's time on another table.

    python tests/bench/cooccur_peers.py      # needs numpy, scipy, networkx
"""

import itertools
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import networkx as nx
import numpy as np
from scipy import sparse

DOCUMENTS, NAMED, ENTITIES = 1_000_000, 12, 50_000
RUNS = 3
# networkx takes minutes for a million documents; a tenth of them, times ten, flatters it.
SHARE = 10

root = pathlib.Path(__file__).parents[2]


def consort(path):
    environment = os.environ | {"RAYON_NUM_THREADS": "1"}
    command = ["cargo", "bench", "--quiet", "--bench", "cooccur", "--", "--measure", str(path)]
    done = subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True)
    seconds, pairs, together = done.stdout.split()
    return float(seconds), int(pairs), int(together)


def scipy(table):
    indptr = np.arange(0, table.size + 1, NAMED)
    matrix = sparse.csr_matrix((np.ones(table.size, dtype=np.int32), table, indptr), shape=(table.size // NAMED, ENTITIES))
    start = time.process_time()
    product = matrix.T @ matrix
    seconds = time.process_time() - start
    pairs = (product.nnz - np.count_nonzero(product.diagonal())) // 2
    together = (product.sum() - product.diagonal().sum()) // 2
    return seconds, int(pairs), int(together)


def networkx(table):
    windows = table.reshape(-1, NAMED)[: DOCUMENTS // SHARE].tolist()
    start = time.process_time()
    graph = nx.Graph()
    for window in windows:
        for a, b in itertools.combinations(window, 2):
            if graph.has_edge(a, b):
                graph[a][b]["weight"] += 1
            else:
                graph.add_edge(a, b, weight=1)
    return (time.process_time() - start) * SHARE


with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "table"
    ours = [consort(path) for _ in range(RUNS)]
    table = np.fromfile(path, dtype="<u4").astype(np.int32)
    theirs = [scipy(table) for _ in range(RUNS)]
    assert len({result[1:] for result in ours + theirs}) == 1, (ours, theirs)
    mine, yours = (statistics.median(result[0] for result in results) for results in (ours, theirs))
    slow = networkx(table)
    print(f"{DOCUMENTS} documents x {NAMED} of {ENTITIES} entities: {ours[0][1]} pairs, together {ours[0][2]} times")
    print(f"consort  {mine:7.2f} s  {ours[0][2] / mine / 1e6:.0f} million a second")
    print(f"scipy    {yours:7.2f} s  {yours / mine:.1f} times as long")
    print(f"networkx {slow:7.2f} s  {slow / mine:.0f} times as long ({SHARE} x a {SHARE}th)")
