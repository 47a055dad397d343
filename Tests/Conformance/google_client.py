"""Drives the emulator with Google's own client and checks what it makes of the answers.

Usage: google_client.py PORT
"""

import sys
import time

from google.api_core import exceptions
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform_v1 as v1

PARENT = "projects/demo-project/locations/us-central1"
ENDED = {v1.JobState.JOB_STATE_SUCCEEDED, v1.JobState.JOB_STATE_FAILED}

failures = 0


def check(what, condition, detail=""):
    """Prints one line for a check and counts it when it fails."""
    global failures
    if condition:
        print(f"ok {what}")
    else:
        failures += 1
        print(f"FAILED {what} {detail}")


def raises(kind, call):
    """Returns the error of this kind that the call raises, or None."""
    try:
        call()
    except kind as error:
        return error
    return None


def client(port):
    return v1.GenAiTuningServiceClient(
        transport="rest",
        credentials=AnonymousCredentials(),
        client_options=ClientOptions(api_endpoint=f"http://127.0.0.1:{port}"),
    )


def check_list(service):
    jobs = list(service.list_tuning_jobs(request={"parent": PARENT, "page_size": 10}))
    names = [job.name for job in jobs]
    check("a paged list brings many jobs", len(jobs) > 20, len(jobs))
    check("no job comes twice", len(set(names)) == len(names))
    whole = list(service.list_tuning_jobs(parent=PARENT))
    check("the page size changes nothing", [job.name for job in whole] == names)
    times = [job.create_time for job in jobs]
    check("the newest job comes first", times == sorted(times, reverse=True))
    states = {job.state for job in jobs}
    unknown = v1.JobState.JOB_STATE_UNSPECIFIED
    check("states are known", unknown not in states and len(states) > 2, states)
    failed = list(
        service.list_tuning_jobs(request={"parent": PARENT, "filter": "state=JOB_STATE_FAILED"})
    )
    check(
        "a filter keeps what it says",
        [job.name for job in failed]
        == [job.name for job in jobs if job.state == v1.JobState.JOB_STATE_FAILED],
    )
    check("failed jobs have an error", all(job.error.code for job in failed))
    return jobs


def check_get(service, jobs):
    ended = [job for job in jobs if job.state in ENDED]
    for job in ended[:10]:
        if service.get_tuning_job(name=job.name) != job:
            check("a job got is the job listed", False, job.name)
            return
    check("a job got is the job listed", True)
    done = next(
        job
        for job in ended
        if job.tuning_data_stats.supervised_tuning_data_stats.tuning_step_count
        and job.tuned_model.checkpoints
    )
    stats = done.tuning_data_stats.supervised_tuning_data_stats
    check("64-bit counts are read", stats.tuning_dataset_example_count > 0)
    check("distributions are read", len(stats.user_input_token_distribution.buckets) > 2)
    check("adapter sizes are known", done.supervised_tuning_spec.hyper_parameters.adapter_size > 0)
    check("checkpoints are read", done.tuned_model.checkpoints[-1].step > 0)
    check("names carry the project's number", done.name.split("/")[1].isdigit())


def new_job(**fields):
    spec = v1.SupervisedTuningSpec(
        training_dataset_uri="gs://bucket/train.jsonl",
        hyper_parameters=v1.SupervisedHyperParameters(
            epoch_count=4,
            adapter_size=v1.SupervisedHyperParameters.AdapterSize.ADAPTER_SIZE_TWO,
            learning_rate_multiplier=0.5,
        ),
    )
    return v1.TuningJob(base_model="gemini-2.5-flash", supervised_tuning_spec=spec, **fields)


def check_create(service):
    asked = new_job(tuned_model_display_name="größe ✓", labels={"team": "conformance"})
    made = service.create_tuning_job(parent=PARENT, tuning_job=asked)
    check("a created job waits", made.state == v1.JobState.JOB_STATE_QUEUED, made.state)
    check("it keeps its display name", made.tuned_model_display_name == "größe ✓")
    check("it keeps its labels", dict(made.labels) == {"team": "conformance"})
    check("it keeps its specification", made.supervised_tuning_spec == asked.supervised_tuning_spec)
    check("it can be got", service.get_tuning_job(name=made.name).create_time == made.create_time)
    first = next(iter(service.list_tuning_jobs(request={"parent": PARENT, "page_size": 1})))
    check("it is the first of the list", first.name == made.name)
    return made


def check_cancel(service, made):
    service.cancel_tuning_job(name=made.name)
    job = service.get_tuning_job(name=made.name)
    check("a cancelled job stops", job.state == v1.JobState.JOB_STATE_CANCELLING, job.state)
    deadline = time.monotonic() + 20
    while job.state != v1.JobState.JOB_STATE_CANCELLED and time.monotonic() < deadline:
        time.sleep(0.2)
        job = service.get_tuning_job(name=made.name)
    check("it has stopped", job.state == v1.JobState.JOB_STATE_CANCELLED, job.state)
    check("its error says so", job.error.code == 1)
    error = raises(exceptions.BadRequest, lambda: service.cancel_tuning_job(name=made.name))
    status = error.response.json()["error"]["status"] if error else None
    check("an ended job cannot be cancelled", status == "FAILED_PRECONDITION", error)


def check_errors(service):
    missing = f"{PARENT}/tuningJobs/1234567890123456789"
    error = raises(exceptions.NotFound, lambda: service.get_tuning_job(name=missing))
    check("an unknown job is NotFound", error is not None)
    error = raises(
        exceptions.Forbidden,
        lambda: list(service.list_tuning_jobs(parent="projects/nope/locations/us-central1")),
    )
    check("an unknown project is Forbidden", error and error.reason == "IAM_PERMISSION_DENIED", error)
    error = raises(
        exceptions.BadRequest,
        lambda: service.create_tuning_job(parent=PARENT, tuning_job=v1.TuningJob()),
    )
    details = error.response.json()["error"]["details"] if error else []
    fields = [violation["field"] for detail in details for violation in detail["fieldViolations"]]
    check("an empty job is refused by field", "tuning_job.base_model" in fields, fields)
    error = raises(
        exceptions.BadRequest,
        lambda: list(service.list_tuning_jobs(request={"parent": PARENT, "filter": "nope=1"})),
    )
    check("a bad filter is BadRequest", error is not None)


def check_rebase(service, jobs):
    source = next(job for job in jobs if job.state == v1.JobState.JOB_STATE_SUCCEEDED)
    operation = service.rebase_tuned_model(
        parent=PARENT, tuned_model_ref=v1.TunedModelRef(tuning_job=source.name)
    )
    check("a rebase starts an operation", "/operations/" in operation.operation.name)
    check("the operation is not done at once", not operation.operation.done)
    # Only while it runs: the client refuses an answer with fields that it does not know yet.
    error = raises(exceptions.GoogleAPICallError, operation.done)
    check("the client finds it where it looks for operations", error is None, error)


def main():
    service = client(sys.argv[1])
    jobs = check_list(service)
    check_get(service, jobs)
    made = check_create(service)
    check_cancel(service, made)
    check_errors(service)
    check_rebase(service, jobs)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
