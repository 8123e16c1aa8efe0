#!/usr/bin/env python3
"""Prints, as JSON, what the models of the installed release do to a fixture's values: the rules of migrations/releases/README.md.

Runs inside a release's virtual environment: VENV/bin/python columns.py [TABLE.COLUMN …]
"""

import datetime
import decimal
import enum
import importlib
import json
import re
import sys
import uuid
import warnings

import models
import structures
from models import Refused, kind

# Values of these are never shown: the models do not say it before 26.9.
SECRET = re.compile(r"(^|_)(password|secret|secret_key|private_key|token|api_token|totp_key|ssh_private_key|session_token)$")
SECRETS = {("kernels", "internal_data"), ("notification_channels", "config")}


def main():
    warnings.simplefilter("ignore")
    notes, found = [], {}
    tables = models.tables()
    for name, table in sorted(tables.items()):
        for column in table.columns:
            if rule := rule_of(table, column, notes):
                found.setdefault(name, {})[column.name] = rule
    json.dump({"columns": found, "tables": sorted(tables), "references": references(), "password": password(tables["users"]),
               "after_load": after_load(), "notes": notes}, sys.stdout, indent=1)


def rule_of(table, column, notes):
    rule, place = {}, f"{table.name}.{column.name}"
    try:
        rule = encoding(table, column, notes)
    except Refused as refused:
        notes.append(f"{place}: its encoding could not be tried: {refused}")
    if column.default is not None and (value := supplied(column, column.default, rule, place, notes)):
        rule["default"] = value
    if column.onupdate is not None and (value := supplied(column, column.onupdate, rule, place, notes)):
        rule["on_update"] = value
    if rule.get("default", {}).get("json") and rule["default"]["json"] == {name: value for name, value in rule.get("fill", {}).items() if name[-1] != "?"}:
        rule["default"] = {"json": {}}  # `fill` completes it.
    if SECRET.search(column.name) or (table.name, column.name) in SECRETS:
        rule["secret"] = True
    return rule


def encoding(table, column, notes):
    type_ = column.type
    if "ARRAY" in kind(type_) and "PermissionListColumn" not in kind(type_):
        type_ = type_.item_type
    kinds = kind(type_)
    if "IntFlagType" in kinds:
        return {"encode": "int-flag", "members": {flag.name: flag.value for flag in type_._enum_cls}}
    if "EnumType" in kinds:
        return {"encode": "enum", "members": [member.name for member in type_._enum_cls]}
    if "EnumValueType" in kinds or "StrEnumType" in kinds:
        return enumeration(type_)
    if hasattr(type_, "enums"):
        return {"encode": "enum", "members": list(type_.enums)}
    if "PasswordColumn" in kinds:
        return {"encode": "password"}
    if "ResourceSlotColumn" in kinds:
        return {"encode": "resource-slots", **verbatim(table, column)}
    if "VFolderHostPermissionColumn" in kinds:
        return {"encode": "host-permissions", "members": [member.value for member in type_.perm_col._perm_type]}
    if "DecimalType" in kinds:
        return {"encode": "decimal-text"}
    if "SlugType" in kinds:
        return slug(type_)
    if "PydanticColumn" in kinds or "PydanticListColumn" in kinds:
        several = "PydanticListColumn" in kinds
        return {"encode": "structured",
                **structures.of_model(type_._schema, several, getattr(type_, "_exclude_unset", False), notes)}
    if "StructuredJSONObjectColumn" in kinds or "StructuredJSONObjectListColumn" in kinds:
        return {"encode": "structured", **structures.of_class(type_._schema, "StructuredJSONObjectListColumn" in kinds)}
    if "StructuredJSONColumn" in kinds:
        return {"encode": "structured"}
    if "ABCColumn" in kinds:
        notes.append(f"{table.name}.{column.name}: a structure of several forms: its defaults are left out")
        return {"encode": "structured"}
    named = {"QuotaScopeIDType": "quota-scope-id", "URLColumn": "url", "IPAddressColumn": "ip-address",
             "CurvePublicKeyColumn": "curve-public-key", "SecretColumn": "secret"}
    for name, encode in named.items():
        if name in kinds:
            return {"encode": encode}
    if not type(type_).__module__.startswith("sqlalchemy.") and not READ_BY_THE_CATALOGUE.intersection(kinds):
        notes.append(f"{table.name}.{column.name}: {kinds[0]} is a type that no rule is known for")
    return {}


