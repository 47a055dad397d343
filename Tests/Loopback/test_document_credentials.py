"""The credentials that a provider's own document asks for."""

import json
import shutil
import unittest

from google_cloud import KeyedAPI
from program import ROOT
from credential_case import CredentialCase

REGISTRY = ROOT / "Tests" / "TuneQLRegistryTests" / "Resources" / "registry"
VERSION = "v24.10.00001"
DECLARED = "auth: { type: bearer, credentialsenvvar: ACME_TOKEN }"
SERVER = "https://jobs.acme.example"
SELECT = "SELECT name FROM acme.jobs.jobs WHERE projectId = 'p-1'"


class Acme(KeyedAPI):
    """A service not of Google: two pages of jobs for requests with the right fields."""

    def answer(self, exchange, body):
        path, _, text = exchange.path.partition("?")
        if path != "/v1/projects/p-1/jobs":
            return super().answer(exchange, body)
        self.headers.append(dict(exchange.headers))
        query = dict(pair.split("=") for pair in text.split("&") if pair)
        self.authorize(exchange, query)
        if query.get("pageToken") == "2":
            return {"jobs": [{"name": "b"}]}, {}
        return {"jobs": [{"name": "a"}], "nextPageToken": "2"}, {}


class Client(Acme):
    """The same, for tokens that it has issued."""

    def authorize(self, exchange, query):
        self.check_token(exchange)


