#!/bin/bash
# A sweep that is packed, moved to an empty folder, stopped there, moved on, and recorded has the
# results of the runs that Bazel trained:
#   gpu_sweep_test.sh PACK RUN RECORD_SH GPU_MACHINE TRAIN PACK_IMAGES RECORD SWEEP RUN_LIST
#     CATEGORY_RESULT CATEGORY_WEIGHTS SPEECH_RESULT SPEECH_WEIGHTS INPUTS...
# INPUTS: of each run, the flags and the files that they name.
set -euo pipefail
run_list=$9 category_result=${10} category_weights=${11} speech_result=${12}
tools=$TEST_TMPDIR/tools
mkdir -p "$tools/gpu_sweep"
cp -L "$1" "$2" "$3" "$tools/gpu_sweep/"
cp -L "$4" "$tools/"
train=$PWD/$5 pack_images=$PWD/$6 record=$PWD/$7 sweep=$PWD/$8
torch=$(ldd "$train" | awk '$1 == "libtorch_cpu.so" { print $3 }')

fail() {
  echo "FAILED: $1"
  [ $# -eq 1 ] || cat "$2"
  exit 1
}

expect() { grep -Eq -- "$1" "$2" || fail "expected: $1" "$2"; }

# Where the inputs lie in this test: Bazel's own paths begin otherwise.
inputs=$TEST_TMPDIR/inputs
for file in "${@:14}"; do
  [ "${file##*/}" = inputs ] || continue
  name=$(basename "$(dirname "$file")")
  mkdir -p "$inputs/$name"
  sed 's|bazel-out/[^/]*/bin/||' "$file" > "$inputs/$name/inputs"
done

# One of them long enough to be stopped half-way; it comes first.
category=whole_shapes10_resnet8_category speech=whole_shapes10_resnet8_speech
diverging=diverging_shapes10_resnet8_speech long=long_category
long_run=$TEST_TMPDIR/$long.textproto
sed 's/^  epochs: .*/  epochs: 30/' "$(sed -n 's/^--run=//p' "$inputs/$category/inputs")" \
  > "$long_run"
mkdir "$inputs/$long"
sed "s|^--run=.*|--run=$long_run|" "$inputs/$category/inputs" > "$inputs/$long/inputs"
queue=$TEST_TMPDIR/queue
{
  printf 'runs {\n  name: "%s"\n  profile: "whole"\n  label_shape: 10\n' "$long"
  printf '  train_images: 2250\n  test_images: 1000\n%s\n}\n' "$(sed 's/^/  /' "$long_run")"
  cat "$run_list"
} > "$queue"

pack() {  # MAX_MB
  rm -rf "$TEST_TMPDIR/packed"
  "$tools/gpu_sweep/pack.sh" --queue="$queue" --inputs="$inputs" --root="$PWD" --train="$train" \
    --pack_images="$pack_images" --commit=0123abcd --dirty=true --max_mb="$1" \
    --record_in="$TEST_TMPDIR/recorded" --out="$TEST_TMPDIR/packed" > "$TEST_TMPDIR/pack.log" 2>&1
}

# What is too large is refused, with the sizes of its parts, and leaves nothing.
! pack 1 || fail "a folder of over 1 MB was packed"
expect 'shapes10\.tar\.xz: [0-9]+' "$TEST_TMPDIR/pack.log"
expect 'bytes in all; expected at most 1 MB' "$TEST_TMPDIR/pack.log"
[ -z "$(find "$TEST_TMPDIR" -name 'gpu_sweep.*' -o -name packed)" ] || fail "pack left something"

pack 60 || fail "pack" "$TEST_TMPDIR/pack.log"
# 4 % of 2,250 images and 225 for validation, of one seed.
expect '^shapes10: 315 of 2250 training records' "$TEST_TMPDIR/pack.log"
there=$TEST_TMPDIR/there
mkdir "$there"
mv "$TEST_TMPDIR/packed" "$there/sweep"
rm -rf "$tools/gpu_sweep/run.sh" "$inputs"

flags=(--libtorch="$(dirname "$torch")" --checkpoint_interval=0s)
run() {  # FLAG...
  "$there/sweep/run.sh" "${flags[@]}" "$@" > "$TEST_TMPDIR/run.log" 2>&1
}

record() {
  "$tools/gpu_sweep/record.sh" --record="$record" --sweep="$sweep" "$there/sweep/results" \
    > "$TEST_TMPDIR/record.log" 2>&1
}

# An archive that was cut short is noticed first.
cp "$there/sweep/programs.tar.xz" "$TEST_TMPDIR/whole.tar.xz"
truncate -s -1000 "$there/sweep/programs.tar.xz"
! run || fail "a truncated archive was run"
expect 'programs\.tar\.xz: FAILED' "$TEST_TMPDIR/run.log"
expect 'is not as it was packed' "$TEST_TMPDIR/run.log"
mv "$TEST_TMPDIR/whole.tar.xz" "$there/sweep/programs.tar.xz"

# No time: nothing is started.
run --minutes=0 || fail "run without time" "$TEST_TMPDIR/run.log"
expect '^4 runs: 0 finished, 0 failed, 0 stopped, 4 not started' "$TEST_TMPDIR/run.log"
record || fail "record of nothing" "$TEST_TMPDIR/record.log"
expect "^not recorded: $speech: not started" "$TEST_TMPDIR/record.log"

# Stopped once the long one has a checkpoint; meanwhile a second one is refused.
"$there/sweep/run.sh" "${flags[@]}" > "$TEST_TMPDIR/run.log" 2>&1 & pid=$!
for ((i = 0; i < 600; i++)); do
  [ ! -e "$there/sweep/work/runs/$long/checkpoint.safetensors" ] || break
  sleep 0.1
done
! "$there/sweep/run.sh" > "$TEST_TMPDIR/second.log" 2>&1 || fail "a second one ran"
expect 'another run\.sh' "$TEST_TMPDIR/second.log"
kill "$pid"
wait "$pid" || fail "the stopped run" "$TEST_TMPDIR/run.log"
expect '^4 runs: 0 finished, 0 failed, 1 stopped, 3 not started' "$TEST_TMPDIR/run.log"
record || fail "record of a stopped run" "$TEST_TMPDIR/record.log"
expect "^not recorded: $long: stopped" "$TEST_TMPDIR/record.log"
expect "missing +\| [1-9][0-9]*/30" "$TEST_TMPDIR/record.log"
[ ! -e "$TEST_TMPDIR/recorded" ] || fail "an unfinished run was recorded"

# Another machine goes on from what was brought back.
mv "$there/sweep" "$there/elsewhere"
mkdir "$there/sweep"
rm -rf "$there/elsewhere/work"
mv "$there/elsewhere"/* "$there/sweep/"
labels=$there/sweep/work/files/labels/shapes10_speech.pb
run --minutes=0 || fail "run without time" "$TEST_TMPDIR/run.log"
cp "$labels" "$TEST_TMPDIR/labels.pb"
truncate -s 100 "$labels"
! run --at_once=2 || fail "runs with bad labels are no failures"
expect "$long: finished in" "$TEST_TMPDIR/run.log"
expect '^4 runs: 2 finished, 2 failed, 0 stopped, 0 not started' "$TEST_TMPDIR/run.log"
# As of a large model, whose weights are not brought back.
rm "$there/sweep/results/$long/weights.safetensors"
sed -i '/weights\.safetensors$/d' "$there/sweep/results/$long/SHA256SUMS"
record || fail "record of what there is" "$TEST_TMPDIR/record.log"
expect "^not recorded: $speech: failed \(exit status 1\).*shapes10_speech\.pb" \
  "$TEST_TMPDIR/record.log"

# Failures are tried again.
cp "$TEST_TMPDIR/labels.pb" "$labels"
! run || fail "a run that diverges is no failure"
expect "$speech: finished in" "$TEST_TMPDIR/run.log"
expect "$diverging: failed after .*diverged" "$TEST_TMPDIR/run.log"
expect '^4 runs: 3 finished, 1 failed, 0 stopped, 0 not started' "$TEST_TMPDIR/run.log"
! run || fail "a run that failed before is no failure"
expect "$category: finished before" "$TEST_TMPDIR/run.log"

# What was cut short on its way here is named, the rest is recorded.
cp -r "$there/sweep/results/$speech" "$TEST_TMPDIR/speech"
truncate -s -10 "$there/sweep/results/$speech/result.pb"
! record || fail "a run that diverged was recorded"
expect "^not recorded: $speech: cut short" "$TEST_TMPDIR/record.log"
expect "$diverging.*diverged" "$TEST_TMPDIR/record.log"
recorded=$TEST_TMPDIR/recorded/shapes10_resnet8
[ ! -e "${recorded}_speech_e4_p4_s7.result.pb" ] || fail "half a result was recorded"
rm -rf "$there/sweep/results/$speech"
mv "$TEST_TMPDIR/speech" "$there/sweep/results/$speech"
record || true

# The same bytes as Bazel's, and of the one that was stopped as in one go.
cmp "${recorded}_category_e4_p4_s7.result.pb" "$category_result"
cmp "${recorded}_category_e4_p4_s7.safetensors" "$category_weights"
cmp "${recorded}_speech_e4_p4_s7.result.pb" "$speech_result"
find_input() { printf '%s\n' "${@:2}" | grep "$1\$" | sort -u; }
labels=$(find_input labels/shapes10_category.pb "${@:14}")
data=$(dirname "$(find_input shapes10/test_batch.bin "${@:14}")")
"$train" --run="$long_run" --data="$data" --labels="$labels" --out="$TEST_TMPDIR/one_go"
cmp "${recorded}_category_e30_p4_s7.result.pb" "$TEST_TMPDIR/one_go/result.pb"
[ ! -e "${recorded}_category_e30_p4_s7.safetensors" ]
grep -q 0123abcd "${recorded}_category_e30_p4_s7.provenance.pb"
