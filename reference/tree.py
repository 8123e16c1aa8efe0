"""The revisions and releases of this checkout, and our scripts with their data files put in."""

import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent / "migrations"
RELEASES = ROOT / "releases"
REVISIONS, ORDER = {}, []
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r":'file ([A-Za-z0-9_.-]+)'")


def read():
    """Reads history.toml, at the start and when it has changed."""
    REVISIONS.clear()
    REVISIONS.update((entry["id"], entry) for entry in tomllib.loads((ROOT / "history.toml").read_text())["revisions"])
    ORDER[:] = REVISIONS


read()


def label(revision):
    return label_of(REVISIONS[revision])


def label_of(entry):
    return "_".join(part for part in (entry["id"], entry["date"], entry["slug"]) if part)


def folder_of(revision):
    return next((ROOT / "revisions").glob(f"{revision}_*"), ROOT / "revisions" / label(revision))


def script(revision, name):
    """The text of up.sql or down.sql; a token `:'file name'` becomes the file's text as a literal."""
    folder = folder_of(revision)

    def literal(match):
        text = (folder / match[1]).read_text()
        tag = "$data$" if "$data$" not in text else "$other$"
        return f"{tag}{text}{tag}"

    return TOKEN.sub(literal, (folder / name).read_text())


def deletes(revision):
    path = folder_of(revision) / "deletes.toml"
    return tomllib.loads(path.read_text())["deleted"] if path.exists() else []


def constant_ids(revision):
    texts = (path.read_text() for path in folder_of(revision).iterdir())
    return {found for text in texts for found in ID.findall(text)}


@cache
def heads():
    """Head → release, of those whose schema is here."""
    found = {}
    for folder in sorted(RELEASES.iterdir()):
        if (folder / "release.toml").exists():
            found[tomllib.loads((folder / "release.toml").read_text())["head"]] = folder.name
    return found


@cache
def oldest_head():
    """The head of the oldest release whose schema is here."""
    return min(heads(), key=ORDER.index)


def drafted():
    """The revisions behind the first that has a folder, and without one of their own."""
    first = next(place for place, revision in enumerate(ORDER) if folder_of(revision).exists())
    return [revision for revision in ORDER[first:] if not folder_of(revision).exists()]


def released(release):
    """Its entry in releases.toml."""
    entries = tomllib.loads((ROOT / "releases.toml").read_text())["releases"]
    return next(entry for entry in entries if numbers(entry["version"]) == numbers(release))


def numbers(release):
    return [int(part) for part in release.split(".")]


def head_of(release):
    return released(release)["head"]


def own_of(release):
    """The revisions that a release's own history has."""
    entry, seen = released(release), set()
    left = [entry["head"]]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += REVISIONS[one]["down"]
    return seen - set(entry.get("missing", ())) | set(entry.get("extra", ()))


def releases_at(revision):
    return [release for head, release in heads().items() if head == revision]


@cache
def facts_of_release(release):
    return frozenset(without_position(line) for line in (RELEASES / release / "facts.txt").read_text().splitlines())


def release_facts_after(revision):
    """The facts of the first release that has the revision, by the order of revisions."""
    position = ORDER.index(revision)
    head = next((r for r in ORDER[position:] if r in heads()), None)
    return facts_of_release(heads()[head]) if head else frozenset()


def without_position(line):
    return re.sub(r"^(column \S+) #\d+ ", r"\1 ", line)
