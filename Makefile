# What can be done here: `make help`. Needs Rust, a C compiler and make; the scripts get the rest.

PREFIX ?= /usr/local
DESTDIR ?=
# Where the development cluster listens, as in the guide.
DBADDR ?= localhost:8100
DBUSER ?= postgres
DBPASS ?= develove
NS ?= local
ETCDADDR ?= localhost:8120
TARGET_DIR := $(or $(CARGO_TARGET_DIR),target)

.PHONY: help build demo demo-down check test bench install uninstall clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

build: ## Build the release binary
	@scripts/build

demo: build alembic.ini manager.toml ## Start a private PostgreSQL on localhost:8100, prepare its database, load the example fixtures
	@for file in alembic.ini manager.toml; do grep -v '^#' $$file | grep -q '$(DBADDR)' || { \
	    echo "make demo: $$file is yours and names another server than $(DBADDR); it stays, and nothing is done" >&2; exit 1; }; done
	@PG_BINDIR="$$(scripts/get-postgresql)" && export PG_BINDIR && ./backend.ai mgr devdb up --port $(lastword $(subst :, ,$(DBADDR)))
	./backend.ai mgr schema oneshot
	./backend.ai mgr fixture populate fixtures/manager/example-*.json
	./backend.ai mgr schema show
	@echo "The demonstration runs on $(DBADDR); make demo-down stops it."

# As the guide's cp and sed do, but private. Files that are there already are the user's, and stay.
alembic.ini: | alembic.ini.sample
	@echo 'making $@ from $@.sample'; umask 077 && sed -e 's!^sqlalchemy.url = .*$$!sqlalchemy.url = postgresql://$(DBUSER):$(DBPASS)@$(DBADDR)/backend!' alembic.ini.sample >$@

manager.toml: | manager.toml.sample
	@echo 'making $@ from $@.sample'; umask 077 && sed -e '/^[^#]/{ s!{DBADDR}!$(DBADDR)!; s!{DBUSER}!$(DBUSER)!; s!{DBPASS}!$(DBPASS)!; s!{NS}!$(NS)!; s!{ETCDADDR}!$(ETCDADDR)!; }' manager.toml.sample >$@

demo-down: build ## Stop the demonstration's PostgreSQL; its data stay
	./backend.ai mgr devdb down

check: ## Check format, lints, documentation, shell scripts, and that no module leads back to itself
	cargo fmt --check
	feature=$$(scripts/libpq-feature) && cargo clippy --locked --all-targets $$feature -- -D warnings
	feature=$$(scripts/libpq-feature) && RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items $$feature
	for script in backend.ai scripts/*; do sh -n $$script || exit 1; done
	scripts/check-modules

test: ## Run all tests, against a throwaway PostgreSQL and a throwaway etcd
	feature=$$(scripts/libpq-feature) && PG_BINDIR="$$(scripts/get-postgresql)" && export PG_BINDIR && scripts/test $$feature

bench: ## Measure what README.md and docs/ claim
	@PG_BINDIR="$$(scripts/get-postgresql)" && export PG_BINDIR && scripts/bench

install: build ## Install the binary as PREFIX/bin/backend.ai
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$(TARGET_DIR)/release/backend-ai" "$(DESTDIR)$(PREFIX)/bin/backend.ai"

uninstall: ## Remove it
	rm -f "$(DESTDIR)$(PREFIX)/bin/backend.ai"

clean: ## Remove what was built
	cargo clean
