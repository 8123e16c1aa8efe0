"""Answers for differential.rs: reads one JSON document from stdin, writes one to stdout."""

import configparser
import io
import json
import sys

import sqlalchemy
from sqlalchemy.engine import make_url


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


questions = json.load(sys.stdin)
json.dump(
    {
        "python": sys.version.split()[0],
        "ini": [read_ini(text) for text in questions["ini"]],
        "sqlalchemy": sqlalchemy.__version__,
        "url": [read_url(text) for text in questions["url"]],
    },
    sys.stdout,
)
