#!/usr/bin/env python3
"""Databases that the reference has prepared, upgraded or left half-way, brought to 26.9.6 by our program: then `check --facts` must say 0.

PARITY_VENVS is the directory of the releases' virtual environments, PARITY_SERVER the server (see `all`).
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

from settings import ALEMBIC, MANAGER

HERE = Path(__file__).parent
SERVER = os.environ.get("PARITY_SERVER", "localhost:5500")
VENVS = Path(os.environ["PARITY_VENVS"])
TARGET = "26.9.6"
# Who prepares it, what rows it gets, and which reference upgrades it first; without the first, its chain begins with nothing.
CASES = [(None, "none", "22.3.3"), ("25.19.2", "none", None), ("25.19.2", "fixtures", None), ("25.19.2", "fixtures", TARGET), ("25.19.2", "likely", TARGET),
         ("26.4.16", "none", TARGET), ("26.4.16", "likely", None), ("26.4.16", "likely", TARGET),
         ("26.8.3", "none", TARGET), ("26.8.3", "likely", None), ("26.8.3", "likely", TARGET),
         ("26.4.16", "few", TARGET), ("26.8.3", "few", TARGET), ("25.19.2", "policy", TARGET),
         ("24.9.0", "none", None), ("22.9.16", "none", None), ("25.15.3", "none", None), ("25.19.0", "none", None), ("25.19.0", "none", "25.19.2")]
POLICY = "INSERT INTO project_resource_policies (name, max_vfolder_count, max_quota_scope_size, max_network_count) VALUES ('default', 10, -1, 3)"


def url(database, driver="postgresql"):
    return f"{driver}://postgres@{SERVER}/{database}"


def run(directory, *command):
    # f8a71c3bffa2 asks whether users without a UUID are converted.
    done = subprocess.run([str(word) for word in command], cwd=directory, capture_output=True, text=True, timeout=900, input="a\n")
    return done.returncode, (done.stdout + done.stderr).strip()


def psql(database, *arguments):
    code, output = run(HERE, "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url(database), *arguments)
    if code:
        raise SystemExit(output)
    return output


def fill(database, release, data):
    if data == "fixtures":
        psql(database, "-f", HERE / f"rows-{release}.sql")
    elif data == "few":
        psql(database, "-f", HERE / "rows-26.4.16.sql")
    elif data == "policy":
        psql(database, "-c", POLICY)
    elif data != "none":
        code, output = run(HERE, HERE.parent / "target/debug/examples/fill", url(database), "--release", release, "--manner", data)
        if code:
            raise SystemExit(output)


def rows(database):
    counts = psql(database, "-c", "SELECT sum((xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', relname), true, true, '')))[1]::text::int)"
                  " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'")
    return int(counts)


def take_over(program, directory, case):
    release, data, upgraded = case
    database = f"taken_{os.getpid()}"
    result = {"taken_over": release, "rows": data, "upgraded_by_the_reference": upgraded}
    psql("postgres", "-c", f'DROP DATABASE IF EXISTS {database} WITH (FORCE)', "-c", f'CREATE DATABASE {database} TEMPLATE template0')
    (directory / "alembic.ini").write_text(ALEMBIC.format(url(database)))
    (directory / "async.ini").write_text(ALEMBIC.format(url(database, "postgresql+asyncpg")))
    (directory / "manager.toml").write_text(MANAGER.format(*SERVER.split(":"), database))
    if release:
        code, output = run(directory, VENVS / f"v{release}/bin/backend.ai", "mgr", "schema", "oneshot")
        if code:
            raise SystemExit(output)
    fill(database, release, data)
    if upgraded:
        # Those of 22.03 and 22.09 bring a driver of their own.
        ini = "alembic.ini" if upgraded.startswith("22.") else "async.ini"
        code, _ = run(directory, VENVS / f"v{upgraded}/bin/alembic", "-c", ini, "upgrade", "head")
        result["reference"] = f"exit {code}, at {psql(database, '-c', 'SELECT version_num FROM alembic_version')}"
        code, _ = run(directory, program, "mgr", "schema", "check", "--facts")
        result["check_before"] = code
    result["rows_before"] = rows(database)
    code, output = run(directory, program, "mgr", "schema", "upgrade", TARGET, "--no-etcd")
    result["upgrade"] = code
    if code:
        result["why"] = output[-500:]
    result["check"], drift = run(directory, program, "mgr", "schema", "check", "--facts")
    if result["check"]:
        result["drift"] = [line[:300] for line in drift.splitlines() if line.startswith(("missing: ", "unexpected: "))] or drift[-500:]
        code, output = run(directory, program, "mgr", "schema", "upgrade", TARGET, "--no-etcd", "--repair")
        result["repair"] = code if code == 0 else output[-500:]
        result["check_repaired"], _ = run(directory, program, "mgr", "schema", "check", "--facts")
    result["rows_after"] = rows(database)
    psql("postgres", "-c", f"DROP DATABASE {database} WITH (FORCE)")
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(HERE.parent / "target/release/backend-ai"))
    parser.add_argument("--begin", type=int, default=0, help="leave out so many cases")
    parser.add_argument("--case", metavar="RELEASE:ROWS[:RELEASE]", help="this one alone: who prepares it, what rows, which reference upgrades it")
    parser.add_argument("--results", help="also add the results to this file, for table.py")
    options = parser.parse_args()
    cases = CASES[options.begin :]
    if options.case:
        release, rows, *upgraded = options.case.split(":")
        cases = [(release or None, rows, upgraded[0] if upgraded else None)]
    for case in cases:
        with tempfile.TemporaryDirectory() as directory:
            result = json.dumps(take_over(options.program, Path(directory), case))
        print(result, flush=True)
        if options.results:
            with open(options.results, "a") as file:
                print(result, file=file)


main()
