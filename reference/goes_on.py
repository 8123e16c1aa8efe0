#!/usr/bin/env python3
"""Whether the reference goes on from databases that our program has upgraded: run once with the virtual environment of each release.

PARITY_VENV names it, PARITY_SERVER the server; the rows are those of the templates of parity.py. See README.md.
"""

import argparse
import asyncio
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

VENV = os.environ.get("PARITY_VENV") or sys.exit("name the release's virtual environment in PARITY_VENV")
if Path(sys.prefix).resolve() != Path(VENV).resolve():
    os.execv(f"{VENV}/bin/python", [f"{VENV}/bin/python", *sys.argv])

import asyncpg

import facts
import rows
import tree
from settings import ALEMBIC, MANAGER

SERVER = os.environ.get("PARITY_SERVER", "localhost:5500")
RELEASE = version("backend.ai-manager")
HEAD = next(head for head, release in tree.heads().items() if release == RELEASE)
STARTS = [(release, data) for release in ("22.3.3", "25.19.2") for data in ("fresh", "fixtures", "likely")] + [(RELEASE, "fresh")]

# Random documents, and some of the fixtures, that the models of 26.9.6 refuse: such as a manager writes take their place.
READABLE = {
    "images": """resources = '{"cpu": {"min": "1", "max": null}}'""",
    "groups": "container_registry = NULL",
    "deployment_auto_scaling_policies": "scale_up_threshold = '80.5', scale_down_threshold = NULL",
    "deployment_revisions": """extra_mounts = '[]', model_definition = CASE WHEN model_definition IS NOT NULL THEN '{"models":
        [{"name": "m", "model_path": "/models", "service": {"start_command": ["vllm", "serve"], "port": 8000}}]}'::jsonb END""",
    "session_scheduling_history": "sub_steps = NULL",
}


class Failed(Exception):
    pass


def url(database, driver="postgresql"):
    return f"{driver}://postgres@{SERVER}/{database}"


def run(directory, *command):
    """Its output; stops where it fails."""
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise Failed(f"{Path(command[0]).name} {' '.join(command[1:])}: exit {done.returncode}: {(done.stderr or done.stdout).strip()[-600:]}")
    return done.stdout + done.stderr


async def execute(database, *statements):
    connection = await asyncpg.connect(url(database))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def content(database):
    connection = await asyncpg.connect(url(database), statement_cache_size=0)
    try:
        return await facts.take(connection), await rows.take(connection)
    finally:
        await connection.close()


def models():
    """All modules with tables; some are packages whose rows stand in a module of their own."""
    import ai.backend.manager.models as package

    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.startswith(f"{package.__name__}.alembic") and (module.name.endswith(".row") or module.name.count(".") == 4):
            importlib.import_module(module.name)
    from ai.backend.manager.models.base import Base

    return sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


async def read_all(database, expected):
    """Every row of every table, by the models. Gives how many; what is not mapped is told."""
    from sqlalchemy import select
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
    from sqlalchemy.orm import undefer

    mapped, wrong = {}, []
    engine = create_async_engine(url(database, "postgresql+asyncpg"))
    try:
        for mapper in models():
            name = mapper.local_table.name
            try:
                async with AsyncSession(engine) as session:
                    found = (await session.execute(select(mapper.class_).options(undefer("*")))).unique().scalars().all()
                mapped[name] = len(found)
            except Exception as error:
                wrong.append(f"{name}: {type(error).__name__}: {str(error)[:200]}")
        async with engine.connect() as connection:
            for name, table in sorted(mapper.local_table.metadata.tables.items()):
                if name not in mapped and name in expected and not any(text.startswith(f"{name}:") for text in wrong):
                    mapped[name] = len((await connection.execute(select(table))).all())
    finally:
        await engine.dispose()
    wrong += [f"{name}: {mapped[name]} rows read of {len(held)}" for name, (_, held) in expected.items()
              if name in mapped and mapped[name] != len(held)]
    wrong += [f"{name}: the models do not know it" for name, (_, held) in expected.items()
              if held and name not in mapped and not any(text.startswith(f"{name}:") for text in wrong)]
    if wrong:
        raise Failed("; ".join(wrong))
    return sum(mapped.values())


async def prepare(program, directory, database, start, data):
    """Ours: a database of that start with those rows, brought to the release."""
    await execute("postgres", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    template = "template0"
    if data != "fresh":
        head = next(head for head, release in tree.heads().items() if release == start)
        template = f"tpl_{head}_{data}"
    await execute("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    await execute(database, *(f"""DO $do$ BEGIN UPDATE {table} SET {values}; EXCEPTION WHEN undefined_table OR undefined_column THEN END $do$"""
                              for table, values in READABLE.items()))
    (directory / "alembic.ini").write_text(ALEMBIC.format(url(database)))
    (directory / "async.ini").write_text(ALEMBIC.format(url(database, "postgresql+asyncpg")))
    host, port = SERVER.split(":")
    (directory / "manager.toml").write_text(MANAGER.format(host, port, database))
    if data == "fresh":
        run(directory, program, "mgr", "schema", "oneshot", "--release", start)
    if start != RELEASE:
        run(directory, program, "mgr", "schema", "upgrade", RELEASE, "--no-etcd")


async def check(directory, database, result):
    """What the reference says, step by step."""
    before = await content(database)
    result["current"] = run(directory, f"{VENV}/bin/alembic", "-c", "async.ini", "current").strip().splitlines()[-1]
    if not result["current"].startswith(f"{HEAD} (head)"):
        raise Failed(f"alembic current: {result['current']}")
    run(directory, f"{VENV}/bin/alembic", "-c", "async.ini", "upgrade", "head")
    if await content(database) != before:
        raise Failed("alembic upgrade head has changed the database")
    shown = run(directory, f"{VENV}/bin/backend.ai", "mgr", "schema", "show")
    if shown.count(HEAD) < 2:
        raise Failed(f"schema show: {shown.strip()[-300:]}")
    result["tables"] = sum(bool(held) for _, held in before[1].values())
    result["read"] = await read_all(database, before[1])
    if RELEASE.startswith("26.9"):
        run(directory, f"{VENV}/bin/backend.ai", "mgr", "permissions", "provision")
        result["provisioned"] = sum(len(held) for _, held in (await content(database))[1].values()) - sum(len(held) for _, held in before[1].values())


async def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(tree.ROOT.parent / "target/release/backend-ai"))
    parser.add_argument("--results", help="also add the results to this file, for table.py")
    parser.add_argument("--only", help="START:DATA")
    options = parser.parse_args()
    for start, data in STARTS:
        if options.only not in (None, f"{start}:{data}"):
            continue
        result = {"goes_on": RELEASE, "start": start, "data": data}
        database = f"goes_on_{RELEASE}_{os.getpid()}"
        with tempfile.TemporaryDirectory() as directory:
            try:
                await prepare(options.program, Path(directory), database, start, data)
                await check(Path(directory), database, result)
            except Failed as failed:
                result["failed"] = str(failed)
        await execute("postgres", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        print(json.dumps(result), flush=True)
        if options.results:
            with open(options.results, "a") as file:
                print(json.dumps(result), file=file)


asyncio.run(main())
