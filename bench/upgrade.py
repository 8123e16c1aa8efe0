"""`mgr schema upgrade` to the newest release: of fresh databases of each line, and of such as have been in use for years, beside
`pg_dump | psql` of what comes out."""

import os
import re
import shlex
import subprocess
import sys
import threading

from measure import CLIENT, PROGRAM, ROOT, Runs, numbers, releases, repeat
from page import table
from plot import Plot

GOAL = 5
KERNELS = numbers("KERNELS", "10000,30000,100000")


def run(server):
    lines = releases(server)
    newest = lines[-1]["release"]
    yield table(("from", ">revisions", f">to {newest}, ms", ">client, MiB"), [fresh(server, line, lines[-1]) for line in lines[:-1]])
    found, ratios = [], {"from 22.3.3": [], "from 25.19.2": []}
    for kernels in KERNELS:
        for line, ratio in old(server, kernels, newest):
            found.append(line)
            ratios[f"from {line[1]}"].append(ratio)
    found.sort(key=lambda line: line[1])
    yield (f"Databases of some kernels, a tenth as many vfolders, a two-hundredth as many users and, from 25.19.2 on, as many rows of "
           f"`audit_logs`, to {newest}:")
    yield table((">kernels", "from", ">runs", ">MiB", ">MiB after", ">upgrade, s", ">`pg_dump \\| psql`, s", ">ratio", ">goal", ">server's CPU, s",
                 ">`pg_dump \\| psql`'s", ">ratio", ">client, MiB", ">WAL, MiB", ">more disk meanwhile, MiB"), found)
    yield Plot("figures-upgrade.svg", "upgrade ÷ pg_dump | psql", "kernels", [f"{kernels:,}" for kernels in KERNELS], ratios, GOAL)


def fresh(server, line, newest):
    server.database("bench_from")
    server.program("mgr", "schema", "oneshot", "--release", line["release"])

    def upgrade():
        server.database("bench", "bench_from")
        return [PROGRAM, "mgr", "schema", "upgrade", newest["release"], "--no-etcd", "--strict"]

    runs = server.turns({"upgrade": upgrade})["upgrade"]
    return line["release"], newest["revisions"] - line["revisions"], f"{runs.median() * 1000:.0f}", f"{runs.peak():.0f}"


def old(server, kernels, newest):
    """A line of the table for a database of 22.3.3, and one for the same when it has come to 25.19.2; their ratios."""
    server.database("bench_old")
    server.program("mgr", "schema", "oneshot", "--release", "22.3.3")
    fill(server, kernels, "rows-22.3.3.sql")
    yield beside_restore(server, kernels, "22.3.3", newest)
    server.configure("bench_old")
    server.program("mgr", "schema", "upgrade", "25.19.2", "--no-etcd", "--strict")
    fill(server, kernels, "rows-25.19.2.sql")
    yield beside_restore(server, kernels, "25.19.2", newest)


def fill(server, kernels, script):
    server.call(server.psql("bench_old", "-v", f"rows={kernels}", "-f", ROOT / "bench" / script))


def beside_restore(server, kernels, release, newest):
    ours, theirs, wal, disk = Runs(), Runs(), [], []
    at = ["-h", "localhost", "-p", str(server.port), "-U", "postgres"]
    dump, psql = (shlex.join(map(str, words)) for words in ([CLIENT / "pg_dump", *at, "bench"], server.psql("bench_restored")))

    def size():
        return int(server.ask("SELECT pg_database_size('bench') >> 20"))

    for _ in repeat():
        server.database("bench", "bench_old")
        server.ask("VACUUM ANALYZE", "CHECKPOINT", database="bench")
        before, began = size(), server.ask("SELECT pg_current_wal_lsn()")
        with Disk(server.directory) as watched:
            ours.append(server.measure([PROGRAM, "mgr", "schema", "upgrade", newest, "--no-etcd", "--strict"]))
        wal.append(int(server.ask(f"SELECT ((pg_current_wal_lsn() - '{began}') / 1048576)::bigint")))
        disk.append(watched.highest - watched.first)
        server.database("bench_restored")
        theirs.append(server.measure(["sh", "-c", f"{dump} | {psql}"]))
    if os.environ.get("VERBOSE") == "yes":
        slowest = re.findall(r"Running upgrade .* -> ([^ ]*), (.*) \(.*, ([0-9.]*) s\)$", ours[-1].stderr, re.MULTILINE)
        for revision, slug, seconds in sorted(slowest, key=lambda found: -float(found[2]))[:15]:
            print(f"{kernels} from {release}: {seconds} s {revision} {slug}", file=sys.stderr)
    used = ours.mean("server"), theirs.mean("server")
    line = (f"{kernels:,}", release, len(ours), before, size(), f"{ours.median():.1f}", f"{theirs.median():.1f}", f"{ours / theirs:.1f}", GOAL,
            f"{used[0]:.1f}", f"{used[1]:.1f}", f"{used[0] / (used[1] or 1):.1f}", f"{ours.peak():.0f}", max(wal), max(disk))
    server.ask("DROP DATABASE bench_restored", "DROP DATABASE bench")
    return line, ours / theirs


class Disk:
    """What the server's files take meanwhile, in MiB, looked at each second."""

    def __init__(self, directory):
        self.directory, self.done = directory, threading.Event()

    def __enter__(self):
        self.first = self.highest = self.size()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def watch(self):
        while not self.done.wait(1):
            self.highest = max(self.highest, self.size())

    def size(self):
        # Files come and go under it.
        said = subprocess.run(["du", "-sm", self.directory], capture_output=True, text=True).stdout
        return int(said.split()[0])
