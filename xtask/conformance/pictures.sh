#!/usr/bin/env bash
# The pictures of docs/staff/edit.md, from the day of a secretary.
#   xtask/conformance/pictures.sh PROGRAM
# Needs what `cargo xtask edit` needs, pngquant and optipng.
set -euo pipefail
program=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PICTURES=$work node "$root/xtask/conformance/day.mjs" "$root/target/conformance" "$program" "$root"
for name in new text date translate languages; do
  pngquant --speed 1 --nofs --output "$root/docs/staff/edit-$name.png" --force 64 "$work/edit-$name.png"
  optipng -quiet -o5 "$root/docs/staff/edit-$name.png"
done
