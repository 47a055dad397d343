"""The base of the credential tests: files of every kind, and runs of the program with them."""

import json
import pathlib
import subprocess
import tempfile
import unittest

from google_cloud import POOL, ROBOT, SECRETS, TARGET, Keys
from list_api import job
from program import ROOT, TUNEQL

ERRORS = ROOT / "Tests" / "TransportSupport" / "Resources" / "errors"
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
        """Runs the program with only the given credentials."""
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
    """Whether a process still runs; a zombie does not."""
    try:
        state = pathlib.Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"
