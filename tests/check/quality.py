#!/usr/bin/env python3
"""Prints how well texts are read: one table over all gold sets, in Markdown, as README quotes it.

usage: tests/check/quality.py [--program target/release/consort] [--errors N] [--no-held-out]

Gold: tests/gold/, and where ../shared/gold holds them (another folder: GOLD_DIR) the set that came with the annotation guidelines
and the press items, split by writer into those that rules were developed on and those held out; the errors of the latter are never
listed. Where score.py, the reference implementation of the measures, stands there too, the figures of both programs are compared:
on every set, on the faulty answers that the tests leave in target/tmp, and on answers to gold with open rows.

Exit codes: 0 printed, 1 the two programs disagree, 2 could not.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("GOLD_DIR", ROOT / "../shared/gold"))
OWN = ROOT / "tests/gold"
# The set whose figures say what texts are read like that nobody looked at. It stays so only if nobody does.
HELD_OUT = "press, held out"


def sets(folder):
    """Name, gold and texts of every set that is there; parts of a set are written to the folder."""
    whole = [
        ("dev", SHARED / "dev.jsonl", ROOT / "data"),
        ("archive", OWN / "archive.jsonl", ROOT / "data"),
        ("other agencies", OWN / "other-agencies.jsonl", OWN / "other-agencies.texts.jsonl"),
    ]
    yield from (one for one in whole if one[1].exists())
    gold, texts = SHARED / "press.jsonl", SHARED / "press.texts.jsonl"
    if not gold.exists() or not texts.exists():
        return
    gold, texts = stories(gold), stories(texts)
    writers = {text["id"]: text["writer"] for text in texts}
    held = held_out(gold, writers)
    for name, is_held in (("press, developed on", False), (HELD_OUT, True)):
        paths = [pathlib.Path(folder) / f"{name}{end}.jsonl" for end in ("", " texts")]
        for path, rows in zip(paths, (gold, texts)):
            chosen = [row for row in rows if (writers[row["id"]] in held) == is_held]
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), encoding="utf-8")
        yield name, *paths


def held_out(gold, writers):
    """The writers whose items are held out: about a third of the firm relations, in an order that nobody chose."""
    firm = collections.Counter()
    for story in gold:
        firm[writers[story["id"]]] += sum(not relation.get("open") for relation in story["relations"])
    held, n_held = set(), 0
    for writer in sorted(firm, key=lambda writer: hashlib.sha256(writer.encode()).hexdigest()):
        if n_held + firm[writer] <= firm.total() * 0.36:
            held.add(writer)
            n_held += firm[writer]
        if n_held >= firm.total() * 0.32:
            break
    return held


def stories(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def figures(report):
    """Name, value and 95 % interval of every figure, in printing order."""
    for whole in ("entities", "relations"):
        for part, figure in report[whole].items():
            yield f"{whole}.{part}", figure["f1"], figure.get("f1_95")
        yield whole, report[whole + "_all"]["f1"], report[whole + "_all"].get("f1_95")
    for name in ("donors", "mentions"):
        yield name, report[name]["f1"], report[name].get("f1_95")
    yield "linking", report["linking"], report["intervals"].get("linking")
    for name, value in report["dateline"].items():
        yield f"dateline.{name}", value, report["intervals"].get(f"dateline.{name}")


def table(reports):
    rows = {}
    for column, (_, report) in enumerate(reports):
        for name, value, interval in figures(report):
            cell = f"{value:.3f}" + (f" ({interval[0]:.2f}–{interval[1]:.2f})" if interval else "")
            rows.setdefault(name, [""] * len(reports))[column] = cell
    heads = [f"{name} ({report['stories']} stories)" for name, report in reports]
    lines = ["| F1 or share (95 %) | " + " | ".join(heads) + " |", "|---|" + "---|" * len(heads)]
    lines += [f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows.items()]
    return "\n".join(lines)


def differences(reference, report, path=""):
    """Where the report lacks or contradicts what the reference says."""
    if isinstance(reference, dict):
        return [d for key, value in reference.items() for d in differences(value, report.get(key, {}), f"{path}/{key}")]
    return [] if reference == report else [f"{path} is {report}, and {reference} in the reference"]


def compare(program, gold, system):
    reference = json.loads(run("python3", SHARED / "score.py", gold, system, "--json"))
    report = json.loads(run(program, "eval", gold, "--system", system, "--format", "json", "--resamples", "0", "--quiet"))
    return differences(reference, report)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "target/release/consort", help="the program to measure")
    parser.add_argument("--errors", type=int, default=0, help="list the first N errors of each kind of each set")
    parser.add_argument("--no-held-out", action="store_true", help="leave out the set that is held out")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    if not program.exists():
        sys.exit(f"{program} is not there; run cargo build --release, or name another with --program")
    reports, faults = [], []
    has_reference = (SHARED / "score.py").exists()
    with tempfile.TemporaryDirectory() as folder:
        for name, gold, texts in sets(folder):
            if name == HELD_OUT and arguments.no_held_out:
                continue
            n_errors = 0 if name == HELD_OUT else arguments.errors
            reports.append((name, json.loads(run(program, "eval", gold, texts, "--format", "json", "--errors", n_errors))))
            if has_reference:
                system = pathlib.Path(folder) / "records.jsonl"
                system.write_text(run(program, "extract", texts, "--format", "jsonl"), encoding="utf-8")
                faults += [f"{name}: {fault}" for fault in compare(program, gold, system)]
    if has_reference:
        faults += [f"open rows: {fault}" for fault in compare(program, OWN / "open.jsonl", OWN / "open.answers.jsonl")]
        faulty = ROOT / "target/tmp/faulty.jsonl"
        if faulty.exists():
            faults += [f"faulty answers: {fault}" for fault in compare(program, OWN / "archive.jsonl", faulty)]
    print(table(reports))
    for name, report in reports:
        for error in report["errors"]:
            print(f"\n{name}: {error['kind']}: {error['what']}\n  {error['note']}\n  “{error['sentence']}”")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
