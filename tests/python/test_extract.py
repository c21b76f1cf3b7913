"""Texts to records and tables."""

import datetime
import json
import pathlib
import subprocess
from typing import Any

import consort
import pandas
import polars
import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
import pytest

from conftest import ARCHIVE

TEXTS = [
    "Norway funds the Container Control Programme.",
    "Der Zürcher Rat dankt. 🌍 The European Union gave EUR 5.3 million to UNICEF — thank you.",
    "Nothing is named here.",
]


def lines(program: pathlib.Path, *arguments: object, **more: Any) -> list[Any]:
    """What `consort extract --format jsonl` prints."""
    command = [str(program), "--quiet", "extract", *map(str, arguments), "--format", "jsonl"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, **more)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_records_are_those_of_the_program(program: pathlib.Path, lexicon: consort.Lexicon) -> None:
    expected = lines(program, ARCHIVE)
    assert len(expected) == 110
    assert lexicon.extract_files(ARCHIVE) == expected
    # Keys come in the same order too.
    assert [json.dumps(r) for r in lexicon.extract_files(str(ARCHIVE))] == [json.dumps(r) for r in expected]


def test_dicts_are_read_as_lines_of_a_file(
    program: pathlib.Path, lexicon: consort.Lexicon, tmp_path: pathlib.Path
) -> None:
    stories: list[dict[str, Any]] = [
        {"title": r["title"], "text": r["text"], "date": r["date_start"], "url": f"https://example.org/{i}"}
        for i, r in enumerate(lexicon.extract_files(ARCHIVE))
    ]
    stories += [{"text": text, "date": "03/04/2020", "rubric": {"a": [1, 2.5, None, True]}} for text in TEXTS * 2]
    stories += [{"text": "They met.", "date": "25/04/2020"}, {"headline": "Talks", "body": "UNICEF met WHO."}]
    file = tmp_path / "stories.jsonl"
    file.write_text("".join(json.dumps(story) + "\n" for story in stories), encoding="utf-8")
    expected = lines(program, file)
    assert lexicon.extract(stories, name=str(file)) == expected
    assert lexicon.extract_files([file]) == expected
    # One thread or several, the same.
    assert lexicon.extract(stories, name=str(file), threads=1) == expected
    # What was read once is read again.
    assert lexicon.extract(expected, name="again") == expected
    # The same rows as Arrow data, whoever makes them.
    columns: dict[str, list[Any]] = {
        name: [story.get(name) for story in stories[:-1]] for name in ("title", "text", "date", "url")
    }
    for table in (pa.table(columns), polars.DataFrame(columns), pa.table(columns).to_batches()[0]):
        read = lexicon.extract(table, arrow=False, name=str(file))
        kept = [{k: v for k, v in record.items() if k != "extra"} for record in expected[:-1]]
        assert read == kept


