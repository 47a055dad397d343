"""Runs the built `tuneql`."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TUNEQL = os.environ.get("TUNEQL", str(ROOT / ".build" / "debug" / "tuneql"))
# The expected results are those of this time.
os.environ["TUNEQL_EMULATOR_TIME"] = "2026-06-01T00:00:00Z"
NO_AUTHORIZATION = '{"google": {"type": "null_auth"}}'
SELECT = (
    "SELECT name, description, labels FROM google.aiplatform.tuning_jobs "
    "WHERE projectsId = 'p-1' AND locationsId = 'us-central1'"
)


def connection(api):
    return ["--endpoint", f"google.aiplatform={api.url}", "--auth", NO_AUTHORIZATION]


def command(api, sql=SELECT, *options):
    return [TUNEQL, "exec", *connection(api), *options, sql]


def run(api, sql=SELECT, *options):
    """Runs statements against a server; the result has `returncode`, `stdout`, `stderr`."""
    return subprocess.run(
        command(api, sql, *options),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
    )
