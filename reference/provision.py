#!/usr/bin/env python3
"""`mgr permissions provision` beside the reference's: the same databases, every row compared, and both once more, which adds nothing.

PARITY_VENV names the virtual environment of a release that has the command, PARITY_SERVER the server. See README.md.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

VENV = os.environ.get("PARITY_VENV") or sys.exit("name the release's virtual environment in PARITY_VENV")
if Path(sys.prefix).resolve() != Path(VENV).resolve():
    os.execv(f"{VENV}/bin/python", [f"{VENV}/bin/python", *sys.argv])

import asyncpg

import rows
from settings import ALEMBIC, MANAGER

SERVER = os.environ.get("PARITY_SERVER", "localhost:5500")
RELEASE = version("backend.ai-manager")
HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parent / "fixtures/manager").glob("example-*.json"))
# name → the release to begin with, and whether rows-permissions.sql is added
STARTS = {"examples": (RELEASE, 0), "rows": (RELEASE, 50), "upgraded": ("26.8.3", 0), "upgraded, rows": ("26.4.16", 200)}


def run(directory, *command):
    """Seconds; stops where it fails."""
    began = time.monotonic()
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}: {(done.stderr or done.stdout).strip()[-1500:]}")
    return time.monotonic() - began


def configure(directory, database):
    host, port = SERVER.split(":")
    (directory / "alembic.ini").write_text(ALEMBIC.format(f"postgresql://postgres@{SERVER}/{database}"))
    (directory / "manager.toml").write_text(MANAGER.format(host, port, database))


async def execute(*statements, database="postgres"):
    connection = await asyncpg.connect(f"postgresql://postgres@{SERVER}/{database}")
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def content(database):
    connection = await asyncpg.connect(f"postgresql://postgres@{SERVER}/{database}", server_settings={"timezone": "UTC"})
    found = await rows.take(connection)
    await connection.close()
    return found


async def prepare(program, directory, release, users):
    await execute('DROP DATABASE IF EXISTS provision WITH (FORCE)', 'CREATE DATABASE provision TEMPLATE template0')
    configure(directory, "provision")
    run(directory, program, "mgr", "schema", "oneshot", "--release", release)
    if release == RELEASE:
        run(directory, program, "mgr", "fixture", "populate", *EXAMPLES)
    else:
        example = subprocess.run([program, "mgr", "fixture", "example", "--release", release], capture_output=True, text=True, check=True)
        (directory / "example.json").write_text(example.stdout)
        run(directory, program, "mgr", "fixture", "populate", "example.json")
        run(directory, program, "mgr", "schema", "upgrade", RELEASE, "--no-etcd")
    if users:
        host, port = SERVER.split(":")
        run(directory, "psql", "-X", "-q", "-h", host, "-p", port, "-U", "postgres", "-d", "provision", "-v", "ON_ERROR_STOP=1",
            "-v", f"users={users}", "-f", HERE / "rows-permissions.sql")


async def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(HERE.parent / "target/release/backend-ai"))
    parser.add_argument("--users", type=int, help="this program alone, with so many users: the reference stops at 10,923 roles")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    wrong = 0
    print("| database | rows before | roles | permissions | grants | this program, s | Python manager, s | rows that differ |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    starts = {f"{options.users} users": (RELEASE, options.users)} if options.users else STARTS
    with tempfile.TemporaryDirectory() as directory:
        directory = Path(directory)
        for name, (release, users) in starts.items():
            await prepare(program, directory, release, users)
            before = await content("provision")
            commands = {"ours": program} if options.users else {"ours": program, "theirs": f"{VENV}/bin/backend.ai"}
            began, took, found = time.time(), {}, {}
            for side, command in commands.items():
                database = f"provision_{side}"
                await execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)", f"CREATE DATABASE {database} TEMPLATE provision")
                configure(directory, database)
                took[side] = run(directory, command, "mgr", "permissions", "provision")
                found[side] = await content(database)
                run(directory, command, "mgr", "permissions", "provision")
                again = await content(database)
                for line in rows.compare(found[side], again, ("first", "second"), (began, time.time())):
                    print(f"{name}: {side}: the second run: {line}", file=sys.stderr)
                    wrong += 1
            differ = rows.compare(found["ours"], found["theirs"], ("ours", "theirs"), (began, time.time())) if len(found) > 1 else []
            for line in differ:
                print(f"{name}: {line}", file=sys.stderr)
            wrong += len(differ)
            new = [len(found["ours"][table][1]) - len(before[table][1]) for table in ("roles", "permissions", "user_roles")]
            theirs = f"{took['theirs']:.1f}" if "theirs" in took else "–"
            print(f"| {name} | {sum(len(held) for _, held in before.values())} | {' | '.join(map(str, new))} | {took['ours']:.2f} | {theirs} | {len(differ)} |")
    sys.exit(wrong > 0)


asyncio.run(main())
