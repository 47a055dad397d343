# The commands of the README. Each installs the Debian packages that it misses.
.PHONY: demo test oracle canary faults soak exits sanitize fuzz bench google routes documents pictures provider install deb dist \
	try-packages build packages format lint

PREFIX ?= /usr/local
N ?= 100000
RELEASE = -c release --static-swift-stdlib

packages:
	@scripts/install-packages

build: packages
	@scripts/static-libraries
	swift build $(RELEASE) --product tuneql

demo: build
	@scripts/demo

test: packages
	@scripts/test

# More random statements than the tests run: make oracle N=1000000
oracle: packages
	@scripts/oracle $(N)

# Every exchange and every allocation goes wrong; the tables are in .build/faults.
faults: packages
	@scripts/faults

# Mixed statements for so many minutes: make soak MINUTES=60
MINUTES ?= 1
soak: packages
	@scripts/soak $(MINUTES)

# Many runs on a busy machine, each of which has to end well: make exits RUNS=3000
RUNS ?= 3000
exits: build
	@scripts/exits $(RUNS)

# All tests with the thread sanitizer, then with the address sanitizer; it takes a while.
sanitize: packages
	@scripts/sanitize

# Each parser with inputs that nobody thought of, for so many seconds: make fuzz SECONDS=600
SECONDS ?= 60
fuzz: packages
	@scripts/fuzz $(SECONDS)

# Each kind of credential with the optimised program, and secrets searched for in all that is printed and stored.
canary: build
	cd Tests/Loopback && TUNEQL=$(CURDIR)/.build/release/tuneql \
		python3 -m unittest -v test_canary test_credentials test_credential_messages \
			test_document_credentials

bench: build
	@scripts/bench

# All of Google's discovery documents as one catalog, counted: make google FROM=documents
google: packages
	@scripts/google $(FROM)

# The documents of providers: valid OpenAPI, and no reference that leads nowhere.
documents:
	@scripts/validate-documents

# The built-in document of aiplatform, from Google's: make provider FROM=documents
provider: packages
	@scripts/provider $(FROM)

# The pictures of the documentation, and all kinds of pages in Chromium; screenshots are in .build/pictures.
pictures: build
	@scripts/pictures .build/release/tuneql

# A statement for each method of Google's, compared with the request of Google's own client.
routes: packages
	@scripts/routes

install: build
	@scripts/install "$(PREFIX)"

# A Debian package, and an archive that runs without one, in .build/dist.
deb: build
	@scripts/deb

dist: build
	@scripts/dist

# Both, installed in a clean Debian each; it needs root.
try-packages: deb dist
	@scripts/try-packages

format:
	swift format -i -r -p Sources Tests Plugins examples Package.swift

lint:
	swift format lint --strict -r -p Sources Tests Plugins examples Package.swift
