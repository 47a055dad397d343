"""Tables of Google's real discovery documents, installed into a home of the tests' own."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile

from program import ROOT, TUNEQL

SERVICES = [
    "bigquery", "calendar", "cloudresourcemanager", "compute", "container", "dns", "drive",
    "gmail", "logging", "people", "pubsub", "run_v1", "script", "secretmanager", "sheets",
    "sqladmin", "storage", "translate_v2", "youtube",
]


@functools.cache
def environment():
    """The environment of programs that have the tables."""
    home = tempfile.mkdtemp(prefix="tuneql-google-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    values = {"TUNEQL_HOME": f"{home}/home", "XDG_CACHE_HOME": f"{home}/cache"}
    install({**os.environ, **values})
    return {**os.environ, **values}


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
