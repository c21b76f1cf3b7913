"""Asks `consort serve` with the SPARQL clients that people have: SPARQLWrapper, rdflib's store, and curl.

usage: serve.py CONSORT GRAPH
CONSORT is the program, GRAPH a graph folder. Each client must give the rows that `consort query` gives.
"""

import json
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


def clients(endpoint, expected):
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


def main():
    consort, graph = sys.argv[1:]
    expected = ours(consort, graph)
    if not expected:
        sys.exit("the graph has no donor, so nothing is compared")
    server = subprocess.Popen(
        [consort, "serve", "--graph", graph, "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        line = server.stderr.readline()
        clients(line[line.index("http://") :].strip() + "sparql", expected)
    finally:
        server.terminate()
    if server.wait(timeout=10) != 0:
        sys.exit("the server did not end well when told to stop")


if __name__ == "__main__":
    main()
