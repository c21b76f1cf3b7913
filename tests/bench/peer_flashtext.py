"""What a careful Python script does for a part of consort's work: FlashText finds names, networkx counts who stands
together in a sentence, pyoxigraph holds both as RDF and writes them out. It reads no relations, settles no shared names,
resolves no ministries and reads no datelines. Like consort it keeps each story with its title, text and sentences, and each
mention with its place and sentence.

In: JSONL with title and text, and the vocabulary folder. Out: N-Quads. Never: work that the comparison does not need.

    python3 tests/bench/peer_flashtext.py vocab corpus.jsonl graph.nq
"""

import itertools
import json
import pathlib
import re
import sys
import tomllib

import networkx
from flashtext import KeywordProcessor
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

BASE = "https://example.org/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TITLE = NamedNode("http://purl.org/dc/terms/title")
STORY, SENTENCE, PHRASE = (NamedNode(NIF + name) for name in ("Context", "Sentence", "Phrase"))
TEXT, ANCHOR, BEGIN, END = (NamedNode(NIF + name) for name in ("isString", "anchorOf", "beginIndex", "endIndex"))
CONTEXT, IN_SENTENCE = (NamedNode(NIF + name) for name in ("referenceContext", "sentence"))
IDENTITY = NamedNode("http://www.w3.org/2005/11/its/rdf#taIdentRef")
TIE, MEMBER = NamedNode(BASE + "CoOccurrence"), NamedNode(BASE + "member")
COUNT, DOCUMENTS = NamedNode(BASE + "count"), NamedNode(BASE + "documents")
FILES = ("organisations", "countries", "programmes", "funds")
SENTENCES = re.compile(r"[^.!?\n]+(?:[.!?]+(?!\s+[A-Z0-9\"“])[^.!?\n]*)*[.!?]*")


def names(vocabulary):
    """The processor that finds every name, alias and abbreviation of the vocabulary in any case."""
    processor = KeywordProcessor(case_sensitive=False)
    for path in sorted(vocabulary.glob("*.toml")):
        if path.stem.split("-")[0] in FILES:
            for entity, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
                for name in [entry["name"], *entry.get("names", []), *entry.get("abbr", [])]:
                    processor.add_keyword(name, entity)
    return processor


def mention_quads(processor, corpus, ties):
    """Yields the quads of all mentions, and counts in `ties` who is named together in a sentence."""
    nodes = {}
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            text = story["title"] + "\n\n" + story["text"]
            document = NamedNode(BASE + "doc/" + story["id"])
            yield Quad(document, TYPE, STORY, document)
            yield Quad(document, TITLE, Literal(story["title"]), document)
            yield Quad(document, TEXT, Literal(text), document)
            pairs_here = set()
            for sentence in SENTENCES.finditer(text):
                found = processor.extract_keywords(sentence.group(), span_info=True)
                offset = sentence.start()
                place = NamedNode(f"{document.value}#char={offset},{sentence.end()}")
                yield Quad(place, TYPE, SENTENCE, document)
                yield Quad(place, BEGIN, Literal(offset), document)
                yield Quad(place, END, Literal(sentence.end()), document)
                yield Quad(place, CONTEXT, document, document)
                for entity, start, end in found:
                    start, end = start + offset, end + offset
                    node = nodes.get(entity) or nodes.setdefault(entity, NamedNode(BASE + "id/" + entity))
                    mention = NamedNode(f"{document.value}#char={start},{end}")
                    yield Quad(mention, TYPE, PHRASE, document)
                    yield Quad(mention, ANCHOR, Literal(text[start:end]), document)
                    yield Quad(mention, BEGIN, Literal(start), document)
                    yield Quad(mention, END, Literal(end), document)
                    yield Quad(mention, CONTEXT, document, document)
                    yield Quad(mention, IN_SENTENCE, place, document)
                    yield Quad(mention, IDENTITY, node, document)
                for pair in itertools.combinations(sorted({entity for entity, _, _ in found}), 2):
                    if ties.has_edge(*pair):
                        ties.edges[pair]["count"] += 1
                    else:
                        ties.add_edge(*pair, count=1, documents=0)
                    pairs_here.add(pair)
            for pair in pairs_here:
                ties.edges[pair]["documents"] += 1


def tie_quads(ties):
    """Yields the quads of all ties."""
    for a, b, facts in ties.edges(data=True):
        tie = NamedNode(f"{BASE}co/{a}.{b}")
        yield Quad(tie, TYPE, TIE)
        yield Quad(tie, MEMBER, NamedNode(BASE + "id/" + a))
        yield Quad(tie, MEMBER, NamedNode(BASE + "id/" + b))
        yield Quad(tie, COUNT, Literal(facts["count"]))
        yield Quad(tie, DOCUMENTS, Literal(facts["documents"]))


def main():
    vocabulary, corpus, out = map(pathlib.Path, sys.argv[1:])
    ties = networkx.Graph()
    store = Store()
    store.bulk_extend(mention_quads(names(vocabulary), corpus, ties))
    store.bulk_extend(tie_quads(ties))
    store.dump(str(out), format=RdfFormat.N_QUADS)
    print(f"{len(store)} quads, {ties.number_of_edges()} pairs")


if __name__ == "__main__":
    main()
