"""The compiled part of consort."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypedDict, overload

import igraph  # type: ignore[import-untyped, import-not-found, unused-ignore]
import networkx
import pandas
import polars
import pyarrow  # type: ignore[import-untyped, import-not-found, unused-ignore]
import rdflib
from typing_extensions import Unpack

from consort.records import Passage, Predicate, Record

__version__: str

_Path = str | os.PathLike[str]
_Paths = _Path | Sequence[_Path]
_Words = str | Sequence[str]
_Text = str | Mapping[str, Any]

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(
        self, requested_schema: object | None = None
    ) -> tuple[object, object]: ...

_ArrowData = _ArrowStream | _ArrowArray

class _RecordReading(TypedDict, total=False):
    fields: Mapping[str, str] | None
    date_format: str | None

class _FileReading(_RecordReading, total=False):
    whole: bool
    split: str | None
    title: str | None

class _Reading(_FileReading, total=False):
    decisions: _Paths | None

class _Scope(TypedDict, total=False):
    classes: _Words | None
    exclude: _Words | None
    countries: _Words | None
    since: str | None
    until: str | None

class _Claims(_Scope, total=False):
    predicates: _Words | None
    entity: str | None
    status: _Words | None
    sources: _Words | None
    min: int

class _Pairs(_Scope, total=False):
    window: str
    exclude_publisher: bool
    min: int
    max_q: float
    backbone: float | None

class _Cooccur(_Pairs, total=False):
    null: int | None
    seed: int
    by: Literal[
        "count",
        "documents",
        "distinct",
        "sources",
        "association",
        "npmi",
        "loglik",
        "jaccard",
        "cosine",
        "z",
    ]
    top: int | None

class ConsortError(ValueError):
    """What consort cannot do, where that is, and the cure."""

class ConsortWarning(UserWarning):
    """Something that was passed over or read with doubt, where it is, and the cure."""

class Table:
    """Rows and columns, for any library that speaks Arrow."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def to_dicts(self) -> list[dict[str, Any]]: ...
    def to_pyarrow(self) -> pyarrow.Table: ...
    def to_polars(self) -> polars.DataFrame: ...
    def to_pandas(self) -> pandas.DataFrame: ...

class Lexicon:
    """The names that are found, and the words that say relations."""

    @staticmethod
    def builtin(*, languages: _Words | None = None, listed_only: bool = False) -> Lexicon: ...
    @staticmethod
    def load(
        paths: _Paths,
        *,
        languages: _Words | None = None,
        builtin: bool = True,
        listed_only: bool = False,
    ) -> Lexicon: ...
    # A string is an iterable of strings too; it is taken for one text.
    @overload
    def extract(  # type: ignore[overload-overlap]
        self,
        source: _Text,
        *,
        arrow: Literal[False] | None = None,
        name: str = "input",
        threads: int | None = None,
        **reading: Unpack[_RecordReading],
    ) -> Record: ...
    @overload
    def extract(
        self,
        source: Iterable[_Text],
        *,
        arrow: Literal[False] | None = None,
        name: str = "input",
        threads: int | None = None,
        **reading: Unpack[_RecordReading],
    ) -> list[Record]: ...
    @overload
    def extract(
        self,
        source: _ArrowData,
        *,
        arrow: Literal[False],
        name: str = "input",
        threads: int | None = None,
        **reading: Unpack[_RecordReading],
    ) -> list[Record]: ...
    @overload
    def extract(
        self,
        source: _ArrowData,
        *,
        arrow: Literal[True] | None = None,
        name: str = "input",
        threads: int | None = None,
        **reading: Unpack[_RecordReading],
    ) -> tuple[Table, Table]: ...
    @overload
    def extract(
        self,
        source: _Text | Iterable[_Text] | _ArrowData,
        *,
        arrow: Literal[True],
        name: str = "input",
        threads: int | None = None,
        **reading: Unpack[_RecordReading],
    ) -> tuple[Table, Table]: ...
    @overload
    def extract_files(
        self,
        paths: _Paths,
        *,
        arrow: Literal[False] = False,
        threads: int | None = None,
        **reading: Unpack[_Reading],
    ) -> list[Record]: ...
    @overload
    def extract_files(
        self,
        paths: _Paths,
        *,
        arrow: Literal[True],
        threads: int | None = None,
        **reading: Unpack[_Reading],
    ) -> tuple[Table, Table]: ...

