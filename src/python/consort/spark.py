"""consort on Spark: the same reading on many machines, and the same graph of it on one.

>>> import consort.spark
>>> articles = session.createDataFrame([("a", "Norway funds UNICEF.")], "url string, body string")
>>> records = consort.spark.extract(articles, text="body", id="url")
>>> claims = consort.spark.claims(consort.spark.relations(records))
>>> [(row.subject, row.predicate, row.object, row.documents) for row in claims.collect()]
[('nor', 'funds', 'unicef', 1)]
>>> consort.spark.write_parts(records.coalesce(1), "parts")
{'parts': 1, 'rows': 1}

Then, on one machine, `consort build --from-parts parts`. Every function takes and gives DataFrames. Texts are read in Python workers, each of which
compiles the vocabulary once; they need consort, pyarrow and the Python of the driver, as an archive that goes with the job
(`--archives`). pyspark itself is not part of consort: `pip install 'consort[spark]'`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import pathlib
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from consort._consort import ConsortError, Lexicon, Reader, __version__
from consort import _consort

if TYPE_CHECKING:
    import os

    import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from pyspark.sql import Column, DataFrame, SparkSession

    Batches = Iterator[pyarrow.RecordBatch]
    Path = str | os.PathLike[str]
    Paths = Path | Sequence[Path]

__all__ = [
    "claims",
    "cooccur",
    "crowded",
    "documents",
    "extract",
    "mentions",
    "relations",
    "statements",
    "write_parts",
]

# So many rows are read at once: a batch of Spark's has ten thousand, and a record is seven times as long as its text.
SLICE = 256

# The format of the parts that `consort build --from-parts` reads.
PARTS_FORMAT = 1

# Firmest first.
STATUSES = ("asserted", "planned", "hedged", "negated", "rejected")

RECORDS = (
    "position long, key string, id string, source string, date_start string, date_end string, "
    "record string, warning string, consort string, vocabulary string"
)
_DOCUMENT = "source string, date_start string, date_end string, last_day string"
MENTIONS = (
    "document string, start long, end long, text string, id string, label string, class string, via string, "
    f"nested boolean, sentence long, {_DOCUMENT}, words_hash long, text_hash long"
)
RELATIONS = (
    "document string, predicate string, subject string, object string, status string, ended boolean, rule string, "
    "start long, end long, evidence string, sentence long, trigger_start long, trigger_end long, amount double, "
    "amount_max double, currency string, share string, stage string, amount_start long, amount_end long, "
    f"{_DOCUMENT}, sentence_hash long, claim_subject string, claim_object string, claim_story string"
)

_EVIDENCE = "subject string, predicate string, object string, story string, evidence string"
_ENTITIES = (
    "id string, mentions long, documents long, position long, key string, bare boolean, label string, parent string, "
    "entity string"
)
DEFAULT_BASE = "https://w3id.org/consort/data/"


@dataclasses.dataclass(frozen=True)
class _Plan:
    """What workers read with; the files of a vocabulary travel with it."""

    vocab: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    builtin: bool
    listed_only: bool
    name: str
    fields: tuple[tuple[str, str], ...]
    date_format: str | None
    consort: str = __version__
    # What the driver's vocabulary comes to.
    vocabulary: str = ""

    def reader(self) -> Reader:
        """Compiles the vocabulary, from files that are written for that alone."""
        with tempfile.TemporaryDirectory(prefix="consort-") as folder:
            lexicon = Lexicon.load(
                _written(self.vocab, folder, "vocab"),
                languages=list(self.languages),
                builtin=self.builtin,
                listed_only=self.listed_only,
            )
            return Reader(
                lexicon,
                name=self.name,
                decisions=_written(self.decisions, folder, "decisions") or None,
                fields=dict(self.fields),
                date_format=self.date_format,
            )


# One a worker process, however many tasks it has.
_readers: dict[_Plan, Reader] = {}


def extract(
    df: DataFrame,
    *,
    text: str = "text",
    id: str = "id",
    position: str | None = None,
    name: str = "input",
    fields: Mapping[str, str] | None = None,
    date_format: str | None = None,
    vocab: Paths = (),
    languages: str | Sequence[str] = (),
    builtin: bool = True,
    listed_only: bool = False,
    decisions: Paths = (),
) -> DataFrame:
    """Reads the texts of a DataFrame, a row each, or the documents that `documents` has found in files.

    `id` and `text` name the columns with a story's id, which no other has, and its text; "title", "date", "url", "publisher" and
    others are read as fields of JSON Lines are, under other names with `fields` (`{"date": "published"}`). What is no such field
    stays with the story. Stories stand in the order of `position`, a column of whole numbers from 1 on which says on which line of
    `name` a story stands, and without one in the order of their ids.

    `vocab` and `decisions` are files or folders on the driver's machine, which go with the job. Dates are read row by row: where
    they are not written as 2020-03-04, say how with `date_format`.

    Of each row comes a row: `record` is the line of `consort extract --format jsonl`, or null where `warning` says why not.

    >>> import consort.spark
    >>> rows = [("a", "Norway funds UNICEF.", "2020-03-04")]
    >>> df = session.createDataFrame(rows, "id string, text string, date string")
    >>> consort.spark.extract(df).select("id", "date_start").collect()
    [Row(id='a', date_start='2020-03-04')]
    """
    _pyspark()
    is_found = {"position", "id", "document"} <= set(df.columns)
    if is_found:
        position, id = position or "position", "id"
    names = dict(fields or {})
    if not is_found and text != "text":
        names["text"] = text
    if id in df.columns and id != "id":
        names["id"] = id
    for column, option in ((text, "text"), (position, "position")):
        if column and column not in df.columns and not (is_found and option == "text"):
            raise ConsortError(f"{option}: there is no column {column!r} (there are: {', '.join(df.columns)})")
    if position is None and id not in df.columns:
        there = ", ".join(df.columns)
        raise ConsortError(f"id: there is no column {id!r} (there are: {there}); name one with id=, or give position=")
    plan = _plan(
        vocab=vocab,
        decisions=decisions,
        languages=languages,
        builtin=builtin,
        listed_only=listed_only,
        name=name,
        fields=names,
        date_format=date_format,
    )
    key = id if id in df.columns else None
    return df.mapInArrow(lambda batches: _read(plan, position, key, batches), RECORDS)


def documents(session: SparkSession, paths: Paths, *, partitions: int | None = None, **reading: Any) -> DataFrame:
    """The documents in files and folders that the driver sees, a row each, for `extract`: what `consort build` would read of them.

    `whole`, `split`, `title`, `fields` and `date_format` are those of `Lexicon.extract_files`. Files are found and taken apart on the
    driver; for more than its memory holds, give `extract` a DataFrame of texts.

    >>> import consort.spark
    >>> consort.spark.documents(session, "data").count()
    110
    """
    _pyspark()
    table = _consort.documents(paths, **reading).to_pyarrow()
    df = session.createDataFrame(table)
    return df if partitions is None else df.repartition(partitions)


def mentions(records: DataFrame) -> DataFrame:
    """The mentions in what `extract` gives, a row each: the columns of `Lexicon.extract(…, arrow=True)`, and for counting the source
    and the dates of the document, and hashes of the words of sentence and document.

    >>> import consort.spark
    >>> consort.spark.mentions(records).where("id = 'osce'").select("class").distinct().collect()
    [Row(class='Organisation')]
    """
    return _rows(records, _consort.mentions, MENTIONS)


def relations(records: DataFrame) -> DataFrame:
    """The relations in what `extract` gives, a row each: the columns of `Lexicon.extract(…, arrow=True)`, and for counting the source
    and the dates of the document, a hash of the sentence, and the claim that it is evidence for.

    >>> import consort.spark
    >>> consort.spark.relations(records).where("predicate = 'funds'").count() > 100
    True
    """
    return _rows(records, _consort.relations, RELATIONS)


def claims(relations: DataFrame) -> DataFrame:
    """What the texts say, a row a claim, of the rows of `relations`: with its firmest status, how many assertions, sentences,
    documents, distinct sentences and sources say it, and its first and last date.

    The numbers are those of `consort claims`. That copies of a story are one origin is told where all stories are together, by
    `consort build --from-parts`; here a claim has as many origins as sources at most. `object` is "@story" for the activity that
    the document `story` reports.

    >>> import consort.spark
    >>> claims = consort.spark.claims(consort.spark.relations(records))
    >>> claims.where("status = 'asserted' and documents > 1").count() > 10
    True
    """
    from pyspark.sql import functions as F

    firmness = F.array_position(F.array(*(F.lit(status) for status in STATUSES)), F.col("status"))
    keys = [
        F.col("claim_subject").alias("subject"),
        F.col("predicate"),
        F.col("claim_object").alias("object"),
        F.col("claim_story").alias("story"),
    ]
    return relations.groupBy(*keys).agg(
        F.min_by("status", firmness).alias("status"),
        F.count(F.lit(1)).alias("assertions"),
        F.countDistinct("document", "start", "end").alias("sentences"),
        F.countDistinct("document").alias("documents"),
        F.countDistinct("sentence_hash").alias("distinct"),
        F.countDistinct("source").alias("sources"),
        *_dates(),
    )


def cooccur(
    mentions: DataFrame, *, window: Literal["sentence", "document"] = "sentence", cap: int | None = None
) -> DataFrame:
    """Who is named together, a row a pair, of the rows of `mentions`: in how many windows, documents and sources, in how many
    windows of different words, and from when to when.

    The numbers are those of `consort cooccur`, save that `distinct` takes sentences for one that differ in case, punctuation and
    numbers alone, and the program also such as share most of their words. A window of *n* names makes n²/2 pairs: `cap` leaves those out
    that have more names, and `crowded` lists them.

    >>> import consort.spark
    >>> organisations = consort.spark.mentions(records).where("class = 'Organisation'")
    >>> pairs = consort.spark.cooccur(organisations, cap=50)
    >>> pairs.orderBy("together", ascending=False).select("first_id", "second_id").first()
    Row(first_id='eu', second_id='unodc')
    """
    from pyspark.sql import functions as F

    windows = _windows(mentions, window)
    if cap is not None:
        windows = windows.where(F.size("ids") <= cap)
    pairs = F.expr("flatten(transform(ids, (a, i) -> transform(slice(ids, i + 2, size(ids)), b -> struct(a, b))))")
    one = windows.withColumn("pair", F.explode(pairs)).select("*", "pair.a", "pair.b")
    return one.groupBy(F.col("a").alias("first_id"), F.col("b").alias("second_id")).agg(
        F.count(F.lit(1)).alias("together"),
        F.countDistinct("document").alias("documents"),
        F.countDistinct("words").alias("distinct"),
        F.countDistinct("source").alias("sources"),
        *_dates(),
    )


def crowded(mentions: DataFrame, cap: int, *, window: Literal["sentence", "document"] = "sentence") -> DataFrame:
    """The windows that `cooccur` leaves out with this cap, and how many names each has.

    >>> import consort.spark
    >>> consort.spark.crowded(consort.spark.mentions(records), 50).count()
    0
    """
    from pyspark.sql import functions as F

    windows = _windows(mentions, window).withColumn("names", F.size("ids"))
    place = ["document", "sentence"] if window == "sentence" else ["document"]
    return windows.where(F.col("names") > cap).select(*place, "names")


def statements(
    records: DataFrame,
    *,
    base: str = DEFAULT_BASE,
    vocab: Paths = (),
    languages: str | Sequence[str] = (),
    builtin: bool = True,
    listed_only: bool = False,
) -> DataFrame:
    """What `extract` gives as N-Quads, a `line` each and each once, for a graph that no single machine makes: `.write.text(…)`.

    There are stories with their texts and mentions in graphs of their own, entities, claims and their evidence, all as `consort export --format nquads`
    writes them, without blank nodes, so that any store loads them file by file. Left out is what needs all stories in one place: who
    is named together, the measures of their network, which stories are copies, the run. Ids of stories must be unique. The
    vocabulary is that of `extract`.

    >>> import consort.spark
    >>> consort.spark.statements(records).where("line LIKE '% <http://www.w3.org/ns/prov#%'").count() > 0
    True
    """
    from pyspark.sql import functions as F

    _pyspark()
    plan = _plan(vocab=vocab, languages=languages, builtin=builtin, listed_only=listed_only)
    read = records.where(F.col("record").isNotNull()).select("record", "position", "key", "vocabulary")
    line = "line string"
    documents = read.mapInArrow(lambda rows: _mapped("document_lines", None, (base,), rows), line)
    found = read.mapInArrow(lambda rows: _mapped("evidence", None, (), rows), _EVIDENCE)
    gathered = found.groupBy("subject", "predicate", "object", "story").agg(F.collect_list("evidence").alias("evidence"))
    claims = gathered.mapInArrow(lambda rows: _mapped("claim_lines", None, (base,), rows), line)
    named = read.mapInArrow(lambda rows: _mapped("entities", plan, (), rows), _ENTITIES)
    # Of two spellings of a name the same stands as in a graph of one machine.
    spelling = F.min(F.struct("position", "key", "bare", "label", "parent", "entity"))["entity"].alias("entity")
    counted = named.groupBy("id").agg(
        F.sum("mentions").alias("mentions"), F.sum("documents").alias("documents"), spelling
    )
    entities = counted.mapInArrow(lambda rows: _mapped("entity_lines", plan, (base,), rows), line)
    # A rule, or that a body is a donor, is said beside each claim that shows it.
    return documents.union(claims.union(entities).distinct())


def write_parts(
    records: DataFrame,
    path: str,
    *,
    mode: Literal["error", "overwrite"] = "error",
    compression: Literal["none", "gzip"] = "none",
) -> dict[str, int]:
    """Writes what `extract` gives for `consort build --from-parts PATH`, and says how many parts and rows there are.

    A part is written by each task, sorted, with a hash of its rows; a manifest that counts them comes last, so that a part which is missing, torn
    or left over from a task that was killed is found when the graph is made. The graph is the same however many parts there are.

    >>> import consort.spark
    >>> consort.spark.write_parts(records, "parts-of-all")
    {'parts': 2, 'rows': 110}
    """
    from pyspark.sql import Observation
    from pyspark.sql import functions as F

    if mode not in ("error", "overwrite"):
        raise ConsortError(f"mode: {mode!r} is none of error, overwrite: parts of two jobs are not added to each other")
    session, place = records.sparkSession, path.rstrip("/")
    one_line = "line string"

    def write_manifest(lines: list[tuple[str]]) -> None:
        session.createDataFrame(lines, one_line).coalesce(1).write.mode(mode).text(f"{place}/manifest")

    if mode == "overwrite":
        # Until the new parts are whole, nobody takes them for such.
        write_manifest([])
    seen = Observation()
    ordered = records.sortWithinPartitions("position", "key", "record")
    framed = ordered.mapInArrow(_framed, "line string, part long, row long, sum long").observe(
        seen, F.sum("part").alias("parts"), F.sum("row").alias("rows"), F.bit_xor("sum").alias("sum")
    )
    writer = framed.select("line").write.mode(mode).option("compression", compression)
    # A part is one file, whatever the session says.
    writer.option("maxRecordsPerFile", 0).text(f"{place}/stories")
    parts, rows, total = (int(seen.get[name] or 0) for name in ("parts", "rows", "sum"))
    write_manifest([(json.dumps({"format": PARTS_FORMAT, "parts": parts, "rows": rows, "sum": total}),)])
    return {"parts": parts, "rows": rows}


def _windows(mentions: DataFrame, window: str) -> DataFrame:
    """The windows that name anyone, each entity once; names inside longer ones do not count."""
    from pyspark.sql import functions as F

    if window not in ("sentence", "document"):
        raise ConsortError(f"window: {window!r} is none of sentence, document; for others make a graph of the parts")
    place = ["document", "sentence"] if window == "sentence" else ["document"]
    words = "words_hash" if window == "sentence" else "text_hash"
    counted = mentions.where(~F.col("nested") & F.col("words_hash").isNotNull())
    kept = [F.first(name).alias(name) for name in ("source", "date_start", "date_end", "last_day")]
    ids = F.sort_array(F.collect_set("id")).alias("ids")
    return counted.groupBy(*place).agg(ids, F.first(words).alias("words"), *kept)


def _dates() -> list[Column]:
    """The first date, and the one that reaches furthest: of 2020-03 and 2020 the year, of two that reach equally far the more precise."""
    from pyspark.sql import functions as F

    furthest = F.max(F.struct("last_day", F.length("date_end").alias("digits"), "date_end"))
    return [F.min("date_start").alias("first"), furthest["date_end"].alias("last")]


def _plan(
    *,
    vocab: Paths,
    languages: str | Sequence[str],
    builtin: bool,
    listed_only: bool,
    decisions: Paths = (),
    name: str = "input",
    fields: Mapping[str, str] | None = None,
    date_format: str | None = None,
) -> _Plan:
    """What goes to the workers, tried on the driver: what is wrong with it is said once, and not by a thousand tasks."""
    plan = _Plan(
        vocab=_files(vocab),
        decisions=_files(decisions),
        languages=_words(languages),
        builtin=builtin,
        listed_only=listed_only,
        name=name,
        fields=tuple(sorted((fields or {}).items())),
        date_format=date_format,
    )
    return dataclasses.replace(plan, vocabulary=plan.reader().vocabulary)


def _rows(records: DataFrame, table: Callable[[Any], Any], schema: str) -> DataFrame:
    _pyspark()
    return records.select("record").mapInArrow(lambda batches: _each(table.__name__, batches), schema)


def _read(plan: _Plan, position: str | None, key: str | None, batches: Batches) -> Batches:
    """In a worker: the records of rows."""
    reader = _reader(plan)
    for rows in _slices(batches):
        yield from reader.read(rows, position=position, key=key, threads=1).to_pyarrow().to_batches()


def _each(table: str, batches: Batches) -> Batches:
    """In a worker: the mentions or relations of records."""
    make = getattr(_consort, table)
    for rows in _slices(batches):
        yield from make(rows).to_pyarrow().to_batches()


def _mapped(function: str, plan: _Plan | None, more: tuple[str, ...], batches: Batches) -> Batches:
    """In a worker: what a function of the compiled part makes of rows, with a reader where there is a plan."""
    make = getattr(_consort, function)
    with_reader = (_reader(plan),) if plan else ()
    for rows in _slices(batches):
        if plan and "vocabulary" in rows.schema.names and set(rows["vocabulary"].to_pylist()) - {plan.vocabulary}:
            raise ConsortError("the records were read with another vocabulary; give statements() that of extract()")
        yield from make(*with_reader, rows, *more).to_pyarrow().to_batches()


def _slices(batches: Batches) -> Batches:
    for batch in batches:
        for start in range(0, batch.num_rows, SLICE):
            yield batch.slice(start, SLICE)


def _reader(plan: _Plan) -> Reader:
    """In a worker: the reader that it keeps."""
    reader = _readers.get(plan)
    if reader is None:
        if plan.consort != __version__:
            raise ConsortError(
                f"a worker has consort {__version__}, the driver {plan.consort}; ship one environment to both with --archives"
            )
        with warnings.catch_warnings():
            # The driver has said them.
            warnings.simplefilter("ignore")
            reader = plan.reader()
        if reader.vocabulary != plan.vocabulary:
            raise ConsortError(
                "a worker's vocabulary is not the driver's, though both are of one version; ship one environment to both with --archives"
            )
        _readers[plan] = reader
    return reader


def _framed(batches: Batches) -> Batches:
    """In a worker: the lines of a part, and with the last one what the manifest counts."""
    import pyarrow
    from pyspark import TaskContext

    context = TaskContext.get()
    number = context.partitionId() if context else 0

    def lines(texts: list[str], part: int = 0, row: int = 0, sum: int | None = None) -> pyarrow.RecordBatch:
        n_others = len(texts) - 1
        return pyarrow.RecordBatch.from_pydict(
            {
                "line": texts,
                "part": pyarrow.array([part] + [0] * n_others, pyarrow.int64()),
                "row": pyarrow.array([row] + [0] * n_others, pyarrow.int64()),
                "sum": pyarrow.array([sum] + [None] * n_others, pyarrow.int64()),
            }
        )

    digest, n_rows = hashlib.sha256(), 0
    yield lines([json.dumps({"format": PARTS_FORMAT, "part": number})])
    for rows in _slices(batches):
        texts = [_line(row) for row in rows.to_pylist()]
        for text in texts:
            digest.update(text.encode("utf-8") + b"\n")
        n_rows += len(texts)
        yield lines(texts)
    sha256 = digest.hexdigest()
    # `from-parts` knows the last line by how it begins.
    last = f'{{"end":{number},"rows":{n_rows},"sha256":"{sha256}"}}'
    yield lines([last], part=1, row=n_rows, sum=int(sha256[:15], 16))


def _line(row: Mapping[str, Any]) -> str:
    """A row as a line of a part; the record stays as it is, byte for byte."""
    about: dict[str, Any] = {name: row[name] for name in ("position", "key", "consort", "vocabulary")}
    about["warnings"] = [said.split(": ", 1) for said in (row["warning"] or "").splitlines() if ": " in said]
    return f'{json.dumps(about, ensure_ascii=False)[:-1]}, "record": {row["record"] or "null"}}}'


def _pyspark() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError as error:
        raise ConsortError("consort.spark needs pyspark; install it: pip install 'consort[spark]'") from error


def _files(paths: Paths) -> tuple[tuple[str, str], ...]:
    """Names and texts of files, and of those in folders."""
    found: list[tuple[str, str]] = []
    for path in [paths] if not isinstance(paths, Iterable) or isinstance(paths, str) else paths:
        place = pathlib.Path(path)
        files = sorted(place.glob("*.toml")) if place.is_dir() else [place]
        if not files:
            raise ConsortError(f"{place}: there is no file that ends in .toml in this folder")
        found += [(file.name, file.read_text(encoding="utf-8")) for file in files]
    return tuple(found)


def _written(files: Iterable[tuple[str, str]], folder: str, kind: str) -> list[pathlib.Path]:
    """The files, each in a folder of its own, so that two may have one name."""
    paths = []
    for number, (name, text) in enumerate(files):
        path = pathlib.Path(folder, kind, f"{number:04}", name)
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8", newline="")
        paths.append(path)
    return paths


def _words(words: str | Sequence[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)
