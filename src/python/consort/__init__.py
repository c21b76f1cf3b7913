"""Who works with whom, who pays, where and when: read from texts, with the sentence behind every edge.

>>> import consort
>>> record = consort.Lexicon.builtin().extract("Norway funds the Container Control Programme.")
>>> [(r["subject"], r["predicate"], r["object"]) for r in record["relations"]]
[('nor', 'funds', 'unodc-wco-ccp')]
"""

from consort._consort import (
    ConsortError,
    ConsortWarning,
    Graph,
    Lexicon,
    Network,
    Table,
    __version__,
    build,
)
from consort.records import (
    Amount,
    Entity,
    Layout,
    Mention,
    Passage,
    Record,
    Relation,
    Statement,
    Unlinked,
)

__all__ = [
    "Amount",
    "ConsortError",
    "ConsortWarning",
    "Entity",
    "Graph",
    "Layout",
    "Lexicon",
    "Mention",
    "Network",
    "Passage",
    "Record",
    "Relation",
    "Statement",
    "Table",
    "Unlinked",
    "__version__",
    "build",
]
