#!/bin/bash
# A finished run is recorded with the commit of the working tree, and recalled by its recipe:
#   recorded_run_test.sh RECORD RECALL RUN OTHER_RUN RESULT WEIGHTS RECORD_PROGRAM
set -eu
record=$1 recall=$2 run=$3 other_run=$4 result=$5 weights=$6 program=$7
export BUILD_WORKSPACE_DIRECTORY=$TEST_TMPDIR/workspace
stem=$BUILD_WORKSPACE_DIRECTORY/results/measured/whole/shapes10_resnet8_category_e4_p4_s7

git init -q "$BUILD_WORKSPACE_DIRECTORY"
git -C "$BUILD_WORKSPACE_DIRECTORY" -c user.name=test -c user.email=test@example.com \
  commit -q --allow-empty -m "test"
"$record"
cmp "$stem.result.pb" "$result"
cmp "$stem.safetensors" "$weights"
grep -q "$(git -C "$BUILD_WORKSPACE_DIRECTORY" rev-parse HEAD)" "$stem.provenance.pb"

"$recall" --kind=run --asked="$run" --parts=result --out="$TEST_TMPDIR/result.pb" "$stem".*
cmp "$TEST_TMPDIR/result.pb" "$result"
"$recall" --kind=run --asked="$run" --parts=weights --out="$TEST_TMPDIR/weights" "$stem".*
cmp "$TEST_TMPDIR/weights" "$weights"
"$recall" --kind=run --asked="$run" --parts=result,provenance_or_empty \
  --out="$TEST_TMPDIR/both.pb,$TEST_TMPDIR/provenance.pb" "$stem".*
cmp "$TEST_TMPDIR/both.pb" "$result"
cmp "$TEST_TMPDIR/provenance.pb" "$stem.provenance.pb"

# A run that was not recorded has a result that says so, and no weights.
"$recall" --kind=run --asked="$other_run" --parts=result --out="$TEST_TMPDIR/other.pb" "$stem".*
grep -q "no recorded run" "$TEST_TMPDIR/other.pb"
"$recall" --kind=run --asked="$other_run" --parts=result,provenance_or_empty \
  --out="$TEST_TMPDIR/other.pb,$TEST_TMPDIR/nothing" "$stem".*
[ -e "$TEST_TMPDIR/nothing" ] && [ ! -s "$TEST_TMPDIR/nothing" ]
message=$TEST_TMPDIR/message
! "$recall" --kind=run --asked="$other_run" --parts=weights --out="$TEST_TMPDIR/other_weights" \
  "$stem".* 2> "$message"
grep -q "no recorded run" "$message"
[ ! -e "$TEST_TMPDIR/other_weights" ]

# A run by hand is recorded by its folder.
"$program" --out="$TEST_TMPDIR/by_hand" "$(dirname "$result")"
cmp "$TEST_TMPDIR/by_hand/${stem##*/}.result.pb" "$result"
cmp "$TEST_TMPDIR/by_hand/${stem##*/}.safetensors" "$weights"

# Where git has no commit to tell, what was measured is recorded all the same.
export BUILD_WORKSPACE_DIRECTORY=$TEST_TMPDIR/no_clone
mkdir "$BUILD_WORKSPACE_DIRECTORY"
GIT_CEILING_DIRECTORIES=$TEST_TMPDIR "$record" 2> "$message"
grep -q "record: without a commit, as git says: fatal: not a git repository" "$message"
cmp "$BUILD_WORKSPACE_DIRECTORY/${stem#"$TEST_TMPDIR/workspace/"}.result.pb" "$result"
