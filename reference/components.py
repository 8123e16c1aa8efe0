#!/usr/bin/env python3
"""Compares the components beside the manager with their reference: status 1 where something differs.

    reference/components.py [COMPONENT …] [--release 26.9.6] [--program PROGRAM]

A fresh database; each revision with rows, brought to the newest by both; what the reference makes of our databases: its commands say
that they are at the head, its models read every row.
"""

import argparse
import json
import re
import subprocess
import tempfile
import time
import tomllib
from pathlib import Path

import install
import published
import revisions
import rows
import server
import tree
from settings import ALEMBIC

UUID = "'00000000-0000-4000-8000-0000000000{:02}'".format
WORKERS = f"""
INSERT INTO tokens (id, login_session_token, kernel_host, kernel_port, session_id, user_uuid, group_id, access_key, domain_name) VALUES
    ({UUID(1)}, 'login', '10.0.0.1', 8080, {UUID(2)}, {UUID(3)}, {UUID(4)}, 'AKIA', 'default'),
    ({UUID(5)}, NULL, 'host', 0, {UUID(6)}, {UUID(7)}, {UUID(8)}, '', E'a\\tb');
INSERT INTO workers (id, authority, frontend_mode, protocol, hostname, use_tls, api_port, available_circuits, occupied_circuits,
    port_range, wildcard_domain, nodes, accepted_traffics, filtered_apps_only, created_at) VALUES
    ({UUID(10)}, 'one', 'PORT', 'HTTP', 'one.example', true, 10200, 100, 3, '{{10201,10300}}', NULL, 1, '{{INTERACTIVE,INFERENCE}}', false, '2024-03-01Z'),
    ({UUID(11)}, 'two', 'WILDCARD_DOMAIN', 'TCP', 'two.example', false, 443, -1, 0, NULL, '.example', 2, '{{}}', true, '2024-03-02Z');
INSERT INTO worker_app_filters (id, property_name, property_value, worker) VALUES ({UUID(20)}, 'name', 'value', {UUID(10)});
"""
CIRCUITS = f"""
INSERT INTO circuits (id, app, protocol, worker, app_mode, frontend_mode, port, subdomain, envs, arguments, open_to_public,
    allowed_client_ips, user_id, endpoint_id, session_ids, route_info, created_at) VALUES
    ({UUID(30)}, 'jupyter', 'HTTP', {UUID(10)}, 'INTERACTIVE', 'PORT', 10201, NULL, '{{"A": "1"}}', '-x', true, NULL, {UUID(3)}, NULL,
     '{{00000000-0000-4000-8000-000000000002}}', '[]', '2024-03-01Z'),
    ({UUID(31)}, NULL, 'GRPC', {UUID(11)}, 'INFERENCE', 'WILDCARD_DOMAIN', NULL, 'sub', NULL, NULL, false, '10.0.0.0/8', NULL, {UUID(40)},
     '{{}}', '[]', '2024-03-02Z'),
    ({UUID(32)}, '', 'TCP', {UUID(11)}, 'INFERENCE', 'PORT', 1, NULL, 'null', '', true, '', NULL, {UUID(41)}, '{{}}', '[]', '2024-03-03Z');
"""
ACCOUNTS = f"""
INSERT INTO users VALUES ({UUID(1)});
INSERT INTO user_profiles (user_id, username, email, password) VALUES ({UUID(1)}, 'somebody', 'somebody@example.com', 'a hash');
INSERT INTO applications (id, name, token_secret) VALUES ({UUID(2)}, 'app', 'secret');
INSERT INTO association_applications_users (user_id, application_id) VALUES ({UUID(1)}, {UUID(2)});
INSERT INTO keypairs (user_id, access_key, secret_key) VALUES ({UUID(1)}, 'AKIA', 'secret');
"""


