#!/bin/sh
# make test: every check, with a table of times at the end. Fails at the first failing step, and when all of it took over 40 minutes.
set -eu
cd "$(dirname "$0")/.."
table=$(mktemp)
began=$(date +%s)
finish() {
  code=$?
  echo
  echo "step                                   seconds"
  cat "$table"
  total=$(($(date +%s) - began))
  printf '%-38s %7d\n' total "$total"
  rm -f "$table"
  if [ "$code" = 0 ] && [ "$total" -gt 2400 ]; then echo "Over 40 minutes: too slow." >&2; exit 1; fi
  [ "$code" = 0 ] && echo "All checks passed." || echo "FAILED." >&2
  exit "$code"
}
trap finish EXIT
step() {
  name=$1
  shift
  echo "== $name"
  from=$(date +%s)
  "$@"
  printf '%-38s %7d\n' "$name" "$(($(date +%s) - from))" >>"$table"
}
in_frontend() { (cd frontend && "$@"); }

step "set-up (packages)" scripts/setup.sh tests
step "format" cargo fmt --all --check
step "build" cargo build --workspace --all-targets --quiet
step "clippy" cargo clippy --workspace --all-targets --quiet -- -D warnings
step "frontend checks" in_frontend npm run --silent check
step "frontend unit tests" in_frontend npm run --silent test
step "unit tests" cargo test --workspace --lib --bins --quiet
step "suite on SQLite and PostgreSQL" scripts/with-postgres.sh cargo test -p tests --test suite --quiet
step "frontend build" in_frontend npm run --silent build
step "first-load budget" in_frontend npm run --silent budget
step "journeys in Chromium" scripts/journeys.sh
