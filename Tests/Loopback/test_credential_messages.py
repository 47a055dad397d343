"""The program's messages about credentials: when they fail, and on request."""

import json
import signal
import subprocess
import time
import unittest

from credential_case import ERRORS, SELECT, CredentialCase, target, is_running
from google_cloud import ROBOT, GoogleCloud
from program import TUNEQL


class Messages(CredentialCase):
    def body(self, name):
        return (ERRORS / name).read_bytes()

    def test_six_things_that_go_wrong_have_six_messages(self):
        unknown = json.dumps({"error": {
            "code": 403, "message": "Permission denied on resource project p-1.",
            "status": "PERMISSION_DENIED",
            "details": [{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "CONSUMER_INVALID",
                "domain": "googleapis.com",
                "metadata": {"consumer": "projects/p-1", "service": "aiplatform.googleapis.com"},
            }],
        }}).encode()
        grant = self.body("token-400-invalid-grant.json")
        cases = {
            "a wrong key file": (
                {}, lambda cloud: self.key(private_key="planted-no-key"), 4,
                ["its private_key is not an RSA key",
                 f"help: make another key: gcloud iam service-accounts keys create key.json --iam-account={ROBOT}\n"]),
            "an expired login": (
                {"refusal": (400, grant)}, self.user, 4,
                ["invalid_grant", "run gcloud auth application-default login, then unset "
                 "GOOGLE_APPLICATION_CREDENTIALS, which holds the old login\n"]),
            "a missing permission": (
                {"api_refusal": (403, self.body("403-permission-denied.json"))},
                lambda cloud: self.user(cloud, account="me@example.com"), 2,
                ["help: you need aiplatform.tuningJobs.list on",
                 "gcloud projects add-iam-policy-binding 123456789012 --member=user:me@example.com "
                 "--role=roles/aiplatform.viewer; ",
                 "the call was made with authorized_user me@example.com from "]),
            "a disabled API": (
                {"api_refusal": (403, self.body("403-service-disabled.json"))}, self.user, 2,
                ["help: run gcloud services enable aiplatform.googleapis.com"]),
            "a wrong region": (
                {"api_refusal": (400, self.body("400-wrong-location.json"))}, self.user, 2,
                ["help: use locationsId = 'us-central1', the only one that this host serves, ",
                 "the call was made with authorized_user from "]),
            "an unknown project": (
                {"api_refusal": (403, unknown)}, self.user, 2,
                ["help: p-1 does not exist, or your account can't see it"]),
        }
        seen = set()
        for name, (options, make, code, words) in cases.items():
            with self.subTest(name), GoogleCloud(self.keys, **options) as cloud:
                path = self.write("credential.json", make(cloud))
                answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
                self.assertEqual(answer.returncode, code, answer.stderr)
                for word in words:
                    self.assertIn(word, answer.stderr)
                self.assertEqual(answer.stdout, "")
                self.assert_no_secret(answer)
                if code == 4:
                    self.assertIn(f"{path} (from GOOGLE_APPLICATION_CREDENTIALS)", answer.stderr)
                    self.assertNotIn("(GET ", answer.stderr)
                seen.add(answer.stderr.replace(cloud.url, ""))
        self.assertEqual(len(seen), len(cases))

    def test_a_service_cannot_make_a_command_of_its_own(self):
        answer = json.loads(self.body("403-permission-denied.json"))
        answer["error"]["details"][0]["metadata"]["resource"] = "projects/$(id)/locations/x"
        with GoogleCloud(api_refusal=(403, answer)) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 2)
            self.assertNotIn("add-iam-policy-binding", answer.stderr)

    def test_what_is_no_token_service_is_told(self):
        for status, body, words in [
            (503, b'{"error": "temporarily_unavailable"}', "try again in a minute"),
            (302, b"", "redirects are not followed"),
        ]:
            with self.subTest(status), GoogleCloud(refusal=(status, body)) as cloud:
                path = self.write("user.json", self.user(cloud))
                answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
                self.assertEqual(answer.returncode, 4)
                self.assertIn(words, answer.stderr)

    def test_a_program_that_fails_gives_no_token(self):
        with GoogleCloud() as cloud:
            answer = {"version": 1, "success": True, "id_token": "planted-subject-token",
                      "token_type": "urn:ietf:params:oauth:token-type:id_token"}
            script = f"#!/bin/sh\necho '{json.dumps(answer)}'\nexit 1\n"
            program = self.write("give-token", script, 0o700)
            path = self.write("credential.json", self.external(
                cloud, {"executable": {"command": program}}))
            answer = self.select(
                cloud, GOOGLE_APPLICATION_CREDENTIALS=path,
                GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1",
            )
            self.assertEqual(answer.returncode, 4)
            self.assertIn(f"{path} (from GOOGLE_APPLICATION_CREDENTIALS)", answer.stderr)
            self.assertIn("it exited with status 1", answer.stderr)
            self.assertEqual(cloud.grants, [])

    def test_a_service_that_repeats_secrets_does_not_make_them_seen(self):
        text = "planted-refresh-token and planted-client-secret are wrong"
        body = json.dumps({"error": "invalid_grant", "error_description": text}).encode()
        with GoogleCloud(refusal=(400, body)) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 4)
            self.assertIn("responded with invalid_grant: … and … are wrong", answer.stderr)
            self.assert_no_secret(answer)
        body = json.dumps({"error": {"code": 403, "message": "planted-user-1 may not"}}).encode()
        with GoogleCloud(api_refusal=(403, body)) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 2)
            self.assertIn("PERMISSION_DENIED: … may not", answer.stderr)
            self.assert_no_secret(answer)
        with GoogleCloud(api_refusal=(403, body)) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(
                cloud, "--compat", "stackql", GOOGLE_APPLICATION_CREDENTIALS=path
            )
            self.assertIn("response body: ", answer.stderr)
            self.assert_no_secret(answer)

    def test_an_interrupt_ends_a_program_that_gives_no_token(self):
        script = f"#!/bin/sh\nsleep 1000 &\necho $$ $! > {self.folder}/started\nwait\n"
        self.write("gcloud", script, 0o700)
        environment = {"HOME": str(self.folder), "PATH": f"{self.folder}:/usr/bin:/bin",
                       "NO_GCE_CHECK": "true"}
        process = subprocess.Popen(
            [TUNEQL, "exec", SELECT], env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        numbers = []
        while len(numbers) < 2 and process.poll() is None:
            time.sleep(0.01)
            if (self.folder / "started").exists():
                numbers = (self.folder / "started").read_text().split()
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertLess(time.monotonic() - sent, 1)
        self.assertEqual(process.returncode, 130)
        for number in numbers:
            self.assertFalse(is_running(number), number)

    def test_a_refused_token_names_the_account(self):
        with GoogleCloud(self.keys, uses=0) as cloud:
            path = self.write("key.json", self.key(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 4, answer.stderr)
            self.assertIn(f"the call was made with service_account {ROBOT} from {path}", answer.stderr)
            self.assertEqual(cloud.refused, 2)
            self.assert_no_secret(answer)

    def test_a_file_that_points_elsewhere_gets_nothing(self):
        with GoogleCloud(self.keys) as cloud:
            subject = {"file": self.write("subject", "planted-subject-token")}
            for credential in [
                self.key(token_uri="https://oauth2.example.com/token"),
                self.user(cloud, token_uri="https://oauth2.googleapis.com.example.com/token"),
                self.external(cloud, subject, token_url="https://storage.googleapis.com/upload"),
                self.external(cloud, {"url": "https://internal.example.com/token"}),
                self.external(
                    cloud, subject, service_account_impersonation_url=target(cloud).replace(
                        cloud.url, "https://iamcredentials.example.com")),
                self.impersonated(cloud, self.user(cloud, token_uri="http://169.254.1.1/token")),
            ]:
                with self.subTest(credential=credential["type"]):
                    path = self.write("credential.json", credential)
                    answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
                    self.assertEqual(answer.returncode, 4, answer.stderr)
                    self.assertRegex(answer.stderr, "names .* as its|plain http on another machine")
                    self.assert_no_secret(answer)
            self.assertEqual(cloud.headers, [])
            self.assertEqual(cloud.grants, [])


class Status(CredentialCase):
    def test_the_status_tells_everything_but_secrets(self):
        with GoogleCloud(self.keys) as cloud:
            path = self.write("key.json", self.key(cloud))
            answer = self.tuneql(
                "auth", "status", "-o", "json", GOOGLE_APPLICATION_CREDENTIALS=path,
                GOOGLE_CLOUD_QUOTA_PROJECT="billed",
            )
            self.assertEqual(answer.returncode, 0, answer.stderr)
            status = json.loads(answer.stdout)
            self.assertEqual(
                (status["type"], status["account"], status["project"], status["quotaProject"]),
                ("service_account", ROBOT, "my-project", "billed"),
            )
            self.assertEqual(status["tokenEndpoint"], f"{cloud.url}/token")
            self.assertEqual(cloud.grants, [])
            self.assert_no_secret(answer)
            answer = self.tuneql("auth", "status", "--check", GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertEqual(cloud.grants, ["exchanged-itself"])
            self.assert_no_secret(answer)

    def test_the_metadata_server_says_who_it_is_when_it_is_asked(self):
        with GoogleCloud() as cloud:
            answer = self.tuneql(
                "auth", "status", "--check", "-o", "json", GCE_METADATA_HOST=cloud.host,
                NO_GCE_CHECK="",
            )
            status = json.loads(answer.stdout)
            self.assertEqual((status["account"], status["project"]), (ROBOT, "my-project"))

    def test_what_is_missing_or_refused_ends_with_4(self):
        answer = self.tuneql("auth", "status", PATH="/nonexistent")
        self.assertEqual(answer.returncode, 4)
        self.assertIn("help: run gcloud auth application-default login", answer.stderr)
        with GoogleCloud(refusal=(400, b'{"error": "invalid_grant"}')) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.tuneql("auth", "status", "--check", GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 4)
            self.assertIn("invalid_grant", answer.stderr)
            self.assert_no_secret(answer)


if __name__ == "__main__":
    unittest.main()
