"""What was published of the manager: versions with their dates and Pythons, and the revisions inside a wheel."""

import json
import re
import subprocess
import urllib.request
import zipfile
from pathlib import Path

PACKAGE = "backend.ai-manager"
INDEX = "https://pypi.org/pypi/{}/json"
FINAL = re.compile(r"\d+(\.\d+)+")
VERSIONS = re.compile(r"ai/backend/manager/models/alembic/versions/\w+\.py")


def number(version):
    return [int(part) for part in version.split(".")]


def releases(wheelhouse=None, package=PACKAGE):
    """Final version → (date, what it requires of Python), oldest first; of a directory of wheels, the date of none is known."""
    if wheelhouse:
        found = {wheel.name.split("-")[1]: (None, requires_python(wheel)) for wheel in wheels(wheelhouse)}
    else:
        with urllib.request.urlopen(INDEX.format(package), timeout=60) as answer:
            files = json.load(answer)["releases"]
        found = {version: (max(one["upload_time_iso_8601"][:10] for one in own), own[0]["requires_python"])
                 for version, own in files.items() if own and not all(one["yanked"] for one in own)}
    return {version: found[version] for version in sorted(filter(FINAL.fullmatch, found), key=number)}


def wheels(directory):
    return [path for path in Path(directory).glob("*.whl") if path.name.startswith(("backend_ai_manager-", "backend.ai_manager-"))]


def requires_python(wheel):
    with zipfile.ZipFile(wheel) as file:
        metadata = next(name for name in file.namelist() if name.endswith(".dist-info/METADATA"))
        match = re.search(r"^Requires-Python: (.*)$", file.read(metadata).decode(), re.M)
    return match[1].strip() if match else ""


def wheel(version, pip, directory, wheelhouse=None):
    """Its wheel; fetched into the directory where it is not there."""
    for place in filter(None, (wheelhouse, directory)):
        for path in wheels(place):
            if number(path.name.split("-")[1]) == number(version):
                return path
    if wheelhouse:
        raise SystemExit(f"there is no wheel of {PACKAGE} {version} in {wheelhouse}")
    command = [*pip, "download", "-q", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:", "-d", directory]
    done = subprocess.run([*map(str, command), f"{PACKAGE}=={version}"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{PACKAGE} {version}: {done.stderr}")
    return next(path for path in wheels(directory) if number(path.name.split("-")[1]) == number(version))


def revisions(path):
    """Revision → those it builds upon, of a wheel's alembic history. Its files may want a younger Python than this one: they are not parsed."""
    found = {}
    with zipfile.ZipFile(path) as file:
        for name in filter(VERSIONS.fullmatch, file.namelist()):
            text = file.read(name).decode()
            if revision := re.search(r"^revision\b[^=\n]*= *[\"'](\w+)", text, re.M):
                down = re.search(r"^down_revision\b[^=\n]*= *(\([^)]*\)|.*)", text, re.M)
                found[revision[1]] = re.findall(r"[\"'](\w+)[\"']", down[1].split("#")[0]) if down else []
    return found


def head_of(graph):
    """The newest revision; of several, the one with the longest history."""
    heads = set(graph) - {parent for parents in graph.values() for parent in parents}
    return max(heads, key=lambda head: len(ancestors(head, graph)))


def ancestors(revision, graph):
    """It and all below it."""
    seen, left = set(), [revision]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left += graph.get(one, ())
    return seen
