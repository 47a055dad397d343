"""A stand-in for the services that issue tokens, and an API that accepts them.

It accepts only requests that are right in every part, and records the flaws in `problems`.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import re
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, unquote, urlsplit

from list_api import QuietServer, job

SCOPE = "https://www.googleapis.com/auth/cloud-platform"
POOL = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q"
WORKFORCE = "//iam.googleapis.com/locations/global/workforcePools/p/providers/q"
ROBOT = "robot@my-project.iam.gserviceaccount.com"
TARGET = "target@my-project.iam.gserviceaccount.com"
TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
AWS_KEY = {"AccessKeyId": "PLANTEDAWSID", "SecretAccessKey": "planted-aws-secret", "Token": "planted-aws-session"}
# The texts that must never appear.
SECRETS = [
    "planted-", "PRIVATE KEY", "eyJhbGciOiJSUzI1NiI", "MIIE",
]


class Keys:
    """An RSA key pair, made once for a run of the tests."""

    def __init__(self, folder):
        self.private = pathlib.Path(folder, "private.pem")
        self.public = pathlib.Path(folder, "public.pem")
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", self.private)
        openssl("pkey", "-in", self.private, "-pubout", "-out", self.public)

    def verify(self, message, signature):
        with tempfile.NamedTemporaryFile() as data, tempfile.NamedTemporaryFile() as mark:
            data.write(message)
            data.flush()
            mark.write(signature)
            mark.flush()
            command = ["openssl", "dgst", "-sha256", "-verify", self.public, "-signature", mark.name, data.name]
            return subprocess.run(command, capture_output=True).returncode == 0


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Refusal(Exception):
    def __init__(self, status, body):
        self.status = status
        self.body = body


class Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.exchange(b"")

    def do_POST(self):
        self.exchange(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    do_PUT = do_POST

    def exchange(self, body):
        cloud = self.server.cloud
        headers = {}
        try:
            status, answer, headers = 200, *cloud.answer(self, body)
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body
        except AssertionError as error:
            cloud.problems.append(f"{self.command} {self.path}: {error}")
            status, answer = 400, {"error": "invalid_request", "error_description": str(error)}
        text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass


class GoogleCloud:
    """`lifetime` and `uses` limit a token; `pages` of `size` jobs are served for each location.

    From the page `epoch` on, tokens that were issued before its first request are refused.
    """

    def __init__(self, keys=None, pages=3, size=2, lifetime=3600, uses=None, epoch=None,
                 pace=0, token_pace=0, refusal=None, api_refusal=None, universe=None):
        self.keys, self.pages, self.size = keys, pages, size
        self.lifetime, self.uses, self.epoch = lifetime, uses, epoch
        self.pace, self.token_pace = pace, token_pace
        self.refusal, self.api_refusal, self.universe = refusal, api_refusal, universe
        self.problems, self.grants, self.refused, self.headers = [], [], 0, []
        self.tokens, self.running, self.most_running = {}, 0, 0
        self.scopes = [SCOPE]
        self.lock = threading.Lock()
        self.server = QuietServer(("127.0.0.1", 0), Exchange)
        self.server.cloud = self
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        self.url = f"http://{self.host}"

    def __enter__(self):
        serve = self.server.serve_forever
        threading.Thread(target=serve, args=[0.02], daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, exchange, body):
        path = urlsplit(exchange.path)
        for pattern, handler in [
            (r"/token", self.token), (r"/v1/token", self.security_token),
            (r"/v1/oauthtoken", self.workforce_token), (r"/client", self.client_token),
            (r"/v1/projects/-/serviceAccounts/[^/]+:generateAccessToken", self.impersonation),
            (r"/(computeMetadata/.*)?", self.metadata), (r"/subject", self.subject),
            (r"/latest/.*", self.aws_metadata),
            (r"/v1/projects/[^/]+/locations/[^/]+/tuningJobs", self.jobs),
        ]:
            if re.fullmatch(pattern, path.path):
                result = handler(exchange, path, body)
                return result if isinstance(result, tuple) else (result, {})
        raise Refusal(404, b"<html><title>Error 404</title></html>")

    # Tokens

    def issue(self, kind):
        """Issues a token, and records how many are being issued at the same time."""
        with self.lock:
            self.running += 1
            self.most_running = max(self.most_running, self.running)
        time.sleep(self.token_pace)
        with self.lock:
            self.running -= 1
            if self.refusal and kind != "metadata":
                raise Refusal(*self.refusal)
            value = f"planted-{kind}-{len(self.tokens) + 1}"
            self.tokens[value] = {"kind": kind, "end": time.time() + self.lifetime, "uses": self.uses}
            self.grants.append(kind)
        return value

    def granted(self, kind):
        return {"access_token": self.issue(kind), "expires_in": self.lifetime, "token_type": "Bearer"}

    def form(self, exchange, body):
        kind = exchange.headers.get("Content-Type")
        assert kind == "application/x-www-form-urlencoded", f"the form is {kind}"
        return dict(parse_qsl(body.decode(), keep_blank_values=True))

    def token(self, exchange, path, body):
        form = self.form(exchange, body)
        if form["grant_type"] == JWT_BEARER:
            claims = self.claims(form["assertion"])
            assert claims["aud"] == f"{self.url}/token", f"aud is {claims['aud']}"
            assert claims["scope"] == SCOPE, f"scope is {claims['scope']}"
            return self.granted(f"exchanged-{claims.get('sub', 'itself')}")
        expected = {
            "grant_type": "refresh_token", "client_id": "my-client",
            "client_secret": "planted-client-secret", "refresh_token": "planted-refresh-token",
        }
        assert form == expected, f"the form is {form}"
        return self.granted("user")

    def claims(self, text):
        """The claims of a JWT that the key has signed."""
        parts = text.split(".")
        assert len(parts) == 3, "a JWT has three parts"
        header, claims = (json.loads(unpadded(part)) for part in parts[:2])
        assert header == {"alg": "RS256", "typ": "JWT", "kid": "my-key-id"}, f"the header is {header}"
        assert claims["iss"] == ROBOT, f"iss is {claims['iss']}"
        assert 0 < claims["exp"] - claims["iat"] <= 3600, "the lifetime is wrong"
        assert abs(claims["iat"] - time.time()) < 60, "iat is not now"
        assert self.keys.verify(".".join(parts[:2]).encode(), unpadded(parts[2])), "the signature is wrong"
        return claims

    def security_token(self, exchange, path, body):
        form = self.form(exchange, body)
        assert form["grant_type"] == TOKEN_EXCHANGE, form["grant_type"]
        assert form["requested_token_type"] == ACCESS_TOKEN, form["requested_token_type"]
        assert form["audience"] in [POOL, WORKFORCE], f"the audience is {form['audience']}"
        assert form["scope"] == SCOPE, form["scope"]
        if form["audience"] == WORKFORCE:
            assert json.loads(unquote(form["options"])) == {"userProject": "my-project"}, form
        else:
            assert "options" not in form, form
        if form["subject_token_type"] == "urn:ietf:params:aws:token-type:aws4_request":
            self.check_aws(json.loads(unquote(form["subject_token"])))
        else:
            assert form["subject_token"] == "planted-subject-token", "the subject token is wrong"
        answer = self.granted("federated")
        answer["issued_token_type"] = ACCESS_TOKEN
        return answer

    def workforce_token(self, exchange, path, body):
        form = self.form(exchange, body)
        rotated = f"planted-rotated-{len(self.grants)}" if self.grants else "planted-refresh-token"
        assert form == {"grant_type": "refresh_token", "refresh_token": rotated}, f"the form is {form}"
        self.check_basic(exchange, "my-client", "planted-client-secret")
        return {**self.granted("workforce"), "refresh_token": f"planted-rotated-{len(self.grants)}"}

    def client_token(self, exchange, path, body):
        form = self.form(exchange, body)
        expected = {"grant_type": "client_credentials", "scope": "a b", "resource": "r"}
        assert form == expected, f"the form is {form}"
        self.check_basic(exchange, "my-client", "planted-client-secret")
        return self.granted("client")

    def check_basic(self, exchange, name, password):
        text = base64.b64encode(f"{name}:{password}".encode()).decode()
        assert exchange.headers.get("Authorization") == f"Basic {text}", "the client is wrong"

    def impersonation(self, exchange, path, body):
        self.check_token(exchange)
        request = json.loads(body)
        assert request["scope"] == self.scopes, request
        assert re.fullmatch(r"\d+s", request["lifetime"]), request
        assert path.path.endswith(f"/{TARGET}:generateAccessToken"), path.path
        value = self.issue("impersonated-" + "-".join(request["delegates"] + [request["lifetime"]]))
        end = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + self.lifetime))
        return {"accessToken": value, "expireTime": end}

    def metadata(self, exchange, path, body):
        if exchange.headers.get("Metadata-Flavor") != "Google" or exchange.headers.get("X-Forwarded-For"):
            raise Refusal(403, b"Missing Metadata-Flavor")
        flavor = {"Metadata-Flavor": "Google"}
        account = "/computeMetadata/v1/instance/service-accounts/default/"
        if path.path == account + "token":
            return self.granted("metadata"), flavor
        if path.path == account + "email":
            return ROBOT.encode(), flavor
        if path.path == "/computeMetadata/v1/project/project-id":
            return b"my-project", flavor
        if path.path == "/computeMetadata/v1/universe/universe-domain":
            if self.universe is None:
                raise Refusal(404, b"")
            return self.universe.encode(), flavor
        assert path.path == "/", path.path
        return b"computeMetadata/\n", flavor

    def subject(self, exchange, path, body):
        assert exchange.headers.get("Metadata") == "True", "the header is missing"
        if path.query == "json":
            return {"value": "planted-subject-token"}
        return b"planted-subject-token"

    # AWS

    def aws_metadata(self, exchange, path, body):
        if path.path == "/latest/api/token":
            assert exchange.command == "PUT", exchange.command
            assert exchange.headers.get("X-aws-ec2-metadata-token-ttl-seconds") == "300", "no time"
            return b"planted-aws-metadata-session"
        session = exchange.headers.get("X-aws-ec2-metadata-token")
        assert session == "planted-aws-metadata-session", "the session is missing"
        if path.path == "/latest/meta-data/placement/availability-zone":
            return b"us-east-2b"
        if path.path == "/latest/meta-data/iam/security-credentials":
            return b"my-role"
        assert path.path == "/latest/meta-data/iam/security-credentials/my-role", path.path
        return AWS_KEY

    def check_aws(self, request):
        """Signs the request again, and compares."""
        fields = {field["key"]: field["value"] for field in request["headers"]}
        url = urlsplit(request["url"])
        assert request["method"] == "POST", request["method"]
        assert url.netloc == "sts.us-east-2.amazonaws.com", url.netloc
        assert fields["x-goog-cloud-target-resource"] == POOL, fields
        signature = fields.pop("Authorization")
        fields["host"] = url.netloc
        names = ";".join(sorted(fields))
        lines = ["POST", url.path or "/", "&".join(sorted(url.query.split("&")))]
        lines += [f"{name}:{fields[name]}" for name in sorted(fields)]
        lines += ["", names, hashlib.sha256(b"").hexdigest()]
        date = fields["x-amz-date"]
        scope = [date[:8], "us-east-2", "sts", "aws4_request"]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        message = "\n".join(["AWS4-HMAC-SHA256", date, "/".join(scope), digest])
        key = b"AWS4" + AWS_KEY["SecretAccessKey"].encode()
        for part in scope:
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        expected = hmac.new(key, message.encode(), hashlib.sha256).hexdigest()
        credential = f"{AWS_KEY['AccessKeyId']}/{'/'.join(scope)}"
        assert signature == (
            f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={expected}"
        ), "the signature is wrong"
        assert abs(time.mktime(time.strptime(date, "%Y%m%dT%H%M%SZ")) - time.mktime(time.gmtime())) < 60

    # The API

    def check_token(self, exchange):
        """Refuses a token that was not issued, has expired, or is used up."""
        kind, _, value = (exchange.headers.get("Authorization") or "").partition(" ")
        assert kind == "Bearer", f"the authorization is {kind!r}"
        if value.startswith("eyJ"):
            claims = self.claims(value)
            assert claims["sub"] == ROBOT and claims["scope"] == SCOPE, claims
            assert "aud" not in claims, claims
            return
        with self.lock:
            token = self.tokens.get(value)
            assert token, "the token is not one of ours"
            if token["end"] < time.time() or token["uses"] == 0:
                self.refused += 1
                raise Refusal(401, EXPIRED)
            if token["uses"] is not None:
                token["uses"] -= 1

    def jobs(self, exchange, path, body):
        self.headers.append(dict(exchange.headers))
        query = dict(parse_qsl(path.query))
        number = int(query.get("pageToken", "0"))
        with self.lock:
            if self.epoch == number:
                self.epoch = None
                for token in self.tokens.values():
                    token["uses"] = 0
        self.authorize(exchange, query)
        if self.api_refusal:
            raise Refusal(*self.api_refusal)
        time.sleep(self.pace)
        first = number * self.size
        page = {"tuningJobs": [job(first + place) for place in range(self.size)]}
        if number + 1 < self.pages:
            page["nextPageToken"] = str(number + 1)
        return page

    def authorize(self, exchange, query):
        self.check_token(exchange)


class KeyedAPI(GoogleCloud):
    """Accepts fields and parameters that never change."""

    def __init__(self, fields=None, parameters=None, **options):
        super().__init__(**options)
        self.fields, self.parameters = fields or {}, parameters or {}

    def authorize(self, exchange, query):
        for name in {"Authorization", "x-goog-api-key", *self.fields}:
            value = exchange.headers.get(name)
            assert value == self.fields.get(name), f"{name} is {value}"
        for name, value in self.parameters.items():
            assert query.get(name) == value, f"{name} is {query.get(name)}"


EXPIRED = {
    "error": {
        "code": 401, "message": "Request had invalid authentication credentials.",
        "status": "UNAUTHENTICATED",
        "details": [{
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "ACCESS_TOKEN_EXPIRED", "domain": "googleapis.com",
        }],
    }
}
