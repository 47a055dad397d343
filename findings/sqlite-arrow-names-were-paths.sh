#!/usr/bin/env bash
# The same `->>` finds another member, or none, in SQLite 3.40 and in a newer one.
#
# Guess: j ->> 'b.c' is the member named "b.c" (only texts that start with $ are paths), and the result
#   does not depend on the version of SQLite.
# Seen: 3.40.1 puts $. in front of the text. 'b.c' is the member c of b, 'x[0]' the first element of x, and
#   '1' nothing. 3.54.1 looks for members of these names. None of the four is an error in either.
# Why it matters: labels of Kubernetes and of cloud resources have dots (app.kubernetes.io/name). A query that
#   was written with the newest SQLite gives NULL on a Debian 12, and one written there a value of another member.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check apsw==3.54.1.0
fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(sqlite3=3.40.1-2+deb12u2 libsqlite3-0=3.40.1-2+deb12u2)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
export LD_LIBRARY_PATH=$PWD/debian/usr/lib/x86_64-linux-gnu

json='{"b.c": "whole", "b": {"c": "inner"}, "x[0]": "whole", "x": ["first"], "1": "whole", "app.io/name": "web"}'
sql="SELECT j ->> 'b.c', j ->> 'x[0]', j ->> '1', j ->> 'app.io/name' FROM (SELECT '$json' AS j)"
old=$(debian/usr/bin/sqlite3 -nullvalue NULL :memory: "$sql")
new=$(env -u LD_LIBRARY_PATH venv/bin/python -c '
import apsw, sys
print("|".join(str(v) for v in next(apsw.Connection(":memory:").execute(sys.argv[1]))))' "$sql")

echo "versions: $(debian/usr/bin/sqlite3 --version | cut -d' ' -f1) and $(
  env -u LD_LIBRARY_PATH venv/bin/python -c 'import apsw; print(apsw.sqlite_lib_version())')"
echo "guess:    whole|whole|whole|web, twice"
echo "seen:     $old"
echo "          $new"
[[ "$old" = 'inner|first|NULL|NULL' && "$new" = 'whole|whole|whole|web' ]] ||
  { echo "the behaviour has changed" >&2; exit 1; }
