#!/bin/bash
# The README's tables are the recorded ones:
#   readme_test.sh README TABLE.md...
set -eu
readme=$(<"$1")
shift
for table in "$@"; do
  rows=$(grep '^|' "$table")
  if [[ $readme != *"$rows"* ]]; then
    echo "README.md does not hold these lines of $table; copy them there:"
    echo "$rows"
    exit 1
  fi
done
