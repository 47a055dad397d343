#!/usr/bin/env python3
"""Answers as the program `stackql` does, from an SQLite database, and notes the statements.

The database and the log are next to this file, which the test copies to `stackql`.
"""
import json
import os
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def rows(statement):
    if statement.upper().startswith("SHOW PROVIDERS"):
        return [{"name": "google", "version": "v1"}]
    with open(os.path.join(HERE, "statements"), "a") as log:
        log.write(statement + "\0")
    database = sqlite3.connect(os.path.join(HERE, "database"))
    database.row_factory = sqlite3.Row
    with database:
        found = [dict(row) for row in database.execute(statement)]
    return found


def main():
    if "--version" in sys.argv:
        print("stackql v0.9.250 Linux (abcdef0)")
        return
    statement = sys.argv[sys.argv.index("exec") + 1]
    found = rows(" ".join(statement.split()))
    if statement.split()[0].upper() not in ("SELECT", "SHOW"):
        print("the statement was run", file=sys.stderr)
        return
    print(json.dumps([{k: None if v is None else str(v) for k, v in row.items()} for row in found]))


main()