class Reader:
    """What a task on a cluster reads with; `consort.spark` is made of it."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        name: str = "input",
        decisions: _Paths | None = None,
        **reading: Unpack[_RecordReading],
    ) -> None: ...
    @property
    def vocabulary(self) -> str: ...
    def read(
        self,
        rows: _ArrowData,
        *,
        position: str | None = None,
        key: str | None = None,
        threads: int | None = 1,
    ) -> Table: ...

def documents(paths: _Paths, **reading: Unpack[_FileReading]) -> Table: ...
def mentions(rows: _ArrowData) -> Table: ...
def relations(rows: _ArrowData) -> Table: ...
def document_lines(rows: _ArrowData, base: str) -> Table: ...
def evidence(rows: _ArrowData) -> Table: ...
def claim_lines(rows: _ArrowData, base: str) -> Table: ...
def entities(reader: Reader, rows: _ArrowData) -> Table: ...
def entity_lines(reader: Reader, rows: _ArrowData, base: str) -> Table: ...

class Network:
    """Nodes and edges, a table each."""

    @property
    def title(self) -> str: ...
    @property
    def directed(self) -> bool: ...
    @property
    def nodes(self) -> Table: ...
    @property
    def edges(self) -> Table: ...
    def to_networkx(self) -> networkx.Graph[str]: ...
    def to_igraph(self) -> igraph.Graph: ...

class Graph:
    """Who works with whom, who pays, where and when, with the sentence behind every edge."""

    @staticmethod
    def open(path: _Path) -> Graph: ...
    @property
    def counts(self) -> dict[str, Any]: ...
    def query(
        self,
        sparql: str,
        *,
        set: Mapping[str, str] | None = None,
        limit: int | None = None,
        timeout: float | None = 60.0,
        memory: int | None = 4096,
        short: bool = False,
    ) -> Table | bool | str: ...
    def select(
        self,
        sparql: str,
        *,
        set: Mapping[str, str] | None = None,
        limit: int | None = None,
        timeout: float | None = 60.0,
        memory: int | None = 4096,
        short: bool = False,
    ) -> Table: ...
    def claims(
        self,
        *,
        rows: Literal["claims", "sentences", "totals", "totals-by-receiver"] = "claims",
        **choice: Unpack[_Claims],
    ) -> Table: ...
    def cooccur(self, **choice: Unpack[_Cooccur]) -> Table: ...
    def network(
        self,
        *,
        edges: Predicate | Sequence[Predicate] | None = None,
        isolates: bool = True,
        **choice: Unpack[_Pairs],
    ) -> Network: ...
    def explain(
        self,
        a: str,
        predicate: str | None = None,
        b: str | None = None,
        *,
        window: str = "sentence",
        named: bool = False,
        top: int | None = None,
    ) -> list[Passage]: ...
    def export(
        self,
        format: Literal[
            "turtle", "ntriples", "rdfxml", "nquads", "trig", "jsonld"
        ] = "turtle",
    ) -> str: ...
    def to_rdflib(self) -> rdflib.Graph: ...

def build(
    paths: _Paths,
    out: _Path | None = None,
    *,
    lexicon: Lexicon | None = None,
    base: str | None = None,
    fresh: bool = False,
    threads: int | None = None,
    **reading: Unpack[_Reading],
) -> Graph:
    """Reads texts into a graph folder, and opens it."""
