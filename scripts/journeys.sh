#!/bin/sh
# Browser journeys against the real product on SQLite, with a clock that the tests can move.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
cargo build --quiet -p tests --bin steward-test-server
case $target in /*) ;; *) target="$PWD/$target" ;; esac
cd frontend
STEWARD_TEST_SERVER="$target/debug/steward-test-server" npm run --silent e2e
