# What can be done here: `make help`. Needs Rust, a C compiler and make; the scripts get the rest.

PREFIX ?= /usr/local
DESTDIR ?=
TARGET_DIR := $(or $(CARGO_TARGET_DIR),target)
BINARY := $(TARGET_DIR)/release/backend-ai
# Where the demonstration's server listens, as in the guide.
export DBADDR ?= localhost:8100

.PHONY: help doctor build demo demo-down check test test-matrix coverage mutants bench faults fuzz add-release parity parity-components dist prove-packages install uninstall clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

doctor: ## Tell what this machine has, lacks, or can get
	@scripts/doctor

build: ## Build the release binary
	@scripts/build

demo: ## Start a private PostgreSQL on localhost:8100, prepare its database, load the example fixtures
	@scripts/demo

demo-down: ## Stop the demonstration's PostgreSQL; its data stay
	@./backend.ai mgr devdb down

check: ## Check format, lints, documentation, shell scripts, dependencies, and that no module leads back to itself
	@scripts/doctor rust
	cargo fmt --check
	feature=$$(scripts/libpq-feature) && cargo clippy --locked --all-targets $$feature -- -D warnings
	feature=$$(scripts/libpq-feature) && RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items $$feature
	for script in .ci/run backend.ai $(filter-out %.sql,$(wildcard scripts/*)); do sh -n $$script || exit 1; done
	@scripts/check-modules
	@scripts/check-dependencies

test: ## Run all tests, against a throwaway PostgreSQL, etcd and PgBouncer
	@scripts/test

test-matrix: ## Run them on PostgreSQL 13 to 18 (PG="13 18": on these), into docs/postgresql.md
	@scripts/test-matrix

coverage: ## Measure how much of the pure parts their unit tests run, into docs/coverage.md
	@scripts/coverage

mutants: ## Change the pure parts (FILES=) and see whether their unit tests notice, into docs/mutants.md
	@scripts/mutants

bench: ## Measure beside psql, pg_dump and REFERENCE, into docs/figures.md; SCENARIOS=start, schema, rows, upgrade, reference
	@scripts/bench $(SCENARIOS)

faults: ## Kill, cut and fill what can be, FAULTS times (200) each, into docs/faults.md
	@scripts/faults

fuzz: ## Feed made-up input to all that reads, FUZZ_SECONDS (60) or FUZZ_INPUTS in all
	@scripts/fuzz

add-release: ## Add RELEASE of Backend.AI to migrations/ (FROM=wheelhouse/ without a network, PYTHON=)
	@reference/add_release.py $(or $(RELEASE),$(error name it: make $@ RELEASE=26.9.7)) $(if $(FROM),--from $(FROM)) $(if $(PYTHON),--python $(PYTHON))

parity: ## Compare RELEASE with the Python manager's; without RELEASE, run each revision beside its, write docs/parity.md
	@$(if $(RELEASE),reference/release_parity.py $(RELEASE) $(if $(FROM),--from $(FROM)),scripts/build && reference/all)

parity-components: ## Compare the account manager and the app-proxy coordinator (of RELEASE) with the Python programs
	@reference/components.py $(if $(RELEASE),--release $(RELEASE))

dist: ## Make a tarball, a Debian package and a wheel in target/packages, for any Linux with glibc 2.17 or newer
	@scripts/dist

prove-packages: ## Install and run what `make dist` made, each where nothing else is
	@scripts/prove-packages

install: ## Install what `make build` built below PREFIX: the program, manual, completions, samples
	@scripts/is-built
	scripts/install-files "$(BINARY)" "$(DESTDIR)" "$(PREFIX)" backend.ai

uninstall: ## Remove it
	scripts/install-files --remove "$(DESTDIR)" "$(PREFIX)"

clean: ## Remove what was built
	cargo clean
