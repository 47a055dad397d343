# The commands of the README. Each installs the Debian packages that it misses.
.PHONY: demo test oracle fuzz canary bench install build packages format lint

PREFIX ?= /usr/local
N ?= 100000
FUZZ_SECONDS ?= 60
RELEASE = -c release --static-swift-stdlib

packages:
	@scripts/install-packages

build: packages
	swift build $(RELEASE) --product tuneql

demo: build
	@scripts/demo

test: packages
	@scripts/test

# More random statements than the tests run: make oracle N=1000000
oracle: packages
	@scripts/oracle $(N)

# Every parser, for so many seconds each: make fuzz FUZZ_SECONDS=600
fuzz: packages
	@scripts/fuzz $(FUZZ_SECONDS)

# Secrets in each kind of credential, searched for in all that is printed and stored.
canary: packages
	swift build --product tuneql
	cd Tests/Loopback && python3 -m unittest -v test_canary

bench: build
	@scripts/bench

install: build
	@scripts/install "$(PREFIX)"

format:
	swift format -i -r -p Sources Tests Plugins examples Package.swift

lint:
	swift format lint --strict -r -p Sources Tests Plugins examples Package.swift
