#!/usr/bin/env python3
"""Runs revisions of the reference beside ours, from the same rows, and tells what differs. See README.md.

For each revision: ours runs in a transaction that is looked at and rolled back, then the reference's runs and stays, in the
same database. So both begin with the very same rows, and one difference does not spread. The reference's alembic is driven in
this process; where this Python has none, the script starts again under that of --venv.
"""

import argparse
import asyncio
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
import warnings
from functools import cache
from pathlib import Path

import facts as facts_of
import rows as rows_of
import table
import tree

HERE = Path(__file__).parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", default=os.environ.get("PARITY_SERVER", "localhost:5500"))
    parser.add_argument("--user", default="postgres")
    parser.add_argument("--venv", default=os.environ.get("PARITY_VENV"), help="where the reference is installed")
    parser.add_argument("--facts", default=os.environ.get("PARITY_FACTS"), help="revisions.json, to check facts against")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in [
        ("walk", "ours beside the reference's"),
        ("chain", "ours alone, all in one transaction: facts at each release, down to the start, up again"),
        ("templates", "make the databases that walks start from"),
        ("copy", "make a database that stands just before a revision"),
    ]:
        command = commands.add_parser(name, help=what)
        command.add_argument("--data", default="fixtures", help="fixtures, likely or wild; several with commas")
        command.add_argument("--prefix", default="parity", help="of the names of databases that are made")
        if name == "copy":
            command.add_argument("--before", required=True, metavar="REVISION")
            command.add_argument("--name", required=True)
        if name in ("walk", "chain"):
            command.add_argument("--from", dest="first", metavar="REVISION", help="first revision to run")
        if name in ("walk", "chain", "templates"):
            command.add_argument("--to", dest="last", metavar="REVISION", help="last revision to run")
        command.add_argument("--cases", action="store_true", help="add the rows of cases/REVISION.sql before a revision")
        if name == "walk":
            command.add_argument("--only", metavar="REVISION")
            command.add_argument("--show", type=int, default=6, help="differences shown of each revision")
            command.add_argument("--no-down", action="store_true", help="leave out down.sql")
            command.add_argument("--rows-down", action="store_true", help="show which rows down.sql does not bring back")
            command.add_argument("--quiet", action="store_true", help="name only revisions that are not equal, drift apart")
            command.add_argument("--results", metavar="FILE", help="also add the results to this file, for table.py")
            command.add_argument("--keep", metavar="NAME", help="leave the database behind under that name")
        if name == "chain":
            command.add_argument("--no-down", action="store_true")
        if name == "templates":
            command.add_argument("--every", type=int, default=10, help="also keep a template after so many revisions")
            command.add_argument("--release", default="25.19.2", help="where they begin; 22.3.3 and later")
            command.add_argument("--fresh", action="store_true", help="begin anew, not at the last template there is")
    return parser.parse_args()


OPTIONS = arguments()
if OPTIONS.venv and Path(sys.prefix).resolve() != Path(OPTIONS.venv).resolve():
    os.execv(f"{OPTIONS.venv}/bin/python", [f"{OPTIONS.venv}/bin/python", *sys.argv])

try:
    import asyncpg
except ModuleNotFoundError:
    sys.exit("this Python has no reference: name its virtual environment with --venv, or in PARITY_VENV")

# One revision of 2018 asks on the terminal how numeric user ids become text; this answers: as they are.
os.environ["STRINGIFY_USERID_CHOICE"] = "a"
# The reference's modules start a thread; the processes that run revisions need none of it.
warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)


# ---------------------------------------------------------------------------------------------------------------- databases


def url(database, driver="postgresql"):
    return f"{driver}://{OPTIONS.user}@{OPTIONS.server}/{database}"


async def connect(database):
    connection = await asyncpg.connect(url(database), statement_cache_size=0)
    await connection.execute("SET TimeZone = 'UTC'; SET search_path = public")
    return connection


