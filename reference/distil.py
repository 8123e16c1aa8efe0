#!/usr/bin/env python3
"""Writes what a release is made of: facts, column rules, settings, schema and rows, as migrations/releases/README.md describes them.

    reference/distil.py RELEASE VENV [--to DIRECTORY]

VENV is a virtual environment with that release of backend.ai-manager. DIRECTORY is migrations/releases/RELEASE unless another is given.
What only a person can decide is printed at the end.
"""

import argparse
import os
import re
from pathlib import Path

import layout
import rules
import server
from release import Reference

RELEASES = Path(__file__).parent.parent / "migrations/releases"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release")
    parser.add_argument("venv", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    folder = options.to or RELEASES / options.release
    for note in distil(options.release, Reference(options.venv), folder):
        print(f"{options.release}: {note}")


def distil(release, reference, folder):
    """Fills the folder; what a person has to look at, as lines."""
    database = f"distil_{release.replace('.', '_')}_{os.getpid()}"
    reference.oneshot(database)
    facts = server.facts(database)
    head = server.psql(database, "-c", "SELECT version_num FROM alembic_version").strip()
    found = reference.python("columns.py")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facts.txt").write_text(facts)
    (folder / "release.toml").write_text(settings(release, head, found["password"], facts))
    columns = columns_of(facts)
    (folder / "columns.toml").write_text(rules.columns_toml(release, found["columns"], in_order(columns, facts, release)))
    if found["references"]:
        (folder / "references.toml").write_text(rules.references_toml(release, found["references"]))
    server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')
    strange = set(found["tables"]) ^ (set(columns) - {"alembic_version"})
    return found["notes"] + [f"table {name}: the models and a fresh database do not agree on it" for name in sorted(strange)]


def settings(release, head, password, facts):
    # What makes a schema younger than PostgreSQL 12.
    oldest = 15 if "NULLS NOT DISTINCT" in facts else 12
    return (f'version = "{release}"\nhead = "{head}"\npassword = "{password}"  # how users.password is hashed\n'
            f"postgresql = {oldest}  # the oldest major version that its schema runs on\n")


def columns_of(facts):
    """Table → its columns in order."""
    tables = {match[1]: [] for match in re.finditer(r"^table (\w+)$", facts, re.M)}
    for match in sorted(re.finditer(r"^column (\w+)\.(\w+) #(\d+) ", facts, re.M), key=lambda match: int(match[3])):
        tables[match[1]].append(match[2])
    return tables


def in_order(columns, facts, release):
    """The same, the tables in the order of schema.sql."""
    references = {}
    for table, other in re.findall(r"^constraint (\w+)\.\w+ FOREIGN KEY .* REFERENCES (\w+)\(", facts, re.M):
        references.setdefault(table, []).append(other)
    like = (RELEASES / layout.neighbour(release) / "schema.sql").read_text()
    placed = layout.place(columns, references, layout.headings(like))
    return {table: columns[table] for own in placed.values() for table in own}


if __name__ == "__main__":
    main()
