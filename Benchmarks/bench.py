"""Prints the figures of `make bench`.

Usage: bench.py BIN PYTHON, where BIN holds `tuneql` and `Benchmarks`, PYTHON has `requests`.
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

BIN, PYTHON = pathlib.Path(sys.argv[1]), sys.argv[2]
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

    What it writes to stdout is thrown away, unless `output` is to be kept.
    """

    def __init__(self, arguments, output=None):
        with tempfile.TemporaryFile() as errors, open(os.devnull, "w") as nothing:
            start = time.perf_counter()
            process = subprocess.Popen(arguments, stdin=nothing, stdout=output or nothing, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            self.errors = errors.read().decode()
        if process.returncode != 0:
            sys.exit(f"{arguments[:3]} failed: {self.errors}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


def interleaved(rounds, *commands):
    """Runs the commands in turn; answers the runs of each."""
    return zip(*([Run(command) for command in commands] for _ in range(rounds)))


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


def in_process():
    title("In process")
    program = BIN / "Benchmarks"
    for text in subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines():
        what, figure, budget, met = text.split("\t")
        line(what, figure, budget, met == "ok")


for part in [seed_select, memory, cold_start, waiting, joins, fan_out, shared_list, in_process]:
    part()
if misses:
    print(f"\n{misses} budgets were missed: is the machine busy?")
