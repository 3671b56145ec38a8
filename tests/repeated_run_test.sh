#!/bin/bash
# The same run again, and twice at the same time, gives the same bytes, also where the environment
# asks the libraries below for other arithmetic:
#   repeated_run_test.sh TRAIN RUN LABELS DATA_FILE... RESULT WEIGHTS
set -eu
train=$1 run=$2 labels=$3 data=$(dirname "$4")
result=${*: -2:1} weights=${*: -1}

start() {
  "$train" --run="$run" --labels="$labels" --data="$data" --out="$TEST_TMPDIR/$1"
}

start first &
pid=$!
ONEDNN_MAX_CPU_ISA=SSE41 DNNL_MAX_CPU_ISA=SSE41 ONEDNN_DEFAULT_FPMATH_MODE=BF16 \
  MKL_CBWR=COMPATIBLE start second
wait "$pid"
for out in first second; do
  cmp "$TEST_TMPDIR/$out/result.pb" "$result"
  cmp "$TEST_TMPDIR/$out/weights.safetensors" "$weights"
done
