#!/bin/sh
# make prove STEP=ledgers: the ledgers and the depreciation of the demo school computed anew by another program (tests/prove/ledgers.py says
# what is compared). SEED=… repeats a run, DAYS=… takes other than fifty days.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh prove
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target="$PWD/$target" ;; esac
cargo build --quiet -p server
set -- --steward "$target/debug/steward" --days "${DAYS:-50}" "$@"
[ -z "${SEED:-}" ] || set -- "$@" --seed "$SEED"
export PYTHONDONTWRITEBYTECODE=1
scripts/with-postgres.sh sh -eu -c '
  program=$(ls /usr/lib/postgresql/*/bin/psql | sort -V | tail -n 1)
  "$program" -q -d "$STEWARD_TEST_POSTGRES_URL" -c "CREATE DATABASE ledgers"
  exec nice -n 10 python3 tests/prove/ledgers.py --psql "$program" \
    --postgres "$(echo "$STEWARD_TEST_POSTGRES_URL" | sed "s#/postgres?#/ledgers?#")" "$@"
' ledgers "$@"
