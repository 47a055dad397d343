"""Every kind of credential, against servers that check what they are sent."""

import json
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from google_cloud import (
    AWS_KEY, POOL, ROBOT, SECRETS, TARGET, WORKFORCE, GoogleCloud, KeyedAPI, Keys,
)
from list_api import job
from program import ROOT, TUNEQL

ERRORS = ROOT / "Tests" / "TuneQLHTTPTests" / "Resources" / "errors"
SELECT = (
    "SELECT name FROM google.aiplatform.tuning_jobs "
    "WHERE projectsId = 'p-1' AND locationsId = 'us-central1'"
)


class CredentialCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.key_folder = tempfile.TemporaryDirectory()
        cls.keys = Keys(cls.key_folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.key_folder.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content, mode=0o600):
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        path.chmod(mode)
        return str(path)

    def tuneql(self, *arguments, **environment):
        """Runs the program without any credentials but those that are named."""
        base = {
            "HOME": str(self.folder), "PATH": "/usr/bin:/bin", "NO_GCE_CHECK": "true",
            "LC_ALL": "C.UTF-8", "TUNEQL_HISTORY": "",
        }
        return subprocess.run(
            [TUNEQL, *arguments], env={**base, **environment},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
        )

    def select(self, cloud, *options, sql=SELECT, **environment):
        endpoint = f"google.aiplatform={cloud.url}"
        return self.tuneql(
            "exec", "--endpoint", endpoint, "-o", "json", "--verbose", *options, sql, **environment
        )

    def assert_rows(self, cloud, answer):
        self.assertEqual(cloud.problems, [])
        self.assertEqual(answer.returncode, 0, answer.stderr)
        names = [row["name"] for row in json.loads(answer.stdout)]
        self.assertEqual(names, [job(number)["name"] for number in range(cloud.pages * cloud.size)])
        self.assert_no_secret(answer)

    def assert_no_secret(self, answer):
        for secret in SECRETS:
            self.assertNotIn(secret, answer.stdout + answer.stderr)

    # Files

    def key(self, cloud=None, **more):
        return {
            "type": "service_account", "project_id": "my-project", "private_key_id": "my-key-id",
            "private_key": self.keys.private.read_text(), "client_email": ROBOT,
            "token_uri": f"{cloud.url}/token" if cloud else "https://oauth2.googleapis.com/token",
            **more,
        }

    def user(self, cloud, **more):
        return {
            "type": "authorized_user", "client_id": "my-client",
            "client_secret": "planted-client-secret", "refresh_token": "planted-refresh-token",
            "token_uri": f"{cloud.url}/token", **more,
        }

    def external(self, cloud, source, **more):
        return {
            "type": "external_account", "audience": POOL,
            "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
            "token_url": f"{cloud.url}/v1/token", "credential_source": source, **more,
        }

    def impersonated(self, cloud, source, **more):
        return {
            "type": "impersonated_service_account", "source_credentials": source,
            "service_account_impersonation_url": target(cloud), **more,
        }


def target(cloud):
    return f"{cloud.url}/v1/projects/-/serviceAccounts/{TARGET}:generateAccessToken"


def is_running(number):
    """Whether a process does anything still; what only waits to be collected does not."""
    try:
        state = pathlib.Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


