"""`tuneql registry import google --from URL`, against a directory of documents on loopback."""

import json
import resource
import unittest

from program import ROOT, TUNEQL
from registry_server import cut, discovery_document, send, slow
from terminal import Terminal
from test_registry import RegistryCase


class ImportCase(RegistryCase):
    def setUp(self):
        super().setUp()
        self.server = self.serve({})
        self.documents = {}
        for name in ["compute", "dns", "pets", "run", "storage"]:
            self.add(name, "v1", discovery_document(name))

    def add(self, name, version, content):
        """Lists a document, and serves its content."""
        path = f"/{name}/{version}/rest"
        self.documents[(name, version)] = path
        self.server.files[path] = content
        items = [
            {"id": f"{one}:{two}", "name": one, "version": two, "discoveryRestUrl": self.server.url + place}
            for (one, two), place in self.documents.items()
        ]
        self.server.files["/apis"] = json.dumps({"kind": "discovery#directoryList", "items": items}).encode()
        return path

    def import_all(self, *options):
        return self.run_program("registry", "import", "google", "--from", self.server.url + "/apis", *options)

    def services(self):
        sql = "SELECT name FROM catalog.services WHERE provider = 'google' AND name <> 'aiplatform' ORDER BY name"
        return self.run_program("exec", "-H", sql).stdout.split()


class ImportTests(ImportCase):
    def test_a_server_s_documents_are_installed(self):
        answer = self.import_all()
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertEqual(answer.stdout, "google is installed: 5 services, 0 of them unchanged\n")
        self.assertEqual(self.services(), ["compute", "dns", "pets", "run", "storage"])
        self.assertEqual(sorted(self.server.paths()), sorted(["/apis", *self.documents.values()]))
        for _, headers in self.server.requests:
            self.assertNotIn("Authorization", headers)

    def test_only_what_has_changed_is_read_again(self):
        self.import_all()
        self.server.requests.clear()
        again = self.import_all()
        self.assertEqual(again.stdout, "google is installed, and nothing has changed\n")
        tagged = [headers for path, headers in self.server.requests if path != "/apis"]
        self.assertTrue(all("If-None-Match" in headers for headers in tagged))
        self.server.files["/dns/v1/rest"] = discovery_document("dns", collection="zones")
        changed = self.import_all()
        self.assertEqual(changed.stdout, "google is installed: 5 services, 4 of them unchanged\n")
        tables = self.run_program("exec", "-H", "SELECT name FROM catalog.resources WHERE service = 'dns'")
        self.assertEqual(tables.stdout, "zones\n")

    def test_documents_that_fail_are_told_and_the_rest_is_installed(self):
        self.server.files["/dns/v1/rest"] = 404
        self.server.files["/pets/v1/rest"] = cut(discovery_document("pets"))
        self.server.files["/run/v1/rest"] = slow(discovery_document("run"))
        self.server.files["/storage/v1/rest"] = discovery_document("storage")[:-9]
        self.add("text", "v1", b"<html>")
        answer = self.import_all()
        self.assertEqual(answer.returncode, 3, answer.stderr)
        self.assertEqual(answer.stdout, "google is installed: 2 services, 0 of them unchanged\n")
        self.assertEqual(self.services(), ["compute", "run"])
        for text in [
            "/dns/v1/rest gives status 404", "/pets/v1/rest cannot be reached: ",
            "/storage/v1/rest is not used: it is cut", "/text/v1/rest is not used: it is no discovery document",
        ]:
            self.assertIn(text, answer.stderr)
        # A missing document is asked for once, one whose connection broke three times.
        self.assertEqual(self.server.paths().count("/dns/v1/rest"), 1)
        self.assertEqual(self.server.paths().count("/pets/v1/rest"), 3)

    def test_a_document_that_fails_later_stays_as_it_was(self):
        self.import_all()
        self.server.files["/dns/v1/rest"] = 404
        answer = self.import_all()
        self.assertEqual(answer.returncode, 3)
        self.assertIn("the document of an earlier import is used", answer.stderr)
        self.assertIn("dns", self.services())

    def test_a_document_that_is_listed_no_more_is_removed(self):
        self.import_all()
        del self.documents[("dns", "v1")]
        self.add("pets", "v1", discovery_document("pets"))
        self.import_all()
        self.assertEqual(self.services(), ["compute", "pets", "run", "storage"])

    def test_a_server_that_is_busy_for_a_moment_is_asked_again(self):
        answers = [429, 503]

        def busy(handler):
            status = answers.pop(0) if answers else 200
            send(handler, status, discovery_document("dns") if status == 200 else b"")

        self.server.files["/dns/v1/rest"] = busy
        self.assertEqual(self.import_all().returncode, 0)

    def test_one_service_needs_the_versions_of_its_api_alone(self):
        self.add("compute", "beta", discovery_document("compute", "beta"))
        answer = self.import_all("--service", "compute_beta")
        self.assertEqual(answer.stdout, "google is installed: 1 service, 0 of them unchanged\n")
        self.assertEqual(self.services(), ["compute_beta"])
        self.assertEqual(
            sorted(self.server.paths()), ["/apis", "/compute/beta/rest", "/compute/v1/rest"]
        )
        unknown = self.import_all("--service", "computer")
        self.assertEqual(unknown.returncode, 1)
        self.assertIn("no document of the service 'computer'", unknown.stderr)

    def test_a_few_are_asked_for_at_a_time(self):
        for number in range(40):
            self.add(f"api{number}", "v1", slow(discovery_document(f"api{number}"), 0.1))
        self.assertEqual(self.import_all().returncode, 0)
        self.assertLessEqual(self.server.most, 8)
        self.assertGreater(self.server.most, 2)

    def test_what_is_no_list_installs_nothing(self):
        for content in [b"<html>", b'{"items": {}}', b"[]", 404, 500]:
            with self.subTest(content):
                self.server.files["/apis"] = content
                answer = self.import_all()
                self.assertEqual(answer.returncode, 1)
                self.assertEqual(answer.stdout, "")
        self.assertFalse((self.home / "catalogs").exists())

    def test_names_in_the_list_cannot_lead_out_of_the_home(self):
        items = [
            {"name": name, "version": version, "discoveryRestUrl": url}
            for name, version, url in [
                ("../../evil", "v1", self.server.url + "/dns/v1/rest"),
                ("evil", "v1/../../x", self.server.url + "/dns/v1/rest"),
                ("evil", "v1", "file:///etc/passwd"), ("good", "v1", self.server.url + "/dns/v1/rest"),
            ]
        ]
        self.server.files["/apis"] = json.dumps({"items": items}).encode()
        answer = self.import_all()
        self.assertEqual(answer.returncode, 3)
        self.assertEqual(answer.stderr.count("has no usable name, version and URL"), 3)
        self.assertEqual(self.services(), ["dns"])
        self.assertEqual(list(self.folder.rglob("*evil*")), [])

    def test_plain_http_to_another_machine_is_refused(self):
        answer = self.run_program("registry", "import", "google", "--from", "http://registry.example/apis")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("is plain http on another machine", answer.stderr)

    def test_a_document_without_end_costs_bounded_memory(self):
        def endless(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", str(1 << 30))
            handler.end_headers()
            try:
                while True:
                    handler.wfile.write(b" " * (1 << 20))
            except OSError:
                pass
            handler.close_connection = True

        self.server.files["/dns/v1/rest"] = endless
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        answer = self.import_all()
        self.assertEqual(answer.returncode, 3, answer.stderr)
        self.assertEqual(self.services(), ["compute", "pets", "run", "storage"])
        self.assertLess(max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), 400 << 10)

    def test_progress_is_shown_on_a_terminal(self):
        self.server.files["/run/v1/rest"] = slow(discovery_document("run"), 0.5)
        command = [TUNEQL, "registry", "import", "google", "--from", self.server.url + "/apis"]
        variables = {name: value for name, value in self.environment.items() if name != "LC_ALL"}
        with Terminal(command, **variables) as terminal:
            terminal.wait_for("downloading, ")
            terminal.wait_for("google is installed: 5 services")
            self.assertEqual(terminal.wait_for_end(), 0)


