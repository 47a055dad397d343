#!/usr/bin/env bash
# "adapterSize": "4" in a tuning job means an adapter of size SIXTEEN to Google's client.
#
# Guess: a number in the place of an enum's name is refused, or 4 means ADAPTER_SIZE_FOUR.
# Seen: numbers are taken, as proto3's JSON allows, and so are texts of digits, which its
#   description does not mention. They are the numbers on the wire, and these do not follow the
#   sizes: 1 is ONE, 2 is FOUR, 3 is EIGHT, 4 is SIXTEEN, and TWO is 6. A number that is no
#   member (16) is kept.
# Why it matters: "4" reads as four and trains with four times the adapter. Discovery documents
#   and OpenAPI descriptions list the names without the numbers, so no schema check made from
#   them finds out. A front end for people should take names alone.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check google-cloud-aiplatform==2.7.0 \
  annotated-types==0.8.0 anyio==4.16.0 certifi==2026.10.19.post1 cffi==2.1.1 \
  charset-normalizer==3.5.3 cryptography==50.0.2 distro==1.9.0 docstring_parser==0.18.0 \
  google-api-core==2.44.0 google-auth==2.63.0 google-cloud-bigquery==3.47.0 \
  google-cloud-core==2.8.0 google-cloud-resource-manager==1.19.0 google-cloud-storage==3.17.1 \
  google-crc32c==1.9.0 google-genai==2.34.0 google-resumable-media==2.11.0 \
  googleapis-common-protos==1.76.0 grpc-google-iam-v1==0.14.6 grpcio==1.85.3 \
  grpcio-status==1.85.3 h11==0.16.0 httpcore==1.0.9 httpx==0.28.1 idna==3.20 \
  opentelemetry-api==1.45.2 packaging==26.4 proto-plus==1.29.0 protobuf==7.36.2 pyasn1==0.6.5 \
  pyasn1_modules==0.4.2 pycparser==3.12 pydantic==2.14.4 pydantic_core==2.50.5 \
  python-dateutil==2.9.0.post0 requests==2.34.2 six==1.17.0 sniffio==1.3.1 tenacity==9.1.4 \
  typing-inspection==0.4.5 typing_extensions==4.16.0 urllib3==2.8.0 websockets==17.4

venv/bin/python -W ignore - <<'PYTHON'
import importlib.metadata
import json
import sys

from google.cloud.aiplatform_v1 import TuningJob


def size(value):
    job = {"supervisedTuningSpec": {"hyperParameters": {"adapterSize": value}}}
    read = TuningJob.from_json(json.dumps(job)).supervised_tuning_spec.hyper_parameters.adapter_size
    return getattr(read, "name", read)


seen = {repr(value): size(value) for value in (1, 2, 3, 4, "4", 6, 16, "ADAPTER_SIZE_FOUR")}
packages = ("google-cloud-aiplatform", "proto-plus", "protobuf")
print("versions:", {name: importlib.metadata.version(name) for name in packages})
print("guess:    2: TWO, 4: FOUR, '4': refused, 6 and 16: refused")
print("seen:    ", seen)
expected = {
    "1": "ADAPTER_SIZE_ONE",
    "2": "ADAPTER_SIZE_FOUR",
    "3": "ADAPTER_SIZE_EIGHT",
    "4": "ADAPTER_SIZE_SIXTEEN",
    "'4'": "ADAPTER_SIZE_SIXTEEN",
    "6": "ADAPTER_SIZE_TWO",
    "16": 16,
    "'ADAPTER_SIZE_FOUR'": "ADAPTER_SIZE_FOUR",
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
