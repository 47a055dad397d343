#!/usr/bin/env bash
# proto-plus reads a time without a zone as local; protobuf, below it, reads it as UTC.
#
# Guess: datetime(2026, 5, 31, 22) means the same instant whether it is assigned to a field of a
#   proto-plus message or given to the Timestamp that this field holds.
# Seen: on a machine in New York proto-plus stores 02:00 of the next day in UTC; protobuf's
#   FromDatetime stores 22:00.
# Why it matters: all of Google's newer Python clients take times through proto-plus. A filter or
#   a start time written without a zone moves with the machine it runs on: right in a container,
#   which is in UTC, and hours off on the desk where it was tried.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check google-api-core==2.44.0 \
  proto-plus==1.29.0 protobuf==7.36.2 google-auth==2.63.0 googleapis-common-protos==1.76.0 \
  opentelemetry-api==1.45.2 typing_extensions==4.16.0 certifi==2026.10.19.post1 cffi==2.1.1 \
  charset-normalizer==3.5.3 cryptography==50.0.2 idna==3.20 pyasn1==0.6.5 pyasn1_modules==0.4.2 \
  pycparser==3.12 requests==2.34.2 urllib3==2.8.0

TZ=EST5EDT,M3.2.0,M11.1.0 venv/bin/python -W ignore - <<'PYTHON'
import datetime
import importlib.metadata
import sys

import proto
from google.protobuf import timestamp_pb2


class Event(proto.Message):
    time = proto.Field(timestamp_pb2.Timestamp, number=1)


time = datetime.datetime(2026, 5, 31, 22)
timestamp = timestamp_pb2.Timestamp()
timestamp.FromDatetime(time)
seen = {
    "protobuf": timestamp.ToJsonString(),
    "proto-plus": Event.pb(Event(time=time)).time.ToJsonString(),
}
versions = {name: importlib.metadata.version(name) for name in ("proto-plus", "protobuf")}
print("versions:", versions)
print("guess:    2026-05-31T22:00:00Z twice")
print("seen:    ", seen)
expected = {"protobuf": "2026-05-31T22:00:00Z", "proto-plus": "2026-06-01T02:00:00Z"}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
