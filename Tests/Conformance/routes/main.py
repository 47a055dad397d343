"""Checks each route of Google's documents against the requests of Google's own client.

Usage: main.py TUNEQL DOCUMENTS [SAMPLE]

For each method of each document a statement with all its parameters is explained, and the request
compared with the one that the client builds. Each statement without one of the parameters that it
needs has to be refused by that name. With SAMPLE only so many methods of every fifth document are checked, and one refusal of each.
"""

import collections
import pathlib
import shutil
import sys
import tempfile

import compare
from catalog import Catalog
from documents import Document, files
from program import Program
from statements import Statements
from values import Values

# The number of statements that are run at once.
BATCH = 4000
# A sample is of one in so many documents, since reading all of them takes its time.
SPARSENESS = 5


class Check:
    def __init__(self, program, catalog, is_sample=False):
        self.program = program
        self.is_sample = is_sample
        self.values = Values()
        self.catalog = catalog
        self.counts = collections.Counter()
        self.verbs = collections.Counter()
        self.mismatches = []
        self.pending = []

    def mismatch(self, case_or_method, text, statement=""):
        method = getattr(case_or_method, "method", case_or_method)
        self.mismatches.append(f"{method.document.name} {method.full_name}: {text}\n    {statement}")

    def route(self, method):
        service = self.catalog.services.get(method.document.name)
        return self.catalog.routes.get((service, method.full_name))

    def add(self, method):
        self.counts["methods"] += 1
        route = self.route(method)
        if route is None:
            return self.mismatch(method, "has no route")
        self.verbs[route.verb] += 1
        case = compare.Case(method, route, self.values)
        if case.problem:
            return self.mismatch(method, case.problem)
        unknown = [
            name for name in method.located("query")
            if name not in route.named("query") and (method.needs(name) or not is_paging(name))
        ]
        if unknown and not set(unknown) <= set(case.ours):
            return self.mismatch(method, f"lacks {unknown}")
        self.prepare(case)
        return None

    def prepare(self, case):
        statements = Statements(self.catalog, case.route)
        given = statements.without_rivals(
            {name: value for name, value in case.ours.items() if name != self.mask_name(case)}
        )
        statement = statements.explain(given)
        try:
            request = case.method.request(case.method.document.service, {
                name: value for name, value in case.client.items() if name in given or name not in case.ours
            })
        except TypeError as error:
            return self.mismatch(case, f"the client refuses the values: {error}", statement)
        mask = None
        if name := self.mask_name(case):
            mask = (name, ",".join(statements.changes(given)))
        self.pending.append((statement, lambda result: self.judge(case, result, request, mask, statement)))
        needed = case.needed
        if self.is_sample:
            needed = needed[self.counts["methods"] % max(1, len(needed)):][:1]
        for name in needed:
            rest = {other: value for other, value in given.items() if other != name}
            without = statements.explain(rest)
            self.pending.append(
                (without, lambda result, name=name, without=without: self.judge_refusal(case, name, result, without))
            )
        if case.method.is_hidden:
            self.counts["hidden by the client"] += 1
        if len(self.pending) > BATCH:
            self.flush()
        return None

    @staticmethod
    def mask_name(case):
        if case.route.verb != "UPDATE":
            return None
        masks = [
            name for name in case.route.named("query")
            if case.method.parameters[name].get("format") == "google-fieldmask"
        ]
        return masks[0] if masks else None

    def flush(self):
        results = self.program.results([statement for statement, _ in self.pending])
        for (_, judge), result in zip(self.pending, results):
            judge(result)
        self.pending = []

    def judge(self, case, result, request, mask, statement):
        self.counts["statements"] += 1
        if result.get("error"):
            return self.mismatch(case, result["error"]["message"], statement)
        rows = result["rows"]
        if len(rows) != 1 or rows[0]["missing"]:
            return self.mismatch(case, f"has {len(rows)} steps, missing {[r['missing'] for r in rows]}", statement)
        problem = compare.difference(case, rows[0], request, mask)
        if problem:
            return self.mismatch(case, problem, statement)
        self.counts["equal URLs"] += 1
        return None

    def judge_refusal(self, case, name, result, statement):
        self.counts["statements"] += 1
        route = case.route
        rivals = [
            rival for rival in self.catalog.tables[route.service, route.table]
            if rival is not route and (rival.verb == route.verb or route.verb == "EXEC")
        ]
        outcome = compare.refusal(case, name, result, rivals)
        if outcome.startswith("without "):
            self.mismatch(case, outcome, statement)
        else:
            self.counts[outcome] += 1

    def report(self):
        print("| Checked | |\n|---|---|")
        for verb, count in self.verbs.most_common():
            print(f"| {verb} | {count} |")
        for what, count in self.counts.items():
            print(f"| {what} | {count} |")
        print(f"| mismatches | {len(self.mismatches)} |")
        for text in self.mismatches[:40]:
            print(text)


def is_paging(name):
    return "token" in name.lower() or name in ("continue", "cursor", "page", "startKey", "start", "startIndex", "pageNumber")


def sampled(items, count):
    """So many of the items, spread evenly."""
    step = len(items) / count
    return [items[int(index * step)] for index in range(count)]


def main(tuneql, folder, sample=None):
    paths = files(folder)
    with tempfile.TemporaryDirectory() as home:
        if sample:
            paths = sampled(paths, len(paths) // SPARSENESS)
            folder = pathlib.Path(home) / "documents"
            folder.mkdir()
            for path in paths:
                shutil.copy(path, folder)
        documents = [Document(path) for path in paths]
        methods = [method for document in documents for method in document.methods()]
        if sample:
            methods = sampled(methods, int(sample))
        program = Program(tuneql, home)
        program.install(folder)
        check = Check(program, Catalog(program, {path.name for path in paths}), bool(sample))
        check.catalog.load_fields([route for method in methods if (route := check.route(method))])
        for method in methods:
            check.add(method)
        check.flush()
        check.report()
        return 1 if check.mismatches else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
