#!/bin/bash
# The script for a GPU, tried out on the CPU with a tiny training:
#   gpu_test.sh GPU_SH GPU_MACHINE_SH TRAIN TRAINING_TEST ATTACKS_TEST CATEGORY_LABELS
#     DECODER_LABELS DATA_FILE...
set -euo pipefail
folder=$TEST_TMPDIR/gpu
mkdir -p "$folder/data"
cp -L "$1" "$2" "$folder/"
for program in "$3 train" "$4 cuda_training_test" "$5 cuda_attacks_test" "$6 category.pb" \
  "$7 decoder.pb"; do
  read -r from to <<< "$program"
  ln -s "$PWD/$from" "$folder/$to"
done
for file in "${@:8}"; do ln -s "$PWD/$file" "$folder/data/"; done
export DEVICE=CPU EPOCHS=1 RUNS_AT_ONCE=2
export ONLY="resnet8 decoder fp32 -" TOGETHER="resnet8 category bf16 1"
"$folder/gpu.sh" run --out="$TEST_TMPDIR/gpu.md" > "$TEST_TMPDIR/printed"
cmp "$TEST_TMPDIR/printed" "$TEST_TMPDIR/gpu.md"

expect() {
  grep -qE "$1" "$TEST_TMPDIR/gpu.md" || { cat "$TEST_TMPDIR/gpu.md"; echo "expected: $1"; exit 1; }
}
expect '^GPU tests: [1-9][0-9]* passed, [0-9]+ skipped$'
expect '^All pass\.$'
expect '^\| resnet8 \| decoder \| fp32 \| [1-9][0-9]* \| - \| [0-9.]+ \|$'
expect '^\| resnet8 \| category \| bf16, 2 together \| [1-9][0-9]* \(2 runs\) \| 1 \| \|$'
expect '^The same bytes alone and beside others.$'

# A run that fails says so, and the others go on.
ONLY="resnet9 decoder fp32 -" "$folder/gpu.sh" run --out="$TEST_TMPDIR/gpu.md" > /dev/null 2>&1
expect '^\| resnet9 \| decoder \| fp32 \| failed \|'
expect '2 together \| [1-9]'
