"""The first draft of a revision's up.sql and down.sql, from what the revision does to the facts of a schema.

It is definition only: tables, columns, constraints, indexes, types. Where rows change too it says so with a TODO; a person finishes it.
"""

import re

import expression

WIDTH = 115


def scripts(revision, before, after, rows):
    """up.sql and down.sql, from lists of facts; `rows` tells what happens to rows, as lines."""
    old, fresh = ([re.sub(r"^(column \S+) #\d+ ", r"\1 ", line) for line in lines] for lines in (before, after))
    gone, new = sorted(set(old) - set(fresh)), sorted(set(fresh) - set(old))
    if len(revision["down"]) > 1 and not gone and not new and not rows:
        return ("-- Joins two branches of the history; changes nothing.\n",) * 2
    up, down = Draft(gone, new, *known_columns(after)), Draft(new, gone, *known_columns(before))
    return text(up, rows, ""), text(down, rows, down.losses())


def text(draft, rows, losses):
    parts = draft.statements()
    if rows:
        parts.append("".join(f"-- TODO: {line}\n" for line in rows))
    elif not parts:
        parts.append("-- TODO: nothing?\n")
    return losses + "\n".join(parts)


def known_columns(facts):
    """(table, column) → its place, and enumeration → the columns that have it, by lines of facts with the order of columns."""
    ordinals, enums = {}, {}
    types = {match[1] for line in facts if (match := re.match(r"enum (\w+) ", line))}
    for line in facts:
        if match := re.match(r"column (\w+)\.(\w+) #(\d+) ", line):
            ordinals[match[1], match[2]] = int(match[3])
            column = Column(re.sub(r" #\d+", "", line, count=1))
            if column.type in types:
                enums.setdefault(column.type, []).append(column)
    return ordinals, enums


class Column:
    def __init__(self, line):
        match = re.fullmatch(
            r"column (?P<table>\w+)\.(?P<name>\w+) (?P<type>.+?)(?P<null> not null)?(?: (?P<word>default|generated) (?P<expr>.+))?",
            line,
        )
        self.table, self.name = match["table"], match["name"]
        self.type = expression.type_(match["type"])
        self.not_null = bool(match["null"])
        self.default = expression.default(match["expr"]) if match["word"] == "default" else None
        self.generated = match["expr"] if match["word"] == "generated" else None

    def tail(self):
        text = (" NOT NULL" if self.not_null else "")
        if self.default is not None:
            text += f" DEFAULT {self.default}"
        if self.generated is not None:
            text += f" GENERATED ALWAYS AS ({self.generated}) STORED"
        return text

    def shape(self):
        return (self.type, self.not_null, self.default, self.generated)


def tidy(definition):
    text = re.sub(r"REFERENCES (\w+)\(", r"REFERENCES \1 (", definition)
    return f"CHECK ({expression.condition(text.removeprefix('CHECK '))})" if text.startswith("CHECK ") else text


def tidy_index(definition):
    text = re.sub(r" ON public\.", " ON ", definition)
    text = re.sub(r" USING btree ", " ", text)
    if match := re.fullmatch(r"(.*?) WHERE (.*)", text):
        head, predicate = match[1], expression.condition(match[2])
        text = f"{head} WHERE {predicate}"
        if len(text) > WIDTH:
            text = f"{head}\n    WHERE {predicate}"
    return text


