#!/bin/sh
# Browser tests: journeys on the real product with a clock that they move (each starts its own server), and the looks and states of
# every page with a stubbed API, served by one more.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
# The command line beside it reads the spreadsheets. Built as the suite builds them: nothing is built twice.
cargo test --quiet -p tests --test suite --no-run
case $target in /*) ;; *) target="$PWD/$target" ;; esac
server="$target/debug/steward-test-server"
data=$(mktemp -d)
: >"$data/out"
"$server" --data "$data" --web frontend/dist >"$data/out" 2>"$data/err" &
pid=$!
trap 'kill $pid 2>/dev/null || true; rm -rf "$data"' EXIT
tries=0
until grep -q '^setup-token' "$data/out"; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || { cat "$data/err" >&2; exit 1; }
  sleep 0.2
done
STEWARD_URL="http://$(sed -n 's/^listening //p' "$data/out")"
STEWARD_TEST_SERVER="$server"
# What is made once for the whole run (frontend/e2e/made-once.ts).
STEWARD_MADE_ONCE="$data/made-once"
mkdir "$STEWARD_MADE_ONCE"
export STEWARD_URL STEWARD_TEST_SERVER STEWARD_MADE_ONCE
cd frontend
npm run --silent e2e -- "$@"
