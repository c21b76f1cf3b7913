"""Finds the same names in the same texts with consort, spaCy (PhraseMatcher, EntityRuler), FlashText and gatenlp, from Python, and
says what each found, why that differs, and what it took. Then consort's Arrow tables beside its own program.

In: the wheel, the program, the packages of python_peers.txt. Out: tables for a reader. Never: a peer with fewer names than another, or a
ratio of figures taken at different times.

All get the names of the vocabulary's organisations, countries, programmes, funds, instruments and regions: names in any case,
abbreviations as they are written, longest first, one thread. consort reads relations, datelines and sentences meanwhile; the
others do not.

    pip install . -r tests/bench/python_peers.txt
    python tests/bench/python_peers.py --program target/release/consort
"""

import argparse
import json
import os
import pathlib
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
KINDS = ("organisations", "countries", "programmes", "funds", "instruments", "regions")
# Of a hundred names of consort's the others find 83 at the same place; far fewer would mean that something was not compared.
AGREE = 0.7
TOKENS = re.compile(r"\w+|[^\w\s]")


def vocabulary():
    """Names with their ids: those in any case, and abbreviations as they are written."""
    names, abbreviations = {}, {}
    for path in sorted((ROOT / "vocab").glob("*.toml")):
        if path.stem.split("-")[0] in KINDS:
            for entity, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
                if isinstance(entry, dict) and "name" in entry:
                    formal = entry.get("formal", [])
                    formal = [formal] if isinstance(formal, str) else formal
                    for name in [entry["name"], *entry.get("names", []), *formal]:
                        if TOKENS.search(name):
                            names.setdefault(name, entity)
                    for name in entry.get("abbr", []):
                        abbreviations.setdefault(name, entity)
    return names, abbreviations


def longest(spans):
    """Of spans that overlap the longest, then the first."""
    taken, kept = set(), []
    for start, end, entity in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, entity))
    return sorted(kept)


def phrase_matcher():
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    names, abbreviations = vocabulary()
    loose, exact = PhraseMatcher(nlp.vocab, attr="LOWER"), PhraseMatcher(nlp.vocab, attr="ORTH")
    for matcher, given in ((loose, names), (exact, abbreviations)):
        by_entity = {}
        for name, entity in given.items():
            by_entity.setdefault(entity, []).append(nlp.make_doc(name))
        for entity, docs in by_entity.items():
            matcher.add(entity, docs)

    def find(text):
        doc = nlp.make_doc(text)
        spans = spacy.util.filter_spans([*loose(doc, as_spans=True), *exact(doc, as_spans=True)])
        return [(span.start_char, span.end_char, span.label_) for span in spans]

    return find


def entity_ruler():
    import spacy

    nlp = spacy.blank("en")
    names, abbreviations = vocabulary()
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    patterns = [{"label": "NAME", "pattern": name, "id": entity} for name, entity in names.items()]
    for name, entity in abbreviations.items():
        tokens = [{"ORTH": token.text} for token in nlp.make_doc(name)]
        patterns.append({"label": "NAME", "pattern": tokens, "id": entity})
    ruler.add_patterns(patterns)
    return lambda text: [(e.start_char, e.end_char, e.ent_id_) for e in nlp(text).ents]


def flashtext():
    from flashtext import KeywordProcessor

    loose, exact = KeywordProcessor(case_sensitive=False), KeywordProcessor(case_sensitive=True)
    names, abbreviations = vocabulary()
    for processor, given in ((loose, names), (exact, abbreviations)):
        for name, entity in given.items():
            processor.add_keyword(name, entity)

    def find(text):
        found = [*loose.extract_keywords(text, span_info=True), *exact.extract_keywords(text, span_info=True)]
        return longest((start, end, entity) for entity, start, end in found)

    return find


def gatenlp():
    from gatenlp import Document
    from gatenlp.processing.gazetteer import TokenGazetteer

    def gazetteer(given, **more):
        listed = [(TOKENS.findall(name), {"id": entity}) for name, entity in given.items()]
        options = {"source_fmt": "gazlist", "longest_only": True, "skip_longest": True}
        return TokenGazetteer(source=listed, **options, **more)

    def lowered(given):
        return {name.lower(): entity for name, entity in given.items()}

    names, abbreviations = vocabulary()
    both = (gazetteer(lowered(names), mapfunc=str.lower), gazetteer(abbreviations))

    def find(text):
        document = Document(text)
        tokens = document.annset()
        for token in TOKENS.finditer(text):
            tokens.add(token.start(), token.end(), "Token")
        for one in both:
            document = one(document)
        found = document.annset().with_type("Lookup")
        return longest((a.start, a.end, a.features["id"]) for a in found)

    return find


