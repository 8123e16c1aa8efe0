"""All rows of a database, and whether those of two are the same but for random ids and the time of the run."""

import hashlib
import re
from collections import Counter
from datetime import datetime

COLUMNS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname), array_agg(format_type(a.atttypid, NULL) ORDER BY a.attname)
FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
GROUP BY c.relname ORDER BY c.relname
"""
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00(?::?00)?|Z)?")


def quote(name):
    return '"' + name.replace('"', '""') + '"'


async def take(connection):
    """Table → (columns, rows as texts); the JSON value null is the text "null", NULL is None."""
    tables, parts = {}, []
    for name, columns, types in await connection.fetch(COLUMNS):
        shown = [
            f"{quote(column)}::jsonb::text" if kind == "json" else f"{quote(column)}::text"
            for column, kind in zip(columns, types)
            if column is not None
        ]
        tables[name] = ([column for column in columns if column is not None], [])
        parts.append(f"SELECT '{name}', ARRAY[{', '.join(shown)}]::text[] FROM {quote(name)}")
    for start in range(0, len(parts), 100):
        for name, row in await connection.fetch(" UNION ALL ".join(parts[start : start + 100])):
            tables[name][1].append(tuple(row))
    return tables


def compare(left, right, names, run=None, fixed=frozenset()):
    """What differs, as lines. `run` is the time from and until which both ran: such times are masked. Ids that one side alone has
    are taken for random and compared by their places, except those of `fixed`."""
    found = []
    for name in sorted(left.keys() ^ right.keys()):
        found.append(f"table {name}: only {names[0] if name in left else names[1]}")
    sides = ({}, {})
    for name in left.keys() & right.keys():
        columns = sorted(set(left[name][0]) & set(right[name][0]))
        only = sorted(set(left[name][0]) ^ set(right[name][0]))
        if only and run:
            found.append(f"table {name}: columns {', '.join(only)} on one side")
        both = [pick(side[name], columns) for side in (left, right)]
        if Counter(both[0]) != Counter(both[1]):
            for side, rows in zip(sides, both):
                side[name] = (columns, [mask(row, run) for row in rows])
    known = [ids(side) for side in sides]
    new = [known[0] - known[1] - fixed, known[1] - known[0] - fixed]
    coloured = [paint(side, ids) for side, ids in zip(sides, new)]
    for name in sorted(sides[0]):
        surplus = [counts(coloured[index], name) for index in (0, 1)]
        missing, extra = surplus[0] - surplus[1], surplus[1] - surplus[0]
        found += describe(name, sides[0][name][0], sorted(missing.elements(), key=repr), sorted(extra.elements(), key=repr), names)
    return found


def hashes_apart(tables):
    """Two hashes of one password differ: what they are made with is compared."""
    return {name: (columns, [tuple(scheme(value) for value in row) for row in held]) for name, (columns, held) in tables.items()}


def scheme(value):
    if value and value.startswith("pbkdf2_sha256$"):
        return "$".join(value.split("$")[:2])
    return value[:7] if value and value.startswith("$2b$") else value


def pick(table, columns):
    places = [table[0].index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in table[1]]


def mask(row, run):
    """The same row with the times of the run taken out."""
    if run is None:
        return row

    def shown(match):
        try:
            at = datetime.fromisoformat(re.sub(r"(\+00(:?00)?|Z)?$", "+00:00", match[0], count=1)).timestamp()
        except ValueError:
            return match[0]
        return "<now>" if run[0] - 5 <= at <= run[1] + 5 else match[0]

    return tuple(TIME.sub(shown, value) if value and "-" in value else value for value in row)


def ids(side):
    return {found for _, rows in side.values() for row in rows for value in row if value for found in ID.findall(value)}


def paint(side, new):
    """Rows with each new id replaced by a colour that tells where it stands: ids alike in place have one colour."""
    colours = dict.fromkeys(new, "id")
    holders = [(name, number, row) for name, (_, rows) in side.items() for number, row in enumerate(rows)
               if any(found in new for value in row if value for found in ID.findall(value))]
    count = 0
    while True:
        places = {}
        for name, _, row in holders:
            signature = repr((name, colour(row, colours)))
            for position, value in enumerate(row):
                for found in ID.findall(value or ""):
                    if found in colours:
                        places.setdefault(found, []).append((signature, position))
        colours = {found: f"<{hashlib.sha1(repr((colours[found], sorted(seen))).encode()).hexdigest()[:10]}>" for found, seen in places.items()}
        if len(set(colours.values())) == count:
            break
        count = len(set(colours.values()))
    painted = {name: list(rows) for name, (_, rows) in side.items()}
    for name, number, row in holders:
        painted[name][number] = colour(row, colours)
    return painted


def colour(row, colours):
    return tuple(ID.sub(lambda match: colours.get(match[0], match[0]), value) if value else value for value in row)


def counts(painted, name):
    return Counter(painted.get(name, []))


def describe(table, columns, missing, extra, names):
    """Pairs of rows that are nearly the same are shown by the columns in which they differ."""
    lines = []
    while missing and extra:
        row = missing.pop(0)
        nearest = min(extra, key=lambda other: sum(a != b for a, b in zip(row, other)))
        differing = [n for n, (a, b) in enumerate(zip(row, nearest)) if a != b]
        if len(differing) > max(2, len(columns) // 2):
            lines.append(f"{table}: only {names[0]}: {show(columns, row)}")
            continue
        extra.remove(nearest)
        key = next((f"{columns[n]} {row[n]}" for n in range(len(row)) if columns[n] in ("id", "uuid", "name") and row[n]), "")
        for n in differing:
            lines.append(f"{table} ({key}) {columns[n]}: {names[0]} {short(row[n])} | {names[1]} {short(nearest[n])}")
    lines += [f"{table}: only {names[0]}: {show(columns, row)}" for row in missing]
    lines += [f"{table}: only {names[1]}: {show(columns, row)}" for row in extra]
    return lines


def show(columns, row):
    return ", ".join(f"{column}={short(value)}" for column, value in zip(columns, row) if value is not None)


def short(value):
    text = "NULL" if value is None else value
    return text if len(text) <= 300 else f"{text[:300]}…"