def test_offsets_are_those_of_python(lexicon: consort.Lexicon) -> None:
    for record in lexicon.extract(TEXTS):
        text = record["text"]
        for mention in record["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
        for relation in record["relations"]:
            assert text[relation["start"] : relation["end"]] == relation["evidence"]
            if "amount" in relation:
                amount = relation["amount"]
                assert text[amount["start"] : amount["end"]] == "EUR 5.3 million"


def test_tables_hold_what_records_hold(lexicon: consort.Lexicon) -> None:
    records = lexicon.extract_files(ARCHIVE)
    texts = [{"id": r["id"], "text": r["text"], "date": r["date_start"]} for r in records]
    records = lexicon.extract(texts)
    mentions, relations = lexicon.extract(texts, arrow=True)
    of_records = [
        {"row": row, "document": record["id"], **mention}
        for row, record in enumerate(records)
        for mention in record["mentions"]
    ]
    assert mentions.to_dicts() == of_records
    assert mentions.to_pyarrow().to_pylist() == of_records
    assert mentions.to_polars().to_dicts() == of_records
    assert mentions.to_pandas().to_dict("records") == of_records
    rows = relations.to_dicts()
    stated = [(row, relation) for row, record in enumerate(records) for relation in record["relations"]]
    assert len(rows) == len(stated) > 1000
    for found, (row, relation) in zip(rows, stated):
        amount: Any = relation.get("amount")
        assert found.pop("row") == row
        assert [found.pop("trigger_start"), found.pop("trigger_end")] == relation["trigger"]
        assert found.pop("amount") == (amount and float(amount["value"]))
        assert found.pop("document") == records[row]["id"]
        assert found.pop("ended") == relation.get("ended", False)
        for name in ("predicate", "subject", "object", "status", "rule", "start", "end", "evidence", "sentence"):
            assert found.pop(name) == dict(relation)[name]
        for name in ("currency", "share", "stage"):
            assert found.pop(name) == (amount and amount[name])


def test_tables_without_rows_have_columns(lexicon: consort.Lexicon) -> None:
    sources: list[Any] = [[], pa.table({"text": pa.array([], pa.string())})]
    for empty in sources:
        mentions, relations = lexicon.extract(empty, arrow=True)
        assert len(mentions) == len(relations) == 0
        assert mentions.to_polars().columns == mentions.column_names
        assert "evidence" in relations.to_pyarrow().column_names
    assert lexicon.extract([]) == []


def test_columns_of_every_kind(lexicon: consort.Lexicon) -> None:
    day = datetime.date(2020, 3, 4)
    columns: dict[str, pa.Array] = {
        "id": pa.array([7, 8], pa.int64()),
        "text": pa.array(["UNICEF met WHO.", "UNICEF left."], pa.large_string()),
        "title": pa.array(["Talks", None]).dictionary_encode(),
        "date": pa.array([day, None], pa.date32()),
        "countries": pa.array([["Albania", "Japan"], []], pa.list_(pa.string())),
        "raw": pa.array([b"a", b"b"]),
    }
    with pytest.warns(consort.ConsortWarning, match='column "raw": is of type Binary'):
        records = lexicon.extract(pa.table(columns), arrow=False)
    assert [record["id"] for record in records] == ["7", "8"]
    assert records[0]["title"] == "Talks"
    assert records[0]["date_start"] == "2020-03-04"
    assert records[0]["countries"] == ["Albania", "Japan"]
    assert records[1]["date_start"] is None
    moment = datetime.datetime(2020, 3, 4, 23, 59, tzinfo=datetime.timezone.utc)
    for unit in ("s", "ms", "us", "ns"):
        made = pa.table({"text": ["UNICEF met."], "date": pa.array([moment], pa.timestamp(unit, "UTC"))})
        assert lexicon.extract(made, arrow=False)[0]["date_start"] == "2020-03-04"
    views = pa.table({"body_text": pa.array(["UNICEF met."], pa.string_view())})
    assert len(lexicon.extract(views, fields={"text": "body_text"})[0]) == 1
    for column in (polars.Series(["UNICEF met.", "They left."]), pandas.Series(["UNICEF met.", "They left."])):
        assert [len(record["mentions"]) for record in lexicon.extract(column)] == [1, 0]
    frame = pandas.DataFrame({"text": ["UNICEF met."], "date": ["2020-03-04"]})
    assert len(lexicon.extract(frame)[0]) == 1
    chunks = pa.chunked_array([["UNICEF met."], [], ["They left.", "WHO met."]])
    mentions, _ = lexicon.extract(pa.table({"text": chunks}))
    assert mentions.to_dict()["row"] == [0, 2]


def test_dates_of_python(lexicon: consort.Lexicon) -> None:
    story = {"text": "UNICEF met WHO.", "date": datetime.date(2020, 3, 4)}
    assert lexicon.extract(story)["date_start"] == "2020-03-04"
    fields = {"text": "body", "date": "day"}
    read = lexicon.extract({"body": "UNICEF met.", "day": "4. 3. 2020"}, fields=fields, date_format="%d. %m. %Y")
    assert read["date_start"] == "2020-03-04"


def test_what_is_passed_over_is_said(lexicon: consort.Lexicon) -> None:
    with pytest.warns(consort.ConsortWarning, match='input:2: has no "text"'):
        records = lexicon.extract([{"text": "UNICEF met."}, {"title": "Talks"}, "WHO met."])
    assert [record["line"] for record in records] == [1, 3]


def test_vocabularies(tmp_path: pathlib.Path) -> None:
    names = tmp_path / "organisations.toml"
    names.write_text('[zeta]\nname = "Zeta Body"\nlabels = { fr = "Corps Zêta" }\n', encoding="utf-8")
    text = "The Zeta Body met UNICEF and the Corps Zêta."

    def ids(lexicon: consort.Lexicon) -> list[str]:
        return [mention["id"] for mention in lexicon.extract(text)["mentions"]]

    assert ids(consort.Lexicon.load(names, listed_only=True)) == ["zeta", "unicef"]
    assert ids(consort.Lexicon.load([tmp_path], languages="fr")) == ["zeta", "unicef", "zeta"]
    assert "unicef" not in ids(consort.Lexicon.load(names, builtin=False))
