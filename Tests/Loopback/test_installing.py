"""Installing while others install, when it is killed, and where there is no room."""

import os
import resource
import shutil
import signal
import subprocess
import time
import unittest

from program import ROOT, TUNEQL
from registry_server import archive
from test_registry import SERVICE, RegistryCase

NAMES = "SELECT name FROM catalog.services WHERE provider = 'acme'"


class InstallingCase(RegistryCase):
    def setUp(self):
        super().setUp()
        self.archives = {}
        for version in ["v1.0", "v2.0"]:
            self.archives[version] = self.folder / f"acme-{version}.tgz"
            self.archives[version].write_bytes(archive("acme", version, SERVICE.read_text()))

    def install(self, version="v1.0", **options):
        return self.run_program("registry", "install", str(self.archives[version]), **options)

    def start(self, version):
        return subprocess.Popen(
            [TUNEQL, "registry", "install", str(self.archives[version])], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )

    def assert_whole(self, versions):
        """What is installed can be used, and nothing else is there."""
        services = self.run_program("exec", "-H", NAMES)
        self.assertEqual((services.stdout, services.stderr), ("jobs\n", ""))
        files = {str(path.relative_to(self.home)) for path in self.home.rglob("*") if path.is_file()}
        wanted = {"catalogs/acme/current"}
        for version in versions:
            wanted.add(f"catalogs/acme/{version}.catalog")
            wanted.update(f"src/acme/{version}/{name}" for name in ["provider.yaml", "services/jobs.yaml"])
        self.assertEqual(files, wanted)


class ConcurrencyTests(InstallingCase):
    def test_installs_at_the_same_time_take_turns(self):
        programs = [self.start(version) for version in ["v1.0", "v2.0"] * 4]
        for program in programs:
            output, error = program.communicate(timeout=120)
            self.assertEqual((program.returncode, error), (0, ""))
            self.assertIn("is installed: 1 service", output)
        self.assert_whole(["v1.0", "v2.0"])

    def test_statements_see_the_old_or_the_new_version(self):
        self.install()
        program = self.start("v2.0")
        while program.poll() is None:
            self.assertEqual(self.run_program("exec", "-H", NAMES).stdout, "jobs\n")
        program.communicate()
        self.assert_whole(["v1.0", "v2.0"])


class KilledTests(InstallingCase):
    def test_a_kill_at_any_moment_leaves_the_next_run_whole(self):
        start = time.monotonic()
        self.install()
        duration = time.monotonic() - start
        for moment in range(24):
            with self.subTest(moment):
                program = self.start("v1.0" if moment % 2 else "v2.0")
                time.sleep(duration * moment / 23)
                program.send_signal(signal.SIGKILL)
                program.communicate()
                # What was installed before is there all along.
                self.assertEqual(self.run_program("exec", "-H", NAMES).stdout, "jobs\n")
        for version in ["v1.0", "v2.0"]:
            self.assertEqual(self.install(version).returncode, 0)
        self.assert_whole(["v1.0", "v2.0"])


class RoomTests(InstallingCase):
    def limited(self, size):
        """Files may have this many bytes, as on a disk that is full."""
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    def test_a_full_disk_is_told_and_nothing_half_is_left(self):
        self.install()
        for size in [0, 100, 2000, 20000]:
            with self.subTest(size):
                answer = self.install("v2.0", preexec_fn=self.limited(size))
                self.assertEqual(answer.returncode, 1, answer.stdout)
                self.assertRegex(answer.stderr, "cannot be written|is full|too large|disk I/O|on the disk")
                self.assert_whole(["v1.0"])
        self.assertEqual(self.install("v2.0").returncode, 0)
        self.assert_whole(["v1.0", "v2.0"])

    @unittest.skipIf(os.geteuid() == 0 and not shutil.which("setpriv"), "needs another user")
    def test_a_home_that_cannot_be_written_is_told(self):
        self.install()
        self.folder.chmod(0o755)
        arguments = [TUNEQL, "registry", "install", str(self.archives["v2.0"])]
        if os.geteuid() == 0:
            # Every file is readable, and none is the user's.
            arguments = ["setpriv", "--reuid=65534", "--clear-groups", *arguments]
            for path in self.home.rglob("*"):
                path.chmod(0o755 if path.is_dir() else 0o644)
            for path in [self.home, *self.archives.values()]:
                path.chmod(0o755)
        else:
            for path in [self.home, *(path for path in self.home.rglob("*") if path.is_dir())]:
                path.chmod(0o555)
                self.addCleanup(path.chmod, 0o755)
        answer = subprocess.run(arguments, env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("Permission denied", answer.stderr)
        # What is installed can be used all the same.
        self.assertEqual(self.run_program("exec", "-H", NAMES).stdout, "jobs\n")

    def test_a_home_that_is_a_file_is_told(self):
        self.home.write_text("not a directory")
        answer = self.install()
        self.assertEqual(answer.returncode, 1)
        self.assertIn("Not a directory", answer.stderr)
        self.assertEqual(self.run_program("exec", "-H", "SELECT 1").stdout, "1\n")
        self.assertIn("no provider is installed", self.run_program("registry", "list").stdout)

    def test_a_home_behind_a_link_is_used(self):
        place = self.folder / "elsewhere"
        place.mkdir()
        self.home.symlink_to(place)
        self.assertEqual(self.install().returncode, 0)
        self.assert_whole(["v1.0"])
        self.assertTrue((place / "catalogs").is_dir())

    def test_a_link_in_the_home_does_not_lead_out_of_it(self):
        outside = self.folder / "outside"
        outside.mkdir()
        (outside / "precious").write_text("x")
        (self.home / "src/acme").mkdir(parents=True)
        (self.home / "src/acme/v1.0").symlink_to(outside)
        self.assertEqual(self.install().returncode, 0)
        self.assert_whole(["v1.0"])
        removed = self.run_program("registry", "remove", "acme")
        self.assertEqual(removed.returncode, 0, removed.stderr)
        self.assertEqual((outside / "precious").read_text(), "x")
        self.assertEqual([path.name for path in outside.iterdir()], ["precious"])


class BombTests(InstallingCase):
    def test_what_grows_without_measure_is_refused_in_bounded_time_and_memory(self):
        import gzip
        import io
        import tarfile

        memory = io.BytesIO()
        with gzip.open(memory, "wb", compresslevel=9) as packed:
            member = tarfile.TarInfo("v1/provider.yaml")
            member.size = 200 << 20
            packed.write(member.tobuf())
            for _ in range(200):
                packed.write(bytes(1 << 20))
            packed.write(bytes(1024))
        bomb = self.folder / "bomb.tgz"
        bomb.write_bytes(memory.getvalue())
        start = time.monotonic()
        answer = self.run_program("registry", "install", str(bomb))
        self.assertLess(time.monotonic() - start, 60)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("too large when it is unpacked", answer.stderr)
        self.assertEqual(list(self.home.rglob("*")), [])


if __name__ == "__main__":
    unittest.main()
