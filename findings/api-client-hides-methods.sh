#!/usr/bin/env bash
# 25 methods of Google's APIs cannot be called with Google's API client for Python.
#
# Guess: whatever a discovery document lists can be called; names are unique within a collection.
# Seen: 25 collections in the 610 bundled documents have a method and a sub-collection of one name.
#   Both become the same attribute of the Python object, and the sub-collection wins each time:
#   identitytoolkit's projects.accounts (a POST that makes an account) is gone, and its place
#   answers with a TypeError about the method's parameter. Building the client says nothing.
# Why it matters: methods and collections have two name spaces. A generator that puts both into
#   one (attributes, SQL names, pages of a manual) loses a method silently, unless it checks.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check \
  google-api-python-client==2.202.0 google-auth-httplib2==0.4.4 httplib2==0.32.1 pyparsing==3.3.3 \
  uritemplate==4.2.0 google-api-core==2.44.0 proto-plus==1.29.0 protobuf==7.36.2 \
  google-auth==2.63.0 googleapis-common-protos==1.76.0 opentelemetry-api==1.45.2 \
  typing_extensions==4.16.0 certifi==2026.10.19.post1 cffi==2.1.1 charset-normalizer==3.5.3 \
  cryptography==50.0.2 idna==3.20 pyasn1==0.6.5 pyasn1_modules==0.4.2 pycparser==3.12 \
  requests==2.34.2 urllib3==2.8.0

venv/bin/python -W ignore - <<'PYTHON'
import json
import pathlib
import sys

import googleapiclient
import googleapiclient.version
from googleapiclient.discovery import build_from_document

folder = pathlib.Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"


def pairs(node, path=()):
    nested = node.get("resources", {})
    yield from ((*path, name) for name in node.get("methods", {}) if name in nested)
    for name, child in nested.items():
        yield from pairs(child, (*path, name))


def is_collection(service, path):
    for name in path[:-1]:
        service = getattr(service, name)()
    return "Resource" in type(getattr(service, path[-1])()).__name__


documents = [json.loads(path.read_text()) for path in folder.glob("*.json") if path.name != "index.json"]
twice = [(document, path) for document in documents for path in pairs(document)]
hidden = [is_collection(build_from_document(document, http=object()), path) for document, path in twice]

toolkit = next(document for document in documents if document["id"] == "identitytoolkit:v1")
try:
    build_from_document(toolkit, http=object()).projects().accounts(targetProjectId="p", body={})
    error = None
except TypeError as problem:
    error = str(problem).split("() ")[1]
seen = {"documents": len(documents), "pairs": len(twice), "hidden": sum(hidden), "error": error}
print("versions: google-api-python-client", googleapiclient.version.__version__)
print("guess:    hidden: 0, error: None")
print("seen:    ", seen)
expected = {
    "documents": 610,
    "pairs": 25,
    "hidden": 25,
    "error": "got an unexpected keyword argument 'targetProjectId'",
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
