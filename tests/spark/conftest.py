"""What the tests of `consort.spark` share: a session, the archive of the README, and the program.

CONSORT names the program, CONSORT_MASTER a cluster (this machine's cores when left out), CONSORT_ARCHIVE a packed environment
that goes to the workers.
"""

import os
import pathlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from consort import spark
from pyspark.sql import DataFrame, SparkSession

ROOT = pathlib.Path(__file__).resolve().parents[2]

# One moment for all graphs, so that their exports can be compared byte for byte.
os.environ["SOURCE_DATE_EPOCH"] = "1600000000"


@pytest.fixture(scope="session")
def session() -> Iterator[SparkSession]:
    archive = os.environ.get("CONSORT_ARCHIVE")
    os.environ["PYSPARK_PYTHON"] = "./env/bin/python" if archive else sys.executable
    settings: dict[str, Any] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": 2,
        "spark.ui.enabled": "false",
    }
    if archive:
        settings["spark.archives"] = f"{archive}#env"
    builder = SparkSession.builder.appName("tests").master(os.environ.get("CONSORT_MASTER", "local[2,4]"))
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def consort() -> Callable[..., str]:
    """Runs the program at the top of the checkout, and gives what it prints."""
    path = os.environ.get("CONSORT")
    if not path:
        pytest.skip("CONSORT does not name the program")

    def run(*words: object, code: int = 0) -> str:
        ran = subprocess.run([path, "--quiet", *map(str, words)], cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == code, ran.stderr
        return ran.stdout

    return run


@pytest.fixture(scope="session")
def archive(session: SparkSession) -> DataFrame:
    """The records of the archive, read in two tasks."""
    before = pathlib.Path.cwd()
    os.chdir(ROOT)
    try:
        found = spark.documents(session, "data", partitions=2)
    finally:
        os.chdir(before)
    return spark.extract(found).cache()


@pytest.fixture(scope="session")
def graph(consort: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The graph that the program makes of the archive."""
    folder = tmp_path_factory.mktemp("program") / "graph"
    consort("build", "data", "-o", folder)
    return folder
