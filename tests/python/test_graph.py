"""A graph, asked from Python, answers as the program does."""

import csv
import io
import json
import pathlib
import subprocess
from typing import Any

import consort
import rdflib

from conftest import ARCHIVE


class Told:
    """What the program prints of a graph."""

    def __init__(self, program: pathlib.Path, folder: pathlib.Path) -> None:
        self.program, self.graph = program, folder / "graph"

    def text(self, *arguments: str) -> str:
        command = [str(self.program), "--quiet", *arguments, "--graph", str(self.graph)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def json(self, *arguments: str) -> Any:
        return json.loads(self.text(*arguments, "--format", "json"))


def numbers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """5000000 and 5000000.0 are one number, whoever writes it."""
    return [{k: float(v) if isinstance(v, int) else v for k, v in row.items()} for row in rows]


def test_tables_are_those_of_the_program(
    program: pathlib.Path, folder: pathlib.Path, graph: consort.Graph
) -> None:
    told = Told(program, folder)
    everything = ["--status", "any"]
    for table, arguments in [
        (graph.claims(), ["claims"]),
        (graph.claims(predicates=["funds", "implements"], since="2020-06", classes=["donor", "country"], min=1),
         ["claims", "--predicate", "funds,implements", "--since", "2020-06", "--class", "donor,country"]),
        (graph.claims(rows="sentences", entity="Germany", status="any"),
         ["claims", "--sentences", "--entity", "Germany", *everything]),
        (graph.claims(countries="Albania", exclude="unodc", sources="unodc"),
         ["claims", "--country", "Albania", "--exclude", "unodc", "--source", "unodc"]),
        (graph.cooccur(), ["cooccur", "--top", "0"]),
        (graph.cooccur(window="3-sentences", by="npmi", max_q=0.05, min=2, top=7, exclude_publisher=True),
         ["cooccur", "--window", "3-sentences", "--by", "npmi", "--max-q", "0.05", "--min", "2", "--top", "7",
          "--exclude-publisher"]),
        (graph.cooccur(null=20, seed=3, by="z", backbone=0.05),
         ["cooccur", "--null", "20", "--seed", "3", "--by", "z", "--backbone", "0.05", "--top", "0"]),
    ]:  # fmt: skip
        rows = table.to_dicts()
        assert rows and numbers(rows) == numbers(told.json(*arguments)), arguments
        assert table.to_polars().to_dicts() == rows


def test_totals_are_those_of_the_program(
    program: pathlib.Path, tmp_path: pathlib.Path, lexicon: consort.Lexicon
) -> None:
    (tmp_path / "sums.jsonl").write_text(
        '{"text": "Norway gave EUR 5.3 million to UNICEF. Japan pledged USD 1 to 2 million to WHO.", "date": "2020"}\n'
        '{"text": "Norway and Japan together gave EUR 700,000 to WHO.", "date": "2021-02-03"}\n',
        encoding="utf-8",
    )
    graph = consort.build(tmp_path / "sums.jsonl", tmp_path / "graph", lexicon=lexicon)
    told = Told(program, tmp_path)
    by_donor, by_receiver = graph.claims(rows="totals"), graph.claims(rows="totals-by-receiver")
    for found, option in [(by_donor, "--totals"), (by_receiver, "--totals=receiver")]:
        table = found.to_dicts()
        assert len(table) == 3 and numbers(table) == numbers(told.json("claims", option))
    assert sorted(graph.claims(entity="Japan", rows="totals").to_dict()["at_most"]) == [7e5, 2e6]


def test_networks_are_those_of_the_program(
    program: pathlib.Path, folder: pathlib.Path, graph: consort.Graph
) -> None:
    told = Told(program, folder)
    for network, arguments in [
        (graph.network(), []),
        (graph.network(isolates=False, min=3, max_q=0.1), ["--no-isolates", "--min", "3", "--max-q", "0.1"]),
        (graph.network(edges=["funds", "partnersWith"]), ["--edges", "funds,partnersWith"]),
        (graph.network(edges="partnersWith", isolates=False), ["--edges", "partnersWith", "--no-isolates"]),
    ]:
        exported = told.json("export", *arguments)
        places = {"x", "y"}
        nodes = [{k: v for k, v in node.items() if k not in places} for node in exported["nodes"]]
        assert numbers(network.nodes.to_dicts()) == numbers(nodes)
        edges = [{k: v for k, v in edge.items() if k != "key"} for edge in exported["edges"]]
        assert numbers(network.edges.to_dicts()) == numbers(edges)
        assert network.directed == exported["directed"]
        made = network.to_networkx()
        assert (len(made.nodes), len(made.edges)) == (len(nodes), len(edges))
        assert made.is_directed() == network.directed
        drawn = network.to_igraph()
        assert (drawn.vcount(), drawn.ecount()) == (len(nodes), len(edges))
        assert drawn.vs["name"] == [node["id"] for node in nodes]


def test_queries_are_those_of_the_program(
    program: pathlib.Path, folder: pathlib.Path, graph: consort.Graph
) -> None:
    told = Told(program, folder)
    for name, parameters in [("who-funds-what", {}), ("partners", {"org": "OSCE"})]:
        arguments = [word for pair in parameters.items() for word in ("--set", "=".join(pair))]
        rows = list(csv.DictReader(io.StringIO(told.text("query", name, *arguments, "--format", "csv"))))
        table = graph.select(name, set=parameters)
        assert rows == [{k: "" if v is None else str(v) for k, v in row.items()} for row in table.to_dicts()]
    typed = graph.select("SELECT (1 AS ?i) (1.5 AS ?d) (true AS ?b) ('x' AS ?s) (?u AS ?n) { }")
    assert typed.to_dicts() == [{"i": 1, "d": 1.5, "b": True, "s": "x", "n": None}]
    short = graph.select("SELECT ?p { ?p consort:funds id:unodc-wco-ccp }", short=True, limit=1)
    assert short.to_dict() == {"p": ["id:deu"]}
    assert graph.query("ASK { id:deu consort:funds id:nobody }") is False
    triples = graph.query("CONSTRUCT WHERE { ?s consort:funds id:unodc-wco-ccp }")
    assert isinstance(triples, str) and len(rdflib.Graph().parse(data=triples, format="nt")) == 4


def test_sentences_are_those_of_the_program(
    program: pathlib.Path, folder: pathlib.Path, graph: consort.Graph
) -> None:
    told = Told(program, folder)
    for found, arguments in [
        (graph.explain("deu", "funds", "unodc-wco-ccp"), ["deu", "funds", "unodc-wco-ccp"]),
        (graph.explain("OSCE", "UNODC"), ["OSCE", "UNODC"]),
        (graph.explain("OSCE", b="UNODC", window="paragraph"), ["OSCE", "UNODC", "--window", "paragraph"]),
        (graph.explain("eu", "funds"), ["eu", "funds"]),
        (graph.explain("Interpol", named=True), ["Interpol", "--named"]),
    ]:
        assert found == told.json("explain", *arguments, "--top", "0")
    for passage in graph.explain("deu", "funds", top=2):
        for mark in passage["highlights"]:
            assert passage["sentence"][mark["start"] : mark["end"]].strip()


def test_exports_are_those_of_the_program(
    program: pathlib.Path, folder: pathlib.Path, graph: consort.Graph
) -> None:
    told = Told(program, folder)
    assert graph.export() == told.text("export", "--format", "turtle")
    assert graph.export("nquads") == told.text("export", "--format", "nquads")
    assert len(graph.to_rdflib()) == graph.export("ntriples").count("\n")


def test_built_as_the_program_builds(
    program: pathlib.Path, folder: pathlib.Path, tmp_path: pathlib.Path, lexicon: consort.Lexicon
) -> None:
    out = tmp_path / "graph"
    subprocess.run([program, "--quiet", "build", ARCHIVE, "--out", out], check=True)
    ours = consort.build(str(ARCHIVE), tmp_path / "ours", lexicon=lexicon, threads=1)
    assert ours.export("nquads") == consort.Graph.open(out).export("nquads")
    assert repr(ours) == f"<consort.Graph of 110 stories, {ours.counts['mentions']} mentions>"
