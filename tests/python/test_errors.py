"""What goes wrong is an exception with its place and a cure; Ctrl-C ends what is under way; no input is a crash."""

import multiprocessing
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import consort
import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
import pytest

from conftest import ARCHIVE

# A batch of stories is read to its end, and not optimised on a busy machine that takes seconds.
LONGEST = 9.0


def refusals(lexicon: Any, graph: Any) -> list[tuple[Callable[[], object], type[Exception], str]]:
    load, build, missing = consort.Lexicon.load, consort.build, FileNotFoundError
    error: type[Exception] = consort.ConsortError
    return [
        (lambda: lexicon.extract(3), TypeError, 'item 0 is a int; give texts, dicts with a "text", or Arrow data'),
        (lambda: lexicon.extract(["a", 3]), TypeError, "item 1 is a int"),
        (lambda: lexicon.extract({"text": "a", "x": object()}), TypeError, 'item 0, "x": .*; make it text'),
        (lambda: lexicon.extract(""), error, "input:1: has an empty text"),
        (lambda: lexicon.extract({"a": "b"}), error, r'has no "text" \(it has: a\); name its key: fields={"text"'),
        (lambda: lexicon.extract("a", threads=0), error, "threads takes a number from 1 to 512"),
        (lambda: lexicon.extract("a", fields={"b": "c"}), error, "fields: .* names no field"),
        (lambda: lexicon.extract("a", date_format="%Q"), error, "date_format: "),
        (lambda: lexicon.extract("a", feilds={}), TypeError, "unexpected keyword argument 'feilds'"),
        (lambda: lexicon.extract("a", fields=3), TypeError, r"extract\(\) argument 'fields'"),
        (lambda: lexicon.extract_files("nowhere"), missing, "nowhere: no such file or folder"),
        (lambda: lexicon.extract_files(ARCHIVE, split="("), error, "split: "),
        (lambda: lexicon.extract_files(ARCHIVE, split="a", whole=True), error, "leave one out"),
        (lambda: load("nowhere"), missing, "cannot read vocabulary nowhere"),
        (lambda: load([], builtin=False), error, "the vocabulary has no entries; leave builtin=False out"),
        (lambda: build("nowhere", "x"), missing, "nowhere: no such file"),
        (lambda: build(ARCHIVE, ARCHIVE.parent), error, "holds other files .*out=…"),
        (lambda: build(ARCHIVE, "x", base="no base"), error, 'base: "no base" is no base'),
        (lambda: consort.Graph.open("nowhere"), missing, r"make one with consort.build\(FILES, out=…\)"),
        (lambda: consort.Graph.open("/"), error, "is no graph folder"),
        (lambda: graph.query("SELECT ?x { ?x"), error, "line 1, column 11"),
        (lambda: graph.query("DELETE WHERE { ?s ?p ?o }"), error, "queries only read"),
        (lambda: graph.query("partners", set={"nobody": "x"}), error, "no parameter nobody"),
        (lambda: graph.query("ASK { }", timeout=-1), error, "timeout: "),
        (lambda: graph.select("ASK { }"), error, "has no rows"),
        (lambda: graph.claims(rows="x"), error, "claims, sentences, totals, totals-by-receiver"),
        (lambda: graph.claims(status="x"), error, "status: "),
        (lambda: graph.claims(since="x"), error, "since: "),
        (lambda: graph.claims(since="2021", until="2020"), error, "since is later than until"),
        (lambda: graph.cooccur(by="z"), error, "by: z needs null"),
        (lambda: graph.cooccur(max_q=2), error, "max_q: takes a number from 0 to 1"),
        (lambda: graph.cooccur(window="page"), error, "window: "),
        (lambda: graph.cooccur(exclude="Nobody at all"), error, "exclude: nothing in the graph is called"),
        (lambda: graph.network(edges="likes"), error, "edges: "),
        (lambda: graph.network(edges="funds", backbone=0.05), error, "leave edges out"),
        (lambda: graph.explain("unodc", "unodc"), error, "an edge has two ends"),
        (lambda: graph.explain("unodc", "likes", "eu"), error, "predicate: "),
        (lambda: graph.export("pdf"), error, "is no format"),
    ]


