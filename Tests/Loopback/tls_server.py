"""A list API behind TLS, with certificates that openssl makes for the test."""

import ssl
import subprocess

from list_api import ListAPI


def certificate(directory, name="localhost", alternative="DNS:localhost,IP:127.0.0.1"):
    """Makes a self-signed certificate and its key; returns their paths."""
    paths = [f"{directory}/{name}.pem", f"{directory}/{name}.key"]
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext",
            f"subjectAltName={alternative}", "-out", paths[0], "-keyout", paths[1],
        ],
        check=True, capture_output=True,
    )
    return paths


class TLSListAPI(ListAPI):
    """A list API that speaks TLS, `maximum` at most."""

    def __init__(self, certificate, key, maximum=None, **options):
        super().__init__(**options)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if maximum:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = maximum
        context.load_cert_chain(certificate, key)
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = f"https://localhost:{self.server.server_address[1]}"
