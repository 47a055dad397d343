"""Tab in the shell: each kind of name, lists that fit, and nothing where nothing can be said."""

import time
import unittest

from shell_case import EMULATOR, WIDTHS, ShellCase

JOBS = "google.aiplatform.tuning_jobs"
WHERE = f"SELECT name FROM {JOBS} WHERE "

# What is typed, and what stands in the line when it is entered.
PLACES = [
    ("sel\t 1;", "select 1;"),
    ("SELECT 1; sho\t VERSION;", "SELECT 1; show VERSION;"),
    ("SELECT * FROM goo\taipl\ttuning_j\t;", f"SELECT * FROM {JOBS};"),
    ("SELECT 'é' FROM goo\taipl\ttuning_j\t;", f"SELECT 'é' FROM {JOBS};"),
    ("SELECT * FROM zeb\t;", "SELECT * FROM zebras;"),
    ("SELECT * FROM zebras WHERE strip\t;", "SELECT * FROM zebras WHERE stripes;"),
    (WHERE + "UPDATET\t;", WHERE + "updateTime;"),
    (WHERE + "supervisedTuningSpec.hyper\t;", WHERE + "supervisedTuningSpec.hyperParameters;"),
    (WHERE + "proj\t = 'p' AND loc\t = 'l';", WHERE + "projectsId = 'p' AND locationsId = 'l';"),
    (WHERE + "state = 'JOB_STATE_SU\t;", WHERE + "state = 'JOB_STATE_SUCCEEDED';"),
    (f"EXEC {JOBS}.canc\t @tun\t = 1;", f"EXEC {JOBS}.cancel @tuningJobsId = 1;"),
    (f"INSERT INTO {JOBS} (baseM\t) SELECT 1;", f"INSERT INTO {JOBS} (baseModel) SELECT 1;"),
    ("SELECT split_p\t'a', '-', 1);", "SELECT split_part('a', '-', 1);"),
    ("SET cache.t\t = 'of\t;", "SET cache.ttl = 'off';"),
    (".mo\tcsv", ".mode csv"),
    (f"\\d goo\taipl\ttuning_j\t", f"\\d {JOBS}"),
]


class Completion(ShellCase):
    def ready(self, *options, **more):
        """A shell that knows its names."""
        shell = self.shell("-o", "csv", *options, **more)
        self.answer(shell, "CREATE TABLE zebras(stripes);")
        time.sleep(0.5)
        return shell

    def enter(self, shell, text):
        """Enters a line; returns what the history has of it."""
        shell.type(text + "\n")
        shell.wait_for("\n")
        shell.wait_for(EMULATOR)
        return self.entries()[-1]

    def test_each_kind_of_name(self):
        shell = self.ready()
        for typed, entered in PLACES:
            with self.subTest(typed=typed):
                self.assertEqual(self.enter(shell, typed).rstrip(), entered)
        self.leave(shell)

    def test_the_provider_in_use(self):
        shell = self.ready()
        shell.type("USE goo\t;\n")
        shell.wait_for("using google")
        shell.wait_for("> ")
        time.sleep(0.5)
        shell.type("SELECT * FROM aipl\ttuning_j\t;\n")
        shell.wait_for("\n")
        shell.wait_for("> ")
        self.assertEqual(
            self.entries()[-2:], ["USE google;", "SELECT * FROM aiplatform.tuning_jobs;"]
        )
        self.leave(shell)

    def test_files(self):
        (self.folder / "script one.iql").write_text(".print done\n")
        shell = self.ready()
        entered = self.enter(shell, f"SELECT readfile('{self.folder}/scr\t);")
        self.assertEqual(entered, f"SELECT readfile('{self.folder}/script one.iql');")
        self.leave(shell)

    def test_the_lines_above_count(self):
        shell = self.ready()
        shell.type("SELECT stripes\n")
        shell.wait_for("..> ")
        self.assertEqual(self.enter(shell, "FROM zeb\t;"), "SELECT stripes\nFROM zebras;")
        self.leave(shell)

    def test_a_second_tab_lists_what_fits_the_width(self):
        for columns in WIDTHS:
            with self.subTest(columns=columns):
                shell = self.ready(columns=columns)
                shell.type("SHOW \t\t")
                shell.wait_for("SHOW \n")
                listed = shell.wait_for(EMULATOR)
                for word in ["PROVIDERS", "SERVICES IN", "SETTINGS"]:
                    self.assertIn(word, listed)
                self.assertLess(max(map(len, listed.splitlines())), columns)
                # The line is there again.
                shell.type("VERSION;\n")
                shell.wait_for("version")
                shell.wait_for(EMULATOR)
                self.assertEqual(self.entries()[-1], "SHOW VERSION;")
                self.leave(shell)

    def test_a_list_says_what_candidates_are(self):
        shell = self.ready()
        shell.type(WHERE + "\t\t")
        shell.wait_for("projectsId (required)")
        shell.wait_for(EMULATOR)
        self.leave_line(shell)

    def leave_line(self, shell):
        shell.type("\x03")
        shell.wait_for(EMULATOR)
        self.leave(shell)

    def test_it_can_be_turned_off(self):
        shell = self.ready()
        self.answer(shell, ".complete off")
        self.assertEqual(self.enter(shell, "SELECT 'zeb\t';"), "SELECT 'zeb';")
        self.assertEqual(self.enter(shell, "DROP TABLE zeb\t;"), "DROP TABLE zeb;")
        self.answer(shell, ".complete on")
        self.assertEqual(self.enter(shell, "DROP TABLE zeb\t;"), "DROP TABLE zebras;")
        self.leave(shell)

    def test_texts_and_comments_stay_as_they_are(self):
        shell = self.ready()
        self.assertEqual(self.enter(shell, "SELECT 'zeb\t'; -- zeb\t"), "SELECT 'zeb'; -- zeb")
        self.leave(shell)


if __name__ == "__main__":
    unittest.main()
