"""Secrets are planted in every kind of credential; no output or stored file may contain one."""

import base64
import html
import json
import pathlib
import re
import subprocess
import threading
import unittest
from urllib.parse import quote, unquote

import test_credentials
from credential_case import CredentialCase
from google_cloud import AWS_KEY, SECRETS, GoogleCloud, KeyedAPI, Refusal
from list_api import Exchange, QuietServer
from program import TUNEQL
from terminal import Terminal

PLACE = "projectsId = 'p-1' AND locationsId = 'us-central1'"
JOBS = "google.aiplatform.tuning_jobs"
# Statements that succeed, that fail before, in and after a call, and that report credentials.
SCRIPT = f"""
SELECT name FROM {JOBS} WHERE {PLACE};
CREATE TABLE kept AS SELECT * FROM {JOBS} WHERE {PLACE};
CREATE VIEW seen AS SELECT name, projectsId, locationsId FROM {JOBS};
SELECT count(*) FROM seen WHERE {PLACE};
SELEC 1;
SELECT nope FROM {JOBS} WHERE {PLACE};
SELECT name FROM {JOBS} WHERE projectsId = 'p-1';
SELECT name FROM {JOBS} WHERE {PLACE} AND tuningJobsId = '7';
SELECT * FROM google.aiplatform.locations WHERE projectsId = 'p-1';
SELECT name FROM {JOBS} WHERE projectsId = 'p-1' AND locationsId = 'no/where';
SELECT regexp_like(name, '(') FROM {JOBS} WHERE {PLACE};
INSERT INTO {JOBS} (projectsId, locationsId, baseModel, supervisedTuningSpec)
    VALUES ('p-1', 'us-central1', 'm', '{{"trainingDatasetUri": "gs://b/o"}}');
EXEC {JOBS}.cancel @projectsId = 'p-1', @locationsId = 'us-central1', @tuningJobsId = '7';
EXPLAIN SELECT name FROM {JOBS} WHERE {PLACE};
EXPLAIN ANALYZE SELECT name FROM {JOBS} WHERE {PLACE};
SHOW AUTH;
SHOW AUTH google;
SHOW SETTINGS;
DESCRIBE {JOBS};
SELECT readfile('/nowhere');
"""
# base64("my-user:planted-password") and the like, at each of the three positions in a group.
ENCODED = [
    base64.b64encode(b"x" * pad + b"planted-").decode()[4 if pad else 0:][:8] for pad in range(3)
]
FORBIDDEN = [*SECRETS, *ENCODED, *AWS_KEY.values()]


class Requests:
    """A server that records its requests, and has no jobs."""

    def __init__(self):
        self.requests = []
        self.server = QuietServer(("127.0.0.1", 0), Exchange)
        self.server.api = self
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, exchange):
        self.requests.append((exchange.path, exchange.headers["Authorization"]))
        exchange.send_body(b"{}")

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *arguments):
        self.server.shutdown()
        self.server.server_close()


class Echoing:
    """A service that repeats its requests, in every way."""

    def jobs(self, exchange, path, body):
        said = f"no: {exchange.command} {exchange.path} {dict(exchange.headers)}"
        number = len(self.headers)
        self.headers.append(dict(exchange.headers))
        if number % 3 == 0:
            text = {"error": {"code": 403, "message": said, "status": "PERMISSION_DENIED"}}
            raise Refusal(403, json.dumps(text).encode())
        if number % 3 == 1:
            raise Refusal(400, f"<html><title>{said}</title><pre>{said}</pre></html>".encode())
        return said.encode()


class EchoingCloud(Echoing, GoogleCloud):
    pass


class EchoingAPI(Echoing, KeyedAPI):
    pass


# A token with characters that JSON, URLs and HTML escape, and a password with more than ASCII.
ODD_TOKEN = "PLANTEDc2VjcmV0LXRva2Vu/bG9u+Zw=="
ODD_PASSWORD = "PLANTED-pässwört/✓+lang=="


def html_safe(text):
    """JSON as Google's servers write it for browsers."""
    for character in "<>&'=":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def lower_percent(text):
    return re.sub("%..", lambda found: found[0].lower(), quote(text, safe=""))


def dumped(value, **options):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), **options)


SPELLINGS = [
    lambda text: html_safe(dumped(text)),
    lambda text: dumped(text).replace("/", "\\/"),
    lambda text: html_safe(json.dumps(text)).replace("/", "\\/"),
    lambda text: dumped("".join(f"\\u{ord(x):04X}" for x in text)).replace("\\\\", "\\"),
    lambda text: html_safe(dumped(dumped({"a": text}))),
    lambda text: dumped(html_safe(dumped({"a": text}))),
    lambda text: dumped(quote(text, safe="")),
    lambda text: dumped(lower_percent(text)),
    lambda text: dumped(base64.b64encode(text.encode()).decode()),
    lambda text: dumped(base64.urlsafe_b64encode(text.encode()).decode()),
    lambda text: dumped(html.escape(text)),
    lambda text: dumped(f"https://me:{text}@host/?sig={text}&code={text}"),
]


