"""What Spark finds and counts is what the program does, row by row."""

import json
import os
import pathlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
import pytest
from consort import ConsortError, __version__, spark
from pyspark.sql import DataFrame, SparkSession

Run = Callable[..., str]


def rows(df: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict() for row in df.collect()]


@pytest.fixture(scope="session")
def expected(consort: Run) -> list[dict[str, Any]]:
    """The records of the program."""
    return [json.loads(line) for line in consort("extract", "data", "--format", "jsonl").splitlines()]


def test_records(archive: DataFrame, expected: list[dict[str, Any]]) -> None:
    found = sorted(rows(archive), key=lambda row: row["position"])
    assert [json.loads(row["record"]) for row in found] == expected
    assert [row["id"] for row in found] == [record["id"] for record in expected]
    assert {row["warning"] for row in found} == {None}


def test_mentions(archive: DataFrame, expected: list[dict[str, Any]]) -> None:
    made = {"source", "date_start", "date_end", "last_day", "words_hash", "text_hash"}
    found = [{k: v for k, v in row.items() if k not in made} for row in rows(spark.mentions(archive))]
    wanted = [{"document": record["id"], **mention} for record in expected for mention in record["mentions"]]
    key = lambda row: (row["document"], row["start"], row["end"], row["id"])  # noqa: E731
    assert sorted(found, key=key) == sorted(wanted, key=key)


def test_relations(archive: DataFrame, expected: list[dict[str, Any]]) -> None:
    found = rows(spark.relations(archive))
    names = ("predicate", "subject", "object", "status", "rule", "start", "end", "evidence", "sentence")
    wanted = [
        (record["id"], *(relation[name] for name in names), *relation["trigger"])
        for record in expected
        for relation in record["relations"]
    ]
    got = [
        (row["document"], *(row[name] for name in names), row["trigger_start"], row["trigger_end"]) for row in found
    ]
    assert sorted(got) == sorted(wanted)
    assert len(got) > 1000


def test_claims(archive: DataFrame, consort: Run, graph: pathlib.Path) -> None:
    listed = json.loads(consort("claims", "-g", graph, "--status", "any", "--format", "json"))
    wanted = {
        (row["subject_id"], row["predicate"], row["object_id"], row["object_id"] == "@story" and row["document_id"]): (
            row["status"],
            row["documents"],
            row["distinct"],
            row["sources"],
            row["first"],
            row["last"],
        )
        for row in listed
    }
    found = {
        (row["subject"], row["predicate"], row["object"], row["story"] or False): (
            row["status"],
            row["documents"],
            row["distinct"],
            row["sources"],
            row["first"],
            row["last"],
        )
        for row in rows(spark.claims(spark.relations(archive)))
    }
    assert found == wanted
    assert len(wanted) == len(listed) > 500