class Component:
    def __init__(self, folder, package, word, location, base, fresh, cases, invented=""):
        self.folder, self.package, self.word, self.location, self.base = folder, package, word, location, base
        # The reference's commands that prepare a database, and the rows that come in after a revision.
        self.fresh, self.cases = fresh, cases
        # Takes away what the reference's revisions make of nothing.
        self.invented = invented
        data = tree.ROOT / folder / "history.toml"
        self.history = [entry["id"] for entry in tomllib.loads(data.read_text())["revisions"]]

    def install(self, release):
        every = published.releases(package=self.package)
        self.venv = install.environment(release, every, package=self.package, name=f"{self.folder}-").absolute()

    def reference(self, database, *words):
        """One of the reference's programs; `backend.ai` wants another driver than alembic."""
        driver = "postgresql" if words[0] == "backend.ai" else "postgresql+asyncpg"
        options = ["-f", "c.ini"] if words[0] == "backend.ai" else []
        alembic = ["-c", "c.ini"] if words[0] == "alembic" else []
        return self.run(self.venv / "bin" / words[0], database, *alembic, *words[1:], *options, driver=driver)

    def ours(self, program, database, *words):
        return self.run(program, database, self.word, "schema", *words, "-f", "c.ini")

    def run(self, program, database, *words, driver="postgresql"):
        with tempfile.TemporaryDirectory() as directory:
            text = ALEMBIC.format(server.url(database, driver)).replace("ai.backend.manager.models:alembic", self.location)
            Path(directory, "c.ini").write_text(text)
            done = subprocess.run([program, *words], cwd=directory, capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise SystemExit(f"{program} {' '.join(words)}: {(done.stdout + done.stderr)[-3000:]}")
        return done.stdout

    def read(self, database):
        """Table → how many rows the reference's models read, or why they cannot."""
        script = Path(__file__).parent / "inside/component_rows.py"
        done = subprocess.run([self.venv / "bin/python", script, self.base, server.url(database, "postgresql+asyncpg")],
                              capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        return json.loads(done.stdout)


COMPONENTS = [
    Component("account-manager", "backend.ai-account-manager", "am", "ai.backend.account_manager.models:alembic",
              "ai.backend.account_manager.models", ["alembic", "upgrade", "head"], {"1449797cc931": ACCOUNTS}),
    Component("app-proxy", "backend.ai-appproxy-coordinator", "app-proxy-coordinator", "ai.backend.appproxy.coordinator.models:alembic",
              "ai.backend.appproxy.coordinator.models", ["backend.ai", "app-proxy-coordinator", "schema", "oneshot"], {
                  "5c6942374c62": WORKERS,
                  "e81f833e28fa": CIRCUITS,
                  "a06b7ba8f4bd": f"UPDATE workers SET wildcard_traffic_port = 443 WHERE id = {UUID(11)}",
                  "0dd436073e84": f"UPDATE workers SET status = 'LOST' WHERE id = {UUID(11)}",
                  "825d283e0743": f"UPDATE circuits SET runtime_variant = 'vllm' WHERE id = {UUID(31)}",
                  "66f87e010f90": f"UPDATE workers SET traefik_last_used_marker_path = '/run/x' WHERE id = {UUID(10)}",
                  "7dbbc087108e": f"UPDATE workers SET tls_listen = true WHERE id = {UUID(10)}",
                  "a1b2c3d4e5f6": f"UPDATE endpoints SET health_check_config = NULL, health_check_enabled = true WHERE id = {UUID(40)}",
              },
              invented="DELETE FROM endpoints WHERE NOT EXISTS (SELECT FROM circuits WHERE endpoint_id = endpoints.id)"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("components", nargs="*", choices=[[], *(component.folder for component in COMPONENTS)])
    parser.add_argument("--release", default="26.9.6")
    parser.add_argument("--program", type=Path, default=revisions.target() / "release/backend-ai")
    options = parser.parse_args()
    program = options.program.absolute()
    different = 0
    for component in COMPONENTS:
        if options.components and component.folder not in options.components:
            continue
        component.install(options.release)
        for what, found in compare(component, program):
            different += bool(found)
            print(f"{component.folder} {options.release}: {what}: {'different' if found else 'equal'}", *found, sep="\n    ", flush=True)
    raise SystemExit(different > 0)


def compare(component, program):
    theirs, ours, walked = (f"component_{name}" for name in ("theirs", "ours", "walked"))
    for database in (theirs, ours, walked):
        server.create(database)
    component.reference(theirs, *component.fresh)
    component.ours(program, ours, "oneshot")
    fresh = server.facts(ours)
    theirs_known = re.findall(r"-> (\w+)", component.reference(theirs, "alembic", "history"))
    yield "the revisions", [] if theirs_known == component.history[::-1] else [f"the reference has {theirs_known}"]
    yield "a fresh database", lines(server.facts(theirs), fresh)
    yield "it has the facts of its release, says the program of both", [
        line for database in (theirs, ours) for line in [component.ours(program, database, "check", "--facts")] if "its facts are those" not in line]
    for revision in component.history:
        component.reference(walked, "alembic", "upgrade", revision)
        server.psql(walked, "-c", component.cases.get(revision, ""))
        server.create(theirs, walked)
        server.create(ours, walked)
        began = time.time()
        component.reference(theirs, "alembic", "upgrade", "head")
        component.ours(program, ours, "upgrade")
        run = (began, time.time())
        server.psql(theirs, "-c", component.invented)
        yield f"the rows of {revision} at the head", rows.compare(server.rows(theirs), server.rows(ours), ("reference", "ours"), run)
        yield f"the facts of {revision} at the head, beside a fresh database", lines(*map(unplaced, (fresh, server.facts(ours))))
    yield "what alembic says of ours", [] if "(head)" in component.reference(ours, "alembic", "current") else ["not at the head"]
    # The account manager's models cannot read even what it wrote: "no attribute 'replace'" for every id.
    read, read_there = component.read(ours), component.read(theirs)
    total = sum(count for count in read.values() if isinstance(count, int))
    yield f"what the reference's models read, {total} rows", [] if read == read_there else [f"{read}, of its own database {read_there}"]
    for database in (theirs, ours, walked):
        server.psql("postgres", "-c", f'DROP DATABASE "{database}" WITH (FORCE)')


def unplaced(facts):
    return "\n".join(map(tree.without_position, facts.splitlines()))


def lines(theirs, ours):
    theirs, ours = set(theirs.splitlines()), set(ours.splitlines())
    return [f"only reference: {line}" for line in sorted(theirs - ours)] + [f"only ours: {line}" for line in sorted(ours - theirs)]


main()
