"""Charts, pictures, pages and reports as other programs read them."""

import html.parser
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from list_api import ListAPI
from program import TUNEQL, connection
from terminal import Terminal

JOBS = (
    "FROM google.aiplatform.tuning_jobs "
    "WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'"
)
STATES = f"SELECT state, count(*) AS jobs {JOBS} GROUP BY state"
TIMES = f"SELECT name, createTime, startTime, endTime, state {JOBS}"
SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "link", "input", "br"}


def tuneql(*arguments, **environment):
    return subprocess.run(
        [TUNEQL, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
    )


def emulated(*arguments, **environment):
    return tuneql("exec", "--emulator", *arguments, **environment)


class Page(html.parser.HTMLParser):
    """Counts elements, and finds those that do not nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.count, self.faults, self.text = [], {}, [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.count[tag] = self.count.get(tag, 0) + 1

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.text += data


class Charts(unittest.TestCase):
    def test_a_picture_is_xml_with_a_bar_for_each_row(self):
        answer = emulated("-o", "svg", STATES)
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        picture = ElementTree.fromstring(answer.stdout)
        bars = [bar for bar in picture.iter(f"{SVG}rect") if "bar" in bar.get("class", "")]
        self.assertEqual(len(bars), 4)
        self.assertEqual(picture.find(f"{SVG}title").text, "jobs by state")

    def test_hostile_values_stay_text_in_a_picture(self):
        sql = "SELECT '</title><script>' || char(0, 1, 27, 65535, 8238) || '\"&' AS \"<x>\", 1 AS n"
        for kind in ["bars", "histogram", "spark"]:
            answer = emulated("--chart", kind, "-o", "svg", sql)
            self.assertEqual(answer.returncode, 0, answer.stderr)
            picture = ElementTree.fromstring(answer.stdout)
            self.assertEqual(list(picture.iter(f"{SVG}script")), [])

    def test_every_kind_is_a_picture_of_ten_thousand_rows(self):
        sql = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
            "SELECT i, i * i % 997 AS value, '2026-05-01' AS startTime, '2026-05-02' AS endTime FROM n"
        )
        for kind in ["bars", "histogram", "timeline", "spark"]:
            answer = emulated("--chart", kind, "-o", "svg", sql)
            self.assertEqual(answer.returncode, 0, answer.stderr)
            ElementTree.fromstring(answer.stdout)
            self.assertLess(len(answer.stdout), 60_000)

    def test_a_page_nests(self):
        answer = emulated("-o", "html", f"{STATES}; {TIMES}")
        page = Page(answer.stdout)
        self.assertEqual(page.faults, [])
        # These two elements need no end.
        self.assertEqual(page.open, ["html", "body"])
        self.assertEqual((page.count["table"], page.count["svg"], page.count["script"]), (2, 2, 1))

    def test_the_locale_decides_on_the_characters(self):
        for locale, block in [("C.UTF-8", "█"), ("C", "#"), ("en_US.ISO-8859-1", "#")]:
            answer = emulated("-o", "chart", STATES, LC_ALL=locale)
            self.assertIn(f"JOB_STATE_FAILED    {block * 6}", answer.stdout)

    def test_colours_are_for_terminals(self):
        for environment, is_colored in [({}, True), ({"NO_COLOR": "1"}, False)]:
            terminal = Terminal([TUNEQL, "exec", "--emulator", "-o", "chart", STATES], **environment)
            code, data = everything(terminal)
            self.assertEqual(code, 0, data)
            self.assertEqual(b"\x1b[36m" in data, is_colored, data)
        self.assertNotIn("\x1b", emulated("-o", "chart", STATES).stdout)

    def test_a_result_that_cannot_be_drawn_says_what_to_select(self):
        answer = emulated("-o", "chart", "SELECT 'a' AS x, 'b' AS y")
        self.assertEqual((answer.returncode, answer.stdout), (1, ""))
        self.assertIn("help: select a label and numbers", answer.stderr)

    def test_a_kind_needs_a_format_that_draws(self):
        answer = emulated("--chart", "bars", "-o", "csv", STATES)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("--chart draws, and -o csv writes no pictures", answer.stderr)


def everything(terminal):
    """The exit code and all bytes of a program on a terminal."""
    data = b""
    with terminal:
        while True:
            try:
                piece = os.read(terminal.descriptor, 65536)
            except OSError:
                break
            if not piece:
                break
            data += piece
        code = terminal.wait_for_end()
    return code, data


class Reports(unittest.TestCase):
    def test_a_report_has_all_jobs(self):
        answer = tuneql("report", "--emulator", "--location", "us-central1")
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        page = Page(answer.stdout)
        self.assertEqual((page.faults, page.open), ([], []))
        self.assertEqual(page.count["svg"], 3)
        for text in ["demo-project in us-central1", "Billed tokens", "Failures", "All jobs"]:
            self.assertIn(text, page.text)
        count = emulated("-o", "csv", "-H", f"SELECT count(*) {JOBS}").stdout.strip()
        self.assertIn(f"<dt>Jobs</dt><dd>{count}</dd>", answer.stdout)
        tokens = emulated(
            "-o", "csv", "-H",
            "SELECT sum(coalesce(tuningDataStats.supervisedTuningDataStats.totalBillableTokenCount, "
            "tuningDataStats.preferenceOptimizationDataStats.totalBillableTokenCount)) " + JOBS,
        ).stdout.strip()
        self.assertIn(f"<dt>Billed tokens</dt><dd>{int(float(tokens)):,}</dd>", answer.stdout)

    def test_a_report_without_some_jobs_says_so(self):
        answer = tuneql("report", "--emulator", "--project", "demo-project", "--project", "no<pe")
        self.assertEqual(answer.returncode, 3)
        self.assertIn("warning: the report is incomplete: 8 of 16 calls failed\n", answer.stderr)
        page = Page(answer.stdout)
        self.assertIn("This report is incomplete", page.text)
        self.assertIn("no<pe, us-central1: PERMISSION_DENIED", page.text)

    def test_a_report_without_any_job_leaves_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / "report.html"
            place.write_text("before")
            answer = tuneql("report", "--emulator", "--project", "nope", "-f", str(place))
            self.assertEqual(answer.returncode, 2, answer.stderr)
            self.assertEqual(place.read_text(), "before")

    def test_projects_are_needed_and_are_values(self):
        answer = tuneql("report")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("a report needs --project and --location", answer.stderr)
        with ListAPI(pages=1, size=3) as api:
            place = ["--project", "a') OR ('1'='1", "--location", "us-central1"]
            answer = tuneql("report", *connection(api), *place)
            self.assertNotIn("syntax", answer.stderr)

    def test_a_report_is_for_no_terminal(self):
        with Terminal([TUNEQL, "report", "--emulator"]) as terminal:
            terminal.wait_for("help: -f report.html writes it to a file\n")
            self.assertEqual(terminal.wait_for_end(), 1)


if __name__ == "__main__":
    unittest.main()
