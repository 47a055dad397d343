"""Prints the figures of `make bench`.

Usage: bench.py BIN PYTHON DOCUMENTS, where BIN holds `tuneql` and `Benchmarks`, PYTHON has
`requests`, and DOCUMENTS is the folder of Google's discovery documents.
The emulator is another process, whose time counts nowhere.
"""

import contextlib
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

BIN, PYTHON, DOCUMENTS = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
HERE = pathlib.Path(__file__).resolve().parent
TUNEQL = str(BIN / "tuneql")
COLUMNS = (
    "name, description, baseModel, createTime, encryptionSpec, endTime, error, experiment, labels, "
    "startTime, state, supervisedTuningSpec, tunedModel, tunedModelDisplayName, tuningDataStats, "
    "updateTime"
)
TABLE = "google.aiplatform.tuning_jobs"
WHERE = "WHERE projectsId = 'p-1' AND locationsId = 'us-central1'"
SEED = f"SELECT {COLUMNS} FROM {TABLE} {WHERE}"
LOCATIONS = [
    "us-central1", "us-east1", "us-west1", "europe-west1", "europe-west4", "asia-northeast1",
    "asia-southeast1", "asia-south1",
]

misses = 0


class Run:
    """One run of a program: wall and CPU seconds, peak memory in MiB, what it wrote to stderr.

    What it writes to stdout is thrown away, unless `output` is to be kept. A status other than
    `status` ends the measuring.
    """

    def __init__(self, arguments, output=None, status=0):
        with tempfile.TemporaryFile() as errors, open(os.devnull, "w") as nothing:
            start = time.perf_counter()
            process = subprocess.Popen(arguments, stdin=nothing, stdout=output or nothing, stderr=errors)
            _, ended, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(ended)
            errors.seek(0)
            self.errors = errors.read().decode()
        if process.returncode != status:
            sys.exit(f"{arguments[:3]} failed: {self.errors}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


def interleaved(rounds, *commands, statuses=None):
    """Runs the commands in turn; answers the runs of each."""
    expected = statuses or [0] * len(commands)
    return zip(
        *(
            [Run(command, status=status) for command, status in zip(commands, expected)]
            for _ in range(rounds)
        )
    )


def median(runs, figure):
    return statistics.median(getattr(run, figure) for run in runs)


@contextlib.contextmanager
def emulator(jobs, *options, latency=0, locations=("us-central1",)):
    """Serves `jobs` jobs of the project p-1, spread over the locations."""
    arguments = [TUNEQL, "emulator", "--port", "0", "--jobs", str(jobs), "--latency", str(latency)]
    arguments += ["--project", "p-1", *options]
    for location in locations:
        arguments += ["--location", location]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.wait()


def select(url, sql, *options):
    return [
        TUNEQL, "exec", "-o", "json", "--endpoint", f"google.aiplatform={url}",
        "--auth", '{"google": {"type": "null_auth"}}', *options, sql,
    ]


def requested(told):
    """The URLs that a verbose run asked for."""
    return re.findall(r"^# \[\d+\] GET (\S+)$", told, re.MULTILINE)


def calls(run):
    """How many calls a verbose run made, and whether each was another one."""
    urls = requested(run.errors)
    return len(urls), len(urls) == len(set(urls))


def rows(url, sql):
    """What a statement answers."""
    with tempfile.TemporaryFile() as output:
        Run(select(url, sql), output)
        output.seek(0)
        return json.load(output)


def traffic(url, sql):
    """The URLs that a statement asks for, and the bytes of the answers."""
    told = Run(select(url, sql, "--verbose")).errors
    urls = requested(told)
    sizes = re.findall(r"^# \[\d+\] 200, (\d+) bytes", told, re.MULTILINE)
    return urls, sum(map(int, sizes))


@contextlib.contextmanager
def curl(urls):
    """The command with which curl fetches the URLs, one after the other."""
    with tempfile.NamedTemporaryFile("w", suffix=".curl") as config:
        for url in urls:
            config.write(f'url = "{url}"\noutput = "/dev/null"\n')
        config.flush()
        yield ["curl", "--silent", "--config", config.name]


def line(what, figure, budget="", met=True):
    global misses
    misses += not met
    verdict = "" if not budget else "ok" if met else "MISSED"
    print(f"{what:<58} {figure:>16}  {budget:<14} {verdict}", flush=True)


def title(text):
    print(f"\n{text}", flush=True)


def seed_select():
    title("The seed page's SELECT, 16 columns as JSON, 10,000 jobs in 100 pages")
    with emulator(10_000) as url:
        urls, size = traffic(url, SEED)
        with curl(urls) as alone:
            peer = [PYTHON, str(HERE / "peer.py"), urls[0]]
            ours, python, curls = interleaved(5, select(url, SEED), peer, alone)
        line("answers", f"{size / 1e6:.1f} MB in {len(urls)}")
        for name, runs in [("tuneql", ours), ("Python", python), ("curl alone", curls)]:
            line(f"{name}: wall", f"{median(runs, 'wall'):.3f} s")
        cpu, other = median(ours, "cpu"), median(python, "cpu")
        line("tuneql: CPU", f"{cpu:.3f} s", "<= 0.12 s", cpu <= 0.12)
        line("Python: CPU", f"{other:.3f} s")
        line("curl alone: CPU", f"{median(curls, 'cpu'):.3f} s")
        line("tuneql's share of Python's CPU", f"1/{other / cpu:.1f}", "<= 1/8", cpu * 8 <= other)

        title("What is asked for, of the same 10,000 jobs")
        _, counted = traffic(url, f"SELECT state, COUNT(*) FROM {TABLE} {WHERE} GROUP BY state")
        _, whole = traffic(url, f"SET pushdown = off; SELECT * FROM {TABLE} {WHERE}")
        share = counted / whole
        line("GROUP BY state: bytes, of the whole list's", f"{share:.1%}", "<= 4 %", share <= 0.04)
        limited, _ = traffic(url, f"SELECT name FROM {TABLE} {WHERE} LIMIT 10")
        line("LIMIT 10: requests", str(len(limited)), "1", len(limited) == 1)


def memory():
    title("Peak memory of the seed page's SELECT")
    for jobs in [1_000, 10_000, 100_000]:
        with emulator(jobs) as url:
            peak = Run(select(url, SEED)).memory
            line(f"{jobs:,} jobs", f"{peak:.1f} MiB", "<= 40 MiB", peak <= 40)


def cold_start():
    title("Start")
    run = [TUNEQL, "exec", "SELECT 1"]
    ours, python, true = interleaved(40, run, [PYTHON, "-c", "import sqlite3"], ["/bin/true"])
    wall = median(ours, "wall") * 1000
    line("SELECT 1: wall, median of 40", f"{wall:.1f} ms", "<= 10 ms", wall <= 10)
    line("Python's import sqlite3", f"{median(python, 'wall') * 1000:.1f} ms")
    line("/bin/true", f"{median(true, 'wall') * 1000:.1f} ms")
    linked = subprocess.run(["ldd", TUNEQL], capture_output=True, text=True).stdout
    libraries = [name.split(".so")[0] for name in re.findall(r"^\s*(lib\S+)", linked, re.MULTILINE)]
    line("libraries linked", str(len(libraries)), "no libcurl", "libcurl" not in libraries)
    print("  " + " ".join(libraries))


def home(directory):
    """The start of a command with the providers that are installed in a directory."""
    return ["env", f"TUNEQL_HOME={directory}", TUNEQL]


def whole_of_google():
    title("All of Google, from its discovery documents")
    with tempfile.TemporaryDirectory() as full, tempfile.TemporaryDirectory() as empty:
        install = [*home(full), "registry", "import", "google", "--from", DOCUMENTS]
        first, again = Run(install), Run(install)
        line("import: CPU", f"{first.cpu:.1f} s", "<= 20 s", first.cpu <= 20)
        line("import: peak memory", f"{first.memory:.0f} MiB", "<= 200 MiB", first.memory <= 200)
        line("the same again: wall", f"{again.wall:.2f} s", "<= 1 s", again.wall <= 1)

        one, two, show, misspelt = interleaved(
            40,
            [*home(empty), "exec", "SELECT 1"],
            [*home(full), "exec", "SELECT 1"],
            [*home(full), "exec", "SHOW RESOURCES IN google.compute LIKE 'inst%'"],
            [*home(full), "exec", "SELECT * FROM google.compute.instanses"],
            statuses=[0, 0, 0, 1],
        )
        base = median(one, "wall")
        line("SELECT 1, nothing installed: wall, median of 40", f"{base * 1000:.1f} ms")
        shares = [("SELECT 1", two, 1.1), ("SHOW RESOURCES", show, 1.3), ("a misspelt table", misspelt, 1.3)]
        for name, runs, most in shares:
            share = median(runs, "wall") / base
            line(f"{name}, Google installed: times that", f"{share:.2f}", f"<= {most}", share <= most)
        more = median(two, "memory") / median(one, "memory")
        line("SELECT 1: memory, times that without Google", f"{more:.2f}", "<= 1.1", more <= 1.1)

        in_process("completion", full)
        with emulator(10_000) as url:
            ours = select(url, SEED)[1:]
            without, beside = interleaved(5, [*home(empty), *ours], [*home(full), *ours])
        for figure, name in [("cpu", "CPU"), ("memory", "memory")]:
            share = median(beside, figure) / median(without, figure)
            line(f"seed page's SELECT: {name}, likewise", f"{share:.2f}", "<= 1.1", share <= 1.1)


OPERATION = """\
  /v1/things{number}/{{id}}:
    get:
      operationId: things{number}_get
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
      responses:
        '200':
          description: A thing.
          content:
            application/json:
              schema:
                type: object
                properties:
                  id: {{type: string}}
                  size: {{type: integer}}
                  state: {{type: string, enum: [NEW, READY, GONE]}}
"""
RESOURCE = """\
    things{number}:
      id: acme.things.things{number}
      name: things{number}
      methods:
        get:
          operation: {{$ref: '#/paths/~1v1~1things{number}~1{{id}}/get'}}
          response: {{mediaType: application/json, openAPIDocKey: '200'}}
      sqlVerbs:
        select:
          - $ref: '#/components/x-stackQL-resources/things{number}/methods/get'
"""


def write_registry(directory, lines):
    """Writes a registry whose only service is described in so many lines."""
    folder = pathlib.Path(directory) / "src" / "acme" / "v1"
    (folder / "services").mkdir(parents=True)
    (folder / "provider.yaml").write_text(
        "id: acme\nname: acme\nversion: v1\nproviderServices:\n  things:\n    id: things:v1\n"
        "    name: things\n    service: {$ref: acme/v1/services/things.yaml}\n"
    )
    count = lines // (OPERATION + RESOURCE).count("\n")
    (folder / "services" / "things.yaml").write_text(
        "openapi: 3.0.3\ninfo: {title: Things, version: v1}\n"
        "servers:\n  - url: https://things.example.com\npaths:\n"
        + "".join(OPERATION.format(number=number) for number in range(count))
        + "components:\n  x-stackQL-resources:\n"
        + "".join(RESOURCE.format(number=number) for number in range(count))
    )


def large_document():
    title("A document of 90,000 lines, by --registry")
    with tempfile.TemporaryDirectory() as place:
        registry, cache = f"{place}/registry", f"XDG_CACHE_HOME={place}"
        write_registry(registry, 90_000)
        plain = ["env", cache, TUNEQL, "exec", "SELECT 1"]
        beside = ["env", cache, TUNEQL, "exec", "--registry", registry]
        first = Run([*beside, "SHOW RESOURCES IN acme.things LIKE 'things10'"])
        line("compiling it, with the first statement: CPU", f"{first.cpu:.2f} s", "<= 1 s", first.cpu <= 1)
        one, other = interleaved(40, plain, [*beside, "SELECT 1"])
        share = median(other, "wall") / median(one, "wall")
        line("SELECT 1 beside it: times SELECT 1 without", f"{share:.2f}", "<= 1.1", share <= 1.1)


def waiting():
    title("Waiting, 50 ms an answer")
    with emulator(10_000, latency=50) as url:
        urls, _ = traffic(url, SEED)
        wall = Run(select(url, SEED)).wall
        line("100 pages: wall", f"{wall:.2f} s", "<= 5.2 s", wall <= 5.2)
        with curl(urls) as alone:
            line("curl alone: wall", f"{Run(alone).wall:.2f} s")
    with emulator(8_000, latency=50, locations=LOCATIONS) as url:
        names = ", ".join(f"'{location}'" for location in LOCATIONS)
        sql = f"SELECT {COLUMNS} FROM {TABLE} WHERE projectsId = 'p-1' AND locationsId IN ({names})"
        wall = Run(select(url, sql)).wall
        line("IN of 8 locations with 10 pages each: wall", f"{wall:.2f} s", "<= 0.7 s", wall <= 0.7)


def joins():
    title("Joins: a list of 40 locations, and the jobs of each, 100 ms an answer")
    join = f"google.aiplatform.locations l {{}} {TABLE} j"
    on = "ON j.projectsId = l.projectsId AND j.locationsId = l.locationId WHERE l.projectsId = 'p-1'"
    inner, left = f"{join.format('JOIN')} {on}", f"{join.format('LEFT JOIN')} {on}"
    places = "SELECT locationId FROM google.aiplatform.locations WHERE projectsId = 'p-1'"
    forms = {
        "JOIN": f"SELECT j.name FROM {inner}",
        "LEFT JOIN": f"SELECT l.locationId, j.name FROM {left}",
        "view": f"CREATE VIEW v AS SELECT j.name FROM {inner}; SELECT name FROM v",
        "IN (SELECT)": f"SELECT name FROM {TABLE} WHERE projectsId = 'p-1' AND locationsId IN ({places})",
        "CTE": f"WITH c AS (SELECT j.name FROM {inner}) SELECT name FROM c",
    }
    locations = [f"place-{number}" for number in range(40)]
    with emulator(400, latency=100, locations=locations) as url:
        for form, sql in forms.items():
            run = Run(select(url, sql, "--verbose"))
            made, differ = calls(run)
            line(f"{form}: wall", f"{run.wall:.2f} s", "<= 0.6 s", run.wall <= 0.6)
            line(f"{form}: calls", str(made), "<= 41, no repeats", made <= 41 and differ)


def fan_out():
    title("Fan-out: 1,000 rows, each of which needs a get, 50 ms an answer")
    with emulator(1_000, latency=50) as url:
        names = [row["name"] for row in rows(url, f"SELECT name FROM {TABLE} {WHERE}")]
        ids = json.dumps([name.split("/")[-1] for name in names])
        sql = (
            f"SELECT j.name, j.state FROM json_each('{ids}') e JOIN {TABLE} j "
            "ON j.tuningJobsId = e.value WHERE j.projectsId = 'p-1' AND j.locationsId = 'us-central1'"
        )
        run = Run(select(url, sql, "--verbose"))
        made, differ = calls(run)
        sample = 50
        with curl([f"{url}/v1/{name}" for name in names[:sample]]) as alone:
            single = Run(alone).wall * len(names) / sample
        line("1,000 gets: wall", f"{run.wall:.2f} s", "<= 1/15", run.wall * 15 <= single)
        line(f"curl alone, one by one: wall, from {sample}", f"{single:.1f} s")
        line("1,000 gets: share of one by one", f"1/{single / run.wall:.0f}")
        line("1,000 gets: calls", str(made), "1000, no repeats", made == len(names) and differ)


def shared_list():
    title("One list that three aggregates read, 10 pages, 50 ms an answer")
    with emulator(1_000, latency=50) as url:
        aggregates = ["COUNT(*)", "MIN(createTime)", "MAX(state)"]
        sql = " UNION ALL ".join(f"SELECT {one} FROM {TABLE} {WHERE}" for one in aggregates)
        run = Run(select(url, sql, "--verbose"))
        pages = len(traffic(url, f"SELECT createTime, state FROM {TABLE} {WHERE}")[0])
        made, differ = calls(run)
        line("UNION ALL of 3: wall", f"{run.wall:.2f} s")
        line("UNION ALL of 3: calls", str(made), f"{pages}, no repeats", made == pages and differ)


def in_process(*arguments):
    """Prints what our own program has measured."""
    program = [BIN / "Benchmarks", *arguments]
    for text in subprocess.run(program, capture_output=True, text=True, check=True).stdout.splitlines():
        what, figure, budget, met = text.split("\t")
        line(what, figure, budget, met == "ok")


def scans():
    title("In process")
    in_process()


PARTS = [
    seed_select, memory, cold_start, whole_of_google, large_document, waiting, joins, fan_out,
    shared_list, scans,
]
for part in PARTS:
    part()
if misses:
    print(f"\n{misses} budgets were missed: is the machine busy?")
