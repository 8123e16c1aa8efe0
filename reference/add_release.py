#!/usr/bin/env python3
"""Adds a release of Backend.AI to migrations/: what docs/development.md calls "Adding a release".

    reference/add_release.py RELEASE [--from WHEELHOUSE] [--python PYTHON]

Installs it in a virtual environment under REFERENCE_VENVS (default: ~/.cache/backend.ai/reference), prepares a throwaway database with
it, and writes the release's folder, the entries of history.toml and releases.toml, and drafts of the revisions that are new. Run again,
it goes on where it was, and says "nothing new" in the end.
"""

import argparse
import re
import shutil
import tempfile
import textwrap
from pathlib import Path

import distil
import install
import ledger
import published
import revisions
import tree
from release import Reference


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release")
    parser.add_argument("--from", dest="wheelhouse", type=Path, help="a directory with all wheels, where there is no network")
    parser.add_argument("--python", type=Path, help="the Python that the release wants")
    options = parser.parse_args()
    if not published.FINAL.fullmatch(options.release):
        raise SystemExit(f"{options.release} is no final version, such as 26.9.7")
    release = ".".join(map(str, published.number(options.release)))
    every = published.releases(options.wheelhouse)
    if published.number(release) not in map(published.number, every):
        raise SystemExit(f"{release} was not published; the newest is {list(every)[-1]}")

    line = ledger.Ledger("releases.toml").lines.get(ledger.spelled(release), "")
    if as_other := re.search(r', (base|same) = "(.*?)"', line):
        raise SystemExit(f"{release} is inside, as a difference to {as_other[2]}; to record it as a whole, first take"
                         f" `{as_other[1]}` out of its line in migrations/releases.toml, and migrations/releases/{release} away, if it is there")

    venv = install.environment(release, every, options.wheelhouse, options.python)
    reference = Reference(venv)
    found = reference.python("history.py")
    written = []
    newest = published.number(release) >= max(map(published.number, ledger.Ledger("releases.toml").lines))
    if new := ledger.add_revisions(found, newest):
        written.append(f"history.toml: {', '.join(new)}")
    wheels = venv.parent / "wheels"
    wheels.mkdir(exist_ok=True)
    pip = [venv / "bin/python", "-m", "pip"]
    graphs = {version: published.revisions(published.wheel(version, pip, wheels, options.wheelhouse)) for version in ledger.unlisted(every)}
    if versions := ledger.add_versions(graphs):
        written.append(f"releases.toml: {', '.join(versions)}")
    tree.read()

    folder = tree.RELEASES / release
    if not folder.exists():
        with tempfile.TemporaryDirectory() as scratch:
            decide(distil.distil(release, reference, Path(scratch)))
            shutil.copytree(scratch, folder)
            folder.chmod(0o755)
        written.append(f"releases/{release}")
    own = {revision["id"] for revision in found}
    if new := [name for name in tree.drafted() if name in own]:
        fresh = (folder / "facts.txt").read_text()
        decide(revisions.draft(reference, found, new, tree.head_of(release), fresh))
        written += [f"revisions/{tree.folder_of(name).name}" for name in new]
    for line in written:
        print(f"written: migrations/{line}")
    if not written:
        print("nothing new")
    left = [path.relative_to(tree.ROOT.parent) for path in sorted(tree.ROOT.rglob("*.sql")) if "-- TODO" in path.read_text()]
    decide(f"{path}: a TODO is left, which the build refuses" for path in left)


def decide(notes):
    """What only a person can."""
    for line in notes:
        print(textwrap.shorten(f"decide: {line}", 300, placeholder=" …") if not line.startswith("schema.sql") else line, flush=True)


main()
