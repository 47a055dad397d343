"""AWAIT on the long-running operations of Google's services, in every shape that they have."""

import unittest

from shape_case import ShapeCase, exchange, get, post


class Compute(ShapeCase):
    services = ["compute"]
    ZONE = "/compute/v1/projects/p/zones/z"

    def operation(self, status, **more):
        return {"kind": "compute#operation", "id": "1", "name": "operation-1", "status": status,
                **more}

    def test_an_insert_is_awaited_by_the_server(self):
        body = {"name": "i", "machineType": "zones/z/machineTypes/e2-small"}
        result = self.run_sql(
            "INSERT /*+ AWAIT */ INTO google.compute.instances (project, zone, name, machineType) "
            "VALUES ('p', 'z', 'i', 'zones/z/machineTypes/e2-small')",
            post(f"{self.ZONE}/instances", body, self.operation("RUNNING")),
            post(f"{self.ZONE}/operations/operation-1/wait", reply=self.operation("DONE")),
        )
        self.assertIn("created 1", result.messages)

    def test_a_delete_that_fails_tells_why(self):
        error = {"errors": [{"code": "RESOURCE_IN_USE", "message": "it is used by a disk"}]}
        result = self.run_sql(
            "DELETE /*+ AWAIT */ FROM google.compute.instances "
            "WHERE project = 'p' AND zone = 'z' AND instance = 'i'",
            exchange("DELETE", f"{self.ZONE}/instances/i", reply=self.operation("PENDING")),
            post(f"{self.ZONE}/operations/operation-1/wait",
                 reply=self.operation("DONE", error=error, httpErrorStatusCode=400)),
            code=2,
        )
        self.assertIn("RESOURCE_IN_USE: it is used by a disk", result.messages)

    def test_a_server_that_does_not_wait_is_read(self):
        refusal = {"error": {"code": 404, "message": "no such method"}}
        self.run_sql(
            "EXEC /*+ AWAIT */ google.compute.instances.stop @project = 'p', @zone = 'z', "
            "@instance = 'i'",
            post(f"{self.ZONE}/instances/i/stop", reply=self.operation("RUNNING")),
            post(f"{self.ZONE}/operations/operation-1/wait", reply=refusal, status=404),
            get(f"{self.ZONE}/operations/operation-1", reply=self.operation("DONE")),
        )

    def test_global_and_regional_operations_have_their_own_paths(self):
        for table, parameters, path in [
            ("networks", "project = 'p' AND network = 'n'", "global"),
            ("addresses", "project = 'p' AND region = 'r' AND address = 'n'", "regions/r"),
        ]:
            with self.subTest(table):
                base = f"/compute/v1/projects/p/{path}"
                self.run_sql(
                    f"DELETE /*+ AWAIT */ FROM google.compute.{table} WHERE {parameters}",
                    exchange("DELETE", f"{base}/{table}/n", reply=self.operation("RUNNING")),
                    post(f"{base}/operations/operation-1/wait", reply=self.operation("DONE")),
                )