async def admin(statement):
    connection = await asyncpg.connect(url("postgres"))
    try:
        return await connection.fetch(statement)
    finally:
        await connection.close()


async def databases():
    return {row[0] for row in await admin("SELECT datname FROM pg_database")}


async def drop(name):
    await admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def copy(template, name):
    await drop(name)
    for attempt in range(20):
        try:
            await admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
            return
        except asyncpg.ObjectInUseError:
            await asyncio.sleep(0.3 * (attempt + 1))
    raise SystemExit(f"{template} is in use")


# What is there before the first revision.
LEDGER = """
CREATE EXTENSION "uuid-ossp";
CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))
"""


def template_name(revision, data):
    return f"tpl_{revision}_{data}"


# ---------------------------------------------------------------------------------------------------------------- both sides


class Reference:
    """The reference's alembic, one revision at a time."""

    def __init__(self):
        import importlib
        import logging
        import pkgutil

        import ai.backend.manager.models as models
        from alembic.config import Config
        from alembic.script import ScriptDirectory

        logging.disable(logging.INFO)
        # Constraints without a name are named by the metadata of the models, so all models must be there, as in env.py.
        for module in pkgutil.iter_modules(models.__path__):
            if module.name in ("alembic", "hasher", "minilang", "rbac"):
                continue
            importlib.import_module(f"{models.__name__}.{module.name}")
            if module.ispkg:
                try:
                    importlib.import_module(f"{models.__name__}.{module.name}.row")
                except ModuleNotFoundError:
                    pass
        from ai.backend.manager.models.base import metadata

        self.metadata = metadata
        self.config = Config()
        self.config.set_main_option("script_location", "ai.backend.manager.models:alembic")
        self.script = ScriptDirectory.from_config(self.config)
        # Reads all revisions, once and for all the processes that begin here.
        self.script.get_heads()

    def constant_ids(self, revision):
        """Ids that stand in the revision's own text: they are no random ones."""
        return set(rows_of.ID.findall(Path(self.script.get_revision(revision).path).read_text()))

    def up(self, database, revision):
        """Runs it in a process of its own: some revisions change the models that all of them share. Gives what is wrong."""
        if revision in impossible():
            return f"not run: {impossible()[revision]}"
        sys.stdout.flush()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(330)
            # Some revisions print; that is no result.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            wrong = asyncio.new_event_loop().run_until_complete(self.run(database, revision))
            os.write(writing, (wrong or "")[:4000].encode())
            os._exit(0)
        os.close(writing)
        with open(reading) as answer:
            wrong = answer.read()
        if os.waitpid(child, 0)[1]:
            return wrong or "the process ended without a word"
        return wrong or None

    async def run(self, database, revision):
        from alembic.runtime.environment import EnvironmentContext
        from sqlalchemy import pool, text
        from sqlalchemy.ext.asyncio import create_async_engine

        def run(connection):
            # A revision of 2019 executes plain text, as SQLAlchemy took it then.
            execute = type(connection).execute
            type(connection).execute = lambda self, what, *rest, **options: execute(
                self, text(what) if isinstance(what, str) else what, *rest, **options)
            with EnvironmentContext(
                self.config, self.script, fn=lambda heads, _context: self.script._upgrade_revs(revision, heads)
            ) as environment:
                environment.configure(connection=connection, target_metadata=self.metadata)
                with environment.begin_transaction():
                    environment.run_migrations()

        engine = create_async_engine(url(database, "postgresql+asyncpg"), poolclass=pool.NullPool)
        try:
            async with asyncio.timeout(300), engine.connect() as connection:
                await connection.run_sync(run)
            return None
        except (Exception, SystemExit) as error:
            original = getattr(error, "orig", None) or error
            return f"{type(original).__name__}: {original}"
        finally:
            await engine.dispose()


@cache
def reference_once():
    """Its models take some seconds to load: once for all data sets."""
    return Reference()


