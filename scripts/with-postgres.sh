#!/bin/sh
# Runs a command with a throw-away PostgreSQL cluster in memory: scripts/with-postgres.sh cargo test …
# The cluster listens on a private socket only; its URL is in STEWARD_TEST_POSTGRES_URL. fsync stays on, as in real life.
# PG_BASE puts it elsewhere (a disk, for measurements), PG_BUFFERS gives it more memory. In memory nobody tidies up behind the tests: each has
# a database of its own, made from a template and gone before it would be vacuumed.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || { echo "PostgreSQL is missing: run 'make setup' (Debian package postgresql)." >&2; exit 1; }
base=${PG_BASE:-/dev/shm}
[ -w "$base" ] || base=${TMPDIR:-/tmp}
spared='-c autovacuum=off -c wal_level=minimal -c max_wal_senders=0'
[ -z "${PG_BASE:-}" ] || spared=
dir=$(mktemp -d "$base/steward-pg.XXXXXX")
# initdb refuses root: Debian's postgres user stands in.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
chmod 755 "$dir"
stop() { as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT
trap 'exit 130' INT TERM
as "$bin/initdb" -D "$dir/data" -U steward -A trust -E UTF8 --locale=C.UTF-8 >"$dir.log" 2>&1 || { cat "$dir.log" >&2; exit 1; }
rm -f "$dir.log"
as "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/data/server.log" \
  -o "-c listen_addresses= -c unix_socket_directories=$dir -c max_connections=400 -c shared_buffers=${PG_BUFFERS:-128MB} -c max_wal_size=256MB $spared" start >/dev/null
STEWARD_TEST_POSTGRES_URL="postgres://steward@localhost/postgres?host=$dir"
export STEWARD_TEST_POSTGRES_URL
"$@"
