"""Hostile input of every kind: it ends in rows or a clear error, in bounded time and memory."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import zlib

from list_api import ListAPI, job
from program import ROOT, SELECT, TUNEQL, connection

REGISTRY = ROOT / "Tests" / "TuneQLRegistryTests" / "Resources" / "registry"
MEBIBYTE = 1024  # ru_maxrss counts in KiB.


class HostileCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_bounded(self, *arguments, memory=400, seconds=60, environment=None, stdin=None):
        """Runs the program; a signal, too much memory or too much time fails the test."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            base = {"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "NO_GCE_CHECK": "true",
                    "SWIFT_BACKTRACE": "enable=no"}
            process = subprocess.Popen(
                [TUNEQL, *arguments], stdin=stdin or subprocess.DEVNULL, stdout=output,
                stderr=errors, env={**base, **(environment or {})},
            )
            watch = subprocess.Popen(["sleep", str(seconds)])
            try:
                while process.returncode is None:
                    number, status, usage = os.wait4(-1, 0)
                    if number == watch.pid:
                        watch.returncode = 0
                        process.kill()
                    elif number == process.pid:
                        process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                if watch.returncode is None:
                    watch.kill()
                    watch.wait()
            output.seek(0)
            errors.seek(0)
            out, err = output.read(), errors.read()
        self.assertGreaterEqual(process.returncode, 0, f"it ended by a signal: {err[-2000:]}")
        self.assertLess(process.returncode, 130, err[-2000:])
        self.assertLess(usage.ru_maxrss / MEBIBYTE, memory, "it took too much memory")
        return process.returncode, out, err.decode(errors="replace")

    def assert_error(self, answer, *words):
        code, _, err = answer
        self.assertIn(code, [1, 2, 4], err[-2000:])
        self.assertIn("error:", err[:5000].lower())
        self.assertLess(len(err), 20_000, "the message is too long")
        for word in words:
            self.assertIn(word, err)


class Scripts(HostileCase):
    def script(self, content, *options, **more):
        path = self.folder / "script.iql"
        path.write_bytes(content)
        return self.run_bounded("exec", *options, "-i", str(path), **more)

    def test_what_is_no_script(self):
        for content, words in {
            b"\x7fELF\x02\x01\x01\0\0\xff\xfe": ["UTF-8"],
            b"SELECT 1;\xff": ["UTF-8"],
            b"\0\0\0\0": [],
            b"SELECT 'a\0b' AS x, \0 1": [],
            b"\xef\xbb\xbfSELEC": [],
            b"'" * 99_999: [],
            b"(" * 1_000_000: [],
            b"SELECT " + b"(" * 200_000 + b"1": [],
            b"SELECT " + b"-" * 3 + b"\n" + b"NOT " * 200_000 + b"1": [],
            b"SELECT " + b"CASE WHEN 1 THEN " * 50_000: [],
            b"SELECT " + b"a." * 200_000 + b"b": [],
            b"SELECT * FROM " + b"(SELECT * FROM " * 50_000: [],
            b"WITH a AS (" * 50_000: [],
            b"SELECT 1" + b" UNION ALL SELECT 1" * 50_000: [],
            b"EXPLAIN " * 100_000 + b"SELECT 1": [],
            b"SELECT '{{ " + b"x" * 1_000_000 + b" }}'": [],
            b"{{" * 500_000: [],
            b"/*" * 500_000: [],
        }.items():
            with self.subTest(content[:40]):
                self.assert_error(self.script(content), *words)

    def test_large_scripts_run(self):
        rows = b",".join(b"(%d, 'text')" % number for number in range(200_000))
        code, out, err = self.script(
            b"CREATE TABLE t (a, b); INSERT INTO t VALUES " + rows + b"; SELECT count(*) FROM t;",
            "-o", "csv", "-H", memory=1500,
        )
        self.assertEqual((code, out), (0, b"200000\n"), err[-2000:])
        code, out, err = self.script(b"SELECT 1 AS x;\n" * 2_000, "-o", "csv", "-H")
        self.assertEqual((code, out), (0, b"1\n" * 2_000), err[-2000:])

    def test_placeholders_cannot_end_a_literal(self):
        for value in ["'; DROP TABLE t; --", '"', "`", "*/", "\0", "{{ x }}", "\\'"]:
            if "\0" in value:
                continue
            with self.subTest(value):
                code, out, err = self.script(
                    b"SELECT '{{ x }}' AS x;", "-o", "json", "--var", f"x={value}"
                )
                self.assertEqual(code, 0, err)
                self.assertEqual(json.loads(out), [{"x": value}])

    def test_files_that_are_none(self):
        for path in [self.folder, "/dev/null/x", self.folder / "nowhere"]:
            with self.subTest(path):
                self.assert_error(self.run_bounded("exec", "-i", str(path)))
        for options in [["-i", "/dev/zero"], ["-q", "/dev/zero", "SELECT 1"]]:
            self.assert_error(self.run_bounded("exec", *options, memory=900), "larger than 256 MB")
        self.assert_error(self.run_bounded("exec", "-q", "/dev/null", "SELECT 1"), "empty")
        self.assert_error(self.run_bounded("exec", "--replay", "/dev/zero", SELECT), "not a recording")
        self.assert_error(self.run_bounded("exec", "--database", str(self.folder), "SELECT 1"))
        noise = self.folder / "noise.db"
        noise.write_bytes(b"SQLite format 3\0" + os.urandom(100_000))
        self.assert_error(self.run_bounded("exec", "--database", str(noise), "SELECT * FROM t"))

    def test_statements_without_measure_end(self):
        for sql in [
            "SELECT zeroblob(2000000000)", "SELECT randomblob(2000000000)",
            "SELECT printf('%2000000000d', 1)", "SELECT replace(hex(zeroblob(100000)), '0', hex(zeroblob(100000)))",
            "SELECT regexp_like(hex(zeroblob(4000)), '(0+)+x')",
            "SELECT regexp_like(hex(randomblob(5000000)), '([0-9A-F])*[0-7]([0-9A-F]){500}x')",
            "SELECT regexp_like('a', replace(hex(zeroblob(50000)), '0', '(') || 'a')",
            "SELECT regexp_like('a', '((a{1,1000}){1,1000}){1,1000}')",
            "SELECT regexp_like('a', replace(hex(zeroblob(50000)), '0', 'a|'))",
            "SELECT length(regexp_replace(hex(zeroblob(500000)), '0*1|0', 'ab'))",
            "SELECT format_bytes(1e300), format_duration(1e300), format_number(-1e300)",
            "SELECT hex(zeroblob(5000)) LIKE '" + "%0" * 4000 + "x'",
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
        ]:
            with self.subTest(sql[:60]):
                code, _, err = self.run_bounded(
                    "exec", "--timeout", "3", "-H", sql, memory=1500, seconds=30
                )
                self.assertIn(code, [0, 1, 124], err[-500:])


