#!/usr/bin/env bash
# Of the 685 calls of Google's Vertex client none is repeated by itself, reads included.
#
# Guess: the client repeats at least the reads (get, list) when the service is unavailable, as
#   another generated client, Resource Manager's, does.
# Seen: no method has a default rule for repeats. One 503 ends get_tuning_job() with
#   ServiceUnavailable after a single request. Resource Manager's client, made by the same generator,
#   has rules for 15 of its 59 calls.
# Why it matters: code that was right with one of Google's clients is fragile with the next, and the
#   two look the same from outside. Pass retry=Retry(...) to each call, or wrap the client.
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
import importlib
import importlib.metadata
import inspect
import json
import pkgutil
import sys
import threading

from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform_v1, resourcemanager_v3

asked = []
status = 503
answer = {"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}}


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


def rules(package):
    methods = repeated = 0
    for service in pkgutil.iter_modules(package.services.__path__):
        module = importlib.import_module(f"{package.__name__}.services.{service.name}.transports.base")
        source = inspect.getsource(module)
        methods += source.count("gapic_v1.method.wrap_method(")
        repeated += source.count("default_retry=")
    return methods, repeated


try:
    client.get_tuning_job(name=name)
except Exception as error:
    ended = type(error).__name__
seen = [rules(aiplatform_v1), len(asked), ended]
other = rules(resourcemanager_v3)
packages = ("google-cloud-aiplatform", "google-cloud-resource-manager")
print("versions:", {name: importlib.metadata.version(name) for name in packages})
print("guess:    (685 methods, some of them with a rule), several requests")
print("seen:    ", seen, "and Resource Manager:", other)
expected = [(685, 0), 1, "ServiceUnavailable"]
sys.exit(0 if seen == expected and other == (59, 15) else "the behaviour has changed")
PYTHON
