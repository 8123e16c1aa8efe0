"""history.toml and releases.toml: every revision and every released version. Lines that are there stay as they are."""

import json
import re
from pathlib import Path

import published

MIGRATIONS = Path(__file__).parent.parent / "migrations"
ENTRY = re.compile(r"^    \{ (?:id|version) = \"([^\"]+)\".*\},\n", re.M)


class Ledger:
    """One of the files: a heading, then an array with an entry a line."""

    def __init__(self, name):
        self.path = MIGRATIONS / name
        self.text = self.path.read_text()
        begin, end = self.text.index("= [\n") + 4, self.text.rindex("]")
        self.head, self.tail = self.text[:begin], self.text[end:]
        self.lines = {match[1]: match[0] for match in ENTRY.finditer(self.text[begin:end])}
        assert "".join(self.lines.values()) == self.text[begin:end], f"{self.path} has lines of another form"

    def write(self, order):
        self.path.write_text(self.head + "".join(self.lines[name] for name in order) + self.tail)


def add_revisions(found, newest):
    """`found` as inside/history.py gives them; of the newest release they are the graph that all others are compared with. The ids of
    the new ones, in order."""
    ledger, before = Ledger("history.toml"), graph()
    owned = {name: own(line, before) for name, line in Ledger("releases.toml").lines.items()}
    new = [revision["id"] for revision in found if revision["id"] not in ledger.lines]
    for revision in found:
        down = f"down = [{', '.join(map(json.dumps, revision['down']))}]"
        if revision["id"] in new:
            ledger.lines[revision["id"]] = f'    {{ id = "{revision["id"]}", {down}, date = "{revision["date"]}", slug = "{revision["slug"]}" }},\n'
        elif newest:
            ledger.lines[revision["id"]] = re.sub(r"down = \[.*?\]", down, ledger.lines[revision["id"]])
    ledger.write(joined([name for name in ledger.lines if name not in new], found))
    relist(owned)
    return new


def own(line, known):
    """The revisions that a version has, by its entry."""
    lists = {name: re.findall(r'"(\w+)"', inside) for name, inside in re.findall(r"(\w+) = \[(.*?)\]", line)}
    head = re.search(r'head = "(\w+)"', line)[1]
    return published.ancestors(head, known) - set(lists.get("missing", ())) | set(lists.get("extra", ())) | set(lists.get("foreign", ()))


def relist(owned):
    """A revision that is put below the heads of versions that never had it is missing there from now on."""
    ledger, newest = Ledger("releases.toml"), graph()
    for name, line in ledger.lines.items():
        if own(line, newest) == owned[name]:
            continue
        head = re.search(r'head = "(\w+)"', line)[1]
        bare = re.sub(r", (?:missing|extra|foreign) = \[.*?\]", "", line)
        ledger.lines[name] = bare.replace(f'head = "{head}"', f'head = "{head}"{differences(head, owned[name], newest)}', 1)
    ledger.write(ledger.lines)


def joined(known, found):
    """The order of the graph that has all; a graph that lacks some gives its new ones, each right behind the one before it there."""
    order = [revision["id"] for revision in found]
    if set(known) <= set(order):
        return order
    result = list(known)
    for before, name in zip([None, *order], order):
        if name not in result:
            result.insert(result.index(before) + 1 if before else 0, name)
    return result


def graph():
    text = Ledger("history.toml")
    return {name: re.findall(r'"(\w+)"', re.search(r"down = \[(.*?)\]", line)[1]) for name, line in text.lines.items()}


def add_versions(graphs):
    """`graphs`: version → its own revisions. The versions that were not there yet."""
    ledger, newest = Ledger("releases.toml"), graph()
    known = {tuple(published.number(name)): name for name in ledger.lines}
    new = [version for version in graphs if tuple(published.number(version)) not in known]
    for version in new:
        name = spelled(version)
        ledger.lines[name] = entry(name, graphs[version], newest)
    if new:
        ledger.write(sorted(ledger.lines, key=published.number))
    return new


def spelled(version):
    """As it was released: up to 24 the month has two digits."""
    year, month, *rest = published.number(version)
    return ".".join([str(year), f"{month:02}" if year <= 24 else str(month), *map(str, rest)])


def entry(version, own, newest):
    head = published.head_of(own)
    return f'    {{ version = "{version}", head = "{head}"{differences(head, published.ancestors(head, own), newest)} }},\n'


def differences(head, mine, newest):
    """What a version's own history lacks and has beside the newest graph below its head."""
    theirs, order, text = published.ancestors(head, newest), list(newest), ""
    for name, revisions in {"missing": theirs - mine, "extra": (mine - theirs) & newest.keys(), "foreign": mine - newest.keys()}.items():
        if revisions:
            listed = sorted(revisions, key=lambda one: (order.index(one) if one in newest else 0, one))
            text += f", {name} = [{', '.join(map(json.dumps, listed))}]"
    return text


def unlisted(versions):
    """Those of the versions that releases.toml has not."""
    known = {tuple(published.number(name)) for name in Ledger("releases.toml").lines}
    # 18.12 was told as 18.12.0.
    return [version for version in versions if tuple(published.number(version) + [0])[:3] not in known]
