#!/bin/sh
# make test: every check, with a table of times at the end. Fails at the first failing step, and when all of it took over 40 minutes.
set -eu
cd "$(dirname "$0")/.."
LIMIT=2400
. scripts/steps.sh
# As `cargo clippy` does it, but building: our crates are linted as they are compiled, and what they stand on is compiled only, not checked
# once more beside it. Everything below is built this way, or it would be built twice.
RUSTC_WORKSPACE_WRAPPER=$(dirname "$(rustup which cargo-clippy 2>/dev/null || command -v cargo-clippy)")/clippy-driver
CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__
export RUSTC_WORKSPACE_WRAPPER CLIPPY_ARGS
in_frontend() { (cd frontend && "$@"); }
the_frontend() {
  in_frontend npm run --silent check
  in_frontend npm run --silent build
  in_frontend npm run --silent budget
}

step "set-up (packages)" scripts/setup.sh tests
step "format" cargo fmt --all --check
# The last crates are compiled one after another.
beside the_frontend
step "build and clippy" cargo build --workspace --all-targets --quiet
together "frontend: checks, build, first load"
step "frontend unit tests" in_frontend npm run --silent test
step "unit tests" cargo test --workspace --lib --bins --quiet
# One more than there are cores: a test waits for its disk and its database now and then.
step "suite on SQLite and PostgreSQL" scripts/with-postgres.sh cargo test -p tests --test suite --quiet -- --test-threads=$(($(nproc) + 1))
step "journeys in Chromium" scripts/journeys.sh
