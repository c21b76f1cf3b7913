"""Measures how time, memory and disk grow with the number of stories, beside what issue and README promise, and checks the answers.

In: the release binary; sizes. Out: a table a size with the goal of each figure, and the exponents of growth. Never: a figure of an answer that is wrong.

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
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
COUNTS = """SELECT ?donor ?funded ?n {
  ?claim rdf:predicate consort:funds ; rdf:subject ?donor ; rdf:object ?funded ; consort:documentCount ?n ; consort:status "asserted" .
  ?funded a consort:Organisation }"""
PATTERN = "SELECT ?funded { id:nor consort:funds ?funded }"
# What is aimed at with 100,000 stories, in CPU seconds and megabytes; of what a server answers, in wall seconds.
GOALS = {
    "build": (None, 300),
    "build, nothing changed": (0.5, None),
    "query, one pattern": (1, None),
    "stats": (0.1, None),
    "explain": (0.1, None),
    "cooccur": (1, None),
    "cooccur --window document": (10, None),
    "serve: start": (2, None),
    "serve: search": (0.1, None),
    "serve: entity page": (0.3, None),
    **{f"export {name}": (None, 300) for name in ("ntriples", "turtle", "nquads")},
}
EXPONENT = 1.1


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


class Waited:
    """What a client waited for: wall seconds, and the megabytes of the server until then, at the peak."""

    def __init__(self, server, started):
        self.cpu = self.wall = time.perf_counter() - started
        status = pathlib.Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
        self.megabytes = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def served(consort, graph):
    """What a server of the graph answers, and when."""
    started = time.perf_counter()
    server = subprocess.Popen([consort, "serve", "--graph", graph, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = next(found[0] for found in (re.search(r"http://127\.0\.0\.1:\d+", line) for line in server.stderr) if found)
        rows = [("serve: start", Waited(server, started))]
        for name, path in (("search", "search?q=norw"), ("entity page", "entity/nor"), ("all of N-Triples", "export/ntriples")):
            started = time.perf_counter()
            with urllib.request.urlopen(f"{address}/api/{path}") as answer:
                while answer.read(1 << 20):
                    pass
            rows.append((f"serve: {name}", Waited(server, started)))
        return rows
    finally:
        server.terminate()
        server.wait()


def folder_megabytes(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def wrong_answers(consort, graph, answers):
    """How many pairs of donor and funded have another number of stories in the graph than in truth, of how many."""
    run = subprocess.run([consort, "query", COUNTS, "--graph", graph, "--format", "csv"], capture_output=True, text=True, check=False)
    local = lambda iri: iri.rsplit("/", 1)[-1]
    found = {(local(r["donor"]), local(r["funded"])): int(r["n"]) for r in csv.DictReader(io.StringIO(run.stdout))}
    known = {(donor, funded): n for donor, funded, n in answers}
    return sum(found.get(pair) != known.get(pair) for pair in found.keys() | known.keys()), len(known)


def measure(consort, n_stories, folder, exports):
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
    for name in exports:
        rows.append((f"export {name}", Run(consort, "export", "--format", name, *asked)))
    rows += served(consort, graph)
    wrong, known = wrong_answers(consort, graph, json.loads(answers.read_text(encoding="utf-8")))
    size = folder_megabytes(graph)
    # The new graph stands beside the old one until it is whole.
    if shutil.disk_usage(folder).free > 2e6 * size:
        rows.append(("build, one story more", grown(consort, corpus, graph)))
        rows.append(("build, one entry edited", edited(consort, corpus, graph)))
    return rows, corpus.stat().st_size / 1e6, size, wrong, known


def beside_goal(name, run):
    """What is aimed at, and whether it is reached."""
    goals = [(goal, reached, unit) for goal, reached, unit in zip(GOALS.get(name, ()), (run.cpu, run.megabytes), ("s", "MB")) if goal is not None]
    return ", ".join(f"{goal} {unit}{'' if reached <= goal else ' MISSED'}" for goal, reached, unit in goals)


def grown(consort, corpus, graph):
    """A second file with one story beside the corpus."""
    more = corpus.with_name("more.jsonl")
    more.write_text(json.dumps({"id": "more", "title": "More", "text": "Norway funded the World Health Organization."}) + "\n", encoding="utf-8")
    return Run(consort, "build", corpus, more, "--out", graph, "--quiet")


def edited(consort, corpus, graph):
    """The same files with one entry more, whose name a few stories hold."""
    names = corpus.with_name("names")
    names.mkdir()
    (names / "organisations-more.toml").write_text('[more-body]\nname = "Operation Smile"\n', encoding="utf-8")
    return Run(consort, "build", corpus, corpus.with_name("more.jsonl"), "--vocab", names, "--out", graph, "--quiet")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "consort"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--folder", help="where to put corpora and graphs")
    syntaxes = ("ntriples", "turtle", "nquads")
    parser.add_argument("--exports", nargs="*", default=syntaxes, choices=syntaxes, help="N-Quads set 40 GB aside for a million stories")
    args = parser.parse_args()
    table = {}
    for n_stories in args.sizes:
        folder = pathlib.Path(tempfile.mkdtemp(dir=args.folder))
        try:
            rows, text, graph, wrong, known = measure(args.program, n_stories, folder, args.exports)
        finally:
            shutil.rmtree(folder)
        print(f"\n{n_stories} stories: {text:.0f} MB of text, {graph:.0f} MB on disk; {known - wrong} of {known} pairs of donor and funded have the right number of stories")
        print(f"{'':<28}{'CPU s':>10}{'wall s':>10}{'MB':>8}  goals with 100,000 stories")
        for name, run in rows:
            print(f"{name:<28}{run.cpu:>10.2f}{run.wall:>10.2f}{run.megabytes:>8.0f}  {beside_goal(name, run)}", flush=True)
            table.setdefault(name, {})[n_stories] = run
        if wrong:
            sys.exit("answers are wrong")
    if len(args.sizes) > 1:
        small, large = args.sizes[-2:]
        print(f"\ngrowth from {small} to {large} stories: the exponent of CPU seconds ({EXPONENT} is aimed at), and megabytes")
        for name, runs in table.items():
            exponent = math.log(runs[large].cpu / runs[small].cpu) / math.log(large / small)
            print(f"{name:<28}{exponent:>10.2f}{runs[small].megabytes:>8.0f} → {runs[large].megabytes:.0f}")


if __name__ == "__main__":
    main()
