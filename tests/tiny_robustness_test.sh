#!/bin/bash
# Robustness is shown of the runs that could be attacked, by every attack, one of the user's own
# included; the others are named:
#   tiny_robustness_test.sh FIGURE.svg ROBUSTNESS.md TRANSFER.md
set -eu
figure=$1 robustness=$2 transfer=$3

# expect DESCRIPTION PATTERN FILE
expect() {
  grep -Eq "$2" "$3" || { echo "no $1 in $3"; [ "$3" = "$figure" ] || cat "$3"; exit 1; }
}

number='[0-9]+\.[0-9]'
expect "panel of the user's own attack" ">noise, untargeted<" "$figure"
expect "legend entry of an attacked run" ">Category<" "$figure"
expect "name of the diverged run" "Not in the figure: diverging_shapes10_resnet8_speech" "$figure"
expect "name of the absent run" "Not in the figure: whole_shapes10_resnet8_composite" "$figure"
expect "row of the user's own attack" "noise, untargeted, first 40 .*$number" "$robustness"
expect "worst case" "worst case .*$number" "$robustness"
expect "verdict" "(no sign|warns: )" "$robustness"
expect "row of transferred images" "PGD on margin, untargeted, made against mine, first 40 .*$number" "$robustness"
expect "failed row" "Speech .*failed" "$robustness"
expect "absent row" "Composite .*—" "$robustness"
expect "row of the matrix" "Category .*$number.*$number" "$transfer"
expect "what was not tried" "images made against Speech were not tried" "$transfer"
