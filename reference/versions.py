#!/usr/bin/env python3
"""Records released versions as differences to a neighbour: migrations/releases/V/ and `base` or `same` in migrations/releases.toml.

    versions.py fetch VERSION…     the version's own packages, without what they depend on
    versions.py measure VERSION…   its facts and column rules, in the virtual environment of a release near it
    versions.py record [VERSION…]  what was measured, into migrations/

VERSIONS is the directory of what is fetched and measured, PARITY_VENVS that of the virtual environments, PARITY_SERVER the server.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

from settings import ALEMBIC, MANAGER

HERE = Path(__file__).parent
MIGRATIONS = HERE.parent / "migrations"
WORK = Path(os.environ.get("VERSIONS", "/tmp/versions"))
VENVS = Path(os.environ.get("PARITY_VENVS", "/tmp"))
SERVER = os.environ.get("PARITY_SERVER", "localhost:5500")
# The key with which managers of 23.9 to 25.6 sign; any will do.
KEY = """metadata
curve
    public-key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
    secret-key = "D:)Q[IlAW!ba2y[gn=(K:Cs[lD5=+d=Z%F(^<r9["
"""


def numbers(version):
    return tuple(int(number) for number in version.split("."))


def released():
    return tomllib.loads((MIGRATIONS / "releases.toml").read_text())["releases"]


def complete():
    """The releases that are recorded as a whole: version in numbers → folder."""
    return {numbers(folder.parent.name): folder.parent for folder in (MIGRATIONS / "releases").glob("*/schema.sql")}


# Fetching


def fetch(version):
    """The manager's wheel and those of its siblings, unpacked; what they need from others comes with a virtual environment."""
    target = WORK / "packages" / version
    if target.exists():
        return
    with tempfile.TemporaryDirectory() as directory:
        wheels, wanted, seen = Path(directory), [("backend.ai-manager", version)], {"backend-ai-manager"}
        while wanted:
            name, of_version = wanted.pop()
            before = set(wheels.glob("*.whl"))
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:"]
            subprocess.run([*pip, "--dest", directory, f"{name}=={of_version}"], check=True)
            for wheel in set(wheels.glob("*.whl")) - before:
                siblings = {name: other for name, other in requirements(wheel) if name not in seen}
                seen |= siblings.keys()
                wanted += siblings.items()
        unpacked = target.with_suffix(target.suffix + ".part")
        shutil.rmtree(unpacked, ignore_errors=True)
        for wheel in wheels.glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(unpacked)
        unpacked.rename(target)


def requirements(wheel):
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        for line in archive.read(metadata).decode().splitlines():
            if found := re.match(r"Requires-Dist: (backend[.-]ai[-.][\w.-]+?)\s*\(?(?:==|~=|>=)\s*([\w.]+)(?!.*extra ==)", line):
                yield re.sub(r"[-_.]+", "-", found[1]).lower(), found[2]


# Measuring


def environments(version):
    """Virtual environments, the likeliest first: of the same line, of the next, of the one before."""
    releases = sorted(numbers(path.name[1:]) for path in VENVS.glob("v*") if (path / "bin/backend.ai").exists())
    wanted = numbers(version)
    line = [release for release in releases if release[:2] == wanted[:2]]
    later = [release for release in releases if release > wanted]
    earlier = [release for release in reversed(releases) if release < wanted]
    return [VENVS / ("v" + ".".join(map(str, release))) for release in dict.fromkeys(line + later[:1] + earlier[:1] + later[1:2])]


def psql(database, *arguments):
    command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", f"postgresql://postgres@{SERVER}/{database}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def measure(version):
    facts, rules = WORK / "facts" / f"{version}.txt", WORK / "rules" / f"{version}.json"
    for file in (facts, rules):
        file.parent.mkdir(parents=True, exist_ok=True)
    problems = []
    for venv in environments(version):
        try:
            measured = fresh(version, swapped(version, venv), rules)
        except subprocess.CalledProcessError as error:
            problems.append(f"{venv.name}: {(error.stderr or error.stdout or '').strip()[-400:]}")
            continue
        facts.write_text(measured)
        print(f"{version}: measured with {venv.name}", flush=True)
        return
    print(f"{version}: not measured\n" + "\n".join(problems), flush=True)


