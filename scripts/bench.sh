#!/bin/sh
# make bench [SIZE=S|L|tiny] [ENGINE=sqlite|postgres] [ROUNDS=5]: what a request costs, on a release build and a disk, both engines.
# The figures go to the terminal and to bench/figures.json in the build folder; tests/load/figures-S.json and figures-L.json hold the last committed ones.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh postgres
target=${CARGO_TARGET_DIR:-target}
case $target in /*) ;; *) target="$PWD/$target" ;; esac
folder="$target/bench"
mkdir -p "$folder"
cargo build --quiet --release -p server -p load
set -- "$@" --steward "$target/release/steward" --size "${SIZE:-S}" --rounds "${ROUNDS:-5}" --folder "$folder" \
  --out "$folder/figures.json" --before "tests/load/figures-${SIZE:-S}.json"
[ -z "${ENGINE:-}" ] || set -- "$@" --engine "$ENGINE"
PG_BASE=/var/tmp PG_BUFFERS=512MB scripts/with-postgres.sh \
  sh -c 'program=$1; shift; exec "$program" --postgres "$STEWARD_TEST_POSTGRES_URL" "$@"' bench "$target/release/load" "$@"