class Answers(HostileCase):
    def answer(self, body, *options, sql=SELECT, memory=400, headers=None):
        def send(exchange, _):
            exchange.send_body(body, **(headers or {}))

        with ListAPI(pages=1, always=send) as api:
            return self.run_bounded("exec", *connection(api), "-o", "json", *options, sql, memory=memory)

    def page(self, **members):
        return json.dumps({"tuningJobs": [{**job(0), **members}]}).encode()

    def test_pages_that_are_none(self):
        name = b'{"tuningJobs": [{"name": "a", "description": '
        for body in [
            b"", b"\0", b"[", b"null", b"[]", b"1", b'"tuningJobs"', b'{"tuningJobs": 1}',
            b'{"tuningJobs": {"name": 1}}', b'{"tuningJobs": [1, null, "a", []]}',
            b'{"tuningJobs": [{"name": "a"}]', b'{"tuningJobs": [{"name": "a"}]} trailing',
            name + b'"\xff\xfe"}]}', name + b'"\xc0\xaf"}]}', name + b'"\xed\xa0\x80"}]}',
            name + b'"\x01"}]}', name + b'"\\x41"}]}', name + b'"\\u12"}]}', name + b'01}]}',
            name + b"[" * 1_000_000, name + b'{"a":' * 1_000_000,
            b"[" * 1_000_000 + b"]" * 1_000_000, b'{"tuningJobs":' * 500_000,
            name + b'"' + b"a" * 1_000_000,
        ]:
            with self.subTest(body[:60]):
                code, out, err = self.answer(body)
                self.assertEqual(code, 2, (out[:500], err[:500]))
                self.assertIn("error:", err)
                self.assertLess(len(err), 5_000)

    def test_deep_values_inside_of_a_cell(self):
        for depth in [50, 400, 100_000]:
            with self.subTest(depth):
                value = b"[" * depth + b"]" * depth
                body = b'{"tuningJobs": [{"name": "a", "labels": ' + value + b"}]}"
                code, out, err = self.answer(body)
                if code == 0:
                    self.assertLess(depth, 1000)
                else:
                    self.assertEqual(code, 2, err[:500])

    def test_odd_texts_are_kept_or_refused(self):
        for text in ['"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\uffff"', '"a\\ud83dz"']:
            with self.subTest(text):
                body = b'{"tuningJobs": [{"name": "a", "description": ' + text.encode() + b"}]}"
                code, out, err = self.answer(body)
                self.assertIn(code, [0, 2], err[:500])
                if code == 0:
                    json.loads(out.decode())

    def test_a_member_that_comes_twice_is_no_trap(self):
        body = b'{"tuningJobs": [{"name": "a", "name": "b", "description": "x", "description": "y"}]}'
        code, out, err = self.answer(body)
        self.assertIn(code, [0, 2], err[:500])
        if code == 0:
            self.assertEqual(len(json.loads(out)), 1)

    def test_huge_numbers_and_times(self):
        for value in ["1e999999", "-" + "9" * 100_000, "0." + "0" * 100_000 + "1"]:
            with self.subTest(value[:20]):
                body = b'{"tuningJobs": [{"name": "a", "description": ' + value.encode() + b"}]}"
                code, _, err = self.answer(body)
                self.assertIn(code, [0, 2], err[:500])
        sql = SELECT.replace("SELECT name", "SELECT createTime, name") + " ORDER BY createTime"
        for text in ["9" * 1000, "0000-00-00T00:00:00Z", "2026-01-01T00:00:00." + "1" * 5000 + "Z"]:
            with self.subTest(text[:30]):
                code, _, err = self.answer(self.page(createTime=text), sql=sql)
                self.assertIn(code, [0, 2], err[:500])

    def test_tokens_that_mean_harm(self):
        for token in ["a&key=b#c", "../../x", "\r\nX-Evil: 1", "x" * 7_000, "\ud83d\ude00"]:
            with self.subTest(token[:20]):
                pages = [json.dumps({"tuningJobs": [job(0)], "nextPageToken": token}).encode(), b"{}"]
                seen = []

                def send(exchange, _):
                    seen.append(dict(exchange.headers))
                    exchange.send_body(pages[min(len(seen), 2) - 1])

                with ListAPI(always=send) as api:
                    api.page = lambda target: {}
                    code, out, err = self.run_bounded(
                        "exec", *connection(api), "-o", "json", SELECT
                    )
                    self.assertEqual(code, 0, err[:500])
                    self.assertTrue(all("X-Evil" not in headers for headers in seen))
                    self.assertTrue(all(
                        path.startswith("/v1/projects/p-1/locations/us-central1/tuningJobs?")
                        for path in api.requests
                    ))

    def test_bodies_that_grow_when_they_are_unpacked(self):
        # 1 GB of blanks in 1 MB.
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        body = b"".join([packer.compress(b" " * (1 << 20)) for _ in range(1024)] + [packer.flush()])
        code, _, err = self.answer(body, headers={"Content_Encoding": "gzip"}, memory=900)
        self.assertEqual(code, 2, err[:500])
        self.assertIn("is larger than", err)

    def test_heads_without_end(self):
        def send(exchange, _):
            exchange.send_response(200)
            try:
                for number in range(1_000_000):
                    exchange.send_header(f"X-{number}", "y" * 100)
                    exchange.flush_headers()
            except OSError:
                exchange.close_connection = True

        with ListAPI(always=send) as api:
            self.assert_error(self.run_bounded("exec", *connection(api), SELECT))

    def test_heads_that_are_too_large(self):
        for more in [
            [("X", "y" * (1 << 20))], [(f"X-{number}", "y") for number in range(10_000)],
            [("Content-Length", "9" * 30)], [("Transfer-Encoding", "gzip, gzip, gzip, gzip, chunked")],
        ]:
            with self.subTest(more[0][0]):
                def send(exchange, _):
                    exchange.send_response(200)
                    for name, value in more:
                        exchange.send_header(name, value)
                    exchange.end_headers()
                    exchange.close_connection = True

                with ListAPI(always=send) as api:
                    answer = self.run_bounded("exec", *connection(api), "--timeout", "10", SELECT)
                    self.assertIn(answer[0], [0, 2, 124], answer[2][:500])
                    if more[0][0] == "X":
                        self.assert_error(answer, "a line in the response head is too long")
                        self.assertEqual(len(api.requests), 1)

    def test_an_endless_error(self):
        body = b'{"error": {"message": "' + b"m" * 100_000_000 + b'"}}'

        def send(exchange, _):
            exchange.send_body(body, 400)

        with ListAPI(always=send) as api:
            self.assert_error(self.run_bounded("exec", *connection(api), SELECT, memory=500))

    def test_error_bodies(self):
        for body in [
            b"", b"\0" * 1000, b"<" * 1_000_000, b"[" * 1_000_000, b'{"error": "text"}',
            b'{"error": {"code": "x", "message": 7, "details": [[[1]], null, "a"]}}',
            b'[{"error": {"message": "in a list"}}]', b"\xff\xfe\xfd",
            json.dumps({"error": {"message": "m" * 1_000_000}}).encode(),
            b'{"error": {"message": "a\\u001b[2Jb"}}',
        ]:
            with self.subTest(body[:40]):
                def send(exchange, _):
                    exchange.send_body(body, 400)

                with ListAPI(always=send) as api:
                    answer = self.run_bounded("exec", *connection(api), SELECT)
                    self.assert_error(answer)
                    self.assertNotIn("\x1b", answer[2])


