#!/usr/bin/env bash
# The SQLite shell reads a parameter's value as an expression: a date becomes 1985.
#
# Guess: `.parameter set :since 2026-11-30` binds the text 2026-11-30, at least when it is quoted.
# Seen: the value is worked out as SQL, so it is 2026 minus 11 minus 30: the integer 1985. Quotes
#   around it, double or single, are the shell's own and gone by then. 007 becomes 7 and 1.50
#   becomes 1.5. A value that is no expression, such as a name with a blank, is bound as text.
#   Only quotes inside quotes make a text of a date: "'2026-11-30'".
# Why it matters: a script that passes dates, versions or ids with zeros in front compares with
#   another value and finds the wrong rows, without an error.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
shell() { LD_LIBRARY_PATH=$(echo debian/usr/lib/*-linux-gnu) debian/usr/bin/sqlite3 "$@"; }

seen=$(shell <<'SCRIPT'
.parameter set :bare 2026-11-30
.parameter set :single '2026-11-30'
.parameter set :double "2026-11-30"
.parameter set :zeros 007
.parameter set :nested "'2026-11-30'"
.parameter set :words "two words"
SELECT :bare, :single, :double, :zeros, :nested, :words, typeof(:bare);
SCRIPT
)

echo "versions: sqlite3 $(shell --version | cut -d ' ' -f 1)"
echo "guess:    2026-11-30|2026-11-30|2026-11-30|007|2026-11-30|two words|text"
echo "seen:     $seen"
[ "$seen" = "1985|1985|1985|7|2026-11-30|two words|integer" ] ||
  { echo "the behaviour has changed" >&2; exit 1; }
