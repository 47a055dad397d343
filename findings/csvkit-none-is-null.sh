#!/usr/bin/env bash
# csvkit reads the texts none, na, n/a and a single point as NULL, and counts of 0 and 1 as booleans.
#
# Guess: a CSV cell with a word in it is that word, and a column of the numbers 0 and 1 has numbers.
# Seen: `csvjson` writes null for a job named "none" or described as ".", and false and true for a
#   count that happens to be 0 or 1 in all rows. One row with a 2 makes the same column numbers again.
# Why it matters: results of a query go through csvkit on their way to a dashboard. A number of
#   failures turns into a truth value on the good days, and a name disappears; --no-inference keeps both.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check csvkit==2.0.1 agate==1.14.2

jobs() { printf '%s\n' name,note,failed "$@"; }
words=$(jobs "none,.,5" "na,n/a,7" | venv/bin/csvjson)
good=$(jobs "a,b,0" "c,d,1" | venv/bin/csvjson)
bad=$(jobs "a,b,0" "c,d,2" | venv/bin/csvjson)

echo "versions: csvkit 2.0.1, agate 1.14.2, $(python3 --version)"
echo 'guess:    [{"name": "none", "note": ".", "failed": 5}, …]; failed is 0 and 1'
echo "seen:     $words"
echo "          $good"
echo "          $bad"
[[ "$words" == '[{"name": null, "note": null, "failed": 5.0}, {"name": null, "note": null, "failed": 7.0}]' &&
  "$good" == *'"failed": false}'*'"failed": true}]' &&
  "$bad" == *'"failed": 0.0}'*'"failed": 2.0}]' ]] ||
  { echo "the behaviour has changed" >&2; exit 1; }
