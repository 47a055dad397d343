"""Statements that call a route, made of its parameters and their values."""

import json


def text(value):
    """A value in SQL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return "'" + value.replace("'", "''") + "'"


def array(value):
    return text(json.dumps(value, ensure_ascii=False)) if isinstance(value, list) else text(value)


def name(identifier):
    return '"' + identifier.replace('"', '""') + '"'


class Statements:
    """The statements of a route; `values` maps the names of parameters to values."""

    def __init__(self, catalog, route):
        self.catalog = catalog
        self.route = route
        self.table = f"google.{route.service}.{route.alias or route.table}"

    def without_rivals(self, values):
        """The values without those optional ones by which another method would be called."""
        own = set(self.route.needed)
        # The name of a row stands for the parameters that it spells.
        given = set(values) - ({self.catalog.names[self.route.service, self.route.table]} - own)
        for rival in self.catalog.tables[self.route.service, self.route.table]:
            needed = set(rival.needed)
            is_rival = (
                rival is not self.route and rival.verb == self.route.verb
                and rival.alias == self.route.alias and self.route.verb != "EXEC"
            )
            if is_rival and needed <= given and len(needed) >= len(own):
                given -= needed - own
        return {name: value for name, value in values.items() if name in given}

    def explain(self, values):
        return "EXPLAIN " + getattr(self, self.route.verb.lower())(values)

    def where(self, values, lists=False):
        def condition(key, value):
            if lists and isinstance(value, list) and len(key) % 2:
                return f"{name(key)} IN ({', '.join(map(text, value))})"
            return f"{name(key)} = {array(value)}"

        terms = [condition(key, value) for key, value in values.items()]
        return " WHERE " + " AND ".join(terms) if terms else ""

    def select(self, values):
        return f"SELECT * FROM {self.table}{self.where(values, lists=True)}"

    def delete(self, values):
        return f"DELETE FROM {self.table}{self.where(values)}"

    def insert(self, values, verb="INSERT"):
        values = {**values, **self.body(values)}
        if not values:
            return f"{verb} INTO {self.table} DEFAULT VALUES"
        columns = ", ".join(name(key) for key in values)
        return f"{verb} INTO {self.table} ({columns}) VALUES ({', '.join(map(array, values.values()))})"

    def replace(self, values):
        return self.insert(values, "REPLACE")

    def update(self, values):
        changes = self.changes(values)
        terms = ", ".join(f"{name(key)} = {array(value)}" for key, value in changes.items())
        return f"UPDATE {self.table} SET {terms}{self.where(values)}"

    def exec(self, values):
        """By the name alone, where that is enough, and else with the collection's."""
        method = self.route.name
        if self.is_shared(method):
            method = name(self.route.full_name)
        values = {**values, **self.needed_body(values)}
        terms = ", ".join(f'@{quoted(key)} = {array(value)}' for key, value in values.items())
        return f"EXEC google.{self.route.service}.{self.route.table}.{method} {terms}".rstrip()

    def is_shared(self, method):
        """Whether other methods of the name could be called with the same values."""
        return any(
            other is not self.route and other.name == method and other.table == self.route.table
            for other in self.catalog.tables[self.route.service, self.route.table]
        )

    def body(self, values):
        """Values for the members that the body needs, or for one that it may have."""
        needed = self.needed_body(values)
        return needed if needed or values else self.changes(values)

    def needed_body(self, values):
        own = {row["name"] for row in self.route.parameters} | set(values)
        return {
            field["name"]: self.member(field) for field in self._fields()
            if field["is_required"] and not field["is_output_only"] and field["name"] not in own
        }

    def changes(self, values):
        """The member that an UPDATE changes."""
        own = {row["name"] for row in self.route.parameters}
        fields = [
            field for field in self._fields()
            if not field["is_output_only"] and field["name"] not in own and field["name"] not in values
        ]
        fields.sort(key=lambda field: (
            field["name"] in ("name", "etag", "kind"), '"message"' in field["shape"], field["type"] != "string"
        ))
        return {field["name"]: self.member(field) for field in fields[:1]}

    def member(self, field):
        """A value of a member in SQL: an object as JSON with the members that it needs."""
        value = self._json(field)
        return json.dumps(value) if isinstance(value, (dict, list)) else value

    def _json(self, field):
        shape = json.loads(field["shape"])
        if not isinstance(shape, dict):
            return {
                "integer": 7, "number": 1.5, "boolean": True, "any": {}, "int64": "7",
                "timestamp": "2026-01-02T03:04:05Z",
            }.get(shape, "v")
        if "enum" in shape:
            return shape["enum"][-1]
        if "string" in shape:
            return {"byte": "YWI=", "duration": "3.5s", "field-mask": "a"}.get(shape["string"], "v")
        if "array" in shape:
            return []
        fields = self.catalog.fields.get((self.route.service, shape.get("message")), [])
        return {field["name"]: self._json(field) for field in fields if field["is_required"]}

    def _fields(self):
        route = self.route
        fields = self.catalog.fields.get((route.service, route.request_message), [])
        if route.body_member is None:
            return fields
        for field in fields:
            if field["name"] == route.body_member:
                message = json.loads(field["shape"])["message"]
                return self.catalog.fields.get((route.service, message), [])
        return []


def quoted(key):
    return key if key.isidentifier() else name(key)