class Others(ShapeCase):
    services = ["cloudresourcemanager", "container", "dns", "script", "sqladmin", "storage"]

    def test_operations_of_sqladmin(self):
        operation = {"kind": "sql#operation", "name": "op-1", "status": "PENDING"}
        self.run_sql(
            "INSERT /*+ AWAIT */ INTO google.sqladmin.databases (project, instance, name) "
            "VALUES ('p', 'i', 'd')",
            post("/v1/projects/p/instances/i/databases", {"name": "d"}, operation),
            get("/v1/projects/p/operations/op-1", reply={**operation, "status": "DONE"}),
        )

    def test_an_operation_of_sqladmin_that_failed(self):
        operation = {"kind": "sql#operation", "name": "op-1", "status": "DONE", "error": {
            "kind": "sql#operationErrors",
            "errors": [{"kind": "sql#operationError", "code": "ERROR_DISK", "message": "no room"}],
        }}
        result = self.run_sql(
            "UPDATE /*+ AWAIT */ google.sqladmin.instances SET \"settings.tier\" = 'db-f1' "
            "WHERE project = 'p' AND instance = 'i'",
            exchange("PATCH", "/v1/projects/p/instances/i", None, operation,
                     body={"settings": {"tier": "db-f1"}}),
            code=2,
        )
        self.assertIn("ERROR_DISK: no room", result.messages)

    def test_changes_of_dns_have_an_id_and_small_letters(self):
        zone = "/dns/v1/projects/p/managedZones/z/changes"
        additions = [{"name": "a.example.", "type": "A", "ttl": 60, "rrdatas": ["192.0.2.1"]}]
        change = {"kind": "dns#change", "id": "7", "status": "pending", "additions": additions}
        self.check(
            "INSERT /*+ AWAIT */ INTO google.dns.changes (project, managedZone, additions) VALUES "
            "('p', 'z', json_array(json_object('name', 'a.example.', 'type', 'A', 'ttl', 60, "
            "'rrdatas', json_array('192.0.2.1')))) RETURNING id, status",
            post(zone, {"additions": additions}, change),
            get(f"{zone}/7", reply={**change, "status": "done"}),
            rows=[{"id": "7", "status": "done"}],
        )

    def test_operations_of_clusters(self):
        operation = {"name": "operation-1", "status": "RUNNING", "operationType": "CREATE_CLUSTER"}
        self.run_sql(
            "INSERT /*+ AWAIT */ INTO google.container.clusters "
            "(projectsId, locationsId, \"cluster.name\") VALUES ('p', 'r', 'c')",
            post("/v1/projects/p/locations/r/clusters", {"cluster": {"name": "c"}}, operation),
            get("/v1/projects/p/locations/r/operations/operation-1",
                reply={**operation, "status": "DONE"}),
        )

    def test_an_operation_without_a_name_has_ended(self):
        reply = {"done": True, "response": {"result": 3}}
        result = self.run_sql(
            "EXEC /*+ AWAIT, SHOWRESULTS */ google.script.scripts.run @scriptId = 's', "
            "@function = 'f', @parameters = '[1, 2]'",
            post("/v1/scripts/s:run", {"function": "f", "parameters": [1, 2]}, reply),
        )
        self.assertEqual(result.rows[0]["response"], {"result": 3})

    def test_a_script_that_fails_is_an_error(self):
        reply = {"done": True, "error": {"code": 3, "message": "ScriptError", "details": []}}
        result = self.run_sql(
            "EXEC /*+ AWAIT */ google.script.scripts.run @scriptId = 's', @function = 'f'",
            post("/v1/scripts/s:run", {"function": "f"}, reply),
            code=2,
        )
        self.assertIn("ScriptError", result.messages)

    def test_operations_with_whole_names_are_read_at_them(self):
        name = "operations/cp.1"
        made = {"name": "projects/1", "projectId": "p-1", "state": "ACTIVE"}
        self.check(
            "INSERT /*+ AWAIT */ INTO google.cloudresourcemanager.projects (projectId, parent) "
            "VALUES ('p-1', 'folders/2') RETURNING name, state",
            post("/v3/projects", {"projectId": "p-1", "parent": "folders/2"}, {"name": name}),
            get(f"/v3/{name}", reply={"name": name, "done": True, "response": made}),
            rows=[{"name": "projects/1", "state": "ACTIVE"}],
        )

    def test_a_whole_name_below_a_collection_is_read_by_its_id(self):
        name = "projects/_/buckets/b/operations/o-1"
        self.run_sql(
            "EXEC /*+ AWAIT */ google.storage.buckets.relocate @bucket = 'b', "
            "@destinationLocation = 'EU'",
            post("/storage/v1/b/b/relocate", {"destinationLocation": "EU"}, {"name": name}),
            get("/storage/v1/b/b/operations/o-1", reply={"name": name, "done": True}),
        )


if __name__ == "__main__":
    unittest.main()
