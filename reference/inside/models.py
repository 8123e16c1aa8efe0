"""The tables of the release that this Python has installed, and what it writes for a fixture's value.

Runs inside a release's virtual environment: 22.03 to 26.9 import their models in different ways.
"""

import asyncio
import contextlib
import importlib
import inspect
import json
import pkgutil

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg

DIALECT = asyncpg.dialect()


def tables():
    """Name → table, of all models."""
    base = importlib.import_module("ai.backend.manager.models.base")
    import_all(importlib.import_module("ai.backend.manager.models"))
    getattr(base, "ensure_all_tables_registered", lambda: None)()
    return dict(base.metadata.tables)


def import_all(package):
    """Every module in it that holds models; revisions do not, and some modules want what no database has."""
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name.rsplit(".", 1)[1] in ("alembic", "gql", "gql_models", "minilang"):
            continue
        try:
            imported = importlib.import_module(module.name)
        except ImportError:
            continue
        if module.ispkg:
            import_all(imported)


class Refused(Exception):
    """The release does not take this value."""


class Recorder:
    """Stands in for an engine: keeps the first INSERT, and runs nothing."""

    def __init__(self):
        self.statement = None

    @contextlib.asynccontextmanager
    async def begin(self, *_, **__):
        yield self

    connect = begin

    async def execute(self, statement, parameters=None):
        if self.statement is None and isinstance(statement, sa.sql.dml.Insert):
            self.statement = statement if parameters is None else statement.values(parameters)
        return []

    async def commit(self):
        pass


def written(table, column, value, beside=None):
    """What the release's own loader sends to the database for a fixture's value, JSON documents as Python values."""
    populate = importlib.import_module("ai.backend.manager.models.base").populate_fixture
    recorder, beside = Recorder(), beside or {}
    options = {"op_mode": FixtureMode()} if "op_mode" in inspect.signature(populate).parameters else {}
    try:
        asyncio.run(populate(recorder, {table.name: [{**beside, column.name: value}]}, **options))
        return sent(recorder.statement, column)
    except Exception as error:  # Whatever the model raises says no.
        missing = error.args[0] if isinstance(error, KeyError) else ""
        if missing in table.columns and missing not in beside:  # 22.03 does not do without some columns.
            return written(table, column, value, {**beside, missing: next(iter(getattr(table.columns[missing].type, "enums", ())), [])})
        raise Refused(f"{type(error).__name__}: {error}") from error


class FixtureMode(str):
    """`insert`, as the releases that take it beside the document have it."""

    def __new__(cls):
        base = importlib.import_module("ai.backend.manager.models.base")
        return base.FixtureOpModes.INSERT


def sent(statement, column):
    if statement is None:
        raise Refused("nothing is inserted")
    compiled = statement.compile(dialect=DIALECT)
    for name, value in compiled.construct_params().items():
        if name == column.name or name.startswith(column.name + "_m"):
            process = compiled._bind_processors.get(name)
            return document(column, process(value) if process else value)
    raise Refused("the column is left out")


def bound(column, value):
    """What the column's type makes of a Python value that the model has."""
    process = column.type.dialect_impl(DIALECT).bind_processor(DIALECT)
    return document(column, process(value) if process else value)


def document(column, value):
    """The value of a json column is sent as text."""
    if isinstance(value, str) and is_json(column):
        return json.loads(value)
    return value


def is_json(column):
    return isinstance(column.type.dialect_impl(DIALECT).load_dialect_impl(DIALECT)
                      if isinstance(column.type, sa.types.TypeDecorator) else column.type, sa.types.JSON)


def kind(type_):
    """The names of its class and of those that it is made from."""
    return [cls.__name__ for cls in type(type_).__mro__]
