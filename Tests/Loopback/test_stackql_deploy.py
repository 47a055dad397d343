"""The same stacks through stackql-deploy 1.9.5 and `tuneql deploy`: the same queries, the same exit code.

Both work on a database of their own. stackql-deploy finds a stand-in for `stackql`, which notes what it is sent.
"""
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from program import TUNEQL

HERE = os.path.dirname(os.path.abspath(__file__))
INSTALL = os.path.join(HERE, "..", "..", "scripts", "install-stackql-deploy")

COUNT = "SELECT COUNT(*) AS count FROM things WHERE name = '{{ name }}'"
QUERIES = {
    "exists": COUNT,
    "create": "INSERT INTO things (name, note) VALUES ('{{ name }}', '{{ note }}')",
    "update": "UPDATE things SET note = '{{ note }}' WHERE name = '{{ name }}'",
    "createorupdate": "REPLACE INTO things (name, note) VALUES ('{{ name }}', '{{ note }}')",
    "statecheck": COUNT + " AND note = '{{ note }}'",
    "exports": "SELECT name, note FROM things WHERE name = '{{ name }}'",
    "delete": "DELETE FROM things WHERE name = '{{ name }}'",
}
MANIFEST = """
version: 1
name: compared
providers: [google]
globals:
  - name: prefix
    value: "{{ PREFIX }}"
resources:
  - name: thing
    props:
      - name: name
        value: "{{ prefix }}-{{ stack_env }}"
      - name: note
        values:
          dev: {value: new}
          prd: {value: {b: [1, 1.50], a: "é"}}
"""
EXPORTS = "    exports: [{name: name, note: remark}]\nexports: [name, remark]\n"


class Side:
    """One of the two programs, with its database."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(folder)
        self.database = os.path.join(folder, "database")
        with sqlite3.connect(self.database) as database:
            database.execute("CREATE TABLE things (name TEXT PRIMARY KEY, note TEXT)")

    def fill(self, rows):
        with sqlite3.connect(self.database) as database:
            database.executemany("INSERT INTO things VALUES (?, ?)", rows)

    @property
    def rows(self):
        with sqlite3.connect(self.database) as database:
            return list(database.execute("SELECT * FROM things ORDER BY 1"))


class Original(Side):
    def __init__(self, folder, program):
        super().__init__(folder)
        self.program = program
        stand_in = os.path.join(folder, "stackql")
        shutil.copy(os.path.join(HERE, "stackql_stand_in.py"), stand_in)
        os.chmod(stand_in, 0o755)
        self.log = os.path.join(folder, "statements")

    def run(self, action, stack, environment):
        open(self.log, "w").close()
        code = subprocess.run(
            [self.program, action, stack, environment, "-e", "PREFIX=p", "--download-dir",
             self.folder],
            cwd=self.folder, capture_output=True,
        ).returncode
        with open(self.log) as log:
            return code, [" ".join(text.split()) for text in log.read().split("\0") if text]


class Ours(Side):
    def run(self, action, stack, environment):
        result = subprocess.run(
            [TUNEQL, "deploy", action, stack, environment, "-e", "PREFIX=p", "--show-queries",
             "--log-level", "CRITICAL", "--database", self.database],
            cwd=self.folder, capture_output=True, text=True,
        )
        queries = re.findall(r"^thing [a-z]+:\n(.*?)(?=\n\S+ [a-z]+:\n|\n\S*: ?error|\nerror|\Z)",
                             result.stderr, re.M | re.S)
        return result.returncode, [" ".join(text.split()) for text in queries]


class StackQLDeployTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = subprocess.run(
            [INSTALL], check=True, capture_output=True, text=True
        ).stdout.strip()

    def compare(self, action, anchors, rows=(), environment="dev", exports=False):
        with tempfile.TemporaryDirectory() as folder:
            stack = os.path.join(folder, "stack")
            os.makedirs(os.path.join(stack, "resources"))
            with open(os.path.join(stack, "stackql_manifest.yml"), "w") as file:
                file.write(MANIFEST + (EXPORTS if exports else ""))
            with open(os.path.join(stack, "resources", "thing.iql"), "w") as file:
                for anchor in anchors:
                    file.write(f"/*+ {anchor} */\n{QUERIES[anchor]}\n\n")
            original = Original(os.path.join(folder, "original"), self.program)
            ours = Ours(os.path.join(folder, "ours"))
            for side in (original, ours):
                side.fill(rows)
            expected = original.run(action, stack, environment)
            self.assertEqual(ours.run(action, stack, environment), expected)
            self.assertEqual(ours.rows, original.rows)
            return expected

    def test_builds(self):
        whole = ["exists", "create", "update", "statecheck", "exports"]
        for anchors, rows, count in [
            (whole, [], 3),
            (whole, [("p-dev", "new")], 2),
            (whole, [("p-dev", "old")], 4),
            (["exists", "create", "statecheck"], [("p-dev", "old")], 2),
            (["create", "update", "statecheck"], [], 3),
            (["exists", "create", "exports"], [], 5),
            (["exists", "create", "update", "exports"], [("p-dev", "old")], 1),
            (["createorupdate", "statecheck"], [("p-dev", "old")], 2),
            (["createorupdate", "exports"], [], 2),
        ]:
            with self.subTest(anchors=anchors, rows=rows):
                _, queries = self.compare("build", anchors, rows)
                self.assertEqual(len(queries), count)

    def test_texts_of_values(self):
        code, queries = self.compare(
            "build", ["exists", "create", "statecheck", "exports"], environment="prd",
            exports=True,
        )
        self.assertEqual(code, 0)
        self.assertIn("""VALUES ('p-prd', '{"b":[1,1.5],"a":"é"}')""", queries[1])

    def test_tests(self):
        for anchors, note in [
            (["create", "statecheck", "exports"], "new"),
            (["create", "statecheck", "exports"], "old"),
            (["exists", "create", "exports"], "new"),
        ]:
            with self.subTest(anchors=anchors, note=note):
                self.compare("test", anchors, [("p-dev", note)], exports=True)

    def test_teardowns(self):
        for anchors, rows in [
            (["exists", "create", "statecheck", "delete"], [("p-dev", "new"), ("other", "x")]),
            (["create", "statecheck", "delete"], [("p-dev", "new")]),
            (["exists", "create", "statecheck", "exports"], [("p-dev", "new")]),
        ]:
            with self.subTest(anchors=anchors, rows=rows):
                self.compare("teardown", anchors, rows, exports="exports" in anchors)

    def test_files_that_cannot_build(self):
        for anchors in [["exists"], ["create"], ["update", "statecheck"]]:
            with self.subTest(anchors=anchors):
                self.assertEqual(self.compare("build", anchors), (1, []))


if __name__ == "__main__":
    unittest.main()
