#!/usr/bin/env bash
# curl --retry writes the body of every attempt to standard output, one after the other.
#
# Guess: with --retry the answer of the last attempt is the result; the body of a 503 that is
#   asked again is thrown away, or is on standard error.
# Seen: `curl --retry 1 URL | jq` gets the error's document and the answer's document,
#   without a line break between them; --fail-with-body, meant for scripts, does the same. With -o FILE
#   the file is emptied between the attempts and holds the last answer alone.
# Why it matters: the pipe gets two documents, or something that is none, exactly on the days when
#   the service is busy; exit status 0. A reader that takes the first document takes the error.
set -euo pipefail

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(curl=7.88.1-10+deb12u15 libcurl4=7.88.1-10+deb12u15 libnghttp2-14=1.52.0-1+deb12u3
  librtmp1=2.4+20151223.gitfa8646d.1-2+b2 libssh2-1=1.10.0-3+deb12u1 libpsl5=0.21.2-1
  libldap-2.5-0=2.5.13+dfsg-5 libsasl2-2=2.1.28+dfsg-10+deb12u1 libbrotli1=1.0.9-2+deb12u1)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done
curl() { LD_LIBRARY_PATH=$(echo debian/usr/lib/*-linux-gnu) debian/usr/bin/curl -s "$@"; }

cat > server.py <<'PYTHON'
import http.server


class Answers(http.server.BaseHTTPRequestHandler):
    asked = {}

    def do_GET(self):
        first = self.asked.setdefault(self.path, True)
        self.asked[self.path] = False
        body = b'{"error": "busy"}' if first else b'{"name": "job"}'
        self.send_response(503 if first else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
with open("port", "w") as port:
    print(server.server_port, file=port)
server.serve_forever()
PYTHON
mkfifo port
python3 server.py & server=$!
url=http://127.0.0.1:$(cat port)

plain=$(curl --retry 1 --retry-delay 1 "$url/plain")
failing=$(curl --fail-with-body --retry 1 --retry-delay 1 "$url/failing")
curl --retry 1 --retry-delay 1 -o file "$url/file"

echo "versions: $(curl --version | head -n 1 | cut -d ' ' -f 1,2)"
echo 'guess:    {"name": "job"} three times'
echo "seen:     $plain"
echo "          $failing (--fail-with-body)"
echo "          $(cat file) (-o)"
both='{"error": "busy"}{"name": "job"}'
[[ "$plain $failing" = "$both $both" && "$(cat file)" = '{"name": "job"}' ]] ||
  { echo "the behaviour has changed" >&2; exit 1; }
