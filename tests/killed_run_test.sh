#!/bin/bash
# A run by hand that is killed after each of its first epochs and continued gives the bytes of one
# that was not:
#   killed_run_test.sh TRAIN RUN LABELS DATA_FILE... RESULT WEIGHTS
set -eu
train=$1 run=$2 labels=$3 data=$(dirname "$4")
result=${*: -2:1} weights=${*: -1}
out=$TEST_TMPDIR/out

start() {
  "$train" --run="$run" --labels="$labels" --data="$data" --out="$out" &
  pid=$!
}

kills=0
last=
start
while [ "$kills" -lt 3 ]; do
  now=$(stat -c '%Y %y' "$out/checkpoint.safetensors" 2>/dev/null) || now=
  if [ -n "$now" ] && [ "$now" != "$last" ]; then
    kill -KILL "$pid" || { echo "the run was over before it was killed"; exit 1; }
    wait "$pid" && { echo "a killed run reported success"; exit 1; }
    kills=$((kills + 1))
    [ ! -e "$out/result.pb" ] || { echo "a killed run left a result"; exit 1; }
    last=$(stat -c '%Y %y' "$out/checkpoint.safetensors")
    start
  fi
  sleep 0.01
done
wait "$pid"
cmp "$out/result.pb" "$result"
cmp "$out/weights.safetensors" "$weights"
