#!/usr/bin/env bash
# Changing one column with sqlite-utils takes the collation from another, and the triggers.
#
# Guess: `sqlite-utils transform --not-null n` makes the column n NOT NULL and leaves everything
#   else: the documentation offers it for what ALTER TABLE cannot do, and CHECK constraints and
#   indexes do survive.
# Seen: the table is built anew from what the tool knows of it, and it knows nothing of COLLATE:
#   a name column with COLLATE NOCASE compares letter by letter afterwards, so a row that
#   `name = 'ADA'` found is not found any more. The table's triggers are gone as well. Nothing is
#   printed and the exit status is 0.
# Why it matters: a harmless change of one column changes answers of queries about others. Compare
#   sqlite_master before and after.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check sqlite-utils==4.2.1 click==8.5.1 \
  click-default-group==1.2.4 pluggy==1.7.0 python-dateutil==2.9.0.post0 six==1.17.0 \
  sqlite-fts4==1.0.3 tabulate==0.10.0
tool() { venv/bin/sqlite-utils "$@"; }

venv/bin/python - <<'PYTHON'
import sqlite3

database = sqlite3.connect("people.db")
database.executescript("""
    CREATE TABLE people(name TEXT COLLATE NOCASE CHECK (length(name) < 9), n INTEGER);
    CREATE INDEX by_n ON people(n);
    CREATE TRIGGER noted AFTER INSERT ON people BEGIN SELECT 1; END;
    INSERT INTO people VALUES ('Ada', 1);
""")
PYTHON
state() {
  tool people.db --csv --no-headers "
    SELECT (SELECT count(*) FROM people WHERE name = 'ADA'),
           (SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master
             WHERE name IN ('noted', 'by_n') ORDER BY name)),
           (SELECT sql LIKE '%CHECK%' FROM sqlite_master WHERE name = 'people')" | tr -d '\r'
}
before=$(state)
printed=$(tool transform people.db people --not-null n)
after=$(state)

echo "versions: $(tool --version)"
echo "guess:    rows of 'ADA', index and trigger, CHECK: $before before and after"
echo "seen:     $before before, $after after; printed: '$printed'"
[[ "$before" = "1,by_n noted,1" && "$after" = "0,by_n,1" && -z "$printed" ]] ||
  { echo "the behaviour has changed" >&2; exit 1; }
