"""A list API behind TLS, with certificates that openssl makes for the test."""

import pathlib
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


def expired_certificate(directory):
    """Makes a certificate for localhost that was good in January 2020."""
    pem, key, request = (f"{directory}/old.{end}" for end in ["pem", "key", "csr"])
    pathlib.Path(directory, "index.txt").write_text("")
    pathlib.Path(directory, "serial").write_text("01\n")
    pathlib.Path(directory, "ca.cnf").write_text(
        f"[ca]\ndefault_ca=d\n[d]\ndatabase={directory}/index.txt\nserial={directory}/serial\n"
        f"new_certs_dir={directory}\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\n"
        "[p]\ncommonName=supplied\n"
    )
    for command in [
        ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", request],
        ["ca", "-batch", "-selfsign", "-config", f"{directory}/ca.cnf", "-keyfile", key,
         "-startdate", "20200101000000Z", "-enddate", "20200201000000Z", "-in", request, "-out", pem],
    ]:
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    return pem, key


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
