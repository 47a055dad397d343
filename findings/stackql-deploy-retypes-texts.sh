#!/usr/bin/env bash
# stackql-deploy's patch document changes texts into numbers, booleans and null.
#
# Guess: generate_patch_document, which makes the update for AWS Cloud Control from an object of
#   properties, gives each value the type that it has in the object.
# Seen: a text that happens to be JSON is replaced by its value: "8.0" becomes the number 8.0,
#   "1.10" becomes 1.1, "true" becomes true, "null" becomes null. "0042" and "db" stay texts.
#   An object inside keeps the types of its members.
# Why it matters: versions, account ids and tag values are texts in AWS's schemas, and digits are
#   common in them. The create, which sends the object itself, works; the first update is
#   refused, or sets 1.1 for 1.10.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check --no-deps stackql-deploy==1.9.5 \
  Jinja2==3.1.6 MarkupSafe==3.0.4 click==8.5.1

venv/bin/python -W ignore - <<'PYTHON'
import importlib.metadata
import json
import logging
import sys

from stackql_deploy.lib.filters import setup_environment

properties = {
    "EngineVersion": "8.0",
    "Release": "1.10",
    "Zip": "0042",
    "Name": "db",
    "Flag": "true",
    "Note": "null",
    "Tag": {"Value": "8.0"},
}
environment = setup_environment(".", logging.getLogger())
template = environment.from_string("{{ properties | from_json | generate_patch_document }}")
patch = json.loads(template.render(properties=json.dumps(properties)))
seen = {entry["path"][1:]: entry["value"] for entry in patch}
print("versions: stackql-deploy", importlib.metadata.version("stackql-deploy"))
print("guess:   ", properties)
print("seen:    ", seen)
expected = {
    "EngineVersion": 8.0,
    "Release": 1.1,
    "Zip": "0042",
    "Name": "db",
    "Flag": True,
    "Note": None,
    "Tag": {"Value": "8.0"},
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
