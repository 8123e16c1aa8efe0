"""scripts/bench: runs scenarios, and writes what they found into figures.md."""

import signal
import sys

import reference
import rows
import schema
import start
import upgrade
from measure import Server
from page import Page

SCENARIOS = {"start": start, "schema": schema, "rows": rows, "upgrade": upgrade, "reference": reference}


def main(names):
    for name in names:
        if name not in SCENARIOS:
            raise SystemExit(f"scripts/bench: there is no scenario {name}: {' '.join(SCENARIOS)}")
    for end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, lambda number, _: sys.exit(128 + number))  # the server ends with this program
    every = [name for name in SCENARIOS if name != "reference" or reference.REFERENCE]
    wanted = [name for name in SCENARIOS if name in (names or every)]
    with Server() as server:
        page = Page(server)
        for name in wanted:
            page.write(name, SCENARIOS[name].run(server))


if __name__ == "__main__":
    main(sys.argv[1:])
