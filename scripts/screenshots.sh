#!/bin/sh
# make screenshots: the pictures of the README, in Chinese and English, taken from a demo school on a throw-away folder. ONLY="purchase seat" takes
# some of them anew; tests/api/tidy/files.rs holds that the README shows exactly those that are there.
set -eu
cd "$(dirname "$0")/.."
command -v curl >/dev/null 2>&1 || { echo "curl is missing: it tells when the server answers." >&2; exit 1; }
scripts/setup.sh tests
target=${CARGO_TARGET_DIR:-target}
cargo build --quiet -p server
(cd frontend && npm run --silent build >/dev/null)
data=$(mktemp -d)
pid=
end() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$data"
}
trap end EXIT
export STEWARD_DATA_DIR="$data" STEWARD_WEB_DIR=frontend/dist
export STEWARD_SERVER_LISTEN="127.0.0.1:${PORT:-18099}"
"$target/debug/steward" demo >/dev/null
"$target/debug/steward" serve >"$data/serve.txt" 2>&1 &
pid=$!
tries=0
until curl --silent --fail --output /dev/null "http://$STEWARD_SERVER_LISTEN/"; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || { cat "$data/serve.txt" >&2; exit 1; }
  sleep 0.2
done
mkdir -p docs/images
STEWARD_URL="http://$STEWARD_SERVER_LISTEN"
OUT="$PWD/docs/images"
export STEWARD_URL OUT
(cd frontend && npm run --silent screenshots)
ls -l docs/images
