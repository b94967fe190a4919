# Each target calls one script, and sets up first what that script needs.

.DEFAULT_GOAL := help
.PHONY: help setup demo relay test lint fmt fuzz soak bench

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what all the targets need
	@scripts/setup

demo: ## Start the whole chain and log a driver in; ONCE=1 stops after printing the cars, ACTIONS=lock shows a command
	@scripts/setup demo
	@scripts/build
	@exec "$${CARGO_TARGET_DIR:-target}/debug/demo" $(if $(filter-out 0,$(ONCE)),--once)

relay: ## Build the relay as it is to be hosted, target/relay, for the calls that it makes: ten minutes
	@scripts/build-relay

test: ## Run every test: native, wasm in headless Chromium, the client, the web app, the whole chain
	@scripts/test

lint: ## Check format, clippy on both targets, Biome and tsc, scripts, workflows, licences, advisories
	@scripts/lint

fmt: ## Format the Rust, JavaScript and TypeScript code
	@scripts/setup fmt
	@cargo fmt --all
	@node_modules/.bin/biome check --write

fuzz: ## Fuzz every reader of other people's bytes, FUZZ_SECONDS=60 each
	@scripts/fuzz

soak: ## Play two weeks of a thousand sessions, flood relay and edge, fuzz 100,000 notifications, send 12,000 commands while much is killed
	@scripts/soak

bench: ## Print what edge and relay add to the upstream's time; BENCH=proxy, edge, counts, hooks or app: see CONTRIBUTING.md
	@scripts/bench
