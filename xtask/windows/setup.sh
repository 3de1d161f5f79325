#!/usr/bin/env bash
# Prepares what `cargo xtask windows` needs, into the folder given as first argument: a linker for Windows and Wine from
# Debian, the standard library for Windows, and a Wine folder. Each part is kept and skipped when it is there. Exit 2 with
# a sentence where something cannot be installed on this machine.
set -euo pipefail
home=$(mkdir -p "$1" && cd "$1" && pwd)
target=x86_64-pc-windows-gnu
say() { echo "windows: $*" >&2; }
cannot() { say "$*"; exit 2; }
have() { command -v "$1" >/dev/null; }
# `cargo run` leads libraries to the machine's own compiler, and the copy below would believe that it is that one.
unset LD_LIBRARY_PATH

# Debian packages. Another program may be installing some: wait for it.
wanted=()
have x86_64-w64-mingw32-gcc || wanted+=(gcc-mingw-w64-x86-64-win32)
have x86_64-w64-mingw32-windres || wanted+=(binutils-mingw-w64-x86-64)
[ -x /usr/lib/wine/wine64 ] || wanted+=(wine64 wine)
if [ ${#wanted[@]} -gt 0 ]; then
  have apt-get || cannot "needs ${wanted[*]}, and can install them only on Debian"
  root=
  [ "$(id -u)" -eq 0 ] || root=sudo
  say "installing Debian packages: ${wanted[*]}"
  $root apt-get -qq -o DPkg::Lock::Timeout=300 update >"$home/packages.log" 2>&1 || true
  $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
    "${wanted[@]}" >>"$home/packages.log" 2>&1 || cannot "Debian's packages ${wanted[*]} cannot be installed"
fi

# The standard library. A compiler that has the target is used as it is; else a copy of the compiler gets it, so that the
# machine's own stays as it was and the project is compiled by plain cargo.
version=$(rustc --version | cut -d' ' -f2)
sysroot=$(rustc --print sysroot)
compiler=$home/rust-$version
into=$compiler/lib/rustlib/$target/lib
# No path of this machine gets into it, so that a release has the same bytes elsewhere.
flags="-Cembed-bitcode=yes --remap-path-prefix=$home=/windows --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
if ls "$sysroot/lib/rustlib/$target/lib"/libstd-*.rlib >/dev/null 2>&1; then
  rm -rf "$compiler" && ln -s "$sysroot" "$compiler"
elif [ "$(cat "$into/complete" 2>/dev/null)" != "$flags" ]; then
  # Its sources must be of the compiler's version. Debian's backports have them; they are asked through a configuration
  # in our own folder, so the machine's packages stay those of its release. Signatures are checked as for any package.
  sources=$home/sources-$version
  if [ ! -d "$sources/usr/src/rustc-$version/library" ]; then
    say "downloading the sources of the standard library of Rust $version"
    apt=$home/apt
    mkdir -p "$apt"/{lists/partial,cache/archives/partial,empty}
    : >"$apt/status"
    from=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -1)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from trixie-backports main" >"$apt/sources.list"
    {
      printf 'Dir::Etc::%s "%s";\n' sourcelist "$apt/sources.list" sourceparts "$apt/empty" preferencesparts "$apt/empty"
      printf 'Dir::%s "%s";\n' State::lists "$apt/lists" State::status "$apt/status" Cache "$apt/cache"
    } >"$apt/apt.conf"
    export APT_CONFIG=$apt/apt.conf
    apt-get -qq update >"$home/sources.log" 2>&1 || cannot "the list of Debian's backports cannot be read"
    package=$(apt-cache madison rust-src | awk -v v="$version" 'index($3, v "+") == 1 { print $3; exit }')
    [ -n "$package" ] || cannot "Debian's backports have no sources of the standard library of Rust $version"
    (cd "$apt" && apt-get -qq download "rust-src=$package" >>"$home/sources.log" 2>&1) \
      || cannot "Debian's package rust-src $package cannot be downloaded"
    unset APT_CONFIG
    rm -rf "$sources" && dpkg-deb -x "$apt"/rust-src_*.deb "$sources"
    rm -rf "$apt"
  fi
  say "compiling the standard library for Windows"
  rm -rf "$compiler" && mkdir -p "$compiler" && cp -a "$sysroot"/{bin,lib} "$compiler/"
  mkdir -p "$compiler/lib/rustlib/src/rust" "$into"
  ln -sfn "$sources/usr/src/rustc-$version/library" "$compiler/lib/rustlib/src/rust/library"
  empty=$home/empty-crate
  mkdir -p "$empty/src"
  : >"$empty/src/lib.rs"
  cat >"$empty/Cargo.toml" <<'TOML'
[package]
name = "nothing"
version = "0.0.0"
edition = "2024"
[workspace]
[profile.release]
codegen-units = 1
TOML
  # Building it is a feature that stable compilers hide; the project itself uses no such feature.
  (cd "$empty" && PATH=$compiler/bin:$PATH RUSTC=$compiler/bin/rustc RUSTC_BOOTSTRAP=1 \
    RUSTFLAGS=$flags CARGO_TARGET_DIR=$empty/target cargo build --release --target $target \
    -Zbuild-std=std,panic_unwind,panic_abort,proc_macro,test >"$home/std.log" 2>&1) \
    || { tail -5 "$home/std.log" >&2; cannot "the standard library for Windows does not compile"; }
  cp "$empty/target/$target/release/deps"/*.rlib "$into/"
  rm -rf "$into"/libnothing* "$empty"
  echo "$flags" >"$into/complete"
fi

# Wine, with a folder of its own.
export WINEPREFIX=$home/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
wine=/usr/lib/wine/wine64
if [ ! -f "$WINEPREFIX/complete" ]; then
  say "creating a folder for Wine"
  rm -rf "$WINEPREFIX"
  $wine wineboot -i >"$home/wine.log" 2>&1 || cannot "Wine does not start on this machine"
  system=$WINEPREFIX/drive_c/windows/system32
  # Every Windows that Rust supports has this library, but Wine only since its version 9.
  if [ ! -e "$system/bcryptprimitives.dll" ]; then
    cat >"$home/random.c" <<'C'
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG)size); }
C
    x86_64-w64-mingw32-gcc -O2 -shared -o "$system/bcryptprimitives.dll" "$home/random.c" -ladvapi32
  fi
  $wine winecfg -v win10 >>"$home/wine.log" 2>&1 || cannot "Wine does not start on this machine"
  mkdir -p "$home/tmp"
  for name in TEMP TMP; do
    $wine reg add 'HKCU\Environment' /v $name /d "Z:${home//\//\\}\\tmp" /f >>"$home/wine.log" 2>&1
  done
  # Documents and the like are links to folders of whoever runs this.
  find "$WINEPREFIX/drive_c/users" -maxdepth 2 -type l -exec rm {} \; -exec mkdir {} \;
  touch "$WINEPREFIX/complete"
fi
