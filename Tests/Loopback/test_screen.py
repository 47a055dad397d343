"""Results as a person sees them: on screens of several widths, in a pager, with progress."""

import os
import tempfile
import threading
import unittest

from list_api import ListAPI, error, names
from program import SELECT, TUNEQL, connection
from screen import Screen

NAME = "SELECT name, state FROM google.aiplatform.tuning_jobs"
LONG = "SELECT 'start' || printf('%.*c', 150, 'x') || 'end' AS value, 1 AS n"
WIDE = (
    "SELECT 'start' || printf('%.*c', 150, 'x') || 'end' AS value, "
    + ", ".join(f"printf('%.*c', 30, 'y') AS c{number}" for number in range(8))
)
MANY = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
    "SELECT i, 'job ' || i AS name FROM n"
)


def screen(*arguments, **options):
    return Screen([TUNEQL, "exec", *arguments], **options)


class Tables(unittest.TestCase):
    def test_wide_values_are_cut_in_the_middle(self):
        for columns in [120, 60, 40]:
            with self.subTest(columns), screen(LONG, columns=columns) as terminal:
                self.assertEqual(terminal.wait_for_end(), 0)
                lines = terminal.lines
                self.assertTrue(lines[0].startswith("┌") and lines[0].endswith("┐"), lines)
                self.assertEqual(len(lines[0]), columns)
                self.assertIn("│ startx", lines[3])
                self.assertIn("x…x", lines[3])
                self.assertIn("xend │", lines[3])
                self.assertEqual(lines[5], "(1 row)")
                message = "1 value was cut to fit the screen; -o line shows all of it"
                self.assertEqual("".join(lines[6:8]).strip(), message)

    def test_what_is_too_wide_is_shown_in_lines(self):
        for columns in [120, 60, 40]:
            with self.subTest(columns), screen(WIDE, columns=columns) as terminal:
                self.assertEqual(terminal.wait_for_end(), 0)
                self.assertTrue(terminal.lines[0].startswith("─[ RECORD 1 ]──"), terminal.text)
                self.assertTrue(terminal.lines[1].startswith("value │ startxxx"), terminal.text)
                self.assertNotIn("…", terminal.text)

    def test_a_table_may_be_asked_for(self):
        with screen(WIDE, "--expanded", "off", columns=80) as terminal:
            self.assertEqual(terminal.wait_for_end(), 0)
            self.assertIn("┌", terminal.lines[0])

    def test_characters_of_all_widths_are_aligned(self):
        sql = "SELECT '日本語' AS a, 1 AS b UNION ALL SELECT 'e\u0301', 2 UNION ALL SELECT '🎉', 3"
        with screen(sql, "--color", "never") as terminal:
            self.assertEqual(terminal.wait_for_end(), 0)
            cells = terminal.screen.buffer
            for row in range(3, 6):
                lines = [place for place in range(20) if cells[row][place].data == "│"]
                self.assertEqual(lines, [0, 9, 13], terminal.text)

    def test_another_locale_gets_ascii(self):
        with Screen([TUNEQL, "exec", "SELECT 1 AS x"]) as terminal:
            terminal.wait_for_end()
            self.assertIn("┌", terminal.text)
        with Screen(["/usr/bin/env", "LC_ALL=C", TUNEQL, "exec", "SELECT 1 AS x"]) as terminal:
            terminal.wait_for_end()
            self.assertEqual(terminal.lines[:4], [" x", "---", " 1", "(1 row)"])

    def test_colours(self):
        sql = "SELECT NULL AS x"
        for options, environment, has_colours in [
            ([], {}, True), ([], {"NO_COLOR": "1"}, False), (["--color", "never"], {}, False),
            (["--color", "always"], {"NO_COLOR": "1"}, True),
        ]:
            with self.subTest(options, **environment):
                with screen(sql, *options, **environment) as terminal:
                    terminal.wait_for_end()
                    self.assertEqual(b"\x1b[2mNULL\x1b[0m" in terminal.raw, has_colours)
                    self.assertEqual(b"\x1b[" in terminal.raw, has_colours)

    def test_json_is_indented(self):
        with screen("-o", "json", "SELECT json('{\"a\":1}') AS x") as terminal:
            terminal.wait_for_end()
            lines = ["[", "  {", '    "x": {', '      "a": 1', "    }", "  }", "]"]
            self.assertEqual(terminal.lines[:7], lines)

    def test_the_first_row_comes_before_the_second_page_is_asked_for(self):
        seen = threading.Event()
        in_time = []

        def second(exchange, body):
            in_time.append(seen.wait(10))
            exchange.send_body(body)

        with ListAPI(pages=1_000, size=100, faults={1: second}) as api:
            with screen(*connection(api), "--no-pager", SELECT) as terminal:
                terminal.wait_until(lambda: b"tuningJobs/0 " in terminal.raw)
                asked = len(api.requests)
                seen.set()
                terminal.type("\x03")
                self.assertEqual(terminal.wait_for_end(), 130)
        self.assertLessEqual(asked, 2)
        self.assertNotIn(False, in_time)


