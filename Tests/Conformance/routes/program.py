"""Runs scripts of statements with the built `tuneql`."""

import concurrent.futures
import json
import os
import subprocess
import tempfile


# As many programs at once as there are cores.
WIDTH = os.cpu_count() or 1


class Program:
    """A program with a home of its own, in which Google's documents are tables."""

    def __init__(self, path, home):
        self.path = path
        self.environment = {"TUNEQL_HOME": f"{home}/home", "XDG_CACHE_HOME": f"{home}/cache", "PATH": "/usr/bin:/bin"}

    def install(self, folder):
        subprocess.run(
            [self.path, "registry", "import", "google", "--from", str(folder)],
            env=self.environment, check=True, stdout=subprocess.DEVNULL,
        )

    def results(self, statements):
        """The result of each statement: an object with `rows`, a list of objects, and `error`."""
        size = max(1, -(-len(statements) // WIDTH))
        parts = [statements[start:start + size] for start in range(0, len(statements), size)]
        with concurrent.futures.ThreadPoolExecutor(WIDTH) as pool:
            return [result for part in pool.map(self._results, parts) for result in part]

    def _results(self, statements):
        with tempfile.NamedTemporaryFile("w", suffix=".iql") as script:
            script.write("".join(f"{statement};\n" for statement in statements))
            script.flush()
            done = subprocess.run(
                [self.path, "exec", "--keep-going", "-o", "envelope", "-i", script.name],
                env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            )
        results = list(values(done.stdout))
        if len(results) != len(statements):
            raise SystemExit(
                f"{len(statements)} statements had {len(results)} results\n{done.stderr[-2000:]}"
            )
        return results

    def rows(self, statement):
        result = self.results([statement])[0]
        if result.get("error"):
            raise SystemExit(f"{statement}\n{result['error']}")
        return result["rows"]


def values(text):
    decoder = json.JSONDecoder()
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        value, position = decoder.raw_decode(text, position)
        yield value
