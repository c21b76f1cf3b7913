"""Publishes a graph and has the descriptions read by those they are for: roc-validator, mlcroissant, rdflib and a SHACL engine.

usage: publish.py CONSORT GRAPH
CONSORT is the program, GRAPH a graph folder. Nothing is fetched: the context that an RO-Crate names comes from the package rocrate, and
mlcroissant reads the tables from the folder.
"""

import csv
import gzip
import hashlib
import html.parser
import json
import logging
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

# The caches of the validators belong to this check alone.
HOME = tempfile.mkdtemp()
os.environ |= {"HOME": HOME, "XDG_CACHE_HOME": HOME, "CROISSANT_CACHE": f"{HOME}/croissant"}

import mlcroissant
import rdflib
import shifty
from rocrate import vocabs
from rocrate.rocrate import ROCrate
from rocrate_validator import models, services
from rocrate_validator.utils import http

URL = "https://example.org/balkans/"
WORDS = {
    "--title": 'Who funds "what" <in the Balkans>',
    "--license": "CC-BY-4.0",
    "--creator": "Policy Lab <https://ror.org/02mhbdp94>",
    "--contact": "desk@example.org",
    "--date": "2026-03-01",
}
# What DCAT-AP asks of a data set and of each of its files.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
    sh:property [ sh:path dcterms:title ; sh:minCount 1 ; sh:minLength 1 ] ,
        [ sh:path dcterms:description ; sh:minCount 1 ; sh:minLength 1 ] ,
        [ sh:path dcterms:issued ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
        [ sh:path dcterms:creator ; sh:class foaf:Agent ] ,
        [ sh:path dcterms:temporal ; sh:maxCount 1 ; sh:class dcterms:PeriodOfTime ] ,
        [ sh:path dcat:landingPage ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path dcat:distribution ; sh:minCount 6 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
    sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path dcterms:title ; sh:minCount 1 ] ,
        [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path dcat:byteSize ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] ,
        [ sh:path spdx:checksum ; sh:minCount 1 ; sh:maxCount 1 ; sh:class spdx:Checksum ] .
[] a sh:NodeShape ; sh:targetClass spdx:Checksum ;
    sh:property [ sh:path spdx:algorithm ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path spdx:checksumValue ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:hexBinary ] .
"""


def published(consort, graph, folder, *more):
    """A publication of the graph."""
    words = [word for pair in WORDS.items() for word in pair]
    command = [consort, "publish", "--graph", graph, "--quiet", "--out", folder, *words, *more]
    subprocess.run(command, check=True)
    return pathlib.Path(folder)


class Context:
    """The answer to who asks the network for the context of RO-Crates; whatever else is asked for is an error."""

    status_code, ok, from_cache = 200, True, True
    headers = {"Content-Type": "application/ld+json"}
    text = json.dumps(vocabs.RO_CRATE)

    def __init__(self, url):
        if not url.startswith("https://w3id.org/ro/crate/"):
            sys.exit(f"the validator asks the network for {url}")
        self.url = url

    def json(self):
        """The context, as the package rocrate has it."""
        return vocabs.RO_CRATE


# A list of the two files of every entity would be longer than all else; the folder is described as a whole.
UNLISTED = "Local Dataset Data Entities SHOULD list their contents"


def crate(folder, severity):
    """What the RO-Crate validator finds at a severity."""
    settings = models.ValidationSettings(
        rocrate_uri=str(folder), profile_identifier="ro-crate-1.2", requirement_severity=severity, offline=True
    )
    result = services.validate(settings)
    issues = {f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()}
    return sorted(issue for issue in issues if UNLISTED not in issue)


def check_crate(folder):
    """The crate is valid, and the library that others use finds all its files."""
    # What is recommended takes in what is required.
    issues = crate(folder, models.Severity.RECOMMENDED)
    if issues:
        sys.exit("\n".join(issues))
    entities = ROCrate(folder).data_entities
    missing = [e.id for e in entities if not (folder / e.id).exists()]
    listed = {e.id.rstrip("/") for e in entities} | {"ro-crate-metadata.json"}
    unlisted = [path.name for path in folder.iterdir() if path.name not in listed]
    if missing or unlisted:
        sys.exit(f"the crate names {missing}, which are not there, and leaves out {unlisted}")
    print(f"RO-Crate: nothing required or recommended is missing, {len(entities)} files and folders")


def check_croissant(folder):
    """Croissant is valid without a warning about what is wrong, and every table is read row for row as it is."""
    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    issues = dataset.metadata.ctx.issues
    if issues.errors or issues.warnings:
        sys.exit(issues.report())
    for record_set in dataset.metadata.record_sets:
        with open(folder / f"{record_set.id}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        records = list(dataset.records(record_set.id))
        if len(records) != len(rows):
            sys.exit(f"{record_set.id}: {len(records)} records of {len(rows)} rows")
        for row, record in zip(rows, records):
            for name, cell in row.items():
                value = record[f"{record_set.id}/{name}"]
                if not same(cell, value):
                    sys.exit(f"{record_set.id}/{name}: {cell!r} became {value!r}")
        print(f"Croissant, {record_set.id}: {len(rows)} rows with {len(record_set.fields)} columns, as they are")


def same(cell, value):
    """Whether a value is what stands in a cell."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return cell == ""
    if isinstance(value, bytes):
        return value.decode() == cell
    if isinstance(value, str):
        return value == cell
    return cell != "" and float(cell) == float(value)


def triples(path, base):
    """The triples of a Turtle file, seen from where it stands."""
    return rdflib.Graph().parse(path, format="turtle", publicID=base)


def check_turtle(folder, base):
    """VoID and DCAT speak of one data set, whose files have these sizes and checksums."""
    dcat, void = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://rdfs.org/ns/void#")
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    catalogue, description = triples(folder / "dcat.ttl", base), triples(folder / "void.ttl", base)
    dataset = rdflib.URIRef(f"{base}void.ttl#dataset")
    if (dataset, rdflib.RDF.type, dcat.Dataset) not in catalogue or (dataset, rdflib.RDF.type, void.Dataset) not in description:
        sys.exit(f"{dataset} is not what the files describe")
    conforms, _, text = shifty.validate(catalogue, [rdflib.Graph().parse(data=SHAPES, format="turtle")])
    if not conforms:
        sys.exit(text)
    for distribution in catalogue.objects(dataset, dcat.distribution):
        name = str(catalogue.value(distribution, dcat.downloadURL)).removeprefix(base)
        content = (folder / name).read_bytes()
        checksum = catalogue.value(catalogue.value(distribution, spdx.checksum), spdx.checksumValue)
        said = (int(catalogue.value(distribution, dcat.byteSize)), str(checksum))
        if said != (len(content), hashlib.sha256(content).hexdigest()):
            sys.exit(f"{name} is not as dcat.ttl says")
    dump = folder / str(description.value(dataset, void.dataDump)).removeprefix(base)
    n_triples = sum(1 for _ in gzip.open(dump))
    if int(description.value(dataset, void.triples)) != n_triples:
        sys.exit("void.ttl counts other triples than the graph has")
    print(f"VoID and DCAT: one data set, {n_triples} triples")


class Links(html.parser.HTMLParser):
    """What a page leads to."""

    def __init__(self):
        super().__init__()
        self.found, self.scripts = set(), 0

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        self.found |= {value for name, value in attrs if name in ("href", "src")}


def check_site(folder):
    """Every page leads to files that are there, and every entity's Turtle is part of the graph."""
    n_links = 0
    for page in sorted(folder.rglob("*.html")):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        for link in links.found:
            parts = urllib.parse.urlsplit(link)
            if not parts.scheme:
                n_links += 1
                if not (page.parent / urllib.parse.unquote(parts.path)).is_file():
                    sys.exit(f"{page.name} leads to {link}, which is not there")
        if links.scripts:
            sys.exit(f"{page.name} has a script")
    graph = {line.rstrip("\n") for line in gzip.open(folder / "graph.nt.gz", "rt", encoding="utf-8", newline="\n")}
    whole = rdflib.Graph().parse(data="\n".join(graph), format="nt")
    n_files = 0
    for file in sorted((folder / "id").glob("*.ttl")):
        part = rdflib.Graph().parse(file, format="turtle")
        odd = [triple for triple in part if triple not in whole]
        if odd or not len(part):
            sys.exit(f"{file.name} says what the graph does not: {odd[:1]}")
        n_files += 1
    print(f"site: {n_files} entities, {n_links} links that lead somewhere")


def main(consort, graph):
    logging.disable(logging.ERROR)
    rdflib.NORMALIZE_LITERALS = False
    http.HttpRequester.get = http.HttpRequester.head = lambda _, url, **__: Context(url)
    with tempfile.TemporaryDirectory() as work:
        folder = published(consort, graph, f"{work}/site", "--site", "--url", URL)
        check_turtle(folder, URL)
        check_crate(folder)
        check_site(folder)
        issues = mlcroissant.Dataset(jsonld=folder / "croissant.json").metadata.ctx.issues
        if issues.errors or issues.warnings:
            sys.exit(issues.report())
        # Without an address the folder works wherever it stands, so the tables are read from it.
        folder = published(consort, graph, f"{work}/here")
        check_turtle(folder, folder.as_uri() + "/")
        check_croissant(folder)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), sys.argv[2])