def swapped(version, venv):
    """A copy of the environment, made of links, with the version's own packages in it."""
    copy, own = WORK / "environments" / venv.name, WORK / "packages" / version
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-al", venv, copy], check=True)
    site = next((copy / "lib").glob("python3*")) / "site-packages"
    for path in [*site.glob("ai"), *site.glob("backend[._]ai*")]:
        shutil.rmtree(path)
    for path in filter(Path.is_dir, own.iterdir()):
        subprocess.run(["cp", "-al", path, site], check=True)
    # Siblings that were released under other numbers.
    for sibling in (site_of(venv) / "ai/backend").iterdir():
        if not (site / "ai/backend" / sibling.name).exists():
            subprocess.run(["cp", "-al", sibling, site / "ai/backend"], check=True)
    return copy


def site_of(venv):
    return next((venv / "lib").glob("python3*")) / "site-packages"


# Both in one process: to import a manager takes longer than what it is to do.
RUN = """
import os, runpy, sys
rules, columns = sys.argv[1:3]
sys.argv = ["backend.ai", "mgr", "schema", "oneshot"]
from ai.backend.cli.__main__ import main
try:
    main()
except SystemExit as end:
    if end.code:
        raise
sys.path.insert(0, os.path.dirname(columns))
sys.argv = [columns]
with open(rules + ".part", "w") as sys.stdout:
    runpy.run_path(columns, run_name="__main__")
os.rename(rules + ".part", rules)
"""


def fresh(version, venv, rules):
    """The facts of a database that the version has prepared; it has no rows, or they are told."""
    database = f"fresh_{version.replace('.', '_')}"
    psql("postgres", "-c", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)", "-c", f"CREATE DATABASE {database} TEMPLATE template0")
    try:
        with tempfile.TemporaryDirectory() as directory:
            where = Path(directory)
            (where / "alembic.ini").write_text(ALEMBIC.format(f"postgresql://postgres:none@{SERVER}/{database}"))
            (where / "manager.toml").write_text(MANAGER.format(*SERVER.split(":"), database))
            key = where / "fixtures/manager/manager.key_secret"
            key.parent.mkdir(parents=True)
            key.write_text(KEY)
            # Modules that the version wants and the environment lacks, as `pip install --target` puts them there.
            environment = os.environ | {"PYTHONPATH": str(WORK / "modules")}
            command = [venv / "bin/python", "-c", RUN, rules, HERE / "inside/columns.py"]
            done = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True)
        found = psql(database, "-f", HERE.parent / "tests/support/schema-facts.sql")
        if done.returncode == 0 and "table users\n" in found and "table alembic_version\n" not in found:
            print(f"{version}: it leaves no stamp", flush=True)
            return "".join(sorted(found.splitlines(keepends=True) + LEDGER))
        head = next(entry["head"] for entry in released() if entry["version"] == version)
        # It exits 0 on failure up to 24.9.14.
        if done.returncode or psql(database, "-c", "SELECT version_num FROM alembic_version").split() != [head]:
            raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
        rows = psql(database, "-c", ROWS).strip()
        if rows:
            print(f"{version}: a fresh database has rows: {rows}", flush=True)
        return found
    finally:
        psql("postgres", "-c", f"DROP DATABASE {database} WITH (FORCE)")


# What alembic makes for its stamp.
LEDGER = [
    "column alembic_version.version_num #001 character varying(32) not null\n",
    "constraint alembic_version.alembic_version_pkc PRIMARY KEY (version_num)\n",
    "table alembic_version\n",
]
ROWS = """SELECT string_agg(relname || ' ' || n, ', ') FROM (
    SELECT relname, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', relname), true, true, '')))[1]::text::int AS n
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version') AS counted WHERE n > 0"""


# Recording


def main():
    command, *versions = sys.argv[1:]
    if command == "record":
        import record

        return record.run(versions)
    for version in versions:
        {"fetch": fetch, "measure": measure}[command](version)


if __name__ == "__main__":
    main()
