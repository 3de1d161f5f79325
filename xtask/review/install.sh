#!/usr/bin/env bash
# Installs what `cargo xtask review` needs: Debian packages where they are missing, and python-docx into the folder $1, beside the
# system's Python, which has LibreOffice's modules. Exit 2 where that is not possible.
set -euo pipefail
home=$1
say() { printf 'review: %s\n' "$*"; }
wanted=()
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
/usr/bin/python3 -c 'import uno' 2>/dev/null || wanted+=(python3-uno)
/usr/bin/python3 -c 'import venv, ensurepip' 2>/dev/null || wanted+=(python3-venv)
if [ ${#wanted[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || { say "needs ${wanted[*]}, and can install them only on Debian or Ubuntu"; exit 2; }
  root=
  [ "$(id -u)" -eq 0 ] || root=sudo
  say "installing Debian packages: ${wanted[*]}"
  { $root apt-get -qq update && $root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${wanted[@]}" >/dev/null; } ||
    { say "${wanted[*]} could not be installed"; exit 2; }
fi
[ -x "$home/bin/python3" ] && "$home/bin/python3" -c 'import docx' 2>/dev/null && exit 0
rm -rf "$home"
{ /usr/bin/python3 -m venv --system-site-packages "$home" && "$home/bin/pip" install --quiet --disable-pip-version-check python-docx; } ||
  { rm -rf "$home"; say "python-docx could not be installed"; exit 2; }
