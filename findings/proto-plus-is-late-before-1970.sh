#!/usr/bin/env bash
# proto-plus stores a time before 1970 a second too late when it has a fraction.
#
# Guess: a datetime assigned to a field of a message comes back as it was, as far as microseconds.
# Seen: 1969-12-31T23:59:59.5Z comes back as 1970-01-01T00:00:00.5Z. The seconds are cut towards
#   zero, -0.5 to 0, and the half second is added to them. Whole seconds and everything since
#   1970 are right. A timedelta below zero has the same cause and another end: -1.5 s becomes a
#   Duration of -2 s and +0.5 s, whose signs differ, which protobuf then refuses to write as JSON.
# Why it matters: dates of birth, of archives and of scanned documents lie before 1970, and an
#   error of a second in a few of them is found late. Nothing warns when the value is set.
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

venv/bin/python -W ignore - <<'PYTHON'
import datetime
import importlib.metadata
import sys

import proto
from google.protobuf import duration_pb2, timestamp_pb2


class Event(proto.Message):
    time = proto.Field(timestamp_pb2.Timestamp, number=1)
    offset = proto.Field(duration_pb2.Duration, number=2)


def back(year, *rest):
    time = datetime.datetime(year, *rest, tzinfo=datetime.timezone.utc)
    return Event(time=time).time.rfc3339()


offset = Event.pb(Event(offset=datetime.timedelta(seconds=-1.5))).offset
seen = [
    back(1970, 1, 1, 0, 0, 1, 500000),
    back(1969, 12, 31, 23, 59, 59),
    back(1969, 12, 31, 23, 59, 59, 500000),
    (offset.seconds, offset.nanos),
]
versions = {name: importlib.metadata.version(name) for name in ("proto-plus", "protobuf")}
print("versions:", versions)
print("guess:    … 1969-12-31T23:59:59.5Z, (-1, -500000000)")
print("seen:    ", seen)
expected = [
    "1970-01-01T00:00:01.5Z",
    "1969-12-31T23:59:59.000000Z",
    "1970-01-01T00:00:00.5Z",
    (-2, 500000000),
]
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