async def ours(connection, revision, script="up.sql"):
    """Runs one of our scripts inside the transaction that is open; gives what is wrong."""
    try:
        text = tree.script(revision, script)
    except FileNotFoundError as error:
        return str(error)
    try:
        # asyncpg does not take a script that is nothing but comments.
        await connection.execute(f"{text}\n;SELECT 1")
        await connection.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        return None
    except asyncpg.PostgresError as error:
        line = ""
        if error.position:
            line = f", line {text.count(chr(10), 0, int(error.position)) + 1} of the script"
        elif error.context:
            line = f" ({error.context.splitlines()[0]})"
        return f"{type(error).__name__}: {error}{line}"


async def restamp(connection, revision):
    entry = tree.REVISIONS[revision]
    await connection.execute("DELETE FROM alembic_version WHERE version_num = ANY ($1)", entry["down"])
    await connection.execute("INSERT INTO alembic_version VALUES ($1)", revision)


async def sequences(connection):
    names = await connection.fetch("SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'")
    return [(name, await connection.fetchrow(f"SELECT last_value, is_called FROM {name}")) for (name,) in names]


# ---------------------------------------------------------------------------------------------------------------- one step


class Step:
    """What came out of one revision."""

    def __init__(self, revision):
        self.revision = revision
        self.ours = None
        self.theirs = None
        self.facts = []
        self.rows = []
        self.notes = []
        self.deletes = []
        self.remarks = []
        self.deleted = 0
        self.corrected = None
        self.seconds = 0.0
        self.known_ids = set()

    def verdict(self):
        if self.ours and self.theirs:
            return "BOTH FAIL"
        if self.ours:
            return "OURS FAILS"
        if self.theirs:
            return "reference fails, ours does not"
        wrong = [fact for fact in self.facts if not fact.startswith("drift")]
        what = [name for name, found in (("FACTS", wrong), ("ROWS", self.rows), ("DOWN", self.notes),
                                         ("DELETES", self.deletes)) if found]
        return f"DIFFERENT: {', '.join(what)}" if what else "equal"


async def try_ours(database, step, with_down, rows_down):
    """Ours in a transaction that is taken back: facts and rows after it."""
    connection = await connect(database)
    try:
        before = await facts_of.take(connection)
        rows_before = await rows_of.take(connection)
        step.known_ids = rows_of.ids(rows_before)
        kept = await sequences(connection)
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("SET CONSTRAINTS ALL DEFERRED")
        facts = rows = None
        begun = time.monotonic()
        announced, step.deletes = await announced_deletes(connection, step.revision)
        tables_before = await tables(connection)
        step.ours = await ours(connection, step.revision)
        step.seconds = time.monotonic() - begun
        if step.ours is None:
            facts, rows = await facts_of.take(connection), await rows_of.take(connection)
            leftover = await connection.fetch(
                "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'"
                " UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = pg_my_temp_schema()"
            )
            step.notes += [f"left in pg_temp: {name}" for (name,) in leftover]
            await check_deletes(connection, step, announced, rows_before, rows, tables_before)
            if with_down:
                step.notes += await down_and_up(connection, step, before, facts, rows_before if rows_down else None)
        await transaction.rollback()
        for name, row in kept:
            await connection.fetchval(f"SELECT setval('{name}', $1, $2)", row["last_value"], row["is_called"])
        return facts, rows
    finally:
        await connection.close()


async def announced_deletes(connection, revision):
    """Table → number, by deletes.toml; and what does not work of it."""
    announced, wrong = {}, []
    for entry in tree.deletes(revision):
        savepoint = connection.transaction()
        await savepoint.start()
        try:
            number = await connection.fetchval(entry["count"])
            announced[entry["table"]] = announced.get(entry["table"], 0) + number
        except asyncpg.PostgresError as error:
            wrong.append(f"deletes.toml, {entry['table']}: {error}")
        await savepoint.rollback()
    return announced, wrong


