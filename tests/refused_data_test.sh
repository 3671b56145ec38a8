#!/bin/bash
# The training program refuses damaged data sets:
#   refused_data_test.sh TRAIN RUN LABELS DATA_FILE...
set -eu
. tests/expect.sh
train=$1 run=$2 labels=$3 data=$(dirname "$4")
copy=$TEST_TMPDIR/data
record=3073
set +e

fresh_copy() {
  rm -rf "$copy"
  cp -rL "$data" "$copy"
  chmod -R u+w "$copy"
}

# refused NAME PART_OF_MESSAGE...
refused() {
  local name=$1
  shift
  expect_refused "$name" "$TEST_TMPDIR/out" "$@" -- \
    "$train" --run="$run" --labels="$labels" --data="$copy" --out="$TEST_TMPDIR/out"
}

size=$(stat -Lc %s "$data/data_batch_1.bin")
images=$((size / record))

fresh_copy
truncate -s -1 "$copy/data_batch_1.bin"
refused "truncated file" "data_batch_1.bin: $((size - 1)) bytes: record $((images - 1)) at byte \
$((size - record)) has 3072 bytes; expected 3073"

fresh_copy
truncate -s +1 "$copy/data_batch_1.bin"
refused "oversized file" "data_batch_1.bin: $((size + 1)) bytes: record $images at byte $size has \
1 bytes; expected 3073"

fresh_copy
printf '\012' | dd of="$copy/data_batch_1.bin" bs=1 seek=$((2 * record)) conv=notrunc status=none
refused "label out of range" "data_batch_1.bin: record 2, byte $((2 * record)): label 10; expected \
0 to 9"

fresh_copy
: > "$copy/data_batch_1.bin"
refused "empty file" "data_batch_1.bin: 0 bytes"

fresh_copy
rm "$copy/batches.meta.txt"
refused "no class names" "$copy: neither batches.meta.txt" "nor fine_label_names.txt"

fresh_copy
head -c $((4 * record)) "$data/data_batch_1.bin" > "$copy/data_batch_1.bin"
refused "too few images" "data set: 4 images leave none for validation, which takes one in ten; \
expected at least 10"

fresh_copy
sed -i '1s/.*/another class/' "$copy/batches.meta.txt"
refused "labels of other classes" "another class"

finish
