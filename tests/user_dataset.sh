#!/bin/bash
# Shows that a folder of files and an entry make a data set that is trained on, planned and
# compared, with speech from recordings of its own, and that files of another length are refused.
#   tests/user_dataset.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
run=//experiments/runs:smoke_mine_resnet8_speech
folder=$copy/datasets/files/mine

build shapes //datasets:shapes10 //labels:shapes10_espeak
built() {
  find "$output_base" -path "*/bin/$1" -type d
}
mkdir -p "$folder/spoken"
cp -L "$(built datasets/shapes10)"/* "$folder/"
cp -L "$(built labels/shapes10_espeak)"/* "$folder/spoken/"
chmod -R u+w "$folder"
entry='"mine": dataset("Mine", 10, 2250, 1000, profiles = ["smoke"], recordings = "mine/spoken"),'
sed -i "/# Data sets of your own:/a $entry" "$copy/datasets/catalogue.bzl"

build run "$run"
[ "$(executed run TrainSegment cached | grep -c smoke_mine_resnet8_speech)" -ge 1 ]
config=$(find "$output_base" -path "*/bin/experiments/runs/${run#*:}_config.textproto")
grep -q 'source: "recordings"' "$config" || { cat "$config"; exit 1; }

for table in table1 fig2 fig3 fig4 fig7; do
  in_copy run "${shared[@]}" "${quiet[@]}" //experiments:plan -- --profile=smoke --table="$table" \
    > "$work/plan.log" 2>&1 && grep -q "mine" "$work/plan.log" || { cat "$work/plan.log"; exit 1; }
done

in_copy build "${shared[@]}" "${quiet[@]}" --nobuild \
  //... //experiments:table1 //experiments:table2 //experiments:fig4_datafrac \
  > "$work/all.log" 2>&1 || { cat "$work/all.log"; exit 1; }

# Cut between two records, which no reader of the file can see.
truncate -s -3073 "$folder/test_batch.bin"
if in_copy build "${shared[@]}" "${quiet[@]}" "$run" > "$work/cut.log" 2>&1 ||
  ! grep -q "test_batch.bin: 999 images; expected 1000 test images" "$work/cut.log"; then
  cat "$work/cut.log"
  exit 1
fi
echo "an entry makes a data set"