READ_BY_THE_CATALOGUE = {"GUID", "IPColumn", "PermissionListColumn"}


def enumeration(type_):
    """A fixture has a member's value; some types store its name."""
    members = {str(member.value): member.name for member in type_._enum_cls}
    if getattr(type_, "_use_name", False):
        return {"encode": "enum", "members": members}
    return {"encode": "enum", "members": list(members)}


def verbatim(table, column):
    slots = {"cpu": "2.0"}
    try:
        found = models.written(table, column, slots)
    except Refused:  # Old loaders cannot load every table.
        found = models.bound(column, slots)
    return {"verbatim": True} if found == slots else {}


def slug(type_):
    """The pattern, from what the type takes."""
    def takes(text):
        try:
            type_.process_bind_param(text, models.DIALECT)
        except ValueError:
            return False
        return True

    letters = r"\p{L}\p{N}" if takes("é") else "A-Za-z0-9"
    between = ("." if takes("a.b") else "") + "_" + (" " if takes("a b") else "") + "-"
    start = r"\.?" if takes(".a") else ""
    rule = {"encode": "slug", "pattern": f"^{start}[{letters}]+([{between}][{letters}]+)*$"}
    return {**rule, "max_length": type_.impl.length} if type_.impl.length else rule


def supplied(column, default, rule, place, notes):
    """A default of the model, as the rules have it."""
    if default.is_clause_element:
        expression = str(default.arg.compile(dialect=models.DIALECT))
        return None if expression == "NULL" else {"sql": expression}
    if default.is_callable:
        return called(column, default.arg, rule, place, notes)
    if default.is_scalar:
        return stored(column, default.arg, rule, place, notes)
    notes.append(f"{place}: a default of a kind that no rule is known for")
    return None


class Row(dict):
    """The parameters of a row in which each column holds its own name."""

    def __missing__(self, name):
        return f"{{{name}}}"

    def get(self, name, _=None):
        return self[name]


class Context:
    current_parameters = Row()

    def get_current_parameters(self, **_):
        return Row()


def called(column, function, rule, place, notes):
    try:
        value = function(Context())
    except Exception as error:
        notes.append(f"{place}: its default is a function that wants more than the row: {error}")
        return None
    if isinstance(value, datetime.datetime):
        return {"sql": "now()"}
    if isinstance(value, uuid.UUID):
        return None if column.server_default is not None else {"sql": "gen_random_uuid()"}
    if isinstance(value, str) and "{" in value and value != "{}":
        return {"format": value}
    return stored(column, value, rule, place, notes)


def stored(column, value, rule, place, notes):
    if "ARRAY" in kind(column.type) and value in ("{}", {}):
        return {"stored": []}
    try:
        value = models.bound(column, value)
    except Exception as error:
        # What the model cannot store itself is taken for what it says.
        notes.append(f"{place}: the release cannot store its own default {value!r} ({type(error).__name__})")
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": value.hex()}
    if models.is_json(column):
        return {"json": meant(column, value, rule, place, notes)}
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, decimal.Decimal):
        value = str(value)
    return {"stored": value}


def meant(column, value, rule, place, notes):
    """An empty object that a model has as text is meant as an object where only an object fits."""
    if value == "{}" and rule.get("encode"):
        notes.append(f"{place}: the release's default is the text \"{{}}\"; an empty object is meant")
        return {}
    return value


def references():
    specs = getattr(importlib.import_module("ai.backend.manager.models.base"), "FIXTURE_REFERENCE_SPECS", {})
    return {table: {spec.fixture_alias_column: {"column": spec.fixture_fk_column, "table": spec.lookup_table,
                                                "match": spec.lookup_match_column, "value": spec.lookup_referenced_column}
                    for spec in all_of_it} for table, all_of_it in specs.items()}


def password(users):
    found = models.written(users, users.c.password, "x")
    for begin, name in (("$2", "bcrypt"), ("pbkdf2_sha256$600000$", "pbkdf2-sha256")):
        if found.startswith(begin):
            return name
    return found.split("$")[0]


def after_load():
    """Table → the entity that its rows become in the permission graph, where the release's loader makes nodes."""
    try:
        specs = importlib.import_module("ai.backend.manager.models.virtual_entity.fixture").FIXTURE_ENTITY_SPECS
    except (ImportError, AttributeError):
        return {}
    return {table: [str(spec.entity_type), spec.id_column] for table, spec in specs.items()}


main()
