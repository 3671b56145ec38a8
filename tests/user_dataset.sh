#!/bin/bash
# Shows that a folder of files and an entry make a data set, of images of 64x64, that is trained on,
# attacked, planned and compared, with speech from recordings of its own, and that files of another
# length and images of another size are refused.
#   tests/user_dataset.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
# Recordings of the data set's own need nobody else's.
unset LABELREP_PAPER_LABELS
run=//experiments/runs:smoke_mine_resnet8_speech
folder=$copy/datasets/files/mine

build shapes //labels:shapes10_espeak
built() {
  find "$output_base" -path "*/bin/$1"
}
# refused MESSAGE: the run cannot be built.
refused() {
  if in_copy build "${shared[@]}" "${quiet[@]}" "$run" > "$work/refused.log" 2>&1 ||
    ! grep -q "$1" "$work/refused.log"; then
    cat "$work/refused.log"
    exit 1
  fi
}
mkdir -p "$folder/spoken"
in_copy run "${shared[@]}" "${quiet[@]}" //lib/data:make_shapes -- --variant=shapes10 \
  --image_size=64 --out="$folder" > "$work/draw.log" 2>&1 || { cat "$work/draw.log"; exit 1; }
# The entry says it.
rm "$folder/image_size.txt"
cp -L "$(built labels/shapes10_espeak)"/* "$folder/spoken/"
chmod -R u+w "$folder"
entry='"mine": dataset("Mine", 10, 2250, 1000, image_size = 64, profiles = ["smoke"], '
entry+='recordings = "mine/spoken"),'
sed -i "/# Data sets of your own:/a $entry" "$copy/datasets/catalogue.bzl"

build run --output_groups=result,weights "$run"
[ "$(executed run TrainSegment cached | grep -c smoke_mine_resnet8_speech)" -ge 1 ]
config=$(find "$output_base" -path "*/bin/experiments/runs/${run#*:}_config.textproto")
grep -q 'source: "recordings"' "$config" || { cat "$config"; exit 1; }

# As a user does who has the files that the build left.
in_copy run "${shared[@]}" "${quiet[@]}" //experiments/attacks:by_hand -- --attack=square \
  --weights="$(built "experiments/runs/${run#*:}/weights.safetensors")" \
  --data="$(built datasets/mine)" --labels="$(built labels/mine_speech.pb)" \
  --with="images: 20 queries: 10 epsilons: 0.5" --out="$work/attacked" \
  > "$work/attack.log" 2>&1 || { cat "$work/attack.log"; exit 1; }
head -c 200 "$work/attacked/successes.npy" | grep -aq ", 2, 3, 64, 64)" ||
  { echo "no images of 64x64 were attacked"; cat "$work/attack.log"; exit 1; }

for table in table1 fig2 fig3 fig4 fig7; do
  in_copy run "${shared[@]}" "${quiet[@]}" //experiments:plan -- --profile=smoke --table="$table" \
    > "$work/plan.log" 2>&1 && grep -q "mine" "$work/plan.log" || { cat "$work/plan.log"; exit 1; }
done

in_copy build "${shared[@]}" "${quiet[@]}" --nobuild \
  //... //experiments:table1 //experiments:table2 //experiments:fig4_datafrac \
  > "$work/all.log" 2>&1 || { cat "$work/all.log"; exit 1; }

# Cut between two records, which no reader of the file can see.
truncate -s -12289 "$folder/test_batch.bin"
refused "test_batch.bin: 999 images; expected 1000 test images"
# Against what the entry says.
echo 32 > "$folder/image_size.txt"
refused "files/mine: images of 32x32 (image_size.txt .*); expected 64x64"
echo "an entry makes a data set"