class Kinds(CredentialCase):
    def rows(self, cloud, credential, *options, **environment):
        path = self.write("credential.json", credential)
        answer = self.select(
            cloud, *options, GOOGLE_APPLICATION_CREDENTIALS=path, **environment
        )
        self.assert_rows(cloud, answer)
        return answer

    def test_a_key_signs_its_own_tokens(self):
        with GoogleCloud(self.keys) as cloud:
            self.rows(cloud, self.key())
            self.assertEqual(cloud.grants, [])

    def test_a_key_with_an_address_exchanges_what_it_signs(self):
        with GoogleCloud(self.keys) as cloud:
            self.rows(cloud, self.key(cloud))
            self.assertEqual(cloud.grants, ["exchanged-itself"])

    def test_a_key_acts_for_a_user(self):
        with GoogleCloud(self.keys) as cloud:
            path = self.write("key.json", self.key(cloud))
            auth = {"google": {"credentialsfilepath": path, "sub": "someone@example.com"}}
            self.assert_rows(cloud, self.select(cloud, "--auth", json.dumps(auth)))
            self.assertEqual(cloud.grants, ["exchanged-someone@example.com"])

    def test_a_login_is_refreshed_and_its_project_billed(self):
        with GoogleCloud() as cloud:
            self.rows(cloud, self.user(cloud, quota_project_id="billed"))
            self.assertEqual(cloud.grants, ["user"])
            self.assertEqual({h["x-goog-user-project"] for h in cloud.headers}, {"billed"})

    def test_the_file_of_gcloud_is_found(self):
        with GoogleCloud() as cloud:
            (self.folder / ".config" / "gcloud").mkdir(parents=True)
            self.write(".config/gcloud/application_default_credentials.json", self.user(cloud))
            self.assert_rows(cloud, self.select(cloud))

    def test_the_token_of_a_file_is_exchanged(self):
        for content, form in [
            ("planted-subject-token\n", None),
            ({"id": "planted-subject-token"}, {"type": "json", "subject_token_field_name": "id"}),
        ]:
            with self.subTest(form=form), GoogleCloud() as cloud:
                source = {"file": self.write("subject", content)}
                if form:
                    source["format"] = form
                self.rows(cloud, self.external(cloud, source))
                self.assertEqual(cloud.grants, ["federated"])

    def test_the_token_of_a_url_is_exchanged(self):
        for query, form in [
            ("text", {"type": "text"}),
            ("json", {"type": "json", "subject_token_field_name": "value"}),
        ]:
            with self.subTest(query), GoogleCloud() as cloud:
                source = {
                    "url": f"{cloud.url}/subject?{query}", "headers": {"Metadata": "True"},
                    "format": form,
                }
                self.rows(cloud, self.external(cloud, source))

    def executable(self, output=None, quiet=False):
        answer = {
            "version": 1, "success": True, "token_type": "urn:ietf:params:oauth:token-type:id_token",
            "id_token": "planted-subject-token", "expiration_time": 4_000_000_000,
        }
        script = self.write(
            "give-token",
            "#!/bin/sh\n"
            f'test "$GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE" = "{POOL}" || exit 3\n'
            'test "$GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE" = urn:ietf:params:oauth:token-type:jwt || exit 3\n'
            'test "$GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE" = 0 || exit 3\n'
            'test "$GOOGLE_EXTERNAL_ACCOUNT_REVOKE" = 0 || exit 3\n'
            f'test "$1" = first || exit 3\necho run >> {self.folder}/runs\n'
            f"echo '{json.dumps(answer)}'" + (f" | tee {output}" if output else "")
            + (" > /dev/null" if quiet else "") + "\n",
            0o700,
        )
        source = {"command": f"{script} first", "timeout_millis": 5000}
        if output:
            source["output_file"] = str(output)
        return {"executable": source}

    def test_the_token_of_a_program_is_exchanged_when_it_may_be_run(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable())
            self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")
            path = self.write("credential.json", credential)
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 4)
            self.assertIn("set GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1", answer.stderr)

    def test_what_a_program_has_kept_is_used_again(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable(self.folder / "kept"))
            for _ in range(2):
                self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")
            self.assertEqual((self.folder / "runs").read_text(), "run\n")

    def test_a_program_may_leave_its_answer_in_its_file_only(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable(self.folder / "kept", quiet=True))
            self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")

    def test_the_command_of_a_program_may_hold_quotes(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable())
            (self.folder / "give-token").rename(self.folder / "give a token")
            executable = credential["credential_source"]["executable"]
            executable["command"] = f"'{self.folder}/give a token' \"first\""
            self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")

    def test_a_file_may_name_its_scopes(self):
        with GoogleCloud() as cloud:
            cloud.scopes = ["https://example.com/a", "https://example.com/b"]
            self.rows(cloud, self.impersonated(cloud, self.user(cloud), scopes=cloud.scopes))

    def aws(self, cloud, **more):
        source = {
            "environment_id": "aws1",
            "regional_cred_verification_url":
                "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15",
            **more,
        }
        kind = "urn:ietf:params:aws:token-type:aws4_request"
        return self.external(cloud, source, subject_token_type=kind)

    def test_a_signed_question_to_aws_is_exchanged(self):
        variables = {
            "AWS_REGION": "us-east-2", "AWS_ACCESS_KEY_ID": AWS_KEY["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": AWS_KEY["SecretAccessKey"],
            "AWS_SESSION_TOKEN": AWS_KEY["Token"],
        }
        with GoogleCloud() as cloud:
            self.rows(cloud, self.aws(cloud), **variables)

    def test_a_machine_of_aws_has_a_key(self):
        with GoogleCloud() as cloud:
            place = f"{cloud.url}/latest/meta-data"
            self.rows(cloud, self.aws(
                cloud, region_url=f"{place}/placement/availability-zone",
                url=f"{place}/iam/security-credentials",
                imdsv2_session_token_url=f"{cloud.url}/latest/api/token",
            ))

    def test_a_pool_acts_for_an_account(self):
        with GoogleCloud() as cloud:
            source = {"file": self.write("subject", "planted-subject-token")}
            self.rows(cloud, self.external(
                cloud, source, service_account_impersonation_url=target(cloud),
                service_account_impersonation={"token_lifetime_seconds": 600},
            ))
            self.assertEqual(cloud.grants, ["federated", "impersonated-600s"])

    def test_a_workforce_names_its_project(self):
        with GoogleCloud() as cloud:
            source = {"file": self.write("subject", "planted-subject-token")}
            self.rows(cloud, self.external(
                cloud, source, audience=WORKFORCE, workforce_pool_user_project="my-project",
            ))

    def test_a_login_of_a_workforce_is_refreshed(self):
        with GoogleCloud(uses=2) as cloud:
            self.rows(cloud, {
                "type": "external_account_authorized_user", "audience": WORKFORCE,
                "client_id": "my-client", "client_secret": "planted-client-secret",
                "refresh_token": "planted-refresh-token", "token_url": f"{cloud.url}/v1/oauthtoken",
            })
            self.assertEqual(cloud.grants, ["workforce", "workforce"])

    def test_any_account_may_act_for_another(self):
        with GoogleCloud(self.keys) as cloud:
            source = {"file": self.write("subject", "planted-subject-token")}
            for kind, credential in [
                ("user", self.user(cloud)), ("exchanged-itself", self.key(cloud)),
                (None, self.key()), ("federated", self.external(cloud, source)),
            ]:
                with self.subTest(kind):
                    cloud.grants.clear()
                    self.rows(cloud, self.impersonated(cloud, credential, delegates=["d-1"]))
                    self.assertEqual([g for g in cloud.grants if g == kind], [kind] if kind else [])
                    self.assertEqual(cloud.grants[-1], "impersonated-d-1-3600s")

    def test_an_account_acts_for_one_that_acts_for_one(self):
        with GoogleCloud() as cloud:
            inner = self.impersonated(cloud, self.user(cloud))
            self.rows(cloud, self.impersonated(cloud, inner))
            self.assertEqual(cloud.grants, ["user"] + ["impersonated-3600s"] * 2)

    def test_the_metadata_server_is_found_and_asked(self):
        with GoogleCloud() as cloud:
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.grants, ["metadata"])

    def test_a_machine_of_another_cloud_is_refused(self):
        with GoogleCloud(universe="cloud.example") as cloud:
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assertEqual(answer.returncode, 4, answer.stderr)
            self.assertIn("the metadata server is of the cloud cloud.example", answer.stderr)
            self.assertEqual(cloud.grants, [])
            answer = self.select(
                cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="",
                GOOGLE_CLOUD_UNIVERSE_DOMAIN="cloud.example",
            )
            self.assert_rows(cloud, answer)

    def test_a_server_without_the_flavor_is_no_metadata_server(self):
        with KeyedAPI() as cloud:
            cloud.metadata = lambda *arguments: b"anything"
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assertEqual(answer.returncode, 4)
            self.assertIn("no credentials for google", answer.stderr)

    def test_gcloud_gives_a_token(self):
        with GoogleCloud() as cloud:
            cloud.tokens["planted-gcloud"] = {"end": 4e9, "uses": None}
            self.write("gcloud", '#!/bin/sh\necho planted-gcloud\n', 0o700)
            self.assert_rows(cloud, self.select(cloud, PATH=f"{self.folder}:/usr/bin:/bin"))

    def test_a_variable_holds_a_token(self):
        with GoogleCloud() as cloud:
            cloud.tokens["planted-raw"] = {"end": 4e9, "uses": None}
            self.assert_rows(cloud, self.select(cloud, TUNEQL_ACCESS_TOKEN="planted-raw"))

    def test_the_kinds_of_auth_that_send_what_they_were_given(self):
        pair = "bXktdXNlcjpwbGFudGVkLXBhc3N3b3Jk"  # my-user:planted-password
        for auth, environment, fields, parameters in [
            ({"type": "api_key", "credentialsenvvar": "K"}, {"K": "planted-key"},
             {"x-goog-api-key": "planted-key"}, {}),
            ({"type": "api_key", "credentialsenvvar": "K", "location": "query", "name": "apikey"},
             {"K": "planted-key"}, {}, {"apikey": "planted-key"}),
            ({"type": "basic", "username_var": "U", "password_var": "P"},
             {"U": "my-user", "P": "planted-password"}, {"Authorization": f"Basic {pair}"}, {}),
            ({"type": "basic", "credentialsenvvar": "B"}, {"B": pair},
             {"Authorization": f"Basic {pair}"}, {}),
            ({"type": "bearer", "credentialsenvvar": "T"}, {"T": "planted-token"},
             {"Authorization": "Bearer planted-token"}, {}),
            ({"type": "custom", "location": "header", "name": "X-One", "credentialsenvvar": "A",
              "valuePrefix": "v=", "successor": {
                  "location": "query", "name": "two", "credentialsenvvar": "B"}},
             {"A": "planted-a", "B": "planted-b"}, {"X-One": "v=planted-a"}, {"two": "planted-b"}),
            ({"type": "null_auth"}, {}, {}, {}),
        ]:
            with self.subTest(auth=auth), KeyedAPI(fields, parameters) as cloud:
                text = json.dumps({"google": auth})
                answer = self.select(cloud, "--auth", text, **environment)
                self.assert_rows(cloud, answer)
                self.assertNotIn(pair, answer.stderr)

    def test_a_client_gets_tokens_of_its_own(self):
        with GoogleCloud() as cloud:
            auth = {"google": {
                "type": "oauth2", "grant_type": "client_credentials",
                "token_url": "http://{{ .__env__HOST_NAME }}/client", "scopes": ["a", "b"],
                "client_id_env_var": "I", "client_secret_env_var": "S",
                "values": {"resource": ["r"]},
            }}
            answer = self.select(
                cloud, "--auth", json.dumps(auth), HOST_NAME=cloud.host, I="my-client",
                S="planted-client-secret",
            )
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.grants, ["client"])