class OtherVersionTests(ImportCase):
    """Catalogs that another version of the program compiled."""

    def age(self, provider):
        """Makes the file of a catalog one of an older format."""
        (path,) = (self.home / "catalogs" / provider).glob("*.catalog")
        content = bytearray(path.read_bytes())
        content[60:64] = (3).to_bytes(4, "big")
        path.write_bytes(content)
        return path

    def test_installed_documents_are_compiled_again_when_they_are_used(self):
        self.run_program("registry", "install", str(ROOT / "Tests/TuneQLRegistryTests/Resources/registry"))
        path = self.age("acme")
        sql = "SELECT id FROM catalog.resources WHERE provider = 'acme'"
        answer = self.run_program("exec", "-H", sql)
        self.assertEqual((answer.stdout, answer.stderr), ("acme.jobs.jobs\n", ""))
        self.assertNotEqual(path.read_bytes()[60:64], (3).to_bytes(4, "big"))
        # Without the documents there is a message.
        self.age("acme")
        for file in (self.home / "src").rglob("provider.yaml"):
            file.unlink()
        failed = self.run_program("exec", "DESCRIBE acme.jobs.jobs")
        self.assertEqual(failed.returncode, 1)
        self.assertIn("was compiled by another version of TuneQL", failed.stderr)
        self.assertIn("help: install the provider acme anew", failed.stderr)
        self.assertEqual(self.run_program("exec", "-H", "SELECT 1").stdout, "1\n")

    def test_the_command_that_imports_google_again_is_named(self):
        self.import_all("--service", "dns")
        self.age("google")
        answer = self.run_program("exec", "DESCRIBE google.dns.things")
        self.assertEqual(answer.returncode, 1)
        command = f"tuneql registry import google --from {self.server.url}/apis --service dns"
        self.assertIn(f"help: make it again: {command}\n", answer.stderr)
        self.assertEqual(self.run_program(*command.split()[1:]).returncode, 0)
        self.assertEqual(self.run_program("exec", "DESCRIBE google.dns.things").returncode, 0)
        self.age("google")
        listed = self.run_program("registry", "list")
        self.assertIn("unreadable", listed.stdout)


if __name__ == "__main__":
    unittest.main()
