# Two commands do everything: `make run` and `make test`. Both set up what is missing.

SHELL := /bin/bash
.DEFAULT_GOAL := help

.PHONY: help run test check bench bench-large faults setup-run setup-test setup-bench

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

run: setup-run ## Build and open the demonstration network
	cargo run --locked -- demo

test: setup-test ## Set up PostgreSQL and Chromium, then run every test
	scripts/test

check: ## Format, lint and unit tests of the rules
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo test --locked --lib

faults: setup-test ## Kill it at random moments, some minutes
	scripts/faults

bench: setup-bench ## Measure, each figure beside its limit
	scripts/bench

bench-large: setup-bench ## A million obligations (takes several minutes)
	scripts/bench large

setup-run:
	@scripts/setup run

setup-test:
	@scripts/setup test

setup-bench:
	@scripts/setup bench
