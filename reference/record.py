"""What was measured of versions, into migrations/: as a difference to a neighbour, or as the same as another version."""

import bisect
import json
import re
import shutil
import tomllib

import rules as writer
from versions import MIGRATIONS, WORK, complete, numbers, released

COLUMN = re.compile(r"column (\S+?)\.(\S+) #(\d+) (.*)")


def run(only):
    """Anew for all that was measured, or for some and those that build upon them."""
    entries = {numbers(entry["version"]): entry for entry in released()}
    whole = complete()
    known = {}
    for version in sorted(set(whole) | {numbers(file.stem) for file in (WORK / "facts").glob("*.txt")}, reverse=True):
        known[version] = Measured(entries[version], whole.get(version))
    distinct, written = dict(sorted((version, known[version]) for version in whole)), {}
    for version, measured in known.items():
        if version in whole:
            continue
        folder = folder_of(version)
        shutil.rmtree(folder, ignore_errors=True)
        if same := next((other for other in distinct.values() if other.key() == measured.key()), None):
            measured.original = same.name
            written[measured.name] = f'same = "{same.name}"'
            continue
        candidates = [distinct[other] for other in neighbours(version, distinct, whole)]
        base = min(candidates, key=lambda other: len(facts_diff(other, measured)) + len(columns_diff(other, measured)))
        write(folder, base, measured)
        written[measured.name] = f'base = "{base.name}"'
        distinct[version] = measured
    written |= unpublished(entries, known)
    enter(written)
    print(f"{len(written)} versions: {sum(line.startswith('base') for line in written.values())} with differences of their own")


def unpublished(entries, known):
    """Versions that cannot be measured, but stand between two that are the same."""
    found, measured = {}, sorted(known)
    for version in sorted(entries):
        at = bisect.bisect(measured, version)
        if version in known or at == 0:
            continue
        around, name = [known[other] for other in measured[at - 1 : at + 1]], entries[version]["version"]
        own = Measured.revisions(entries[version])
        if len(around) == 2 and around[0].key() == around[1].key() and around[0].revisions(around[0].entry) == own:
            found[name] = f'same = "{around[0].original}"'
        else:
            found[name] = "unpublished = true"
            print(f"{name}: not measured, and those around it differ")
    return found


def folder_of(version):
    return MIGRATIONS / "releases" / ".".join(map(str, version))


class Measured:
    def __init__(self, entry, folder):
        self.name, self.entry = entry["version"], entry
        self.original = self.name
        measured = WORK / "facts" / f"{self.name}.txt"
        self.facts = set(filter(None, ((folder / "facts.txt") if folder else measured).read_text().split("\n")))
        rules = WORK / "rules" / f"{self.name}.json"
        self.found = json.loads(rules.read_text()) if rules.exists() else None

    def key(self):
        return (self.facts, self.rules(), self.setting("references"), self.settings(), self.setting("after_load"), self.revisions(self.entry))

    @staticmethod
    def revisions(entry):
        return [entry["head"], *(sorted(entry.get(kind, [])) for kind in ("missing", "extra"))]

    def setting(self, name):
        return (self.found or {}).get(name)

    def rules(self):
        """Those of columns that it has."""
        columns = {match.group(1, 2) for fact in self.facts if (match := COLUMN.match(fact))}
        found = self.setting("columns") or {}
        return {(table, column): rule for table, own in found.items() for column, rule in own.items() if (table, column) in columns}

    def settings(self):
        return {"password": self.setting("password"), "postgresql": 15 if any("NULLS NOT DISTINCT" in fact for fact in self.facts) else 12}


def neighbours(version, distinct, whole):
    """The next later version that is recorded, and the complete ones around."""
    later = sorted(other for other in distinct if other > version)
    places = sorted(whole)
    at = bisect.bisect(places, version)
    return dict.fromkeys(later[:1] + places[max(at - 1, 0) : at + 1])


