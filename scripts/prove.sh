#!/bin/sh
# make prove [STEP=chaos]: what takes too long for make test, needs many samples, or breaks the machine on purpose. docs/proving.md says
# what each step shows and how it is shown able to fail. Run before an issue is called resolved; the seeds it prints repeat a run.
set -eu
cd "$(dirname "$0")/.."
LIMIT=7200
STEPS="races machine leaving kills chaos bombs fuzz fuzz-api ledgers statistics load drill bench"
STEP=${STEP:-all}
case " all $STEPS " in *" $STEP "*) ;; *) echo "There is no step $STEP; there are: $STEPS" >&2; exit 2 ;; esac
. scripts/steps.sh
target=${CARGO_TARGET_DIR:-target}
suite() { scripts/with-postgres.sh cargo test -p tests --test suite -- --nocapture "$@"; }
# Shows a table as it grows, and at the end only its lines; the rest stays in a file.
table() {
  word=$1
  shift
  mkdir -p "$target/prove"
  log="$target/prove/$word.log"
  code=0
  { "$@" 2>&1 || echo "ended with an error"; } | tee "$log" | grep --line-buffered -E "^$word \\||^test |cannot be done here|panicked|^error" || true
  ! grep -q "ended with an error" "$log" || code=1
  [ "$code" = 0 ] || echo "All that was said: $log" >&2
  return "$code"
}
races() { STEWARD_RACE_ROUNDS=200 suite e01_ e02_ e03_ e04_ e05_ e06_ e08_ e09_ e10_; }
machine() { STEWARD_MACHINE_SEQUENCES=${STEWARD_MACHINE_SEQUENCES:-200} suite --ignored --test-threads=2 machine_for_long; }
leaving() { STEWARD_LEAVERS=1000 suite e07_; }
kills() { STEWARD_KILL_ROUNDS=80 STEWARD_UPGRADE_KILLS=250 suite k01_ k14_; }
# As root: it mounts file systems and stops databases of its own. One after another: each fault is felt alone.
chaos() {
  [ "$(id -u)" = 0 ] || { echo "cannot be done here: chaos mounts file systems, which needs root" >&2; return 1; }
  ulimit -n "$(ulimit -H -n)"
  STEWARD_POWER_ROUNDS=${STEWARD_POWER_ROUNDS:-22} table chaos suite --ignored --test-threads=1 chaos::
}
fuzz() { STEWARD_FUZZ_SECONDS=${STEWARD_FUZZ_SECONDS:-35} table fuzz suite --ignored --test-threads=2 fuzz::; }
bombs() { table bombs suite --ignored bombs::; }
part() {
  id=$1
  shift
  [ "$STEP" != all ] && [ "$STEP" != "$id" ] || step "$id: $1" "$2" ${3:+"$3"}
}

step "set-up (packages)" scripts/setup.sh prove
part races "200 rounds on each engine" races
part machine "buying, and keeping the books" machine
part leaving "1000 clients leave" leaving
part kills "kill -9, 160 rounds and 500 upgrades" kills
part chaos "disk, power, network, clock" chaos
part bombs "files that mean harm" bombs
part fuzz "readers of strangers' files" fuzz
part fuzz-api "Schemathesis" scripts/fuzz-api.sh
part ledgers "by another program" scripts/ledgers.sh
part statistics "I08, F01" scripts/bench.sh --statistics
part load "too much, and sign-in storms" scripts/bench.sh --load
part drill "a whole school restored" scripts/bench.sh --drill
part bench "what a request costs" scripts/bench.sh
