#!/usr/bin/env python3
"""Prints, as JSON, the revisions of the installed release in the order in which alembic runs them from nothing.

Runs inside a release's virtual environment: VENV/bin/python history.py
"""

import json
import logging
import re
import sys
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory


def main():
    logging.disable(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", "ai.backend.manager.models:alembic")
    script = ScriptDirectory.from_config(config)
    steps = [step.revision for step in script._upgrade_revs("heads", ())]
    json.dump([{"id": revision.revision, "down": list(parents(revision)), "date": date(revision), "slug": slug(revision),
                "statements": statements(revision)} for revision in steps], sys.stdout)


def parents(revision):
    down = revision.down_revision or ()
    return (down,) if isinstance(down, str) else down


def date(revision):
    """Of its header."""
    lines = [line for line in (revision.module.__doc__ or "").splitlines() if line.startswith("Create Date:")]
    return lines[0].split(":", 1)[1].split()[0] if lines else ""


def slug(revision):
    return Path(revision.path).stem.removeprefix(revision.revision).removeprefix("_")


def statements(revision):
    """Whether it runs statements of its own, beside alembic's operations."""
    return bool(re.search(r"\bexecute\(|bulk_insert|exec_driver_sql|get_bind", Path(revision.path).read_text()))


main()