def test_pairs(archive: DataFrame, consort: Run, graph: pathlib.Path) -> None:
    # The classes that the program counts unless it is asked for others.
    counted = "class IN ('Organisation', 'Programme', 'Donor')"
    mentions = spark.mentions(archive).where(counted).cache()
    windows: tuple[Any, ...] = ("sentence", "document")
    for window in windows:
        listed = json.loads(consort("cooccur", "-g", graph, "--window", window, "--top", 1_000_000, "--format", "json"))
        names = ("together", "documents", "sources")
        wanted = {
            (row["first_id"], row["second_id"]): (*(row[name] for name in names), row["from"], row["to"])
            for row in listed
        }
        pairs = rows(spark.cooccur(mentions, window=window))
        found = {
            (row["first_id"], row["second_id"]): (*(row[name] for name in names), row["first"], row["last"])
            for row in pairs
        }
        assert found == wanted
        near = {(row["first_id"], row["second_id"]): row["distinct"] for row in listed}
        for row in pairs:
            # The program takes sentences for one that are nearly the same, too.
            assert near[row["first_id"], row["second_id"]] <= row["distinct"] <= row["together"]
    # A cap leaves out the windows that are listed, and no others.
    crowd = rows(spark.crowded(mentions, 8))
    assert crowd
    left = sum(row["together"] for row in rows(spark.cooccur(mentions, cap=8)))
    all_pairs = sum(row["together"] for row in rows(spark.cooccur(mentions)))
    assert all_pairs - left == sum(row["names"] * (row["names"] - 1) // 2 for row in crowd)


def test_statements(archive: DataFrame, consort: Run, graph: pathlib.Path) -> None:
    wanted = consort("export", "-g", graph, "--format", "nquads").splitlines()
    found = [row["line"] for row in rows(spark.statements(archive))]
    assert len(found) == len(set(found))
    # What needs all stories in one place is left out, and nothing else is.
    together = tuple(f"<{spark.DEFAULT_BASE}{kind}" for kind in ("co/", "community/", "net/", "run/", "standing/"))
    assert set(found) == {line for line in wanted if not line.startswith(together)}
    assert len(found) > 50_000
    assert not any("_:" in line.split(" ", 1)[0] for line in found)


def test_workers_have_what_was_shipped(session: SparkSession) -> None:
    """With an archive they run its Python, and take consort from it."""

    def places(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import consort

        for _ in batches:
            yield pa.RecordBatch.from_pydict({"python": [sys.executable], "consort": [consort.__file__]})

    [place] = session.range(1).coalesce(1).mapInArrow(places, "python string, consort string").collect()
    if os.environ.get("CONSORT_ARCHIVE"):
        assert place["python"].endswith("env/bin/python") and "/env/lib/" in place["consort"], place


def test_refusals(session: SparkSession, archive: DataFrame) -> None:
    texts = session.createDataFrame([("a", "UNICEF met WHO.")], "id string, text string")
    bare = texts.select("text")
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: spark.extract(bare), r"id: there is no column 'id' \(there are: text\); name one with id="),
        (lambda: spark.extract(texts, text="body"), "text: there is no column 'body'"),
        (lambda: spark.extract(texts, position="n"), "position: there is no column 'n'"),
        (lambda: spark.extract(texts, date_format="%Q"), "date_format: "),
        (lambda: spark.extract(texts, fields={"b": "c"}), "fields: .* names no field"),
        (lambda: spark.cooccur(spark.mentions(archive), window="page"), "window: 'page' is none of"),  # type: ignore[arg-type]
        (lambda: spark.write_parts(archive, "x", mode="append"), "mode: 'append' is none of"),  # type: ignore[arg-type]
    ]
    for call, says in cases:
        with pytest.raises(ConsortError, match=says):
            call()
    with pytest.raises(FileNotFoundError):
        spark.extract(texts, vocab="nowhere")


def test_what_cannot_be_read_is_said(session: SparkSession, tmp_path: pathlib.Path) -> None:
    (tmp_path / "organisations.toml").write_text('[zeta]\nname = "Zeta Body"\n', encoding="utf-8")
    given = [("a", "The Zeta Body met UNICEF.", "2020-03-04"), ("b", None, None), ("c", "WHO met.", "no day")]
    texts = session.createDataFrame(given, "key string, body string, day string")
    # The vocabulary goes with the job.
    records = spark.extract(texts, text="body", id="key", fields={"date": "day"}, vocab=tmp_path)
    found = {row["key"]: row for row in rows(records)}
    (tmp_path / "organisations.toml").unlink()
    assert [mention["id"] for mention in json.loads(found["a"]["record"])["mentions"]] == ["zeta", "unicef"]
    assert found["a"]["date_start"] == "2020-03-04"
    assert found["b"]["record"] is None and found["b"]["warning"].startswith('input, b: has no "body"')
    assert '"date" is no date' in found["c"]["warning"] and found["c"]["id"] == "c"
    assert {row["consort"] for row in found.values()} == {__version__}
