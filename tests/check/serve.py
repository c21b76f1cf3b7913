"""Asks `consort serve` with the SPARQL clients that people have: SPARQLWrapper, rdflib's store, curl, and one of the JavaScript world.

usage: serve.py CONSORT GRAPH NODE_MODULES
CONSORT is the program, GRAPH a graph folder, NODE_MODULES where npm put fetch-sparql-endpoint. Each client must give the rows that `consort query` gives.
"""

import json
import pathlib
import subprocess
import sys

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

PREFIX = "PREFIX consort: <https://w3id.org/consort/ns#>\n"
PAIRS = PREFIX + "SELECT ?donor ?what { ?donor consort:funds ?what } ORDER BY ?donor ?what"
EDGES = PREFIX + "CONSTRUCT { ?donor consort:funds ?what } WHERE { ?donor consort:funds ?what }"


def ours(consort, graph):
    done = subprocess.run(
        [consort, "query", PAIRS, "--format", "json", "--graph", graph, "--quiet"],
        capture_output=True,
        check=True,
        text=True,
    )
    return rows(json.loads(done.stdout))


def rows(answer):
    return [(row["donor"]["value"], row["what"]["value"]) for row in answer["results"]["bindings"]]


def wrapped(endpoint, query, form, method=None):
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(form)
    if method:
        client.setMethod(method)
    return client.query().convert()


def check(name, holds):
    if not holds:
        sys.exit(f"{name}: another answer than that of consort query")
    print(f"{name}: the same")


def in_node(endpoint, modules):
    script = pathlib.Path(__file__).with_name("serve.mjs")
    said = subprocess.run(["node", script, endpoint, modules, PAIRS], capture_output=True, check=True, text=True)
    return [(row["donor"], row["what"]) for row in json.loads(said.stdout)]


def clients(endpoint, expected, modules):
    check("SPARQLWrapper, GET, JSON", rows(wrapped(endpoint, PAIRS, JSON)) == expected)
    check("SPARQLWrapper, POST, JSON", rows(wrapped(endpoint, PAIRS, JSON, POST)) == expected)
    n_lines = wrapped(endpoint, PAIRS, CSV).decode().strip().splitlines()
    check("SPARQLWrapper, CSV", len(n_lines) == len(expected) + 1)
    asked = wrapped(endpoint, PREFIX + "ASK { ?a consort:funds ?b }", XML)
    check("SPARQLWrapper, ASK, XML", asked.getElementsByTagName("boolean")[0].firstChild.data == "true")
    edges = rdflib.Graph().parse(data=wrapped(endpoint, EDGES, TURTLE), format="turtle")
    check("SPARQLWrapper, CONSTRUCT", {(str(s), str(o)) for s, _, o in edges} == set(expected))
    store = rdflib.Graph(SPARQLStore(endpoint, returnFormat="json"))
    check("rdflib's store", [(str(a), str(b)) for a, b in store.query(PAIRS)] == expected)
    curl = ["curl", "--silent", "--fail", "--get", "--data-urlencode", f"query={PAIRS}", endpoint]
    said = subprocess.run(curl, capture_output=True, check=True, text=True)
    check("curl", rows(json.loads(said.stdout)) == expected)
    check("fetch-sparql-endpoint", in_node(endpoint, modules) == expected)


def main():
    consort, graph, modules = sys.argv[1:]
    expected = ours(consort, graph)
    if not expected:
        sys.exit("the graph has no donor, so nothing is compared")
    server = subprocess.Popen(
        [consort, "serve", "--graph", graph, "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        line = server.stderr.readline()
        clients(line[line.index("http://") :].strip() + "sparql", expected, modules)
    finally:
        server.terminate()
    if server.wait(timeout=10) != 0:
        sys.exit("the server did not end well when told to stop")


if __name__ == "__main__":
    main()
