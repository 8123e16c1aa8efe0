"""docs/figures.md: each scenario writes what stands between its two marks, and its plots beside the page."""

import datetime
import os
import shlex
from pathlib import Path

from measure import ROOT

DIRECTORY = Path(os.environ.get("FIGURES") or ROOT / "docs").resolve()
# What makes a run another one; the rest stands at its default.
VARIABLES = ("RUNS", "SECONDS", "LATENCIES", "TABLES", "ROWS", "KERNELS")


def table(head, rows):
    """Markdown: names of columns, those of numbers with a > before."""
    lines = [[name.lstrip(">") for name in head], ["--:" if name.startswith(">") else "---" for name in head], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


class Page:
    def __init__(self, server):
        self.path = DIRECTORY / "figures.md"
        if not self.path.exists():
            DIRECTORY.mkdir(parents=True, exist_ok=True)
            self.path.write_text((ROOT / "docs/figures.md").read_text())
        load = os.getloadavg()[0]
        self.machine = f"{os.cpu_count()} cores, PostgreSQL {server.version}" + (
            f", on a machine that did other things besides (load {load:.1f})" if load > os.cpu_count() / 2 else "")

    def write(self, name, blocks):
        """Texts and plots as they are made: a run that is interrupted leaves the page as it was."""
        chosen = "".join(f"{variable}={shlex.quote(os.environ[variable])} " for variable in VARIABLES if os.environ.get(variable))
        reference = "REFERENCE=…/bin/backend.ai " if name == "reference" else ""
        parts = [f"`{reference}{chosen}scripts/bench {name}`, {datetime.date.today()}, {self.machine}:"]
        for block in blocks:
            if isinstance(block, str):
                parts.append(block)
            else:
                (DIRECTORY / block.file).write_text(block.svg())
                parts.append(f"![{block.title}]({block.file})")
        begin, end = f"<!-- scripts/bench {name} -->\n", f"<!-- end of {name} -->"
        text = self.path.read_text()
        before, after = text.split(begin)[0], text.split(end)[1]
        self.path.write_text(before + begin + "\n" + "\n\n".join(parts) + "\n\n" + end + after)
