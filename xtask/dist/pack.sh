#!/usr/bin/env bash
# Packs the files of a release: pack.sh SOURCES OUT VERSION TIME, from the repository. SOURCES has both programs and the
# licences of the libraries in them; TIME, in seconds, is that of every file. The same sources give the same bytes.
# Exit 2 with a sentence where a tool cannot be installed on this machine.
set -euo pipefail
sources=$1 out=$2 version=$3 time=$4
here=$(cd "$(dirname "$0")" && pwd)
export TZ=UTC LC_ALL=C SOURCE_DATE_EPOCH=$time
umask 022
say() { echo "dist: $*" >&2; }
cannot() { say "$*"; exit 2; }

wanted=()
want() { command -v "$1" >/dev/null || wanted+=("$2"); } # PROGRAM PACKAGE
want wixl wixl
want msibuild msitools
want faketime faketime
want zip zip
want dpkg-deb dpkg
if [ ${#wanted[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || cannot "needs ${wanted[*]}, and can install them only on Debian"
  root=
  [ "$(id -u)" -eq 0 ] || root=sudo
  say "installing Debian packages: ${wanted[*]}"
  $root apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1 || true
  $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
    "${wanted[@]}" >/dev/null 2>&1 || cannot "Debian's packages ${wanted[*]} cannot be installed"
fi

stage=$sources/stage
rm -rf "$stage"
same_time() { find "$1" -exec touch -h -d "@$time" {} +; }
licences() { # FOLDER SYSTEM
  mkdir -p "$1"
  cp LICENSE-MIT "$1/LICENSE-MIT.txt"
  cp LICENSE-APACHE "$1/LICENSE-APACHE.txt"
  cp THIRD-PARTY-LICENCES.txt "$1/"
  cp "$sources/SYSTEM-LIBRARIES-$2.txt" "$1/SYSTEM-LIBRARIES.txt"
}

# Windows: a zip, whose program can be double-clicked where it is.
name=letters-$version
windows=$stage/windows/$name
mkdir -p "$windows"
install -m 755 "$sources/letters.exe" "$windows/"
licences "$windows/licences" windows
same_time "$windows"
(cd "$stage/windows" && find "$name" -type f | sort | zip -X -9 -q -@ "$out/$name-windows.zip")

# Windows: an installer. Its three numbers are made from the version and the program, and its times are those of the
# release: wixl takes numbers at random and the time of the day.
number() { sha256sum | sed -E 's/(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-8\3-8\4-\5/' | tr a-f A-F; }
msi=$out/$name-windows.msi
product=$(echo "collective-letters $version" | number)
package=$(cat "$here/letters.wxs" "$sources/letters.exe" | number)
at=$(date -d "@$time" '+%F %T')
(
  cd "$windows"
  faketime -f "$at" wixl -a x64 -D "Version=$version" -D "ProductId=$product" -o "$msi" "$here/letters.wxs"
)
printf '%s\t%s\t%s\t%s\r\n' >"$stage/Environment.idt" \
  Environment Name Value Component_ s72 l255 L255 s72 Environment Environment '' ''
# Of the line of the key only two words are meant.
sed -i '3s/\t\t\r$/\r/' "$stage/Environment.idt"
printf '%s\t%s\t%s\t%s\r\n' PathOfUser '=-Path' '[~];[INSTALLDIR]' Program >>"$stage/Environment.idt"
faketime -f "$at" msibuild "$msi" -i "$stage/Environment.idt" \
  -q "INSERT INTO \`InstallExecuteSequence\` (\`Action\`, \`Sequence\`) VALUES ('RemoveEnvironmentStrings', 3300)" \
     "INSERT INTO \`InstallExecuteSequence\` (\`Action\`, \`Sequence\`) VALUES ('WriteEnvironmentStrings', 5200)"
faketime -f "$at" msibuild "$msi" -s 'Collective letters' collective-letters 'x64;1033' "{$package}"

# Linux: an archive.
linux=$stage/linux/$name
mkdir -p "$linux/man"
install -m 755 "$sources/letters" "$linux/"
licences "$linux/licences" linux
"$sources/letters" man --output "$linux/man" >/dev/null
for shell in bash zsh fish; do
  mkdir -p "$linux/completions"
  "$sources/letters" completions $shell >"$linux/completions/letters.$shell"
done
tar --create --sort=name --mtime="@$time" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --format=gnu \
  -C "$stage/linux" "$name" | gzip -n -9 >"$out/$name-linux.tar.gz"

# Debian and Ubuntu: a package that needs no other.
deb=$stage/deb
doc=$deb/usr/share/doc/collective-letters
man=$deb/usr/share/man/man1
mkdir -p "$deb"/{DEBIAN,usr/bin} "$doc" "$man"
install -m 755 "$linux/letters" "$deb/usr/bin/"
for page in "$linux"/man/*; do gzip -n -9 <"$page" >"$man/$(basename "$page").gz"; done
install -D -m 644 "$linux/completions/letters.bash" "$deb/usr/share/bash-completion/completions/letters"
install -D -m 644 "$linux/completions/letters.zsh" "$deb/usr/share/zsh/vendor-completions/_letters"
install -D -m 644 "$linux/completions/letters.fish" "$deb/usr/share/fish/vendor_completions.d/letters.fish"
{
  echo "Collective letters is under the licence MIT or Apache-2.0, at your option: Apache-2.0 is in"
  echo "/usr/share/common-licenses/Apache-2.0, MIT is below. The licences of what it contains are in this folder."
  echo
  cat LICENSE-MIT
} >"$doc/copyright"
for file in THIRD-PARTY-LICENCES.txt SYSTEM-LIBRARIES.txt; do gzip -n -9 <"$linux/licences/$file" >"$doc/$file.gz"; done
gzip -n -9 <CHANGELOG.md >"$doc/changelog.gz"
size=$(du -s --apparent-size -k "$deb/usr" | cut -f1)
cat >"$deb/DEBIAN/control" <<CONTROL
Package: collective-letters
Version: $version
Architecture: amd64
Maintainer: the collective-letters contributors <collective-letters@localhost>
Installed-Size: $size
Section: text
Priority: optional
Description: collective letters of ITU-T as Word, PDF and web page
 A short YAML file about a meeting becomes the finished letter with its
 annexes, in three formats with the same words.
CONTROL
same_time "$deb"
dpkg-deb --root-owner-group -Zxz --build "$deb" "$out/collective-letters_${version}_amd64.deb" >/dev/null