class Pager(unittest.TestCase):
    def test_a_result_that_fits_is_not_paged(self):
        with screen(MANY.format(10), PAGER="sed s/^/paged/") as terminal:
            self.assertEqual(terminal.wait_for_end(), 0)
            self.assertNotIn("paged", terminal.text)

    def test_a_larger_one_is(self):
        with tempfile.TemporaryDirectory() as directory:
            file = os.path.join(directory, "paged")
            with screen(MANY.format(300), PAGER=f"tee {file}") as terminal:
                self.assertEqual(terminal.wait_for_end(), 0)
            with open(file) as paged:
                lines = paged.read().splitlines()
            # The whole result, from its first line.
            self.assertIn("┌", lines[0])
            self.assertEqual(lines[-1], "(300 rows)")
            self.assertEqual(len(lines), 305)

    def test_less_is_quit_before_the_end(self):
        with ListAPI(pages=1_000, size=100) as api:
            with screen(*connection(api), SELECT) as terminal:
                terminal.wait_until(lambda: terminal.lines[-1] == ":")
                self.assertIn("tuningJobs/0", terminal.text)
                terminal.type("q")
                self.assertEqual(terminal.wait_for_end(), 0)
                self.assertNotIn("error", terminal.text)
                self.assertNotIn("warning", terminal.text)
            self.assertLess(len(api.requests), 900)

    def test_none_is_used_when_none_is_wanted(self):
        for options, environment in [
            (["--no-pager"], {}), ([], {"PAGER": "cat"}), ([], {"PAGER": ""}),
        ]:
            with self.subTest(options, **environment):
                with screen(MANY.format(300), *options, **environment) as terminal:
                    self.assertEqual(terminal.wait_for_end(), 0)
                    self.assertIn("(300 rows)", terminal.text)


class Progress(unittest.TestCase):
    """Refused pages make a list slow: the program waits before it asks again."""

    def busy(self):
        return ListAPI(pages=3, size=10, faults={1: error(503, Retry_After="2")})

    def test_it_is_shown_and_removed(self):
        arguments = ["--no-pager", "-o", "csv", SELECT]
        with self.busy() as api, screen(*connection(api), *arguments) as terminal:
            terminal.wait_for("10 rows · 1 call · waiting to retry")
            self.assertEqual(terminal.wait_for_end(), 0)
            self.assertNotIn("·", terminal.text)
            shown = [line for line in terminal.lines if "tuningJobs/" in line]
            self.assertEqual(len(set(shown)), len(shown))
            self.assertIn(names(30)[-1], terminal.text)

    def test_calls_that_are_known_have_a_bar(self):
        sql = SELECT.replace("= 'us-central1'", "IN ('us-central1', 'europe-west4')")
        arguments = ["--no-pager", "-o", "csv", sql]
        with self.busy() as api, screen(*connection(api), *arguments) as terminal:
            terminal.wait_for("of 2 scopes · ")
            self.assertEqual(terminal.wait_for_end(), 0)
            self.assertNotIn("scopes", terminal.text)

    def test_writes_have_it_too(self):
        insert = (
            "INSERT /*+ AWAIT, NOSTATUS */ INTO google.aiplatform.tuning_jobs (projectsId, "
            "locationsId, data__baseModel, data__supervisedTuningSpec) SELECT 'demo-project', "
            "'us-central1', 'gemini-2.5-flash', "
            "'{\"trainingDatasetUri\":\"gs://my-bucket/train.jsonl\"}'"
        )
        cancel = (
            "EXEC /*+ AWAIT, NOSTATUS */ google.aiplatform.tuning_jobs.cancel @projectsId = "
            "'demo-project', @locationsId = 'us-central1', @tuningJobsId = '3410443365225639343'"
        )
        # A cancelled job takes some seconds of the emulator's time to end, a new one hours.
        for sql, speed in [(insert, "4000"), (cancel, "3")]:
            with self.subTest(sql):
                with screen("--emulator", "--emulator-speed", speed, sql) as terminal:
                    terminal.wait_for(" s")
                    self.assertRegex(terminal.text, r"^[0-9]+ calls? · [0-9]+ s")
                    self.assertEqual(terminal.wait_for_end(), 0)
                    self.assertNotIn("·", terminal.text)
                    self.assertIn("it ended: JOB_STATE_", terminal.text)

    def test_it_never_reaches_a_file_or_a_pipe(self):
        with self.busy() as api, tempfile.TemporaryFile() as file:
            arguments = [*connection(api), "-o", "csv", SELECT]
            with screen(*arguments, stdout=file.fileno()) as terminal:
                terminal.wait_for("10 rows")
                self.assertEqual(terminal.wait_for_end(), 0)
            file.seek(0)
            self.assertNotIn(b"\x1b", file.read())
        reading, writing = os.pipe()
        with self.busy() as api:
            with screen(*connection(api), "-o", "csv", SELECT, stdout=writing) as terminal:
                os.close(writing)
                self.assertEqual(terminal.wait_for_end(), 0)
                self.assertNotIn("·".encode(), terminal.raw)
                self.assertNotIn(b"\x1b", terminal.raw)
        with os.fdopen(reading, "rb") as pipe:
            self.assertEqual(len(pipe.read().splitlines()), 31)


if __name__ == "__main__":
    unittest.main()
