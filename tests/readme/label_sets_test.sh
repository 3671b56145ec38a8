#!/bin/bash
# The recorded runs had the labels that are made today, or a table of both would not be one of the
# same label:  label_sets_test.sh RESULT LABEL_SET...
set -eu
status=0
compared=0
while [ $# -gt 0 ]; do
  result=$1
  labels=$2
  shift 2
  digests=$(grep -aoE '[0-9a-f]{64}' "$result")
  # A run that was not recorded has its recipe's digest alone.
  [ "$(wc -l <<< "$digests")" -gt 1 ] || continue
  compared=$((compared + 1))
  made=$(sha256sum < "$labels" | cut -d ' ' -f 1)
  grep -qx "$made" <<< "$digests" || {
    echo "$result: not trained with $labels of today, whose SHA-256 is $made; train it again"
    status=1
  }
done
[ "$compared" -gt 0 ] || {
  echo "no run is recorded"
  status=1
}
exit "$status"
