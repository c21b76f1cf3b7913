"""Makes stories by the million of which the right answers are known: who funds whom, in how many stories.

In: a number of stories, a seed, the vocabulary of the program. Out: JSONL, and the answers as JSON. Never: two corpora for one seed;
all stories in memory.

    python3 tests/bench/stories.py --stories 1000000 --answers answers.json > stories.jsonl

Pairs of a country and an organisation are drawn by a power law, as who is in the news is; some stories name two organisations that work
together. All else in a story is made of ordinary words and names nobody. Names that the program does not find alone in such
a sentence (because a longer name, a condition or another reading stands in the way) are left out beforehand.
"""

import argparse
import bisect
import collections
import csv
import io
import itertools
import json
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
FUNDED = ("The {o} was funded by {c}.", "{c} funded the {o}.", "The work was carried out by the {o}. {c} finances the {o}.")
TOGETHER = "The {o} worked in partnership with the {p}."
CITIES = ("Vienna, Austria", "Tirana, Albania", "Nairobi, Kenya", "Oslo, Norway", "Lima, Peru", "Hanoi, Viet Nam")
MONTHS = "January February March April May June July August September October November December".split()
WORDS = {
    "a": "long short late early quiet busy open small large steady narrow bright common modest patient careful local seasonal".split(),
    "n": "road market school bridge harvest river valley workshop library garden harbour station farm clinic archive survey winter summer "
    "evening village district kitchen orchard canal path shelter depot mill quarry ferry".split(),
    "v": "reached followed crossed filled changed opened closed passed improved measured repaired described visited cleaned drained".split(),
    "w": "after before during behind near beyond beside along".split(),
}


def filler(chance):
    """A sentence that names nobody."""
    pick = lambda kind: chance.choice(WORDS[kind])
    return f"The {pick('a')} {pick('n')} {pick('v')} the {pick('n')} {pick('w')} the {pick('a')} {pick('n')} and the {pick('n')}."


def read_alone(program, entries, sentence):
    """The entries whose name alone is found in a sentence, and read as it says."""
    lines = [json.dumps({"id": f"n{i}", "title": "A note", "text": sentence(name)}) for i, (_, name) in enumerate(entries)]
    run = subprocess.run([program, "extract", "-", "--format", "jsonl", "--quiet"], input="\n".join(lines), capture_output=True, text=True, check=False)
    kept = []
    for line in run.stdout.splitlines():
        record = json.loads(line)
        identity, name = entries[int(record["id"][1:])]
        found = {m["id"] for m in record["mentions"]}
        edges = [(r["subject"], r["predicate"], r["object"]) for r in record["relations"] if r["status"] == "asserted"]
        funds = [edge for edge in edges if edge[1] == "funds"]
        if len(found) == 2 and len(funds) == 1 and identity in funds[0] and "@story" not in funds[0]:
            kept.append((identity, name))
    return kept


def names(program):
    """Countries and organisations of the shipped vocabulary that are read alone, in the order of their ids."""
    table = subprocess.run([program, "vocab", "export", "--format", "csv"], capture_output=True, text=True, check=True).stdout
    rows = sorted(csv.DictReader(io.StringIO(table)), key=lambda row: row["id"])
    plain = lambda name: all(word[:1].isupper() and word.isalpha() for word in name.split()) and name.isascii()
    of = lambda kind, least: [(r["id"], r["name"]) for r in rows if r["class"] == kind and plain(r["name"]) and len(r["name"].split()) >= least]
    countries, organisations = of("country", 1), of("organisation", 3)
    for sentence in FUNDED:
        countries = read_alone(program, countries, lambda name: sentence.format(c=name, o="World Health Organization"))
        organisations = read_alone(program, organisations, lambda name: sentence.format(c="Norway", o=name))
    return countries, organisations[:4000]


class PowerLaw:
    """Draws places 0, 1, 2 … with chances that fall as 1, 1/2, 1/3 …"""

    def __init__(self, n):
        self.sums = list(itertools.accumulate(1 / (i + 1) for i in range(n)))

    def draw(self, chance):
        return bisect.bisect(self.sums, chance.random() * self.sums[-1])


def stories(n_stories, seed, countries, organisations, answers):
    """Yields an id, a title and a text, `n_stories` times, and counts in `answers` what they say."""
    chance = random.Random(seed)
    chance.shuffle(countries)
    chance.shuffle(organisations)
    of_countries, of_organisations = PowerLaw(len(countries)), PowerLaw(len(organisations))
    for number in range(n_stories):
        day, month, year = chance.randint(1, 28), chance.choice(MONTHS), chance.randint(2000, 2024)
        sentences = [filler(chance) for _ in range(chance.randint(8, 24))]
        said = set()
        for _ in range(chance.randint(1, 3)):
            country, organisation = countries[of_countries.draw(chance)], organisations[of_organisations.draw(chance)]
            said.add((country[0], organisation[0]))
            sentences.insert(chance.randint(0, len(sentences)), chance.choice(FUNDED).format(c=country[1], o=organisation[1]))
        if chance.random() < 0.3:
            a, b = organisations[of_organisations.draw(chance)], organisations[of_organisations.draw(chance)]
            if a != b:
                sentences.append(TOGETHER.format(o=a[1], p=b[1]))
        answers.update(said)
        text = f"{day} {month} {year}, {chance.choice(CITIES)}: {sentences[0]}\n\n" + " ".join(sentences[1:])
        yield f"story-{number}", f"A note on the {chance.choice(WORDS['n'])} of day {number}", text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "consort"))
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--answers", type=pathlib.Path, help="where to write who funds whom in how many stories")
    args = parser.parse_args()
    answers = collections.Counter()
    for identity, title, text in stories(args.stories, args.seed, *names(args.program), answers):
        sys.stdout.write(json.dumps({"id": identity, "title": title, "text": text}) + "\n")
    if args.answers:
        rows = [[donor, funded, n] for (donor, funded), n in sorted(answers.items(), key=lambda item: (-item[1], item[0]))]
        args.answers.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
