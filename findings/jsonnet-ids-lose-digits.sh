#!/usr/bin/env bash
# Jsonnet changes integers beyond 2^53, without a word, in its C++ and its Go form.
#
# Guess: an integer of a Jsonnet file, or of a JSON document read with std.parseJson, has the same
#   digits in the output: nothing is computed with it.
# Seen: all numbers are doubles, so 1234567890123456789 is written as 1234567890123456768, and
#   comparing two ids that differ in the last digit says that they are equal.
# Why it matters: values of scripts and manifests for cloud APIs are written in Jsonnet, and numeric
#   ids of resources have 19 digits. A wrong resource is named, with no error. As texts they are safe.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check jsonnet==0.22.0 gojsonnet==0.22.0

venv/bin/python - <<'PYTHON'
import json
import sys

import _gojsonnet
import _jsonnet

SOURCE = """{
  written: 1234567890123456789,
  parsed: std.parseJson('{"id": 1234567890123456789}').id,
  equal: 1234567890123456789 == 1234567890123456788,
  text: '1234567890123456789',
}"""
results = [
    json.loads(library.evaluate_snippet("ids", SOURCE)) for library in (_jsonnet, _gojsonnet)
]
print(f"versions: jsonnet 0.22.0, gojsonnet 0.22.0, Python {sys.version.split()[0]}")
print("guess:    1234567890123456789 twice, and not equal")
for result in results:
    print(f"seen:     {result}")
expected = {
    "written": 1234567890123456768, "parsed": 1234567890123456768, "equal": True,
    "text": "1234567890123456789",
}
if results != [expected, expected]:
    sys.exit("the behaviour has changed")
PYTHON
