"""A stack of one tuning job, built, tested, planned and torn down over several runs of the program."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from program import NO_AUTHORIZATION, ROOT, TUNEQL

EXAMPLE = ROOT / "examples" / "deploy"
BROKEN = """
/*+ exists */
SELECT 0 AS count;
/*+ create */
INSERT INTO google.aiplatform.tuning_jobs (projectsId, locationsId, baseModl) SELECT 'a', 'b', 'c';
"""


class DeployTests(unittest.TestCase):
    def setUp(self):
        self.emulator = subprocess.Popen(
            [TUNEQL, "emulator", "--port", "0", "--jobs", "20"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.addCleanup(self.stop)
        self.url = None
        for line in self.emulator.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.url = found[0]
                break
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.stack = os.path.join(self.folder, "stack")
        shutil.copytree(EXAMPLE, self.stack)

    def stop(self):
        self.emulator.kill()
        self.emulator.wait()
        self.emulator.stdout.close()

    def tuneql(self, *arguments):
        return subprocess.run(
            [TUNEQL, *arguments, "--endpoint", f"google.aiplatform={self.url}",
             "--auth", NO_AUTHORIZATION],
            cwd=self.folder, capture_output=True, text=True, timeout=60,
        )

    def deploy(self, action, *options):
        return self.tuneql("deploy", action, self.stack, "dev", *options)

    def jobs(self):
        result = self.tuneql(
            "exec", "-o", "json",
            "SELECT state, description FROM google.aiplatform.tuning_jobs WHERE projectsId = "
            "'demo-project' AND locationsId = 'us-central1' AND "
            "tunedModelDisplayName = 'summaries-dev'",
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def edit(self, file, old, new):
        path = os.path.join(self.stack, file)
        with open(path) as opened:
            text = opened.read()
        self.assertIn(old, text)
        with open(path, "w") as opened:
            opened.write(text.replace(old, new))

    def expect(self, result, code, *lines):
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertEqual(result.stdout.splitlines(), list(lines))
        self.assertNotIn("Fatal", result.stderr)

    def test_the_life_of_a_stack(self):
        changes = "a build would change something"
        self.expect(self.deploy("plan"), 0, "tuning_job: would be created", changes)
        self.expect(self.deploy("plan", "--detailed-exitcode"), 2,
                    "tuning_job: would be created", changes)
        self.assertEqual(self.jobs(), [])
        self.expect(self.deploy("test"), 1, "tuning_job: failed")
        output = os.path.join(self.folder, "new", "out.json")
        self.expect(self.deploy("build", "--output-file", output), 0, "tuning_job: created")
        with open(output) as file:
            exports = json.load(file)
        self.assertEqual(list(exports), ["stack_name", "stack_env", "tuningJobsId", "state", "elapsed_time"])
        self.assertTrue(exports["tuningJobsId"])
        self.expect(self.deploy("build"), 0, "tuning_job: no change")
        self.assertEqual(len(self.jobs()), 1)
        self.expect(self.deploy("test"), 0, "tuning_job: as described")
        self.expect(self.deploy("plan", "--detailed-exitcode"), 0,
                    "tuning_job: no change", "no change: all is as described")
        self.edit("stackql_manifest.yml", "three epochs", "four epochs")
        self.expect(
            self.deploy("plan"), 0,
            "tuning_job: differs and cannot be updated; it would have to be replaced: tear it "
            "down, then build",
            "  description: summaries of dev, three epochs → summaries of dev, four epochs",
            changes,
        )
        self.expect(self.deploy("build"), 1, "tuning_job: failed")
        self.expect(self.deploy("teardown"), 0, "tuning_job: deleted")
        self.assertIn(self.jobs()[0]["state"], ["JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED"])
        self.expect(self.deploy("teardown"), 0, "tuning_job: nothing to delete")
        self.expect(self.deploy("build"), 0, "tuning_job: created")
        self.assertEqual(len(self.jobs()), 2)

    def test_a_failure_in_the_middle_leaves_nothing_behind(self):
        self.edit("stackql_manifest.yml", "exports:\n  - tuningJobsId\n  - state\n",
                  "  - name: broken\nexports:\n  - tuningJobsId\n")
        with open(os.path.join(self.stack, "resources", "broken.iql"), "w") as file:
            file.write(BROKEN)
        result = self.deploy("build", "--on-failure", "rollback")
        self.expect(
            result, 1, "tuning_job: created", "broken: failed",
            "broken: undone, it was not created", "tuning_job: undone",
        )
        self.assertIn("create takes no baseModl", result.stderr)
        self.assertIn("broken.iql:5", result.stderr)
        self.assertIn(self.jobs()[0]["state"], ["JOB_STATE_CANCELLING", "JOB_STATE_CANCELLED"])

    def test_nothing_is_sent_in_a_dry_run(self):
        result = self.deploy("build", "--dry-run")
        self.expect(result, 0)
        self.assertIn("tuning_job create:\nINSERT INTO google.aiplatform.tuning_jobs", result.stderr)
        self.assertEqual(self.jobs(), [])

    def test_a_refusal_is_not_absence(self):
        for action, line in [("build", "failed"), ("plan", "not known"), ("test", "failed")]:
            result = self.deploy(action, "-e", "PROJECT=no-such-project")
            self.expect(result, 1, f"tuning_job: {line}")
            self.assertIn("no-such-project", result.stderr)
        result = self.deploy("teardown", "-e", "PROJECT=no-such-project")
        self.expect(result, 1)
        self.assertIn("nothing was deleted", result.stderr)

    def test_a_manifest_that_is_filled_in_creates_a_job(self):
        resource = "google.aiplatform.tuning_jobs"
        manifest = subprocess.run([TUNEQL, "manifest", resource], capture_output=True, text=True).stdout
        head, *props = re.split(r"(?m)^    - name: ", manifest)
        values = {
            "projectsId": "demo-project", "locationsId": "us-central1", "description": "it's new",
            "baseModel": "gemini-2.0-flash-001", "labels": "{team: a}",
        }
        filled = head
        for prop in props:
            name = prop.split("\n")[0]
            if name in values:
                filled += "    - name: " + re.sub(r"value: .*", f"value: {values[name]}", prop)
            elif name == "supervisedTuningSpec":
                lines = prop.split("\n")[:4]
                filled += "    - name: " + "\n".join(lines).replace("string", "gs://b/x.jsonl") + "\n"
        insert = self.tuneql("exec", "-o", "json", f"SHOW INSERT INTO {resource}")
        files = {"job.yaml": filled, "job.iql": json.loads(insert.stdout)[0]["insert_statement"]}
        for name, text in files.items():
            with open(os.path.join(self.folder, name), "w") as file:
                file.write(text)
        options = ["-i", "job.iql", "--iqldata", "job.yaml", "-o", "json"]
        shown = self.tuneql("exec", "--dryrun", *options)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertNotIn("encryptionSpec", shown.stdout)
        created = self.tuneql("exec", *options)
        self.assertEqual(created.returncode, 0, created.stderr)
        name = json.loads(created.stdout)[0]["name"].split("/")[-1]
        job = self.tuneql(
            "exec", "-o", "json", "SELECT description, labels, supervisedTuningSpec FROM "
            f"{resource} WHERE projectsId = 'demo-project' AND locationsId = 'us-central1' AND "
            f"tuningJobsId = '{name}'",
        )
        row = json.loads(job.stdout)[0]
        self.assertEqual(row["description"], "it's new")
        self.assertEqual(row["labels"], {"team": "a"})
        self.assertEqual(row["supervisedTuningSpec"]["trainingDatasetUri"], "gs://b/x.jsonl")

    def test_usage(self):
        for arguments in [
            ["undo", self.stack, "dev"], ["build", self.stack], ["teardown", self.stack, "dev", "--output-file", "x"],
            ["build", self.stack, "dev", "--on-failure", "panic"],
        ]:
            with self.subTest(arguments=arguments):
                self.assertEqual(self.tuneql("deploy", *arguments).returncode, 2)
        result = self.tuneql("deploy", "build", self.folder, "dev")
        self.assertEqual(result.returncode, 1)
        self.assertIn("has no stackql_manifest.yml", result.stderr)


if __name__ == "__main__":
    unittest.main()
