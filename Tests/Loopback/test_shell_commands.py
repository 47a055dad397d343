"""The commands of the shell: each of them, their names, files of them, and the page about them."""

import os
import pathlib
import re
import subprocess
import unittest

from program import ROOT, TUNEQL
from shell_case import CONTINUATION, EMULATOR, WIDTHS, ShellCase

JOBS = (
    "SELECT state FROM google.aiplatform.tuning_jobs "
    "WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'"
)
# A line, and what its answer contains: all of the commands, under all kinds of names.
CASES = [
    (".help", [".tables", ".expanded", "shortcuts"]), (r"\?", [".tables"]), ("help", [".tables"]),
    (".help mode", [".mode [FORMAT]"]), (r"help \x", [".expanded"]), (".help shortcuts", ["Ctrl-R"]),
    (".tables *tuning_jobs", ["tuning_jobs", "resource"]), (r"\dt tuning", ["tuning_jobs", "resource"]),
    (".complete off", ["completion is off"]), (".tab tuning", ["tuning_jobs", "resource"]),
    (r"\d google.aiplatform.tuning_jobs", ["baseModel"]),
    (".describe google.aiplatform.tuning_jobs", ["baseModel"]),
    ("CREATE TABLE t (a INTEGER);", []), (".schema t", ["CREATE TABLE t (a INTEGER);"]),
    (r"\d+ google.aiplatform.tuning_jobs", ["description"]), (r"\dt t", ["table"]),
    (".methods google.aiplatform.tuning_jobs", ["cancel"]), (".methods", ["is missing"]),
    (".providers", ["google"]), (r"\l", ["google"]), (".services google", ["aiplatform"]),
    (".resources google.aiplatform", ["tuning_jobs"]), (".auth google", ["google"]),
    (r"\pset null none", []), (r"\pset", [".nullvalue", "none"]), (r"\pset null", []),
    (".limits", ["calls of a statement"]),
    (".chart bars SELECT 'a' AS x, 3 AS y", ["a", "█"]), (".chart", ["█"]),
    (".explain " + JOBS, ["list"]),
    (".mode json", []), ("SELECT 1 AS n;", ['"n"']), (".mode", ["mode is json", "markdown"]),
    (".mode jsno", ["there is no format 'jsno'", "did you mean json?"]), (".mode csv", []),
    (".headers off", ["headers are off"]), ("SELECT 1 AS n;", ["1"]), (".headers on", []),
    (".mode table", []), (".nullvalue nothing", []), ("SELECT NULL AS n;", ["nothing"]),
    (".nullvalue", []), (".width 12", []), ("SELECT 1 AS n;", ["-" * 14]), (".width", []),
    (".width wide", ["a width is a number"]),
    (".expanded off", ["expanded is off"]), (r"\x auto", ["expanded is auto"]),
    (".x maybe", ["must be on, off or auto, not 'maybe'"]),
    (".pager off", ["pager is off"]), (".timer on", ["timing is on"]), ("SELECT 1;", ["calls 0"]),
    (r"\timing off", ["timing is off"]),
    (r"SELECT 5 AS five \gx", ["five = 5"]), (r"SELECT 5 AS five \G", ["five = 5"]),
    (r"SELECT 7 AS n \g", ["7"]), (".g", ["7"]), (r"\gx", ["n = 7"]), (".gx", ["n = 7"]),
    (".echo on", []), ("SELECT 8;", ["SELECT 8;"]), (".echo off", []),
    (".bail on", []), (".show", [".bail", "cache.ttl"]), (".bail off", []),
    (".print 'a  b' c", ["a  b c"]), (r"\qecho d", ["d"]),
    (".param set text 'it''s'", []), (".param set number 4", []),
    ("SELECT :text AS t, @number + 1 AS n;", ["it's", "5"]), (".param", ["number", "it's"]),
    (".param unset text", []), ("SELECT $text;", ["has no value"]), (".param clear", []),
    (".param unset text", ["there is no parameter text"]), (".param what", ["no form of .param"]),
    (".cache", ["30s"]), (".cache 5m", ["cache.ttl is 5"]), (".cache clear", ["is empty"]),
    (".cache", ["300s"]), (".cache off", ["cache.ttl is off"]),
    (r"\fs plus SELECT $1 + 1 AS n", ["saved as plus"]), (r"\f plus 41", ["42"]), (r"\f", ["plus"]),
    (".forget none", ["no statement is saved"]), (r"\f pluss", ["did you mean plus?"]), (r"\fd plus", ["plus is deleted"]),
    (".save ../x SELECT 1", ["a name consists of"]), (".favourite plus", ["no statement is saved"]),
    (".watch 100ms c=2 SELECT 1 AS one", ["one"]), (r"SELECT 2 AS two \watch 0.1 c=2", ["two"]),
    (".buffer", ["SELECT 2 AS two"]),
    (".tabels", ["there is no command .tabels", "did you mean .tables?"]),
    (".s", [".schema", ".show"]), (r"\nonsense", ["there is no command"]),
    (".quitt", ["did you mean .quit?"]),
]


