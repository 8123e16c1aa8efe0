"""The Python manager's commands beside this program's: REFERENCE is its backend.ai, in its virtual environment."""

import os
from pathlib import Path

from measure import PROGRAM, ROOT, releases
from page import table
from upgrade import fill

REFERENCE = os.environ.get("REFERENCE")
# An upgrade that the reference gets through, and of how many kernels.
FROM, KERNELS = "26.4.16", 10_000


def run(server):
    if not REFERENCE:
        raise SystemExit("scripts/bench: REFERENCE is to name the backend.ai of the Python manager")
    newest = releases(server)[-1]["release"]
    users = ROOT / "fixtures/manager/example-users.json"
    old(server)

    def oneshot(program):
        server.database()
        return [program, "mgr", "schema", "oneshot"]

    def show(program):
        return [program, "mgr", "schema", "show"]

    def populate(program):
        server.database()
        server.program("mgr", "schema", "oneshot")
        return [program, "mgr", "fixture", "populate", users]

    def upgrade(program):
        server.database("bench", "bench_old")
        server.ask("VACUUM ANALYZE", "CHECKPOINT", database="bench")
        if program == PROGRAM:
            return [program, "mgr", "schema", "upgrade", newest, "--no-etcd"]
        configuration = server.directory / "alembic.ini"
        configuration.write_text(configuration.read_text().replace("postgresql://", "postgresql+asyncpg://"))
        return [Path(program).parent / "alembic", "upgrade", "head"]

    works = {"`schema oneshot`": oneshot, "`schema show`": show, f"`fixture populate {users.name}`": populate,
             f"`schema upgrade`, `alembic upgrade` from {FROM} with {KERNELS:,} kernels": upgrade}
    lines = []
    for name, work in works.items():
        found = server.turns({"theirs": lambda: work(REFERENCE), "ours": lambda: work(PROGRAM)})
        theirs, ours = found["theirs"], found["ours"]
        lines.append((name, f"{theirs.median():.2f}", f"{ours.median():.2f}", f"{ours / theirs:.2f}", f"{theirs.peak():.0f}", f"{ours.peak():.0f}"))
    yield table((newest, ">Python manager, s", ">this program, s", ">ratio", ">Python manager, MiB", ">this program, MiB"), lines)


def old(server):
    """The database that is upgraded. The reference stops at a row whose triggered_by is no UUID."""
    server.database("bench_old")
    server.program("mgr", "schema", "oneshot", "--release", "22.3.3")
    fill(server, KERNELS, "rows-22.3.3.sql")
    server.program("mgr", "schema", "upgrade", "25.19.2", "--no-etcd", "--strict")
    fill(server, KERNELS, "rows-25.19.2.sql")
    server.program("mgr", "schema", "upgrade", FROM, "--no-etcd", "--strict")
    server.ask("UPDATE audit_logs SET triggered_by = NULL WHERE triggered_by = 'system'", database="bench_old")
