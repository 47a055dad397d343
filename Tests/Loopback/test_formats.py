"""Each format of results, read by a program that is used for it."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import tempfile
import unittest

import readers  # noqa: F401 (makes the next imports possible)
import html5lib
import openpyxl
import pyarrow.csv
import pyarrow.json
import yaml
from markdown_it import MarkdownIt

from program import TUNEQL

BIG = 9223372036854775807
HARD = "it's \"q\", a;b|c <b>&amp; \\n `*_#[x](y)* 日本 🎉 é"
LINES = "one\ntwo\tthree"
NESTED = {"a": [1, {"b": None, "big": 9007199254740993}], "ü": "x: y", "no": True, "e": {}, "l": []}
NAMES = ["t", "n", "r", "z", "e", "j"]


def text(value):
    return "'" + value.replace("'", "''") + "'"


def row(first, number):
    return (
        f"SELECT {text(first)} AS t, {number} AS n, 0.25 AS r, NULL AS z, '' AS e, "
        f"json({text(json.dumps(NESTED))}) AS j"
    )


SELECT = f"{row(HARD, BIG)} UNION ALL {row(LINES, -BIG - 1)}"
EMPTY = f"SELECT * FROM ({SELECT}) WHERE n = 0"
TWICE = "SELECT 1 AS a, 2 AS a"


def output(form, sql=SELECT, *options):
    answer = subprocess.run(
        [TUNEQL, "exec", "-o", form, *options, sql],
        stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60,
    )
    return answer.stdout.decode()


class Formats(unittest.TestCase):
    def test_csv(self):
        # newline="" keeps the line breaks inside of values.
        rows = list(csv.reader(io.StringIO(output("csv"), newline="")))
        self.assertEqual(rows[0], NAMES)
        self.assertEqual(rows[1][:5], [HARD, str(BIG), "0.25", "", ""])
        self.assertEqual(json.loads(rows[1][5]), NESTED)
        self.assertEqual(rows[2][:2], [LINES, str(-BIG - 1)])
        self.assertEqual(output("csv", EMPTY), "t,n,r,z,e,j\n")
        self.assertEqual(output("csv", TWICE), "a,a\n1,2\n")

    def test_csv_with_pyarrow_tells_null_from_empty(self):
        options = pyarrow.csv.ConvertOptions(
            strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]
        )
        parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
        data = io.BytesIO(output("csv").encode())
        table = pyarrow.csv.read_csv(data, convert_options=options, parse_options=parse)
        self.assertEqual(table["n"].to_pylist(), [BIG, -BIG - 1])
        self.assertEqual(table["z"].to_pylist(), [None, None])
        self.assertEqual(table["e"].to_pylist(), ["", ""])
        self.assertEqual(table["t"].to_pylist(), [HARD, LINES])

    def test_tsv(self):
        lines = output("tsv").split("\n")
        self.assertEqual(lines[0].split("\t"), NAMES)
        cells = lines[2].split("\t")
        self.assertEqual(cells[0], "one\\ntwo\\tthree")
        self.assertEqual(cells[3:5], ["\\N", ""])
        unescaped = cells[0].replace("\\t", "\t").replace("\\n", "\n")
        self.assertEqual(unescaped, LINES)

    def assert_objects(self, rows):
        self.assertEqual([list(row) for row in rows], [NAMES, NAMES])
        self.assertEqual([row["t"] for row in rows], [HARD, LINES])
        # Beyond 2^53 numbers are strings: most parsers would round them.
        self.assertEqual([int(row["n"]) for row in rows], [BIG, -BIG - 1])
        self.assertEqual([rows[0][name] for name in "rze"], [0.25, None, ""])
        self.assertEqual(rows[0]["j"], NESTED)

    def test_json(self):
        self.assert_objects(json.loads(output("json")))
        self.assertEqual(json.loads(output("json", EMPTY)), [])
        self.assertEqual(json.loads(output("json", TWICE)), [{"a": 1, "a_2": 2}])

    def test_jsonl(self):
        self.assert_objects([json.loads(line) for line in output("jsonl").splitlines()])
        self.assertEqual(output("jsonl", EMPTY), "")

    def test_jsonl_with_pyarrow(self):
        nested = {"a": [{"b": 1}, {"b": None}], "ü": "x: y"}
        sql = f"SELECT t, n, z, json({text(json.dumps(nested))}) AS j FROM ({SELECT})"
        table = pyarrow.json.read_json(io.BytesIO(output("jsonl", sql).encode()))
        self.assertEqual(table["t"].to_pylist(), [HARD, LINES])
        self.assertEqual(table["n"].to_pylist(), [str(BIG), str(-BIG - 1)])
        self.assertEqual(table["z"].to_pylist(), [None, None])
        self.assertEqual(table["j"].to_pylist(), [nested, nested])

    def test_envelope(self):
        envelope = json.loads(output("envelope"))
        self.assertEqual([column["name"] for column in envelope["columns"]], NAMES)
        self.assert_objects(envelope["rows"])

    def test_yaml(self):
        rows = yaml.safe_load(output("yaml"))
        self.assert_objects(rows)
        self.assertEqual(rows[0]["n"], BIG)
        self.assertEqual(yaml.safe_load(output("yaml", EMPTY)), [])
        two = list(yaml.safe_load_all(output("yaml", f"{TWICE}; SELECT 'no' AS b")))
        self.assertEqual(two, [[{"a": 1, "a_2": 2}], [{"b": "no"}]])

    def test_insert_and_quote_are_read_by_sqlite(self):
        database = sqlite3.connect(":memory:")
        database.execute('CREATE TABLE "my jobs" (t, n, r, z, e, j)')
        database.executescript(output("insert", SELECT, "--table", "my jobs"))
        lines = output("quote").split("\n", 1)[1].removesuffix("\n")
        # A literal may have line breaks, and here it has one.
        first, second = lines[: lines.index("\n")], lines[lines.index("\n") + 1 :]
        for rows in [
            database.execute('SELECT * FROM "my jobs"').fetchall(),
            [database.execute(f"SELECT {line}").fetchone() for line in [first, second]],
        ]:
            self.assertEqual([row[:5] for row in rows], [
                (HARD, BIG, 0.25, None, ""), (LINES, -BIG - 1, 0.25, None, ""),
            ])
            self.assertEqual(json.loads(rows[0][5]), NESTED)

    def test_markdown(self):
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(output("markdown"))
        cells = [token for token in tokens if token.type == "inline"]
        self.assertEqual([cell.content for cell in cells[:6]], NAMES)
        shown = "".join(
            child.content for child in cells[6].children if child.type in ("text", "code_inline")
        )
        self.assertEqual(shown, HARD)
        self.assertEqual([cell.content for cell in cells[7:11]], [str(BIG), "0.25", "NULL", ""])
        self.assertEqual(cells[12].content, "one<br>two\\tthree")

    def test_html(self):
        tree = html5lib.parse(output("html-table"), namespaceHTMLElements=False)
        self.assertEqual([cell.text for cell in tree.iter("th")], NAMES)
        cells = list(tree.iter("td"))
        self.assertEqual(len(cells), 12)
        self.assertEqual(cells[0].text, HARD)
        self.assertEqual(cells[1].text, str(BIG))
        self.assertEqual((cells[3].text, cells[3].get("class")), ("NULL", "null"))
        self.assertIsNone(cells[4].text)
        self.assertEqual(json.loads("".join(cells[5].itertext())), NESTED)

    def test_list_and_raw(self):
        sql = "SELECT 'a' AS x, NULL AS y, '' AS z"
        self.assertEqual(output("list", sql), "x|y|z\na||\n")
        self.assertEqual(output("list", sql, "--nullvalue", "-"), "x|y|z\na|-|\n")
        self.assertEqual(output("raw", f"SELECT {text(LINES)}"), LINES + "\n")

    def test_no_output(self):
        self.assertEqual(output("none"), "")


class Workbooks(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = os.path.join(directory.name, "jobs.xlsx")

    def test_a_sheet_for_each_result(self):
        output("xlsx", f"{SELECT}; {EMPTY}; {TWICE}", "-f", self.file)
        book = openpyxl.load_workbook(self.file)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        self.assertEqual(sheets[0][0], tuple(NAMES))
        # A cell has no empty text, and numbers of up to 15 digits.
        self.assertEqual(sheets[0][1][:5], (HARD, str(BIG), 0.25, None, None))
        self.assertEqual(json.loads(sheets[0][1][5]), NESTED)
        self.assertEqual(sheets[0][2][0], LINES)
        self.assertEqual(sheets[1], [tuple(NAMES)])
        self.assertEqual(sheets[2], [("a", "a"), (1, 2)])
        self.assertEqual(os.stat(self.file).st_mode & 0o777, 0o600)

    def test_control_characters_survive(self):
        output("xlsx", "SELECT char(27, 65, 1) AS x, TRUE AS y", "-f", self.file)
        sheet = openpyxl.load_workbook(self.file).worksheets[0]
        self.assertEqual(sheet["A2"].value, "_x001B_A_x0001_")

    def test_what_cannot_be_a_workbook_is_refused(self):
        for options, message in [
            (["SELECT 1"], "error: xlsx is a file\nhelp: -f jobs.xlsx names it\n"),
            (["-f", self.file, f"SELECT printf('%.*c', 40000, 'x') AS x"], "does not fit into a cell"),
        ]:
            with self.subTest(options):
                answer = subprocess.run(
                    [TUNEQL, "exec", "-o", "xlsx", *options], capture_output=True, text=True
                )
                self.assertEqual(answer.returncode, 1)
                self.assertIn(message, answer.stderr)

    def test_a_failed_statement_leaves_the_file(self):
        with open(self.file, "w") as file:
            file.write("precious")
        answer = subprocess.run(
            [TUNEQL, "exec", "-o", "xlsx", "-f", self.file, "SELECT nope"], capture_output=True
        )
        self.assertEqual(answer.returncode, 1)
        with open(self.file) as file:
            self.assertEqual(file.read(), "precious")


FORMATS = [
    "table", "box", "csv", "tsv", "json", "jsonl", "envelope", "markdown", "html-table", "line", "list",
    "raw", "insert", "quote", "yaml", "xlsx",
]


class Memory(unittest.TestCase):
    def peak(self, form, rows):
        """The most memory that the program has used, in MiB."""
        sql = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
            "SELECT i, 'projects/p/locations/l/tuningJobs/' || i AS name, "
            "json_object('number', i) AS labels FROM n"
        )
        with tempfile.TemporaryDirectory() as directory:
            arguments = [TUNEQL, "exec", "-o", form, "-f", os.path.join(directory, "out"), sql]
            process = os.posix_spawn(TUNEQL, arguments, os.environ)
            _, status, usage = os.wait4(process, 0)
        self.assertEqual(status, 0)
        return usage.ru_maxrss / 1024

    def test_ten_times_the_rows_take_no_more_memory(self):
        for form in FORMATS:
            with self.subTest(form):
                # A page of rows, blocks of a table and buffers; JSON is held up to 4 MiB.
                self.assertLess(self.peak(form, 60_000), self.peak(form, 6_000) + 8)


if __name__ == "__main__":
    unittest.main()
