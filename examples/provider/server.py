#!/usr/bin/env python3
"""A print shop to try the documents of this directory on: python3 server.py [PORT]"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KNOWN = {"title", "copies", "paper"}


class Shop:
    """The orders and the works of all shops, by their ids."""

    def __init__(self):
        self.orders = {}
        self.works = {}

    def page(self, shop, query):
        state = query.get("state")
        orders = [
            order for (place, _), order in self.orders.items()
            if place == shop and state in (None, order["state"])
        ]
        start = int(query.get("pageToken", 0))
        end = start + int(query.get("pageSize", 50))
        answer = {"orders": orders[start:end]}
        if end < len(orders):
            answer["nextPageToken"] = str(end)
        return answer

    def create(self, shop, query, body):
        name = query.get("orderId", f"o-{len(self.orders) + 1}")
        if (shop, name) in self.orders:
            return 409, {"error": {"code": 409, "status": "ALREADY_EXISTS", "message": f"{name} exists"}}
        order = {"id": name, **body, "state": "WAITING", "ordered": "2026-01-02T03:04:05Z"}
        self.orders[shop, name] = order
        return 200, order

    def print(self, order):
        """Work that has finished when it is asked for the second time."""
        order["state"] = "PRINTING"
        work = {"id": f"w-{len(self.works) + 1}", "finished": False}
        self.works[work["id"]] = [work, order, 0]
        return 200, work

    def work(self, name):
        if name not in self.works:
            return 404, {"error": {"code": 404, "status": "NOT_FOUND", "message": f"there is no {name}"}}
        work, order, count = entry = self.works[name]
        entry[2] = count + 1
        if count:
            work["finished"] = True
            order["state"] = "PRINTED"
        return 200, work


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_request(self):
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        self.server.seen.append((self.command, self.path, body))
        if not self.headers.get("Authorization", "").startswith("Bearer "):
            error = {"code": 401, "status": "UNAUTHENTICATED", "message": "a token is missing"}
            return self.answer(401, {"error": error})
        unknown = set(body) - KNOWN
        if unknown:
            error = {"code": 400, "status": "INVALID_ARGUMENT", "message": f"unknown: {sorted(unknown)}"}
            return self.answer(400, {"error": error})
        self.answer(*self.route(url.path.strip("/").split("/"), query, body))

    def route(self, steps, query, body):
        shop = self.server.shop
        if len(steps) == 3 and steps[1] == "works" and self.command == "GET":
            return shop.work(steps[2])
        if len(steps) == 4 and steps[3] == "orders":
            if self.command == "GET":
                return 200, shop.page(steps[2], query)
            if self.command == "POST":
                return shop.create(steps[2], query, body)
        if len(steps) == 5:
            name, _, action = steps[4].partition(":")
            order = shop.orders.get((steps[2], name))
            if order is not None:
                return self.change(shop, (steps[2], name), order, action, body)
        error = {"code": 404, "status": "NOT_FOUND", "message": "there is no such order"}
        return 404, {"error": error}

    def change(self, shop, key, order, action, body):
        match self.command, action:
            case "GET", "":
                return 200, order
            case "PATCH", "":
                order.update(body)
                return 200, order
            case "DELETE", "":
                del shop.orders[key]
                return 204, None
            case "POST", "cancel":
                order["state"] = "CANCELLED"
                return 200, order
            case "POST", "print":
                return shop.print(order)
        return 405, {"error": {"code": 405, "message": "no such action"}}

    do_GET = do_POST = do_PATCH = do_DELETE = handle_request

    def answer(self, status, body):
        text = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if text:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass


def server(port):
    """A server on this machine, with the requests that it has seen."""
    found = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    found.shop = Shop()
    found.seen = []
    return found


if __name__ == "__main__":
    server(int(sys.argv[1]) if len(sys.argv) > 1 else 8080).serve_forever()
