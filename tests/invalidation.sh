#!/bin/bash
# Shows by what Bazel executes that a change of a table's layout, one more encoder and one more
# label kind retrain nothing, and that a change of one label kind retrains only that kind's runs. The
# tiny runs of tests/ stand for those of the tables.
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

sed -i 's/"Composite"/"COMPOSITE"/' "$copy/experiments/tables/titles.cc"
build layout "$target"
expect layout TrainSegment 0 .
expect layout MakeTable 1 .

sed -i 's/0\.31/0.32/' "$copy/labels/composite.cc"
build label "$target"
expect label TrainSegment 1 composite
expect label MakeTable 1 .

sed 's/"vgg19"/"mine"/; s/"vgg_slim"/"mine_slim"/' "$copy/models/vgg.cc" > "$copy/models/mine.cc"
sed -i '/# Encoders of your own:/a "mine": encoder("Mine", "mine"),' "$copy/models/catalogue.bzl"
build encoder "$target" //models:mine
expect encoder TrainSegment 0 .

sed 's/"constant"/"mine_too"/' "$copy/labels/constant.cc" > "$copy/labels/mine_too.cc"
sed -i '/# Kinds of your own:/a "mine_too": label_kind("Mine, too"),' "$copy/labels/catalogue.bzl"
build kind "$target" //labels:shapes10_mine_too
expect kind TrainSegment 0 .
echo "only what changed was trained again"
