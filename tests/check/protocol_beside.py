"""Puts the W3C's cases for SPARQL over HTTP to `consort serve` and to oxigraph's own server, and prints how many of each suite pass.

usage: protocol_beside.py CONSORT GRAPH OXIGRAPH
CONSORT is the program, GRAPH a graph folder, OXIGRAPH the program of the PyPI package oxigraph. The cases are those of
tests/cases/protocol; those that write are left out, because consort refuses them by design. Not part of .ci/run: it says nothing that must hold of consort.
"""

import http.client
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

CASES = pathlib.Path(__file__).parents[1] / "cases" / "protocol"
SUITES = {"query": "SPARQL 1.1 Protocol, queries", "description": "Service Description", "graphs": "Graph Store Protocol, reading"}
TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig", "application/n-quads")
OXIGRAPH_PORT = 7899


class Server:
    """A server with the addresses of its endpoint and of its graphs."""

    def __init__(self, name, command, port, endpoint, graphs):
        self.name, self.port, self.endpoint, self.graphs = name, port, endpoint, graphs
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    def send(self, method, path, headers, body):
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        client.request(method, path, body or None, headers)
        answer = client.getresponse()
        return answer.status, answer.getheader("Content-Type", ""), answer.read().decode("utf-8", "replace")

    def ready(self):
        for _ in range(100):
            try:
                return self.send("GET", "/", {}, b"")
            except OSError:
                time.sleep(0.1)
        sys.exit(f"{self.name} does not start")


def cases(suite):
    """Name, request and expectation of each case that only reads."""
    for text in (CASES / f"{suite}.txt").read_text(encoding="utf-8").split("=====\n"):
        request, expected = text.split("---\n")
        head, _, body = request.partition("\n\n")
        lines = head.splitlines()
        name = next(line[2:] for line in lines if line.startswith("#"))
        first, *headers = [line for line in lines if not line.startswith("#")]
        if "405" not in expected.split():
            yield name, first, dict(line.split(": ", 1) for line in headers), body.rstrip("\n"), expected.splitlines()


def filled(text, graphs, written=str):
    return re.sub(r"\{(\d)\}", lambda found: written(graphs[int(found[1]) - 1]), text)


def passes(server, case, graphs):
    _, first, headers, body, expected = case
    method, path = filled(first, graphs, lambda g: urllib.parse.quote(g, safe="")).split(" ", 1)
    path = re.sub("^/sparql", server.endpoint, re.sub("^/graphs", server.graphs, path))
    utf16 = any("UTF-16" in value for value in headers.values())
    body = filled(body, graphs).encode("utf-16" if utf16 else "utf-8")
    status, media, answer = server.send(method, path, headers, body)
    for line in expected:
        line = filled(line, graphs).replace("/sparql>", server.endpoint + ">")
        is_one_of = lambda kinds: status == 200 and media.split(";")[0] in kinds
        holds = {
            "true": lambda: is_one_of(TABLES[:2]) and "true" in answer,
            "false": lambda: is_one_of(TABLES[:2]) and "false" in answer,
            "table": lambda: is_one_of(TABLES),
            "rdf": lambda: is_one_of(TRIPLES),
            "4xx": lambda: 400 <= status < 500,
        }.get(line, lambda: status == int(line) if line.isdigit() else line in answer)
        if not holds():
            return f"{line!r} does not hold of {status} {media}"
    return None


def main():
    consort, folder, oxigraph = sys.argv[1:]
    ours = [consort, "serve", "--graph", folder, "--port", str(OXIGRAPH_PORT + 1)]
    theirs = [oxigraph, "serve", "--bind", f"127.0.0.1:{OXIGRAPH_PORT}"]
    servers = [
        Server("consort", ours, OXIGRAPH_PORT + 1, "/sparql", "/graphs"),
        Server("oxigraph", theirs, OXIGRAPH_PORT, "/query", "/store"),
    ]
    try:
        for server in servers:
            server.ready()
        quads = subprocess.run([consort, "export", "--graph", folder, "--format", "nquads"], capture_output=True, check=True).stdout
        status, _, said = servers[1].send("POST", "/store", {"Content-Type": "application/n-quads"}, quads)
        if status >= 300:
            sys.exit(f"oxigraph does not take the graph: {status} {said}")
        asked = "SELECT DISTINCT ?g { GRAPH ?g { ?g a ?type } } ORDER BY ?g LIMIT 3"
        headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
        graphs = servers[0].send("POST", "/sparql", headers, asked.encode())[2].split()[1:]
        print("| suite | cases | " + " | ".join(server.name for server in servers) + " |\n|---|--:|--:|--:|")
        told = []
        for suite, title in SUITES.items():
            all_cases, passed = list(cases(suite)), []
            for server in servers:
                failed = [(case[0], passes(server, case, graphs)) for case in all_cases]
                failed = [(name, why) for name, why in failed if why]
                passed.append(len(all_cases) - len(failed))
                told += [f"{server.name}, {suite}, {name}: {why}" for name, why in failed]
            print(f"| {title} | {len(all_cases)} | " + " | ".join(map(str, passed)) + " |")
        print("\n".join(told))
    finally:
        for server in servers:
            server.process.terminate()


if __name__ == "__main__":
    main()
