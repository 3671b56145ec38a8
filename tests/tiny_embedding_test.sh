#!/bin/bash
# Embeddings of the features of checkpoints and of what a run left stand side by side, with their
# numbers; those that were never recorded are named:
#   tiny_embedding_test.sh PROGRAM
set -eu
. tests/expect_line.sh
svg=$(output tiny_embedding_figure.svg "$1")
markdown=$(output tiny_embedding_figure.md "$1")

expect_line "heading of a share" ">25 % of the epochs<" "$svg"
expect_line "row" ">Speech, Shapes-10, ResNet-8<" "$svg"
expect_line "numbers of a panel" ">silhouette -?0\.[0-9]+, 15-NN [0-9.]+ %<" "$svg"
expect_line "epoch of a checkpoint" ">KL [0-9.]+, epoch 2 of 4<" "$svg"
expect_line "epoch of the model" ">KL [0-9.]+, best epoch [1-4] of 4<" "$svg"
expect_line "name of the absent run" "Not in the figure: whole_shapes10_resnet8_composite" "$svg"
for share in 25 50 100; do
  expect_line "measured row at $share %" "$share % of the epochs +\| +[1-4] +\| +100 .*0\.[0-9]" \
    "$markdown"
done
expect_line "absent row" "Composite .*—" "$markdown"
# A circle of radius 1.5 for each of a hundred images in the six panels that are there.
points=$(grep -o 'd="M1\.5,0A' "$svg" | wc -l)
[ "$points" -eq 600 ] || { echo "$points points, expected 600 in $svg"; exit 1; }