def test_errors_have_place_and_cure(lexicon: consort.Lexicon, graph: consort.Graph) -> None:
    for call, kind, says in refusals(lexicon, graph):
        with pytest.raises(kind, match=says):
            call()
    assert issubclass(consort.ConsortError, ValueError)


def test_odd_texts_are_texts(lexicon: consort.Lexicon) -> None:
    odd = ["\0", "\ufeffUNICEF", "a\u0301" * 1000, "UNICEF " * 5000, "(" * 5000, "\u202eWHO", "\U0010ffff UNICEF", "\r\r\n"]
    with pytest.warns(consort.ConsortWarning):
        records = lexicon.extract(odd)
    for record in records:
        for mention in record["mentions"]:
            assert record["text"][mention["start"] : mention["end"]] == mention["text"]
    with pytest.raises(UnicodeEncodeError):
        lexicon.extract("\ud800")


def test_bad_arrow_data_is_refused(lexicon: consort.Lexicon) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xff")])
    with pytest.raises(consort.ConsortError, match='column "text": '):
        lexicon.extract(pa.table({"text": broken}))


def interrupted(call: Callable[[], object]) -> float:
    """How long a call goes on after Ctrl-C."""
    # A process that a script has put into the background ignores it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pressed: list[float] = []

    def press() -> None:
        time.sleep(0.5)
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=press)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        call()
        pytest.fail("it ended by itself")
    thread.join()
    return time.monotonic() - pressed[0]


def test_ctrl_c_ends_reading(lexicon: consort.Lexicon) -> None:
    text = ARCHIVE.read_text(encoding="utf-8")[:1000]
    many = [text] * 40_000
    assert interrupted(lambda: lexicon.extract(many, arrow=True)) < LONGEST
    # It works as before.
    assert len(lexicon.extract(many[:3])) == 3


def test_ctrl_c_ends_a_build_and_leaves_the_former_graph(lexicon: consort.Lexicon, tmp_path: pathlib.Path) -> None:
    out = tmp_path / "graph"
    assert consort.build(ARCHIVE, out, lexicon=lexicon).counts["stories"] == 110
    text = ARCHIVE.read_text(encoding="utf-8")[:1000].replace("\n", " ").replace('"', "'")
    large = tmp_path / "large.jsonl"
    large.write_text(f'{{"text": "{text}"}}\n' * 40_000, encoding="utf-8")
    assert interrupted(lambda: consort.build(large, out, lexicon=lexicon)) < LONGEST
    assert consort.Graph.open(out).counts["stories"] == 110
    assert consort.build(ARCHIVE, out, lexicon=lexicon).counts["stories"] == 110


def test_ctrl_c_ends_a_query(graph: consort.Graph) -> None:
    graph.query("ASK { }")
    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
    assert interrupted(lambda: graph.query(product)) < LONGEST
    with pytest.raises(consort.ConsortError, match="took longer than 0.2 s"):
        graph.query(product, timeout=0.2)


def test_other_threads_go_on(lexicon: consort.Lexicon) -> None:
    text = ARCHIVE.read_text(encoding="utf-8")[:4000]
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    started = time.monotonic()
    lexicon.extract([text] * 300, arrow=True)
    took = time.monotonic() - started
    done.set()
    ticker.join()
    # Python's own turns take five milliseconds: one who held the lock would leave no tick at all.
    assert ticks > 20 * took


def child(lexicon: consort.Lexicon) -> None:
    os._exit(0 if len(lexicon.extract(["UNICEF met WHO."] * 10)) == 10 else 1)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_reads_too(lexicon: consort.Lexicon) -> None:
    lexicon.extract(["UNICEF met WHO."] * 10)
    process = multiprocessing.get_context("fork").Process(target=child, args=(lexicon,))
    process.start()
    process.join(60)
    assert process.exitcode == 0


def test_nothing_but_python_is_needed() -> None:
    script = (
        "import sys, consort\n"
        "mentions, _ = consort.Lexicon.builtin().extract(['UNICEF met WHO.'], arrow=True)\n"
        "assert mentions.to_dict()['id'] == ['unicef', 'who']\n"
        "libraries = {'pyarrow', 'pandas', 'polars', 'numpy', 'networkx', 'igraph', 'rdflib'}\n"
        "assert not libraries & set(sys.modules), libraries & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
