# The tool's own commands. `make demo` and `make test` need nothing installed but Swift.

SWIFT ?= swift
PREFIX ?= /usr/local
BUILD = $(SWIFT) build --explicit-target-dependency-import-check error
# A program that brings the Swift libraries with it starts in half the time, and runs where there are
# none; on macOS the system has them.
RELEASE = $(BUILD) -c release $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
TOOL = .build/release/rangescope
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SIZE ?= 256
RUNS ?= 7
SECONDS ?= 60
SHARE = $(DESTDIR)$(PREFIX)/share

# Debian packages: what the build needs, and what the tests need besides.
PACKAGES = libcap-ng-dev libpcap-dev zlib1g-dev libzstd-dev liblz4-dev libbrotli-dev \
  libsqlite3-dev pkg-config
TEST_PACKAGES = chromium chromium-driver curl iproute2 nginx-light node-har-validator procps \
  python3 python3-selenium sqlite3 tcpdump tshark
# The peers that the benchmark measures beside the tool.
PEER_PACKAGES = httpry ngrep python3 python3-dpkt python3-scapy tcpflow tcptrace tshark

.PHONY: all deps deps-test deps-bench build demo test test-release lint format check fuzz soak flood install man clean \
  bench bench-all bench-count bench-growth bench-memory bench-peers bench-tools

all: build

# Installs only what is missing, so that it needs neither the network nor rights when nothing is.
define install-missing
@missing=""; for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then \
  if command -v apt-get >/dev/null; then \
    $(SUDO) apt-get update -qq && \
    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
  else echo "please install:$$missing" >&2; exit 1; fi; \
fi
endef

deps:
	$(call install-missing,$(PACKAGES))

deps-test: deps
	$(call install-missing,$(TEST_PACKAGES))

deps-bench: deps
	$(call install-missing,$(PEER_PACKAGES))

build: deps
	$(RELEASE) --product rangescope

demo: build
	$(TOOL) Fixtures/deepc/capture.pcap

test: deps-test
	$(BUILD) --build-tests
	$(SWIFT) test --skip-build

# What the command does, of the build that users have: what is optimised away differs.
test-release: deps-test build
	$(BUILD) --build-tests
	TOOL=$(TOOL) $(SWIFT) test --skip-build --filter "CommandTests|LiveTests"

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Fuzz Benchmarks

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Fuzz Benchmarks

# Holds the tool against captures whose truth is known from elsewhere, where they are at hand.
check: build
	@if [ -d ../shared/corpus ]; then \
	  python3 ../shared/check/check_corpus.py $(TOOL) ../shared/corpus/lab --min-score $(MIN_SCORE_LAB) && \
	  python3 ../shared/check/check_corpus.py $(TOOL) ../shared/corpus/ranges --min-score $(MIN_SCORE_RANGES); \
	else echo "skipped: ../shared/corpus is not there"; fi

# What was reached; it only rises.
MIN_SCORE_LAB = 0.99
MIN_SCORE_RANGES = 0.96

# Captures by ../shared/bench/gen.py and the floor of limits.c where they are at hand, else by Forge.
BENCH_TOOL = .build/release/benchmark
SHARED_BENCH = ../shared/bench
BENCH_OPTIONS = $(if $(KIND),--kind $(KIND)) \
  $(if $(wildcard $(SHARED_BENCH)/gen.py),--generator $(SHARED_BENCH)/gen.py) \
  $(if $(wildcard $(SHARED_BENCH)/limits.c),--floor .build/limits)

bench: bench-tools
	$(BENCH_TOOL) --size $(SIZE) --runs $(RUNS) --tool $(TOOL) $(BENCH_OPTIONS)

bench-tools: build
	BENCH=1 $(RELEASE) --product benchmark
	@if [ -f $(SHARED_BENCH)/limits.c ]; then \
	  cc -O3 -march=native -o .build/limits $(SHARED_BENCH)/limits.c -lz -lpthread; fi

