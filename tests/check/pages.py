#!/usr/bin/env python3
"""Measures how well the story of a page of HTML is told from what stands around it, on a public benchmark.

usage: tests/check/pages.py BENCHMARK [--program target/release/consort] [--worst N]

BENCHMARK is a folder with `ground-truth.json` and `html/*.html.gz`, as the repository scrapinghub/article-extraction-benchmark has
them (181 pages of news and blogs). Its pages are other people's, so they are not kept here. The measure is its own: precision and
recall of runs of four words, as a share of each page, averaged over the pages, and their F1. The title counts for nothing there: the
program puts it above the text, and it is taken off here.

Exit codes: 0 printed, 2 could not.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUN = 4


def runs(text):
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - RUN + 1))
    return collections.Counter(tuple(words[at:at + RUN]) for at in starts if words)


def shares(expected, found):
    """Precision and recall of one page; of a page that is empty on one side only, none."""
    expected, found = runs(expected), runs(found)
    right = (expected & found).total()
    if expected == found:
        return 1.0, 1.0
    return tuple(right / side.total() if side else None for side in (found, expected))


def read(program, folder):
    """The text of every page, by the name of its file."""
    done = subprocess.run([program, "extract", folder, "--format", "jsonl"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(done.stderr)
    texts = {}
    for line in done.stdout.splitlines():
        story = json.loads(line)
        name = re.search(r"([0-9a-f]{64})\.html", story["file"]).group(1)
        texts[name] = texts.get(name, "") + "\n\n" + story["text"][story["layout"]["title"][1]:]
    return texts


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("benchmark", type=pathlib.Path, help="the folder with the benchmark")
    parser.add_argument("--program", default=ROOT / "target/release/consort", help="the program to measure")
    parser.add_argument("--worst", type=int, default=0, help="list the N pages that are read worst")
    arguments = parser.parse_args()
    gold = json.loads((arguments.benchmark / "ground-truth.json").read_text(encoding="utf-8"))
    texts = read(arguments.program, arguments.benchmark / "html")
    pages = {name: shares(page["articleBody"], texts.get(name, "")) for name, page in gold.items()}
    precision, recall = (mean(page[side] for page in pages.values()) for side in (0, 1))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(pages)} pages: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}")
    worst = sorted(pages.items(), key=lambda page: (page[1][0] or 0) + (page[1][1] or 0))
    for name, (exact, whole) in worst[:arguments.worst]:
        print(f"  {name[:8]} precision {exact or 0:.2f} recall {whole or 0:.2f} {gold[name].get('url', '')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
