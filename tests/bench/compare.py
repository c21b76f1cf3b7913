"""Measures consort beside a Python script and beside itself, and prints the ratios.

In: the release binary; Python packages of requirements.txt. Out: a table of CPU seconds, megabytes and ratios. Never: a
ratio of two figures taken at different times: what is compared runs in turn, and medians are compared.

    cargo build --release
    python3 -m venv .venv && .venv/bin/pip install -r tests/bench/requirements.txt
    .venv/bin/python tests/bench/compare.py
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
QUESTIONS = (
    ("build data", ["build", str(ROOT / "data"), "--out", "{archive}", "--fresh"]),
    ("query who-funds-what", ["query", "who-funds-what", "--graph", "{archive}"]),
    ("cooccur", ["cooccur", "--graph", "{archive}"]),
    ("explain unodc osce", ["explain", "unodc", "osce", "--graph", "{archive}"]),
    ("stats", ["stats", "--graph", "{archive}"]),
    ("export", ["export", "--graph", "{archive}"]),
)


class Run:
    """What one run of a command took: CPU and wall seconds, and megabytes at the peak."""

    def __init__(self, command):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - started
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"failed: {' '.join(map(str, command))}")


def in_turn(runs, *commands):
    """Runs the commands in turn, `runs` times after one that does not count; returns a list of runs for each."""
    rounds = [[Run(command) for command in commands] for _ in range(runs + 1)]
    return list(zip(*rounds[1:]))


def median(runs, figure):
    return statistics.median(getattr(run, figure) for run in runs)


def row(what, figure, wanted=""):
    print(f"{what:<58}{figure:>14}   {wanted}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "consort"))
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="where to put corpora and graphs; best in memory, such as /dev/shm")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        measure(args, pathlib.Path(folder))


def measure(args, folder):
    consort = args.binary

    def corpus(stories):
        path = folder / f"{stories}.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            subprocess.run([sys.executable, HERE / "corpus.py", "--stories", str(stories)], stdout=out, check=True)
        return path

    def build(stories, threads=1):
        return [consort, "--quiet", "build", path[stories], "-o", folder / "graph", "--fresh", "--threads", str(threads)]

    sizes = (args.stories // 5, args.stories, args.stories * 5)
    path = {stories: corpus(stories) for stories in sizes}
    text = path[args.stories].stat().st_size / 1e6
    print(f"{args.stories} stories, {text:.1f} MB of JSONL; {args.runs} runs each, medians\n")

    # Start-up is the same for any corpus, so two sizes tell what the text itself takes.
    extract = [[consort, "extract", path[s], "--format", "jsonl", "--threads", "1"] for s in sizes[:2]]
    small, large = in_turn(args.runs, *extract)
    more = text - path[sizes[0]].stat().st_size / 1e6
    speed = more / (median(large, "cpu") - median(small, "cpu"))
    row("text to mentions, relations, evidence and JSON, a core", f"{speed:.1f} MB/s", "10 or more")

    peer = [sys.executable, HERE / "peer_flashtext.py", ROOT / "vocab", path[args.stories], folder / "peer.nq"]
    # The graph folder holds what the triples are made of; the script writes them, so the second ratio lets consort do that too.
    export = [consort, "--quiet", "export", "--graph", folder / "graph", "--format", "ntriples"]
    ours, triples, theirs = in_turn(args.runs, build(args.stories), export, peer)
    row("build, CPU", f"{median(ours, 'cpu'):.2f} s")
    row("FlashText + networkx + pyoxigraph, no relations, CPU", f"{median(theirs, 'cpu'):.2f} s")
    ratios = [b.cpu / a.cpu for a, b in zip(ours, theirs)]
    row("ratio", f"{statistics.median(ratios):.1f}", "6 or more")
    ratios = [c.cpu / (a.cpu + b.cpu) for a, b, c in zip(ours, triples, theirs)]
    row("ratio when consort prints all triples as well", f"{statistics.median(ratios):.1f}")
    row("peak memory, theirs over ours", f"{median(theirs, 'megabytes') / median(ours, 'megabytes'):.1f}")

    one, two = in_turn(args.runs, build(args.stories), build(args.stories, 2))
    ratios = [a.wall / b.wall for a, b in zip(one, two)]
    row("two threads over one, wall", f"{statistics.median(ratios):.2f}", "1.7 or more on idle cores")

    print()
    for stories in sizes:
        run = Run(build(stories))
        graph = sum(f.stat().st_size for f in (folder / "graph").rglob("*") if f.is_file()) / 1e6
        row(f"{stories} stories: peak memory (graph on disk {graph:.0f} MB)", f"{run.megabytes:.0f} MB")

    print()
    archive = folder / "archive"
    for name, command in QUESTIONS:
        runs = in_turn(args.runs, [consort, *(word.format(archive=archive) for word in command)])[0]
        wall, cpu = median(runs, "wall") * 1000, median(runs, "cpu") * 1000
        row(f"{name}, on the archive", f"{wall:.0f} ms", f"{cpu:.0f} ms CPU")


if __name__ == "__main__":
    main()
