"""Loading rows: `mgr fixture populate` beside psql's `\\copy` of the same rows into the same table with all its constraints and
indexes; and passwords beside python3's hashlib, which is what the manager hashes with."""

import hashlib
import json
import os
import time

from delay import LATENCIES, behind
from measure import PROGRAM, ROOT, RUNS
from page import table
from plot import Plot

GOAL = 1.15
LARGEST = int(os.environ.get("ROWS", 1_000_000))
TABLES = os.environ.get("TABLES", "audit_logs,keypairs").replace(",", " ").split()
FAR = 10_000
USERS = 16

USER = "(SELECT uuid FROM users LIMIT 1)"
# The columns of row n.
ROWS = {
    "audit_logs": """gen_random_uuid() AS id, 'single_entity' AS action_kind, (ARRAY['session','vfolder','user'])[1 + n % 3] AS entity_type,
        (ARRAY['create','update','purge'])[1 + n % 3] AS operation, 'action-' || n % 40 AS action_name, gen_random_uuid()::text AS entity_id,
        now() - n * interval '1 second' AS created_at, gen_random_uuid() AS action_id, gen_random_uuid()::text AS request_id,
        'admin' || n % 11 AS triggered_by, 'what was done, "' || n || E'",\\tand to whom' AS description,
        n % 1000 * interval '1 millisecond' AS duration, '10.0.0.1'::inet AS client_ip, 'success' AS status""",
    "keypairs": f"""'BENCH' || lpad(n::text, 15, '0') AS access_key, md5(n::text) || 'bench123' AS secret_key, true AS is_active,
        false AS is_admin, false AS is_default, 30000 AS rate_limit, 0 AS num_queries, {USER} AS user, 'default' AS resource_policy,
        '\\x90'::bytea AS dotfiles, repeat('#', 60) AS bootstrap_script, gen_random_uuid() AS id""",
    "error_logs": f"""gen_random_uuid() AS id, (ARRAY['critical','error','warning'])[1 + n % 3]::errorlog_severity AS severity,
        'manager' AS source, {USER} AS user, n % 2 = 0 AS is_read, false AS is_cleared, 'message ' || n || E' "quoted"\\twith a tab' AS message,
        'python' AS context_lang, jsonb_build_object('node', 'node' || n % 97, 'number', n) AS context_env,
        '/v1/session/' || n AS request_url, 500 AS request_status, repeat('Traceback (most recent call last)', 2) AS traceback""",
    "login_history": f"""gen_random_uuid() AS id, {USER} AS user_id, 'default' AS domain_name,
        (ARRAY['success','logout'])[1 + n % 2] AS result, repeat('reason ', 30) || n AS fail_reason, '10.0.0.1'::inet AS client_ip""",
}


def run(server):
    for name in TABLES:
        if name not in ROWS:
            raise SystemExit(f"scripts/bench: no rows are known for {name}: TABLES={','.join(ROWS)}")
    database = server.database()
    server.program("mgr", "schema", "oneshot")
    server.program("mgr", "fixture", "populate", *sorted((ROOT / "fixtures/manager").glob("example-*.json")))
    first, decades = TABLES[0], [10**power for power in range(1, 10) if 10**power <= LARGEST]
    loads = [load(server, database, first, count) for count in decades] + [load(server, database, name, LARGEST) for name in TABLES if name != first or LARGEST not in decades]
    yield table(("table", ">rows", ">JSON, MiB", ">`\\copy`, s", ">`populate`, s", ">ratio", ">goal", ">server's CPU, s", ">`\\copy`'s", ">client's CPU, s",
                 ">client, MiB", ">`populate` again, s"), [line for line, _ in loads])
    yield Plot("figures-rows.svg", f"populate ÷ \\copy, {first}", "rows", [f"{count:,}" for count in decades],
               {"populate ÷ \\copy": [ratio for _, ratio in loads[:len(decades)]]}, GOAL)
    yield f"{FAR:,} rows of `{first}` behind a slow network:"
    yield table((">latency, ms", ">`\\copy`, s", ">`populate`, s", ">ratio", ">goal", ">waits for an answer", ">`\\copy`'s"), far(server, database, first))
    yield passwords(server, database)


