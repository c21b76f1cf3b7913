#!/usr/bin/env python3
"""Network measures agree with networkx, igraph and numpy.

In: the program, and a graph folder. Out: one line a check; exit code 1 when a value differs by more than 1e-9.
Never: a tolerance wider than that, save for communities, whose modularity may be 0.5 % below igraph's.

    python tests/check/networks.py target/release/consort graph
"""

import csv
import io
import itertools
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import igraph
import networkx as nx
import numpy as np

TOLERANCE = 1e-9
MODULARITY_PART = 0.005


class Failed(Exception):
    """A check that did not hold."""


class Program:
    """Runs `consort network`."""

    def __init__(self, binary, source):
        self.binary, self.source = binary, source

    def rows(self, *args, codes=(0,)):
        command = [self.binary, "--quiet", "network", args[0], *self.source, *args[1:], "--format", "csv"]
        ran = subprocess.run(command, capture_output=True, text=True)
        if ran.returncode not in codes:
            raise Failed(f"{' '.join(command)} ended with {ran.returncode}: {ran.stderr}")
        return list(csv.DictReader(io.StringIO(ran.stdout)))

    def measures(self, names, *args):
        rows = self.rows("rank", "--by", ",".join(names), "--top", "0", "--digits", "15", "--sample", "0", *args)
        return {name: {row["id"]: float(row[name]) for row in rows} for name in names}


def same(what, ours, theirs):
    """Fails where two dictionaries of numbers differ."""
    if ours.keys() != theirs.keys():
        raise Failed(f"{what}: other nodes: {sorted(ours.keys() ^ theirs.keys())[:5]}")
    worst = max(ours, key=lambda key: abs(ours[key] - theirs[key]), default=None)
    if worst is not None and abs(ours[worst] - theirs[worst]) > TOLERANCE:
        raise Failed(f"{what} of {worst}: {ours[worst]}, not {theirs[worst]}")


def equal(what, ours, theirs):
    if ours != theirs:
        raise Failed(f"{what}: {ours}, not {theirs}")


def check(program, graph):
    """All measures of one network."""
    directed = graph.is_directed()
    flat = undirected(graph)
    for _, _, data in graph.edges(data=True):
        data["length"] = 1 / data["weight"]
    degrees(program, graph, directed)
    walks(program, graph, directed)
    distances(program, graph)
    structure(program, flat)
    paths(program, graph)
    guesses(program, flat)
    communities(program, flat)


def undirected(graph):
    """Weights of both directions add up."""
    if not graph.is_directed():
        return graph
    flat = nx.Graph()
    flat.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        old = flat.get_edge_data(a, b, {"weight": 0})["weight"]
        flat.add_edge(a, b, weight=old + weight)
    return flat


def degrees(program, graph, directed):
    names = ["degree", "strength"]
    theirs = {"degree": dict(graph.degree), "strength": dict(graph.degree(weight="weight"))}
    if directed:
        names += ["indegree", "outdegree", "instrength", "outstrength"]
        theirs |= {"indegree": dict(graph.in_degree), "outdegree": dict(graph.out_degree)}
        theirs["instrength"] = dict(graph.in_degree(weight="weight"))
        theirs["outstrength"] = dict(graph.out_degree(weight="weight"))
    ours = program.measures(names)
    for name in names:
        same(name, ours[name], theirs[name])


def walks(program, graph, directed):
    names = ["pagerank", "hub", "authority"]
    ours = program.measures(names)
    same("pagerank", ours["pagerank"], nx.pagerank(graph, tol=1e-15, max_iter=10_000))
    matrix = nx.to_numpy_array(graph)
    # Where two parts are equally strong, hubs are not defined; the power method starts from all alike.
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    if abs(values[-1] - values[-2]) > 1e-6 * values[-1]:
        hubs = np.abs(vectors[:, -1])
        authorities = matrix.T @ hubs
        same("hub", ours["hub"], dict(zip(graph, hubs / hubs.sum())))
        same("authority", ours["authority"], dict(zip(graph, authorities / authorities.sum())))
    if not directed:
        values, vectors = np.linalg.eigh(matrix)
        if abs(values[-1] - values[-2]) > 1e-6 * values[-1]:
            ours = program.measures(["eigenvector"])
            same("eigenvector", ours["eigenvector"], dict(zip(graph, np.abs(vectors[:, -1]))))


def distances(program, graph):
    names = ["betweenness", "closeness", "harmonic"]
    others = len(graph) - 1
    ours = program.measures(names)
    same("betweenness", ours["betweenness"], nx.betweenness_centrality(graph))
    same("closeness", ours["closeness"], nx.closeness_centrality(graph))
    same("harmonic", ours["harmonic"], {n: v / others for n, v in nx.harmonic_centrality(graph).items()})
    ours = program.measures(names, "--length", "strength")
    same("closeness by strength", ours["closeness"], nx.closeness_centrality(graph, distance="length"))
    theirs = nx.harmonic_centrality(graph, distance="length")
    same("harmonic by strength", ours["harmonic"], {n: v / others for n, v in theirs.items()})
    # networkx takes 1/3 + 1/3 + 1/3 and 1 for different lengths; igraph compares as we do.
    peer = igraph.Graph.from_networkx(graph)
    scale = others * (others - 1) / (1 if graph.is_directed() else 2)
    theirs = [value / scale for value in peer.betweenness(weights="length", directed=graph.is_directed())]
    same("betweenness by strength", ours["betweenness"], dict(zip(peer.vs["_nx_name"], theirs)))


