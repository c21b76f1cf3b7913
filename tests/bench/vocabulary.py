#!/usr/bin/env python3
"""Makes a vocabulary of as many names as asked for, the same for the same number.

In: a number of names, a file to write. Out: entries of made-up bodies in TOML, each with a name, an alias, and two of five with an
abbreviation. Never: a name of a body that there is, unless by chance.

  tests/bench/vocabulary.py 1000000 names/organisations.toml
"""

import random
import sys
from pathlib import Path

ONSETS = "b br d dr f g gl h k kr l m n p r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ea oo".split()
CODAS = ["", "", "n", "r", "l", "s", "th", "nd", "rk"]
KINDS = (
    "Agency Alliance Association Authority Board Bureau Centre Chamber Coalition Commission Committee Company Cooperative Council "
    "Department Fellowship Foundation Guild Hospital Initiative Institute League Ministry Mission Network Observatory Office "
    "Partnership Society Trust Union University"
).split()
FIELDS = (
    "Agriculture Arts Aviation Border Care Children Climate Coastal Commerce Culture Dairy Development Education Energy Fisheries "
    "Food Forest Health Heritage Housing Justice Labour Land Marine Mining Nutrition Peace Police Ports Prison Rail Relief Research "
    "Rural Safety Science Seed Social Statistics Tourism Trade Transport Urban Water Welfare Wildlife Women Youth"
).split()


def places(chance: random.Random, n: int) -> list[str]:
    def syllable() -> str:
        return chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)

    found: dict[str, None] = {}
    while len(found) < n:
        found["".join(syllable() for _ in range(chance.randint(2, 3))).capitalize()] = None
    return list(found)


def names(chance: random.Random, place: str) -> tuple[str, str]:
    field, other, kind = chance.choice(FIELDS), chance.choice(FIELDS), chance.choice(KINDS)
    shape = chance.randrange(4)
    if shape == 0:
        return f"{place} {field} {kind}", f"{kind} for {field} of {place}"
    if shape == 1:
        return f"{kind} for {field} and {other} in {place}", f"{place} {field} and {other} {kind}"
    if shape == 2:
        return f"{place} {kind} of {field} {other}", f"{field} {other} {kind} ({place})"
    return f"National {field} {kind} of {place}", f"{place} National {field} {kind}"


def main() -> None:
    n_names, file = int(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(7)
    known_places = places(chance, max(100, n_names // 10))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as out:
        written = entry = 0
        while written < n_names:
            name, alias = names(chance, chance.choice(known_places))
            lines = [f"[body-{entry}]", f'name = "{name} {entry}"', f'names = ["{alias} {entry}"]']
            written += 2
            if entry % 5 < 2:
                letters = "".join(word[0] for word in name.split() if word[0].isupper())
                lines.append(f'abbr = ["{letters}{entry % 1000}"]')
                written += 1
            if entry % 3 == 0:
                lines.append('type = "agency"')
            out.write("\n".join(lines) + "\n\n")
            entry += 1


if __name__ == "__main__":
    main()
