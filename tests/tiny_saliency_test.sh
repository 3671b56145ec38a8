#!/bin/bash
# Saliency maps lie over the images, and the table has numbers of all; runs that diverged or were
# never recorded are named:
#   tiny_saliency_test.sh PROGRAM
set -eu
. tests/expect_line.sh
svg=$(output tiny_saliency_figure.svg "$1")
markdown=$(output tiny_saliency_figure.md "$1")

expect_line "row of the label kind compared with" ">Category, stage 1<" "$svg"
expect_line "row of another" ">Shuffle, stage 3<" "$svg"
missing="Not in the figure:"
expect_line "name of the diverged run" "$missing diverging_shapes10_resnet8_speech" "$svg"
expect_line "name of the absent run" "$missing whole_shapes10_resnet8_composite" "$svg"
for map in "stage 1" "stage 2" "stage 3" "input gradient"; do
  expect_line "measured row" "\| +$map +\| +[0-9.]+ \|.* 20 \|" "$markdown"
done
expect_line "difference to category" "\| +[-+][0-9.]+ \[[-+0-9., ]+\] \|" "$markdown"
# Three images, their four maps for each of two label kinds, and a bar of colours.
pictures=$(grep -o 'data:image/png' "$svg" | wc -l)
[ "$pictures" -eq 28 ] || { echo "$pictures pictures, expected 28 in $svg"; exit 1; }
