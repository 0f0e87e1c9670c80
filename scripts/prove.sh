#!/bin/sh
# make prove: what takes too long for make test, or needs many samples: races and kills by the hundred, statistics, and what a request
# costs. Run before an issue is called resolved; the seeds it prints repeat a run.
set -eu
cd "$(dirname "$0")/.."
LIMIT=5400
. scripts/steps.sh
suite() { scripts/with-postgres.sh cargo test -p tests --test suite -- --nocapture "$@"; }
races() { STEWARD_RACE_ROUNDS=200 suite e05_ e06_ e08_; }
kills() { STEWARD_KILL_ROUNDS=80 suite k01_; }

step "set-up (packages)" scripts/setup.sh tests
step "races, 200 rounds on each engine" races
step "kill -9, 160 rounds" kills
step "statistics (I08, F01)" scripts/bench.sh --statistics
step "what a request costs" scripts/bench.sh
