"""A release's virtual environment: its Python, and the dependencies of its time."""

import datetime
import os
import re
import shutil
import subprocess
from pathlib import Path

import published

VENVS = Path(os.environ.get("REFERENCE_VENVS", Path.home() / ".cache/backend.ai/reference"))
# What is built from source fails with younger ones.
CONSTRAINTS = "Cython<3\nsetuptools<75.9\n"
# The parts of a release are uploaded within some hours.
DAYS = 2


def environment(release, every, wheelhouse=None, python=None, package=published.PACKAGE, name="v"):
    """Where the release of a package is installed; installs it there first."""
    venv = VENVS / f"{name}{release}"
    if (venv / "bin/backend.ai").exists() and (venv / "installed").exists():
        return venv
    date, requires = next(entry for version, entry in every.items() if published.number(version) == published.number(release))
    python = python or find(requires)
    print(f"installing {package} {release} in {venv}, with {python}", flush=True)
    venv.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(venv, ignore_errors=True)
    run(python, "-m", "venv", venv)
    pip = [venv / "bin/python", "-m", "pip"]
    constraints = venv / "build-constraints.txt"
    constraints.write_text(CONSTRAINTS)
    where = ["--no-index", "--find-links", wheelhouse.absolute()] if wheelhouse else []
    if not wheelhouse:
        # --uploaded-prior-to came with pip 26.
        run(*pip, "install", "-q", "--upgrade", "pip>=26")
        until = datetime.date.fromisoformat(date) + datetime.timedelta(days=DAYS)
        where = ["--uploaded-prior-to", until.isoformat(), "--build-constraint", constraints]
    run(*pip, "install", "-q", "--prefer-binary", *where, f"{package}=={release}")
    (venv / "installed").touch()
    return venv


def find(requires):
    """A Python that satisfies `<3.14,>=3.13` or `==3.10.5`, of which the third number is not insisted on."""
    wanted = re.search(r"(?:>=|==|~=)\s*3\.(\d+)", requires or "")
    if not wanted:
        raise SystemExit(f"the release says of Python {requires!r}: name one with PYTHON=")
    minor = wanted[1]
    places = [Path(path) for path in [shutil.which(f"python3.{minor}")] if path]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    places += sorted(root.glob(f"versions/3.{minor}.*/bin/python"))
    for place in places:
        # A shim of pyenv may stand for a version that is not there.
        if subprocess.run([place, "-c", ""], capture_output=True).returncode == 0:
            return place
    raise SystemExit(f"the release wants Python {requires}: install one, or name it with PYTHON=")


def run(*words):
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}: {(done.stdout + done.stderr)[-3000:]}")