class Documents(CredentialCase):
    def registry(self, cloud, auth):
        """A copy of the documents with another `config.auth`, and a server on this machine."""
        folder = self.folder / "registry"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(REGISTRY, folder)
        provider = folder / "src" / "acme" / VERSION / "provider.yaml"
        text = provider.read_text()
        self.assertIn(DECLARED, text)
        provider.write_text(text.replace(DECLARED, f"auth: {json.dumps(auth)}"))
        service = provider.parent / "services" / "jobs.yaml"
        text = service.read_text()
        self.assertIn(SERVER, text)
        service.write_text(text.replace(SERVER, cloud.url))
        return str(folder)

    def jobs(self, cloud, auth, *options, **environment):
        registry = self.registry(cloud, auth)
        return self.tuneql(
            "exec", "--registry", registry, "-o", "json", "-v", *options, SELECT, **environment
        )

    def assert_jobs(self, cloud, answer):
        self.assertEqual(cloud.problems, [])
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual([row["name"] for row in json.loads(answer.stdout)], ["a", "b"])
        self.assertEqual(len(cloud.headers), 2)
        self.assert_no_secret(answer)

    def test_each_kind_that_sends_what_a_variable_holds(self):
        pair = "bXktdXNlcjpwbGFudGVkLXBhc3N3b3Jk"  # my-user:planted-password
        for auth, fields, parameters in [
            ({"type": "bearer", "credentialsenvvar": "V"}, {"Authorization": "Bearer planted-v"}, {}),
            ({"type": "api_key", "credentialsenvvar": "V", "name": "X-Key", "location": "header"},
             {"X-Key": "planted-v"}, {}),
            ({"type": "api_key", "credentialsenvvar": "V", "name": "key", "location": "query"},
             {}, {"key": "planted-v"}),
            ({"type": "basic", "username_var": "U", "password_var": "P"},
             {"Authorization": f"Basic {pair}"}, {}),
            ({"type": "custom", "location": "header", "name": "X-One", "credentialsenvvar": "V",
              "successor": {"location": "query", "name": "two", "credentialsenvvar": "W"}},
             {"X-One": "planted-v"}, {"two": "planted-w"}),
            ({"type": "null_auth"}, {}, {}), ({}, {}, {}),
        ]:
            with self.subTest(auth=auth), Acme(fields, parameters) as cloud:
                answer = self.jobs(
                    cloud, auth, V="planted-v", W="planted-w", U="my-user", P="planted-password",
                    TUNEQL_ACCESS_TOKEN="planted-google", GOOGLE_CLOUD_QUOTA_PROJECT="billed",
                )
                self.assert_jobs(cloud, answer)
                self.assertNotIn(pair, answer.stderr)
                for headers in cloud.headers:
                    self.assertNotIn("x-goog-user-project", headers)

    def test_a_client_and_an_account_get_tokens(self):
        with Client(keys=self.keys) as cloud:
            client = {
                "type": "oauth2", "grant_type": "client_credentials",
                "token_url": f"{cloud.url}/client", "scopes": ["a", "b"],
                "client_id_env_var": "I", "client_secret_env_var": "S", "values": {"resource": ["r"]},
            }
            answer = self.jobs(cloud, client, I="my-client", S="planted-client-secret")
            self.assert_jobs(cloud, answer)
            self.assertEqual(cloud.grants, ["client"])
        with Client(keys=self.keys) as cloud:
            account = {"type": "service_account", "credentialsenvvar": "ACME_KEY"}
            answer = self.jobs(cloud, account, ACME_KEY=json.dumps(self.key(cloud)))
            self.assert_jobs(cloud, answer)
            self.assertEqual(cloud.grants, ["exchanged-itself"])

    def test_a_variable_that_is_not_set_is_named_before_any_request(self):
        with Acme() as cloud:
            auth = {"type": "bearer", "credentialsenvvar": "ACME_TOKEN"}
            answer = self.jobs(cloud, auth)
            self.assertEqual(answer.returncode, 4, answer.stderr)
            self.assertIn(
                "error: the provider document of acme names the variable ACME_TOKEN, which is not "
                "set\n", answer.stderr)
            self.assertIn("help: export ACME_TOKEN", answer.stderr)
            self.assertEqual(answer.stdout, "")
            self.assertEqual(cloud.headers, [])
            answer = self.jobs(cloud, auth, "--dryrun")
            self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_what_the_user_says_wins(self):
        auth = {"type": "bearer", "credentialsenvvar": "ACME_TOKEN"}
        entry = json.dumps({"acme": {"type": "api_key", "credentialsenvvar": "K", "name": "X-K"}})
        with Acme({"X-K": "planted-k"}) as cloud:
            answer = self.jobs(cloud, auth, "--auth", entry, K="planted-k", ACME_TOKEN="planted-t")
            self.assert_jobs(cloud, answer)

    def test_the_credentials_of_google_stay_with_google(self):
        auth = {"type": "service_account", "credentialsenvvar": "GOOGLE_CREDENTIALS"}
        key = json.dumps(self.key())
        with Acme() as cloud:
            answer = self.jobs(cloud, auth, GOOGLE_CREDENTIALS=key)
            self.assertEqual(answer.returncode, 4, answer.stderr)
            self.assertIn("is not one of Google's hosts", answer.stderr)
            self.assertEqual(cloud.headers, [])
            self.assert_no_secret(answer)
        with Client(keys=self.keys) as cloud:
            answer = self.jobs(
                cloud, auth, "--endpoint", f"acme.jobs={cloud.url}", GOOGLE_CREDENTIALS=key)
            self.assert_jobs(cloud, answer)

    def test_a_refused_token_names_its_variable(self):
        with Client() as cloud:
            cloud.tokens["planted-old"] = {"end": 0, "uses": None}
            auth = {"type": "bearer", "credentialsenvvar": "ACME_TOKEN"}
            answer = self.jobs(cloud, auth, ACME_TOKEN="planted-old")
            self.assertEqual(answer.returncode, 4, answer.stderr)
            place = "ACME_TOKEN (named by the provider document of acme)"
            self.assertIn(
                f"help: put a fresh token into {place}; the call was made with bearer from {place}",
                answer.stderr)
            self.assertNotIn("gcloud", answer.stderr)
            self.assert_no_secret(answer)

    def test_the_status_shows_it(self):
        with Acme() as cloud:
            registry = self.registry(cloud, {"type": "bearer", "credentialsenvvar": "ACME_TOKEN"})
            status = ["auth", "status", "acme", "--registry", registry]
            answer = self.tuneql(*status, ACME_TOKEN="planted-token")
            self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertIn("type            bearer\n", answer.stdout)
            self.assertIn("ACME_TOKEN (named by the provider document of acme)", answer.stdout)
            self.assert_no_secret(answer)
            answer = self.tuneql(*status)
            self.assertEqual(answer.returncode, 4)
            self.assertIn("names the variable ACME_TOKEN, which is not set", answer.stderr)
            answer = self.tuneql("exec", "--registry", registry, "-o", "json", "SHOW AUTH acme",
                                 ACME_TOKEN="planted-token")
            row, = json.loads(answer.stdout)
            self.assertEqual((row["provider"], row["type"], row["problem"]), ("acme", "bearer", None))
            answer = self.tuneql("auth", "status", "acme")
            self.assertEqual(answer.returncode, 1)
            self.assertIn("there is no provider acme, only google", answer.stderr)


if __name__ == "__main__":
    unittest.main()
