"""What the dicts hold that `Lexicon.extract` and `Graph.explain` give.

Offsets count the characters of a Python string: `record["text"][mention["start"]:mention["end"]]` is `mention["text"]`.
What a text does not say is `None`; keys of the classes with `total=False` are left out where there is nothing to say.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Class = Literal["Organisation", "Country", "Programme", "Donor", "Instrument", "Region"]
Predicate = Literal[
    "funds", "implements", "partnersWith", "organizes", "participatesIn", "supports", "partOf"
]
Status = Literal["asserted", "planned", "hedged", "negated", "rejected"]
Share = Literal["own", "joint", "budget"]
Stage = Literal["pledged", "committed", "paid"]


# A place where a text names an entity: by which kind of name (`via`), and whether inside a longer one (`nested`).
# "class" is a word of Python's own, so that TypedDicts with this key are written as calls.
Mention = TypedDict(
    "Mention",
    {
        "start": int,
        "end": int,
        "text": str,
        "id": str,
        "label": str,
        "class": Class,
        "via": str,
        "nested": bool,
        "sentence": int,
    },
)


class Unlinked(TypedDict):
    """A name that could be several entities, or none that is known."""

    start: int
    end: int
    text: str
    candidates: list[str]
    sentence: int


class Amount(TypedDict):
    """A sum of money, with its numbers as the text has them."""

    currency: str
    value: str
    max: str | None
    share: Share
    stage: Stage | None
    start: int
    end: int


class _RelationMore(TypedDict, total=False):
    amount: Amount
    ended: bool
    decided: dict[str, Any]


class Relation(_RelationMore):
    """What a sentence states. `object` is an entity's id, or `@story` for the activity that the text reports."""

    predicate: Predicate
    subject: str
    object: str
    status: Status
    rule: str
    start: int
    end: int
    evidence: str
    sentence: int
    trigger: list[int]


_EntityMore = TypedDict("_EntityMore", {"country": str, "parent": str}, total=False)

_Entity = TypedDict(
    "_Entity",
    {"label": str, "class": Class, "origin": Literal["listed", "template", "provisional"]},
)


class Entity(_Entity, _EntityMore):
    """What is known of an entity: how it became known (`origin`), its country, the body that it is part of."""


class _LayoutMore(TypedDict, total=False):
    country_inferred: str


class Layout(_LayoutMore):
    """Where the parts of a text stand."""

    title: list[int]
    paragraphs: list[tuple[int, int, str]]
    sentences: list[tuple[int, int, int]]
    dateline: list[int] | None
    locations: list[list[int]]
    countries: list[str]


class _RecordMore(TypedDict, total=False):
    country_inferred: str
    given: dict[str, list[str]]
    decisions: list[dict[str, Any]]
    extra: dict[str, Any]


class Record(_RecordMore):
    """One text and what was read from it: an object of `consort extract --format jsonl`."""

    id: str
    title: str
    source: str
    file: str
    line: int
    url: str | None
    publisher: str | None
    text: str
    date_start: str | None
    date_end: str | None
    places: list[str]
    countries: list[str]
    online: bool
    mentions: list[Mention]
    unlinked: list[Unlinked]
    relations: list[Relation]
    entities: dict[str, Entity]
    layout: Layout


class Highlight(TypedDict):
    """Where a sentence names one of the two who were asked about."""

    start: int
    end: int
    side: Literal["a", "b"]


class Statement(TypedDict):
    """What a sentence states of those who were asked about."""

    subject: str
    predicate: Predicate
    object: str
    status: Status
    ended: bool
    rule: str
    currency: str | None
    amount: str | None
    amount_max: str | None
    amount_share: Share | None
    amount_stage: Stage | None
    decision: dict[str, Any] | None


class Passage(TypedDict):
    """A sentence behind an edge."""

    kind: Literal["stated", "together", "near", "named"]
    names: str | None
    date: str | None
    document: str
    copy_of: str | None
    title: str
    source: str
    sentence: str
    highlights: list[Highlight]
    statements: list[Statement]
