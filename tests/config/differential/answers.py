"""Answers for differential.rs: on stdin a JSON document a line, [kind, texts], and on stdout one for each."""

import configparser
import io
import json
import sys

import sqlalchemy
from sqlalchemy.engine import make_url

try:
    import tomllib
except ImportError:  # before Python 3.11
    import tomli as tomllib


def line_of(error):
    if isinstance(error, configparser.MissingSectionHeaderError):
        return error.lineno
    if isinstance(error, configparser.ParsingError):
        return error.errors[0][0]
    return error.lineno


def read_ini(text):
    parser = configparser.ConfigParser({"here": "/etc/here"})
    try:
        # As a file is read: with universal newlines.
        parser.read_file(io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    except configparser.Error as error:
        return {"error": type(error).__name__, "line": line_of(error)}
    answer = {}
    for section in parser.sections():
        answer[section] = values = {}
        for option in parser.options(section):
            try:
                values[option] = {"value": parser.get(section, option)}
            except configparser.Error as error:
                values[option] = {"error": type(error).__name__}
    return {"sections": answer}


def read_url(text):
    try:
        url = make_url(text)
    except Exception as error:
        return {"error": type(error).__name__}
    pairs = [[key, [value] if isinstance(value, str) else list(value)] for key, value in url.query.items()]
    return {
        "drivername": url.drivername,
        "username": url.username,
        "password": None if url.password is None else str(url.password),
        "host": url.host,
        "port": url.port,
        "database": url.database,
        "query": sorted(pairs),
    }


def read_toml(text):
    """The strings of [db]; what else is there is only told to be."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return {"error": type(error).__name__}
    table = document.get("db")
    if not isinstance(table, dict):
        return {"db": None}
    return {"db": {key: value if isinstance(value, str) else {} for key, value in table.items()}}


READERS = {"ini": read_ini, "url": read_url, "toml": read_toml}

for line in sys.stdin:
    kind, texts = json.loads(line)
    if kind == "version":
        answer = {"python": sys.version.split()[0], "sqlalchemy": sqlalchemy.__version__}
    else:
        answer = [READERS[kind](text) for text in texts]
    print(json.dumps(answer), flush=True)
