"""`--junit`: the statements of a run as tests, in the form that CI servers read."""

import os
import signal
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from program import TUNEQL

# The attributes that the schemas of Jenkins and of Ant's task both have.
ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {
        "name", "id", "package", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time",
    },
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": set(), "properties": set(), "system-out": set(), "system-err": set(),
}

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


class JUnitTests(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.file = os.path.join(self.directory.name, "tests.xml")

    def command(self, *arguments):
        return [TUNEQL, "exec", "--emulator", "--junit", self.file, *arguments]

    def run_statements(self, *arguments):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=60)

    def parsed(self):
        root = ElementTree.parse(self.file).getroot()
        for element in root.iter():
            self.assertLessEqual(set(element.attrib), ATTRIBUTES[element.tag], element.tag)
        for suite in [root, *root]:
            cases = suite.findall(".//testcase")
            for tag, attribute in [("failure", "failures"), ("error", "errors")]:
                found = sum(case.find(tag) is not None for case in cases)
                self.assertEqual(int(suite.get(attribute)), found)
            self.assertEqual(int(suite.get("tests")), len(cases))
        return root

    def outcomes(self):
        found = []
        for case in self.parsed().iter("testcase"):
            self.assertGreaterEqual(float(case.get("time")), 0)
            kinds = [child.tag for child in case]
            found.append((case.get("name"), kinds[0] if kinds else "passed"))
        return found

    def test_each_statement_is_a_test(self):
        path = os.path.join(self.directory.name, "a.iql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                "SELECT 1;\nASSERT 1 = 1 AS 'it <holds> & \"more\"';\n"
                "ASSERT SELECT 1 = 2 AS wrong, 'é\x01' AS found;\nSELECT nope;\nSELEC 1;\nSELECT 2;"
            )
        outcome = self.run_statements("--keep-going", "-i", path)
        self.assertEqual(outcome.returncode, 1)
        self.assertEqual(
            self.outcomes(),
            [
                ("SELECT 1", "passed"),
                ('it <holds> & "more"', "passed"),
                ("wrong", "failure"),
                ("SELECT nope", "error"),
                ("expected a statement, found SELEC; did you mean SELECT?", "error"),
                ("SELECT 2", "passed"),
            ],
        )
        failure = self.parsed().find(".//failure")
        self.assertEqual(failure.get("type"), "assertion")
        self.assertEqual(failure.get("message"), "the assertion does not hold: wrong")
        self.assertIn(f"{path}:3:1: error:", failure.text)
        self.assertIn("row 1 has wrong: 0, found: é", failure.text)

    def test_what_is_not_reached_is_skipped(self):
        outcome = self.run_statements("ASSERT 0 AS 'no'; SELECT 1; SELECT 2", "SELECT 3")
        self.assertEqual(outcome.returncode, 1)
        self.assertEqual(
            self.outcomes(),
            [("no", "failure"), ("SELECT 1", "skipped"), ("SELECT 2", "skipped"), ("SELECT 3", "skipped")],
        )

    def test_it_is_written_after_an_interruption(self):
        process = subprocess.Popen(
            self.command(f"SELECT 1; {ENDLESS}; SELECT 2"),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        while process.stdout.readline() != "1000\n":
            pass
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 143)
        self.assertEqual(
            self.outcomes(),
            [("SELECT 1", "passed"), (ENDLESS, "error"), ("SELECT 2", "skipped")],
        )

    def test_a_file_that_cannot_be_written_is_an_error(self):
        self.file = "/nonexistent/tests.xml"
        outcome = self.run_statements("SELECT 1")
        self.assertEqual(outcome.returncode, 1)
        self.assertIn("/nonexistent/tests.xml cannot be written", outcome.stderr)


if __name__ == "__main__":
    unittest.main()
