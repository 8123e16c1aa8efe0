"""A fresh database: `mgr schema oneshot` beside psql with the same SQL in one transaction, release by release, near and far."""

from delay import LATENCIES, behind
from measure import PROGRAM, ROOT, RUNS, releases
from page import table
from plot import Plot

GOAL = 0.8


def scripts(release):
    """The files of a release, whose folder has the month without its zero."""
    folder = ROOT / "migrations/releases" / ".".join(str(int(part)) for part in release.split("."))
    return [path for path in (folder / "schema.sql", folder / "rows.sql") if path.exists()]


def sides(server, release):
    files = [word for path in scripts(release) for word in ("-f", path)]

    def oneshot(port):
        server.configure(server.database(), port)
        return [PROGRAM, "mgr", "schema", "oneshot", "--release", release]

    def psql(port):
        return server.psql(server.database(), "-1", *files, port=port)

    return {"oneshot": oneshot, "psql": psql}


def row(first, ours, theirs, *more):
    return (*first, f"{ours.median() * 1000:.0f}", f"{theirs.median() * 1000:.0f}", f"{ours / theirs:.2f}", GOAL, *more)


def run(server):
    lines, times = [], {"oneshot": [], "psql -1 -f": []}
    tables = {release["release"]: release["tables"] for release in releases(server)}
    for name in tables:
        found = server.turns({side: lambda words=words: words(server.port) for side, words in sides(server, name).items()})
        ours, theirs = found["oneshot"], found["psql"]
        times["oneshot"].append(ours.median() * 1000)
        times["psql -1 -f"].append(theirs.median() * 1000)
        used = ours.mean("server"), theirs.mean("server")
        lines.append(row((name, tables[name]), ours, theirs, *(f"{seconds * 1000:.0f}" for seconds in used), f"{ours.peak():.0f}"))
    yield table(("release", ">tables", ">`oneshot`, ms", ">`psql -1 -f`, ms", ">ratio", ">goal", ">server's CPU, ms", ">psql's", ">client, MiB"), lines)
    yield Plot("figures-schema.svg", "A fresh database, ms", "release", list(tables), times)

    newest = list(tables)[-1]
    lines, times = [], {"oneshot": [], "psql -1 -f": []}
    for latency in LATENCIES:
        found, waits = behind(server, latency, sides(server, newest), RUNS)
        ours, theirs = found["oneshot"], found["psql"]
        times["oneshot"].append(ours.median())
        times["psql -1 -f"].append(theirs.median())
        lines.append(row((latency,), ours, theirs, waits["oneshot"], waits["psql"]))
    yield f"{newest} behind a slow network:"
    yield table((">latency, ms", ">`oneshot`, ms", ">`psql -1 -f`, ms", ">ratio", ">goal", ">waits for an answer", ">psql's"), lines)
    yield Plot("figures-latency.svg", f"A fresh database of {newest}, s", "ms to the server and back", LATENCIES, times)
