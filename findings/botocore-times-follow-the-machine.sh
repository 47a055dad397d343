#!/usr/bin/env bash
# With AWS's client the zone of a time depends on the service's protocol, and then on the machine.
#
# Guess: botocore gives every timestamp in UTC, as the services send them.
# Seen: one instant, 2026-05-31T22:00:00Z, asked of two services on a machine in New York. Where
#   the service writes ISO 8601 (Bedrock) it is 22:00 in UTC. Where it writes seconds since 1970
#   (SageMaker, whose protocol is AWS's JSON) it is 18:00 in the machine's zone.
# Why it matters: the two are equal as instants, but isoformat(), .date(), .hour and a CSV written
#   from them differ between services, and for the same service between a laptop and a server.
#   Call astimezone(timezone.utc) on everything before it becomes text.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check botocore==1.44.5 jmespath==1.1.0 \
  python-dateutil==2.9.0.post0 six==1.17.0 urllib3==2.8.0

TZ=EST5EDT,M3.2.0,M11.1.0 venv/bin/python - <<'PYTHON'
import http.server
import json
import sys
import threading

import botocore
import botocore.session

ANSWERS = {"POST": {"CreationTime": 1780264800}, "GET": {"creationTime": "2026-05-31T22:00:00Z"}}


class Server(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps(ANSWERS[self.command]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()


def client(service):
    return botocore.session.get_session().create_client(
        service,
        region_name="eu-west-1",
        endpoint_url=f"http://127.0.0.1:{server.server_port}",
        aws_access_key_id="id",
        aws_secret_access_key="key",
    )


seconds = client("sagemaker").describe_training_job(TrainingJobName="job")["CreationTime"]
text = client("bedrock").get_model_customization_job(jobIdentifier="job")["creationTime"]
print(f"versions: botocore {botocore.__version__}")
print("guess:    2026-05-31T22:00:00+00:00 twice")
print("seen:    ", seconds.isoformat(), "(SageMaker),", text.isoformat(), "(Bedrock)")
seen = (seconds == text, seconds.isoformat(), text.isoformat())
expected = (True, "2026-05-31T18:00:00-04:00", "2026-05-31T22:00:00+00:00")
sys.exit(0 if seen == expected else "the behaviour has changed")
PYTHON
