#!/bin/sh
# make prove STEP=fuzz-api: Schemathesis against the demo school (tests/prove/fuzz_api.py says what a violation is). CASES=20000 for a
# release: so many generated cases for each role, beside the ten thousand that follow from the description; SEED=… repeats a run.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh prove
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target="$PWD/$target" ;; esac
cargo build --quiet -p server
out="$target/prove/fuzz-api"
mkdir -p "$out"
"$target/debug/steward" openapi >"$out/openapi.json"
operations=$(grep -c '"operationId"' "$out/openapi.json")
set -- --steward "$target/debug/steward" --schemathesis "$target/prove/venv/bin/schemathesis" --description "$out/openapi.json" --out "$out" \
  --examples "$((${CASES:-$((operations * 5))} / operations))" "$@"
[ -z "${SEED:-}" ] || set -- "$@" --seed "$SEED"
scripts/with-postgres.sh sh -eu -c '
  program=$(ls /usr/lib/postgresql/*/bin/psql | sort -V | tail -n 1)
  "$program" -q -d "$STEWARD_TEST_POSTGRES_URL" -c "CREATE DATABASE fuzz"
  exec nice -n 10 python3 tests/prove/fuzz_api.py --postgres "$(echo "$STEWARD_TEST_POSTGRES_URL" | sed "s#/postgres?#/fuzz?#")" "$@"
' fuzz-api "$@"
