"""REGISTRY LIST and PULL, and `tuneql registry`, against registries on loopback."""

import hashlib
import os
import pathlib
import subprocess
import tempfile
import unittest

from program import ROOT, TUNEQL
from registry_server import FileServer, registry

SERVICE = ROOT / "Tests/TuneQLRegistryTests/Resources/registry/src/acme/v24.10.00001/services/jobs.yaml"


class RegistryCase(unittest.TestCase):
    """Each test has a home of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.home = self.folder / "home"
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
            "TUNEQL_HOME": str(self.home), "XDG_CACHE_HOME": str(self.folder / "cache"),
        }

    def run_program(self, *arguments, **options):
        return subprocess.run(
            [TUNEQL, *arguments], env=self.environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, **options,
        )

    def serve(self, files):
        server = FileServer(files)
        self.enterContext(server)
        return server


class PullTests(RegistryCase):
    def setUp(self):
        super().setUp()
        self.server = self.serve(registry(["v1.0.9", "v1.0.10"], SERVICE.read_text()))

    def exec(self, sql, *options):
        return self.run_program("exec", "-H", "--registry", self.server.url, *options, sql)

    def test_a_script_pulls_a_provider_and_uses_it(self):
        answer = self.exec("REGISTRY PULL acme; SHOW RESOURCES IN acme.jobs; SHOW PROVIDERS LIKE 'acme'")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stderr, "acme provider, version 'v1.0.10' successfully installed\n")
        self.assertIn("jobs", answer.stdout)
        self.assertIn("acme,v1.0.10", answer.stdout)
        for _, headers in self.server.requests:
            self.assertNotIn("Authorization", headers)
        # Every later run has it, without the registry.
        later = self.run_program("exec", "-H", "SELECT name FROM catalog.services WHERE provider = 'acme'")
        self.assertEqual(later.stdout, "jobs\n")

    def test_the_registry_is_listed(self):
        self.assertEqual(self.exec("REGISTRY LIST").stdout, "acme,v1.0.10\n")
        self.assertEqual(self.exec("REGISTRY LIST acme").stdout, 'acme,"v1.0.10, v1.0.9"\n')
        unknown = self.exec("REGISTRY LIST acne")
        self.assertEqual(unknown.returncode, 1)
        self.assertIn("help: did you mean acme?", unknown.stderr)

    def test_the_shell_pulls(self):
        answer = subprocess.run(
            [TUNEQL, "shell", "--registry", self.server.url], env=self.environment, text=True,
            input="REGISTRY PULL acme v1.0.9;\nDESCRIBE acme.jobs.jobs;\n", capture_output=True, timeout=60,
        )
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("version 'v1.0.9' successfully installed", answer.stderr)
        self.assertIn("string", answer.stdout)

    def test_nothing_is_installed_where_statements_may_not_write(self):
        for option in ["--read-only", "--safe", "--dryrun"]:
            with self.subTest(option):
                answer = self.exec("REGISTRY PULL acme", option)
                self.assertEqual(answer.returncode, 0 if option == "--dryrun" else 1, answer.stderr)
                self.assertFalse(self.home.exists())

    def test_an_archive_with_another_digest_leaves_nothing(self):
        content = self.server.files["/dist/acme/v1.0.10.tgz"]
        options = ["registry", "pull", "acme", "--registry", self.server.url, "--sha256"]
        refused = self.run_program(*options, "0" * 64)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("its SHA-256 is " + hashlib.sha256(content).hexdigest(), refused.stderr)
        self.assertEqual(list(self.home.rglob("*")), [])
        pulled = self.run_program(*options, hashlib.sha256(content).hexdigest())
        self.assertEqual(pulled.stdout, "acme v1.0.10 is installed: 1 service\n", pulled.stderr)

    def test_signatures_are_not_asked_for_in_vain(self):
        place = '{"url": "%s", "verifyConfig": {"nopVerify": false}}' % self.server.url
        answer = self.run_program("exec", "--registry", place, "REGISTRY PULL acme")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("verifyConfig.nopVerify is not true", answer.stderr)
        self.assertEqual(self.server.requests, [])

    def test_an_older_version_can_be_chosen(self):
        for version in ["v1.0.9", "v1.0.10"]:
            self.exec(f"REGISTRY PULL acme {version}")
        used = self.run_program("registry", "use", "acme", "v1.0.9")
        self.assertEqual(used.stdout, "acme v1.0.9 is used now\n", used.stderr)
        lines = self.run_program("registry", "list").stdout.splitlines()
        self.assertEqual([line.endswith("current") for line in lines[1:]], [False, True])

    def test_a_registry_that_fails_is_told(self):
        self.server.files["/dist/providers.yaml"] = 503
        answer = self.exec("REGISTRY LIST")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("gives status 503", answer.stderr)


if __name__ == "__main__":
    unittest.main()
