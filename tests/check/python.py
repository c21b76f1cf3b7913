"""Checks the wheel for Python: builds it, installs it into an environment of its own, and uses it there as people would.

    python tests/check/python.py target/release/consort
    python tests/check/python.py target/release/consort --wheel target/wheels/consort-….whl

In: the program, which the wheel is compared with, and the Python that runs this with the libraries of `requirements.txt`. Out: what
each step took; an error ends it. The steps: maturin builds the wheel, abi3audit says that it fits Python 3.10 and later,
it works where nothing else is installed, pytest runs `tests/python`, mypy passes on stubs, tests and examples, the README's example
and the notebook `tests/python/tour.ipynb` run and draw.
"""

import argparse
import ast
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv

import nbformat

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "python" / "consort"
TESTS = ROOT / "tests" / "python"
NOTEBOOK = TESTS / "tour.ipynb"

ALONE = """
import sys, consort
record = consort.Lexicon.builtin().extract("Norway funds UNICEF.")
assert record["relations"][0]["predicate"] == "funds", record
assert "site-packages" in consort.__file__, consort.__file__
"""

RUN_NOTEBOOK = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=120).execute()
outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
pictures = [output for output in outputs if "image/png" in output.get("data", {})]
assert len(pictures) >= 4, f"only {len(pictures)} pictures"
"""


def run(*command: object, **more: object) -> None:
    subprocess.run([str(word) for word in command], check=True, **more)


def build(folder: pathlib.Path) -> pathlib.Path:
    """The wheel, with the library in it not optimised: that takes a quarter of the time, and changes no answer."""
    quick = [f"profile.release.package.{package}.opt-level=0" for package in ("consort", "consort-python")]
    configured = [word for setting in quick for word in ("--config", setting)]
    run(sys.executable, "-m", "maturin", "build", "--release", "--quiet", *configured, "--out", folder, cwd=ROOT)
    [wheel] = folder.glob("*.whl")
    return wheel


def environment(folder: pathlib.Path, wheel: pathlib.Path) -> pathlib.Path:
    """An environment with the wheel alone."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel)
    run(python, "-c", ALONE, cwd=folder)
    return python


def lend_libraries(python: pathlib.Path) -> None:
    """Lets the environment see the libraries of this one."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    asked = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True)
    own = pathlib.Path(sysconfig.get_path("purelib"))
    (pathlib.Path(asked.stdout.strip()) / "lent.pth").write_text(f"{own}\n", encoding="utf-8")


def readme_example() -> str:
    """The first Python of the README's section."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("## From Python", 1)[1]
    found = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert found, "the section has no example"
    return found.group(1)


def notebook_code() -> str:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    # A cell that ends with a value shows it; in a file mypy has nothing against that either.
    return "\n".join(code)


def check_types(folder: pathlib.Path, python: pathlib.Path) -> None:
    """mypy, as strict as it is, on what the wheel ships, its tests, and the examples."""
    examples = folder / "examples"
    examples.mkdir()
    (examples / "readme_example.py").write_text(readme_example(), encoding="utf-8")
    (examples / "tour_example.py").write_text(notebook_code(), encoding="utf-8")
    for file in examples.iterdir():
        ast.parse(file.read_text(encoding="utf-8"))
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", folder / "mypy"]
    mypy += ["--python-executable", python]
    checked = [*sorted(TESTS.glob("*.py")), *sorted(examples.iterdir())]
    run(*mypy, "-p", "consort", cwd=folder)
    run(*mypy, *checked, cwd=folder, env={**os.environ, "MYPYPATH": str(TESTS)})


def run_notebook(python: pathlib.Path) -> None:
    """Runs all cells, and wants pictures."""
    run(python, "-c", RUN_NOTEBOOK, NOTEBOOK, cwd=TESTS)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--wheel", type=pathlib.Path, help="one that is built already")
    arguments.add_argument("--keep", type=pathlib.Path, help="a folder for the wheel, for whoever needs it next")
    given = arguments.parse_args()
    started = time.monotonic()

    def done(step: str) -> None:
        print(f"{step} (at {time.monotonic() - started:.0f} s)", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        wheel = given.wheel or build(folder / "wheels")
        done(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(wheel, given.keep)
        run(sys.executable, "-m", "abi3audit", "--strict", "--summary", wheel)
        python = environment(folder / "alone", wheel)
        done("it works where nothing else is installed")
        lend_libraries(python)
        tests = {**os.environ, "CONSORT": str(given.program.resolve()), "PYTHONDONTWRITEBYTECODE": "1"}
        run(python, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", TESTS, cwd=ROOT, env=tests)
        done("tests")
        check_types(folder, python)
        done("types")
        run(python, "-c", readme_example(), cwd=folder)
        run_notebook(python)
        done("README and notebook")


if __name__ == "__main__":
    main()
