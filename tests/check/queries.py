"""Asks every shipped query of rdflib too: another engine, over the exported Turtle, must give the same rows in the same order.

usage: queries.py CONSORT GRAPH EXPORT.ttl
CONSORT is the program, GRAPH a graph folder, EXPORT.ttl what it exported.
"""

import decimal
import json
import pathlib
import subprocess
import sys
import time

import rdflib

rdflib.NORMALIZE_LITERALS = False
QUERIES = pathlib.Path(__file__).parents[2] / "queries"
XSD_DECIMAL = str(rdflib.XSD.decimal)
XSD_STRING = str(rdflib.XSD.string)


def ours(consort, graph, query):
    """The rows that consort gives, each a list of (kind, value, datatype, language) or None."""
    command = [consort, "query", query, "--format", "json", "--graph", graph, "--quiet"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode > 1:
        sys.exit(f"{query}: {done.stderr}")
    answer = json.loads(done.stdout)
    names = answer["head"]["vars"]
    return [[term(row.get(name)) for name in names] for row in answer["results"]["bindings"]]


def term(binding):
    """A binding of the SPARQL JSON format as a value that can be compared."""
    if binding is None:
        return None
    if binding["type"] != "literal":
        return (binding["type"], binding["value"], None, None)
    datatype = binding.get("datatype", XSD_STRING)
    return ("literal", value_of(binding["value"], datatype), datatype, binding.get("xml:lang"))


def value_of(text, datatype):
    """A decimal as the number it is: consort's engine keeps numbers, not how they were written."""
    return decimal.Decimal(text).normalize() if datatype == XSD_DECIMAL else text


def theirs(graph, query):
    """The rows that rdflib gives, in the same form."""
    result = graph.query(query.read_text(encoding="utf-8"))
    return [[node(value) for value in row] for row in result]


def node(value):
    """A term of rdflib as a value that can be compared."""
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        datatype = str(value.datatype or XSD_STRING)
        return ("literal", value_of(str(value), datatype), datatype, value.language)
    return ("uri", str(value), None, None)


def main(consort, folder, export):
    graph = rdflib.Graph().parse(export, format="turtle")
    n_wrong = n_empty = 0
    for query in sorted(QUERIES.glob("*.rq")):
        start = time.monotonic()
        mine, other = ours(consort, folder, str(query)), theirs(graph, query)
        same = mine == other
        print(f"{query.stem}: {len(mine)} rows, {'the same' if same else 'NOT the same'} ({time.monotonic() - start:.1f} s)")
        n_empty += not mine
        n_wrong += not same
        if not same:
            for row in [row for row in mine if row not in other][:3]:
                print(f"  only in consort: {row}")
            for row in [row for row in other if row not in mine][:3]:
                print(f"  only in rdflib:  {row}")
    if n_empty:
        sys.exit(f"{n_empty} queries found nothing, which compares nothing: give their parameters other default values")
    if n_wrong:
        sys.exit(f"{n_wrong} queries do not give the same rows")


if __name__ == "__main__":
    main(*sys.argv[1:])