def facts_diff(base, own):
    """Lines `- …` and `+ …`. A column that comes in, or that stands elsewhere among the others, has its place."""
    theirs = {bare(fact): fact for fact in base.facts}
    gone = theirs.keys() - {bare(fact) for fact in own.facts}
    new = {fact for fact in own.facts if bare(fact) not in theirs}
    places = {name: int(match[3]) for name, fact in theirs.items() if (match := COLUMN.match(fact))}
    tables = {}
    for fact in own.facts - new:
        if match := COLUMN.match(fact):
            tables.setdefault(match[1], []).append((int(match[3]), places[bare(fact)], fact))
    for columns in tables.values():
        columns.sort()
        kept = longest_increasing([place for _, place, _ in columns])
        for index, (_, _, fact) in enumerate(columns):
            if index not in kept:
                gone.add(bare(fact))
                new.add(fact)
    assert laid_over(base.facts, gone, new) == own.facts, f"{own.name} is not {base.name} with these differences"
    return "".join(f"- {fact}\n" for fact in sorted(gone)) + "".join(f"+ {fact}\n" for fact in sorted(new))


def laid_over(base, gone, new):
    """What the program makes of a base and a difference."""
    tables, facts = {}, set()
    for fact in (fact for fact in base if bare(fact) not in gone):
        if match := COLUMN.match(fact):
            tables.setdefault(match[1], []).append((int(match[3]), f"column {match[1]}.{match[2]}", match[4]))
        else:
            facts.add(fact)
    tables = {table: [column[1:] for column in sorted(columns)] for table, columns in tables.items()}
    coming = [match for fact in new if (match := COLUMN.match(fact))]
    for match in sorted(coming, key=lambda match: int(match[3])):
        tables.setdefault(match[1], []).insert(int(match[3]) - 1, (f"column {match[1]}.{match[2]}", match[4]))
    for columns in tables.values():
        facts.update(f"{name} #{place:03} {definition}" for place, (name, definition) in enumerate(columns, 1))
    return facts | {fact for fact in new if not COLUMN.match(fact)}


def bare(fact):
    return re.sub(r"^(column \S+) #\d+ ", r"\1 ", fact)


def longest_increasing(values):
    """The indexes of a longest increasing subsequence."""
    best = []  # per value: the indexes of the longest one that ends with it
    for index, value in enumerate(values):
        before = max((best[other] for other in range(index) if values[other] < value), key=len, default=[])
        best.append([*before, index])
    return set(max(best, key=len, default=[]))


def columns_diff(base, own):
    """columns.toml: the rules that differ from the base's; `{}` where there is none."""
    mine, theirs = own.rules(), base.rules()
    columns = {}
    for fact in sorted(own.facts, key=lambda fact: (match := COLUMN.match(fact)) and (match[1], match[3]) or ("", "")):
        if match := COLUMN.match(fact):
            rule = mine.get((match[1], match[2]), {})
            if rule != theirs.get((match[1], match[2]), {}):
                columns.setdefault(match[1], {})[match[2]] = rule
    if not columns:
        return ""
    text = writer.columns_toml(own.name, columns, {table: list(rules) for table, rules in columns.items()})
    return text.replace("= {  }", "= {}")


def write(folder, base, own):
    folder.mkdir()
    for name, text in (("facts.diff", facts_diff(base, own)), ("columns.toml", columns_diff(base, own))):
        if text:
            (folder / name).write_text(text)
    if own.setting("references") != base.setting("references"):
        (folder / "references.toml").write_text(writer.references_toml(own.name, own.setting("references")))
    if own.settings() != base.settings():
        lines = {"version": ".".join(map(str, numbers(own.name))), "head": own.entry["head"], **own.settings()}
        (folder / "release.toml").write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in lines.items()))
    if own.setting("after_load") != base.setting("after_load"):
        print(f"{own.name}: after_load.sql is to be written by hand, {base.name} has another")


def enter(written):
    """The lines of releases.toml."""
    file = MIGRATIONS / "releases.toml"
    lines = file.read_text().split("\n")
    for index, line in enumerate(lines):
        match = re.match(r'    \{ version = "([^"]+)", ', line)
        if match and match[1] in written:
            line = re.sub(r', (base|same|unpublished) = ("[^"]*"|true)', "", line)
            lines[index] = re.sub(r'(head = "[^"]*")', rf"\1, {written[match[1]]}", line)
    file.write_text("\n".join(lines))
    tomllib.loads(file.read_text())