class Values(HostileCase):
    def test_values_reach_no_other_path_host_or_header(self):
        with ListAPI() as api:
            for value in [
                "..", ".", "", "a/../../b", "a?b=c", "a#b", "a%2fb", "a\r\nX-Evil: 1", "a b", "ä", "a:cancel",
                "x" * 9_000,
            ]:
                with self.subTest(value[:20]):
                    quoted = value.replace("'", "''")
                    api.requests.clear()
                    code, _, err = self.run_bounded(
                        "exec", *connection(api), "SELECT name FROM google.aiplatform.tuning_jobs "
                        f"WHERE projectsId = '{quoted}' AND locationsId = 'us-central1' LIMIT 1",
                    )
                    self.assertIn(code, [0, 1, 2], err[:500])
                    for path in api.requests:
                        self.assertRegex(path, r"^/v1/projects/[^/?#]+/locations/us-central1/tuningJobs\?")

    def test_a_location_is_a_part_of_a_name(self):
        for value in ["evil.example/", "x@evil.example", "a.b", "a#", "a:80", "A", "a\\b", ""]:
            with self.subTest(value):
                answer = self.run_bounded(
                    "exec", "--auth", '{"google": {"type": "null_auth"}}', "--timeout", "5",
                    "SELECT name FROM google.aiplatform.tuning_jobs "
                    f"WHERE projectsId = 'p' AND locationsId = '{value}'",
                )
                self.assertIn(answer[0], [1, 2, 124], answer[2])
                self.assertNotIn("evil.example", answer[2].split("\n")[0].replace(f"'{value}'", ""))


