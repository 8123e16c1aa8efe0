#!/usr/bin/env python3
"""Writes what a release is made of: facts, schema, rows, settings and column rules, as migrations/releases/README.md describes them.

    reference/distil.py RELEASE VENV [--to DIRECTORY]    # DIRECTORY is migrations/releases/RELEASE unless another is given
    reference/distil.py RELEASE VENV --check             # writes nothing: compares with what is there, status 1 where it differs

VENV is a virtual environment with that release of backend.ai-manager. What only a person can decide is printed.
"""

import argparse
import difflib
import os
import re
import tempfile
import time
import tomllib
from pathlib import Path

import layout
import rows
import rules
import schema
import server
from release import Reference

RELEASES = Path(__file__).parent.parent / "migrations/releases"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release")
    parser.add_argument("venv", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) if options.check else options.to or RELEASES / options.release
        for note in distil(options.release, Reference(options.venv), folder):
            print(f"{options.release}: {note}")
        if options.check and (found := differences(RELEASES / options.release, folder)):
            print("".join(found))
            raise SystemExit(1)


def distil(release, reference, folder):
    """Fills the folder; what a person has to look at, as lines."""
    database = f"distil_{release.replace('.', '_')}_{os.getpid()}"
    began = time.time()
    reference.oneshot(database)
    facts, seeded = server.facts(database), server.rows(database)
    like = layout.neighbour(release, facts)
    head = server.psql(database, "-c", "SELECT version_num FROM alembic_version").strip()
    found = reference.python("columns.py")
    notes = found["notes"]

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facts.txt").write_text(facts)
    (folder / "release.toml").write_text(settings(release, head, found["password"], facts))
    read, model = schema.Facts(facts), (like / "schema.sql").read_text()
    own = {**functions_of_revisions(), **schema.words(model, schema.Facts((like / "facts.txt").read_text()), read)}
    writer = schema.Writer(read, own)
    text = writer.schema(release, head, layout.headings(model))
    (folder / "schema.sql").write_text(text)
    notes += [f"{name}: as we have written it before" for name in writer.used]
    placed = layout.place(read.tables, read.references(), layout.headings(model))
    tables = {table: list(read.tables[table]) for own in placed.values() for table in own}
    new = [table for table in tables if table not in model_tables(model)]
    notes += [f"table {table} is new: see whether it stands in the right place of schema.sql" for table in new]
    (folder / "columns.toml").write_text(rules.columns_toml(release, found["columns"], tables))
    if found["references"]:
        (folder / "references.toml").write_text(rules.references_toml(release, found["references"]))
    strange = set(found["tables"]) ^ (set(tables) - {"alembic_version"})
    notes += [f"table {name}: the models and a fresh database do not agree on it" for name in sorted(strange)]

    try:
        prepare(database, text)
    except SystemExit as error:
        notes.append(f"schema.sql fails: {error}")
    if (made := server.facts(database)) != facts:
        notes += ["schema.sql does not end in facts.txt:\n" + "".join(changes(facts, made, "facts.txt", "schema.sql"))]
    else:
        notes += seed(release, folder, like, database, seeded, (began, time.time()))
    notes += after_load(release, folder, like, found["after_load"])
    server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')
    return notes


def settings(release, head, password, facts):
    # What makes a schema younger than PostgreSQL 12.
    oldest = 15 if "NULLS NOT DISTINCT" in facts else 12
    return (f'version = "{release}"\nhead = "{head}"\npassword = "{password}"  # how users.password is hashed\n'
            f"postgresql = {oldest}  # the oldest major version that its schema runs on\n")


def functions_of_revisions():
    """Those that revisions create, which a fresh database has as well."""
    texts = (path.read_text() for path in sorted((RELEASES.parent / "revisions").glob("*/up.sql")))
    return {name: body for text in texts for name, body in schema.functions(text).items()}


def model_tables(text):
    return {table for own in layout.headings(text).values() for table in own}


def prepare(database, text):
    """A database anew, from our own script."""
    server.create(database)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(text)
        file.flush()
        server.psql(database, "-f", file.name)


def seed(release, folder, like, database, seeded, run):
    """rows.sql: the neighbour's, where it makes the same rows; a draft otherwise."""
    if not any(found for _, found in seeded.values()):
        return []
    if (like / "rows.sql").exists():
        text = re.sub(rf"\b{re.escape(like.name)}\b", release, (like / "rows.sql").read_text())
        server.psql(database, "-c", text)
        if not (differ := rows.compare(seeded, server.rows(database), ("reference", "ours"), (run[0], time.time()))):
            (folder / "rows.sql").write_text(text)
            return []
    else:
        differ = []
    statements = [f"-- TODO: rows of a fresh {release}; give them ids anew where these are random\n"]
    for table, (columns, found) in seeded.items():
        statements += [insert(table, columns, row) for row in found]
    (folder / "rows.sql").write_text("\n".join(statements))
    return [f"rows.sql: a draft of {len(statements) - 1} rows", *differ]


def insert(table, columns, row):
    values = ", ".join("NULL" if value is None else "'" + value.replace("'", "''") + "'" for value in row)
    return f"INSERT INTO {schema.expression.name(table)} ({', '.join(map(schema.expression.name, columns))}) VALUES ({values});\n"


def after_load(release, folder, like, entities):
    """after_load.sql: the neighbour's, where the same tables have nodes in the permission graph."""
    if not entities:
        return []
    text = (like / "after_load.sql").read_text() if (like / "after_load.sql").exists() else ""
    known = {table: [entity, column] for entity, column, table in re.findall(r"SELECT '\w+', '(\w+)', (\w+) FROM (\w+)", text)}
    differ = [f"{table} {' '.join(now) if now else 'no longer'}" for table in sorted(known.keys() | entities.keys())
              if (now := entities.get(table)) != known.get(table)]
    todo = f"-- TODO: rows that get a node in the permission graph, by entity and id: {', '.join(differ)}\n" if differ else ""
    (folder / "after_load.sql").write_text(todo + text)
    return [f"after_load.sql: other tables than in {like.name}: {', '.join(differ)}"] if differ else []


def differences(committed, made):
    found = []
    for name in sorted({path.name for folder in (committed, made) for path in folder.iterdir()}):
        left, right = ((folder / name).read_text() if (folder / name).exists() else "" for folder in (committed, made))
        found += changes(left, right, str(committed / name), "made anew")
        if left != right and name.endswith(".toml") and tomllib.loads(left) == tomllib.loads(right):
            found.append(f"# {name}: other words, the same meaning\n")
    return found


def changes(left, right, left_name, right_name):
    return list(difflib.unified_diff(left.splitlines(True), right.splitlines(True), left_name, right_name, n=0))


if __name__ == "__main__":
    main()
