"""INSERT, UPDATE, REPLACE, DELETE and EXEC at servers in the shapes of Google's services."""

import unittest

from shape_case import ShapeCase, exchange, get, post


def put(path, body=None, reply=None, **more):
    return exchange("PUT", path, more.pop("query", None), reply, body=body, **more)


def patch(path, body=None, reply=None, **more):
    return exchange("PATCH", path, more.pop("query", None), reply, body=body, **more)


def delete(path, reply=None, **more):
    return exchange("DELETE", path, more.pop("query", None), reply, **more)


NO_CONTENT = {"status": 204}


class Storage(ShapeCase):
    services = ["storage"]
    BUCKET = {"name": "b", "location": "EU", "metageneration": "1"}

    def test_insert_sends_the_body_and_returns_the_row(self):
        self.check(
            "INSERT INTO google.storage.buckets "
            "(project, predefinedAcl, name, location, labels, \"versioning.enabled\") "
            "SELECT 'p', 'private', 'b', 'EU', json_object('team', 'a'), true "
            "RETURNING name, metageneration",
            post(
                "/storage/v1/b",
                {"name": "b", "location": "EU", "labels": {"team": "a"},
                 "versioning": {"enabled": True}},
                self.BUCKET, query={"project": "p", "predefinedAcl": "private"},
            ),
            rows=[{"name": "b", "metageneration": 1}],
        )

    def test_update_sends_what_changes_alone(self):
        self.check(
            "UPDATE google.storage.buckets SET labels.team = 'b', labels.old = NULL "
            "WHERE bucket = 'b' AND ifMetagenerationMatch = 7 RETURNING name",
            patch("/storage/v1/b/b", {"labels": {"team": "b", "old": None}}, self.BUCKET,
                  query={"ifMetagenerationMatch": 7}),
            rows=[{"name": "b"}],
        )

    def test_replace_sends_the_whole(self):
        self.check(
            "REPLACE INTO google.storage.buckets (bucket, name, location) "
            "VALUES ('b', 'b', 'EU') RETURNING location",
            put("/storage/v1/b/b", {"name": "b", "location": "EU"}, self.BUCKET),
            rows=[{"location": "EU"}],
        )

    def test_delete_of_several_objects_gets_no_content(self):
        result = self.run_sql(
            "DELETE FROM google.storage.objects WHERE bucket = 'b' AND object IN ('a/1', 'b')",
            delete("/storage/v1/b/b/o/a%2F1", **NO_CONTENT),
            delete("/storage/v1/b/b/o/b", **NO_CONTENT),
        )
        self.assertIn("deleted 2", result.messages)

    def test_a_conflict_tells_what_the_service_says(self):
        error = {"error": {"code": 409, "message": "you own it already", "errors": [
            {"domain": "global", "reason": "conflict", "message": "you own it already"}]}}
        result = self.run_sql(
            "INSERT INTO google.storage.buckets (project, name) VALUES ('p', 'b')",
            post("/storage/v1/b", {"name": "b"}, error, query={"project": "p"}, status=409),
            code=2,
        )
        self.assertIn("you own it already", result.messages)

    def test_exec_of_a_custom_method(self):
        reply = {"kind": "storage#object", "name": "c", "size": "2"}
        result = self.run_sql(
            "EXEC /*+ SHOWRESULTS */ google.storage.objects.compose @destinationBucket = 'b', "
            "@destinationObject = 'c', @sourceObjects = '[{\"name\": \"a\"}]'",
            post("/storage/v1/b/b/o/c/compose", {"sourceObjects": [{"name": "a"}]}, reply),
        )
        self.assertEqual((result.rows[0]["name"], result.rows[0]["size"]), ("c", 2))

    def test_exec_returns_the_contents_of_an_object(self):
        self.check(
            "EXEC google.storage.objects.get_media @bucket = 'b', @object = 'x', @alt = 'media'",
            get("/storage/v1/b/b/o/x", {"alt": "media"}, b"[1, 2]", kind="application/json"),
            rows=[{"contents": "[1, 2]"}],
        )


