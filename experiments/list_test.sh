#!/bin/bash
# The names that are printed, and the classes of a folder that the user names:
#   list_test.sh LIST
set -eu
mkdir "$TEST_TMPDIR/cifar10"
printf 'airplane\r\ntall ship\n\n' > "$TEST_TMPDIR/cifar10/batches.meta.txt"
unset LABELREP_CIFAR100
LABELREP_CIFAR10=$TEST_TMPDIR/cifar10 "$1" > "$TEST_TMPDIR/list"

expect() {
  grep -Eqx "$1" "$TEST_TMPDIR/list" || { echo "no line '$1' in"; cat "$TEST_TMPDIR/list"; exit 1; }
}
expect '  smoke +.+'
expect '  table1 +Table 1: test accuracy'
expect '  fig7_full_robustness +Figure 7: .+'
expect '  cifar100 +CIFAR-100: 100 classes, 50000 training and 10000 test images'
expect '  resnet110 +ResNet-110, paper'
expect '  resnet<number> +ResNet-<number>, other members of the family'
expect '  speech +Speech, paper'
expect '  onehot +Regressed one-hot, control'
expect '  square +Square'
expect '  auto +AutoAttack'
expect '  cifar10: airplane, tall ship'
expect '  cifar100: set LABELREP_CIFAR100 to its folder to see them'
expect '  shapes10: [a-z_, ]+'
[ "$(grep -c '^  NumPy\|^  npy' "$TEST_TMPDIR/list")" -eq 0 ]
