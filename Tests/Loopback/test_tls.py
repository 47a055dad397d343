"""Certificates are always checked, and no version before TLS 1.2 is used."""

import os
import socket
import ssl
import subprocess
import tempfile
import unittest
import warnings

from program import SELECT, command
from tls_server import TLSListAPI, certificate, expired_certificate

TOKEN = "ya29.never-to-be-seen"


def run(api, *options, **environment):
    return subprocess.run(
        command(api, SELECT + " LIMIT 1", "-H", "-o", "csv", *options),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        env={**os.environ, "SSL_CERT_FILE": "", **environment},
    )


def spoken(api):
    """The TLS version that is negotiated by a client that accepts any."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    with socket.create_connection(api.server.server_address) as connection:
        with context.wrap_socket(connection) as wrapped:
            return wrapped.version()


class TLS(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.pem, self.key = certificate(directory.name)
        warnings.simplefilter("ignore", DeprecationWarning)

    def assert_refused(self, answer, api, *words):
        self.assertEqual(answer.returncode, 2, answer.stdout + answer.stderr)
        self.assertEqual(answer.stdout, "")
        for word in words:
            self.assertIn(word, answer.stderr)
        self.assertEqual(api.requests, [], "a request was sent")

    def test_an_unknown_certificate_is_refused_with_help(self):
        with TLSListAPI(self.pem, self.key) as api:
            self.assert_refused(run(api), api, "certificate", "--CABundle", "SSL_CERT_FILE")

    def test_a_bundle_by_flag_or_variable_is_trusted(self):
        with TLSListAPI(self.pem, self.key) as api:
            for answer in [run(api, "--CABundle", self.pem), run(api, SSL_CERT_FILE=self.pem)]:
                self.assertEqual(answer.returncode, 0, answer.stderr)
                self.assertIn("tuningJobs/0", answer.stdout)

    def test_another_bundle_is_not(self):
        other, _ = certificate(self.directory, "other")
        with TLSListAPI(self.pem, self.key) as api:
            self.assert_refused(run(api, "--CABundle", other), api, "certificate")
            # The flag takes precedence over the variable.
            self.assert_refused(run(api, "--CABundle", other, SSL_CERT_FILE=self.pem), api)

    def test_a_bundle_that_is_missing_or_none_is_refused(self):
        with open(os.path.join(self.directory, "none.pem"), "w") as file:
            file.write("no certificate")
        with TLSListAPI(self.pem, self.key) as api:
            self.assert_refused(
                run(api, "--CABundle", self.directory + "/none.pem"), api, "--CABundle"
            )
            missing = self.directory + "/nowhere.pem"
            answer = run(api, "--CABundle", missing)
            self.assertEqual(answer.returncode, 1)
            self.assertIn(f"{missing}, which --CABundle names, cannot be read", answer.stderr)
            self.assertEqual(api.requests, [])

    def test_a_certificate_for_another_host_is_refused(self):
        pem, key = certificate(self.directory, "elsewhere", "DNS:elsewhere.example")
        with TLSListAPI(pem, key) as api:
            self.assert_refused(run(api, "--CABundle", pem), api, "localhost")

    def test_an_expired_certificate_is_refused(self):
        pem, key = expired_certificate(self.directory)
        with TLSListAPI(pem, key) as api:
            self.assert_refused(run(api, "--CABundle", pem), api, "certificate")

    def test_old_versions_of_tls_are_refused(self):
        for version in [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1]:
            with self.subTest(version.name):
                with TLSListAPI(self.pem, self.key, maximum=version) as api:
                    self.assertEqual(spoken(api), version.name.replace("_", "."))
                    answer = run(api, "--CABundle", self.pem)
                    self.assert_refused(answer, api)

    def test_tls_1_2_is_spoken(self):
        with TLSListAPI(self.pem, self.key, maximum=ssl.TLSVersion.TLSv1_2) as api:
            answer = run(api, "--CABundle", self.pem)
            self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_a_redirect_carries_no_token(self):
        def redirect(exchange, body):
            exchange.send_body(b"{}", 302, Location=elsewhere.url + "/v1/projects")

        with TLSListAPI(self.pem, self.key) as elsewhere:
            with TLSListAPI(self.pem, self.key, always=redirect) as api:
                arguments = [
                    part if part != '{"google": {"type": "null_auth"}}' else
                    '{"google": {"type": "bearer", "credentialsenvvar": "T"}}'
                    for part in command(api, SELECT, "--CABundle", self.pem)
                ]
                answer = subprocess.run(
                    arguments, capture_output=True, text=True, timeout=60,
                    env={**os.environ, "T": TOKEN},
                )
            self.assertEqual(answer.returncode, 2, answer.stderr)
            self.assertEqual(elsewhere.requests, [])
            self.assertNotIn(TOKEN, answer.stdout + answer.stderr)


if __name__ == "__main__":
    unittest.main()
