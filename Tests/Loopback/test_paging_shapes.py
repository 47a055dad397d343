"""Lists in every scheme of paging, by a provider document in StackQL's format."""

import json
import os
import pathlib
import tempfile
import unittest

from shape_case import ShapeCase, get, post

NAMES = ["a", "b", "c"]
ROWS = [{"name": name} for name in NAMES]
QUERY = {"in": "query", "schema": {"type": "string"}}


def text():
    return {"type": "string"}


def page(**members):
    rows = {"type": "array", "items": {"type": "object", "properties": {"name": text()}}}
    return {"type": "object", "properties": {"items": rows, **members}}


def operation(schema, *parameters, numbers=(), headers=None, body=None):
    """A list with text parameters in the query, and numbers."""
    query = [{"name": name, **QUERY} for name in parameters]
    query += [{"name": name, "in": "query", "schema": {"type": "integer"}} for name in numbers]
    content = {"application/json": {"schema": schema}}
    response = {"description": "ok", "content": content}
    if headers:
        response["headers"] = {name: {"schema": text()} for name in headers}
    tree = {"parameters": query, "responses": {"200": response}}
    if body:
        tree["requestBody"] = {"content": {"application/json": {"schema": body}}}
    return tree


def nested(name, inner):
    return {name: {"type": "object", "properties": inner}}


def methods():
    """The lists: their HTTP methods, operations and keys of StackQL."""
    whole = {"type": "array", "items": page()["properties"]["items"]["items"]}
    number = {"type": "integer"}
    return {
        "links": ("get", operation(whole, headers=["Link"]), {}),
        "urls": ("get", operation(page(**nested("links", {"next": text()}))), {}),
        "pages": (
            "get", operation(page(**nested("meta", {"total_pages": number})), numbers=["page"]),
            {},
        ),
        "offsets": (
            "get", operation(page(offset=number), numbers=["offset", "limit"]), {},
        ),
        "cursors": ("get", operation(page(next_cursor=text()), "cursor"), {}),
        "bodies": (
            "post",
            operation(
                page(nextPageToken=text()),
                body={"type": "object", "properties": {"pageToken": text(), "query": text()}},
            ),
            {},
        ),
        "last_ids": (
            "get",
            operation(page(last_id=text(), has_more={"type": "boolean"}), "after_id"),
            {},
        ),
        "headers": (
            "get", operation(page(), "from"),
            {"requestToken": {"key": "from", "location": "query"},
             "responseToken": {"key": "X-Next", "location": "header"}},
        ),
        "markers": ("get", operation(page(), "marker"), {}),
    }


def write_registry(root, url):
    """Writes a provider `shapes` with a resource for each list."""
    base = pathlib.Path(root) / "src" / "shapes" / "v1"
    (base / "services").mkdir(parents=True)
    paths, resources = {}, {}
    for name, (verb, tree, paging) in methods().items():
        paths[f"/{name}"] = {verb: {"operationId": name, **tree}}
        method = {
            "operation": {"$ref": f"#/paths/~1{name}/{verb}"},
            "response": {"mediaType": "application/json", "openAPIDocKey": "200"},
        }
        if name != "links":
            method["response"]["objectKey"] = "$.items"
        resources[name] = {
            "id": f"shapes.lists.{name}", "name": name, "title": name, "methods": {"list": method},
            "sqlVerbs": {"select": [
                {"$ref": f"#/components/x-stackQL-resources/{name}/methods/list"}]},
        }
        if paging:
            resources[name]["config"] = {"pagination": paging}
    service = {
        "openapi": "3.0.0", "info": {"title": "Lists", "version": "1"},
        "servers": [{"url": url}], "paths": paths,
        "components": {"x-stackQL-resources": resources, "schemas": {}},
    }
    provider = {
        "id": "shapes", "name": "shapes", "version": "v1",
        "providerServices": {"lists": {
            "id": "lists:v1", "name": "lists", "preferred": True, "version": "v1", "title": "Lists",
            "description": "", "service": {"$ref": "shapes/v1/services/lists.yaml"}}},
    }
    # JSON is YAML.
    (base / "provider.yaml").write_text(json.dumps(provider))
    (base / "services" / "lists.yaml").write_text(json.dumps(service))