class Draft:
    def __init__(self, gone, new, ordinals, enum_columns):
        self.ordinals, self.enum_columns = ordinals, enum_columns
        self.gone, self.new = Side(gone), Side(new)

    def retype(self, column):
        name = f"ALTER COLUMN {expression.name(column.name)}"
        actions = [f"{name} TYPE {column.type} USING {expression.name(column.name)}::text::{column.type}"]
        if column.default is not None:
            actions = [f"{name} DROP DEFAULT", *actions, f"{name} SET DEFAULT {column.default}"]
        return f"ALTER TABLE {column.table}\n    " + ",\n    ".join(actions) + ";\n"

    def losses(self):
        tables = sorted(self.gone.tables - self.new.tables)
        columns = {}
        for table, name in self.gone.columns:
            if table not in self.gone.tables and (table, name) not in self.new.columns:
                columns.setdefault(table, []).append(name)
        parts = ["all rows of " + ", ".join(tables)] if tables else []
        if columns:
            parts.append("the values of " + ", ".join(f"{t}.{', '.join(sorted(n))}" for t, n in sorted(columns.items())))
        return f"-- loses: {'; '.join(parts)}\n\n" if parts else ""

    def place(self, column):
        return (self.ordinals.get((column.table, column.name), 0 if column.name == "id" else 999), column.name)

    def statements(self):
        gone, new, parts = self.gone, self.new, []
        renamed = self.renamed_columns()
        gone_columns = {k for k in gone.columns if k not in new.columns and k not in renamed}

        # The names alone change.
        for old, fresh in pairs(gone.constraints, new.constraints):
            if old[0] not in gone.tables:
                parts.append(f"ALTER TABLE {old[0]} RENAME CONSTRAINT {old[1]} TO {fresh[1]};\n")
                del gone.constraints[old], new.constraints[fresh]
        plain = lambda indexes: {k: re.sub(rf"\b{k[1]}\b", "", v) for k, v in indexes.items()}
        for old, fresh in pairs(plain(gone.indexes), plain(new.indexes)):
            if old[0] not in gone.tables:
                parts.append(f"ALTER INDEX {old[1]} RENAME TO {fresh[1]};\n")
                del gone.indexes[old], new.indexes[fresh]

        # What hangs on a table or column that goes, goes with it; a foreign key from elsewhere does not.
        def implied(key, text):
            own = text.split(" REFERENCES ")[0]
            if key[0] in gone.tables:
                return True
            return any(t == key[0] and re.search(rf"\b{c}\b", own) for t, c in gone_columns)

        for key, text in sorted(gone.constraints.items()):
            if not implied(key, text):
                parts.append(f"ALTER TABLE {key[0]} DROP CONSTRAINT {key[1]};\n")
        for key, text in sorted(gone.indexes.items()):
            if not implied(key, text):
                parts.append(f"DROP INDEX {key[1]};\n")

        swapped = [name for name in gone.enums if name in new.enums]
        for name in swapped:
            parts.append(f"ALTER TYPE {name} RENAME TO {name}_old;\nCREATE TYPE {name} AS ENUM ({new.enums[name]});\n")
        for name in sorted(set(new.enums) - set(gone.enums)):
            parts.append(f"CREATE TYPE {name} AS ENUM ({new.enums[name]});\n")
        for table in ordered(new.tables - gone.tables, new):
            parts.append(self.create(table))

        for (table, old), (_, fresh) in sorted(renamed.items()):
            parts.append(f"-- TODO: a new name, or another column?\nALTER TABLE {table} RENAME COLUMN {old} TO {fresh};\n")
        parts += self.alter(gone_columns, set(renamed.values()))
        for table in reversed(ordered(gone.tables - new.tables, gone)):
            parts.append(f"DROP TABLE {table};\n")
        for name in swapped:
            parts += [self.retype(column) for column in self.enum_columns.get(name, [])]
            parts.append(f"DROP TYPE {name}_old;\n")

        for key, text in sorted(new.constraints.items(), key=lambda item: ("FOREIGN" in item[1], item[0])):
            if key[0] not in new.tables:
                parts.append(add_constraint(*key, text))
        created = [
            tidy_index(text) + ";\n" for key, text in sorted(new.indexes.items()) if key[0] not in new.tables
        ]
        if created:
            parts.append("".join(created))
        for name in sorted(set(gone.enums) - set(new.enums)):
            parts.append(f"DROP TYPE {name};\n")
        parts += [f"-- TODO: take away {line}\n" for line in gone.other]
        parts += [f"-- TODO: {line}\n" for line in new.other]
        return parts

    def renamed_columns(self):
        """Columns of one table of which one goes and one of the same shape comes."""
        found = {}
        for table in {t for t, _ in self.gone.columns} - self.gone.tables - self.new.tables:
            old = [c for k, c in self.gone.columns.items() if k[0] == table and k not in self.new.columns]
            new = [c for k, c in self.new.columns.items() if k[0] == table and k not in self.gone.columns]
            for column in old:
                same = [c for c in new if c.shape() == column.shape()]
                if len(same) == 1 and len([c for c in old if c.shape() == column.shape()]) == 1:
                    found[table, column.name] = (table, same[0].name)
        return found

    def create(self, table):
        columns = sorted((c for c in self.new.columns.values() if c.table == table), key=self.place)
        names = max(len(expression.name(c.name)) for c in columns)
        lines = [f"    {expression.name(c.name):<{names}} {c.type}{c.tail()}" for c in columns]
        kinds = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]
        keys = [(k, v) for k, v in self.new.constraints.items() if k[0] == table]
        keys.sort(key=lambda item: (kinds.index(item[1].split()[0]), item[0]))
        for (_, name), text in keys:
            line = f"    CONSTRAINT {name} {tidy(text)}"
            if len(line) > WIDTH:
                line = f"    CONSTRAINT {name}\n        {tidy(text)}"
            lines.append(line)
        text = f"CREATE TABLE {table} (\n" + ",\n".join(lines) + "\n);\n"
        indexes = sorted((k[1], v) for k, v in self.new.indexes.items() if k[0] == table)
        return text + "".join(tidy_index(v) + ";\n" for _, v in indexes)

    def alter(self, gone_columns, renamed):
        gone, new, actions, wanted = self.gone, self.new, {}, []
        # A generated column goes before those that it is made from.
        for table, name in sorted(gone_columns, key=lambda key: (key[0], gone.columns[key].generated is None, key[1])):
            if table not in gone.tables:
                actions.setdefault(table, []).append(f"DROP COLUMN {expression.name(name)}")
        for key, column in sorted(new.columns.items(), key=lambda item: (item[0][0], self.place(item[1]))):
            if column.table in new.tables or key in renamed:
                continue
            own = actions.setdefault(column.table, [])
            if key not in gone.columns:
                if column.not_null and column.default is None and column.generated is None:
                    wanted.append(f"-- TODO: values of {column.table}.{column.name}\n"
                                  f"ALTER TABLE {column.table} ALTER COLUMN {expression.name(column.name)} SET NOT NULL;\n")
                    column.not_null = False
                own.append(f"ADD COLUMN {expression.name(column.name)} {column.type}{column.tail()}")
                continue
            old, name = gone.columns[key], f"ALTER COLUMN {expression.name(column.name)}"
            if old.type != column.type:
                if old.default is not None and column.default is not None:
                    own.append(f"{name} DROP DEFAULT")
                own.append(f"{name} TYPE {column.type}" + using(old, column))
            if old.not_null != column.not_null:
                own.append(f"{name} {'SET' if column.not_null else 'DROP'} NOT NULL")
            if old.default != column.default or (old.type != column.type and column.default is not None):
                own.append(f"{name} DROP DEFAULT" if column.default is None else f"{name} SET DEFAULT {column.default}")
        return [
            f"ALTER TABLE {table} {own[0]};\n" if len(own) == 1 and len(own[0]) + len(table) < WIDTH - 14
            else f"ALTER TABLE {table}\n    " + ",\n    ".join(own) + ";\n"
            for table, own in sorted(actions.items()) if own
        ] + wanted


