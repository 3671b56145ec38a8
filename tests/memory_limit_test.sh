#!/bin/bash
# Without enough memory a program ends with a message, however little it has, and leaves no result:
#   memory_limit_test.sh TRAIN RUN LABELS DATA_FILE...
set -eu
. tests/expect.sh
train=$1 run=$2 labels=$3 data=$(dirname "$4")
out=$TEST_TMPDIR/out

# In KiB. With less the system's loader finds no room for libtorch, and says so itself.
limited() {
  ulimit -v "$1"
  exec "$train" --run="$run" --labels="$labels" --data="$data" --segment=1/1 \
    --failure_is_result --result="$out" --provenance="$out.provenance" --weights="$out.weights"
}
(limited 300000 2>&1 || true) | grep "shared object\|before the program began" ||
  fail "300000 KiB" "no message of memory" ""
for kib in 400000 440000; do
  expect_refused "$kib KiB" "$out" "memory" -- limited "$kib"
done

# With a little more it fails at one place or another, until it is enough.
for kib in $(seq 470000 5000 520000); do
  said=$(limited "$kib" 2>&1) || [[ $said == *memory* ]] ||
    fail "$kib KiB" "a message of memory, or success" "$said"
  rm -f "$out"*
done

finish
