"""A server of files, for a registry of archives and for a directory of discovery documents."""

import http.server
import io
import json
import tarfile
import threading
import time

PROVIDER = """\
name: {name}
version: {version}
providerServices:
  jobs:
    service: {{ $ref: {name}/{version}/services/jobs.yaml }}
"""


def archive(name, version, service):
    """A .tgz as registries publish it: below the version, without the provider's directory."""
    files = {"provider.yaml": PROVIDER.format(name=name, version=version), "services/jobs.yaml": service}
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w:gz") as tar:
        for path, text in files.items():
            member = tarfile.TarInfo(f"{version}/{path}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return memory.getvalue()


def discovery_document(name, version="v1", collection="things"):
    """A discovery document with one table."""
    return json.dumps({
        "kind": "discovery#restDescription", "name": name, "version": version, "title": name,
        "rootUrl": f"https://{name}.googleapis.com/", "servicePath": "",
        "resources": {collection: {"methods": {"list": {
            "id": f"{name}.{collection}.list", "httpMethod": "GET", "path": f"v1/{collection}",
            "response": {"$ref": "List"}}}}},
        "schemas": {
            "List": {"type": "object", "properties": {collection: {"type": "array", "items": {"$ref": "Thing"}}}},
            "Thing": {"type": "object", "properties": {"id": {"type": "string"}}},
        },
    }).encode()


class FileServer:
    """Serves `files`: bytes, a status, or a function that writes to the handler; keeps the requests."""

    def __init__(self, files=None):
        self.files = dict(files or {})
        self.requests = []
        self.active, self.most = 0, 0
        self.lock = threading.Lock()

    def __enter__(self):
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with server.lock:
                    server.requests.append((self.path, dict(self.headers)))
                    server.active += 1
                    server.most = max(server.most, server.active)
                try:
                    server.answer(self)
                finally:
                    with server.lock:
                        server.active -= 1

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler):
        content = self.files.get(handler.path, 404)
        if callable(content):
            return content(handler)
        if isinstance(content, int):
            return send(handler, content, b"nothing")
        tag = f'"{hash(content)}"'
        if handler.headers.get("If-None-Match") == tag:
            return send(handler, 304, b"")
        send(handler, 200, content, ETag=tag)

    def paths(self):
        return [path for path, _ in self.requests]


def send(handler, status, body, **fields):
    handler.send_response(status)
    for name, value in fields.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def cut(body):
    """An answer whose connection ends before its body does."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True

    return answer


def slow(body, seconds=1.5):
    """An answer in small pieces."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for start in range(0, len(body), 64):
            handler.wfile.write(body[start : start + 64])
            time.sleep(seconds * 64 / len(body))

    return answer


def registry(versions, service, name="acme"):
    """The files of a registry with these versions of one provider."""
    text = f"providers: {{{name}: {{versions: [{', '.join(versions)}]}}}}"
    files = {"/dist/providers.yaml": text.encode()}
    for version in versions:
        files[f"/dist/{name}/{version}.tgz"] = archive(name, version, service)
    return files
