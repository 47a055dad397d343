"""Tests that run statements against a server which checks every request."""

import json
import subprocess
import unittest

import google_tables
from program import NO_AUTHORIZATION, TUNEQL
from shape_server import Exchange, ShapeServer


def exchange(method, path, query=None, reply=None, **more):
    return Exchange(method, path, query or {}, reply=reply, **more)


def get(path, query=None, reply=None, **more):
    return exchange("GET", path, query, reply, **more)


def post(path, body=None, reply=None, **more):
    return exchange("POST", path, more.pop("query", None), reply, body=body, **more)


class Result:
    """What a statement printed: `rows`, `messages` and the exit code."""

    def __init__(self, run):
        self.code, self.text, self.messages = run.returncode, run.stdout, run.stderr

    @property
    def rows(self):
        return json.loads(self.text) if self.text.strip() else []

    def column(self, name):
        return [row[name] for row in self.rows]


class ShapeCase(unittest.TestCase):
    """One server for a class; its tests name the Google services that they use."""

    services = []

    @classmethod
    def setUpClass(cls):
        cls.server = ShapeServer()
        cls.addClassCleanup(cls.server.close)

    def arguments(self):
        """The options that lead to the server."""
        services = [f"google.{name}={self.server.url}" for name in self.services]
        endpoints = [word for service in services for word in ("--endpoint", service)]
        return [*endpoints, "--auth", NO_AUTHORIZATION]

    def environment(self):
        return google_tables.environment()

    def run_sql(self, sql, *exchanges, code=0, options=()):
        """Runs a statement, whose requests have to be exactly those of the exchanges."""
        self.server.expect(exchanges)
        run = subprocess.run(
            [TUNEQL, "exec", *self.arguments(), "-o", "json", *options, sql],
            env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60,
        )
        told = f"{sql}\n{run.stdout}\n{run.stderr}"
        self.assertEqual(self.server.flaws, [], told)
        self.assertEqual([f"{e.method} {e.path} {e.query}" for e in self.server.pending], [], told)
        self.assertEqual(run.returncode, code, told)
        return Result(run)

    def check(self, sql, *exchanges, rows, **more):
        """Runs a statement, whose rows have to be these."""
        result = self.run_sql(sql, *exchanges, **more)
        self.assertEqual(result.rows, rows, f"{sql}\n{result.messages}")
        return result
