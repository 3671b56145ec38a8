#!/bin/bash
# A figure shows the runs that it has, and names under it those that diverged or were never recorded:
#   tiny_figure_test.sh FIGURE.svg FIGURE.md
set -eu
svg=$1 markdown=$2

# expect DESCRIPTION PATTERN FILE
expect() {
  grep -Eq "$2" "$3" || { echo "no $1 in $3"; [ "$3" = "$svg" ] || cat "$3"; exit 1; }
}

number='[0-9]+\.[0-9]+'
expect "legend entry of a measured run" ">Category<" "$svg"
expect "legend entry of the user's own label kind" ">mine<" "$svg"
expect "name of the diverged run" "Not in the figure: diverging_shapes10_resnet8_speech" "$svg"
expect "name of the absent run" "Not in the figure: whole_shapes10_resnet8_composite" "$svg"
expect "measured row" "Category .*$number" "$markdown"
expect "failed row" "Speech .*failed" "$markdown"
expect "absent row" "Composite .*—" "$markdown"