class Commands(ShellCase):
    def run_lines(self, *lines, options=(), **environment):
        """Runs a shell whose stdin is a pipe."""
        return subprocess.run(
            [TUNEQL, "shell", *options], input="\n".join(lines), capture_output=True, text=True,
            timeout=60, env=os.environ | self.environment(**environment),
        )

    def test_each_command_at_three_widths(self):
        for columns in WIDTHS:
            shell = self.shell("-o", "table", columns=columns)
            for line, expected in CASES:
                with self.subTest(line=line, columns=columns):
                    shell.type(line + "\n")
                    answer = "".join(shell.wait_for(EMULATOR).split())
                    for text in expected:
                        self.assertIn("".join(text.split()), answer)
            self.leave(shell)

    def test_each_name_in_the_table_has_a_case_and_a_line_in_the_page(self):
        shell = self.shell(columns=250)
        answer = self.answer(shell, ".help")
        self.leave(shell)
        # A summary that does not fit the width stands under its command.
        lines = re.sub(r"\n    ", "  ", answer).splitlines()
        shown = {tuple(re.split(r"  +", line.strip(), maxsplit=1)) for line in lines if re.match(r"\.[a-z]+ ", line) and "  " in line}
        self.assertGreater(len(shown), 30)
        page = (ROOT / "docs" / "shell.md").read_text()
        for heading, summary in shown:
            row = f"| `{heading}` | {summary} |".replace(heading, heading.replace("|", r"\|"))
            self.assertIn(row, page)
        elsewhere = {"edit", "read", "output", "once", "quit", "reset"}
        for name in {heading.split()[0][1:] for heading, _ in shown} - elsewhere:
            lines = [line for line, _ in CASES]
            self.assertTrue(any(re.search(rf"\.{name}\b", line) for line in lines), name)

    def test_each_habit_of_the_list_has_its_test(self):
        rows = re.findall(
            r"^\| .* \| `(test_\w+)` \| `(\w+)` \|$", (ROOT / "Tests/README.md").read_text(), re.M
        )
        self.assertGreater(len(rows), 29)
        for module, test in rows:
            text = (ROOT / f"Tests/Loopback/{module}.py").read_text()
            self.assertIn(f"    def {test}(self", text)

    def test_words_that_leave_and_help_work_inside_of_a_statement(self):
        for word in ["quit", "exit", r"\q", ".quit", ".exit", "QUIT"]:
            with self.subTest(word):
                shell = self.shell()
                self.answer(shell, "SELECT 1", CONTINUATION)
                self.assertIn("A statement is open", self.answer(shell, "help", CONTINUATION))
                shell.type(word + "\n")
                self.assertEqual(shell.wait_for_end(), 0)
        shell = self.shell("-o", "csv")
        self.answer(shell, "SELECT 'a", "     '> ")
        self.answer(shell, "quit", "     '> ")
        self.assertEqual(self.answer(shell, "' AS x;"), 'x\n"a\nquit\n"\n')
        self.answer(shell, "SELECT 1", CONTINUATION)
        self.answer(shell, ".reset")
        self.leave(shell)

    def test_a_line_of_a_statement_may_begin_with_a_dot(self):
        run = self.run_lines("SELECT t", ".a AS x FROM (SELECT 1 AS a) AS t;", "SELECT 1 +", ".5 AS y;")
        self.assertEqual((run.stdout, run.returncode), ("x\n1\ny\n1.5\n", 0), run.stderr)

    def test_output_and_once_write_files(self):
        out, once = self.folder / "out.csv", self.folder / "once.csv"
        run = self.run_lines(
            f".once {once}", "SELECT 1 AS a;", f"SELECT 2 AS b \\g {once}2", f".output {out}",
            "SELECT 3 AS c;", "SELECT 4 AS d;", ".output", "SELECT 5 AS e;",
        )
        self.assertEqual((run.stdout, run.returncode), ("e\n5\n", 0), run.stderr)
        self.assertEqual(once.read_text(), "a\n1\n")
        self.assertEqual(pathlib.Path(f"{once}2").read_text(), "b\n2\n")
        self.assertEqual(out.read_text(), "c\n3\nd\n4\n")
        run = self.run_lines(f".output {self.folder}/none/x", "SELECT 6 AS f;")
        self.assertEqual(run.stdout, "f\n6\n")
        self.assertIn("cannot be written", run.stderr)

    def test_output_does_not_overwrite_a_script(self):
        script = self.folder / "jobs.iql"
        script.write_text("SELECT 1;\n")
        run = self.run_lines(f".output {script}", f".once {script}")
        self.assertEqual(run.stderr.count("contains statements"), 2, run.stderr)
        self.assertEqual(script.read_text(), "SELECT 1;\n")

    def test_files_read_files_beside_them(self):
        folder = self.folder / "scripts"
        folder.mkdir()
        (folder / "one.iql").write_text(".print one\n.read two.iql\nSELECT nope;\n")
        (folder / "two.iql").write_text("SELECT 2\nAS two")
        run = self.run_lines(f".read {folder}/one.iql", "SELECT 3 AS three;")
        self.assertEqual(run.stdout, "one\ntwo\n2\nthree\n3\n")
        self.assertIn(f"{folder}/one.iql:3:8: error: no such column: nope", run.stderr)
        self.assertEqual(run.returncode, 1)
        (folder / "two.iql").write_text("\n\n.read one.iql\n")
        run = self.run_lines(f".read {folder}/one.iql")
        self.assertRegex(run.stderr, r"iql:\d: error: files are read by files more than 16 deep")
        run = self.run_lines(f".read {folder}/three.iql")
        self.assertIn("three.iql", run.stderr)

    def test_bail_ends_a_file_at_its_first_error(self):
        script = self.folder / "script.iql"
        script.write_text("SELECT nope;\nSELECT 1 AS one;\n")
        run = self.run_lines(".bail on", f".read {script}", "SELECT 2 AS two;")
        self.assertEqual((run.stdout, run.returncode), ("", 1))
        run = self.run_lines(f".read {script}", ".nope", "SELECT 2 AS two")
        self.assertEqual((run.stdout, run.returncode), ("one\n1\ntwo\n2\n", 1))
        self.assertIn("stdin:2: error: there is no command .nope", run.stderr)

    def test_the_init_file_runs_first_and_an_error_in_it_keeps_the_shell(self):
        self.configuration.mkdir(parents=True)
        (self.configuration / "init.iql").write_text(".mode json\nSELECT nope;\n.nope\n")
        run = self.run_lines("SELECT 1 AS a;")
        self.assertEqual(run.stdout, '[{"a":1}]\n')
        self.assertIn("init.iql:2:8: error: no such column: nope", run.stderr)
        self.assertIn("init.iql:3: error: there is no command .nope", run.stderr)
        run = self.run_lines("SELECT 1 AS a;", options=["--no-init"])
        self.assertEqual((run.stdout, run.stderr), ("a\n1\n", ""))
        other = self.folder / "other.iql"
        other.write_text(".headers off\n")
        run = self.run_lines("SELECT 1 AS a;", options=["--init", str(other)])
        self.assertEqual(run.stdout, "1\n")

    def test_a_pipe_gets_data_alone(self):
        run = self.run_lines("SELECT 1 AS a;", "SELECT 2 AS b")
        self.assertEqual((run.stdout, run.stderr, run.returncode), ("a\n1\nb\n2\n", "", 0))

    def test_edit_opens_the_statement_and_runs_what_was_saved(self):
        editor = self.folder / "editor"
        editor.write_text('#!/bin/sh\nstat -c %a "$1"\nsed -i "s/1/42/" "$1"\n')
        editor.chmod(0o755)
        shell = self.shell("-o", "csv", EDITOR=str(editor), TMPDIR=str(self.folder))
        self.answer(shell, "SELECT 1 AS answer;")
        answer = self.answer(shell, ".edit")
        self.assertIn("600\n", answer)
        self.assertTrue(answer.endswith("answer\n42\n"), answer)
        # Unchanged text is not run.
        self.assertNotIn("answer\n", self.answer(shell, r"\e"))
        self.answer(shell, "SELECT 1", CONTINUATION)
        shell.type(".edit\n")
        shell.wait_for(CONTINUATION)
        self.assertEqual(self.answer(shell, "AS open;"), "open\n42\n")
        self.assertFalse(list(self.folder.glob("tuneql-*")))
        self.leave(shell)
        shell = self.shell(VISUAL="false")
        self.assertIn("false has failed", self.answer(shell, ".edit"))
        self.leave(shell)


if __name__ == "__main__":
    unittest.main()
