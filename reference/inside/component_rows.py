#!/usr/bin/env python3
"""Reads every row of a database by a component's models; prints table → how many, or why not, as JSON.

Runs inside the component's virtual environment: VENV/bin/python component_rows.py PACKAGE_OF_MODELS URL    (postgresql+asyncpg://…)
"""

import asyncio
import importlib
import json
import pkgutil
import sys
import warnings

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine


async def main(package, url):
    warnings.simplefilter("ignore")
    models = importlib.import_module(package)
    for module in pkgutil.iter_modules(models.__path__, package + "."):
        if not module.ispkg:
            importlib.import_module(module.name)
    base = importlib.import_module(f"{package}.base").Base
    engine = create_async_engine(url)
    found = {mapper.local_table.name: await read(engine, mapper.class_) for mapper in base.registry.mappers}
    await engine.dispose()
    json.dump(found, sys.stdout)


async def read(engine, model):
    async with AsyncSession(engine) as session:
        try:
            return len((await session.scalars(sa.select(model))).all())
        except Exception as error:
            return f"{type(error).__name__}: {str(error)[:300]}"


asyncio.run(main(*sys.argv[1:]))
