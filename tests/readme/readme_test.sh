#!/bin/bash
# The tables and figures that results/measured/README.md shows are the recorded ones:
#   readme_test.sh README TABLE.md|FIGURE.svg... -- PROGRAM...
set -eu
. tests/expect_line.sh
document=$1
readme=$(<"$document")
shift
shown=()
while [ "$1" != -- ]; do shown+=("$1"); shift; done
shift
for name in "${shown[@]}"; do
  made=$(output "$name" "$@")
  if [[ $name == *.svg ]]; then
    copy=results/measured/figures/$name
    [[ $readme == *"(figures/$name)"* ]] || {
      echo "$document does not show figures/$name"
      exit 1
    }
    cmp "$made" "$copy" || {
      echo "copy bazel-bin/$made to $copy"
      exit 1
    }
    continue
  fi
  rows=$(grep '^|' "$made")
  if [[ $readme != *"$rows"* ]]; then
    echo "$document does not hold these lines of $made; copy them there:"
    echo "$rows"
    exit 1
  fi
done