PEERS = {
    "spaCy PhraseMatcher": phrase_matcher,
    "spaCy EntityRuler": entity_ruler,
    "FlashText": flashtext,
    "gatenlp TokenGazetteer": gatenlp,
}


def texts_of(corpus):
    with open(corpus, encoding="utf-8") as lines:
        return [(story["title"] + "\n\n" + story["text"]) for story in map(json.loads, lines)]


def used():
    """Processor seconds and megabytes of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def work(peer, corpus, out):
    """What one process does: makes ready, reads, and writes down what it found and took."""
    texts = texts_of(corpus)
    at_start, _ = used()
    if peer == "consort":
        import consort
        import pyarrow

        lexicon = consort.Lexicon.builtin(listed_only=True)
        ready, _ = used()
        # Blank lines between title and text are read as such; nothing else is cut away, so offsets are those of the texts.
        mentions, relations = lexicon.extract(pyarrow.table({"text": texts}), threads=1)
        read, memory = used()
        columns = mentions.to_dict()
        keep = ("row", "start", "end", "id", "via", "nested")
        found = [[] for _ in texts]
        for row, *mention in zip(*(columns[name] for name in keep)):
            found[row].append(mention)
        unlinked = [
            [(name["start"], name["end"]) for name in record["unlinked"]]
            for record in lexicon.extract(texts, threads=1)
        ]
        more = {"relations": len(relations), "unlinked": unlinked}
    else:
        find = PEERS[peer]()
        ready, _ = used()
        found = [find(text) for text in texts]
        read, memory = used()
        more = {}
    made = {"ready": ready - at_start, "read": read - ready, "memory": memory, "found": found, **more}
    pathlib.Path(out).write_text(json.dumps(made), encoding="utf-8")


def ask(peer, corpus, folder):
    """The same in a process of its own."""
    out = folder / "found.json"
    subprocess.run([sys.executable, __file__, "--work", peer, str(corpus), str(out)], check=True)
    return json.loads(out.read_text(encoding="utf-8"))


def differences(texts, ours, theirs):
    """Why names differ: two counters, of what only the peer found and of what only consort found, with an example each."""
    only_theirs, only_ours, examples = Counter(), Counter(), {}

    def count(counter, why, text, start, end):
        counter[why] += 1
        examples.setdefault(why, f"{text[max(0, start - 30):start]}[{text[start:end]}]{text[end:end + 20]}".replace("\n", " "))

    for text, all_ours, all_theirs, unlinked in zip(texts, ours["found"], theirs["found"], ours["unlinked"]):
        mentions = [(m[0], m[1]) for m in all_ours]
        mine = {(m[0], m[1]): m[3] for m in all_ours if not m[4]}
        peers = {(t[0], t[1]) for t in all_theirs}
        for start, end in peers - set(mine):
            inside = [m for m in mentions if m[0] <= start and end <= m[1] and m != (start, end)]
            around = [m for m in mentions if start <= m[0] and m[1] <= end]
            if (start, end) in mentions or inside:
                why = "part of a longer name for consort"
            elif any(a < end and start < b for a, b in unlinked):
                why = "two bodies have that name, and consort does not choose"
            elif around or any(a < end and start < b for a, b in mentions):
                why = "other bounds"
            else:
                why = "consort wants words around it that are not there"
            count(only_theirs, why, text, start, end)
        for (start, end), via in mine.items():
            if (start, end) in peers:
                continue
            if any(start <= a and b <= end for a, b in peers):
                why = "a longer name around one that the other found"
            elif any(a < end and start < b for a, b in peers):
                why = "other bounds"
            elif via in ("template", "pattern"):
                why = "made by a template or pattern (ministries, treaties by number)"
            elif via in ("demonym", "defined", "conditional"):
                why = f"{via}: adjectives of countries, abbreviations that the text defines, names with a condition"
            else:
                why = "spelling folded (hyphens, accents, plural, possessive)"
            count(only_ours, why, text, start, end)
    return only_theirs, only_ours, examples


def compare(args, folder):
    corpus = folder / "corpus.jsonl"
    with open(corpus, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, HERE / "corpus.py", "--stories", str(args.stories)], stdout=out, check=True)
    texts = texts_of(corpus)
    names, abbreviations = vocabulary()
    size = sum(map(len, texts)) / 1e6
    print(f"{len(names)} names and {len(abbreviations)} abbreviations, {len(texts)} stories, {size:.1f} million characters; "
          f"{args.runs} runs in turn, medians of processor seconds\n")
    order = ["consort", *PEERS]
    rounds = [{peer: ask(peer, corpus, folder) for peer in order} for _ in range(args.runs)]
    ours = rounds[0]["consort"]
    n_ours = sum(not m[4] for found in ours["found"] for m in found)
    print(f"{'':<24}{'ready':>8}{'read':>8}{'× consort':>11}{'memory':>10}{'names':>9}{'agree':>8}")
    for peer in order:
        took = {figure: statistics.median(one[peer][figure] for one in rounds) for figure in ("ready", "read", "memory")}
        ratio = statistics.median(one[peer]["read"] / one["consort"]["read"] for one in rounds)
        found = rounds[0][peer]["found"]
        if peer == "consort":
            n, agree = n_ours, n_ours
        else:
            n = sum(map(len, found))
            agree = sum(
                len({(t[0], t[1]) for t in theirs} & {(m[0], m[1]) for m in mine if not m[4]})
                for theirs, mine in zip(found, ours["found"])
            )
        if agree < AGREE * n_ours:
            sys.exit(f"{peer} and consort agree on {agree} of {n_ours} names only: they were not given the same")
        print(f"{peer:<24}{took['ready']:>7.2f}s{took['read']:>7.2f}s{ratio:>11.2f}{took['memory']:>7.0f} MB{n:>9}{agree:>8}")
    print(f"\nconsort read {ours['relations']} relations in the same time.")
    for peer in PEERS:
        only_theirs, only_ours, examples = differences(texts, ours, rounds[0][peer])
        print(f"\n{peer}")
        for title, counter in (("it alone", only_theirs), ("consort alone", only_ours)):
            for why, n in counter.most_common():
                print(f"  {title:<14}{n:>7}  {why}: {examples[why]}")


def cpu(command):
    """Processor seconds of a command."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {command}")
    return usage.ru_utime + usage.ru_stime


