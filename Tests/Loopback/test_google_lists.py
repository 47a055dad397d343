"""SELECT from servers that respond in the shapes of Google's services."""

import unittest

from shape_case import ShapeCase, get, post


def pages(path, replies, query=None, token="pageToken", place="query", method=get, **more):
    """Exchanges of a list, each page asked for with the token of the one before."""
    exchanges = []
    for number, reply in enumerate(replies):
        query_of_page = dict(query or {})
        if number:
            query_of_page[token] = f"t{number}"
        exchanges.append(method(path, query_of_page, reply, **more))
    return exchanges


def listed(member, names, token="nextPageToken", key="name"):
    """Three pages with a row for each name, the last one without a token."""
    replies = [{member: [{key: name}]} for name in names]
    for number, reply in enumerate(replies[:-1]):
        reply[token] = f"t{number + 1}"
    return replies


NAMES = ["a", "b", "c"]
ROWS = [{"name": name} for name in NAMES]


class Storage(ShapeCase):
    services = ["storage"]

    def test_a_list_of_three_pages_is_whole(self):
        self.check(
            "SELECT name FROM google.storage.buckets WHERE project = 'p'",
            *pages("/storage/v1/b", listed("items", NAMES), {"project": "p", "maxResults": 1000}),
            rows=ROWS,
        )

    def test_limit_ends_the_list(self):
        self.check(
            "SELECT name FROM google.storage.buckets WHERE project = 'p' LIMIT 2",
            get("/storage/v1/b", {"project": "p", "maxResults": 2},
                {"items": ROWS[:2], "nextPageToken": "t"}),
            rows=ROWS[:2],
        )

    def test_an_object_is_looked_up_by_a_name_with_slashes(self):
        self.check(
            "SELECT name, size FROM google.storage.objects "
            "WHERE bucket = 'b' AND object = 'a/ö c.txt'",
            get("/storage/v1/b/b/o/a%2F%C3%B6%20c.txt",
                reply={"bucket": "b", "name": "a/ö c.txt", "size": "7"}),
            rows=[{"name": "a/ö c.txt", "size": 7}],
        )

    def test_digits_are_numbers_that_keep_all_of_them(self):
        items = [{"bucket": "b", "name": "x", "generation": "9223372036854775807", "size": "5"}]
        self.check(
            "SELECT generation, size + 1 AS more FROM google.storage.objects "
            "WHERE bucket = 'b' AND prefix = 'dir/' AND size < 10",
            get("/storage/v1/b/b/o", {"prefix": "dir/", "maxResults": 1000},
                {"kind": "storage#objects", "items": items}),
            rows=[{"generation": "9223372036854775807", "more": 6}],
        )

    def test_pages_without_rows_are_passed(self):
        replies = [{"nextPageToken": "t1"}, {"items": [], "nextPageToken": "t2"},
                   {"items": [{"bucket": "b", "name": "a"}], "nextPageToken": "t3"}, {}]
        self.check(
            "SELECT name FROM google.storage.objects WHERE bucket = 'b'",
            *pages("/storage/v1/b/b/o", replies, {"maxResults": 1000}),
            rows=[{"name": "a"}],
        )

    def test_bindings_of_a_policy_are_rows(self):
        bindings = [{"role": "roles/viewer", "members": ["user:a@example.org"]}]
        self.check(
            "SELECT role, members FROM google.storage.buckets_iam_policies WHERE bucket = 'b'",
            get("/storage/v1/b/b/iam", reply={"etag": "x", "bindings": bindings}),
            rows=bindings,
        )

    def test_a_bucket_that_does_not_exist_is_no_row(self):
        error = {"error": {"code": 404, "message": "no such bucket", "errors": []}}
        self.check(
            "SELECT name FROM google.storage.buckets WHERE bucket = 'b'",
            get("/storage/v1/b/b", reply=error, status=404),
            rows=[],
        )

    def test_a_refusal_tells_what_the_service_says(self):
        error = {"error": {"code": 403, "message": "you may not",
                           "errors": [{"reason": "forbidden", "message": "you may not"}]}}
        result = self.run_sql(
            "SELECT name FROM google.storage.buckets WHERE project = 'p'",
            get("/storage/v1/b", {"project": "p", "maxResults": 1000}, error, status=403),
            code=2,
        )
        self.assertIn("you may not", result.messages)

    def test_places_that_did_not_respond_are_told(self):
        reply = {"items": [{"name": "a"}], "unreachable": ["projects/_/buckets/b"]}
        result = self.check(
            "SELECT name FROM google.storage.buckets WHERE project = 'p'",
            get("/storage/v1/b", {"project": "p", "maxResults": 1000}, reply),
            rows=[{"name": "a"}], code=3,
        )
        self.assertIn("projects/_/buckets/b", result.messages)

    def test_optional_parameters_are_sent(self):
        self.check(
            "SELECT name FROM google.storage.buckets WHERE project = 'p' "
            "AND userProject = 'u' AND projection = 'full' AND maxResults = 2",
            get(
                "/storage/v1/b",
                {"project": "p", "userProject": "u", "projection": "full", "maxResults": 2},
                {"items": []},
            ),
            rows=[],
        )


