#!/usr/bin/env bash
# Makes sure that some Rust toolchain here can compile for wasm32-unknown-unknown.
#
# The last line on standard output is the name of the toolchain to use, as for
# RUSTUP_TOOLCHAIN, or an empty line when the one in force already will do.
# Progress goes to standard error. A second run answers at once.
#
# 1. The toolchain in force has the target: nothing to do.
# 2. rustup can add it.
# 3. rustup cannot be reached, but Debian's packages can: Debian has the compiler
#    and the source of its standard library, though not the library built for
#    wasm32. It is built once, from that source, and the compiler is linked into
#    rustup as the toolchain "standpoint-wasm".
set -euo pipefail

TARGET=wasm32-unknown-unknown
NAME=standpoint-wasm
PROJECT=$(cd "$(dirname "$0")/.." && pwd)
CACHE=${STANDPOINT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/standpoint}
DEBIAN_PACKAGES="rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web"
cd "$PROJECT"

say() { echo "wasm target: $*" >&2; }
die() { say "$*"; exit 1; }

# True when the compiler given as a command has a standard library for the target
# that this very compiler can read. One that this script has built carries a
# stamp, because an upgrade of the Debian package leaves it behind.
has_target() {
  local dir
  dir=$("$@" --print target-libdir --target "$TARGET" 2>/dev/null) || return 1
  compgen -G "$dir/libstd-*.rlib" >/dev/null || return 1
  [ ! -e "$dir/$NAME.stamp" ] || [ "$(cat "$dir/$NAME.stamp")" = "$("$@" -vV)" ]
}

command -v rustc >/dev/null || die "Rust is missing: install it from https://rustup.rs"
if has_target rustc; then
  echo
  exit 0
fi

mkdir -p "$CACHE"
exec 9>"$CACHE/wasm-target.lock"
# macOS has neither flock nor timeout; the caller bounds the whole script besides.
command -v flock >/dev/null || flock() { :; }
command -v timeout >/dev/null || timeout() { shift; "$@"; }
flock -w 1200 9 || die "another set-up has held $CACHE/wasm-target.lock for 20 minutes"

linked() { command -v rustup >/dev/null && rustup toolchain list | grep -q "^$NAME\b"; }

# Typed by hand, `wasm-pack build` and `cargo test` must find the same compiler as
# the scripts, or the two would throw away each other's builds. CI clones live
# for one run and set RUSTUP_TOOLCHAIN, so rustup need not remember them.
choose_linked() {
  [ -n "${CI:-}" ] || rustup override set "$NAME" --path "$PROJECT" >/dev/null 2>&1 || true
  echo "$NAME"
  exit 0
}

if linked && has_target rustup run "$NAME" rustc; then choose_linked; fi

if command -v rustup >/dev/null && ! linked; then
  say "asking rustup for $TARGET (at most 60 s)"
  timeout 60 rustup target add "$TARGET" >"$CACHE/rustup.log" 2>&1 9>&- </dev/null || true
  if has_target rustc; then
    echo
    exit 0
  fi
fi

HINT="run 'rustup target add $TARGET' where rustup can reach its server"
[ -e /etc/debian_version ] || die "the Rust target is missing: $HINT"
[ "$(id -u)" = 0 ] || die "the Rust target is missing: $HINT, or run this script once as root to build it from Debian's packages"
[ "$(uname -m)" = x86_64 ] || die "the Rust target is missing: $HINT"

say "rustup cannot add it; installing Debian's compiler (about 1 minute)"
export DEBIAN_FRONTEND=noninteractive
apt() { timeout 600 apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null >"$CACHE/apt.log" 2>&1 9>&-; }
# The package lists may be absent or old on a new machine, hence the second try.
# shellcheck disable=SC2086 # The list of packages is meant to be split.
apt install -y --no-install-recommends $DEBIAN_PACKAGES \
  || { apt update && apt install -y --no-install-recommends $DEBIAN_PACKAGES; } \
  || { tail -5 "$CACHE/apt.log" >&2; die "apt could not install $DEBIAN_PACKAGES"; }
# The compiler's linker is a link to a program of a package that it only suggests,
# and that has the same name (lld-22, say).
[ -e /usr/bin/rust-lld ] || apt install -y --no-install-recommends "$(readlink /usr/bin/rust-lld)" \
  || die "apt could not install $(readlink /usr/bin/rust-lld)"

# The calls below must not pass through rustup or take its settings.
unset RUSTUP_TOOLCHAIN RUSTC RUSTC_WRAPPER CARGO_TARGET_DIR CARGO_BUILD_TARGET RUSTFLAGS
export RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
if ! has_target "$RUSTC"; then
  say "building the standard library for $TARGET (1 to 3 minutes)"
  BUILD=$CACHE/std
  LIB=/usr/lib/rustlib/$TARGET/lib
  # An empty crate is enough: what is wanted are its dependencies.
  rm -rf "$BUILD"
  mkdir -p "$BUILD/src" "$LIB"
  printf '[package]\nname = "nothing"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$BUILD/Cargo.toml"
  echo '#![no_std]' >"$BUILD/src/lib.rs"
  # The standard library's own dependencies are part of the source package.
  mkdir -p "$BUILD/.cargo"
  printf '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "%s"\n' \
    "$("$RUSTC" --print sysroot)/lib/rustlib/src/rust/library/vendor" >"$BUILD/.cargo/config.toml"
  # The bitcode is what lets the project's own `lto = true` reach into std.
  (cd "$BUILD" && RUSTFLAGS=-Cembed-bitcode=yes RUSTC_BOOTSTRAP=1 timeout 1200 /usr/bin/cargo build -q --release \
    --offline --target "$TARGET" -Z build-std=std,panic_abort,panic_unwind,test,proc_macro >&2 9>&-) \
    || die "the standard library did not build; its log is above"
  rm -f "$LIB"/*.rlib "$LIB/$NAME.stamp"
  for lib in "$BUILD/target/$TARGET/release/deps/"*.rlib; do
    case $lib in */libnothing-*) ;; *) cp "$lib" "$LIB/" ;; esac
  done
  "$RUSTC" -vV >"$LIB/$NAME.stamp"
  rm -rf "$BUILD"
fi

if ! command -v rustup >/dev/null; then
  # Without rustup, Debian's compiler is the one in force.
  has_target rustc || die "put /usr/bin before $(dirname "$(command -v rustc)") on PATH"
  echo
  exit 0
fi

DIR=$CACHE/toolchain
mkdir -p "$DIR/bin"
for tool in rustc cargo rustdoc rustfmt cargo-fmt clippy-driver cargo-clippy; do ln -sfn "/usr/bin/$tool" "$DIR/bin/$tool"; done
ln -sfn /usr/lib "$DIR/lib"
unset RUSTC RUSTDOC
rustup toolchain link "$NAME" "$DIR" >&2
has_target rustup run "$NAME" rustc || die "the toolchain $NAME has been built but does not work"
say "ready: toolchain $NAME ($(rustup run "$NAME" rustc -V))"
choose_linked
