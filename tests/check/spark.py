"""Checks `consort.spark` on a cluster: one master and two workers on this machine, each with a Python of its own.

    python tests/check/spark.py target/release/consort target/wheels/consort-….whl

In: the program, the wheel, and the Python that runs this with the libraries of `requirements.txt`; Java 17 or 21. Out: what each step took; an error
ends it. The steps: an environment with the wheel is packed for `--archives`, a standalone cluster starts, pytest runs `tests/spark` on
it (which kills a task, too), `tests/spark/job.py` is submitted over `data`, its parts become a graph whose exports are those of
`consort build`, byte for byte, and mypy passes on tests and example. All that was started is ended by its process id.
"""

import argparse
import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import time
import venv
from collections.abc import Iterator

import pyspark
from python import environment, lend_libraries, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests" / "spark"
SPARK_HOME = pathlib.Path(pyspark.__file__).parent
FORMATS = ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")
PATIENCE = 60


def packed(folder: pathlib.Path, wheel: pathlib.Path) -> pathlib.Path:
    """An environment as it goes to workers: the wheel, pyarrow, and links to a Python that stands at the same place on every machine."""
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel)
    [site] = (folder / "env").glob("lib/python*/site-packages")
    for library in pathlib.Path(sysconfig.get_path("platlib")).glob("pyarrow*"):
        shutil.copytree(library, site / library.name, ignore=shutil.ignore_patterns("tests", "include", "*.pyx"))
    # Packed: of a bare .tar Spark takes no links, and forgets which files are programs.
    archive = folder / "env.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        tar.add(folder / "env", arcname=".")
    return archive


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def cluster(folder: pathlib.Path) -> Iterator[str]:
    """A master and two workers of one core each; the address of the master."""
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    mine = {"SPARK_HOME": str(SPARK_HOME), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "400m"}
    started: list[subprocess.Popen[bytes]] = []

    def start(kind: str, name: str, *words: object) -> None:
        command = [SPARK_HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1", *words]
        with open(folder / f"{name}.log", "wb") as log:
            words_of = [str(word) for word in command]
            process = subprocess.Popen(
                words_of, env={**os.environ, **mine}, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        started.append(process)

    try:
        start("master.Master", "master", "--port", port, "--webui-port", free_port())
        wait_for(port, started[0], folder / "master.log")
        for name in ("one", "two"):
            work = folder / f"work-{name}"
            more = ("--cores", 1, "--memory", "1g", "--work-dir", work, "--webui-port", free_port())
            start("worker.Worker", f"worker-{name}", *more, address)
        yield address
    finally:
        for process in reversed(started):
            end(process)


def wait_for(port: int, process: subprocess.Popen[bytes], log: pathlib.Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise SystemExit(f"the master does not answer:\n{log.read_text(encoding='utf-8')[-2000:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those that it has started, which are of its group."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
            return


def check_example(folder: pathlib.Path, program: pathlib.Path, python: pathlib.Path, archive: pathlib.Path, master: str) -> None:
    """The example, submitted as its first lines say, and the graph of its parts beside that of the program."""
    submit = [SPARK_HOME / "bin" / "spark-submit", "--master", master, "--archives", f"{archive}#env"]
    settings = {
        "spark.pyspark.python": "./env/bin/python",
        "spark.pyspark.driver.python": python,
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "700m",
        "spark.sql.shuffle.partitions": 2,
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
    }
    submit += [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    out = folder / "out"
    mine = {"SPARK_HOME": str(SPARK_HOME), "SPARK_LOCAL_IP": "127.0.0.1"}
    run(*submit, TESTS / "job.py", "data", out, "--partitions", 3, cwd=ROOT, env={**os.environ, **mine})
    run(program, "--quiet", "build", "--from-parts", out / "parts", "-o", folder / "many", cwd=ROOT)
    run(program, "--quiet", "build", "data", "-o", folder / "one", cwd=ROOT)
    for format in FORMATS:
        one, many = (
            subprocess.run([program, "export", "-g", folder / graph, "--format", format], check=True, capture_output=True)
            for graph in ("one", "many")
        )
        assert one.stdout == many.stdout and one.stdout, format
    for table in ("claims", "together"):
        assert list((out / table).glob("*.parquet")), f"no {table}"


def check_types(folder: pathlib.Path, python: pathlib.Path) -> None:
    """mypy, as strict as it is, on tests and example."""
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder / "mypy", "--python-executable", python]
    run(*mypy, *sorted(TESTS.glob("*.py")), cwd=folder, env={**os.environ, "MYPYPATH": str(TESTS)})


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("wheel", type=pathlib.Path, help="the wheel, or a folder with it alone")
    given = arguments.parse_args()
    program = given.program.resolve()
    [wheel] = given.wheel.glob("*.whl") if given.wheel.is_dir() else [given.wheel]
    started = time.monotonic()

    def done(step: str) -> None:
        print(f"{step} (at {time.monotonic() - started:.0f} s)", flush=True)

    # Who ends this check ends its cluster, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ["SOURCE_DATE_EPOCH"] = "1600000000"
    # Every Java of this check lives for seconds: compiling its code well would take longer than it saves.
    os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        python = environment(folder / "driver", wheel)
        lend_libraries(python)
        archive = packed(folder, wheel)
        done(f"environment of {archive.stat().st_size / 1e6:.0f} MB for the workers")
        with cluster(folder) as master:
            done("cluster")
            tests = {
                "CONSORT": str(program),
                "CONSORT_ARCHIVE": str(archive),
                "CONSORT_MASTER": master,
                "PYTHONDONTWRITEBYTECODE": "1",
                "SPARK_LOCAL_IP": "127.0.0.1",
            }
            pytest = [python, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--durations=5", TESTS]
            run(*pytest, cwd=ROOT, env={**os.environ, **tests})
            done("tests")
            check_example(folder, program, python, archive, master)
            done("example")
        done("cluster ended")
        check_types(folder, python)
        done("types")


if __name__ == "__main__":
    main()
