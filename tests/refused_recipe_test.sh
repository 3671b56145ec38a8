#!/bin/bash
# The training program refuses run files that make no sense:
#   refused_recipe_test.sh TRAIN RUN LABELS DATA_FILE...
set -eu
. tests/expect.sh
train=$1 run=$2 labels=$3 data=$(dirname "$4")
changed=$TEST_TMPDIR/run.textproto
set +e

# refused NAME SED_EXPRESSION PART_OF_MESSAGE...
refused() {
  local name=$1 expression=$2
  shift 2
  sed "$expression" "$run" > "$changed"
  cmp -s "$run" "$changed" && fail "$name" "the test changes nothing" "$expression"
  expect_refused "$name" "$TEST_TMPDIR/out" "$changed" "$@" -- \
    "$train" --run="$changed" --labels="$labels" --data="$data" --out="$TEST_TMPDIR/out"
}

refused "unknown field" 's/epochs:/epoches:/' 'epoches'
refused "negative learning rate" 's/learning_rate: .*/learning_rate: -0.1/' \
  'recipe.learning_rate: found -0.1, expected a number above 0'
refused "learning rate that is no number" 's/learning_rate: .*/learning_rate: nan/' \
  'recipe.learning_rate: found nan, expected a number above 0'
refused "0 epochs" 's/epochs: .*/epochs: 0/' 'recipe.epochs: found 0, expected at least 1'
refused "fraction 0" 's/train_fraction_percent: .*/train_fraction_percent: 0/' \
  'recipe.train_fraction_percent: found 0, expected a percentage above 0, at most 100'
refused "fraction above 100" 's/train_fraction_percent: .*/train_fraction_percent: 101/' \
  'recipe.train_fraction_percent: found 101, expected a percentage above 0, at most 100'
refused "unknown schedule" 's/one_cycle/two_cycles/' 'two_cycles'
refused "no seed" '/^  seed:/d' 'recipe.seed: it is not set, expected a value'

# These are found only when data set and model are looked at; the file named is another.
changed_only() {
  local name=$1 expression=$2
  shift 2
  sed "$expression" "$run" > "$changed"
  expect_refused "$name" "$TEST_TMPDIR/out" "$@" -- \
    "$train" --run="$changed" --labels="$labels" --data="$data" --out="$TEST_TMPDIR/out"
}

changed_only "empty training subset" 's/train_fraction_percent: .*/train_fraction_percent: 0.001/' \
  '0.001'
changed_only "unknown encoder" 's/"resnet8"/"resnet9"/' '"resnet9"' 'resnet8, resnet14'
changed_only "labels of another kind" 's/kind: "category"/kind: "speech"/' \
  "$labels: recipe.kind: found \"category\", expected \"speech\""

expect_refused "no run file" "$TEST_TMPDIR/out" "$TEST_TMPDIR/nothing.textproto" -- \
  "$train" --run="$TEST_TMPDIR/nothing.textproto" --labels="$labels" --data="$data" \
  --out="$TEST_TMPDIR/out"
expect_refused "unknown flag" "$TEST_TMPDIR/out" "learning_rat" -- \
  "$train" --run="$run" --learning_rat=1 --out="$TEST_TMPDIR/out"

finish
