#!/bin/bash
# Shows by what Bazel executes that a change of a table's layout retrains nothing, and that a change of
# one label kind retrains only that kind's runs. The tiny runs of tests/ stand for those of the tables.
#   tests/invalidation.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
target=//tests:invalidation_table1
runs=5

# expect STEP MNEMONIC COUNT PATTERN
expect() {
  local found
  found=$(executed "$1" "$2" cached)
  local count
  count=$(printf '%s' "$found" | grep -c "$4" || true)
  local all
  all=$(printf '%s' "$found" | grep -c . || true)
  echo "$1: $2 executed $all times, expected $3"
  [ "$count" -eq "$3" ] && [ "$all" -eq "$3" ] || { echo "$found"; exit 1; }
}

build first "$target"
expect first TrainSegment "$runs" .

sed -i 's/"Composite"/"COMPOSITE"/' "$copy/labels/catalogue.bzl"
build layout "$target"
expect layout TrainSegment 0 .
expect layout MakeTable 1 .

sed -i 's/0\.31/0.32/' "$copy/labels/composite.cc"
build label "$target"
expect label TrainSegment 1 composite
expect label MakeTable 1 .
echo "only what changed was trained again"
