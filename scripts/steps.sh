# Sourced by test.sh and prove.sh: steps with a table of times at the end. Stops at the first failing step, and fails when all of it
# took more than $LIMIT seconds.
table=$(mktemp)
began=$(date +%s)
beside=
finish() {
  code=$?
  [ -z "$beside" ] || kill "$beside" 2>/dev/null || true
  echo
  echo "step                                   seconds"
  cat "$table"
  total=$(($(date +%s) - began))
  printf '%-38s %7d\n' total "$total"
  rm -f "$table"
  if [ "$code" = 0 ] && [ "$total" -gt "$LIMIT" ]; then echo "Over $((LIMIT / 60)) minutes: too slow." >&2; exit 1; fi
  if [ "$code" = 0 ]; then echo "All checks passed."; else echo "FAILED." >&2; fi
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
# A command that goes on while the next step leaves a core idle; `together` waits for it, says what it said, and fails when it failed.
beside() {
  said=$(mktemp)
  "$@" >"$said" 2>&1 &
  beside=$!
}
together() {
  echo "== $1"
  from=$(date +%s)
  code=0
  wait "$beside" || code=$?
  beside=
  cat "$said"
  rm -f "$said"
  printf '%-38s %7d\n' "$1" "$(($(date +%s) - from))" >>"$table"
  [ "$code" = 0 ] || exit "$code"
}
