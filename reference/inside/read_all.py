#!/usr/bin/env python3
"""Reads every row of a database by the models of the installed release; prints table → how many, or why not, as JSON.

Runs inside a release's virtual environment: VENV/bin/python read_all.py URL    (postgresql+asyncpg://…)
"""

import asyncio
import importlib
import json
import sys
import warnings

import models
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import undefer


async def main(url):
    warnings.simplefilter("ignore")
    tables = models.tables()
    base = importlib.import_module("ai.backend.manager.models.base").Base
    found = {}
    engine = create_async_engine(url)
    for mapper in base.registry.mappers:
        query = sa.select(mapper.class_).options(undefer("*"))
        found[mapper.local_table.name] = await tried(engine, lambda session: objects(session, query))
    for name, table in tables.items():
        if name not in found:  # No class is mapped to it.
            found[name] = await tried(engine, lambda session: lines(session, sa.select(table)))
    await engine.dispose()
    json.dump(found, sys.stdout)


async def tried(engine, read):
    async with AsyncSession(engine) as session:
        try:
            return await read(session)
        except Exception as error:
            return f"{type(error).__name__}: {str(error)[:300]}"


async def objects(session, query):
    return len((await session.execute(query)).unique().scalars().all())


async def lines(session, query):
    return len((await session.execute(query)).all())


asyncio.run(main(sys.argv[1]))
