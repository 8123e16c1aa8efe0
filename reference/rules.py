"""columns.toml and references.toml of a release, as text, from what inside/columns.py has found."""

import json

WIDTH = 100
KEYS = ["encode", "pattern", "max_length", "verbatim", "members", "default", "on_update", "fill", "floats", "decimals", "secret"]


def columns_toml(version, rules, tables):
    """`rules`: table → column → rule; `tables`: table → its columns, both in the order in which they are written."""
    parts = [f"# Backend.AI {version}: what its models do to a value on its way into the database. ../README.md explains the keys.\n"]
    for table, columns in tables.items():
        own = {column: rules[table][column] for column in columns if column in rules.get(table, {})}
        short = {column: line for column, rule in own.items() if (line := inline(column, rule))}
        if short:
            parts.append(f"[{table}]\n" + "".join(f"{line}\n" for line in short.values()))
        for column, rule in own.items():
            if column not in short:
                parts.append(f"[{table}.{column}]\n" + "".join(entry(key, rule[key]) for key in KEYS if key in rule))
    return "\n".join(parts)


def references_toml(version, references):
    parts = [f"# Backend.AI {version}: columns that a fixture may use in place of a foreign key. ../README.md explains the keys.\n"]
    for table, aliases in references.items():
        for alias, reference in aliases.items():
            lines = "".join(f"{key} = {value(reference[key])}\n" for key in ("column", "table", "match", "value"))
            parts.append(f"[{table}.{alias}]\n{lines}")
    return "\n".join(parts)


def inline(column, rule):
    """The rule as one line, where it fits."""
    if "fill" in rule:
        return None
    line = f"{key_name(column)} = {{ {', '.join(f'{key} = {short(key, rule[key])}' for key in KEYS if key in rule)} }}"
    return line if len(line) <= WIDTH else None


def entry(key, found):
    """One key of a rule under its own heading."""
    line = f"{key} = {short(key, found)}"
    if len(line) <= WIDTH:
        return line + "\n"
    if key == "fill":
        return f"fill.json = '''\n{document(found, 0, '')}'''\n"
    if not isinstance(found, list):
        return line + "\n"  # TOML has its tables on one line.
    return f"{key} = [\n{packed([value(one) for one in found])}]\n"


def packed(words):
    """A list's elements, as many on a line as fit."""
    lines, line = [], "   "
    for word in words:
        if len(line) + len(word) + 2 > WIDTH:
            lines.append(line)
            line = "   "
        line += f" {word},"
    return "".join(f"{line}\n" for line in [*lines, line])


def short(key, found):
    if key == "fill":
        return f"{{ json = {literal(json.dumps(found))} }}"
    if key in ("default", "on_update"):
        (form, content), = found.items()
        return f"{{ {form} = {literal(json.dumps(content)) if form == 'json' else value(content)} }}"
    return literal(found) if key == "pattern" else value(found)


def document(found, depth, tail):
    """A JSON document: on one line what fits on one."""
    line = json.dumps(found)
    pad = "    " * depth
    if len(pad) + len(tail) + len(line) + 1 <= WIDTH or not isinstance(found, dict):
        return line
    inner = pad + "    "
    members = []
    for name, one in found.items():
        label = f"{json.dumps(name)}: "
        members.append(f"{inner}{label}{document(one, depth + 1, label)}")
    return "{\n" + ",\n".join(members) + f"\n{pad}}}"


def value(found):
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, list):
        return f"[{', '.join(map(value, found))}]"
    if isinstance(found, dict):
        return "{ " + ", ".join(f"{key_name(name)} = {value(one)}" for name, one in found.items()) + " }"
    return json.dumps(found, ensure_ascii=False) if isinstance(found, str) else repr(found)


def literal(text):
    return f"'{text}'"


def key_name(name):
    return name if name.replace("_", "a").replace("-", "a").isascii() and name.replace("_", "a").replace("-", "a").isalnum() else json.dumps(name)
