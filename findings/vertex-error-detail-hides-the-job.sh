#!/usr/bin/env bash
# One unknown detail of a job's error makes the whole job unreadable for Google's client.
#
# Guess: details of an error are open (each has an @type), and the client reads answers with unknown
#   fields ignored; so a detail of a type that it has not loaded is kept as it is, or left out.
# Seen: get_tuning_job() over REST ends with a ParseError, since the type is not found; ignoring
#   unknown fields does not reach inside a google.protobuf.Any. The state and the error's
#   message, which were in the answer, cannot be had. An unknown *state*, by contrast, is silent:
#   it becomes JOB_STATE_UNSPECIFIED, so a loop that waits for an end goes on.
# Why it matters: a failed job is the one with details. Once one of them is of another service's
#   type (here AttributeContext, of Google's own common types), that job cannot be read, and
#   neither can the page of the list that it is on, with all other jobs.
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
import http.server
import importlib.metadata
import json
import sys
import threading

from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform_v1

asked = []
status = 200
answer = {}


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path.split("?")[0])
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
transport = aiplatform_v1.GenAiTuningServiceClient.get_transport_class("rest")(
    host=f"127.0.0.1:{server.server_port}", url_scheme="http", credentials=AnonymousCredentials()
)
client = aiplatform_v1.GenAiTuningServiceClient(transport=transport)
name = "projects/p/locations/l/tuningJobs/1"


def get(**members):
    answer.clear()
    answer.update({"name": name, **members})
    try:
        job = client.get_tuning_job(name=name)
        return job.state.name, job.error.message
    except Exception as error:
        return type(error).__name__


def listed(*jobs):
    answer.clear()
    answer["tuningJobs"] = jobs
    try:
        return len(list(client.list_tuning_jobs(parent="projects/p/locations/l")))
    except Exception as error:
        return type(error).__name__


def error(detail):
    return {"code": 3, "message": "bad file", "details": [{"@type": f"type.googleapis.com/{detail}"}]}


seen = {
    "known detail": get(state="JOB_STATE_FAILED", error=error("google.rpc.ErrorInfo")),
    "unknown detail": get(
        state="JOB_STATE_FAILED", error=error("google.rpc.context.AttributeContext")
    ),
    "unknown member": get(state="JOB_STATE_FAILED", newMember=1, error={"message": "bad file"}),
    "unknown state": get(state="JOB_STATE_ARCHIVED"),
    "list with it": listed({"name": name}, {"error": error("google.rpc.context.AttributeContext")}),
}
packages = ("google-cloud-aiplatform", "google-api-core", "protobuf")
print("versions:", {name: importlib.metadata.version(name) for name in packages})
print("guess:    ('JOB_STATE_FAILED', 'bad file') in the first three, list with it: 2")
print("seen:    ", seen)
expected = {
    "known detail": ("JOB_STATE_FAILED", "bad file"),
    "unknown detail": "ParseError",
    "unknown member": ("JOB_STATE_FAILED", "bad file"),
    "unknown state": ("JOB_STATE_UNSPECIFIED", ""),
    "list with it": "ParseError",
}
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