async def tables(connection):
    return {oid: name for oid, name in await connection.fetch(
        "SELECT oid, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")}


async def check_deletes(connection, step, announced, before, after, tables_before):
    """Whether as many rows went as announced. The server counts what a transaction deletes, cascades included. The rows of a table that
    goes may live on in another one: of them fewer are announced."""
    tables_after = await tables(connection)
    renamed = {name for oid, name in tables_before.items() if oid in tables_after}
    statistics = "SELECT relid, n_tup_del FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND n_tup_del > 0"
    deleted = {tables_before[oid]: number for oid, number in await connection.fetch(statistics) if oid in tables_before}
    # A table that goes takes its rows along; one that is renamed does not.
    gone = before.keys() - after.keys() - renamed
    deleted |= {name: len(before[name][1]) for name in gone if before[name][1]}
    for table in sorted(deleted.keys() | announced.keys()):
        went, said = deleted.get(table, 0), announced.get(table)
        if said is None:
            step.remarks.append(f"{went} rows of {table} are deleted without a word in deletes.toml")
        elif said > went or said < went and table in after:
            step.deletes.append(f"deletes.toml: {table}: {said} announced, {went} deleted")
        else:
            step.deleted += said


async def down_and_up(connection, step, before, after, rows_before):
    notes = []
    wrong = await ours(connection, step.revision, "down.sql")
    if wrong:
        return [f"down.sql fails: {wrong}"]
    notes += [f"after down.sql: {line}" for line in facts_of.differ(before, await facts_of.take(connection), "before", "now")]
    if rows_before is not None:
        lost = rows_of.compare(rows_before, await rows_of.take(connection), ("before", "after down"))
        for line in lost[:40]:
            print(f"      down: {line}")
    wrong = await ours(connection, step.revision)
    if wrong:
        return [*notes, f"up.sql after down.sql fails: {wrong}"]
    notes += [f"up again: {line}" for line in facts_of.differ(after, await facts_of.take(connection), "up", "again")]
    return notes


async def take(database):
    connection = await connect(database)
    try:
        return await facts_of.take(connection), await rows_of.take(connection)
    finally:
        await connection.close()


async def fetch(database, query):
    connection = await connect(database)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def apply(database, script):
    connection = await connect(database)
    try:
        await connection.execute(script)
    finally:
        await connection.close()


async def compare_step(database, revision, reference, notes=None):
    step = Step(revision)
    begun = time.time()
    # Where ours did not stop on the rows as they were, down.sql has been tried with them.
    tried = notes is not None and notes[0]
    facts, rows = await try_ours(database, step, not OPTIONS.no_down and not tried, OPTIONS.rows_down)
    if tried:
        step.notes += notes[1]
    kept = f"{database}_kept"
    if revision in corrections() and notes is None:
        await copy(database, kept)
    step.theirs = reference.up(database, revision)
    if step.ours is None and step.theirs is None:
        facts_theirs, rows_theirs = await take(database)
        step.facts = facts_of.judge(facts_theirs, facts, tree.release_facts_after(revision))
        step.rows = rows_of.compare(rows_theirs, rows, ("reference", "ours"), (begun, time.time()),
                                  step.known_ids | reference.constant_ids(revision) | tree.constant_ids(revision))
    elif step.theirs and revision in corrections() and notes is None:
        print(f"{revision}: {'ours stops too' if step.ours else 'ours does not stop'}; again, with rows corrected")
        print(f"      reference: {step.theirs[:400]}")
        if step.ours:
            print(f"      ours: {step.ours[:400]}")
        # Not the database in which the reference has stopped: it may have committed a part.
        await copy(kept, database)
        await apply(database, corrections()[revision])
        again = await compare_step(database, revision, reference, notes=(step.ours is None, step.notes))
        again.corrected = {"reference": step.theirs, "ours": step.ours}
        return again
    elif step.theirs and step.ours is None:
        # Ours can do what the reference cannot: go on from ours.
        await go_on_with_ours(database, revision)
    await drop(kept)
    return step