ARROW = """
import sys, consort, pyarrow
with pyarrow.memory_map(sys.argv[1]) as file:
    table = pyarrow.ipc.open_file(file).read_all()
mentions, relations = consort.Lexicon.builtin().extract(table, threads=1)
"""


def throughput(args, folder):
    """Arrow in and out beside the program; start-up is the same for any corpus, so two sizes tell what the text takes."""
    import pyarrow

    sizes, files = (args.stories // 5, args.stories), []
    for stories in sizes:
        path = folder / f"{stories}.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            subprocess.run([sys.executable, HERE / "corpus.py", "--stories", str(stories)], stdout=out, check=True)
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        table = pyarrow.Table.from_pylist(rows)
        with pyarrow.ipc.new_file(path.with_suffix(".arrow"), table.schema) as writer:
            writer.write_table(table)
        files.append(path)
    commands = {
        "program, JSONL": lambda file: [args.program, "extract", file, "--format", "jsonl", "--threads", "1"],
        "Python, Arrow": lambda file: [sys.executable, "-c", ARROW, file.with_suffix(".arrow")],
    }
    taken = {name: [] for name in commands}
    for _ in range(args.runs + 1):
        for name, command in random.Random(1).sample(sorted(commands.items()), 2):
            small, large = (cpu(list(map(str, command(file)))) for file in files)
            taken[name].append(large - small)
    print()
    ratios = [a / b for a, b in zip(*(taken[name][1:] for name in commands))]
    for name, seconds in taken.items():
        print(f"{name:<24}{statistics.median(seconds[1:]):>7.2f}s for {sizes[1] - sizes[0]} stories")
    print(f"throughput over Arrow, of the program's: {100 * statistics.median(ratios):.0f} %")


def main():
    if sys.argv[1:2] == ["--work"]:
        return work(*sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "consort"))
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["peers", "arrow"])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if args.only != "arrow":
            compare(args, folder)
        if args.only != "peers":
            throughput(args, folder)


if __name__ == "__main__":
    main()
