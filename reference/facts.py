"""The facts of a schema: what tests/support/schema-facts.sql prints, without the order of columns."""

from pathlib import Path

import tree

QUERY = (Path(__file__).parent.parent / "tests/support/schema-facts.sql").read_text()
# asyncpg runs one statement; the first sets the search path.
SETTING, QUERY = QUERY.split("SET search_path", 1)[1].split(";", 1)


async def take(connection):
    # With pg_catalog behind public, as in the file: names in definitions are then printed qualified.
    before = await connection.fetchval("SHOW search_path")
    await connection.execute(f"SET search_path{SETTING}")
    found = await connection.fetch(QUERY.strip().rstrip(";"))
    await connection.execute(f"SET search_path = {before}")
    return frozenset(tree.without_position(line) for (line,) in found)


def differ(left, right, left_name, right_name):
    lines = [(line, f"only {left_name}") for line in left - right] + [(line, f"only {right_name}") for line in right - left]
    return [f"{where}: {line}" for line, where in sorted(lines)]


def judge(theirs, ours, release):
    """Differences to the reference; "drift" where the schema of the next release agrees with ours."""
    found = []
    for line in sorted(theirs - ours):
        found.append(f"{'drift' if line not in release else 'FACT'}, only reference: {line}")
    for line in sorted(ours - theirs):
        found.append(f"{'drift' if line in release else 'FACT'}, only ours: {line}")
    return found
