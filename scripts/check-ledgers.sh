#!/bin/sh
# Imports every sample ledger of a folder into throw-away schools and compares what is in the database with its MANIFEST.json.
# usage: scripts/check-ledgers.sh FOLDER
set -eu
folder=${1:?usage: scripts/check-ledgers.sh FOLDER}
case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
cd "$(dirname "$0")/.."
cargo build --quiet -p server --bin steward
exec "${CARGO_TARGET_DIR:-target}/debug/steward" check-ledgers "$folder"
