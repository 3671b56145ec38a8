#!/bin/bash
# The table of listening has the ceiling of the recogniser and its verdicts, and names runs that
# were never recorded or put out no sounds; `bazel run` of it takes people's answers to the clips:
#   tiny_listening_test.sh PROGRAM CLIPS.json SOUNDS.wav
set -eu
. tests/expect_line.sh
. tests/expect.sh
printer=$PWD/$1
clips=$2
sounds=$3
markdown=$(output tiny_listening_table.md "$1")
for row in "recordings +\| recogniser +\| +10 " "labels +\| recogniser +\| +20 " \
  "shuffled labels +\| recogniser +\| +20 " "outputs +\| recogniser +\| +12 "; do
  expect_line "row of sounds" "\| $row" "$markdown"
done
expect_line "name of the absent run" "whole_shapes10_resnet8_composite: no recorded" "$markdown"
expect_line "why category is not heard" 'labels of the kind "category" are no sounds' "$markdown"

# Two phases of three images, 63 hops of 256 samples of 16 bits each.
bytes=$(stat -L -c %s "$sounds")
[ "$bytes" -eq $((44 + 6 * 63 * 256 * 2)) ] || { echo "$sounds: $bytes bytes"; exit 1; }

# What a page makes of the list of clips.
field() { grep -o "\"$1\":\"[^\"]*\"" "$clips"; }
answers() {
  echo "{\"format\":\"labelrep answers\",\"version\":1,$(field run),$(field weights_sha256)," \
    "$(field recipe_sha256),\"listener\":\"$1\",\"answers\":{$2}}"
}
people="$TEST_TMPDIR/the people"
mkdir "$people"
answers Ann '"0/0":"circle","2/1":"none"' > "$people/ann.json"
answers Bob '"0/1":"star"' > "$people/bob \"b\".json"
answers Eve '"7/0":"star"' > "$people/eve.json"
head -c 200 "$people/ann.json" > "$people/cut.json"
export BUILD_WORKING_DIRECTORY=$people

"$printer" --answers=ann.json 'bob "b".json' --out=kept > "$TEST_TMPDIR/printed"
expect_line "row of a listener" "\| Ann +\| +2 " "$TEST_TMPDIR/printed"
expect_line "row of all" "\| 2 people +\| +3 " "$TEST_TMPDIR/printed"
grep -qx "The files: $people/kept/tiny_listening_table.{pb,md,csv,tex,json,html}" \
  "$TEST_TMPDIR/printed"
expect_line "row in the kept file" "2 people" "$people/kept/tiny_listening_table.csv"
"$printer" > "$TEST_TMPDIR/printed"
! grep -q Ann "$TEST_TMPDIR/printed"

expect_refused "clip that is none" none \
  'eve.json: answers: found the clip "7/0", expected' -- "$printer" --answers=eve.json
expect_refused "answers that are cut off" none "cut.json: offset 200" -- \
  "$printer" --answers=cut.json
expect_refused "file that is not there" none "nobody.json" -- "$printer" --answers=nobody.json
expect_refused "file without flag" none 'found "ann.json"; expected --out' -- "$printer" ann.json
finish
