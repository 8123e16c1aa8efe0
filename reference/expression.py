"""PostgreSQL's own spelling of types, defaults and conditions, written as a person would."""

import re

TYPES = [
    (r"\bcharacter varying\b", "varchar"),
    (r"\btimestamp with time zone\b", "timestamptz"),
    (r"\bcharacter\b", "char"),
    (r"\btimestamp without time zone\b", "timestamp"),
]
QUOTED = {"user", "group", "order", "default", "limit", "check", "end"}
STRING = r"'(?:[^']|'')*'"


def name(word):
    return f'"{word}"' if word in QUOTED else word


def type_(text):
    for long, short in TYPES:
        text = re.sub(long, short, text)
    return text


def default(text):
    """Without the cast that PostgreSQL adds to it."""
    if match := re.fullmatch(rf"({STRING}|NULL)::[\w ]+(?:\(\d+\))?(?:\[\])?", text):
        return match[1]
    if match := re.fullmatch(r"\((-?[\d.]+)\)::[\w ]+", text):
        return match[1]
    return text


def condition(text):
    """What stands in a CHECK or behind a WHERE, on one line."""
    return " OR ".join(alternatives(text))


def casts_left_out(text):
    text = re.sub(rf"\(({STRING})::character varying\)::text", r"\1", text)
    text = re.sub(rf"({STRING})::(?:character varying|\w+)\b(?!\[)", r"\1", text)
    for operator, word in (("<> ALL", "NOT IN"), ("= ANY", "IN")):
        text = re.sub(rf"{operator} \(\((ARRAY\[[^]]*\])\)::text\[\]\)", rf"{operator} (\1)", text)
        text = re.sub(rf"{operator} \(ARRAY\[((?:(?:\d+|{STRING})(?:, )?)+)\]\)", rf"{word} (\1)", text)
    text = re.sub(r'\(("?\w+"?)\)::(?:text|integer)\b', r"\1", text)
    return text


def alternatives(text):
    """A condition's parts: what its outermost ORs join; beside an OR, an AND has parentheses."""
    parts = split(bare(casts_left_out(text)), " OR ")
    shown = [clause(part) for part in parts]
    return [f"({part})" if len(parts) > 1 and len(split(part, " AND ")) > 1 and " BETWEEN " not in part else part for part in shown]


def clause(text):
    """What ANDs join."""
    parts = [part if " OR " in part else bare(part) for part in split(bare(text), " AND ")]
    return range_of(*parts) if len(parts) == 2 and range_of(*parts) else " AND ".join(parts)


def range_of(low, high):
    first, second = re.fullmatch(r"(\w+) >= (\S+)", low), re.fullmatch(r"(\w+) <= (\S+)", high)
    return f"{first[1]} BETWEEN {first[2]} AND {second[2]}" if first and second and first[1] == second[1] else None


def bare(text):
    """Without the parentheses that stand around all of it."""
    while text.startswith("(") and text.endswith(")") and closes(text) == len(text) - 1:
        text = text[1:-1]
    return text


def closes(text):
    """Where the parenthesis closes that the text begins with."""
    depth, quoted = 0, False
    for place, letter in enumerate(text):
        quoted ^= letter == "'"
        depth += (not quoted) * ((letter == "(") - (letter == ")"))
        if depth == 0:
            return place
    return -1


def split(text, word):
    """The parts between words that stand in no parentheses."""
    parts, depth, quoted, begin, place = [], 0, False, 0, 0
    while place < len(text):
        letter = text[place]
        quoted ^= letter == "'"
        depth += (not quoted) * ((letter == "(") - (letter == ")"))
        if depth == 0 and not quoted and text.startswith(word, place):
            parts.append(text[begin:place])
            begin = place = place + len(word)
            continue
        place += 1
    return [*parts, text[begin:]]
