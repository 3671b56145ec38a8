#!/bin/bash
# `bazel run` of a table prints it, says where its files lie, and copies them with --out:
#   printer_test.sh PROGRAM
set -eu
. tests/expect.sh
folder=${1%/*}
printer=$PWD/$1
[ "${folder%/*}" = tests ] || { echo "found $folder, expected the profile's in tests/"; exit 1; }

"$printer" > "$TEST_TMPDIR/printed"
grep -q '^| Category' "$TEST_TMPDIR/printed"
grep -qx "The files: bazel-bin/$folder/tiny_table1.{pb,md,csv,tex,json,html}" "$TEST_TMPDIR/printed"

# copied WHERE ARGUMENT...: all files lie in WHERE, and are the user's.
copied() {
  local where=$1
  shift
  "$printer" "$@" > "$TEST_TMPDIR/printed"
  for suffix in pb md csv tex json html; do
    cmp "$folder/tiny_table1.$suffix" "$where/tiny_table1.$suffix"
    [ -w "$where/tiny_table1.$suffix" ]
  done
  grep -qx "The files: $where/tiny_table1.{pb,md,csv,tex,json,html}" "$TEST_TMPDIR/printed"
  rm -r "$where"
}
copied "$TEST_TMPDIR/a b/c" --out="$TEST_TMPDIR/a b/c"
BUILD_WORKING_DIRECTORY=$TEST_TMPDIR copied "$TEST_TMPDIR/relative" --out=relative
BUILD_WORKING_DIRECTORY=$TEST_TMPDIR copied "$TEST_TMPDIR/relative" --out relative
HOME=$TEST_TMPDIR copied "$TEST_TMPDIR/mine" "--out=~/mine"

expect_refused "unknown flag" none 'tiny_table1: found "--outt=x"; expected nothing or' -- \
  "$printer" --outt=x
expect_refused "missing folder" none "tiny_table1: --out: no folder follows" -- "$printer" --out
"$printer" --help | grep -q -- --out=FOLDER
finish
