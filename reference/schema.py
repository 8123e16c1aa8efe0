"""schema.sql of a release, from its facts: tables in the order of a neighbour, constraints inline, indexes beside."""

import re

import expression
import layout

WIDTH = 100
FUNCTION = re.compile(r"(?:^--[^\n]*\n)*^CREATE FUNCTION (\w+)\(.*?^\$\w*\$;\n", re.M | re.S)


class Facts:
    """The facts of a database, by kind."""

    def __init__(self, text):
        self.extensions, self.types, self.functions, self.other = [], {}, [], []
        self.tables, self.constraints, self.indexes = {}, {}, {}
        for line in text.splitlines():
            kind, rest = line.split(" ", 1)
            if kind == "extension":
                self.extensions.append(rest)
            elif kind == "enum":
                name, labels = rest.split(" ", 1)
                self.types[name] = re.findall(expression.STRING, labels)
            elif kind == "function":
                self.functions.append(rest)
            elif kind == "table":
                self.tables.setdefault(rest, {})
            elif kind == "column":
                column = Column(rest)
                self.tables.setdefault(column.table, {})[column.name] = column
            elif kind in ("constraint", "index"):
                place, definition = rest.split(" ", 1)
                table, name = place.split(".", 1)
                (self.constraints if kind == "constraint" else self.indexes).setdefault(table, {})[name] = definition
            else:
                self.other.append(line)
        for table, columns in self.tables.items():
            self.tables[table] = dict(sorted(columns.items(), key=lambda item: item[1].place))

    def references(self):
        """Table → the tables that its foreign keys name."""
        return {table: [match[1] for text in own.values() if (match := re.search(r" REFERENCES (\w+)\(", text))]
                for table, own in self.constraints.items()}


class Column:
    def __init__(self, text):
        match = re.fullmatch(r"(\w+)\.(\w+) #(\d+) (.+?)( not null)?(?: identity (\w))?(?: (default|generated) (.+?))?(?: collate (.+))?", text)
        self.table, self.name, self.place = match[1], match[2], int(match[3])
        self.type, self.not_null, self.identity = expression.type_(match[4]), bool(match[5]), match[6]
        self.word, self.expression, self.collation = match[7], match[8], match[9]

    def definition(self):
        text = self.type
        if self.collation:
            text += f" COLLATE {self.collation}"
        if self.not_null:
            text += " NOT NULL"
        if self.identity:
            text += f" GENERATED {'ALWAYS' if self.identity == 'a' else 'BY DEFAULT'} AS IDENTITY"
        if self.word == "default":
            text += f" DEFAULT {expression.default(self.expression)}"
        if self.word == "generated":
            text += f" GENERATED ALWAYS AS ({expression.condition(self.expression)}) STORED"
        return text