def using(old, new):
    """Text becomes another type only where it is told how."""
    text = ("varchar", "text")
    return f" USING {expression.name(new.name)}::{new.type}" if old.type.startswith(text) and not new.type.startswith(text) else ""


class Side:
    """The facts that go, or the facts that come."""

    def __init__(self, lines):
        self.tables, self.columns, self.constraints, self.indexes, self.enums, self.other = set(), {}, {}, {}, {}, []
        for line in lines:
            kind, rest = line.split(" ", 1)
            if kind == "table":
                self.tables.add(rest)
            elif kind == "column":
                column = Column(line)
                self.columns[column.table, column.name] = column
            elif kind in ("constraint", "index"):
                name, text = rest.split(" ", 1)
                (self.constraints if kind == "constraint" else self.indexes)[tuple(name.split(".", 1))] = text
            elif kind == "enum":
                name, labels = rest.split(" ", 1)
                self.enums[name] = labels.removeprefix("(").removesuffix(")")
            else:
                self.other.append(line)


def pairs(gone, new):
    """Of one table, a thing that goes and the one thing that comes with the same definition under another name."""
    for old, text in list(gone.items()):
        same = [key for key, other in new.items() if key[0] == old[0] and other == text]
        if len(same) == 1 and old not in new:
            yield old, same[0]


def ordered(tables, side):
    """The tables, each after those that its foreign keys name."""
    left, done = sorted(tables), []
    while left:
        free = [
            table for table in left
            if not any(
                key[0] == table and re.search(rf"REFERENCES {other}\(", text)
                for key, text in side.constraints.items() for other in left if other != table
            )
        ] or left[:1]
        done += free
        left = [table for table in left if table not in free]
    return done


def add_constraint(table, name, text):
    line = f"ALTER TABLE {table} ADD CONSTRAINT {name} {tidy(text)};\n"
    if len(line) > WIDTH:
        line = f"ALTER TABLE {table}\n    ADD CONSTRAINT {name} {tidy(text)};\n"
    if max(map(len, line.splitlines())) > WIDTH:
        line = f"ALTER TABLE {table}\n    ADD CONSTRAINT {name}\n    {tidy(text)};\n"
    return line