class PubSub(ShapeCase):
    services = ["pubsub"]
    TOPIC = "/v1/projects/p/topics/t"

    def test_put_creates(self):
        self.check(
            "INSERT INTO google.pubsub.topics (projectsId, topicsId, labels) "
            "VALUES ('p', 't', '{\"a\": \"b\"}') RETURNING name, labels",
            put(self.TOPIC, {"labels": {"a": "b"}},
                {"name": "projects/p/topics/t", "labels": {"a": "b"}}),
            rows=[{"name": "projects/p/topics/t", "labels": {"a": "b"}}],
        )

    def test_an_update_has_its_mask_in_the_body(self):
        self.run_sql(
            "UPDATE google.pubsub.topics SET labels.a = 'c', kmsKeyName = NULL "
            "WHERE projectsId = 'p' AND topicsId = 't'",
            patch(self.TOPIC, {"topic": {"labels": {"a": "c"}},
                               "updateMask": "labels.a,kmsKeyName"},
                  {"name": "projects/p/topics/t"}),
        )

    def test_a_pull_is_called_by_its_name(self):
        messages = [{"ackId": "1", "message": {"data": "aGk=", "messageId": "7"}}]
        result = self.run_sql(
            "EXEC /*+ SHOWRESULTS */ google.pubsub.subscriptions.pull "
            "@projectsId = 'p', @subscriptionsId = 's', @maxMessages = 5",
            post("/v1/projects/p/subscriptions/s:pull", {"maxMessages": 5},
                 {"receivedMessages": messages}),
        )
        self.assertEqual(result.rows[0]["ackId"], "1")

    def test_delete_gets_an_empty_object(self):
        self.run_sql(
            "DELETE FROM google.pubsub.topics WHERE projectsId = 'p' AND topicsId = 't'",
            delete(self.TOPIC, {}),
        )


class BigQuery(ShapeCase):
    services = ["bigquery"]
    DATASET = "/bigquery/v2/projects/p/datasets"

    def test_a_dataset_lives(self):
        row = {"id": "p:d", "datasetReference": {"projectId": "p", "datasetId": "d"}}
        self.check(
            "INSERT INTO google.bigquery.datasets "
            "(projectsId, \"datasetReference.datasetId\", location, defaultTableExpirationMs) "
            "VALUES ('p', 'd', 'EU', 3600000) RETURNING id",
            post(self.DATASET, {"datasetReference": {"datasetId": "d"}, "location": "EU",
                                "defaultTableExpirationMs": "3600000"}, row),
            rows=[{"id": "p:d"}],
        )
        self.run_sql(
            "UPDATE google.bigquery.datasets SET description = 'x' "
            "WHERE projectsId = 'p' AND datasetsId = 'd'",
            patch(f"{self.DATASET}/d", {"description": "x"}, row),
        )
        self.run_sql(
            "DELETE FROM google.bigquery.datasets "
            "WHERE projectsId = 'p' AND datasetsId = 'd' AND deleteContents = true",
            delete(f"{self.DATASET}/d", query={"deleteContents": "true"}, **NO_CONTENT),
        )

    def test_a_query_is_called_by_its_name(self):
        reply = {"jobComplete": True, "rows": [{"f": [{"v": "1"}]}], "totalRows": "1"}
        self.check(
            "SELECT e.rows[0].f[0].v AS v FROM (EXEC google.bigquery.jobs.query @projectsId = 'p', "
            "@query = 'SELECT 1', @useLegacySql = false) AS e",
            post("/bigquery/v2/projects/p/queries", {"query": "SELECT 1", "useLegacySql": False},
                 reply),
            rows=[{"v": "1"}], options=["--yes"],
        )


class Others(ShapeCase):
    services = ["logging", "run_v1", "secretmanager"]

    def test_a_new_resource_gets_its_id_from_the_query(self):
        reply = {"name": "projects/1/secrets/s"}
        self.check(
            "INSERT INTO google.secretmanager.secrets "
            "(projectsId, secretId, \"replication.automatic\") VALUES "
            "('p', 's', '{}') RETURNING name",
            post("/v1/projects/p/secrets", {"replication": {"automatic": {}}}, reply,
                 query={"secretId": "s"}),
            rows=[reply],
        )

    def test_an_update_has_its_mask_in_the_query(self):
        self.run_sql(
            "UPDATE google.secretmanager.secrets SET labels.a = 'b', etag = 'x' "
            "WHERE projectsId = 'p' AND secretsId = 's'",
            patch("/v1/projects/p/secrets/s", {"labels": {"a": "b"}, "etag": "x"},
                  {"name": "projects/1/secrets/s"}, query={"updateMask": "labels.a"}),
        )

    def test_a_service_of_knative_is_replaced(self):
        body = {"metadata": {"name": "s"}, "kind": "Service"}
        self.run_sql(
            "REPLACE INTO google.run_v1.services (namespacesId, servicesId, kind, metadata) "
            "VALUES ('p', 's', 'Service', '{\"name\": \"s\"}')",
            put("/apis/serving.knative.dev/v1/namespaces/p/services/s", body, body),
        )

    def test_entries_are_written(self):
        entries = [{"logName": "projects/p/logs/l", "textPayload": "x"}]
        self.run_sql(
            "EXEC google.logging.entries.write "
            "@entries = '[{\"logName\": \"projects/p/logs/l\", \"textPayload\": \"x\"}]', "
            "@partialSuccess = true",
            post("/v2/entries:write", {"entries": entries, "partialSuccess": True}, {}),
        )


if __name__ == "__main__":
    unittest.main()
