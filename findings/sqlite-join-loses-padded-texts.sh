#!/usr/bin/env bash
# SQLite 3.40.1 loses the rows of a join when equal texts have different lengths.
#
# Guess: two columns with COLLATE RTRIM, which ignores blanks at the end, join 'x' with 'x  '
#   as `=` says; an index makes the join faster and nothing else.
# Seen: SQLite 3.40.1 (Debian 12) finds none of the two pairs, and a LEFT JOIN gives NULLs. With
#   an index on the inner column both pairs are there. SQLite 3.54.1 always finds both.
#   Without an index SQLite builds one for the statement and puts a Bloom filter before it; the
#   filter of 3.40.1 knows texts of different lengths as different, whatever the collation says.
# Why it matters: every collation of your own that equates spellings of different lengths (times,
#   versions, numbers written as text) is affected. No message tells, EXPLAIN QUERY PLAN neither.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check apsw==3.54.1.0

debian() { LD_LIBRARY_PATH=$(echo debian/usr/lib/*-linux-gnu) debian/usr/bin/sqlite3 :memory: "$1"; }
newest() { venv/bin/python -m apsw :memory: "$1"; }

tables="CREATE TABLE a(t TEXT COLLATE RTRIM); INSERT INTO a VALUES ('x'), ('y');
        CREATE TABLE b(t TEXT COLLATE RTRIM); INSERT INTO b VALUES ('x  '), ('y  ');"
join="SELECT count(*), count(b.t) FROM a JOIN b ON a.t = b.t;"
left="SELECT count(*), count(b.t) FROM a LEFT JOIN b ON a.t = b.t;"
index="CREATE INDEX i ON b(t);"
version="SELECT sqlite_version();"

echo "versions: SQLite $(debian "$version") and $(newest "$version")"
echo "guess:    2|2 (rows|rows with a partner) in all six"
seen=""
for sqlite in debian newest; do
  for statements in "$join" "$left" "$index $join"; do
    seen+="$($sqlite "$tables $statements") "
  done
done
echo "seen:     old: join, left join, join with an index; new: the same"
echo "          $seen"
[ "$seen" = "0|0 2|0 2|2 2|2 2|2 2|2 " ] || { echo "the behaviour has changed" >&2; exit 1; }