class Compute(ShapeCase):
    services = ["compute"]
    AGGREGATED = "/compute/v1/projects/p/aggregated/instances"
    HEADERS = {"X-Goog-Api-Version": None}

    def test_an_aggregated_list_has_its_scopes_as_column(self):
        replies = [
            {"items": {"zones/a": {"instances": [{"name": "a"}]}}, "nextPageToken": "t1"},
            {"items": {"zones/b": {"warning": {"code": "NO_RESULTS_ON_PAGE"}}},
             "nextPageToken": "t2"},
            {"items": {"zones/c": {"instances": [{"name": "b"}, {"name": "c"}]}}},
        ]
        self.check(
            "SELECT name, scope FROM google.compute.instances WHERE project = 'p'",
            *pages(self.AGGREGATED, replies, {"maxResults": 500}),
            rows=[
                {"name": "a", "scope": "zones/a"}, {"name": "b", "scope": "zones/c"},
                {"name": "c", "scope": "zones/c"},
            ],
        )

    def test_places_that_did_not_respond_are_told(self):
        reply = {"items": {"zones/a": {"instances": [{"name": "a"}]}},
                 "unreachables": ["projects/p/zones/b"]}
        result = self.check(
            "SELECT name FROM google.compute.instances WHERE project = 'p'",
            get(self.AGGREGATED, {"maxResults": 500}, reply),
            rows=[{"name": "a"}], code=3,
        )
        self.assertIn("projects/p/zones/b", result.messages)


class BigQuery(ShapeCase):
    services = ["bigquery"]

    def test_rows_of_an_inline_schema_are_listed(self):
        replies = [
            {"datasets": [{"id": f"p:{name}", "datasetReference": {"datasetId": name}}]}
            for name in NAMES
        ]
        replies[0]["nextPageToken"], replies[1]["nextPageToken"] = "t1", "t2"
        self.check(
            "SELECT id, datasetReference.datasetId AS name FROM google.bigquery.datasets "
            "WHERE projectsId = 'p'",
            *pages("/bigquery/v2/projects/p/datasets", replies),
            rows=[{"id": f"p:{name}", "name": name} for name in NAMES],
        )

    def test_a_token_may_have_the_name_of_its_parameter(self):
        replies = [{"totalRows": "3", "rows": [{"f": [{"v": name}]}]} for name in NAMES]
        replies[0]["pageToken"], replies[1]["pageToken"] = "t1", "t2"
        self.check(
            "SELECT f[0].v AS v FROM google.bigquery.tabledata "
            "WHERE projectsId = 'p' AND datasetsId = 'd' AND tablesId = 't'",
            *pages("/bigquery/v2/projects/p/datasets/d/tables/t/data", replies),
            rows=[{"v": name} for name in NAMES],
        )

    def test_results_of_a_query_are_whole(self):
        replies = [
            {"jobComplete": True, "totalRows": "3", "rows": [{"f": [{"v": name}]}]}
            for name in NAMES
        ]
        replies[0]["pageToken"], replies[1]["pageToken"] = "t1", "t2"
        self.check(
            "SELECT f[0].v AS v FROM google.bigquery.jobs_query_results "
            "WHERE projectsId = 'p' AND queriesId = 'j' AND location = 'EU'",
            *pages("/bigquery/v2/projects/p/queries/j", replies, {"location": "EU"}),
            rows=[{"v": name} for name in NAMES],
        )


