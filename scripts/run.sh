#!/bin/sh
# make run: builds, fills an empty data folder with the demo school, and serves. The data folder is ./data unless STEWARD_DATA_DIR says so.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh
(cd frontend && npm run --silent build)
cargo build --quiet -p server
target=${CARGO_TARGET_DIR:-target}
STEWARD_DATA_DIR=${STEWARD_DATA_DIR:-data}
STEWARD_WEB_DIR=${STEWARD_WEB_DIR:-frontend/dist}
export STEWARD_DATA_DIR STEWARD_WEB_DIR
list="$STEWARD_DATA_DIR/demo-sign-ins.txt"
if [ ! -e "$STEWARD_DATA_DIR/steward.db" ] && [ -z "${STEWARD_DATABASE_URL:-}" ]; then
  echo "Making the demo school"
  mkdir -p "$STEWARD_DATA_DIR"
  "$target/debug/steward" demo >"$list"
fi
[ ! -e "$list" ] || cat "$list"
exec "$target/debug/steward" serve
