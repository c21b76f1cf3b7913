"""Opens the table of claims with pandas and openpyxl, and holds its totals against the sentences that they are made of.

In: the program and a graph folder. Out: exit code 0, or what a reader could not read or read otherwise. Never: a figure copied from a
run of the program.
"""

import collections
import datetime
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl
import pandas as pd

CONSORT, GRAPH = sys.argv[1:3]
# What a careless writer breaks: a joint sum, a budget, a range, "up to", a sum told twice, a name and a title that begin like formulas.
STORIES = [
    ("Norway pays", "2020-03-03", "Norway gave EUR 5 million to UNODC. Norway and Sweden together gave EUR 4 million to the OSCE."),
    ("=2+3 for Norway", "2020-05-05", "UNODC has received EUR 5 million from Norway."),
    ("Ranges", "2021-01", "Norway pledged between EUR 2 and 3 million to the WHO. Germany pledged up to USD 7 million to UNICEF."),
    ("Budgets – “Škoda”", "2021-02-02", "Germany funds the Container Control Programme, which has a budget of EUR 9 million."),
]


def consort(*arguments):
    run = subprocess.run([CONSORT, "--quiet", *map(str, arguments)], capture_output=True)
    if run.returncode not in (0, 1):  # 1: nothing found
        sys.exit(f"{run.args}: {run.stderr.decode()}")
    return run.stdout


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found!r} instead of {expected!r}")


def made_up(folder):
    """A graph of stories with addresses and sums."""
    texts = folder / "stories.jsonl"
    with open(texts, "w", encoding="utf-8") as out:
        for title, date, text in STORIES:
            url = f"https://example.org/news?title={title.replace(' ', '%20')}&lang=en"
            out.write(json.dumps({"title": title, "date": date, "text": text, "url": url}) + "\n")
    consort("build", texts, "--out", folder / "graph")
    return folder / "graph"


def check(name, graph, folder, *options):
    rows = json.loads(consort("claims", "--graph", graph, "--format", "json", *options))
    frame = pd.read_csv(io.BytesIO(consort("claims", "--graph", graph, "--format", "csv", *options)))
    columns = list(frame.columns)
    same(f"{name}: columns of CSV and JSON", columns, list(rows[0]))
    same(f"{name}: rows of CSV and JSON", len(frame), len(rows))
    for number in ["amount", "documents", "start"]:
        same(f"{name}: {number} is a number", frame[number].dtype.kind in "if", True)
    european = consort("claims", "--graph", graph, "--format", "csv", "--separator", ";", "--bom", *options)
    same(f"{name}: the byte order mark", european[:3], b"\xef\xbb\xbf")
    again = pd.read_csv(io.BytesIO(european), sep=";", decimal=",", encoding="utf-8-sig")
    # With --bom words that begin like a formula have an apostrophe.
    again = again.apply(lambda column: column.str.removeprefix("'") if column.dtype == frame["subject"].dtype else column)
    pd.testing.assert_frame_equal(again, frame, check_dtype=False)
    place = folder / f"{name}.xlsx"
    consort("claims", "--graph", graph, "--out", place, *options)
    check_workbook(name, place, frame)
    check_totals(name, graph, *options)
    print(f"{name}: {len(rows)} claims in CSV, JSON and a workbook")


def check_workbook(name, place, frame):
    book = openpyxl.load_workbook(place)
    sheets = ["claims", "sentences", "totals by donor", "totals by receiver", "columns"]
    same(f"{name}: sheets", book.sheetnames, sheets)
    for sheet in book:
        same(f"{name}, {sheet.title}: frozen head", sheet.freeze_panes, "A2")
        same(f"{name}, {sheet.title}: filters", sheet.auto_filter.ref, sheet.dimensions)
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        same(f"{name}, {sheet.title}: formulas", formulas, [])
    claims = book["claims"]
    head, *cells = claims.iter_rows()
    by_name = {cell.value: cell.column - 1 for cell in head}
    same(f"{name}: columns of the workbook", list(by_name), list(frame.columns))
    meanings = [row[1].value for row in book["columns"].iter_rows(min_row=2) if row[0].value == "claims, sentences"]
    same(f"{name}: every column is explained", meanings, list(by_name))
    same(f"{name}: rows of the workbook", len(cells), len(frame))
    for row, (_, expected) in zip(cells, frame.iterrows()):
        for column, at in by_name.items():
            found, value = row[at].value, expected[column]
            if isinstance(found, datetime.datetime):
                found = found.date().isoformat()
            same(f"{name}, {row[at].coordinate}", found, None if pd.isna(value) else value)
        address = row[by_name["url"]]
        same(f"{name}, {address.coordinate} opens", address.hyperlink and address.hyperlink.target, address.value)
        day = row[by_name["date"]]
        known = isinstance(day.value, str) and len(day.value) == 10
        same(f"{name}, {day.coordinate} is a date where the day is known", known, False)


def check_totals(name, graph, *options):
    """What can be said of the totals from the sentences alone: the largest sum of a donor is the least that it gave, and joint sums and
    budgets are in no row of its own."""
    rows = json.loads(consort("claims", "--graph", graph, "--format", "json", "--sentences", *options))
    own, values = collections.defaultdict(float), collections.defaultdict(set)
    told = collections.defaultdict(set)
    for row in rows:
        if row["predicate"] != "funds" or row["amount"] is None or row["share"] != "own":
            continue
        key = row["subject_id"], row["currency"]
        most = row["amount_max"] or row["amount"]
        own[key] = max(own[key], 0 if row["amount_max"] == row["amount"] else row["amount"])
        values[key].add(most)
        told[key].add((row["document_id"], row["start"], row["object_id"], most))
    totals = json.loads(consort("claims", "--graph", graph, "--format", "json", "--totals", *options))
    found = {(row["donor_id"], row["currency"]): row for row in totals if row["share"] == "own"}
    same(f"{name}: donors with a sum of their own", sorted(found), sorted(own))
    for key, row in found.items():
        same(f"{name}: the least of {key}", row["at_least"], own[key])
        most = sum(value for *_, value in told[key])
        if not sum(values[key]) <= row["at_most"] <= most:
            sys.exit(f"{name}: at most {row['at_most']} of {key}, not between {sum(values[key])} and {most}")
    joint = [row for row in totals if row["share"] == "joint"]
    for row in totals:
        same(f"{name}: {row['donor']}: no budgets", row["share"] in ("own", "joint"), True)
    by_receiver = json.loads(consort("claims", "--graph", graph, "--format", "json", "--totals=receiver", *options))
    for row in totals:
        parts = [r["at_most"] for r in by_receiver if all(r[k] == row[k] for k in ("donor_id", "currency", "share"))]
        same(f"{name}: {row['donor']}: the parts by receiver", round(sum(parts), 6), round(row["at_most"], 6))
    return joint


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    check("archive", GRAPH, folder)
    graph = made_up(folder)
    check("made-up", graph, folder, "--status", "any")
    totals = pd.read_csv(io.BytesIO(consort("claims", "--graph", graph, "--format", "csv", "--totals", "--status", "asserted,planned")))
    found = {(row.donor, row.currency, row.share): (row.at_least, row.at_most) for row in totals.itertuples()}
    same("made-up: totals", found, {
        ("Norway", "EUR", "own"): (5e6, 8e6),
        ("Norway; Sweden", "EUR", "joint"): (4e6, 4e6),
        ("Germany", "USD", "own"): (0, 7e6),
    })
