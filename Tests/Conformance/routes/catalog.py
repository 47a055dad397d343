"""The routes of the catalog: each method of each table, as `catalog.methods` lists it."""

import collections
import json


class Route:
    """A method of a table, with the names of its parameters."""

    def __init__(self, row):
        self.service = row["service"]
        self.table = row["resource"]
        self.name = row["name"]
        self.collection = row["collection"]
        self.verb = row["sql_verb"]
        self.http_method = row["http_method"]
        self.path = row["path"]
        self.request_message = row["request_message"]
        self.body_member = row["body_member"]
        self.position = row["position"]
        # Whether the host depends on a value, which therefore has to be plain.
        self.has_location_host = row["host_parameter"] is not None
        self.parameters = []
        # The name of the table in which only methods of this collection's kind are.
        self.alias = None

    @property
    def full_name(self):
        return f"{self.collection}.{self.name}" if self.collection else self.name

    def named(self, place):
        return [row["name"] for row in self.parameters if row["location"] == place]

    @property
    def needed(self):
        return [row["name"] for row in self.parameters if row["is_required"]]


class Catalog:
    """Everything that is read of the catalog for the services of some documents."""

    def __init__(self, program, documents):
        self.program = program
        condition = "provider = 'google'"
        # The service of each document.
        self.services = {
            row["document"]: row["name"] for row in program.rows(
                f"SELECT document, name FROM catalog.services WHERE {condition}"
            )
            if row["document"] in documents
        }
        names = ", ".join(f"'{name}'" for name in sorted(self.services.values()))
        condition += f" AND service IN ({names})"
        self.routes = {}
        # The routes of each table.
        self.tables = collections.defaultdict(list)
        self._read(condition)
        self._read_aliases(condition)
        self.fields = {}

    def _read(self, condition):
        routes = {}
        for row in self.program.rows(
            "SELECT service, resource, position, name, collection, sql_verb, http_method, path, "
            f"request_message, body_member, host_parameter FROM catalog.methods WHERE {condition}"
        ):
            route = Route(row)
            routes[route.service, route.table, route.position] = route
            key = route.service, route.full_name
            if key in self.routes:
                raise SystemExit(f"{key} is there twice")
            self.routes[key] = route
            self.tables[route.service, route.table].append(route)
        for row in self.program.rows(
            "SELECT service, resource, method_position, name, location, type, is_required "
            f"FROM catalog.parameters WHERE {condition} ORDER BY position"
        ):
            routes[row["service"], row["resource"], row["method_position"]].parameters.append(row)

    def _read_aliases(self, condition):
        tables = self.program.rows(
            f"SELECT service, name, name_column, aliases FROM catalog.resources WHERE {condition}"
        )
        # The column of each table that has the whole names of its rows; None where there is none.
        self.names = {(row["service"], row["name"]): row["name_column"] for row in tables}
        aliases = [
            (row["service"], row["name"], alias)
            for row in tables
            for alias in json.loads(row["aliases"])
        ]
        results = self.program.results([
            f"SELECT collection, name FROM catalog.methods WHERE provider = 'google' "
            f"AND service = '{service}' AND resource = '{alias}'"
            for service, _, alias in aliases
        ])
        for (service, _, alias), result in zip(aliases, results):
            for row in result["rows"]:
                name = f"{row['collection']}.{row['name']}" if row["collection"] else row["name"]
                self.routes[service, name].alias = alias

    def load_fields(self, routes):
        """Reads the fields of the bodies that statements of these routes have."""
        wanted = sorted({
            (route.service, route.request_message) for route in routes
            if route.request_message
        })
        members = {(route.service, route.body_member) for route in routes}
        while wanted:
            self._load(wanted)
            wanted = sorted({
                (service, message_name(field)) for service, message in wanted
                for field in self.fields[service, message]
                if field["is_required"] or (service, field["name"]) in members
                or all(message_name(other) for other in settable(self.fields[service, message]))
            } - {(service, None) for service, _ in wanted} - set(self.fields))

    def _load(self, wanted):
        results = self.program.results([
            "SELECT name, type, shape, is_required, is_output_only FROM catalog.fields "
            f"WHERE provider = 'google' AND service = '{service}' AND message = '{message}'"
            for service, message in wanted
        ])
        for key, result in zip(wanted, results):
            self.fields[key] = result["rows"]


def settable(fields):
    """The fields that a SET changes first; see `Statements.changes`."""
    return [field for field in fields if not field["is_output_only"] and field["name"] not in ("name", "etag", "kind")]


def message_name(field):
    """The message of a field; None for a field of another type."""
    shape = json.loads(field["shape"])
    return shape.get("message") if isinstance(shape, dict) else None
