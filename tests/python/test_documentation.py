"""Every example in a docstring runs, and every public name has a docstring and a type."""

import ast
import doctest
import inspect
import os
import pathlib

import consort
import pytest

PUBLIC = [getattr(consort, name) for name in consort.__all__ if name != "__version__"]
OURS = [item for item in PUBLIC if getattr(item, "__module__", "") in ("consort", "consort._consort", "builtins")]


def documented() -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = [("consort", consort)]
    for item in OURS:
        found.append((item.__name__, item))
        if inspect.isclass(item):
            members = [(name, member) for name, member in vars(item).items() if not name.startswith("_")]
            found += [(f"{item.__name__}.{name}", getattr(item, name)) for name, _ in members]
    return found


@pytest.mark.parametrize(("name", "item"), documented(), ids=lambda item: item if isinstance(item, str) else "")
def test_docstrings(name: str, item: object, folder: pathlib.Path) -> None:
    text = inspect.getdoc(item)
    assert text, f"{name} has no docstring"
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    before = pathlib.Path.cwd()
    os.chdir(folder)
    try:
        said: list[str] = []
        failed = doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed
    finally:
        os.chdir(before)
    assert not failed, "".join(said)


def test_enough_examples() -> None:
    with_example = [name for name, item in documented() if ">>>" in (inspect.getdoc(item) or "")]
    wanted = {"Lexicon", "Lexicon.extract", "Lexicon.load", "Graph", "Graph.query", "Graph.claims", "Network", "Table", "build"}
    assert wanted <= set(with_example)


def test_the_stub_has_every_name() -> None:
    stub = pathlib.Path(consort.__file__).parent / "_consort.pyi"
    assert (stub.parent / "py.typed").exists()
    typed: dict[str, set[str]] = {}
    for node in ast.parse(stub.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            typed[node.name] = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
        elif isinstance(node, ast.FunctionDef):
            typed[node.name] = set()
    for item in OURS:
        members = {name for name in vars(item) if not name.startswith("_")} if inspect.isclass(item) else set()
        assert typed.get(item.__name__, set()) >= members, item.__name__