def structure(program, flat):
    ours = program.measures(["core", "constraint"])
    same("core", ours["core"], nx.core_number(flat))
    same("constraint", ours["constraint"], nx.constraint(flat, weight="weight"))
    parts = {}
    for row in program.rows("components", "--members"):
        parts.setdefault(row["component"], set()).add(row["id"])
    equal("components", sorted(map(sorted, parts.values())), sorted(map(sorted, nx.connected_components(flat))))
    rows = program.rows("bridges", "--top", "0", codes=(0, 1))
    points = sorted(row["first_id"] for row in rows if row["kind"] == "node")
    equal("articulation points", points, sorted(nx.articulation_points(flat)))
    links = sorted(tuple(sorted((r["first_id"], r["second_id"]))) for r in rows if r["kind"] == "link")
    equal("bridges", links, sorted(tuple(sorted(link)) for link in nx.bridges(flat)))


def paths(program, graph):
    chosen = random.Random(3).sample(sorted(graph), 2)
    for length, weight in (("hops", None), ("strength", "length")):
        rows = program.rows("path", *chosen, "-k", "4", "--length", length, codes=(0, 1))
        found = {}
        for row in rows:
            found.setdefault(row["path"], []).append((row["from_id"], row["to_id"]))
        lengths = [sum(graph.edges[hop][weight] if weight else 1 for hop in hops) for hops in found.values()]
        theirs = []
        if nx.has_path(graph, *chosen):
            for path in itertools.islice(nx.shortest_simple_paths(graph, *chosen, weight=weight), 4):
                theirs.append(nx.path_weight(graph, path, weight) if weight else len(path) - 1)
        same(f"paths by {length}", dict(enumerate(lengths)), dict(enumerate(theirs)))


def guesses(program, flat):
    rows = program.rows("predict", "--top", "0", "--digits", "15", codes=(0, 1))
    for column, theirs in (
        ("adamic_adar", nx.adamic_adar_index(flat)),
        ("resource_allocation", nx.resource_allocation_index(flat)),
    ):
        ours = {tuple(sorted((row["first_id"], row["second_id"]))): float(row[column]) for row in rows}
        theirs = {tuple(sorted((a, b))): value for a, b, value in theirs if value > 0}
        same(column, ours, theirs)


def communities(program, flat):
    groups = {}
    for row in program.rows("communities", "--members", "--seed", "1"):
        groups.setdefault(row["community"], set()).add(row["id"])
    for group in groups.values():
        if not nx.is_connected(flat.subgraph(group)):
            raise Failed(f"the community of {min(group)} is in several parts")
    ours = nx.community.modularity(flat, groups.values())
    peer = igraph.Graph.from_networkx(flat)
    random.seed(1)
    found = peer.community_leiden(objective_function="modularity", weights="weight", n_iterations=10)
    theirs = peer.modularity(found.membership, weights="weight")
    if ours < theirs * (1 - MODULARITY_PART):
        raise Failed(f"modularity {ours}, igraph {theirs}")


def random_graphs():
    """Names and graphs: sparse and dense, in one part and in several, with and without directions."""
    numbers = random.Random(5)
    for n, p, directed in ((40, 0.05, False), (60, 0.15, False), (120, 0.03, False), (40, 0.06, True), (80, 0.1, True)):
        graph = nx.gnp_random_graph(n, p, seed=n, directed=directed)
        for _, _, data in graph.edges(data=True):
            data["weight"] = numbers.choice((1, 1, 2, 3, 5, 0.5))
        yield f"random, {n} nodes{', directed' if directed else ''}", graph
    graph = nx.barabasi_albert_graph(200, 2, seed=1)
    nx.set_edge_attributes(graph, 1, "weight")
    yield "preferential attachment, 200 nodes", graph


def read(rows, directed):
    graph = nx.DiGraph() if directed else nx.Graph()
    for row in rows:
        graph.add_edge(row["first_id"], row["second_id"], weight=float(row["weight"]))
    return graph


def networks(binary, folder):
    """Names, programs and graphs to check."""
    for name, options, directed in (
        ("archive, named together", [], False),
        ("archive, without the publisher, distinct", ["--exclude", "unodc", "--weight", "distinct"], False),
        ("archive, association", ["--weight", "association"], False),
        ("archive, relations", ["--edges", "funds,implements,supports,partnersWith"], True),
    ):
        program = Program(binary, [*options, "--graph", folder])
        yield name, program, read(program.rows("links", "--top", "0", "--digits", "17"), directed)
    with tempfile.TemporaryDirectory() as place:
        for i, (name, graph) in enumerate(random_graphs()):
            graph = nx.relabel_nodes(graph, {n: f"n{n}" for n in graph})
            graph.remove_nodes_from(list(nx.isolates(graph)))
            file = Path(place, f"{i}.csv")
            lines = [f"{a},{b},{weight}\n" for a, b, weight in graph.edges(data="weight")]
            file.write_text("source,target,weight\n" + "".join(lines))
            directed = ["--directed"] if graph.is_directed() else []
            yield name, Program(binary, ["--edge-list", str(file), *directed]), graph


def main():
    binary, folder = sys.argv[1:3]
    failed = 0
    for name, program, graph in networks(binary, folder):
        try:
            check(program, graph)
            print(f"ok    {name}: {len(graph)} nodes, {graph.number_of_edges()} links")
        except Failed as error:
            failed += 1
            print(f"FAIL  {name}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
