"""A PostgreSQL for scratch databases: PARITY_SERVER (HOST:PORT, user postgres, no password), or a throwaway one that ends with us."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SERVER_USERS = ("postgres", "nobody")


@cache
def binaries():
    return Path(os.environ.get("PG_BINDIR") or subprocess.check_output([ROOT / "scripts/get-postgresql"], text=True).strip())


@cache
def address():
    """HOST:PORT."""
    return os.environ.get("PARITY_SERVER") or start()


def start():
    directory = Path(tempfile.mkdtemp(prefix="backend-ai-reference-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    step_down = {}
    if os.geteuid() == 0:  # initdb refuses root.
        step_down["user"] = next(name for name in SERVER_USERS if known(name))
        shutil.chown(directory, step_down["user"])
    port = free_port()

    def run(program, *words):
        done = subprocess.run([binaries() / program, "-D", directory / "data", *words], cwd=directory, text=True,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **step_down)
        if done.returncode:
            raise SystemExit(f"{program}: {done.stderr}")

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {port} -c listen_addresses=localhost -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    run("pg_ctl", "-w", "-l", str(directory / "log"), "-o", options, "start")
    atexit.register(run, "pg_ctl", "-m", "immediate", "stop")
    return f"localhost:{port}"


def known(name):
    import pwd

    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def url(database, driver="postgresql"):
    return f"{driver}://postgres@{address()}/{database}"


def psql(database, *arguments):
    done = subprocess.run([binaries() / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url(database), *map(str, arguments)],
                          capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def create(database, template="template0"):
    psql("postgres", "-c", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    psql("postgres", "-c", f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


def facts(database):
    """The facts of its schema, one a line."""
    return psql(database, "-f", ROOT / "tests/support/schema-facts.sql")


def rows(database):
    """Table → (its columns, its rows as texts), as rows.py compares them."""
    found = {}
    for table, columns, shown in map(json.loads, psql(database, "-c", COLUMNS).splitlines()):
        lines = psql(database, "-c", f'SELECT to_jsonb(ARRAY[{shown}]::text[]) FROM "{table}"').splitlines() if columns else []
        found[table] = (columns, [tuple(json.loads(line)) for line in lines])
    return found


COLUMNS = """
SELECT jsonb_build_array(c.relname, jsonb_agg(a.attname ORDER BY a.attname),
    string_agg(format('%I::%stext', a.attname, CASE WHEN a.atttypid = 'json'::regtype THEN 'jsonb::' ELSE '' END), ', ' ORDER BY a.attname))
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
GROUP BY c.relname ORDER BY c.relname
"""
