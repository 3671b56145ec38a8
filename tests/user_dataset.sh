#!/bin/bash
# Shows that a folder of files and a line make a data set that is trained on, planned and compared.
#   tests/user_dataset.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
run=//experiments/runs:smoke_mine_resnet8_speech

build shapes //lib/data:shapes10
mkdir "$copy/lib/data/files/mine"
cp -L "$(find "$output_base" -path '*/bin/lib/data/shapes10' -type d)"/* "$copy/lib/data/files/mine/"
sed -i '/^USER_DATASETS = \[/a user_dataset("mine", classes = 10, train_images = 2250, test_images = 1000, profiles = ["smoke"]),' \
  "$copy/lib/data/user_datasets.bzl"

build run "$run"
[ "$(executed run TrainSegment cached | grep -c smoke_mine_resnet8_speech)" -ge 1 ]

for table in table1 fig2 fig3 fig4 fig7; do
  in_copy run "${shared[@]}" "${quiet[@]}" //experiments:plan -- --profile=smoke --table="$table" \
    > "$work/plan.log" 2>&1 && grep -q "mine" "$work/plan.log" || { cat "$work/plan.log"; exit 1; }
done

in_copy build "${shared[@]}" "${quiet[@]}" --nobuild //... //experiments:table1 //experiments:table2 \
  //experiments:fig4_datafrac > "$work/all.log" 2>&1 || { cat "$work/all.log"; exit 1; }
echo "a line makes a data set"
