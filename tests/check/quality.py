#!/usr/bin/env python3
"""Prints how well texts are read: one table over all gold sets, in Markdown, as README quotes it.

usage: tests/check/quality.py [--program target/release/consort] [--errors N]

Gold: tests/gold/, and the set that came with the annotation guidelines where ../shared/gold holds it (another folder:
GOLD_DIR). Where score.py, the reference implementation of the measures, stands there too, the figures of both programs are
compared, on every set and on the faulty answers that the tests leave in target/tmp.

Exit codes: 0 printed, 1 the two programs disagree, 2 could not.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("GOLD_DIR", ROOT / "../shared/gold"))
OWN = ROOT / "tests/gold"
SETS = [
    ("dev", SHARED / "dev.jsonl", ROOT / "data"),
    ("archive", OWN / "archive.jsonl", ROOT / "data"),
    ("other agencies", OWN / "other-agencies.jsonl", OWN / "other-agencies.texts.jsonl"),
]


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


def settled(path, folder, keep):
    """A copy in a folder that has only the relations that `keep` lets pass."""
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for story in stories:
        if "relations" in story:
            story["relations"] = [relation for relation in story["relations"] if keep(relation)]
    out = pathlib.Path(folder) / f"settled-{path.name}"
    out.write_text("".join(json.dumps(story, ensure_ascii=False) + "\n" for story in stories), encoding="utf-8")
    return out


def compare(program, gold, system):
    # The reference leaves open rows and what is not asserted out of the count, `consort eval` does not yet: both are
    # compared on what they count alike.
    with tempfile.TemporaryDirectory() as folder:
        gold = settled(gold, folder, lambda relation: not relation.get("open"))
        system = settled(system, folder, lambda relation: relation.get("status", "asserted") == "asserted")
        reference = json.loads(run("python3", SHARED / "score.py", gold, system, "--json"))
        report = json.loads(run(program, "eval", gold, "--system", system, "--format", "json", "--resamples", "0", "--quiet"))
        return differences(reference, report)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "target/release/consort", help="the program to measure")
    parser.add_argument("--errors", type=int, default=0, help="list the first N errors of each kind of each set")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    if not program.exists():
        sys.exit(f"{program} is not there; run cargo build --release, or name another with --program")
    reports, faults = [], []
    for name, gold, texts in SETS:
        if not gold.exists():
            continue
        command = [program, "eval", gold, texts, "--format", "json", "--errors", arguments.errors]
        reports.append((name, json.loads(run(*command))))
        if (SHARED / "score.py").exists():
            with tempfile.TemporaryDirectory() as folder:
                system = pathlib.Path(folder) / "records.jsonl"
                system.write_text(run(program, "extract", texts, "--format", "jsonl"), encoding="utf-8")
                faults += [f"{name}: {fault}" for fault in compare(program, gold, system)]
    faulty = ROOT / "target/tmp/faulty.jsonl"
    if (SHARED / "score.py").exists() and faulty.exists():
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