class Spelling:
    """A service that repeats a secret in every spelling, at every position of a response."""

    secret = ""

    def jobs(self, exchange, path, body):
        number = len(self.headers)
        self.headers.append(dict(exchange.headers))
        place, spelling = divmod(number, len(SPELLINGS))
        said = SPELLINGS[spelling](self.secret)
        match place % 4:
            case 0:
                text = f'{{"error":{{"code":403,"message":{said},"status":"PERMISSION_DENIED"}}}}'
                raise Refusal(403, text.encode())
            case 1:
                return f'{{"tuningJobs":[{{"name":"n","labels":{{{said}:{said}}}}}]}}'.encode()
            case 2:
                return f'{{ "tuningJobs": [ {{ "name": "n", "description": {said} }} ] }}'.encode()
            case _:
                raise Refusal(400, f"<html><title>no {said}</title></html>".encode())


class SpellingAPI(Spelling, KeyedAPI):
    pass


class Canary(CredentialCase):
    executable = test_credentials.Kinds.executable
    aws = test_credentials.Kinds.aws

    def setUp(self):
        super().setUp()
        self.planted = set()

    def write(self, name, content, mode=0o600):
        path = super().write(name, content, mode)
        self.planted.add(path)
        return path

    def files(self, cloud):
        """Credential files by kind, and the variables that they need."""
        subject = {"file": self.write("subject", "planted-subject-token")}
        address = {"url": f"{cloud.url}/subject?text", "headers": {"Metadata": "True"}}
        aws = {
            "AWS_REGION": "us-east-2", "AWS_ACCESS_KEY_ID": AWS_KEY["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": AWS_KEY["SecretAccessKey"],
            "AWS_SESSION_TOKEN": AWS_KEY["Token"],
        }
        return {
            "service_account": (self.key(), {}),
            "service_account exchanged": (self.key(cloud), {}),
            "authorized_user": (self.user(cloud), {}),
            "external_account file": (self.external(cloud, subject), {}),
            "external_account url": (self.external(cloud, address), {}),
            "external_account executable": (
                self.external(cloud, self.executable()),
                {"GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "1"},
            ),
            "external_account aws": (self.aws(cloud), aws),
            "impersonated_service_account": (self.impersonated(cloud, self.user(cloud)), {}),
            "broken key": (self.key(private_key="-----BEGIN PRIVATE KEY-----\\nplanted-"), {}),
            "wrong refresh token": (self.user(cloud, refresh_token="planted-wrong"), {}),
            "no JSON": ('{"private_key": "planted-broken', {}),
            "unknown type": ({"type": "planted_kind", "key": "planted-key"}, {}),
        }

    # `--auth` with variables: the entry, the variables, and what the service then expects.
    VARIABLES = {
        "api_key": (
            {"type": "api_key", "credentialsenvvar": "K"}, {"K": "planted-key"},
            {"x-goog-api-key": "planted-key"}, {}),
        "api_key in the query": (
            {"type": "api_key", "credentialsenvvar": "K", "location": "query", "name": "apikey"},
            {"K": "planted-key"}, {}, {"apikey": "planted-key"}),
        "basic": (
            {"type": "basic", "username_var": "U", "password_var": "P"},
            {"U": "my-user", "P": "planted-password"},
            {"Authorization": "Basic bXktdXNlcjpwbGFudGVkLXBhc3N3b3Jk"}, {}),
        "bearer": (
            {"type": "bearer", "credentialsenvvar": "T"}, {"T": "planted-token"},
            {"Authorization": "Bearer planted-token"}, {}),
        "custom": (
            {"type": "custom", "location": "header", "name": "X-One", "credentialsenvvar": "A",
             "valuePrefix": "v=", "successor": {
                 "location": "query", "name": "two", "credentialsenvvar": "B"}},
            {"A": "planted-a", "B": "planted-b"}, {"X-One": "v=planted-a"}, {"two": "planted-b"}),
    }

    def option_sets(self):
        """The options that may reveal secrets, of those that this program has."""
        help = subprocess.run([TUNEQL, "exec", "--help"], capture_output=True, text=True).stdout
        sets = [["--verbose", "--outfile", str(self.folder / "rows")], ["--dryrun", "--verbose"], ["--compat", "stackql"]]
        more = ["--verbose", "--keep-going"]
        if "--http.log.enabled" in help:
            more.append("--http.log.enabled")
        if "--record" in help:
            more += ["--record", str(self.folder / "recording")]
        return [*sets, more]

    def run_everything(self, cloud, *arguments, **environment):
        """Runs the script in every way; returns the whole output."""
        script = self.folder / "script.iql"
        script.write_text(SCRIPT)
        printed = ""
        endpoint = ["--endpoint", f"google.aiplatform={cloud.url}"]
        for options in self.option_sets():
            answer = self.tuneql(
                "exec", *endpoint, *arguments, *options, "--keep-going", "--yes", "-o", "jsonl",
                "--database", str(self.folder / "kept.db"), "-i", str(script), **environment,
            )
            printed += answer.stdout + answer.stderr
        answer = self.tuneql("auth", "status", *arguments, **environment)
        printed += answer.stdout + answer.stderr
        printed += self.shell(endpoint, arguments, environment)
        return printed

    def shell(self, endpoint, arguments, environment):
        base = {
            "HOME": str(self.folder), "PATH": "/usr/bin:/bin", "NO_GCE_CHECK": "true",
            "LC_ALL": "C.UTF-8", "TUNEQL_HISTORY": str(self.folder / "history"),
        }
        printed = ""
        command = [TUNEQL, "shell", *endpoint, *arguments, "--verbose"]
        with Terminal(command, **{**base, **environment}) as terminal:
            for line in SCRIPT.strip().splitlines():
                printed += terminal.wait_for("> ")
                terminal.type(line + "\n")
            terminal.wait_for_end(lambda: terminal.type("\x04"), seconds=60)
        self.assertTrue((self.folder / "history").exists())
        return printed + terminal.seen

    def assert_clean(self, printed):
        self.assertIn("SELEC", printed)
        for secret in FORBIDDEN:
            for line in printed.splitlines():
                self.assertNotIn(secret, line)
        stored = [path for path in self.folder.rglob("*") if path.is_file()]
        self.assertIn(self.folder / "kept.db", stored)
        for name in ["kept.db", "history", "rows", "recording"]:
            path = self.folder / name
            if path in stored:
                self.assertEqual(path.stat().st_mode & 0o777, 0o600, f"others may read {name}")
        for path in stored:
            if str(path) in self.planted:
                continue
            content = path.read_bytes()
            for secret in FORBIDDEN:
                self.assertNotIn(secret.encode(), content, f"{path} holds a secret")

    def test_files(self):
        with GoogleCloud() as cloud:
            kinds = list(self.files(cloud))
        for kind in kinds:
            with self.subTest(kind), GoogleCloud(self.keys) as cloud:
                credential, variables = self.files(cloud)[kind]
                path = self.write("credential.json", credential)
                printed = self.run_everything(
                    cloud, GOOGLE_APPLICATION_CREDENTIALS=path, **variables
                )
                self.assert_clean(printed)
                if not kind.startswith(("broken", "wrong", "no ", "unknown")):
                    self.assertEqual(cloud.problems, [])
                    self.assertIn("tuningJobs/0", printed)

    def test_texts_of_credentials_in_variables(self):
        with GoogleCloud(self.keys) as cloud:
            for variables in [
                {"GOOGLE_CREDENTIALS": json.dumps(self.key())},
                {"GOOGLE_CREDENTIALS": json.dumps(self.user(cloud))},
                {"GOOGLE_CREDENTIALS": "planted-nonsense"},
                {"TUNEQL_ACCESS_TOKEN": "planted-raw"},
                {"TUNEQL_ACCESS_TOKEN": "planted-with\nline"},
                {"GOOGLE_OAUTH_ACCESS_TOKEN": "planted-raw"},
            ]:
                with self.subTest(variables):
                    self.assert_clean(self.run_everything(cloud, **variables))

    def test_a_token_that_is_given(self):
        for variables in [
            {"GCE": "1"}, {"PATH": f"{self.folder}:/usr/bin:/bin"},
        ]:
            with self.subTest(variables), GoogleCloud() as cloud:
                cloud.tokens["planted-gcloud"] = {"end": 4e9, "uses": None}
                self.write("gcloud", "#!/bin/sh\necho planted-gcloud\n", 0o700)
                if "GCE" in variables:
                    variables = {"GCE_METADATA_HOST": cloud.host, "NO_GCE_CHECK": ""}
                printed = self.run_everything(cloud, **variables)
                self.assert_clean(printed)
                self.assertIn("tuningJobs/0", printed)

    def test_a_gateway(self):
        """A token goes only to the gateway's path: all other requests would pass the proxy."""
        self.write("gcloud", "#!/bin/sh\necho planted-gcloud\n", 0o700)
        with Requests() as gateway, Requests() as proxy:
            url = f"{gateway.url}/vertex_ai"
            variables = {
                "PATH": f"{self.folder}:/usr/bin:/bin", "https_proxy": proxy.url,
                "http_proxy": proxy.url,
            }
            for arguments, more in [
                (["--endpoint", f"google.aiplatform={url}/"], {}),
                ([], {"CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM": url}),
            ]:
                answer = self.tuneql(
                    "exec", *arguments, f"SELECT name FROM {JOBS} WHERE {PLACE}",
                    **{**variables, **more},
                )
                self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertEqual(len(gateway.requests), 2)
            for path, token in gateway.requests:
                start = "/vertex_ai/v1/projects/p-1/locations/us-central1/tuningJobs?"
                self.assertTrue(path.startswith(start), path)
                self.assertEqual(token, "Bearer planted-gcloud")
            self.assertEqual(proxy.requests, [])

    def test_auth(self):
        for kind, (auth, variables, fields, parameters) in self.VARIABLES.items():
            with self.subTest(kind), KeyedAPI(fields, parameters) as cloud:
                text = json.dumps({"google": auth})
                printed = self.run_everything(cloud, "--auth", text, **variables)
                self.assert_clean(printed)
                self.assertEqual(cloud.problems, [])
                self.assertIn("tuningJobs/0", printed)

    def test_a_client_secret(self):
        with GoogleCloud() as cloud:
            auth = {"google": {
                "type": "oauth2", "grant_type": "client_credentials",
                "token_url": f"{cloud.url}/client", "scopes": ["a", "b"],
                "client_id_env_var": "I", "client_secret_env_var": "S",
                "values": {"resource": ["r"]},
            }}
            printed = self.run_everything(
                cloud, "--auth", json.dumps(auth), I="my-client", S="planted-client-secret"
            )
            self.assert_clean(printed)
            self.assertIn("tuningJobs/0", printed)

    def test_a_service_that_repeats_what_it_was_sent(self):
        with EchoingCloud(self.keys) as cloud:
            for credential in [self.key(), self.user(cloud)]:
                with self.subTest(credential["type"]):
                    path = self.write("credential.json", credential)
                    printed = self.run_everything(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
                    self.assertIn("no: ", printed)
                    self.assert_clean(printed)
        for kind, (auth, variables, fields, parameters) in self.VARIABLES.items():
            with self.subTest(kind), EchoingAPI(fields, parameters) as cloud:
                text = json.dumps({"google": auth})
                printed = self.run_everything(cloud, "--auth", text, **variables)
                self.assertIn("no: ", printed)
                self.assert_clean(printed)

    def test_a_service_that_spells_secrets_otherwise(self):
        basic = base64.b64encode(f"my-user:{ODD_PASSWORD}".encode()).decode()
        sql = ";".join([f"SELECT name FROM {JOBS} WHERE {PLACE}"] * 4 * len(SPELLINGS))
        recording = self.folder / "recording"
        for secret, auth, field in [
            (ODD_TOKEN, {"type": "bearer", "credentialsenvvar": "T"}, f"Bearer {ODD_TOKEN}"),
            (ODD_PASSWORD, {"type": "basic", "username_var": "U", "password_var": "T"},
             f"Basic {basic}"),
        ]:
            coded = base64.b64encode(secret.encode()).decode()
            with SpellingAPI({"Authorization": field}) as cloud, self.subTest(auth["type"]):
                cloud.secret = secret
                answer = self.tuneql(
                    "exec", "--endpoint", f"google.aiplatform={cloud.url}", "--keep-going",
                    "--auth", json.dumps({"google": auth}), "--http.log.enabled", "--verbose",
                    "--record", str(recording), "--outfile", str(self.folder / "rows"), sql,
                    T=secret, U="my-user",
                )
                self.assertEqual(len(cloud.headers), 4 * len(SPELLINGS), answer.stderr)
                texts = [answer.stdout, answer.stderr, recording.read_text()]
                for text in texts:
                    lines = text.splitlines()
                    self.assertEqual([line for line in lines if "PLANTED" in unspelled(line)], [])
                    self.assertEqual([line for line in lines if coded[:20] in line], [])
                    # The end of the secret is as secret as its beginning.
                    end = "bG9u" if secret == ODD_TOKEN else "lang"
                    self.assertEqual([line for line in lines if end in unspelled(line)], [])


def unspelled(line):
    """A line with the escapes of letters and digits decoded."""
    return re.sub(r"\\+u00([0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), unquote(line))


if __name__ == "__main__":
    unittest.main()
