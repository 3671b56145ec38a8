#!/bin/bash
# Robustness is shown of the runs that could be attacked, by every attack, one of the user's own
# included; the others are named:
#   tiny_robustness_test.sh PROGRAM...
set -eu
. tests/expect_line.sh
figure=$(output tiny_robustness_figure.svg "$@")
robustness=$(output tiny_robustness_table.md "$@")
transfer=$(output tiny_transfer_table.md "$@")
overview=$(output tiny_overview_table.md "$@")

number='[0-9]+\.[0-9]'
expect_line "panel of the user's own attack" ">noise, untargeted<" "$figure"
expect_line "legend entry of an attacked run" ">Category<" "$figure"
missing="Not in the figure:"
expect_line "name of the diverged run" "$missing diverging_shapes10_resnet8_speech" "$figure"
expect_line "name of the absent run" "$missing whole_shapes10_resnet8_composite" "$figure"
expect_line "row of the user's own attack" "noise, untargeted, first 40 .*$number" "$robustness"
expect_line "row of an attack in another norm" \
  "pgd_l2, untargeted \(epsilon in L2\), first 40 .*$number" "$robustness"
expect_line "panel of an attack in another norm" "epsilon in L2" "$figure"
expect_line "why an attack was refused" \
  "Missing: .*too_wide \(.*epsilons: found 5000, expected rising .*at most 1000" "$robustness"
expect_line "worst case" "worst case .*$number" "$robustness"
expect_line "verdict" \
  "worst case .*(nothing|own loss|black box|one step|epsilon|gradients)" "$robustness"
expect_line "row of transferred images" \
  "PGD on margin, untargeted, made against mine, first 40 .*$number" "$robustness"
expect_line "failed row" "Speech .*failed" "$robustness"
expect_line "absent row" "Composite .*—" "$robustness"
expect_line "row of the matrix" "Category .*$number.*$number" "$transfer"
expect_line "what was not tried" "images made against Speech were not tried" "$transfer"
expect_line "the user's own attack in the overview" \
  "noise, untargeted, first 40 .*$number" "$overview"
expect_line "transferred images in the overview" \
  "images made against the other kinds.*$number" "$overview"
