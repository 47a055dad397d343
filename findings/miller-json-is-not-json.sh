#!/usr/bin/env bash
# Miller's JSON has fields such as 0xff without quotes, and turns long integers into strings.
#
# Guess: `mlr --icsv --ojson cat` writes JSON: a field that is no JSON number becomes a string; and
#   `mlr --json cat` gives a number back as a number.
# Seen: what looks like a number to Miller is written as it was read, without quotes: 0xff, .5 and
#   5. (none of them JSON) beside 1e5. Python's reader refuses the document. The other way,
#   the integer 12345678901234567890 of a JSON document comes out as a string.
# Why it matters: hexadecimal ids and hashes (0x10, 0xabc) are common in exports. One row of them
#   makes a file of a million rows unreadable, and the long ids of an API change their type.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(miller=6.6.0-2+b3)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
mlr() { debian/usr/bin/mlr "$@"; }

written=$(printf 'id,half,five,large\n0xff,.5,5.,1e5\n' | mlr --icsv --ojsonl cat)
if python3 -c 'import json, sys; json.loads(sys.argv[1])' "$written" 2>/dev/null; then
  readable=yes
else
  readable=no
fi
long=$(echo '{"id": 12345678901234567890}' | mlr --ijsonl --ojsonl cat)

echo "versions: $(mlr --version), $(python3 --version)"
echo 'guess:    {"id": "0xff", "half": ".5", "five": "5.", "large": 1e5}, and the long id as it was'
echo "seen:     $written (JSON: $readable)"
echo "          $long"
[[ "$written" = '{"id": 0xff, "half": .5, "five": 5., "large": 1e5}' && $readable = no &&
  "$long" = '{"id": "12345678901234567890"}' ]] ||
  { echo "the behaviour has changed" >&2; exit 1; }