def sides(server, database, name, count):
    """Both, of so many rows, behind a port."""
    columns = write(server, database, name, count)

    def empty():
        server.ask("SET client_min_messages = error", f"TRUNCATE {name} CASCADE", "CHECKPOINT", database=database)

    def copy(port):
        empty()
        return server.psql(database, "-c", f"\\copy {name} ({columns}) FROM rows.tsv", port=port)

    def populate(port):
        empty()
        server.configure(database, port)
        return [PROGRAM, "mgr", "fixture", "populate", "rows.json"]

    return {"copy": copy, "populate": populate}


def far(server, database, name):
    lines = []
    both = sides(server, database, name, FAR)
    for latency in LATENCIES:
        found, waits = behind(server, latency, both, RUNS)
        ours, theirs = found["populate"], found["copy"]
        lines.append((latency, f"{theirs.median():.2f}", f"{ours.median():.2f}", f"{ours / theirs:.2f}", GOAL, waits["populate"], waits["copy"]))
    server.configure(database)
    return lines


def load(server, database, name, count):
    """A line of the table, and its ratio."""
    both = sides(server, database, name, count)
    found = server.turns({side: lambda words=words: words(server.port) for side, words in both.items()})
    server.call(both["populate"](server.port))
    # All rows are there: once more.
    again = server.turns({"again": lambda: [PROGRAM, "mgr", "fixture", "populate", "rows.json"]}, 1 if count > 100_000 else RUNS)["again"]
    there = server.ask(f"SELECT count(*) FROM {name}", database=database)
    if int(there) != count:
        raise SystemExit(f"scripts/bench: {there} rows of {count} are in {name}")
    size = (server.directory / "rows.json").stat().st_size / 1048576
    ours, theirs = found["populate"], found["copy"]
    line = (f"`{name}`", f"{count:,}", f"{size:.1f}", f"{theirs.median():.2f}", f"{ours.median():.2f}", f"{ours / theirs:.2f}", GOAL,
            f"{ours.mean('server'):.2f}", f"{theirs.mean('server'):.2f}", f"{ours.mean('client'):.2f}", f"{ours.peak():.0f}", f"{again.median():.2f}")
    return line, ours / theirs


def write(server, database, name, count):
    """The same rows as rows.tsv and rows.json; the names of their columns."""
    server.ask(f"CREATE TABLE bench_rows AS SELECT {ROWS[name]} FROM generate_series(1, {count}) AS n", database=database)
    columns = server.ask("SELECT string_agg(quote_ident(attname), ',' ORDER BY attnum) FROM pg_attribute "
                         "WHERE attrelid = 'bench_rows'::regclass AND attnum > 0", database=database)
    server.ask("\\copy bench_rows TO rows.tsv", database=database)
    # COPY would escape the backslashes of the JSON once more.
    server.ask(f"\\o rows.json", f"""SELECT '{{"{name}": ['""", "\\set FETCH_COUNT 10000",
               "SELECT CASE WHEN row_number() OVER () > 1 THEN ',' ELSE '' END || row_to_json(r) FROM bench_rows r", "SELECT ']}'",
               database=database)
    server.ask("DROP TABLE bench_rows", database=database)
    return columns


def passwords(server, database):
    """The same users without passwords and with them: the difference is the hashing."""
    for side in ("without", "with"):
        password = "NULL::text" if side == "without" else "'password-' || n"
        users = server.ask(f"""SELECT json_agg(row_to_json(r)) FROM (
            SELECT 'bench-{side}-' || n AS username, 'bench-{side}-' || n || '@example.com' AS email, {password} AS password, u.domain_name,
                   u.domain_id, u.resource_policy, 'active' AS status, 'user' AS role
              FROM generate_series(1, {USERS}) AS n, (SELECT * FROM users LIMIT 1) AS u) AS r""", database=database)
        (server.directory / f"{side}.json").write_text(json.dumps({"__mode": "insert", "users": json.loads(users)}))

    def populate(side):
        server.ask("SET client_min_messages = error", f"DELETE FROM users WHERE username LIKE 'bench-%'", database=database)
        return [PROGRAM, "mgr", "fixture", "populate", f"{side}.json"]

    found = server.turns({side: lambda side=side: populate(side) for side in ("without", "with")})
    ours = found["with"].median() - found["without"].median()
    began = time.perf_counter()
    for number in range(USERS):
        hashlib.pbkdf2_hmac("sha256", f"password-{number}".encode(), os.urandom(32), 600_000)
    theirs = time.perf_counter() - began
    return table((">passwords", ">`populate`, a second", ">hashlib, a second", ">faster by"),
                 [(USERS, f"{USERS / ours:.1f}", f"{USERS / theirs:.1f}", f"{theirs / ours:.1f}")])
