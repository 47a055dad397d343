"""The discovery documents of a folder, and the requests that Google's own client makes of them."""

import json
import pathlib
import re

from googleapiclient import discovery

# The client reads no credentials and opens no connection for a request that is only built.
NO_HTTP = object()


class Method:
    """A method of a document: its description, and where it stands."""

    def __init__(self, document, collection, name, tree, is_hidden):
        self.document = document
        self.collection = collection
        self.name = name
        self.tree = tree
        # The client has one name space for methods and collections, in which collections win.
        self.is_hidden = is_hidden
        self.parameters = tree.get("parameters", {})

    @property
    def full_name(self):
        return ".".join([*self.collection, snake_case(self.name)])

    @property
    def path(self):
        return self.tree.get("path", "")

    def located(self, place):
        return [name for name, tree in self.parameters.items() if tree.get("location") == place]

    def needs(self, name):
        """Whether the caller has to give a value."""
        tree = self.parameters[name]
        is_required = tree.get("location") == "path" or tree.get("required", False)
        return is_required and "default" not in tree

    def request(self, service, values):
        """The request of the client for these values."""
        arguments = {client_name(name): value for name, value in values.items()}
        if "request" in self.tree:
            arguments["body"] = {}
        return self.function(service)(**arguments)

    def function(self, service):
        if self.is_hidden:
            name, function = discovery.createMethod(
                discovery.fix_method_name(self.name), self.tree, service._rootDesc, service._schema
            )
            return lambda **arguments: function(service, **arguments)
        node = service
        for part in self.collection:
            node = getattr(node, discovery.fix_method_name(part))()
        return getattr(node, discovery.fix_method_name(self.name))


class Document:
    """A document, and the client that is built of it when it is used."""

    def __init__(self, path):
        self.name = path.name
        self.tree = json.loads(path.read_text())
        self._service = None

    @property
    def service(self):
        if self._service is None:
            self._service = discovery.build_from_document(
                json.loads(json.dumps(self.tree)), http=NO_HTTP
            )
        return self._service

    @property
    def base_path(self):
        """The path before that of every method, with slashes around it."""
        root = re.sub(r"^https?://[^/]+", "", self.tree["rootUrl"])
        return root + self.tree.get("servicePath", "")

    def methods(self):
        yield from self._methods(self.tree, ())

    def _methods(self, node, collection):
        nested = node.get("resources", {})
        for name, tree in node.get("methods", {}).items():
            yield Method(self, collection, name, tree, name in nested)
        for name, child in nested.items():
            yield from self._methods(child, (*collection, name))


def files(folder):
    """The files of the documents of a folder, one for each id."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        if path.name != "index.json":
            found.setdefault(re.search(r'"id": *"([^"]+)"', path.read_text())[1], path)
    return sorted(found.values())


def snake_case(name):
    """The name of a method in SQL."""
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    return name.replace("-", "_").replace(".", "_")


def client_name(name):
    """The name of a parameter in Python."""
    return discovery.key2param(name)
