"""What the tests of the wheel share: the shipped lexicon, the archive of the README, and its graph."""

import os
import pathlib
import subprocess

import consort
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARCHIVE = ROOT / "data" / "unodc-see-stories-2020.txt"


@pytest.fixture(scope="session")
def lexicon() -> consort.Lexicon:
    return consort.Lexicon.builtin()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, lexicon: consort.Lexicon) -> pathlib.Path:
    """A folder with the graph of the archive in `graph`, as the examples of the documentation want it."""
    folder = tmp_path_factory.mktemp("work")
    consort.build(ARCHIVE, folder / "graph", lexicon=lexicon)
    return folder


@pytest.fixture(scope="session")
def graph(folder: pathlib.Path) -> consort.Graph:
    return consort.Graph.open(folder / "graph")


@pytest.fixture(scope="session")
def program() -> pathlib.Path:
    """The program that the wheel is compared with; its path stands in CONSORT."""
    path = os.environ.get("CONSORT")
    if not path:
        pytest.skip("CONSORT does not name the program")
    subprocess.run([path, "--version"], check=True, capture_output=True)
    return pathlib.Path(path)
