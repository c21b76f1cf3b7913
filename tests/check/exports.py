"""Reads every RDF export with rdflib: all syntaxes must hold the same statements.

usage: exports.py FOLDER
FOLDER holds graph.nt, graph.ttl, graph.rdf (the default graph) and graph.nq, graph.trig, graph.jsonld (with the named graphs).
"""

import pathlib
import sys

import rdflib

# A literal is compared as it is written: "2020-07" must not become a date, nor 0.5000 become 0.5.
rdflib.NORMALIZE_LITERALS = False
PLAIN = {"graph.nt": "nt", "graph.ttl": "turtle", "graph.rdf": "xml"}
NAMED = {"graph.nq": "nquads", "graph.trig": "trig", "graph.jsonld": "json-ld"}


def triples(path, syntax):
    """The triples of a file, as lines."""
    graph = rdflib.Graph().parse(path, format=syntax)
    return {" ".join(term.n3() for term in triple) for triple in graph}


def quads(path, syntax):
    """The quads of a file, as lines; the default graph has an empty name."""
    dataset = rdflib.Dataset()
    dataset.parse(path, format=syntax)
    default = {None, dataset.default_graph.identifier}
    lines = set()
    for subject, predicate, object_, graph in dataset.quads():
        name = getattr(graph, "identifier", graph)
        words = [subject.n3(), predicate.n3(), object_.n3(), "" if name in default else name.n3()]
        lines.add(" ".join(words).strip())
    return lines


def compare(folder, files, read):
    """The statements of the first file, and the number of files that hold others."""
    first, n_wrong = None, 0
    for name, syntax in files.items():
        lines = read(folder / name, syntax)
        first = lines if first is None else first
        print(f"{name}: {len(lines)} statements")
        for mark, odd in (("only here", lines - first), ("missing", first - lines)):
            for line in sorted(odd)[:3]:
                print(f"  {mark}: {line[:300]}")
        n_wrong += lines != first
    return first, n_wrong


def main(folder):
    plain, wrong_plain = compare(folder, PLAIN, triples)
    named, wrong_named = compare(folder, NAMED, quads)
    if not plain or not plain < named:
        sys.exit("the named graphs add nothing to the default graph, or take something from it")
    if wrong_plain or wrong_named:
        sys.exit("the syntaxes do not hold the same statements")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
