#!/usr/bin/env bash
# Google's API client for Python sends force=true when it is given force="false".
#
# Guess: the text "false", as it comes from a form, a file or an environment variable, is sent as
#   false or refused: the client knows from the discovery document that the parameter is boolean.
# Seen: every text but the empty one is true, as in a Python `if`. For whole numbers it is as
#   quiet: pageSize=1.9 is sent as 1. For an enum it does check the value.
# Why it matters: `force` of a delete means "with everything in it", and the caller asked for the
#   opposite. (The requests of this script are built and shown, not sent.)
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
import sys

import googleapiclient.version
from googleapiclient.discovery import build

service = build("aiplatform", "v1", http=object())
locations = service.projects().locations()
name = "projects/p/locations/l/metadataStores/m"


def forced(value):
    return locations.metadataStores().delete(name=name, force=value).uri.split("?")[1].split("&")[0]


def checked():
    try:
        build("storage", "v1", http=object()).buckets().list(project="p", projection="some")
        return "sent"
    except TypeError:
        return "refused"


page = locations.tuningJobs().list(parent="projects/p/locations/l", pageSize=1.9)
seen = [forced(value) for value in (False, "false", "no", "")]
seen += [page.uri.split("?")[1].split("&")[0], checked()]
print("versions: google-api-python-client", googleapiclient.version.__version__)
print("guess:    force=false for False, 'false', 'no' and '' (or refused); pageSize=1.9 and a wrong enum refused")
print("seen:    ", seen)
expected = ["force=false", "force=true", "force=true", "force=false", "pageSize=1", "refused"]
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
