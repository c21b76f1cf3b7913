"""Every example in a docstring of `consort.spark` runs, and every public name has one."""

import doctest
import inspect
import os
import pathlib

import pytest
from consort import spark
from pyspark.sql import DataFrame, SparkSession

from conftest import ROOT


@pytest.mark.parametrize("name", ["", *spark.__all__])
def test_docstrings(name: str, session: SparkSession, archive: DataFrame, tmp_path: pathlib.Path) -> None:
    text = inspect.getdoc(getattr(spark, name) if name else spark)
    assert text and ">>>" in text, f"{name} has no example"
    (tmp_path / "data").symlink_to(ROOT / "data")
    # Spark looks for relative paths where it was started, not where Python is.
    text = text.replace('"parts', f'"{tmp_path}/parts')
    given = {"session": session, "records": archive}
    test = doctest.DocTestParser().get_doctest(text, given, name or "spark", None, None)
    before = pathlib.Path.cwd()
    os.chdir(tmp_path)
    try:
        said: list[str] = []
        failed = doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed
    finally:
        os.chdir(before)
    assert not failed, "".join(said)