# All that RESULTS.md tells, one after the other: some hours, on a machine that has nothing else to do.
bench-all: deps-bench
	$(MAKE) bench bench-peers bench-memory bench-growth LARGE=$(LARGE)

# The peers that are installed, on the same captures, and what each finds of the truth; PEER_BUILT is
# a folder with examples of PcapPlusPlus (HttpAnalyzer, TcpReassembly), where these were built.
PEER_RUNS ?= 3
NEED_GENERATOR = @if [ ! -f $(SHARED_BENCH)/gen.py ]; then \
  echo "needs $(SHARED_BENCH)/gen.py, which knows what is in its captures" >&2; exit 1; fi

bench-peers: bench-tools
	$(NEED_GENERATOR)
	python3 Benchmarks/peers.py --tool $(TOOL) --size $(SIZE) --runs $(PEER_RUNS) $(BENCH_OPTIONS) \
	  $(if $(PEER_BUILT),--built $(PEER_BUILT))

# The largest resident size, of captures that come through a pipe: no disk is needed.
bench-memory: build
	$(NEED_GENERATOR)
	python3 Benchmarks/memory.py --tool $(TOOL) --generator $(SHARED_BENCH)/gen.py

# How time grows with packets, connections, ranges, versions and addresses; LARGE=1 also 4 GB and
# 10^6 connections. Fails where it grows faster than n log n.
bench-growth: build
	python3 Benchmarks/growth.py --tool $(TOOL) $(if $(LARGE),--large) \
	  $(if $(wildcard $(SHARED_BENCH)/gen.py),--generator $(SHARED_BENCH)/gen.py)

# Fails when the instructions for a fixed capture rise by more than 5 %; RECORD=1 records them.
bench-count: build
	$(call install-missing,valgrind)
	BENCH=1 $(RELEASE) --product benchmark
	Benchmarks/count.sh $(TOOL) $(BENCH_TOOL)

# Each target for so many seconds, with the address sanitizer. What it finds new is kept in
# .build/fuzz/corpus, and what fails in .build/fuzz: shrink it, and put it into Fixtures/fuzz.
FUZZ_BUILD = FUZZ=1 $(BUILD) -c release --scratch-path .build/fuzz --sanitize fuzzer
# Of two options the last counts for the compiler.
FUZZ_BUILD += -Xswiftc -sanitize=fuzzer,address
FUZZ_TARGETS ?= Reader Decoder Streams HTTP Fields Multipart Pipeline

fuzz: deps
	@set -e; for target in $(FUZZ_TARGETS); do \
	  $(FUZZ_BUILD) --product Fuzz$$target; \
	  name=$$(echo $$target | tr A-Z a-z); \
	  corpus=.build/fuzz/corpus/$$name; \
	  mkdir -p $$corpus; \
	  SWIFT_BACKTRACE=enable=no "$$($(FUZZ_BUILD) --show-bin-path)/Fuzz$$target" \
	    -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
	    -artifact_prefix=.build/fuzz/$$name- $$corpus Fixtures/fuzz/$$name; \
	done

# A live capture under load, between two hosts in network namespaces of its own: as root.
SOAK_SECONDS ?= 3600
SOAK_KIND ?= small
soak: build
	Benchmarks/live/soak.sh $(TOOL) $(SOAK_SECONDS) $(SOAK_KIND)

# Hostile traffic into a live capture, likewise: memory stays within its bound.
flood: build
	python3 Benchmarks/live/flood.py $(TOOL)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(TOOL) $(DESTDIR)$(PREFIX)/bin/rangescope
	install -d $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	install -m 644 docs/rangescope.1 $(SHARE)/man/man1/rangescope.1
	$(TOOL) --generate-completion-script bash > $(SHARE)/bash-completion/completions/rangescope
	$(TOOL) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_rangescope
	$(TOOL) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/rangescope.fish

# Makes the manual page anew, from what the command says of itself.
man: build
	$(TOOL) --experimental-dump-help | python3 docs/make_manual.py > docs/rangescope.1

clean:
	$(SWIFT) package clean
