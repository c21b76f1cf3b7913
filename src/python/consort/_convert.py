"""Tables, networks and graphs as other libraries have them; each is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import igraph  # type: ignore[import-untyped, unused-ignore]
    import networkx
    import rdflib

    from consort import Graph, Network


def networkx_graph(network: Network) -> networkx.Graph[str]:
    """The network with ids as nodes, and for several kinds of edges the kind as the key of each."""
    import networkx

    edges = network.edges.to_dicts()
    kinds = any(edge["kind"] != "together" for edge in edges)
    made: networkx.Graph[str]
    if kinds:
        made = networkx.MultiDiGraph() if network.directed else networkx.MultiGraph()
    else:
        made = networkx.DiGraph() if network.directed else networkx.Graph()
    made.graph["name"] = network.title
    for node in network.nodes.to_dicts():
        made.add_node(node.pop("id"), **_known(node))
    for edge in edges:
        key = {"key": edge["kind"]} if kinds else {}
        made.add_edge(edge.pop("source"), edge.pop("target"), **key, **_known(edge))
    return made


def igraph_graph(network: Network) -> igraph.Graph:
    """The network with ids as the names of its vertices."""
    import igraph

    nodes, edges = network.nodes.to_dict(), network.edges.to_dict()
    made = igraph.Graph(directed=network.directed)
    made["name"] = network.title
    names = nodes.pop("id")
    made.add_vertices(len(names), {"name": names, **nodes})
    place = {name: i for i, name in enumerate(names)}
    ends = zip(edges.pop("source"), edges.pop("target"))
    made.add_edges([(place[a], place[b]) for a, b in ends], edges)
    return made


def rdflib_graph(graph: Graph) -> rdflib.Graph:
    """The default graph, with the usual prefixes."""
    import rdflib

    made = rdflib.Graph()
    made.parse(data=graph.export("turtle"), format="turtle")
    return made


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """What is known: an attribute that a node lacks is not there, as in files that networkx reads."""
    return {key: value for key, value in values.items() if value is not None}
