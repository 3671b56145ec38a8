#!/bin/bash
# The README's tables and figures are the recorded ones:
#   readme_test.sh README TABLE.md|FIGURE.svg...
set -eu
readme=$(<"$1")
shift
for made in "$@"; do
  if [[ $made == *.svg ]]; then
    shown=results/measured/figures/$(basename "$made")
    [[ $readme == *"($shown)"* ]] || {
      echo "README.md does not show $shown"
      exit 1
    }
    cmp "$made" "$shown" || {
      echo "copy bazel-bin/$made to $shown"
      exit 1
    }
    continue
  fi
  rows=$(grep '^|' "$made")
  if [[ $readme != *"$rows"* ]]; then
    echo "README.md does not hold these lines of $made; copy them there:"
    echo "$rows"
    exit 1
  fi
done
