#!/usr/bin/env bash
# pyarrow turns the texts of JSON into times where all of them look like one, and leaves zeros out of CSV's codes.
#
# Guess: a JSON string stays a string, whatever is in it; a CSV code such as 007 is not the number 7.
# Seen: a column of "2026-01-02" is timestamp[s], unless one row has a fraction of a second or another
#   word: then all are strings. From CSV the codes 007 and 010 become 7 and 10.
# Why it matters: pages of an API are appended to one Parquet dataset. The schema follows the rows that a
#   page happens to hold, so the second file does not fit the first; and zeros of ids are gone for good.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import io
import sys

import pyarrow
import pyarrow.csv
import pyarrow.json


def json_type(*texts):
    lines = "".join(f'{{"t": "{text}"}}\n' for text in texts)
    return str(pyarrow.json.read_json(io.BytesIO(lines.encode())).schema.field("t").type)


seen = [
    json_type("2026-01-02T03:04:05Z"),
    json_type("2026-01-02"),
    json_type("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.5Z"),
    json_type("2026-01-02", "unknown"),
    pyarrow.csv.read_csv(io.BytesIO(b"code\n007\n010\n")).to_pydict()["code"],
]
print(f"versions: pyarrow {pyarrow.__version__}, Python {sys.version.split()[0]}")
print("guess:    four times string, and ['007', '010']")
print(f"seen:     {seen}")
if seen != ["timestamp[s]", "timestamp[s]", "string", "string", [7, 10]]:
    sys.exit("the behaviour has changed")
PYTHON
