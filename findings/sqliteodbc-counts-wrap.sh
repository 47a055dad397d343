#!/usr/bin/env bash
# Through ODBC, SQLite's whole numbers are cut to 32 bits: 5,000,000,000 arrives as 705,032,704.
#
# Guess: SQLite's integers have 64 bits, ODBC has a type for them (SQL_BIGINT) and Python has no
#   limit; so 5000000000 arrives whole, or the driver reports an overflow.
# Seen: with the driver's default settings an INTEGER column, a sum() and a plain literal lose
#   their upper 32 bits: 705032704, and 3000000000 even becomes negative. There is no error and no
#   warning. Only a column that is declared BIGINT, or the setting BigInt=1, gives the number.
# Why it matters: byte counts, token counts, milliseconds and ids of cloud services are larger
#   than 32 bits every day, and tables made by CREATE TABLE AS are never declared BIGINT.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(libsqliteodbc=0.9998-3+b1 libsqlite3-0=3.40.1-2+deb12u2 libodbc2=2.3.11-2+deb12u1
  libodbcinst2=2.3.11-2+deb12u1 libltdl7=2.4.7-7~deb12u1)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyodbc==5.5.0

LD_LIBRARY_PATH=$(echo debian/usr/lib/*-linux-gnu) venv/bin/python - <<'PYTHON'
import glob
import sys

import pyodbc

driver = glob.glob("debian/usr/lib/*/odbc/libsqlite3odbc.so")[0]


def answers(settings):
    database = pyodbc.connect(f"DRIVER={driver};Database=:memory:;{settings}", autocommit=True)
    database.execute("CREATE TABLE t(i INTEGER, big BIGINT)")
    database.execute("INSERT INTO t VALUES (5000000000, 5000000000)")
    return list(database.execute("SELECT i, sum(i), 5000000000, 3000000000, big FROM t").fetchone())


plain, wide = answers(""), answers("BigInt=1")
version = pyodbc.connect(f"DRIVER={driver};Database=:memory:").getinfo(pyodbc.SQL_DRIVER_VER)
print(f"versions: sqliteodbc {version}, pyodbc {pyodbc.version}")
print("guess:   ", [5000000000, 5000000000, 5000000000, 3000000000, 5000000000])
print("seen:    ", plain)
print("BigInt=1:", wide)
as_described = (
    plain == [705032704, 705032704, 705032704, -1294967296, 5000000000]
    and wide == [5000000000, 5000000000, 5000000000, 3000000000, 5000000000]
)
sys.exit(0 if as_described else "the behaviour has changed")
PYTHON
