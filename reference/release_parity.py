#!/usr/bin/env python3
"""Compares a release in migrations/ with the reference's: status 1 where something differs.

    reference/release_parity.py RELEASE [--from WHEELHOUSE] [--program PROGRAM]

What a fresh database is and what the models do to values; the example fixtures, and many rows, loaded by both; whether the models read
what our program has written; and each revision that the release has and the embedded one before it has not, run by both on the same rows.
"""

import argparse
import json
import os
import subprocess
import tempfile
import textwrap
import time
from pathlib import Path

import distil
import install
import layout
import published
import revisions
import rows
import server
import tree
from release import Program, Reference

SHOWN = 20
# Most releases lose it where a fixture has a string, as their own examples do.
LOST = ("resource_presets", "shared_memory")
# Tables of which many rows are loaded.
NAMED = ("keypair_resource_policies", "user_resource_policies", "project_resource_policies", "resource_presets")
MANY = 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release")
    parser.add_argument("--from", dest="wheelhouse", type=Path)
    parser.add_argument("--program", type=Path, default=revisions.target() / "release/backend-ai")
    options = parser.parse_args()
    release = ".".join(map(str, published.number(options.release)))
    reference = Reference(install.environment(release, published.releases(options.wheelhouse), options.wheelhouse))
    program = Program(options.program.absolute())
    different = 0
    for what, compare in (("a fresh database and the column rules", fresh), ("the example fixtures", fixtures),
                          ("many rows", many), ("the revisions", chain)):
        found = compare(release, reference, program)
        different += len(found)
        print(f"{release}: {what}: {'different' if found else 'equal'}", flush=True)
        for line in found[:SHOWN]:
            print(textwrap.shorten(line, 300, placeholder=" …"))
        if len(found) > SHOWN:
            print(f"    … {len(found) - SHOWN} more")
    raise SystemExit(different > 0)


def fresh(release, reference, program):
    if not (tree.RELEASES / release / "schema.sql").exists():
        return prepared(release, reference, program)
    with tempfile.TemporaryDirectory() as scratch:
        notes = distil.distil(release, reference, Path(scratch))
        failed = [note for note in notes if "schema.sql" in note and "right place" not in note]
        return failed + distil.differences(tree.RELEASES / release, Path(scratch))


def prepared(release, reference, program):
    """Of a release that is recorded as a difference: the facts of databases that both have prepared, the order of columns apart."""
    database, found = f"prepared_{os.getpid()}", []
    reference.oneshot(database)
    found.append(server.facts(database))
    server.create(database)
    program.run(database, "mgr", "schema", "oneshot", "--release", release)
    found.append(server.facts(database))
    server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')
    theirs, ours = (set(map(tree.without_position, text.splitlines())) for text in found)
    return [f"only reference: {line}" for line in sorted(theirs - ours)] + [f"only ours: {line}" for line in sorted(ours - theirs)]


def fixtures(release, reference, program):
    """Prepared and loaded by both, and by each in the other's database."""
    example = in_order(release, json.loads(program.run("postgres", "mgr", "fixture", "example", "--release", release)))
    database, made, began = f"fixtures_{os.getpid()}", {}, time.time()

    def prepare(ours):
        if ours:
            server.create(database)
            program.run(database, "mgr", "schema", "oneshot", "--release", release)
        else:
            reference.oneshot(database)

    prepare(ours=False)
    taken = example if load(reference, database, example, release) else {
        table: held for table, held in example.items() if load(reference, database, {table: held}, release)}
    made["theirs"] = rows.hashes_apart(server.rows(database))
    prepare(ours=True)
    load(reference, database, taken, release)
    made["theirs in ours"] = rows.hashes_apart(server.rows(database))
    prepare(ours=False)
    program.run(database, "mgr", "fixture", "populate", "-", input=json.dumps(taken))
    made["ours in theirs"] = rows.hashes_apart(server.rows(database))
    prepare(ours=True)
    program.run(database, "mgr", "fixture", "populate", "-", input=json.dumps(taken))
    made["ours"] = rows.hashes_apart(server.rows(database))
    unread = read(reference, database, made["ours"])
    server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')
    run = (began, time.time())
    if all(value is None for value in column(made["theirs"], *LOST)) and any(value for value in column(made["ours"], *LOST)):
        print(f"{release}: the reference loses {'.'.join(LOST)} (listed)")
        made = {name: without(tables, *LOST) for name, tables in made.items()}
    return [line for name in made if name != "theirs" for line in rows.compare(made["theirs"], made[name], ("theirs", name), run)] + unread


def many(release, reference, program):
    """So many rows that ours go straight into their tables, made of the examples' by other names."""
    example = json.loads(program.run("postgres", "mgr", "fixture", "example", "--release", release))
    document = {table: [{**example[table][number % len(example[table])], "name": f"a\\b\t{number}"} for number in range(MANY)]
                for table in NAMED if example.get(table)}
    for row in document.get(LOST[0], []):
        row.pop(LOST[1], None)
    database, made, began = f"many_{os.getpid()}", [], time.time()
    for ours in (False, True):
        reference.oneshot(database)
        if ours:
            program.run(database, "mgr", "fixture", "populate", "-", input=json.dumps(document))
        elif not load(reference, database, document, release):
            return ["the reference does not load them"]
        made.append(server.rows(database))
    server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')
    return rows.compare(*made, ("theirs", "ours"), (began, time.time()))


def column(tables, table, name):
    columns, held = tables[table]
    return [row[columns.index(name)] for row in held]


def without(tables, table, name):
    columns, held = tables[table]
    kept = [place for place, column in enumerate(columns) if column != name]
    return {**tables, table: ([columns[place] for place in kept], [tuple(row[place] for place in kept) for row in held])}


def in_order(release, example):
    """The reference loads tables as they come: each behind those that it refers to."""
    model = (layout.neighbour(release, "\n".join(f"table {table}" for table in example)) / "schema.sql").read_text()
    tables = [table for own in layout.headings(model).values() for table in own]
    return {table: example[table] for table in tables if example.get(table)}


def load(reference, database, document, release):
    """By the reference. Whether it has taken it; up to 24.09 its exit status does not tell."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        done = reference.run(database, "mgr", "fixture", "populate", file.name, check=False)
    output = done.stdout + done.stderr
    if done.returncode == 0 and "Traceback" not in output and "Error" not in output:
        return True
    told = [line for line in output.splitlines() if "Error" in line]
    print(f"{release}: the reference does not load {', '.join(document)}: {textwrap.shorten(told[-1] if told else output, 200, placeholder=' …')}")
    return False


def read(reference, database, expected):
    """Whether the models read all rows that our program has written."""
    found = reference.python("read_all.py", server.url(database, "postgresql+asyncpg"))
    return [f"models: {table}: {found.get(table, 'not known')}, not {len(held)} rows" for table, (_, held) in expected.items()
            if found.get(table) != len(held)]


def chain(release, reference, program):
    """The revisions since the embedded release before it."""
    own = tree.own_of(release)
    before = [folder.parent.name for folder in layout.RELEASES.glob("*/schema.sql") if layout.number(folder.parent.name) < layout.number(release)]
    since = own - tree.own_of(max(before, key=layout.number)) if before else set()
    return [line for line in revisions.compare(reference, [name for name in tree.ORDER if name in since], own)]


main()
