"""Loads every network export with the libraries it is meant for, and compares what they hold with the node-link JSON.

In: the program and a graph folder. Out: exit code 0, or what a library could not read or read otherwise. Never: a check of the
text of a file where a reader of it exists.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import igraph
import networkx as nx
import pandas as pd

CONSORT, GRAPH = sys.argv[1:3]
NETWORKS = {
    "together": ["--class", "organisation,country,programme,donor"],
    "stated": ["--edges", "funds,partnersWith,implements,partOf,supports"],
    "partners": ["--edges", "partnersWith"],
}


def export(form, place, *more):
    subprocess.run([CONSORT, "--quiet", "export", "--graph", GRAPH, "--format", form, "--out", str(place), *more], check=True)
    return place


def same(what, found, expected):
    if found != expected:
        differing = list(set(found) ^ set(expected))[:5] if isinstance(found, (set, list)) else (found, expected)
        sys.exit(f"{what}: differs from the JSON: {differing}")


def edges_of(graph, directed):
    ends = ((a, b, int(float(data["weight"]))) for a, b, data in graph.edges(data=True))
    return sorted(ends if directed else ((min(a, b), max(a, b), w) for a, b, w in ends))


def check(name, options, folder):
    source = json.loads(export("json", folder / f"{name}.json", *options).read_text(encoding="utf-8"))
    graph = nx.node_link_graph(source, edges="edges")
    directed, nodes = source["directed"], {node["id"]: node for node in source["nodes"]}
    edges = sorted((e["source"], e["target"], e["weight"]) for e in source["edges"])
    labels = {id: node["label"] for id, node in nodes.items()}
    same(f"{name}: networkx, JSON", edges_of(graph, directed), edges)
    same(f"{name}: isolated nodes", any(degree == 0 for _, degree in graph.degree()), True)
    same(f"{name}: D3 finds the edges under links", source["links"], source["edges"])
    check_measures(name, graph, nodes)
    check_no_isolates(name, folder, options, source)

    path = export("graphml", folder / f"{name}.graphml", *options)
    graph = nx.read_graphml(path, force_multigraph=True)
    same(f"{name}: networkx, GraphML", edges_of(graph, directed), edges)
    same(f"{name}: networkx, GraphML labels", dict(graph.nodes(data="label")), labels)
    same(f"{name}: networkx, GraphML classes", dict(graph.nodes(data="class")), {i: n["class"] for i, n in nodes.items()})
    loaded = igraph.Graph.Read_GraphML(str(path))
    ids = loaded.vs["id"]
    found = sorted((ids[e.source], ids[e.target], int(e["weight"])) for e in loaded.es)
    found = found if directed else sorted((min(a, b), max(a, b), w) for a, b, w in found)
    same(f"{name}: igraph, GraphML", found, edges)
    same(f"{name}: igraph, GraphML labels", dict(zip(ids, loaded.vs["label"])), labels)

    check_gexf(name, export("gexf", folder / f"{name}.gexf", *options), nodes, source["edges"], directed)
    for period in ["month", "year"]:
        path = export("gexf", folder / f"{name}-{period}.gexf", *options, "--by", period)
        check_spells(f"{name} by {period}", path, period, nodes, source["edges"])
    check_positions(name, folder, options, nodes)
    check_pajek(name, export("pajek", folder / f"{name}-pajek", *options), edges, len(nodes), directed)
    check_tables(name, folder, options, nodes, edges)
    check_dot(name, export("dot", folder / f"{name}.dot", *options), len(nodes), len(edges))
    print(f"{name}: {len(nodes)} nodes and {len(edges)} edges in every format")


def check_measures(name, graph, nodes):
    """The measures of each node are those of the network that is exported, as networkx has them."""
    plain = nx.DiGraph() if graph.is_directed() else nx.Graph()
    for a, b, data in graph.edges(data=True):
        weight = plain.get_edge_data(a, b, {"weight": 0})["weight"]
        plain.add_edge(a, b, weight=weight + data["weight"])
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    ranks, between = nx.pagerank(plain, tol=1e-10), nx.betweenness_centrality(plain)
    for id, node in nodes.items():
        if node["pagerank"] is None:
            same(f"{name}: {id} has no edge", id in plain and plain.degree(id) > 0, False)
            continue
        for column, expected in [("pagerank", ranks[id]), ("betweenness", between[id])]:
            if abs(node[column] - expected) > 1e-4:
                sys.exit(f"{name}: {column} of {id} is {node[column]}, in networkx {expected}")
        if not graph.is_directed():
            same(f"{name}: degree of {id}", node["degree"], plain.degree(id))
            same(f"{name}: strength of {id}", node["strength"], plain.degree(id, weight="weight"))
    by_rank = sorted((n for n in nodes.values() if n["rank"]), key=lambda n: n["rank"])
    same(f"{name}: ranks", [n["rank"] for n in by_rank], list(range(1, len(by_rank) + 1)))
    same(f"{name}: ranks by PageRank", sorted((n["pagerank"] for n in by_rank), reverse=True), [n["pagerank"] for n in by_rank])
    same(f"{name}: the greatest community is 1", {n["community"] for n in by_rank} >= {1}, True)


def check_no_isolates(name, folder, options, source):
    path = export("json", folder / f"{name}-linked.json", *options, "--no-isolates")
    linked = json.loads(path.read_text(encoding="utf-8"))
    ends = {end for edge in source["edges"] for end in (edge["source"], edge["target"])}
    same(f"{name}: nodes with an edge", {node["id"] for node in linked["nodes"]}, ends)
    same(f"{name}: edges without isolates", linked["edges"], source["edges"])


def check_spells(name, path, period, nodes, edges):
    """Weights that change: each in a spell of one period, and together no more than the whole."""
    space = {"g": "http://gexf.net/1.3"}
    graph = xml.parse(path).getroot().find("g:graph", space)
    declared = {(a.get("class"), a.get("mode")): [c.get("id") for c in a] for a in graph.iterfind("g:attributes", space)}
    same(f"{name}: GEXF dynamic attributes", declared[("edge", "dynamic")], ["weight"])
    unit = pd.offsets.MonthEnd if period == "month" else pd.offsets.YearEnd
    weights = {}
    for element in [*graph.iterfind("g:nodes/g:node", space), *graph.iterfind("g:edges/g:edge", space)]:
        spells = [(s.get("start"), s.get("end")) for s in element.iterfind("g:spells/g:spell", space)]
        dynamic = [v for v in element.iterfind("g:attvalues/g:attvalue", space) if v.get("start")]
        same(f"{name}: a weight for each spell", [(v.get("start"), v.get("end")) for v in dynamic], spells)
        same(f"{name}: spells are in order", spells, sorted(set(spells)))
        for start, end in spells:
            same(f"{name}: a spell is one period", pd.Timestamp(start) + unit(0), pd.Timestamp(end))
        weights[element.get("id")] = sum(float(v.get("value")) for v in dynamic)
    drawn = graph.findall("g:edges/g:edge", space)
    same(f"{name}: edges that change", any(weights[e.get("id")] > 1 for e in drawn), True)
    for edge in drawn:
        if weights[edge.get("id")] > int(edge.get("weight")):
            sys.exit(f"{name}: {edge.attrib} weighs more in its periods than in all")
    for id, node in nodes.items():
        if weights[id] > node["mentions"]:
            sys.exit(f"{name}: {id} is named more often in its periods than in all")


def check_gexf(name, path, nodes, edges, directed):
    root = xml.parse(path).getroot()
    space = {"g": "http://gexf.net/1.3"}
    same(f"{name}: GEXF version", root.get("version"), "1.3")
    graph = root.find("g:graph", space)
    same(f"{name}: GEXF direction", graph.get("defaultedgetype"), "directed" if directed else "undirected")
    same(f"{name}: GEXF is dynamic", (graph.get("mode"), graph.get("timeformat")), ("dynamic", "date"))
    same(f"{name}: GEXF children", [child.tag.split("}")[1] for child in graph], ["attributes", "attributes", "nodes", "edges"])
    found = {node.get("id"): node.get("label") for node in graph.iterfind("g:nodes/g:node", space)}
    same(f"{name}: GEXF nodes", found, {id: node["label"] for id, node in nodes.items()})
    drawn = graph.findall("g:edges/g:edge", space)
    ends = sorted((e.get("source"), e.get("target"), int(e.get("weight"))) for e in drawn)
    same(f"{name}: GEXF edges", ends, sorted((e["source"], e["target"], e["weight"]) for e in edges))
    same(f"{name}: GEXF edge ids", len({e.get("id") for e in drawn}), len(drawn))
    declared = {a.get("id") for a in graph.iterfind("g:attributes/g:attribute", space)}
    used = {a.get("for") for a in graph.iter("{http://gexf.net/1.3}attvalue")}
    same(f"{name}: GEXF attributes that nobody declared", used - declared, set())
    for element in [*graph.iterfind("g:nodes/g:node", space), *drawn]:
        start, end = element.get("start"), element.get("end")
        if start and not pd.Timestamp(start) <= pd.Timestamp(end):
            sys.exit(f"{name}: GEXF: {start} is after {end}")


def check_positions(name, folder, options, nodes):
    """Every format puts a node where the JSON does."""
    places = {id: (node["x"], node["y"]) for id, node in nodes.items()}
    same(f"{name}: nodes in places of their own", len(set(places.values())), len(places))
    viz, space = "{http://gexf.net/1.3/viz}position", {"g": "http://gexf.net/1.3"}
    drawn = xml.parse(folder / f"{name}.gexf").getroot().iterfind("g:graph/g:nodes/g:node", space)
    found = {n.get("id"): (float(n.find(viz).get("x")), float(n.find(viz).get("y"))) for n in drawn}
    same(f"{name}: GEXF positions", found, places)
    graph = nx.read_graphml(folder / f"{name}.graphml", force_multigraph=True)
    same(f"{name}: GraphML positions", {id: (data["x"], data["y"]) for id, data in graph.nodes(data=True)}, places)
    order = sorted(nodes)
    place = export("pajek", folder / f"{name}-pajek", *options)
    shares = [(float(data["x"]), float(data["y"])) for _, data in nx.read_pajek(place / "network.net").nodes(data=True)]
    for axis, sign in [(0, 1), (1, -1)]:
        expected = sorted(range(len(order)), key=lambda i: sign * places[order[i]][axis])
        lowest, highest = expected[0], expected[-1]
        same(f"{name}: Pajek, axis {axis}", (shares[lowest][axis] < 0.5 < shares[highest][axis]), True)
    same(f"{name}: Pajek coordinates are shares", all(0 <= x <= 1 and 0 <= y <= 1 for x, y in shares), True)
    read = pd.read_csv(export("vosviewer", folder / f"{name}-vosviewer", *options) / "map.txt", sep="\t", quoting=csv.QUOTE_NONE)
    same(f"{name}: VOSviewer positions", list(zip(read["x"], read["y"])), [places[id] for id in order])


def check_pajek(name, folder, edges, n_nodes, directed):
    graph = nx.read_pajek(folder / "network.net")
    same(f"{name}: networkx, Pajek", (graph.number_of_nodes(), graph.is_directed()), (n_nodes, directed))
    weights = sorted(int(w) for _, _, w in graph.edges(data="weight"))
    same(f"{name}: networkx, Pajek weights", weights, sorted(w for _, _, w in edges))
    loaded = igraph.Graph.Read_Pajek(str(folder / "network.net"))
    same(f"{name}: igraph, Pajek", (loaded.vcount(), loaded.ecount(), loaded.is_directed()), (n_nodes, len(edges), directed))
    same(f"{name}: Pajek partition", len((folder / "classes.clu").read_text().splitlines()), n_nodes + 1)


def check_tables(name, folder, options, nodes, edges):
    place = export("csv", folder / f"{name}-csv", *options)
    read, ends = pd.read_csv(place / "nodes.csv"), pd.read_csv(place / "edges.csv")
    same(f"{name}: pandas, nodes", dict(zip(read["Id"], read["Label"])), {i: n["label"] for i, n in nodes.items()})
    same(f"{name}: pandas, edges", sorted(zip(ends["Source"], ends["Target"], ends["Weight"])), edges)
    frame = nx.from_pandas_edgelist(ends, "Source", "Target", edge_attr=True)
    same(f"{name}: networkx from pandas", set(frame) <= set(nodes), True)

    place = export("neo4j", folder / f"{name}-neo4j", *options)
    header, *rows = csv.reader(open(place / "nodes.csv", encoding="utf-8", newline=""))
    same(f"{name}: Neo4j nodes", (header[:3], len(rows)), (["id:ID", "name", ":LABEL"], len(nodes)))
    header, *rows = csv.reader(open(place / "edges.csv", encoding="utf-8", newline=""))
    same(f"{name}: Neo4j edges", (header[:4], len(rows)), ([":START_ID", ":END_ID", ":TYPE", "weight:long"], len(edges)))

    place = export("vosviewer", folder / f"{name}-vosviewer", *options)
    read = pd.read_csv(place / "map.txt", sep="\t", quoting=csv.QUOTE_NONE)
    known = [node["community"] for node in nodes.values() if node["community"]]
    same(f"{name}: VOSviewer clusters", sorted(read["cluster"])[: len(known)], sorted(known))
    same(f"{name}: VOSviewer link strength", int(read["weight<Total link strength>"].sum()), sum(n["strength"] or 0 for n in nodes.values()))
    same(f"{name}: VOSviewer map", list(read["id"]), list(range(1, len(nodes) + 1)))
    links = pd.read_csv(place / "network.txt", sep="\t", header=None)
    same(f"{name}: VOSviewer strength", int(links[2].sum()), sum(w for _, _, w in edges))
    same(f"{name}: VOSviewer links of known items", set(links[0]) | set(links[1]) <= set(read["id"]), True)


def check_dot(name, path, n_nodes, n_edges):
    text = path.read_text(encoding="utf-8")
    arrow = " -> " if text.startswith("digraph") else " -- "
    lines = text.splitlines()[2:-1]
    same(f"{name}: DOT", (len(lines), sum(f'"{arrow}"' in line for line in lines)), (n_nodes + n_edges, n_edges))


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else name)
    folder.mkdir(exist_ok=True)
    for network, options in NETWORKS.items():
        check(network, options, folder)
