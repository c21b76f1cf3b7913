"""What reading on a cluster costs beside one machine: processor time, disk, and what goes over the network.

In: the release binary; a Python with the wheel, pyspark, pyarrow and pandas, and Java. Out: a row a step: seconds, of the program the seconds of
processors, of Spark those of its tasks, which read in Python while their Java waits; megabytes written and shuffled. Every step is a process of its own; an empty one tells
what Spark itself takes. Never: a graph whose exports differ from the program's.

    python tests/bench/spark.py target/release/consort --stories 100000 --partitions 1 2 8

Each number of partitions is read, written as parts and merged; the other steps follow once, with the last number.
"""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).parent
STEPS = ("nothing", "read", "parts", "claims", "together", "statements")


def timed(command, **more):
    """Wall and processor seconds of a command and of all that it waited for, and what it printed."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([str(word) for word in command], stdout=out, **more)
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0, command
        out.seek(0)
        said = out.read().decode()
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, said, usage.ru_maxrss / 1000


def size(path):
    place = pathlib.Path(path)
    files = [place] if place.is_file() else place.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def table(corpus, folder):
    """The corpus as Parquet, with the number of each line."""
    import pyarrow
    import pyarrow.parquet

    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    made = pyarrow.table({**columns, "n": list(range(1, len(rows) + 1))})
    folder.mkdir()
    pyarrow.parquet.write_table(made, folder / "texts.parquet", row_group_size=max(1, len(rows) // 64))


def step(name, folder, corpus, given):
    """One step, in a process of its own; prints what was shuffled, in megabytes."""
    from consort import spark
    from pyspark.sql import SparkSession

    [partitions] = given.partitions
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.port": 0,
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": partitions,
        "spark.driver.memory": "2g",
    }
    builder = SparkSession.builder.master(given.master)
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    records = str(folder / f"records-{partitions}")
    match name:
        case "read":
            texts = session.read.parquet(str(folder / "texts")).repartition(partitions, "n")
            spark.extract(texts, position="n", name=str(corpus)).write.parquet(records)
        case "parts":
            spark.write_parts(session.read.parquet(records), str(folder / f"parts-{partitions}"))
        case "claims":
            made = spark.claims(spark.relations(session.read.parquet(records)))
            made.write.parquet(str(folder / name))
        case "together":
            made = spark.cooccur(spark.mentions(session.read.parquet(records)), cap=100)
            made.write.parquet(str(folder / name))
        case "statements":
            spark.statements(session.read.parquet(records)).write.text(str(folder / name))
    context = session.sparkContext
    stages = f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}/stages"
    with urllib.request.urlopen(stages) as answer:
        found = json.load(answer)
    print(sum(stage["executorRunTime"] for stage in found) / 1e3, sum(stage["shuffleWriteBytes"] for stage in found) / 1e6)
    session.stop()


def hashes(program, graph):
    """SHA-256 of two exports, of which one holds everything."""
    for format in ("nquads", "turtle"):
        with subprocess.Popen([program, "export", "-g", graph, "--format", format], stdout=subprocess.PIPE) as export:
            said = hashlib.file_digest(export.stdout, "sha256").hexdigest()
        assert export.returncode == 0, graph
        yield said


def show(name, wall, seconds, *more, work="processors"):
    print(f"{name:<22} {wall:7.1f} s {seconds:7.1f} s of {work}  {'  '.join(more)}", flush=True)


def measured(name, partitions, folder, program, master):
    """Runs a step in a process of its own, and shows what it took."""
    words = [sys.executable, __file__, program, "--step", name, "--folder", folder]
    words += ["--master", master, "--partitions", partitions]
    wall, _, said, _ = timed(words, stderr=subprocess.DEVNULL)
    tasks, shuffled = map(float, said.split()[-2:])
    where = {"read": f"records-{partitions}", "parts": f"parts-{partitions}"}.get(name, name)
    show(f"Spark: {name}, {partitions}", wall, tasks, f"{size(folder / where):.0f} MB", f"{shuffled:.1f} MB shuffled", work="tasks")


def merged(partitions, folder, program, one):
    """Builds from the parts; the exports have to be those of the build of one machine."""
    graph = folder / "many"
    wall, cpu, _, peak = timed([program, "--quiet", "build", "--from-parts", folder / f"parts-{partitions}", "-o", graph])
    show("build --from-parts", wall, cpu, f"{size(graph):.0f} MB", f"{peak:.0f} MB of memory")
    assert list(hashes(program, graph)) == one, f"the exports of {partitions} partitions differ"
    print("its exports are the same", flush=True)
    shutil.rmtree(graph)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--partitions", type=int, nargs="+", default=[8])
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--steps", nargs="*", default=STEPS, choices=STEPS)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=pathlib.Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        step(given.step, given.folder, given.folder / "corpus.jsonl", given)
        return
    os.environ["SOURCE_DATE_EPOCH"] = "1600000000"
    program = given.program.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        corpus = folder / "corpus.jsonl"
        with open(corpus, "wb") as out:
            made = [sys.executable, HERE / "corpus.py", "--stories", str(given.stories)]
            subprocess.run(made, check=True, stdout=out)
        table(corpus, folder / "texts")
        print(f"{given.stories} stories, {size(corpus):.0f} MB as text, {size(folder / 'texts'):.0f} MB as Parquet")
        wall, cpu, _, peak = timed([program, "--quiet", "build", corpus, "-o", folder / "one"])
        show("consort build", wall, cpu, f"{size(folder / 'one'):.0f} MB", f"{peak:.0f} MB of memory")
        one = list(hashes(program, folder / "one"))
        print(f"its exports: nquads {one[0][:16]}, turtle {one[1][:16]}", flush=True)
        for partitions in given.partitions:
            last = partitions == given.partitions[-1]
            for name in given.steps if last else [name for name in given.steps if name in ("nothing", "read", "parts")]:
                measured(name, partitions, folder, program, given.master)
            if "parts" in given.steps:
                merged(partitions, folder, program, one)


if __name__ == "__main__":
    main()
