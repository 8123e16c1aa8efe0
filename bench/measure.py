"""What the scenarios measure with: a private server and databases on it, whole processes by turns, medians."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = Path(os.environ["PROGRAM"]).resolve()
CLIENT = Path(os.environ["CLIENT_BINDIR"])
RUNS = int(os.environ.get("RUNS", 5))
SECONDS = float(os.environ.get("SECONDS", 60))
PASSWORD = "develove"


def numbers(variable, default):
    """A list of numbers out of the environment."""
    return [int(number) for number in os.environ.get(variable, default).replace(",", " ").split()]


@dataclass
class Run:
    """One process."""

    seconds: float
    mib: float  # its memory, the highest; never less than that of spawn.py, 9
    client: float  # seconds of the processor
    server: float  # the same of the server's processes that ended with it, in hundredths
    stderr: str


class Runs(list):
    """Of one side."""

    def median(self, what="seconds"):
        return statistics.median(getattr(run, what) for run in self)

    def mean(self, what):
        return statistics.mean(getattr(run, what) for run in self)

    def peak(self):
        return max(run.mib for run in self)

    def __truediv__(self, other):
        return self.median() / other.median()


class Server:
    """A PostgreSQL with its default settings, as `devdb up` makes it; gone at the end."""

    def __enter__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="backend-ai-bench-"))
        self.directory.chmod(0o755)  # the server is another user's where this one is root
        self.port = int(os.environ.get("BENCH_PORT") or free_port())
        self.count = 0
        try:
            self.program("mgr", "devdb", "up", "--port", self.port)
            self.postmaster = int((self.directory / ".backend.ai/devdb/data/postmaster.pid").read_text().split()[0])
            self.spawner = subprocess.Popen([sys.executable, "-I", "-S", Path(__file__).parent / "spawn.py"], cwd=self.directory, env=environment(),
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            time.sleep(1)
            self.idle = self.children()
            self.version = self.ask("SHOW server_version").split()[0]
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        subprocess.run([PROGRAM, "mgr", "devdb", "destroy", "--yes"], cwd=self.directory, capture_output=True)
        shutil.rmtree(self.directory, ignore_errors=True)

    def call(self, words):
        """A process that is not measured; its stdout."""
        done = subprocess.run(list(map(str, words)), cwd=self.directory, env=environment() | password(words),
                              capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"scripts/bench: {' '.join(map(str, words))}: {done.stderr}")
        return done.stdout

    def program(self, *words):
        return self.call([PROGRAM, *words])

    def psql(self, database, *words, port=None):
        """A command line of psql."""
        # Debian's /usr/bin/psql is a program that looks for psql, which takes longer than psql.
        return [CLIENT / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", "localhost", "-p", port or self.port, "-U", "postgres",
                "-d", database, *words]

    def ask(self, *statements, database="postgres"):
        return self.call(self.psql(database, *(word for sql in statements for word in ("-c", sql)))).strip()

    def database(self, name="bench", template="template1"):
        """A database of that name anew, and the configuration for it."""
        self.ask("SET client_min_messages = error", f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE {template}")
        self.configure(name)
        return name

    def configure(self, database, port=None):
        """The files in which this program and the Python manager find it."""
        port = port or self.port
        url = f"postgresql://postgres:{PASSWORD}@localhost:{port}/{database}"
        sample = (ROOT / "alembic.ini.sample").read_text().splitlines()
        lines = [f"sqlalchemy.url = {url}" if line.startswith("sqlalchemy.url") else line for line in sample]
        manager = MANAGER_TOML.format(port=port, database=database, password=PASSWORD, directory=self.directory)
        for name, text in {"alembic.ini": "\n".join(lines) + "\n", "manager.toml": manager}.items():
            (self.directory / name).write_text(text)
            (self.directory / name).chmod(0o600)

    def measure(self, words):
        """A process from its start to its end."""
        self.quiet()
        used = self.processor()
        print(*(f"{name}={value}" for name, value in password(words).items()), *words, sep="\0", file=self.spawner.stdin, flush=True)
        status, seconds, mib, client = map(float, self.spawner.stdout.readline().split())
        said = (self.directory / "stderr").read_text(errors="replace")
        if status:
            raise SystemExit(f"scripts/bench: {' '.join(map(str, words))}: status {status:.0f}: {said}")
        self.quiet()
        return Run(seconds, mib, client, self.processor() - used, said)

    def turns(self, sides, runs=RUNS):
        """Name of a side → what makes ready for it and gives its command line; name → its runs. Each goes first in turn."""
        results = {name: Runs() for name in sides}
        for turn in repeat(runs):
            for name in list(sides)[:: -1 if turn % 2 else 1]:
                results[name].append(self.measure(sides[name]()))
        return results

    def quiet(self):
        """Until nobody is connected any more; the server's own workers are not waited for long."""
        until = time.monotonic() + 2
        while self.children() > self.idle and time.monotonic() < until:
            time.sleep(0.005)

    def children(self):
        """How many processes the server has; 0 where there is no /proc."""
        try:
            return len(Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children").read_text().split())
        except OSError:
            return 0

    def processor(self):
        """Seconds of all its processes that have ended."""
        try:
            fields = Path(f"/proc/{self.postmaster}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def repeat(runs=RUNS):
    """Numbers of turns, until there were enough or time is up."""
    until = time.monotonic() + SECONDS
    for turn in range(runs):
        if turn and time.monotonic() > until:
            return
        yield turn


def environment():
    """Nothing of the user's that leads elsewhere."""
    return {name: value for name, value in os.environ.items() if name == "PG_BINDIR" or not name.startswith(("PG", "BACKEND_"))}


def password(words):
    """psql and pg_dump are given it; the others have files."""
    return {} if words[0] == PROGRAM else {"PGPASSWORD": PASSWORD}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def releases(server):
    """Those inside, oldest first: as `schema releases` tells them."""
    return json.loads(server.program("mgr", "--json", "schema", "releases"))["releases"]


MANAGER_TOML = """[etcd]
namespace = "local"
addr = {{ host = "127.0.0.1", port = 8120 }}
user = ""
password = ""

[db]
type = "postgresql"
addr = {{ host = "localhost", port = {port} }}
name = "{database}"
user = "postgres"
password = "{password}"

[manager]
num-proc = 1
ipc-base-path = "{directory}"
pid-file = "{directory}/manager.pid"

[logging]
level = "INFO"
drivers = ["console"]
"""
