#!/bin/bash
# A full disk stops a run with a message and leaves no broken file:
#   full_disk_test.sh TRAIN RUN LABELS DATA_FILE...
set -eu
. tests/expect.sh
train=$1 run=$2 labels=$3 data=$(dirname "$4")
out=$TEST_TMPDIR/out
set +e

# No file may grow beyond 64 KiB; a write that would gives an error, as the signal is ignored.
limited() {
  trap '' XFSZ
  ulimit -f 64
  exec "$@"
}

by_hand=("$train" --run="$run" --labels="$labels" --data="$data")
expect_refused "checkpoint by hand" "$out" "$out/checkpoint.safetensors" "too large" -- \
  limited "${by_hand[@]}" --out="$out"

# As an action it fails, and is no result: with room it would not.
expect_refused "action" "$out" "$out" "too large" -- limited "${by_hand[@]}" \
  --segment=1/1 --failure_is_result --result="$out.result" --provenance="$out.provenance" \
  --weights="$out"
[ ! -e "$out.result" ] || fail "action" "a result was left" "$out.result"

# A file system that is really full, where this user may mount one.
full_file_system() {
  mkdir -p "$out"
  unshare --user --map-root-user --mount sh -c \
    'mount -t tmpfs -o size=64k tmpfs "$0" && "$@"; status=$?; ls -A "$0" >&2; exit $status' \
    "$out" "$@"
}
if full_file_system true 2>/dev/null; then
  expect_refused "full file system" "$out" "$out/checkpoint.safetensors" \
    "No space left on device" -- full_file_system "${by_hand[@]}" --out="$out"
else
  echo "no file system can be mounted here: only the size limit was tested"
fi

finish
