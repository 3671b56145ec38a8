#!/bin/bash
# Labels from an .npy file are those of their class, though the file has another order of classes:
#   user_label_test.sh EXPORT LABELS NPY ORDER DATA_FILE...
set -eu
export=$1 labels=$2 npy=$3 order=$4 names=$(dirname "$5")/batches.meta.txt
row_bytes=32 # 8 float32 values

"$export" --labels="$labels" --npy="$TEST_TMPDIR/exported.npy"

# row FILE INDEX: the values of one class.
row() {
  tail -c $((10 * row_bytes)) "$1" | tail -c +$(($2 * row_bytes + 1)) | head -c $row_bytes
}

class=0
while read -r name; do
  line=$(grep -nx "$name" "$order" | cut -d: -f1)
  cmp <(row "$TEST_TMPDIR/exported.npy" "$class") <(row "$npy" $((line - 1))) ||
    { echo "class $class, $name: not the label of line $line of $order"; exit 1; }
  class=$((class + 1))
done < "$names"
[ "$class" -eq 10 ]
! cmp -s <(tail -c 320 "$TEST_TMPDIR/exported.npy") <(tail -c 320 "$npy")
