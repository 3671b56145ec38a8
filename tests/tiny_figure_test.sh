#!/bin/bash
# A figure shows the runs that it has, and names under it those that diverged, have a bad label file
# or were never recorded:
#   tiny_figure_test.sh NAME PROGRAM
set -eu
. tests/expect_line.sh
svg=$(output "$1.svg" "$2")
markdown=$(output "$1.md" "$2")

number='[0-9]+\.[0-9]+'
# Where each series has a place of its own, that on the axis instead.
expect_line "legend entry of a measured run" ">Category<" "$svg"
expect_line "legend entry of a variant" ">Category with rate 0.01<" "$svg"
expect_line "legend entry of the user's own label kind" ">mine<" "$svg"
missing="Not in the figure:"
expect_line "name of the diverged run" "$missing diverging_shapes10_resnet8_speech" "$svg"
expect_line "name of the run with a bad label file" \
  "$missing whole_shapes10_resnet8_bad: .*bad\.npy" "$svg"
expect_line "name of the absent run" "$missing whole_shapes10_resnet8_composite" "$svg"
expect_line "measured row" "Category .*$number" "$markdown"
expect_line "row of a variant" "Category with rate 0.01 .*$number" "$markdown"
expect_line "failed row" "Speech .*failed" "$markdown"
expect_line "row with a bad label file" "bad .*failed" "$markdown"
expect_line "what is wrong with it" \
  "resnet8_bad: tests/testdata/bad\.npy: element \[3, 5\] is nan" "$markdown"
expect_line "absent row" "Composite .*—" "$markdown"
