"""Parts make the graph that the program makes of the same stories: however many they are, and after a task was killed."""

import json
import os
import pathlib
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
from consort import spark
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession

Run = Callable[..., str]
FORMATS = ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")


def exports(consort: Run, graph: pathlib.Path) -> dict[str, str]:
    return {format: consort("export", "-g", graph, "--format", format) for format in FORMATS}


def files(graph: pathlib.Path) -> dict[str, Any]:
    """The hashes of all files of a graph but the manifest, which names what it was made from."""
    snapshot = graph / (graph / "CURRENT").read_text(encoding="utf-8").strip()
    files: dict[str, Any] = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))["files"]
    return files


def test_any_number_of_parts(
    archive: DataFrame, consort: Run, graph: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    def killed_once(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Hands rows on, and ends its process as no process expects it, the first time that a task is tried."""
        # Without an assertion: pytest makes its own of these, and the workers have no pytest.
        context = TaskContext.get()
        for batch in batches:
            yield batch.slice(0, 7)
            if context and context.partitionId() == 1 and context.attemptNumber() == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch.slice(7)

    wanted, written = exports(consort, graph), files(graph)
    killed = archive.repartition(3).mapInArrow(killed_once, archive.schema)
    runs = {"1": archive.coalesce(1), "2": archive, "8": archive.repartition(8), "killed": killed}
    for name, records in runs.items():
        # The same names of parts and graph, so that the folders can be compared too.
        parts, out = tmp_path / "parts", tmp_path / name
        told = spark.write_parts(records, str(parts), mode="overwrite")
        assert told == {"parts": {"killed": 3}.get(name) or int(name), "rows": 110}
        consort("build", "--from-parts", parts, "-o", out)
        assert files(out) == written, name
        if name != "2":
            assert consort("export", "-g", out, "--format", "nquads") == wanted["nquads"], name
    assert exports(consort, tmp_path / "2") == wanted
    assert len({(tmp_path / name / "CURRENT").read_text(encoding="utf-8") for name in runs}) == 1


def test_rows_are_read_as_lines_of_a_file(session: SparkSession, consort: Run, tmp_path: pathlib.Path) -> None:
    """With dates, addresses, publishers, own keys, two stories of one id, and one that cannot be read."""
    stories: list[dict[str, Any]] = [
        {
            "id": f"s-{n % 19:02}",
            "title": f"Talks {n}",
            "text": f"Norway funds UNICEF with EUR {n} million. The OSCE met WHO in Vienna, Austria.",
            "date": f"2020-03-{n + 1:02}",
            "url": f"https://example.org/{n}" if n % 3 else None,
            "publisher": "The Bulletin" if n % 2 else None,
            "rubric": f"r{n % 4}",
        }
        for n in range(21)
    ]
    stories[5]["text"] = None
    file = tmp_path / "stories.jsonl"
    lines = [{key: value for key, value in story.items() if value is not None} for story in stories]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    consort("build", file, "-o", tmp_path / "one", code=1)
    schema = "id string, title string, text string, date string, url string, publisher string, rubric string, n int"
    df = session.createDataFrame([(*story.values(), n) for n, story in enumerate(stories, 1)], schema)
    records = spark.extract(df.repartition(4), position="n", name=str(file))
    # By way of Parquet, which Spark keeps between two jobs.
    records.write.parquet(str(tmp_path / "records"))
    spark.write_parts(session.read.parquet(str(tmp_path / "records")), str(tmp_path / "parts"), compression="gzip")
    consort("build", "--from-parts", tmp_path / "parts", "-o", tmp_path / "many", code=1)
    assert files(tmp_path / "many") == files(tmp_path / "one")
    assert exports(consort, tmp_path / "many") == exports(consort, tmp_path / "one")


def test_without_a_position_ids_say_the_order(session: SparkSession, consort: Run, tmp_path: pathlib.Path) -> None:
    stories = [(f"s{n:02}", f"The OSCE met WHO on case {n}.", f"2020-03-{n + 1:02}") for n in range(12)]
    file = tmp_path / "stories.jsonl"
    lines = [json.dumps({"id": id, "text": text, "date": date}) for id, text, date in stories]
    file.write_text("\n".join(lines), encoding="utf-8")
    consort("build", file, "-o", tmp_path / "one")
    df = session.createDataFrame(stories, "id string, text string, date string").repartition(3)
    spark.write_parts(spark.extract(df, name=str(file)), str(tmp_path / "parts"))
    consort("build", "--from-parts", tmp_path / "parts", "-o", tmp_path / "many")
    assert files(tmp_path / "many") == files(tmp_path / "one")


def test_a_part_that_is_torn_is_refused(
    archive: DataFrame, consort: Run, tmp_path: pathlib.Path, session: SparkSession
) -> None:
    spark.write_parts(archive, str(tmp_path / "parts"))
    one, *_ = sorted((tmp_path / "parts" / "stories").glob("part-*"))
    text = one.read_bytes()
    one.write_bytes(text[: len(text) // 2])
    consort("build", "--from-parts", tmp_path / "parts", "-o", tmp_path / "graph", code=2)
    assert not (tmp_path / "graph" / "CURRENT").exists()
