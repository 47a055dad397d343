"""A server of tuning jobs that breaks its responses at the level of bytes and connections."""

import gzip
import json
import socket
import struct
import threading
import time
from urllib.parse import parse_qs, urlsplit

from list_api import job

PAGES, SIZE = 3, 4
TEXT = b"Content-Type: application/json\r\n"


def reset(connection):
    """Ends the connection with RST: the client reads an error, not an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def head(length, more=b""):
    return b"HTTP/1.1 200 OK\r\n" + TEXT + more + b"Content-Length: %d\r\n\r\n" % length


def reset_before_head(connection, body):
    reset(connection)


def closed_before_head(connection, body):
    pass


def reset_in_head(connection, body):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")
    time.sleep(0.05)
    reset(connection)


def closed_in_head(connection, body):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")


def reset_in_body(connection, body):
    connection.sendall(head(len(body)) + body[: len(body) // 2])
    time.sleep(0.05)
    reset(connection)


def closed_in_body(connection, body):
    connection.sendall(head(len(body)) + body[: len(body) // 2])


def closed_between_chunks(connection, body):
    piece = body[: len(body) // 2]
    connection.sendall(
        b"HTTP/1.1 200 OK\r\n" + TEXT + b"Transfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n%s\r\n" % (len(piece), piece)
    )


def bad_chunk_size(connection, body):
    connection.sendall(
        b"HTTP/1.1 200 OK\r\n" + TEXT + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body
    )


def broken_gzip(connection, body):
    packed = bytearray(gzip.compress(body))
    packed[12:20] = b"\xff" * 8
    connection.sendall(head(len(packed), b"Content-Encoding: gzip\r\n") + packed)


def half_a_gzip(connection, body):
    packed = gzip.compress(body)
    packed = packed[: len(packed) // 2]
    connection.sendall(head(len(packed), b"Content-Encoding: gzip\r\n") + packed)


def gzip_without_its_check(connection, body):
    """Sends all rows, but not the checksum and the length that confirm them."""
    packed = gzip.compress(body)[:-8]
    connection.sendall(head(len(packed), b"Content-Encoding: gzip\r\n") + packed)


def two_lengths(connection, body):
    connection.sendall(head(len(body), b"Content-Length: 7\r\n") + body)


def two_lengths_in_one(connection, body):
    length = b"Content-Length: %d, 7\r\n\r\n" % len(body)
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + TEXT + length + body)


def unknown_coding(connection, body):
    connection.sendall(head(len(body), b"Content-Encoding: rot13\r\n") + body)


def longer_than_announced(connection, body):
    connection.sendall(head(len(body) // 2) + body)


def no_http(connection, body):
    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")


def head_without_end(connection, body):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    line = b"X-More: " + b"x" * 8000 + b"\r\n"
    for _ in range(400):
        connection.sendall(line)


def slow_drip(connection, body):
    """Sends everything in small pieces: slow, but sound."""
    connection.sendall(head(len(body)))
    for start in range(0, len(body), 64):
        connection.sendall(body[start : start + 64])
        time.sleep(0.005)


def silence(connection, body):
    """Sends nothing until the client disconnects."""
    connection.settimeout(30)
    connection.recv(1)


def drip_without_end(connection, body):
    connection.sendall(head(1 << 30))
    while True:
        connection.sendall(b" ")
        time.sleep(0.02)


class RawAPI:
    """Three pages of jobs, and created jobs; exchange `number`, from 1, has the fault."""

    def __init__(self, fault=None, number=0, lasts=False):
        self.fault, self.number, self.lasts = fault, number, lasts
        self.exchanges = 0
        self.made = []
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.listener.close()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=[connection], daemon=True).start()

    def answer(self, connection):
        with connection:
            try:
                while self.exchange(connection):
                    pass
            except OSError:
                pass

    def exchange(self, connection):
        """Responds to one request; false at the end of the connection."""
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(1 << 16)
            if not more:
                return False
            request += more
        top, _, sent = request.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in top.split(b"\r\n")[1:])
        while len(sent) < int(fields.get(b"content-length", 0)):
            sent += connection.recv(1 << 16)
        method, target, _ = top.split(b"\r\n")[0].decode().split(" ")
        with self.lock:
            self.exchanges += 1
            number = self.exchanges
            body = json.dumps(self.made_job(sent) if method == "POST" else self.page(target))
        is_faulty = number >= self.number if self.lasts else number == self.number
        if self.fault and is_faulty:
            self.fault(connection, body.encode())
            return False
        connection.sendall(head(len(body.encode())) + body.encode())
        return True

    def made_job(self, body):
        self.made.append(json.loads(body)["description"])
        return job(1000 + len(self.made))

    def page(self, target):
        token = int(parse_qs(urlsplit(target).query).get("pageToken", ["0"])[0])
        page = {"tuningJobs": [job(token * SIZE + place) for place in range(SIZE)]}
        if token + 1 < PAGES:
            page["nextPageToken"] = str(token + 1)
        return page