class Credentials(HostileCase):
    def test_files_that_are_no_credentials(self):
        path = self.folder / "key.json"
        for content in [
            b"", b"\0\0", b"\xff\xfe{}", b"[]", b"null", b'"x"', b"{}", b'{"type": 7}',
            b'{"type": "service_account"}', b'{"type": "service_account", "private_key": "x", "client_email": "y"}',
            b"[" * 1_000_000, b'{"a":' * 500_000, b" " * 20_000_000,
            b'{"type": "authorized_user", "client_id": "\\ud800", "client_secret": "", "refresh_token": 1}',
            b'{"type": "\x1b[2J"}',
            json.dumps({"type": "service_account", "client_email": "a", "token_uri": "http://evil.example/",
                        "private_key": "-----BEGIN PRIVATE KEY-----\n" + "A" * 100_000}).encode(),
            json.dumps({"type": "external_account", "audience": "x", "subject_token_type": "y",
                        "token_url": "https://evil.example/", "credential_source": {"file": "/etc/passwd"}}).encode(),
            json.dumps({"type": "authorized_user", "client_id": "a", "client_secret": "b", "refresh_token": "c",
                        "token_uri": "file:///etc/passwd"}).encode(),
        ]:
            with self.subTest(content[:60]), ListAPI() as api:
                path.write_bytes(content)
                code, _, err = self.run_bounded(
                    "exec", "--endpoint", f"google.aiplatform={api.url}", "--timeout", "10", SELECT,
                    environment={"GOOGLE_APPLICATION_CREDENTIALS": str(path)},
                )
                self.assertEqual(code, 4, err[:500])
                self.assertIn("error:", err)
                self.assertNotIn("root:", err)
                self.assertEqual(api.requests, [])

    def test_paths_that_lead_to_no_file(self):
        for path in ["/", "/dev/zero", "/nowhere", "\x1b[2J", "/proc/self/mem"]:
            with self.subTest(path):
                code, _, err = self.run_bounded(
                    "exec", SELECT, environment={"GOOGLE_APPLICATION_CREDENTIALS": path},
                )
                self.assertEqual(code, 4, err[:500])
                self.assertNotIn("\x1b", err)

    def test_texts_of_auth(self):
        for text in ["", "{", "[]", "7", '{"google": 7}', '{"google": {"type": []}}', "[" * 100_000,
                     '{"google": {"type": "service_account", "credentialsfilepath": "/dev/zero"}}']:
            with self.subTest(text[:40]):
                code, _, err = self.run_bounded("exec", "--auth", text, SELECT)
                self.assertIn(code, [1, 4], err[:500])


