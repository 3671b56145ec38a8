#!/usr/bin/env bash
# Lays the recordings and label files of the paper's released code out as $LABELREP_PAPER_LABELS
# wants them, numbered in the data sets' class order:
#   git clone https://github.com/BoyuanChen/label_representations RELEASE
#   git -C RELEASE checkout bfd11c5769c9253cb761889347a51a08d0a2e2ad
#   tools/arrange_release.sh RELEASE FOLDER
set -euo pipefail
if [ $# -ne 2 ]; then
  echo "usage: $0 RELEASE FOLDER" >&2
  exit 2
fi
labels=$1/labels
out=$2
if [ -e "$out" ]; then
  echo "arrange_release: $out is there already; name a new folder" >&2
  exit 1
fi
made=$(mktemp -d "$(dirname "$out")/arrange_release.XXXXXX")
trap 'rm -rf "$made"' EXIT

# copy FROM TO
copy() {
  cp -r "$1" "$2" && return
  echo "arrange_release: $labels: expected what was released;" \
    "check out the commit that $0 names" >&2
  exit 1
}

mkdir -p "$made/wav/cifar10"
number=0
for name in Airplane Car Bird Cat Deer Dog Frog Horse Ship Truck; do
  # Their names begin with an identifier: "0cmf2|Airplane.wav".
  copy "$labels/cifar10_wav/"*"|$name.wav" "$made/wav/cifar10/$number.wav"
  number=$((number + 1))
done
copy "$labels/cifar100_wav" "$made/wav/cifar100"
copy "$labels/label_files" "$made/label_files"
chmod 755 "$made"
mv "$made" "$out"
echo "export LABELREP_PAPER_LABELS=$(readlink -f "$out")"
