"""Recomputes what `consort cooccur` prints with scipy and networkx: every measure, from counts of the records alone.

In: the program and a graph folder. Out: exit code 0, or the first value that differs. Never: a number taken from consort itself
but the one that is checked.
"""

import csv
import io
import json
import math
import subprocess
import sys

import networkx as nx
import numpy as np
from scipy import sparse, stats

CONSORT, GRAPH = sys.argv[1:3]
FOLDER = next(line.strip() for line in open(f"{GRAPH}/CURRENT"))
CLASSES = {"Organisation", "Country"}


def run(*arguments):
    command = [CONSORT, "cooccur", "--graph", GRAPH, "--class", "organisation,country", "--top", "0", "--format", "csv", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {(row["first_id"], row["second_id"]): row for row in csv.DictReader(io.StringIO(done.stdout))}


def records():
    with open(f"{GRAPH}/{FOLDER}/records.jsonl", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def windows(kind):
    """One (document, set of ids) a window, empty ones too; a number k is every run of k sentences, the first and last cut short."""
    for number, record in enumerate(records()):
        sentences = [set() for _ in record["layout"]["sentences"]]
        for mention in record["mentions"]:
            if not mention["nested"] and mention["class"] in CLASSES:
                sentences[mention["sentence"]].add(mention["id"])
        if kind == "sentence":
            yield from ((number, names) for names in sentences)
        elif kind == "document":
            yield number, set().union(*sentences)
        elif kind == "paragraph":
            paragraphs = [set() for _ in record["layout"]["paragraphs"]]
            for (_, _, paragraph), names in zip(record["layout"]["sentences"], sentences):
                paragraphs[paragraph] |= names
            yield from ((number, names) for names in paragraphs)
        else:
            for end in range(len(sentences) + kind - 1 if sentences else 0):
                yield number, set().union(*sentences[max(0, end - kind + 1) : end + 1])


def close(what, pair, printed, expected, digits=4):
    """Four places, or three significant digits of a probability."""
    tolerance = 0.51 * 10**-digits if digits else 0.0051 * abs(expected) + 1e-300
    if abs(float(printed) - expected) > tolerance:
        sys.exit(f"{what} of {pair}: consort prints {printed}, scipy and networkx give {expected}")


def margins(kind):
    found = list(windows(kind))
    ids = sorted(set().union(*(names for _, names in found)))
    index = {name: i for i, name in enumerate(ids)}
    rows = [i for i, (_, names) in enumerate(found) for _ in names]
    columns = [index[name] for _, names in found for name in sorted(names)]
    table = sparse.csr_matrix((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(found), len(ids)))
    return found, ids, index, table


def check(kind):
    overlap = kind if isinstance(kind, int) else 1
    printed = run("--window", str(kind))
    found, ids, index, table = margins(kind)
    together = (table.T @ table).tocoo()
    singles = np.asarray(table.sum(axis=0)).ravel()
    n = len(found)
    both = {(ids[i], ids[j]): int(c) for i, j, c in zip(together.row, together.col, together.data) if i < j}
    if set(both) != set(printed):
        sys.exit(f"{kind}: the pairs differ: {sorted(set(both) ^ set(printed))[:5]}")
    documents = {}
    for document, names in found:
        for a in names:
            for b in names:
                if a < b:
                    documents.setdefault((a, b), set()).add(document)
    p_values, order = [], sorted(both)
    for pair in order:
        row, c = printed[pair], both[pair]
        i, j = singles[index[pair[0]]], singles[index[pair[1]]]
        if overlap == 1 and int(row["together"]) != c:
            sys.exit(f"{kind}: {pair} together {row['together']}, not {c}")
        if int(row["documents"]) != len(documents[pair]):
            sys.exit(f"{kind}: {pair} in {row['documents']} documents, not {len(documents[pair])}")
        contingency = np.array([[c, i - c], [j - c, n - i - j + c]])
        expected = i * j / n
        if (contingency.sum(axis=0) > 0).all() and (contingency.sum(axis=1) > 0).all():
            g2 = stats.chi2_contingency(contingency, correction=False, lambda_="log-likelihood").statistic / overlap
        else:
            g2 = 0.0
        close("loglik", pair, row["loglik"], math.copysign(g2, c - expected) if c != expected else g2)
        p_values.append(stats.chi2.sf(g2, 1))
        close("p", pair, row["p"], p_values[-1], digits=0)
        close("association", pair, row["association"], c / expected)
        bits = -math.log(c / n)
        close("npmi", pair, row["npmi"], math.log(c / expected) / bits if bits > 0 else 0.0)
        close("jaccard", pair, row["jaccard"], c / (i + j - c))
        # Cosine of the two columns of the table.
        x, y = table[:, index[pair[0]]], table[:, index[pair[1]]]
        close("cosine", pair, row["cosine"], (x.T @ y)[0, 0] / (sparse.linalg.norm(x) * sparse.linalg.norm(y)))
    for pair, q in zip(order, stats.false_discovery_control(p_values)):
        close("q", pair, printed[pair]["q"], q, digits=0)
    check_disparity(printed)
    print(f"{kind}: {len(printed)} pairs agree")


def check_disparity(printed):
    """Serrano, Boguñá and Vespignani (2009), equation 2, over networkx degrees."""
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, int(row["together"])) for (a, b), row in printed.items())
    degree, strength = dict(graph.degree()), dict(graph.degree(weight="weight"))
    for a, b, weight in graph.edges(data="weight"):
        alpha = min((1 - weight / strength[v]) ** (degree[v] - 1) if degree[v] > 1 else 1.0 for v in (a, b))
        row = printed.get((a, b)) or printed[b, a]
        close("disparity", (a, b), row["disparity"], alpha, digits=0)


