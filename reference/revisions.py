"""Drafts of the revisions that a release brings: the reference runs them one by one on a database with rows, and what it does is looked at."""

import os
import subprocess
import tempfile
import time
import tomllib
from pathlib import Path

import ddl
import layout
import ledger
import rows
import server
import tree
from release import Reference, configure

TODO = "-- TODO"
SHOWN = 12
TIMEOUT = 300
CORRECTIONS, LISTED = (tomllib.loads((Path(__file__).parent / name).read_text()) for name in ("corrections.toml", "differences.toml"))


def draft(reference: Reference, found, new, head, fresh):
    """Folders for the revisions `new`, all in `found`, which is the release's history; `fresh` are the facts of a fresh
    database. Yields what a person has to know."""
    by_id = {revision["id"]: revision for revision in found}
    database = f"revisions_{os.getpid()}"
    own = ledger.published.ancestors(head, {revision["id"]: revision["down"] for revision in found})
    begin(reference, database, own, new, by_id)
    for name in new:
        yield from (f"{tree.label_of(by_id[name])}: {line}" for line in one(reference, database, by_id[name]))
    if head in new:
        yield from (f"{tree.label_of(by_id[head])}: {line}" for line in drift(fresh, server.facts(database)))
    server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')


def begin(reference, database, own, new, history):
    """A database with rows just before the new revisions: an embedded release's, brought on by our own revisions."""
    start, stamped = None, set()
    for folder in sorted(layout.RELEASES.glob("*/schema.sql"), key=lambda path: layout.number(path.parent.name)):
        there = tree.own_of(folder.parent.name)
        if there <= own - set(new) and len(there) > len(stamped):
            start, stamped = folder.parent, there
    if not start:
        raise SystemExit("no embedded release lies below this one")
    server.create(database)
    server.psql(database, *(word for name in ("schema.sql", "rows.sql") if (start / name).exists() for word in ("-f", start / name)))
    stamp(database, [tree.head_of(start.name)])
    fill(database, start.name)
    for name in history:
        if name not in own - set(new) - stamped:
            continue
        if TODO in (script := tree.script(name, "up.sql")):  # A draft of before.
            upgrade(reference, database, history[name])
        else:
            run(database, script)


def stamp(database, names):
    values = ", ".join(f"('{name}')" for name in names)
    server.psql(database, "-c", f"DELETE FROM alembic_version; INSERT INTO alembic_version VALUES {values}")


def fill(database, release):
    """Rows: random ones in every table where examples/fill is built, else those of the example fixtures."""
    if filler := next(target().glob("*/examples/fill"), None):
        subprocess.run([filler, server.url(database), "--release", release, "--seed", "1", "--manner", "likely"], check=True, stdout=subprocess.DEVNULL)
        return
    program = target() / "release/backend-ai"
    if not program.exists():
        raise SystemExit(f"there is no {program}: make build")
    with tempfile.TemporaryDirectory() as directory:
        configure(Path(directory), database)
        example = subprocess.run([program, "mgr", "fixture", "example", "--release", release], cwd=directory, capture_output=True, check=True)
        done = subprocess.run([program, "mgr", "fixture", "populate", "-"], input=example.stdout, cwd=directory, capture_output=True)
        if done.returncode:
            raise SystemExit(f"the example fixtures for {release}: {done.stderr.decode()}")


def target():
    return Path(os.environ.get("CARGO_TARGET_DIR", server.ROOT / "target")).absolute()


