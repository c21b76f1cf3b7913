"""Validates an export against vocab/shapes.ttl with a SHACL engine, then breaks it on purpose: each breach must be reported.

usage: shapes.py EXPORT.trig
"""

import pathlib
import sys

import rdflib
import shifty

rdflib.NORMALIZE_LITERALS = False
VOCAB = pathlib.Path(__file__).parents[2] / "vocab"
CONSORT = rdflib.Namespace("https://w3id.org/consort/ns#")
NIF = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
RDF, RDFS, SH = rdflib.RDF, rdflib.RDFS, rdflib.SH


def read(path):
    """Every triple of a file, whatever its graph, as one graph: SHACL knows no named graphs."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="trig")
    graph = rdflib.Graph()
    for subject, predicate, object_, _ in dataset.quads():
        graph.add((subject, predicate, object_))
    return graph


def validate(graph):
    """Whether the graph conforms, the nodes that do not, and the report as text."""
    shapes = [VOCAB / "shapes.ttl", VOCAB / "ontology.ttl"]
    conforms, report, text = shifty.validate(graph, shapes, on_unsupported="error")
    return conforms, set(report.objects(None, SH.focusNode)), text


def break_it(graph):
    """Breaks the graph in one place after another; gives what was done and the node where it must be noticed."""
    pieces = sorted(graph.subjects(RDF.type, CONSORT.Evidence))
    claims = {status: sorted(set(graph.subjects(CONSORT.status, rdflib.Literal(status))) - set(pieces))
              for status in ("asserted", "planned", "hedged")}
    # Each breach has a claim of its own, and pieces of evidence that belong to none of these claims.
    spoilt = claims["asserted"][:7]
    pieces = [piece for piece in pieces if graph.value(piece, CONSORT.claim) not in spoilt]
    mentions = sorted(graph.subjects(RDF.type, CONSORT.Mention))
    donor = graph.value(None, RDF.type, CONSORT.Donor)

    def put(node, predicate, value):
        graph.remove((node, predicate, None))
        if value is not None:
            graph.add((node, predicate, value))
        return node

    def parts(claim):
        return tuple(graph.value(claim, part) for part in (RDF.subject, RDF.predicate, RDF.object))

    graph.remove(parts(spoilt[0]))
    yield "a direct triple is missing", spoilt[0]
    yield "a claim has no evidence", put(spoilt[1], CONSORT.evidence, None)
    yield "a claim has no subject", put(spoilt[2], RDF.subject, None)
    yield "a claim counts documents wrongly", put(spoilt[3], CONSORT.documentCount, rdflib.Literal(99))
    yield "a claim counts sentences wrongly", put(spoilt[4], CONSORT.distinctSentences, rdflib.Literal(99))
    yield "a claim counts origins wrongly", put(spoilt[6], CONSORT.originCount, rdflib.Literal(0))
    yield "a status is none", put(spoilt[5], CONSORT.status, rdflib.Literal("certain"))
    unfounded = (claims["planned"] + claims["hedged"])[0]
    graph.add(parts(unfounded))
    yield "a planned claim has a direct triple", unfounded
    yield "evidence has no quote", put(pieces[0], CONSORT.quote, None)
    yield "evidence has no rule", put(pieces[1], CONSORT.rule, None)
    yield "a quote is not its sentence", put(pieces[2], CONSORT.quote, rdflib.Literal("Nobody wrote this."))
    yield "a surface is not at its offsets", put(mentions[0], NIF.anchorOf, rdflib.Literal("nowhere"))
    yield "a mention has no text", put(mentions[1], NIF.referenceContext, None)
    yield "an entity has no label", put(donor, RDFS.label, None)


def main(path):
    graph = read(path)
    conforms, _, text = validate(graph)
    print(f"{path}: {len(graph)} triples, {'conform' if conforms else 'do NOT conform'}")
    if not conforms:
        sys.exit(text[:5000])
    breaches = list(break_it(graph))
    _, found, _ = validate(graph)
    missed = [f"{what} ({node})" for what, node in breaches if node not in found]
    print(f"{len(breaches) - len(missed)} of {len(breaches)} breaches noticed")
    if missed:
        sys.exit("not noticed:\n  " + "\n  ".join(missed))


if __name__ == "__main__":
    main(sys.argv[1])
