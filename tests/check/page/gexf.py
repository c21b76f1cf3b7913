"""Opens a GEXF with networkx.

In: a file. Out: how many nodes and edges it has. Never: a repair.
"""

import sys

import networkx as nx

graph = nx.read_gexf(sys.argv[1])
if not all(data.get("label") for _, data in graph.nodes(data=True)):
    sys.exit("a node has no label")
print(graph.number_of_nodes(), graph.number_of_edges())