async def go_on_with_ours(database, revision):
    connection = await connect(database)
    try:
        async with connection.transaction():
            await connection.execute("SET CONSTRAINTS ALL DEFERRED")
            wrong = await ours(connection, revision)
            if wrong:
                raise SystemExit(f"{revision}: {wrong}")
            await restamp(connection, revision)
    finally:
        await connection.close()


@cache
def corrections():
    """What makes rows such that the reference can go on: by revision, SQL to run before it."""
    document = tomllib.loads((HERE / "corrections.toml").read_text())
    return {revision: entry["sql"] for revision, entry in document.items() if entry["sql"]}


@cache
def impossible():
    """Revisions that the reference cannot run here, with the reason: ours goes on alone."""
    document = tomllib.loads((HERE / "corrections.toml").read_text())
    return {revision: entry["impossible"] for revision, entry in document.items() if "impossible" in entry}


def known_differences():
    path = HERE / "differences.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}


# ---------------------------------------------------------------------------------------------------------------- commands


async def advance(database, at, until, reference, data, keep=lambda revision: False):
    """Runs the reference alone, to the revision before `until`; corrects rows on which it fails."""
    order = tree.ORDER
    for position in range(at + 1, until):
        revision = order[position]
        if revision in impossible():
            await go_on_with_ours(database, revision)
            wrong = None
        else:
            if revision in corrections():
                await copy(database, f"{database}_kept")
            wrong = reference.up(database, revision)
        if wrong and revision in corrections():
            print(f"corrected before {revision}: {wrong.splitlines()[0][:200]}", flush=True)
            await copy(f"{database}_kept", database)
            await apply(database, corrections()[revision])
            wrong = reference.up(database, revision)
        if wrong:
            print(f"ours goes on alone at {revision}: {wrong.splitlines()[0][:200]}", flush=True)
            await go_on_with_ours(database, revision)
        await drop(f"{database}_kept")
        if keep(position):
            await copy(database, template_name(revision, data))
            print(f"{template_name(revision, data)}", flush=True)


def is_old(revision):
    """Whether it comes before all releases whose schema is here."""
    return tree.ORDER.index(revision) <= tree.ORDER.index(tree.oldest_head())


async def stand_on_ours(revision, data, name):
    """The same, made by ours from an empty database, with the rows of cases/ on the way."""
    await drop(name)
    await admin(f'CREATE DATABASE "{name}" TEMPLATE template0')
    await apply(name, LEDGER)
    for earlier in tree.ORDER[: tree.ORDER.index(revision)]:
        await add_case(name, earlier, data)
        await go_on_with_ours(name, earlier)


async def add_case(name, revision, data):
    case = HERE / "cases" / f"{revision}.sql"
    if OPTIONS.cases and data == "fixtures" and case.exists():
        await apply(name, case.read_text())


async def stand_before(revision, data, name, reference):
    """A database whose last revision is the one before this."""
    if is_old(revision):
        return await stand_on_ours(revision, data, name)
    wanted = tree.ORDER.index(revision) - 1
    present = await databases()
    at = next((n for n in range(wanted, -1, -1) if template_name(tree.ORDER[n], data) in present), None)
    if at is None:
        raise SystemExit(f"no template of {data} before {revision}: make it with `parity.py templates --data {data}`")
    await copy(template_name(tree.ORDER[at], data), name)
    if at < wanted:
        await advance(name, at, wanted + 1, reference, data)


