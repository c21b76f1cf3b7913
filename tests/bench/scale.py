"""Measures how time, memory and disk grow with the number of stories, beside what issue and README promise, and checks the answers.

In: the release binary; sizes. Out: a table a size, the exponents of growth, and a table of goals. Never: a figure of an answer that is wrong.

    cargo build --release
    python3 tests/bench/scale.py --sizes 1000 10000 100000

Stories are made by stories.py, so it is known who funds whom in how many of them: the graph must say the same.
"""

import argparse
import csv
import io
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
COUNTS = """SELECT ?donor ?funded ?n {
  ?claim rdf:predicate consort:funds ; rdf:subject ?donor ; rdf:object ?funded ; consort:documentCount ?n ; consort:status "asserted" .
  ?funded a consort:Organisation }"""
PATTERN = "SELECT ?funded { id:nor consort:funds ?funded }"


class Run:
    """A command, and what it took: CPU and wall seconds, and megabytes at the peak."""

    def __init__(self, *command, out=subprocess.DEVNULL, allowed=(0, 1)):
        started = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - started
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(status) not in allowed:
            sys.exit(f"failed: {' '.join(map(str, command))}")


def folder_megabytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def wrong_answers(consort, graph, answers):
    """How many pairs of donor and funded have another number of stories in the graph than in truth, of how many."""
    run = subprocess.run([consort, "query", COUNTS, "--graph", graph, "--format", "csv"], capture_output=True, text=True, check=False)
    local = lambda iri: iri.rsplit("/", 1)[-1]
    found = {(local(r["donor"]), local(r["funded"])): int(r["n"]) for r in csv.DictReader(io.StringIO(run.stdout))}
    known = {(donor, funded): n for donor, funded, n in answers}
    return sum(found.get(pair) != known.get(pair) for pair in found.keys() | known.keys()), len(known)


def measure(consort, n_stories, folder):
    """The commands of one size: a list of name and run, and what the graph takes on disk."""
    corpus, graph, answers = folder / "stories.jsonl", folder / "graph", folder / "answers.json"
    with open(corpus, "wb") as out:
        subprocess.run(
            [sys.executable, HERE / "stories.py", "--program", consort, "--stories", str(n_stories), "--answers", str(answers)], stdout=out, check=True
        )
    asked = ["--graph", graph]
    rows = [
        ("build", Run(consort, "build", corpus, "--out", graph, "--quiet")),
        ("build, nothing changed", Run(consort, "build", corpus, "--out", graph, "--quiet")),
        ("query, one pattern", Run(consort, "query", PATTERN, *asked)),
        ("query who-funds-what", Run(consort, "query", "who-funds-what", *asked)),
        ("stats", Run(consort, "stats", *asked)),
        ("explain", Run(consort, "explain", "nor", "funds", *asked)),
        ("cooccur", Run(consort, "cooccur", *asked)),
        ("cooccur --window document", Run(consort, "cooccur", "--window", "document", *asked)),
        ("network rank", Run(consort, "network", "rank", *asked)),
        ("claims", Run(consort, "claims", "-o", folder / "claims.csv", *asked)),
    ]
    for name in ("ntriples", "turtle", "nquads"):
        with open(folder / "export", "wb") as out:
            rows.append((f"export {name}", Run(consort, "export", "--format", name, *asked, out=out)))
        (folder / "export").unlink()
    wrong, known = wrong_answers(consort, graph, json.loads(answers.read_text(encoding="utf-8")))
    rows.append(("build, one story more", grown(consort, corpus, graph)))
    return rows, corpus.stat().st_size / 1e6, folder_megabytes(graph), wrong, known


def grown(consort, corpus, graph):
    """A second file with one story beside the corpus."""
    more = corpus.with_name("more.jsonl")
    more.write_text(json.dumps({"id": "more", "title": "More", "text": "Norway funded the World Health Organization."}) + "\n", encoding="utf-8")
    return Run(consort, "build", corpus, more, "--out", graph, "--quiet")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "consort"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--folder", help="where to put corpora and graphs")
    args = parser.parse_args()
    table = {}
    for n_stories in args.sizes:
        folder = pathlib.Path(tempfile.mkdtemp(dir=args.folder))
        try:
            rows, text, graph, wrong, known = measure(args.program, n_stories, folder)
        finally:
            shutil.rmtree(folder)
        print(f"\n{n_stories} stories: {text:.0f} MB of text, {graph:.0f} MB on disk; {known - wrong} of {known} pairs of donor and funded have the right number of stories")
        print(f"{'':<28}{'CPU s':>10}{'wall s':>10}{'MB':>8}")
        for name, run in rows:
            print(f"{name:<28}{run.cpu:>10.2f}{run.wall:>10.2f}{run.megabytes:>8.0f}", flush=True)
            table.setdefault(name, {})[n_stories] = run
        if wrong:
            sys.exit("answers are wrong")
    if len(args.sizes) > 1:
        small, large = args.sizes[-2:]
        print(f"\ngrowth from {small} to {large} stories: the exponent of CPU seconds, and megabytes")
        for name, runs in table.items():
            exponent = math.log(runs[large].cpu / runs[small].cpu) / math.log(large / small)
            print(f"{name:<28}{exponent:>10.2f}{runs[small].megabytes:>8.0f} → {runs[large].megabytes:.0f}")


if __name__ == "__main__":
    main()
