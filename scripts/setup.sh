#!/bin/sh
# Installs what is missing: npm packages; with "tests" also PostgreSQL, headless Chromium and Chinese fonts (Debian packages); with "postgres"
# that alone; with "prove" PostgreSQL and the tools of make prove: eatmydata and faketime (Debian), Schemathesis (PyPI, in the build folder).
set -eu
cd "$(dirname "$0")/.."
need() { command -v "$1" >/dev/null 2>&1 || { echo "$1 is missing: $2" >&2; exit 1; }; }
need cargo "install Rust 1.95 or newer"
need node "install Node.js 20.19 or newer"

packages=""
if [ "${1:-}" = tests ] || [ "${1:-}" = postgres ] || [ "${1:-}" = prove ]; then
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages="$packages postgresql"
fi
if [ "${1:-}" = tests ]; then
  command -v chromium-headless-shell >/dev/null 2>&1 || packages="$packages chromium-headless-shell"
  fc-list 2>/dev/null | grep -qi "noto.*cjk" || packages="$packages fonts-noto-cjk fontconfig"
fi
if [ "${1:-}" = prove ]; then
  need python3 "install Python 3.10 or newer: Schemathesis is written in it"
  ls /usr/lib/*/libeatmydata.so >/dev/null 2>&1 || packages="$packages libeatmydata1"
  ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || packages="$packages libfaketime"
  command -v mkfs.ext4 >/dev/null 2>&1 || packages="$packages e2fsprogs"
fi
if [ -n "$packages" ]; then
  command -v apt-get >/dev/null 2>&1 || { echo "Please install by hand:$packages" >&2; exit 1; }
  root=""
  [ "$(id -u)" = 0 ] || root=sudo
  echo "Installing:$packages"
  # No cluster of the system's own: the tests start a throw-away one.
  $root mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | $root tee /etc/postgresql-common/createcluster.conf >/dev/null
  $root apt-get update -qq
  # shellcheck disable=SC2086 # a list of words
  DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $packages >/dev/null \
    || { echo "Could not install:$packages. The tests need them; nothing is skipped." >&2; exit 1; }
fi

[ "${1:-}" != postgres ] || exit 0
if [ "${1:-}" = prove ]; then
  schemathesis=4.32.5
  venv="${CARGO_TARGET_DIR:-target}/prove/venv"
  if [ "$("$venv/bin/schemathesis" --version 2>/dev/null)" != "schemathesis, version $schemathesis" ]; then
    echo "Installing Schemathesis $schemathesis"
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$schemathesis" \
      || { echo "Could not install Schemathesis $schemathesis from PyPI: the reason stands above. Nothing is skipped." >&2; exit 1; }
  fi
  exit 0
fi
stamp=frontend/node_modules/.steward-lock
if ! cmp -s frontend/package-lock.json "$stamp" 2>/dev/null; then
  echo "Installing npm packages"
  (cd frontend && npm ci --loglevel=error --no-audit --no-fund) || { echo "Could not install the npm packages: the reason stands above." >&2; exit 1; }
  cp frontend/package-lock.json "$stamp"
fi