async def walk(data):
    first = OPTIONS.only or OPTIONS.first
    last = OPTIONS.only or OPTIONS.last or tree.ORDER[-1]
    reference = reference_once()
    name = OPTIONS.keep or f"{OPTIONS.prefix}_{data}_{os.getpid()}"
    known, results = known_differences(), []
    await stand_before(first, data, name, reference)
    try:
        for revision in tree.ORDER[tree.ORDER.index(first) : tree.ORDER.index(last) + 1]:
            await add_case(name, revision, data)
            if data != "fixtures" and is_old(revision):
                await refill(name, data, revision)
            step = await compare_step(name, revision, reference)
            verdict = step.verdict()
            listed = " (listed)" if revision in known and verdict != "equal" else ""
            results.append((revision, verdict, listed))
            if OPTIONS.results:
                table.record(OPTIONS.results, data, step)
            if verdict == "equal" and OPTIONS.quiet and not step.remarks:
                continue
            print(f"{data:8} {tree.label(revision):70} {verdict}{listed} {step.seconds:.2f} s", flush=True)
            if step.ours:
                print(f"      ours: {step.ours[:600]}")
            if step.theirs:
                print(f"      reference: {step.theirs[:600]}")
            shown = step.facts + step.rows[: OPTIONS.show] + step.notes + step.deletes + step.remarks
            for line in shown:
                print(f"      {line}")
            if len(step.rows) > OPTIONS.show:
                print(f"      … {len(step.rows) - OPTIONS.show} more rows")
            if step.ours and step.theirs:
                print("      stops here: corrections.toml says nothing for this revision")
                break
            filled = data != "fixtures" and tree.ORDER.index(revision) in fillings() and revision != last
            if filled and template_name(revision, data) in await databases():
                # Goes on where more tables have rows.
                await copy(template_name(revision, data), name)
    finally:
        if not OPTIONS.keep:
            await drop(name)
    print(f"{data}: {sum(verdict == 'equal' for _, verdict, _ in results)} of {len(results)} equal, "
          f"{sum(bool(listed) for *_, listed in results)} listed")


async def chain(data):
    """All of ours, as an upgrade does it."""
    first = OPTIONS.first or tree.ORDER[tree.ORDER.index("d0a3c0716970") + 1]
    last = OPTIONS.last or tree.ORDER[-1]
    steps = tree.ORDER[tree.ORDER.index(first) : tree.ORDER.index(last) + 1]
    name = f"{OPTIONS.prefix}_chain_{data}_{os.getpid()}"
    await stand_before(first, data, name, None if template_name(tree.ORDER[tree.ORDER.index(first) - 1], data) in await databases() else reference_once())
    connection = await connect(name)
    try:
        async with connection.transaction():
            await connection.execute("SET CONSTRAINTS ALL DEFERRED")
            before, slow = {}, []
            for revision in steps:
                before[revision] = await facts_of.take(connection)
                begun = time.monotonic()
                wrong = await ours(connection, revision)
                slow.append((time.monotonic() - begun, revision))
                if wrong and revision in corrections():
                    print(f"{data}: {revision} stops: {wrong}"[:300])
                    return await chain_corrected(data)
                if wrong:
                    print(f"{data}: {tree.label(revision)} fails: {wrong}")
                    return
                for release in tree.releases_at(revision):
                    found = facts_of.differ(tree.facts_of_release(release), await facts_of.take(connection), release, "ours")
                    print(f"{data}: facts of {release}: {len(found)} differences")
                    for line in found:
                        print(f"      {line}")
            print("slowest:", ", ".join(f"{revision} {seconds:.2f} s" for seconds, revision in sorted(slow)[:-6:-1]))
            if OPTIONS.no_down:
                return
            for revision in reversed(steps):
                wrong = await ours(connection, revision, "down.sql")
                if wrong:
                    print(f"{data}: {tree.label(revision)}, down.sql fails: {wrong}")
                    return
                found = facts_of.differ(before[revision], await facts_of.take(connection), "before", "after down")
                for line in found:
                    print(f"{data}: {revision} down: {line}")
            for revision in steps:
                wrong = await ours(connection, revision)
                if wrong:
                    print(f"{data}: {tree.label(revision)}, up.sql after all down.sql fails: {wrong}")
                    return
            print(f"{data}: {len(steps)} revisions up, down and up again")
    finally:
        await connection.close()
        await drop(name)


