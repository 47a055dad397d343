"""Tables of Google's real discovery documents, installed into a home of the tests' own."""

import fcntl
import functools
import hashlib
import os
import pathlib
import shutil
import subprocess

from program import ROOT, TUNEQL

SERVICES = [
    "bigquery", "books", "calendar", "cloudresourcemanager", "compute", "container", "dns",
    "drive", "firestore", "gmail", "logging", "people", "pubsub", "run_v1", "script",
    "secretmanager", "sheets", "sqladmin", "storage", "translate_v2", "youtube",
]
FOLDER = ROOT / ".build" / "loopback-tables"


@functools.cache
def environment():
    """The environment of programs that have the tables.

    They are installed once for a build of the program, since that takes a quarter of a minute.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = FOLDER / stamp()
        values = {"TUNEQL_HOME": f"{home}/home", "XDG_CACHE_HOME": f"{home}/cache"}
        environment = {**os.environ, **values}
        if not (home / "ready").exists():
            for other in FOLDER.glob("home-*"):
                shutil.rmtree(other)
            install(environment)
            (home / "ready").touch()
        return environment


def stamp():
    """A name that differs between builds of the program, and lists of services."""
    facts = pathlib.Path(TUNEQL).stat()
    text = f"{TUNEQL} {facts.st_mtime_ns} {facts.st_size} {SERVICES}"
    return "home-" + hashlib.sha256(text.encode()).hexdigest()[:16]


def install(environment):
    documents = subprocess.run(
        [ROOT / "scripts" / "google-documents"], check=True, capture_output=True, text=True
    ).stdout.strip()
    services = [word for name in SERVICES for word in ("--service", name)]
    result = subprocess.run(
        [TUNEQL, "registry", "import", "google", "--from", documents, *services],
        env=environment, capture_output=True, text=True, timeout=300,
    )
    if result.returncode:
        raise AssertionError(f"the import failed:\n{result.stderr}")
