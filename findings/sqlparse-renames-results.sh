#!/usr/bin/env bash
# sqlparse's upper case for keywords renames results that are called type, key, source or data.
#
# Guess: keyword_case="upper" changes SELECT, AS and FROM; names that the author gave stay as they are.
# Seen: the aliases type, location, key, source, data and result become TYPE, LOCATION, KEY …; name and state
#   do not. Rows of the formatted query have other keys.
# Why it matters: keys are case-sensitive in JSON and in programs, and these words are the fields of every cloud
#   API. A formatter in a pre-commit hook changes what a script delivers: row["type"] is missing afterwards.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check sqlparse==0.6.1

venv/bin/python - <<'PYTHON'
import sqlite3
import sys

import sqlparse

NAMES = ["name", "state", "type", "location", "key", "source", "data", "result"]
SQL = "select " + ", ".join(f"{number} as {name}" for number, name in enumerate(NAMES))


def keys(sql):
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    return list(dict(connection.execute(sql).fetchone()))


seen = keys(sqlparse.format(SQL, keyword_case="upper"))
print(f"versions: sqlparse {sqlparse.__version__}, SQLite {sqlite3.sqlite_version}")
print(f"guess:    {keys(SQL)}")
print(f"seen:     {seen}")
if keys(SQL) != NAMES or seen != NAMES[:2] + [name.upper() for name in NAMES[2:]]:
    sys.exit("the behaviour has changed")
PYTHON
