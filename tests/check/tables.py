"""Reads the Parquet tables with DuckDB and polars, and joins them.

In: a folder of `consort export --format parquet` and the graph folder. Out: exit code 0, or what differs. Never: pyarrow, so that two
independent readers are tried.
"""

import json
import sys

import duckdb
import polars as pl

TABLES, GRAPH = sys.argv[1:3]
folder = open(f"{GRAPH}/CURRENT").read().strip()
records = [json.loads(line) for line in open(f"{GRAPH}/{folder}/records.jsonl", encoding="utf-8")]


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found}, not {expected}")


def rows(sql):
    return duckdb.sql(sql.format(**{t: f"'{TABLES}/{t}.parquet'" for t in ("documents", "mentions", "assertions", "evidence")})).fetchall()


same("documents", rows("SELECT count(*), count(date_start) FROM {documents}"), [(len(records), sum(r["date_start"] is not None for r in records))])
same("mentions", rows("SELECT count(*) FROM {mentions}"), [(sum(len(r["mentions"]) for r in records),)])
same("surface", rows("SELECT count(*) FROM {mentions} m JOIN {documents} d ON m.document = d.id WHERE substr(d.text, m.start + 1, m.end - m.start) != m.text"), [(0,)])
same("statements", rows("SELECT sum(statements) FROM {assertions}"), [(sum(len(r["relations"]) for r in records),)])
orphans = """SELECT count(*) FROM {assertions} a WHERE NOT EXISTS (SELECT 1 FROM {evidence} e WHERE e.subject = a.subject
    AND e.predicate = a.predicate AND e.object IS NOT DISTINCT FROM a.object AND e.activity IS NOT DISTINCT FROM a.activity)"""
same("assertions without evidence", rows(orphans), [(0,)])
same("evidence of unknown documents", rows("SELECT count(*) FROM {evidence} WHERE document NOT IN (SELECT id FROM {documents})"), [(0,)])

mentions, documents = pl.read_parquet(f"{TABLES}/mentions.parquet"), pl.read_parquet(f"{TABLES}/documents.parquet")
same("polars", (mentions.height, documents["id"].to_list()), (sum(len(r["mentions"]) for r in records), [r["id"] for r in records]))
same("polars, types", (mentions.schema["start"], mentions.schema["nested"], documents.schema["title"]), (pl.Int64, pl.Boolean, pl.String))
evidence = pl.scan_parquet(f"{TABLES}/evidence.parquet").filter(pl.col("predicate") == "funds").collect()
same("polars, funds", evidence.height, rows("SELECT count(*) FROM {evidence} WHERE predicate = 'funds'")[0][0])
print(f"tables: {documents.height} documents, {mentions.height} mentions, {evidence.height} sentences on funding, in DuckDB and polars")
