"""How long it takes to start, and to connect and ask for something: beside psql, near and far."""

from delay import LATENCIES, behind
from measure import PROGRAM, RUNS
from page import table
from plot import Plot

GOAL = 1.1
# These are short: more of them.
MANY = 4 * RUNS


def run(server):
    database = server.database()
    server.program("mgr", "schema", "oneshot")
    alone = server.turns({words: lambda words=words: [PROGRAM, *words.split()] for words in ("--version", "--help", "mgr --help")}, MANY)
    yield table(("command", ">ms", ">client, MiB"),
                [(f"`{words}`", f"{runs.median() * 1000:.1f}", f"{runs.peak():.0f}") for words, runs in alone.items()])

    def show(port):
        server.configure(database, port)
        return [PROGRAM, "mgr", "schema", "show"]

    def select(port):
        return server.psql(database, "-c", "SELECT 1", port=port)

    lines, ratios = [], []
    for latency in LATENCIES:
        found, waits = behind(server, latency, {"show": show, "select": select}, MANY)
        ours, theirs = found["show"], found["select"]
        ratios.append(ours / theirs)
        lines.append((latency, f"{ours.median() * 1000:.1f}", f"{theirs.median() * 1000:.1f}", f"{ratios[-1]:.2f}", GOAL,
                      waits["show"], waits["select"], *(f"{runs.median('client') * 1000:.1f}" for runs in (ours, theirs)),
                      f"{ours.peak():.0f}", f"{theirs.peak():.0f}"))
    yield table((">latency, ms", ">`mgr schema show`, ms", ">`psql -c 'SELECT 1'`, ms", ">ratio", ">goal", ">waits for an answer",
                 ">psql's", ">client's CPU, ms", ">psql's", ">client, MiB", ">psql's"), lines)
    yield Plot("figures-start.svg", "mgr schema show ÷ psql -c 'SELECT 1'", "ms to the server and back", LATENCIES, {"show ÷ psql": ratios}, GOAL)
