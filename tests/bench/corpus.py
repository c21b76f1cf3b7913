"""Makes a large corpus from the archive: every story is a title, an opening and paragraphs drawn from its stories.

In: data/unodc-see-stories-2020.txt, a number of stories, a seed. Out: JSONL, or one plain text. Never: two corpora for one seed.

    python3 tests/bench/corpus.py --stories 10000 > corpus.jsonl
"""

import argparse
import json
import pathlib
import random
import re
import sys

ARCHIVE = pathlib.Path(__file__).parents[2] / "data" / "unodc-see-stories-2020.txt"
DATELINE = re.compile(r"\d{1,2}[^\n]{0,80}?20\d\d[^\n:]{0,160}:")


def read_archive(path):
    """The archive's titles, openings with their dateline, and other paragraphs."""
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if p.strip()]
    titles, openings, bodies = [], [], []
    for before, paragraph in zip(paragraphs, paragraphs[1:]):
        if DATELINE.match(paragraph):
            titles.append(" ".join(before.split()))
            openings.append(paragraph)
        else:
            bodies.append(paragraph)
    heads = set(titles)
    return titles, openings, [b for b in bodies if " ".join(b.split()) not in heads]


class Deck:
    """Deals its cards in a shuffled order, and shuffles anew when all are dealt."""

    def __init__(self, cards, chance):
        self.cards, self.chance, self.left = cards, chance, []

    def deal(self):
        if not self.left:
            self.left = self.cards[:]
            self.chance.shuffle(self.left)
        return self.left.pop()


def stories(n_stories, seed):
    """Yields a title and a text, `n_stories` times; stories are as long as the archive's on average."""
    titles, openings, bodies = read_archive(ARCHIVE)
    chance = random.Random(seed)
    decks = [Deck(cards, chance) for cards in (titles, openings, bodies)]
    mean = len(bodies) / len(titles)
    for _ in range(n_stories):
        title, opening, body = decks[0].deal(), decks[1].deal(), decks[2]
        n_paragraphs = chance.randint(0, round(2 * mean))
        yield title, "\n\n".join([opening, *(body.deal() for _ in range(n_paragraphs))])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--format", choices=["jsonl", "text"], default="jsonl")
    args = parser.parse_args()
    for number, (title, text) in enumerate(stories(args.stories, args.seed), 1):
        if args.format == "text":
            sys.stdout.write(f"{title}\n\n{text}\n\n")
        else:
            record = {"id": f"story-{number}", "title": title, "text": text}
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
