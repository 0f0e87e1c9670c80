#!/bin/sh
# make tarball: what a school installs, in one file: the program, the pages, the units and the guide. It holds no path of this machine.
# STEWARD_BINARY=file packs a program that is built already.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
target=${CARGO_TARGET_DIR:-target}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
name="steward-$version-$(uname -m)-linux"
if [ -z "${STEWARD_BINARY:-}" ]; then
  cargo_home=${CARGO_HOME:-$HOME/.cargo}
  toolchain=$(rustc --print sysroot)
  RUSTFLAGS="--remap-path-prefix=$root=steward --remap-path-prefix=$cargo_home=cargo --remap-path-prefix=$toolchain=rust" \
    cargo build --quiet --release --locked -p server
  STEWARD_BINARY=$target/release/steward
fi
(cd frontend && npm run --silent build)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name" "$work/$name/deploy"
cp "$STEWARD_BINARY" "$work/$name/steward"
cp -R frontend/dist "$work/$name/web"
cp deploy/steward-command deploy/steward.service deploy/steward-backup.service deploy/steward-backup.timer "$work/$name/deploy/"
cp docs/admin-guide.md docs/admin-guide.en.md docs/teachers-notice.md docs/teachers-notice.en.md CHANGELOG.md SECURITY.md "$work/$name/"
cp docs/admin-guide.en.md "$work/$name/README.md"
for here in "$root" "$HOME/"; do
  if grep -rqaF "$here" "$work/$name"; then
    echo "A path of this machine ($here) is inside:" >&2
    grep -rlaF "$here" "$work/$name" >&2
    exit 1
  fi
done
chmod -R u=rwX,go=rX "$work/$name"
# The same input gives the same bytes: names in order, nobody's account, the day of the last commit.
day=$(git log -1 --format=%ct 2>/dev/null || echo 0)
mkdir -p "$target/dist"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$day" -C "$work" -cf - "$name" | gzip -n9 >"$target/dist/$name.tar.gz"
(cd "$target/dist" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "$target/dist/$name.tar.gz"