class RunV1(ShapeCase):
    services = ["run_v1"]

    def test_a_list_goes_on_with_continue(self):
        replies = [{"items": [{"metadata": {"name": name}}], "metadata": {}} for name in NAMES]
        replies[0]["metadata"]["continue"] = "t1"
        replies[1]["metadata"]["continue"] = "t2"
        self.check(
            "SELECT metadata.name AS name FROM google.run_v1.services WHERE namespacesId = 'p'",
            *pages("/apis/serving.knative.dev/v1/namespaces/p/services", replies,
                   token="continue"),
            rows=ROWS,
        )

    def test_places_that_did_not_respond_are_told(self):
        reply = {"items": [], "metadata": {}, "unreachable": ["europe-west1"]}
        result = self.check(
            "SELECT metadata FROM google.run_v1.services WHERE namespacesId = 'p'",
            get("/apis/serving.knative.dev/v1/namespaces/p/services", reply=reply),
            rows=[], code=3,
        )
        self.assertIn("europe-west1", result.messages)


class Logging(ShapeCase):
    services = ["logging"]
    ENTRIES = "/v2/entries:list"

    def body(self, **more):
        return {"resourceNames": ["projects/p"], **more}

    def test_a_list_by_post_takes_its_parameters_in_the_body(self):
        replies = listed("entries", NAMES, key="insertId")
        bodies = [self.body(filter="severity>=ERROR", pageSize=100)]
        bodies += [{**bodies[0], "pageToken": token} for token in ["t1", "t2"]]
        self.check(
            "SELECT insertId FROM google.logging.entries "
            "WHERE resourceNames = 'projects/p' AND \"filter\" = 'severity>=ERROR'",
            *[post(self.ENTRIES, body, reply) for body, reply in zip(bodies, replies)],
            rows=[{"insertId": name} for name in NAMES],
        )

    def test_several_values_of_an_array_are_one_call(self):
        body = {"resourceNames": ["folders/f", "projects/p"], "orderBy": "timestamp desc"}
        self.check(
            "SELECT insertId FROM google.logging.entries "
            "WHERE resourceNames IN ('projects/p', 'folders/f') AND orderBy = 'timestamp desc' "
            "LIMIT 1",
            post(self.ENTRIES, {**body, "pageSize": 1}, {"entries": [{"insertId": "a"}]}),
            rows=[{"insertId": "a"}],
        )

    def test_it_is_kept_in_the_cache(self):
        select = "SELECT insertId FROM google.logging.entries WHERE resourceNames = 'projects/p';"
        result = self.run_sql(
            f"SET cache.ttl = '1h'; {select} {select}",
            post(self.ENTRIES, self.body(pageSize=100), {"entries": [{"insertId": "a"}]}),
            options=["-o", "jsonl"],
        )
        self.assertEqual(result.text.splitlines(), ['{"insertId":"a"}'] * 2)

    def test_read_only_allows_it(self):
        self.check(
            "SELECT insertId FROM google.logging.entries WHERE resourceNames = 'projects/p'",
            post(self.ENTRIES, self.body(pageSize=100), {}),
            rows=[], options=["--read-only"],
        )


class Others(ShapeCase):
    services = ["pubsub", "sqladmin", "dns", "container", "secretmanager", "translate_v2"]

    def test_lists_of_three_pages_are_whole(self):
        cases = {
            "pubsub.topics WHERE projectsId = 'p'": (
                "/v1/projects/p/topics", "topics", {"pageSize": 100}),
            "sqladmin.instances WHERE project = 'p'": ("/v1/projects/p/instances", "items", {}),
            "dns.managed_zones WHERE project = 'p'": (
                "/dns/v1/projects/p/managedZones", "managedZones", {}),
        }
        for table, (path, member, query) in cases.items():
            replies = listed(member, NAMES)
            for reply in replies:
                reply[member][0]["project"] = "p"
            with self.subTest(table):
                self.check(
                    f"SELECT name FROM google.{table}",
                    *pages(path, replies, query), rows=ROWS,
                )

    def test_zones_of_clusters_that_are_missing_are_told(self):
        reply = {"clusters": [{"name": "a"}], "missingZones": ["us-b"]}
        result = self.check(
            "SELECT name FROM google.container.clusters "
            "WHERE projectsId = 'p' AND locationsId = '-'",
            get("/v1/projects/p/locations/-/clusters", reply=reply), rows=[{"name": "a"}], code=3,
        )
        self.assertIn("us-b", result.messages)

    def test_a_wrapped_response_is_read(self):
        reply = {"data": {"translations": [{"translatedText": "hallo"}, {"translatedText": "da"}]}}
        self.check(
            "SELECT translatedText FROM google.translate_v2.translations "
            "WHERE q IN ('hello', 'there') AND target = 'de'",
            get("/language/translate/v2", {"q": ["hello", "there"], "target": "de"}, reply),
            rows=[{"translatedText": "hallo"}, {"translatedText": "da"}],
        )


if __name__ == "__main__":
    unittest.main()
