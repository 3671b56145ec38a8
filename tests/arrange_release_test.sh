#!/bin/bash
# The paper's released files are laid out as @paper_labels reads them, or refused and nothing is
# left:
#   arrange_release_test.sh ARRANGE_RELEASE
set -eu
arrange=$1
release=$TEST_TMPDIR/release
out=$TEST_TMPDIR/out

mkdir -p "$release/labels/cifar10_wav" "$release/labels/cifar100_wav" "$release/labels/label_files"
for name in "0cmf2|Airplane" "0k4j|Car" "015p6|Bird" "01yrx|Cat" "09kx5|Deer" "0bt9lr|Dog" \
    "09ld4|Frog" "03k3r|Horse" "06q74|Ship"; do
  echo "$name" > "$release/labels/cifar10_wav/$name.wav"
done
for number in 0 1 99; do echo "$number" > "$release/labels/cifar100_wav/$number.wav"; done
echo label > "$release/labels/label_files/cifar10_speech.npy"

# expect_refused WHAT MESSAGE
expect_refused() {
  if "$arrange" "$release" "$out" 2> "$TEST_TMPDIR/refused"; then
    echo "not refused: $1"
    exit 1
  fi
  grep -q "$2" "$TEST_TMPDIR/refused"
}

expect_refused "a release without truck" "Truck"
[ "$(ls "$TEST_TMPDIR")" = "$(printf 'refused\nrelease')" ]

echo "07r04|Truck" > "$release/labels/cifar10_wav/07r04|Truck.wav"
[ "$("$arrange" "$release" "$out")" = "export LABELREP_PAPER_LABELS=$(readlink -f "$out")" ]
[ "$(cat "$out/wav/cifar10/0.wav")" = "0cmf2|Airplane" ]
[ "$(cat "$out/wav/cifar10/1.wav")" = "0k4j|Car" ]
[ "$(cat "$out/wav/cifar10/9.wav")" = "07r04|Truck" ]
[ "$(cat "$out/wav/cifar100/99.wav")" = 99 ]
[ "$(cat "$out/label_files/cifar10_speech.npy")" = label ]

expect_refused "a folder that is there" "there already"
