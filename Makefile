# make run: use it. make test: prove it. The recipes are in scripts/.
.PHONY: run test check setup gen fmt screenshots check-ledgers bench prove tarball

run: ## build, make the demo school on first use, serve
	@scripts/run.sh

test: ## every check, both engines, browser journeys (what CI runs)
	@scripts/test.sh

check: ## the quick part: formats, lints, types
	@scripts/setup.sh
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cd frontend && npm run --silent check

setup: ## install what the tests need
	@scripts/setup.sh tests

gen: ## write the generated files anew: API description, its client types, permission and workflow pages
	cargo build --quiet -p server
	$${CARGO_TARGET_DIR:-target}/debug/steward openapi > docs/openapi.json
	$${CARGO_TARGET_DIR:-target}/debug/steward docs permissions > docs/permissions.md
	$${CARGO_TARGET_DIR:-target}/debug/steward docs workflows > docs/workflows.md
	cd frontend && npm run --silent gen:api

fmt: ## format everything
	cargo fmt --all
	cd frontend && npm run --silent fix

screenshots: ## take the pictures of the README anew, from a throw-away demo school
	@scripts/screenshots.sh

check-ledgers: ## compare real imports with the answer key: make check-ledgers LEDGERS=folder
	@test -n "$(LEDGERS)" || { echo "say where the ledgers are: make check-ledgers LEDGERS=folder" >&2; exit 2; }
	cargo build --quiet -p server
	$${CARGO_TARGET_DIR:-target}/debug/steward check-ledgers "$(LEDGERS)"
	LEDGERS="$(abspath $(LEDGERS))" cargo test --quiet -p registers --lib -- --ignored --nocapture sample_ledgers
	cd frontend && npm run --silent build
	LEDGERS="$(abspath $(LEDGERS))" scripts/journeys.sh ledgers-wizard.spec.ts --project=desktop-zh --workers=1

bench: ## what a request costs, both engines, beside the bars and the raw driver: make bench [SIZE=S|L|tiny] [ENGINE=sqlite|postgres]
	@scripts/bench.sh

prove: ## what takes too long for make test: races, machines that buy and keep the books, kills, chaos, bombs, fuzz-api, ledgers recomputed, statistics, load, drill, bench: make prove [STEP=chaos]
	@scripts/prove.sh

tarball: ## what a school installs, in one file: program, pages, units, guide
	@scripts/tarball.sh