def check_intervals(k):
    """Shortest intervals by looking at every pair of sentences."""
    counts = {}
    for record in records():
        at = {}
        for mention in record["mentions"]:
            if not mention["nested"] and mention["class"] in CLASSES:
                at.setdefault(mention["id"], set()).add(mention["sentence"])
        for a in at:
            for b in at:
                if a < b:
                    spans = {(min(s, t), max(s, t)) for s in at[a] for t in at[b] if abs(s - t) < k}
                    least = [s for s in spans if not any(o != s and s[0] <= o[0] and o[1] <= s[1] for o in spans)]
                    if least:
                        counts[a, b] = counts.get((a, b), 0) + len(least)
    printed = {pair: int(row["together"]) for pair, row in run("--window", str(k)).items()}
    if printed != counts:
        sys.exit(f"intervals of {k}: {[(p, printed.get(p), counts.get(p)) for p in set(printed) | set(counts) if printed.get(p) != counts.get(p)][:5]}")
    print(f"{k}-sentences: {sum(counts.values())} shortest intervals agree")


def check_null_model(shuffles=200):
    """Means of the null model against networkx: degree-preserving swaps of the bipartite graph of windows and names."""
    printed = run("--null", str(shuffles), "--seed", "1")
    found, ids, index, table = margins("sentence")
    generator = np.random.default_rng(1)
    edges = [(w, name) for w, (_, names) in enumerate(found) for name in sorted(names)]
    present = set(edges)
    sums, squares = {pair: 0 for pair in printed}, {pair: 0 for pair in printed}
    for _ in range(shuffles):
        for _ in range(3 * len(edges)):
            i, j = generator.integers(len(edges), size=2)
            (w, a), (v, b) = edges[i], edges[j]
            if (w, b) not in present and (v, a) not in present:
                present -= {(w, a), (v, b)}
                present |= {(w, b), (v, a)}
                edges[i], edges[j] = (w, b), (v, a)
        by_window = {}
        for w, name in edges:
            by_window.setdefault(w, []).append(name)
        counts = {}
        for names in by_window.values():
            names.sort()
            for x, a in enumerate(names):
                for b in names[x + 1 :]:
                    counts[a, b] = counts.get((a, b), 0) + 1
        for pair in counts.keys() & sums.keys():
            sums[pair] += counts[pair]
            squares[pair] += counts[pair] ** 2
    worst = 0.0
    for pair, row in printed.items():
        mean = sums[pair] / shuffles
        deviation = math.sqrt(max(squares[pair] / shuffles - mean**2, 0.0))
        error = max(deviation, float(row["deviation"]), 0.05) / math.sqrt(shuffles / 2)
        worst = max(worst, abs(float(row["expected"]) - mean) / error)
    if worst > 6:
        sys.exit(f"null model: a mean differs by {worst:.1f} standard errors")
    print(f"null model: {len(printed)} means agree, the worst by {worst:.1f} standard errors")


for kind in ("sentence", "paragraph", "document", 2, 3):
    check(kind)
for k in (2, 3, 5):
    check_intervals(k)
check_null_model()
