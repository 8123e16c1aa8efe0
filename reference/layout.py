"""In which order the tables of a schema stand, and under which headings: as in the schema.sql of a neighbour, the new ones put in."""

import re
from pathlib import Path

RELEASES = Path(__file__).parent.parent / "migrations/releases"


def number(release):
    return [int(part) for part in release.split(".")]


def neighbour(release, facts):
    """The release whose schema.sql is a model: its own, else that of the one that has most facts in common with it."""
    known = sorted((path.parent for path in RELEASES.glob("*/schema.sql")), key=lambda folder: number(folder.name), reverse=True)
    lines = set(facts.splitlines())

    def likeness(folder):
        return folder.name == release, len(lines & set((folder / "facts.txt").read_text().splitlines()))

    return max(known, key=likeness)


def headings(schema):
    """Heading → its tables, of the text of a schema.sql."""
    found, heading = {}, None
    for line in schema.splitlines():
        if line.startswith("-- ") and "Backend.AI" not in line:
            heading = line[3:]
        elif match := re.match(r'CREATE TABLE "?(\w+)"? \(', line):
            found.setdefault(heading, []).append(match[1])
    return found


def place(tables, references, sections):
    """Heading → tables. `references`: table → the tables that its foreign keys name. A new table comes behind the last that it
    refers to, else behind the one whose name is most like its own."""
    placed = {heading: [table for table in own if table in tables] for heading, own in sections.items()}
    new = sorted(set(tables) - {table for own in placed.values() for table in own})
    while new:
        free = [table for table in new if not set(references.get(table, ())) & set(new) - {table}] or new[:1]
        for table in free:
            insert(table, references.get(table, ()), placed)
        new = [table for table in new if table not in free]
    return {heading: own for heading, own in settled(placed, references).items() if own}


def insert(table, referred, placed):
    order = [other for own in placed.values() for other in own]
    behind = max((other for other in referred if other in order), key=order.index, default=None)
    like = max(order, key=lambda other: (common(table, other), -order.index(other)))
    if behind is None or common(table, like) > len("_") and order.index(like) > order.index(behind):
        behind = like
    own = next(own for own in placed.values() if behind in own)
    own.insert(own.index(behind) + 1, table)


def common(left, right):
    """How many letters two names begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))


def settled(placed, references):
    """Each table behind those that it refers to, where no circle forbids it."""
    done = []

    def visit(table, above):
        if table in done or table in above:
            return
        for other in sorted(set(references.get(table, ())) - {table}, key=order.index):
            if order.index(other) > order.index(table) and table not in references.get(other, ()):
                visit(other, above + [table])
        done.append(table)

    order = [table for own in placed.values() for table in own]
    heading_of = {table: heading for heading, own in placed.items() for table in own}
    for table in order:
        visit(table, [])
    found = {heading: [] for heading in placed}
    for table in done:
        found[heading_of[table]].append(table)
    return found