def run(database, text):
    """One of our scripts, in one transaction."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(text)
        file.flush()
        server.psql(database, "-1", "-f", file.name)


def one(reference, database, revision):
    """Runs it, writes its folder, tries what was written."""
    name, kept = revision["id"], f"{database}_kept"
    server.create(kept, database)
    before, rows_before, began = server.facts(database).splitlines(), server.rows(database), time.time()
    upgrade(reference, database, revision)
    after, rows_after = server.facts(database).splitlines(), server.rows(database)
    changed = [line for line in rows.compare(rows_before, rows_after, ("before", "after"), (began, time.time())) if not line.startswith("table ")]
    notes = []
    if revision["statements"]:
        notes.append("it runs statements of its own: see its text")
    notes += [f"rows: {line}" for line in changed[:SHOWN]]
    if len(changed) > SHOWN:
        notes.append(f"rows: {len(changed) - SHOWN} more differences")
    todo = ["rows: the reference runs statements of its own"] if revision["statements"] else ["rows change"] if changed else []

    folder = tree.ROOT / "revisions" / tree.label_of(revision)
    folder.mkdir(exist_ok=True)
    up, down = ddl.scripts(revision, before, after, todo)
    (folder / "up.sql").write_text(up)
    (folder / "down.sql").write_text(down)
    notes += tried(kept, up, down, before, after)
    server.psql("postgres", "-c", f'DROP DATABASE "{kept}" WITH (FORCE)')
    return notes + ([] if notes or TODO not in up + down else ["see the TODO in its scripts"])


def upgrade(reference, database, revision):
    """This one alone, as if all before it had run: of a release with backports not all have."""
    stamp(database, revision["down"])
    with tempfile.TemporaryDirectory() as directory:
        configure(Path(directory), database, "postgresql+asyncpg")
        command = [reference.venv / "bin/alembic", "-c", "alembic.ini", "upgrade", revision["id"]]
        try:
            done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            raise SystemExit(f"the reference does not end in {revision['id']}") from None
    if done.returncode:
        raise SystemExit(f"the reference fails in {revision['id']}: {(done.stdout + done.stderr)[-2000:]}")


def tried(database, up, down, before, after):
    """What the drafts do not do: up, down and up again, each time the facts."""
    notes = []
    for name, text, wanted in (("up.sql", up, after), ("down.sql", down, before), ("up.sql after down.sql", up, after)):
        try:
            run(database, text)
        except SystemExit as error:
            return [*notes, f"{name} fails: {str(error).strip()}"]
        found, wanted = (set(map(tree.without_position, lines)) for lines in (server.facts(database).splitlines(), wanted))
        notes += [f"{name} leaves out: {line}" for line in sorted(wanted - found)] + [f"{name} has too much: {line}" for line in sorted(found - wanted)]
    return notes


def compare(reference, names, own):
    """What our revisions do otherwise than the reference's, one by one, on the same rows."""
    if not names:
        return
    database, kept = f"revisions_{os.getpid()}", f"revisions_{os.getpid()}_kept"
    history = {revision["id"]: revision for revision in reference.python("history.py")}
    begin(reference, database, own, names, history)
    for name in names:
        server.create(kept, database)
        if refused := theirs(reference, database, kept, history[name]):
            print(f"{tree.label(name)}: ours goes on alone: {refused}")
            server.create(database, kept)
            run(database, tree.script(name, "up.sql"))
            continue
        before, began = rows.ids(server.rows(kept)), time.time() - TIMEOUT
        try:
            run(kept, tree.script(name, "up.sql"))
        except SystemExit as error:
            yield f"{tree.label(name)}: ours fails: {error}"
            continue
        reached, ours = (set(map(tree.without_position, server.facts(one).splitlines())) for one in (database, kept))
        # Drift of the reference is none of ours: the next release's own schema is right.
        right = tree.release_facts_after(name)
        wrong = [f"only {side}: {line}" for side, lines in (("reference", reached - ours), ("ours", ours - reached)) for line in sorted(lines)
                 if (line in right) == (side == "reference")]
        fixed = before | tree.constant_ids(name) | reference.constant_ids(name)
        wrong += rows.compare(server.rows(database), server.rows(kept), ("reference", "ours"), (began, time.time()), fixed)
        if wrong and name in LISTED:
            print(f"{tree.label(name)}: {len(wrong)} differences (listed)")
        else:
            yield from (f"{tree.label(name)}: {line}" for line in wrong)
    for one in (database, kept):
        server.psql("postgres", "-c", f'DROP DATABASE "{one}" WITH (FORCE)')


def theirs(reference, database, kept, revision):
    """Runs the reference's; once more with rows corrected, where that is known to help. Why it does not run, if so."""
    correction = CORRECTIONS.get(revision["id"], {})
    if "impossible" in correction:
        return correction["impossible"]
    try:
        upgrade(reference, database, revision)
        return None
    except SystemExit as error:
        if not correction.get("sql"):
            return str(error).strip().splitlines()[-1]
    server.create(database, kept)
    run(database, correction["sql"])
    server.create(kept, database)
    upgrade(reference, database, revision)
    return None


def drift(facts, database_facts):
    """Where the chain ends in other facts than a fresh database: the fresh one is right."""
    chain, fresh = (set(map(tree.without_position, text.splitlines())) for text in (database_facts, facts))
    return ([f"drift, to be mended here: a fresh database has {line}" for line in sorted(fresh - chain)]
            + [f"drift, to be mended here: the reference's upgrade leaves {line}" for line in sorted(chain - fresh)])
