"""A release of the reference, its virtual environment, and a database that it has prepared; our program beside it."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import server
import tree
from settings import ALEMBIC, MANAGER

INSIDE = Path(__file__).parent / "inside"


class Reference:
    """The manager that is installed in `venv`."""

    def __init__(self, venv):
        self.venv = Path(venv).absolute()
        if not (self.venv / "bin/backend.ai").exists():
            raise SystemExit(f"{venv} is no virtual environment with backend.ai-manager")

    def python(self, script, *arguments, **options):
        """What a script of inside/ prints, as JSON."""
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        done = subprocess.run([self.venv / "bin/python", INSIDE / script, *arguments], capture_output=True, text=True,
                              env=environment, **options)
        if done.returncode:
            raise SystemExit(f"{script} with {self.venv}: {done.stderr[-3000:]}")
        return json.loads(done.stdout)

    def run(self, database, *command, driver="postgresql", check=True):
        """`backend.ai …`, configured for a database."""
        with tempfile.TemporaryDirectory() as directory:
            directory = Path(directory)
            configure(directory, database, driver)
            done = subprocess.run([self.venv / "bin/backend.ai", *command], cwd=directory, capture_output=True, text=True)
        if check and done.returncode:
            raise SystemExit(f"{' '.join(command)}: exit status {done.returncode}: {(done.stdout + done.stderr)[-3000:]}")
        return done

    def constant_ids(self, revision):
        """Ids that stand in the revision's own text: they are no random ones."""
        texts = self.venv.glob(f"lib/python3*/site-packages/ai/backend/manager/models/alembic/versions/{revision}*.py")
        return {found for path in texts for found in tree.ID.findall(path.read_text())}

    def oneshot(self, database):
        """A fresh database."""
        server.create(database)
        done = self.run(database, "mgr", "schema", "oneshot")
        if "alembic_version" not in server.facts(database):
            raise SystemExit(f"oneshot prepared nothing: {(done.stdout + done.stderr)[-3000:]}")


class Program:
    """Our program, configured for a database."""

    def __init__(self, path):
        self.path = Path(path).absolute()

    def run(self, database, *words, **options):
        with tempfile.TemporaryDirectory() as directory:
            configure(Path(directory), database)
            done = subprocess.run([self.path, *words], cwd=directory, capture_output=True, text=True, **options)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, words))}: {done.stderr[-2000:]}")
        return done.stdout


def configure(directory, database, driver="postgresql"):
    (directory / "alembic.ini").write_text(ALEMBIC.format(server.url(database, driver)))
    (directory / "manager.toml").write_text(MANAGER.format(*server.address().split(":"), database))
    # 23.9 to 25.6 do not start without one.
    (directory / "fixtures/manager").mkdir(parents=True)
    (directory / "fixtures/manager/manager.key_secret").write_text(KEY)


# In the form of a CURVE certificate; what it holds plays no part.
KEY = f"""metadata
curve
    public-key = "{'0' * 40}"
    secret-key = "{'0' * 40}"
"""