async def chain_corrected(data):
    print(f"{data}: rows that stop ours need a template with the correction; start after that revision with --from")


@cache
def fillings():
    """Where tables that are still empty are filled, with the column rules of which release: at the heads, and on the way of 26.x."""
    at = {head: release for head, release in tree.heads().items() if release not in ("22.3.3", "25.19.2", "26.8.3", "26.9.6")}
    at |= {"2a531e0c528e": "26.4.16", "f4b1c9d27a08": "26.9.6"}
    return {tree.ORDER.index(head): release for head, release in at.items()}


async def templates(data):
    """Databases where the ranges start, and after every so many revisions between."""
    start = next(head for head, release in tree.heads().items() if release == OPTIONS.release)
    begin = tree.ORDER.index(start)
    # The older ones end where those of 25.19.2 begin: two walks that meet would have templates of one name.
    newer = OPTIONS.release == "25.19.2"
    end = len(tree.ORDER) - 1 if newer else tree.ORDER.index("d0a3c0716970") - 1
    last = min(tree.ORDER.index(OPTIONS.last), end) if OPTIONS.last else end
    stops = {position: release for position, release in fillings().items() if begin < position < end}
    name = f"{OPTIONS.prefix}_make_{data}"
    present = await databases()
    at = max((n for n in range(begin, last + 1) if template_name(tree.ORDER[n], data) in present), default=None)
    if at is None or OPTIONS.fresh:
        at = begin
        await drop(name)
        await admin(f'CREATE DATABASE "{name}" TEMPLATE template0')
        await apply(name, (tree.RELEASES / OPTIONS.release / "schema.sql").read_text())
        await apply(name, f"DELETE FROM alembic_version; INSERT INTO alembic_version VALUES ('{start}')")
        await seed(name, data, OPTIONS.release)
        await copy(name, template_name(start, data))
        print(template_name(start, data), flush=True)
    else:
        await copy(template_name(tree.ORDER[at], data), name)
    for position in sorted({*stops, last}):
        if position <= at or position > last:
            continue
        await advance(name, at, position + 1, reference_once(), data,
                      lambda n: (n - begin) % OPTIONS.every == 0 and n not in stops)
        at = position
        if position in stops:
            if data != "fixtures":
                fill(name, data, stops[position])
            await copy(name, template_name(tree.ORDER[position], data))
            print(template_name(tree.ORDER[position], data), flush=True)
    await drop(name)


async def seed(name, data, release):
    if data == "fixtures":
        await apply(name, (HERE / f"rows-{release}.sql").read_text())
    else:
        fill(name, data, release)


async def refill(name, data, revision):
    """Other rows in every table, as there are no templates that would bring some."""
    tables = await fetch(name, "SELECT string_agg(quote_ident(relname), ', ') FROM pg_class"
                               " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'")
    if tables:
        await apply(name, f"TRUNCATE {tables}")
        fill(name, data, seed=tree.ORDER.index(revision))


def fill(name, data, release=None, seed=1):
    manner = ["--manner", data, "--seed", str(seed), *(["--release", release] if release else [])]
    subprocess.run([HERE.parent / "target/debug/examples/fill", url(name), *manner], check=True, stdout=subprocess.DEVNULL)


async def main():
    for data in OPTIONS.data.split(","):
        if OPTIONS.command == "walk":
            await walk(data)
        elif OPTIONS.command == "chain":
            await chain(data)
        elif OPTIONS.command == "templates":
            await templates(data)
        elif OPTIONS.command == "copy":
            await stand_before(OPTIONS.before, data, OPTIONS.name, reference_once())
            print(OPTIONS.name)


asyncio.run(main())
