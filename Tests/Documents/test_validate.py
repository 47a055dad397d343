"""The check finds what it is for."""

import copy
import unittest

from validate import problems_of_service

SOUND = {
    "openapi": "3.1.0",
    "info": {"title": "Jobs", "version": "v1"},
    "paths": {
        "/jobs/{id}": {
            "get": {
                "operationId": "get",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"description": "A job."}},
            }
        }
    },
    "components": {
        "schemas": {"Job": {"type": "object"}},
        "x-stackQL-resources": {
            "jobs": {"methods": {"get": {"operation": {"$ref": "#/paths/~1jobs~1{id}/get"}}}}
        },
    },
}


class Validate(unittest.TestCase):
    def broken(self, change):
        tree = copy.deepcopy(SOUND)
        change(tree)
        return list(problems_of_service(tree))

    def test_a_sound_document_has_no_problems(self):
        self.assertEqual(self.broken(lambda tree: None), [])

    def test_a_reference_of_a_method_that_leads_nowhere_is_found(self):
        def change(tree):
            jobs = tree["components"]["x-stackQL-resources"]["jobs"]
            jobs["methods"]["get"]["operation"]["$ref"] = "#/paths/~1jobs/get"

        self.assertIn("leads nowhere", self.broken(change)[0])

    def test_a_parameter_that_nothing_declares_is_found(self):
        def change(tree):
            tree["paths"]["/jobs/{id}"]["get"]["parameters"] = []

        self.assertIn("Path parameter 'id'", self.broken(change)[0])

    def test_an_operation_without_responses_is_not_openapi(self):
        def change(tree):
            tree["paths"]["/jobs/{id}"]["get"]["responses"] = {"200": {}}

        self.assertNotEqual(self.broken(change), [])


if __name__ == "__main__":
    unittest.main()
