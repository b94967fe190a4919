# shellcheck shell=bash
# Sourced by every script: starts it at the project's root and gives it one way to speak.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT" || exit 1

# Some tools run cargo from a folder of the workspace, so a relative path would mean two places.
CARGO_TARGET_DIR=$(realpath -m "${CARGO_TARGET_DIR:-target}")
# Debian keeps nginx where an ordinary user's shell does not look.
PATH=$PATH:/usr/sbin
export CARGO_TARGET_DIR PATH

say() {
  printf '%s: %s [%d:%02d]\n' "${0##*/}" "$*" $((SECONDS / 60)) $((SECONDS % 60))
}

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# The version of a crate in Cargo.lock.
locked_version() {
  awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/"/, ""); print $3; exit }' Cargo.lock
}

# The version a program reports, the last word of its first line; nothing when it does not run.
program_version() {
  "$1" --version 2>/dev/null | awk 'NR == 1 { print $NF }'
}

# shrink_wasm FROM TO: optimises a wasm for its size. The features are those that rustc and
# wasm-bindgen use: no encoding that the runtime may not know yet. Functions are put in the order of
# their names, so that copies of generic code are near enough to each other for gzip to see. In the
# first kilobyte of memory is the end of the stack, and no address there is an offset from one that
# wraps around. A function with one caller stays a function unless it is small: within another it is
# no longer beside its like, and gzip does not see that they are alike. Locals are shared and put in
# order once more after all else: -Oz leaves some that are alike in different places.
shrink_wasm() {
  "$ROOT/node_modules/.bin/wasm-opt" -Oz --low-memory-unused \
    --one-caller-inline-max-function-size=24 \
    --coalesce-locals --reorder-locals --reorder-functions-by-name \
    --strip-debug --strip-producers \
    --enable-bulk-memory --enable-exception-handling --enable-multivalue \
    --enable-mutable-globals --enable-nontrapping-float-to-int \
    --enable-reference-types --enable-sign-ext \
    "$1" -o "$2"
}
