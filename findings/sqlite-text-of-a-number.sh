#!/usr/bin/env bash
# The same number becomes another text in a newer SQLite.
#
# Guess: a number has one text in SQLite, whatever the version: 0.1 + 0.2 is shown as 0.3.
# Seen: SQLite 3.40.1 writes 15 digits, 3.54.1 enough of them to tell the number from its
#   neighbours: 0.1 + 0.2 is '0.3' in the old one and '0.30000000000000004' in the new one. There
#   the JSON functions write a third text: 0.7 + 0.1 is '0.8' in the old one, and in the new one
#   '0.7999999999999999' with || and 0.79999999999999993 in json_array. count(DISTINCT) over such
#   texts counts other groups, and round(1.005, 2) is 1.01 in the old one, 1.0 in the new one.
# Why it matters: stored keys, hashes, JSON documents and expected outputs made by one version
#   do not match those made by the other, although every number is the same bit for bit.
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

statement="SELECT 0.1 + 0.2 || '', 0.7 + 0.1 || '', json_array(0.7 + 0.1),
                  (SELECT count(DISTINCT x || '') FROM (SELECT 0.3 x UNION ALL SELECT 0.1 + 0.2)),
                  round(1.005, 2);"
old=$(debian "$statement")
new=$(newest "$statement")

echo "versions: SQLite $(debian 'SELECT sqlite_version()') and $(newest 'SELECT sqlite_version()')"
echo "guess:    two equal lines"
echo "seen:     $old"
echo "          $new"
[[ "$old" = "0.3|0.8|[0.8]|1|1.01" &&
  "$new" = "0.30000000000000004|0.7999999999999999|[0.79999999999999993]|2|1.0" ]] ||
  { echo "the behaviour has changed" >&2; exit 1; }