class Refreshing(CredentialCase):
    def test_tokens_that_end_in_the_middle_of_a_list_cost_no_row(self):
        subject = {"file": self.write("subject", "planted-subject-token")}
        makers = {
            "key": self.key, "user": self.user,
            "pool": lambda cloud: self.external(cloud, subject),
            "account": lambda cloud: self.impersonated(cloud, self.key()),
        }
        for kind, make in makers.items():
            with self.subTest(kind), GoogleCloud(self.keys, pages=20, uses=6) as cloud:
                path = self.write("credential.json", make(cloud))
                answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
                self.assert_rows(cloud, answer)
                self.assertEqual(cloud.refused, 3)
                self.assertEqual(cloud.most_running, 1)
        with GoogleCloud(pages=20, uses=6) as cloud:
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.grants, ["metadata"] * 4)

    def test_tokens_of_five_seconds_are_replaced_before_they_end(self):
        with GoogleCloud(pages=9, lifetime=5, pace=0.8) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.refused, 0)
            self.assertIn(len(cloud.grants), [2, 3])

    def test_32_requests_at_the_same_time_share_one_refresh(self):
        places = ", ".join(f"'place-{number}'" for number in range(32))
        sql = (
            "SELECT name FROM google.aiplatform.tuning_jobs "
            f"WHERE projectsId = 'p-1' AND locationsId IN ({places})"
        )
        with GoogleCloud(pages=3, epoch=1, pace=0.05, token_pace=0.2) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, sql=sql, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(cloud.problems, [])
            self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertEqual(len(json.loads(answer.stdout)), 32 * 3 * 2)
            self.assertEqual(len(cloud.grants), 2)
            self.assertEqual(cloud.most_running, 1)
            self.assertGreaterEqual(cloud.refused, 1)


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
            self.assertIn("it ended with status 1", answer.stderr)
            self.assertEqual(cloud.grants, [])

    def test_a_service_that_repeats_secrets_does_not_make_them_seen(self):
        text = "planted-refresh-token and planted-client-secret are wrong"
        body = json.dumps({"error": "invalid_grant", "error_description": text}).encode()
        with GoogleCloud(refusal=(400, body)) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 4)
            self.assertIn("answered invalid_grant: … and … are wrong", answer.stderr)
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