class Paging(ShapeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        root = tempfile.TemporaryDirectory(prefix="tuneql-shapes-")
        cls.addClassCleanup(root.cleanup)
        cls.root = root.name
        write_registry(cls.root, cls.server.url)

    def arguments(self):
        return ["--registry", self.root]

    def environment(self):
        homes = {"TUNEQL_HOME": f"{self.root}/home", "XDG_CACHE_HOME": f"{self.root}/cache"}
        return {**os.environ, **homes}

    def check_list(self, name, *exchanges, **more):
        return self.check(f"SELECT name FROM shapes.lists.{name}", *exchanges, rows=ROWS, **more)

    def items(self, name, **members):
        return {"items": [{"name": name}], **members}

    def test_a_link_header(self):
        def link(number):
            first = f'<{{}}/links?page={number}&x=%2F>; rel="next", </links>; rel="first"'
            return {"Link": first.format("$SERVER" if number == 2 else "")}

        self.check_list(
            "links",
            get("/links", reply=[{"name": "a"}], reply_headers=link(2)),
            get("/links", {"page": 2, "x": "/"}, [{"name": "b"}], reply_headers=link(3)),
            get("/links", {"page": 3, "x": "/"}, [{"name": "c"}]),
        )

    def test_a_link_to_another_server_is_not_followed(self):
        link = {"Link": '<https://evil.example/links?page=2>; rel="next"'}
        result = self.run_sql(
            "SELECT name FROM shapes.lists.links",
            get("/links", reply=[{"name": "a"}], reply_headers=link), code=2,
        )
        self.assertIn("evil.example", result.messages)

    def test_exec_tells_of_a_next_link(self):
        link = {"Link": '</links?page=2>; rel="next"'}
        result = self.check(
            "EXEC shapes.lists.links.list",
            get("/links", reply=[{"name": "a"}], reply_headers=link),
            rows=[{"name": "a"}], code=3,
        )
        self.assertIn("more pages", result.messages)

    def test_a_next_url(self):
        self.check_list(
            "urls",
            get("/urls", reply=self.items("a", links={"next": "$SERVER/urls?c=2"})),
            get("/urls", {"c": 2}, self.items("b", links={"next": "/urls?c=3"})),
            get("/urls", {"c": 3}, self.items("c", links={"next": None})),
        )

    def test_page_numbers(self):
        meta = {"total_pages": 3}
        self.check_list(
            "pages",
            get("/pages", reply=self.items("a", meta=meta)),
            get("/pages", {"page": 2}, self.items("b", meta=meta)),
            get("/pages", {"page": 3}, self.items("c", meta=meta)),
        )

    def test_offsets(self):
        self.check_list(
            "offsets",
            get("/offsets", reply={"items": ROWS[:2], "offset": 0}),
            get("/offsets", {"offset": 2}, {"items": ROWS[2:], "offset": 2}),
            get("/offsets", {"offset": 3}, {"items": [], "offset": 3}),
        )

    def test_cursors(self):
        self.check_list(
            "cursors",
            get("/cursors", reply=self.items("a", next_cursor="x+/=")),
            get("/cursors", {"cursor": "x+/="}, self.items("b", next_cursor="y")),
            get("/cursors", {"cursor": "y"}, self.items("c", next_cursor="")),
        )

    def test_tokens_in_the_body(self):
        self.check(
            "SELECT name FROM shapes.lists.bodies WHERE query = 'q'",
            post("/bodies", {"query": "q"}, self.items("a", nextPageToken="1")),
            post("/bodies", {"query": "q", "pageToken": "1"}, self.items("b", nextPageToken="2")),
            post("/bodies", {"query": "q", "pageToken": "2"}, self.items("c")),
            rows=ROWS,
        )

    def test_last_ids(self):
        self.check_list(
            "last_ids",
            get("/last_ids", reply=self.items("a", last_id="a", has_more=True)),
            get("/last_ids", {"after_id": "a"}, self.items("b", last_id="b", has_more=True)),
            get("/last_ids", {"after_id": "b"}, self.items("c", last_id="c", has_more=False)),
        )

    def test_tokens_in_headers(self):
        self.check_list(
            "headers",
            get("/headers", reply=self.items("a"), reply_headers={"X-Next": "b"}),
            get("/headers", {"from": "b"}, self.items("b"), reply_headers={"X-Next": "c"}),
            get("/headers", {"from": "c"}, self.items("c")),
        )

    def test_paging_that_is_not_understood_is_told_of(self):
        result = self.check_list("markers", get("/markers", reply={"items": ROWS}))
        self.assertIn("may have more rows: list takes marker", result.messages)
        result = self.check_list(
            "markers WHERE marker = 'a'", get("/markers", {"marker": "a"}, {"items": ROWS})
        )
        self.assertEqual(result.messages, "")

    def test_a_token_that_repeats_ends_with_an_error(self):
        result = self.run_sql(
            "SELECT name FROM shapes.lists.cursors",
            get("/cursors", reply=self.items("a", next_cursor="x")),
            get("/cursors", {"cursor": "x"}, self.items("b", next_cursor="x")),
            code=2,
        )
        self.assertIn("would never end", result.messages)


if __name__ == "__main__":
    unittest.main()
