#!/bin/bash
# The checkpoints at the ends of a run's segments are outputs that others can go on from:
#   checkpoint_test.sh TRAIN RUN LABELS DATA_FILE... RESULT WEIGHTS CHECKPOINT_1 CHECKPOINT_2
set -eu
train=$1 run=$2 labels=$3 data=$(dirname "$4")
result=${*: -4:1} weights=${*: -3:1} first=${*: -2:1} second=${*: -1}
[[ $first == */checkpoint_1_of_3.safetensors && $second == */checkpoint_2_of_3.safetensors ]]
out=$TEST_TMPDIR

"$train" --run="$run" --labels="$labels" --data="$data" --segment=3/3 --checkpoint_in="$second" \
  --result="$out/result" --weights="$out/weights" --provenance="$out/provenance"
cmp "$out/result" "$result"
cmp "$out/weights" "$weights"