class Writer:
    """`own` has what is written by hand (see `words`); what of it went in stands in `used`."""

    def __init__(self, facts, own):
        self.facts, self.own, self.used = facts, own, []
        self.later = {}

    def schema(self, release, head, sections):
        facts = self.facts
        placed = layout.place(facts.tables, facts.references(), sections)
        parts = [f"-- Backend.AI {release}: the schema of a fresh database, alembic head {head}.\n"]
        if facts.extensions:
            parts.append("".join(f"CREATE EXTENSION IF NOT EXISTS {quoted(name)};\n" for name in facts.extensions))
        if facts.types:
            parts.append("".join(type_(name, labels) for name, labels in facts.types.items()))
        parts += [self.function(signature) for signature in facts.functions]
        written = set()
        for heading, tables in placed.items():
            parts.append(f"-- {heading}\n")
            for table in tables:
                written.add(table)
                parts.append(self.table(table, written))
                parts += self.later.pop(table, [])
        parts += [f"-- TODO: {line}\n" for line in facts.other]
        return "\n".join(parts)

    def function(self, signature):
        name = signature.split("(")[0]
        if text := self.own.get(("function", name)):
            self.used.append(f"function {name}")
            return text
        return f"-- TODO: function {signature}: write it anew\n"

    def table(self, table, written):
        columns = self.facts.tables[table]
        width = max(len(expression.name(name)) for name in columns)
        lines = [self.column(column, width) for column in columns.values()]
        constraints = self.facts.constraints.get(table, {})
        for name, definition in sorted(constraints.items(), key=lambda item: self.rank(table, *item)):
            other = re.search(r" REFERENCES (\w+)\(", definition)
            if other and other[1] not in written:
                statement = f"ALTER TABLE {expression.name(table)} ADD CONSTRAINT {name}"
                text = fitted([statement, *pieces(definition)], "", "    ") + ";\n"
                self.later.setdefault(other[1], []).append(text)
                continue
            lines.append(self.constraint(table, name, definition))
        text = f"CREATE TABLE {expression.name(table)} (\n" + ",\n".join(lines) + "\n);\n"
        indexes = self.facts.indexes.get(table, {})
        for name, definition in sorted(indexes.items(), key=lambda item: self.rank(table, *item)):
            text += self.index(definition)
        return text

    def column(self, column, width):
        key, definition = ("column", f"{column.table}.{column.name}"), column.definition()
        if self.own.get(key, definition) != definition:
            self.used.append(" ".join(key))
            definition = self.own[key]
        return f"    {expression.name(column.name):<{width}} {definition}"

    def constraint(self, table, name, definition):
        if definition.startswith("CHECK"):
            text = definition.removeprefix("CHECK ")
            parts = expression.alternatives(text)
            line = f"    CONSTRAINT {name} CHECK ({' OR '.join(parts)})"
            if len(line) < WIDTH:
                return line
            line = f"        CHECK ({' OR '.join(parts)})"
            if len(line) < WIDTH:
                return f"    CONSTRAINT {name}\n{line}"
            return f"    CONSTRAINT {name} CHECK (\n        " + "\n        OR ".join(parts) + "\n    )"
        return fitted([f"CONSTRAINT {name}", *pieces(definition)], "    ", "        ")

    def index(self, definition):
        text = re.sub(r" ON public\.", " ON ", definition).replace(" USING btree", "")
        head, text = re.match(r"(CREATE (?:UNIQUE )?INDEX \w+ ON \"?\w+\"?(?: USING \w+)?) (.*)", text).groups()
        end = expression.closes(text) + 1
        rest, where = (text[end:].split(" WHERE ", 1) + [None])[:2]
        parts = [head, expression.casts_left_out(text[:end])] + ([rest.strip()] if rest.strip() else [])
        if where:
            parts.append(f"WHERE {expression.condition(where)}")
        return fitted(parts, "", "    ") + ";\n"

    def rank(self, table, name, definition):
        """By kind, then by the places of the columns."""
        kinds = ["PRIMARY", "UNIQUE", "CHECK", "EXCLUDE", "FOREIGN"]
        word = definition.split()[0]
        if word == "CHECK":
            return kinds.index(word), [], name
        named = re.search(r"\((.*?)\)", definition.split(" ON public.", 1)[-1])[1]
        columns = self.facts.tables[table]
        places = [columns[column].place if column in columns else 9999 for column in re.findall(r"\w+", named)]
        return kinds.index(word) if word in kinds else len(kinds), places, name


def pieces(definition):
    """A constraint's definition, cut where a line may end."""
    text = re.sub(r"REFERENCES (\w+)\(", r"REFERENCES \1 (", definition)
    parts = re.split(r" (?=REFERENCES )", text)
    if len(parts[-1]) > WIDTH - len("        ,"):
        parts[-1:] = parts[-1].replace(" ON ", "\nON ", 1).split("\n")
    return parts


def fitted(parts, first, other):
    """As many parts on a line as fit, a comma or semicolon behind the last."""
    lines, line = [], first + parts[0]
    for part in parts[1:]:
        if len(line) + 1 + len(part) + (part is parts[-1]) > WIDTH:
            lines.append(line)
            line = other + part
        else:
            line += f" {part}"
    return "\n".join([*lines, line])


def type_(name, labels):
    line = f"CREATE TYPE {name} AS ENUM ({', '.join(labels)});\n"
    if len(line) <= WIDTH + 1:
        return line
    lines, line = [], "   "
    for label in labels:
        word = f" {label}" + ("," if label is not labels[-1] else "")
        if len(line) + len(word) > WIDTH:
            lines.append(line)
            line = "   "
        line += word
    return f"CREATE TYPE {name} AS ENUM (\n" + "\n".join([*lines, line]) + "\n);\n"


def quoted(name):
    return name if name.isidentifier() else f'"{name}"'


def functions(text):
    return {("function", match[1]): match[0] for match in FUNCTION.finditer(text)}


def words(schema, facts, wanted):
    """What a schema.sql has that is written by hand: its functions, and the generated columns that are still the same in `wanted`."""
    own = functions(schema)
    for table, columns in facts.tables.items():
        for name, column in columns.items():
            now = wanted.tables.get(table, {}).get(name)
            if column.word != "generated" or not now or now.definition() != column.definition():
                continue
            body = re.search(rf"^CREATE TABLE \"?{table}\"? \(\n(.*?)^\);", schema, re.M | re.S)[1]
            found = re.search(rf"^    \"?{name}\"? +(.*?),?\n(?=    [\w\"]|$)", body, re.M | re.S)
            own["column", f"{table}.{name}"] = found[1]
    return own
