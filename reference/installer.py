#!/usr/bin/env python3
"""The whole installation of a release, by the Python manager and by this program: row counts by table, and the rows that differ.

    reference/installer.py VENV [--program PROGRAM] [--installer WHEEL] [--parts]

VENV holds the release's manager. Its own installer, the package backend.ai-install of the same release, prepares the schema, loads the
fixtures that it ships, one by one, and provisions the roles; this program does the same with the same fixtures, and once more with the
examples of this checkout. With --parts also: a database in which no row has a node in the permission graph, and each fixture loaded into
it alone, which makes the nodes of the tables that it names.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import rows
import server
from release import Program, Reference
from revisions import target

# What stands for the installation in its source, in order: the fixtures and the provisioning.
STEPS = re.compile(r"\"ai\.backend\.install\.fixtures\", \"(example-[\w-]+\.json)\"|(\"permissions\", \"provision\")")
# A number as a string, in a column that is one of integers.
STRING = re.compile(r'("shared_memory": *)"(\d+)"')
WITHOUT_GRAPH = """
TRUNCATE entity_memberships, entity_membership_caps, scope_bindings CASCADE;
DELETE FROM virtual_entities WHERE entity_type <> 'global';
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("venv")
    parser.add_argument("--program", type=Path, default=target() / "release/backend-ai")
    parser.add_argument("--installer", type=Path)
    parser.add_argument("--parts", action="store_true")
    options = parser.parse_args()
    reference, program = Reference(options.venv), Program(options.program)
    with tempfile.TemporaryDirectory() as directory:
        directory = Path(directory)
        steps = installation(reference, options.installer, directory)
        fixtures = [directory / step for step in steps if step != "provision"]
        began = time.time()
        found, took = {}, {}
        for name, install in (
            ("Python manager", lambda: by_reference(reference, directory, steps)),
            ("this program", lambda: by_program(program, fixtures)),
            ("examples", lambda: by_program(program, sorted((server.ROOT / "fixtures/manager").glob("example-*.json")))),
        ):
            start = time.monotonic()
            install()
            took[name] = time.monotonic() - start
            found[name] = names_apart(rows.hashes_apart(server.rows("installer")))
            if name == "this program" and options.parts:
                server.create("installer_all", "installer")
        different = rows.compare(found["Python manager"], found["this program"], ("Python manager", "this program"), (began, time.time()))
        print(table(found, took))
        print(f"Rows that differ between the first two: {len(different)}")
        for line in different:
            print(line, file=sys.stderr)
        if options.parts:
            for fixture in fixtures:
                differ = part(reference, program, fixture)
                print(f"{fixture.name} alone: {'different' if differ else 'equal'}")
                for line in differ:
                    print(line, file=sys.stderr)
                different += differ
    for database in ("installer", "installer_all"):
        server.psql("postgres", "-c", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    sys.exit(bool(different))


def installation(reference, wheel, directory):
    """The installer's steps, its fixtures put into the directory."""
    if not wheel:
        release = subprocess.check_output([reference.venv / "bin/python", "-c", VERSION], text=True).strip()
        subprocess.run([reference.venv / "bin/python", "-m", "pip", "download", "-q", "--no-deps", "-d", directory, f"backend.ai-install=={release}"],
                       check=True)
        wheel = next(directory.glob("*.whl"))
    with zipfile.ZipFile(wheel) as file:
        source = file.read("ai/backend/install/context.py").decode()
        loading = source[source.index("async def load_fixtures"):]
        loading = loading[:loading.index("async def ", 10)]
        steps = [fixture or "provision" for fixture, _ in STEPS.findall(re.sub(r"\s+", " ", loading))]
        for step in steps:
            if step != "provision":
                (directory / step).write_bytes(file.read(f"ai/backend/install/fixtures/{step}"))
    return steps


VERSION = "from importlib.metadata import version; print(version('backend.ai-manager'))"


def by_reference(reference, directory, steps):
    reference.oneshot("installer")
    for step in steps:
        if step == "provision":
            reference.run("installer", "mgr", "permissions", "provision")
        else:
            populate(reference, directory / step)


def populate(reference, fixture):
    """A fixture that the Python manager refuses is loaded as it wants it."""
    done = reference.run("installer", "mgr", "fixture", "populate", str(fixture), check=False)
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if "Error" in line]
        print(f"the Python manager does not load {fixture.name}: {told[-1] if told else done.stderr[-500:]}", file=sys.stderr)
        wanted = fixture.with_name(f"wanted-{fixture.name}")
        wanted.write_text(STRING.sub(r"\1\2", fixture.read_text()))
        reference.run("installer", "mgr", "fixture", "populate", str(wanted))


def by_program(program, fixtures):
    server.create("installer")
    program.run("installer", "mgr", "schema", "oneshot")
    program.run("installer", "mgr", "fixture", "populate", *map(str, fixtures))
    program.run("installer", "mgr", "permissions", "provision")


def names_apart(tables):
    """A role's name ends in the beginning of its scope's id, which is random for the scope of everybody."""
    columns, held = tables["roles"]
    name, scope = columns.index("name"), columns.index("scope_id")
    return {**tables, "roles": (columns, [row[:name] + (row[name].replace(row[scope][:8], "SCOPE"),) + row[name + 1:] for row in held])}


def part(reference, program, fixture):
    began, found = time.time(), []
    for side in (reference, program):
        server.create("installer", "installer_all")
        server.psql("installer", "-c", WITHOUT_GRAPH)
        if side is reference:
            populate(reference, fixture)
        else:
            program.run("installer", "mgr", "fixture", "populate", str(fixture))
        found.append(server.rows("installer"))
    return rows.compare(*found, ("Python manager", "this program"), (began, time.time()))


def table(found, took):
    """Tables that have rows, with their counts; the times are those of the machine."""
    count = {name: {own: len(held) for own, (_, held) in tables.items()} for name, tables in found.items()}
    lines = [f"| table | {' | '.join(count)} |", f"|---|{'--:|' * len(count)}"]
    for own in sorted(set().union(*count.values())):
        if any(tables.get(own) for tables in count.values()):
            lines.append(f"| `{own}` | {' | '.join(str(tables.get(own, 0)) for tables in count.values())} |")
    lines.append(f"| all rows | {' | '.join(str(sum(tables.values())) for tables in count.values())} |")
    lines.append(f"| seconds | {' | '.join(f'{seconds:.1f}' for seconds in took.values())} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
