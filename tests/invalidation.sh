#!/bin/bash
# Shows by what Bazel executes that a change of a table's layout, one more encoder and one more
# label kind retrain nothing, that a change of one label kind retrains only that kind's runs, and
# that an attack of one's own attacks nothing else anew. The tiny runs of tests/ stand for those of
# the tables.
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

sed 's/"vgg19"/"mine"/; s/"vgg_slim"/"mine_slim"/' "$copy/models/vgg.cc" > "$copy/models/mine.cc"
sed -i '/# Encoders of your own:/a "mine": encoder("Mine", "mine"),' "$copy/models/catalogue.bzl"
build encoder "$target" //models:mine
expect encoder TrainSegment 0 .

sed 's/"constant"/"mine_too"/' "$copy/labels/constant.cc" > "$copy/labels/mine_too.cc"
sed -i '/# Kinds of your own:/a "mine_too": label_kind("Mine, too"),' "$copy/labels/catalogue.bzl"
build kind "$target" //labels:shapes10_mine_too
expect kind TrainSegment 0 .
echo "only what changed was trained again"

# An attack of one's own: a file and an entry. It is then done to the models of every profile, which
# is all that is attacked; nothing is transferred anew.
check_attacks() {
  local targets=(//experiments/attacks:smoke_shapes10_resnet8_category //tests:tiny_transfers)
  build attacks "${targets[@]}"
  sed 's/"noise"/"mine"/' tests/noise_attack.cc > "$copy/attacks/mine.cc"
  sed -i 's/^    # Attacks of your own:/&\n    "mine": attack_kind("Mine", "batch_size: 20"),/' \
    "$copy/attacks/catalogue.bzl"
  build own_attack "${targets[@]}"
  expect own_attack TrainSegment 0 .
  expect own_attack Attack 1 smoke_shapes10_resnet8_category
  expect own_attack Transfer 0 .

  sed -i 's/2 \* random/random/' "$copy/attacks/mine.cc"
  build changed_attack "${targets[@]}"
  expect changed_attack Attack 1 smoke_shapes10_resnet8_category
  expect changed_attack Transfer 0 .
  echo "only the attack that is new, then the one that changed, was run"
}
check_attacks