class Documents(HostileCase):
    def document(self, replace, sql="SHOW RESOURCES IN acme.jobs", *options):
        registry = self.folder / "registry"
        shutil.rmtree(registry, ignore_errors=True)
        shutil.copytree(REGISTRY, registry)
        path = registry / "src" / "acme" / "v24.10.00001" / "services" / "jobs.yaml"
        text = path.read_text()
        changed = replace(text)
        self.assertNotEqual(text, changed)
        path.write_text(changed)
        return self.run_bounded(
            "exec", "--registry", str(registry), "--auth", '{"acme": {"type": "null_auth"}}', "-o", "json",
            "--timeout", "20", *options, sql, memory=800,
        )

    def test_documents_that_are_none(self):
        bomb = "a0: &a0 [x]\n" + "".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
        )
        for text in [
            "", "\0", "[", "a: [" * 100_000, "{" * 100_000, "- " * 100_000, bomb, "a: &a [*a]", "? ? ? ?",
            "%YAML 9.9\n---\n", "!!python/object:os.system ls", "a: !!binary |\n  " + "A" * 100_000,
            "---\n" * 10_000, "a: " + "x" * 5_000_000,
        ]:
            with self.subTest(text[:30]):
                self.assert_error(self.document(lambda _: text))

    def test_a_document_without_end(self):
        registry = self.folder / "endless"
        shutil.copytree(REGISTRY, registry)
        path = registry / "src" / "acme" / "v24.10.00001" / "services" / "jobs.yaml"
        path.unlink()
        path.symlink_to("/dev/zero")
        answer = self.run_bounded("exec", "--registry", str(registry), "SELECT * FROM acme.jobs.jobs")
        self.assert_error(answer, "it is too large")
        self.assertEqual(self.run_bounded("exec", "--registry", str(registry), "SHOW PROVIDERS")[0], 0)

    def test_references_in_circles(self):
        for old, new in [
            ("    Job:\n      type: object", "    Job:\n      allOf: [ { $ref: '#/components/schemas/Job' } ]"),
            ("attempts: { type: integer }", "attempts: { $ref: '#/components/schemas/Job/properties/attempts' }"),
        ]:
            with self.subTest(new):
                code, out, err = self.document(
                    lambda text: text.replace(old, new), "SELECT reason FROM catalog.problems"
                )
                self.assertEqual(code, 0, err)
                self.assertIn("leads back to itself", out.decode())

    def test_names_are_data(self):
        evil = "x'; DROP TABLE resources; --\"]`"
        quoted = evil.replace("'", "''")
        code, out, err = self.document(
            lambda text: text.replace("attempts: {", f"'{quoted}': {{"),
            "DESCRIBE acme.jobs.jobs; SHOW PROVIDERS; SHOW RESOURCES IN acme.jobs",
        )
        self.assertEqual(code, 0, err)
        self.assertIn("DROP TABLE", out.decode())
        self.assertIn("acme.jobs.jobs", out.decode())

    def test_hosts_that_lead_elsewhere(self):
        for host in [
            "https://jobs.acme.example@evil.example", "https://{projectId}.evil.example", "http://evil.example",
            "https://evil.example#", "https://evil.example\\\\x", "https://[::1", "https://", "https://a b",
        ]:
            with self.subTest(host):
                answer = self.document(
                    lambda text: text.replace("https://jobs.acme.example", host),
                    "SELECT name FROM acme.jobs.jobs WHERE projectId = 'x/../y'",
                )
                self.assertIn(answer[0], [1, 2, 4], answer[2])

    def test_a_service_outside_of_the_directory_is_refused(self):
        registry = self.folder / "outside"
        shutil.copytree(REGISTRY, registry)
        path = registry / "src" / "acme" / "v24.10.00001" / "provider.yaml"
        for place in ["../../../../../etc/passwd", "/etc/passwd", "acme/../../../x.yaml", "../\u0338x.yaml"]:
            with self.subTest(place):
                text = (REGISTRY / "src" / "acme" / "v24.10.00001" / "provider.yaml").read_text()
                path.write_text(text.replace("acme/v00.00.00000/services/jobs.yaml", place))
                answer = self.run_bounded("exec", "--registry", str(registry), "SELECT * FROM acme.jobs.jobs")
                self.assert_error(answer, "does not resolve")


if __name__ == "__main__":
    unittest.main()
