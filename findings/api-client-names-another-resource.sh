#!/usr/bin/env bash
# A percent sign in an id is sent as it is in some methods and as %25 in others, by one client.
#
# Guess: an id is text; Google's client for Python encodes it so that the service reads the same text.
# Seen: storage's object "a%41b" is asked for as a%2541b, which is that object. A tuning job of that
#   id is asked for as a%41b, which the service reads as aAb. The paths are {object} and {+name}: in
#   the second form of RFC 6570 whatever looks like a percent coding passes.
# Why it matters: the same code reads, changes or deletes a resource of another name, depending on
#   the letters after the percent sign: a%zz is sent as a%25zz. Files of Artifact Registry have ids
#   with percent signs.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check google-api-python-client==2.202.0 \
  uritemplate==4.2.0

venv/bin/python -W ignore - <<'PYTHON'
import importlib.metadata
import sys
import urllib.parse

from googleapiclient.discovery import build
from googleapiclient.http import HttpMock


def client(name, version):
    mock = HttpMock(headers={"status": "200"})
    return build(name, version, developerKey="k", static_discovery=True, http=mock)


def read(request):
    """The id that a server decodes from the last segment of the path."""
    return urllib.parse.unquote(urllib.parse.urlsplit(request.uri).path.rsplit("/", 1)[1])


objects = client("storage", "v1").objects()
jobs = client("aiplatform", "v1").projects().locations().tuningJobs()
seen = {}
for text in ["a%41b", "a%zz"]:
    seen[text] = (
        read(objects.get(bucket="b", object=text)),
        read(jobs.get(name=f"projects/p/locations/l/tuningJobs/{text}")),
    )
print("versions: google-api-python-client", importlib.metadata.version("google-api-python-client"))
print("guess:    each is read as it was given, by both services")
print("seen:    ", seen)
expected = {"a%41b": ("a%41b", "aAb"), "a%zz": ("a%zz", "a%zz")}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
