"""Runs the program repeatedly on a busy machine and checks how each run ends.

Usage: exits.py [RUNS]

Half of the runs use TLS. A run has to exit with 0 after writing its whole result: threads of
libcurl and OpenSSL still run at that time, and nothing may destroy the state that they use.
"""

import concurrent.futures
import contextlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

from list_api import ListAPI, names
from program import SELECT, command
from tls_server import TLSListAPI, certificate

SQL = SELECT.replace("SELECT name, description, labels", "SELECT name")
PAGES, SIZE = 2, 3
EXPECTED = "".join(f"{name}\n" for name in names(PAGES * SIZE))


def spin():
    while True:
        pass


@contextlib.contextmanager
def load(processes):
    """Keeps that many cores busy."""
    busy = [multiprocessing.Process(target=spin, daemon=True) for _ in range(processes)]
    for process in busy:
        process.start()
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.join()


@contextlib.contextmanager
def servers():
    """The options of runs against a server without TLS, and one with it."""
    with tempfile.TemporaryDirectory() as directory:
        pem, key = certificate(directory)
        with ListAPI(PAGES, SIZE) as plain, TLSListAPI(pem, key, pages=PAGES, size=SIZE) as secure:
            yield [command(plain, SQL, "-H"), command(secure, SQL, "-H", "--CABundle", pem)]


def once(arguments):
    """Makes a run; returns its failure, or None."""
    answer = subprocess.run(
        arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
    )
    if (answer.returncode, answer.stdout) == (0, EXPECTED):
        return None
    return f"exit code {answer.returncode}\n{answer.stdout}{answer.stderr}"


def failures(runs, busy, together):
    """The failures of a number of runs."""
    with servers() as commands, load(busy):
        with concurrent.futures.ThreadPoolExecutor(together) as pool:
            done = pool.map(once, (commands[number % 2] for number in range(runs)))
            return [failure for failure in done if failure]


def main(runs):
    cores = os.cpu_count() or 1
    started = time.monotonic()
    failed = failures(runs, busy=cores, together=4 * cores)
    seconds = time.monotonic() - started
    print(f"{runs} runs on {cores} busy cores in {seconds:.0f} s, {len(failed)} failed")
    for failure in failed[:10]:
        print(failure)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000))
