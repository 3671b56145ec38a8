#!/usr/bin/env bash
# What a GPU is asked, in one go of some minutes: do its tests pass (bit equality of recorded and
# plain steps among them), and how fast does it train? Prints a table and leaves it as a file.
#   LABELREP_CUDA=1 benchmarks/gpu.sh pack FOLDER      # where the checkout is
#   FOLDER/gpu.sh run [--out=FILE.md] [--libtorch=LIB] # where the GPU is; needs no checkout
# --libtorch: folder of its libraries; by default where it was built, else python3's torch. It has
# to be the version that the programs were built with.
# Environment: RUNS_AT_ONCE (8), EPOCHS (120, or 60 of ResNet-110), ONLY and TOGETHER (lines as of
# CASES below), DEVICE (CUDA; CPU tries the script out), GTEST_FILTER (of the GPU tests).
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
machine=$here/gpu_machine.sh
[ -e "$machine" ] || machine=$here/../tools/gpu_machine.sh
. "$machine"

# Encoder, head and precision, and what each has to reach, in training images/s of one run.
CASES="
resnet32 category bf16 32000
resnet32 decoder bf16 24000
vgg19 category bf16 37000
vgg19 decoder bf16 28000
resnet110 decoder bf16 8000
resnet32 category tf32 19200
resnet32 decoder tf32 14400
vgg19 category tf32 22200
vgg19 decoder tf32 16800
resnet110 decoder tf32 4800
resnet32 category fp32 -
resnet32 decoder fp32 -
"

pack() {  # FOLDER
  cd "$here/.."
  ./bazelw build --dynamic_mode=off //experiments/train:by_hand \
    //experiments/train:cuda_training_test //experiments/attacks:cuda_attacks_test \
    //datasets:shapes10 //labels:shapes10_category //labels:shapes10_random
  [ "$device" != CUDA ] ||
    check_cuda bazel-bin/experiments/train/by_hand "try this script out with DEVICE=CPU"
  mkdir -p "$1/data"
  pack_program bazel-bin/experiments/train/by_hand "$1" train
  pack_program bazel-bin/experiments/train/cuda_training_test "$1" cuda_training_test
  pack_program bazel-bin/experiments/attacks/cuda_attacks_test "$1" cuda_attacks_test
  cp -L bazel-bin/datasets/shapes10/* "$1/data/"
  cp -L bazel-bin/labels/shapes10_category.pb "$1/category.pb"
  cp -L bazel-bin/labels/shapes10_random.pb "$1/decoder.pb"
  cp "$here/gpu.sh" "$machine" "$1/"
  chmod -R u+w "$1"
  du -sh "$1"
}

die() {
  echo "gpu.sh: $*" >&2
  exit 1
}

# Writes the run file of a case: of seconds more than the first epochs, which the speed leaves out.
write_run() {  # ENCODER HEAD PRECISION FILE
  local label=category precision=FP32 tf32=false format=CHANNELS_LAST epochs=${EPOCHS:-120}
  [ "$1" != resnet110 ] || epochs=${EPOCHS:-60}
  [ "$2" = category ] || label=random
  [ "$3" != bf16 ] || precision=BF16_AUTOCAST
  [ "$3" != tf32 ] || tf32=true
  [ "$3" != fp32 ] || format=CONTIGUOUS
  cat > "$4" <<END
recipe {
  dataset: "shapes10" label { kind: "$label" } encoder: "$1" seed: 7
  epochs: $epochs batch_size: 128 learning_rate: 0.01 weight_decay: 1e-4 multi_step {}
  precision: $precision allow_tf32: $tf32 memory_format: $format device: $device
  validate_every_epochs: $epochs
}
END
}

# Of a Provenance, whose fields results/run.proto lists: training images/s and start-up seconds of
# its first segment.
read_provenance() {  # FILE
  python3 - "$1" <<'END'
import struct, sys

def fields(data):
    at = 0
    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
    found = {}
    while at < len(data):
        number, kind = divmod(varint(), 8)
        size = {1: 8, 5: 4}.get(kind)
        value = varint() if kind in (0, 2) else None
        if kind != 0:
            size = value if kind == 2 else size
            value = data[at:at + size]
            at += size
        found.setdefault(number, value)
    return found

segment = fields(fields(open(sys.argv[1], "rb").read())[1])
print("%.0f %.1f" % tuple(struct.unpack("<d", segment[number])[0] for number in (5, 12)))
END
}

# Prints the training images/s and the start-up seconds of a run, or nothing where it failed.
train() {  # RUN_FILE HEAD OUT
  # A checkpoint after each epoch would take longer than the epoch.
  timeout 120 ./train --run="$1" --data=data --labels="$2.pb" --out="$3" \
    --checkpoint_interval=1h > "$3.log" 2>&1 || {
    tail -n 3 "$3.log" >&2
    return 0
  }
  read_provenance "$3/provenance.pb"
}

# Several of a case at the same time, under MPS where it is there and works; prints the sum.
train_together() (  # COUNT RUN_FILE HEAD OUT
  trap stop_mps EXIT
  [ "$device" != CUDA ] || start_mps ./train --check_device --run="$2"
  for i in $(seq "$1"); do
    (LABELREP_RUNS_PER_GPU=$1 train "$2" "$3" "$4.$i" > "$4.$i.speed") &
  done
  wait
  cat "$4".*.speed | awk '{ sum += $1; n += 1 } END { if (n) print sum " (" n " runs)" }'
)

# Their own programs, one after the other; fails where one of them does, or did not test a thing.
gpu_tests() {
  local test log status=0 passed=0 skipped=0
  for test in cuda_training_test cuda_attacks_test; do
    log=$work/$test.log
    TEST_TMPDIR=$work/test timeout 240 ./$test > "$log" 2>&1 || {
      echo "$test: FAIL (exit status $?)"
      status=1
      grep -A5 -E 'Failure|error' "$log" | cut -c1-300 | head -n 40 || tail -n 5 "$log"
    }
    passed=$((passed + $(grep -cE '^\[       OK' "$log" || true)))
    skipped=$((skipped + $(grep -cE '^\[  SKIPPED' "$log" || true)))
  done
  echo "GPU tests: $passed passed, $skipped skipped"
  # Skipped are those for which there is no GPU.
  [ "$device" != CUDA ] || [ "$skipped" -eq 0 ] || status=1
  return "$status"
}

speeds() {
  local encoder head precision goal speed startup at_once=${RUNS_AT_ONCE:-8}
  echo "| encoder | head | precision | training images/s | at least | start-up (s), at most 5 |"
  echo "| --- | --- | --- | ---: | ---: | ---: |"
  while read -r encoder head precision goal; do
    [ -n "$encoder" ] || continue
    write_run "$encoder" "$head" "$precision" "$work/run.textproto"
    train "$work/run.textproto" "$head" "$work/$encoder.$head.$precision" > "$work/speed"
    read -r speed startup < "$work/speed" || speed=
    echo "| $encoder | $head | $precision | ${speed:-failed} | $goal | ${startup:-} |"
  done <<< "${1:-$CASES}"
  read -r encoder head precision goal <<< "${TOGETHER:-resnet32 decoder bf16 60000}"
  write_run "$encoder" "$head" "$precision" "$work/run.textproto"
  # As a rule it is one of the cases, and there already.
  local alone=$work/$encoder.$head.$precision
  [ -e "$alone/result.pb" ] || train "$work/run.textproto" "$head" "$alone" > /dev/null
  speed=$(train_together "$at_once" "$work/run.textproto" "$head" "$work/together")
  echo "| $encoder | $head | $precision, $at_once together | ${speed:-failed} | $goal | |"
  echo
  for result in "$work"/together.*/result.pb; do
    cmp -s "$result" "$alone/result.pb" || {
      echo "FAIL: $result has other bytes than the same run alone"
      return 0
    }
  done
  echo "The same bytes alone and beside others."
}

run() {
  local out=gpu.md libtorch=
  for argument in "$@"; do
    case $argument in
      --out=?*) out=${argument#*=} ;;
      --libtorch=?*) libtorch=$(readlink -f "${argument#*=}") ;;
      *) die "$argument: expected --out=FILE or --libtorch=FOLDER" ;;
    esac
  done
  out=$(readlink -m "$out")
  cd "$here"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  use_libraries ./train "$libtorch"
  ./train --version > "$work/version" 2>&1 ||
    die "the program does not start with the libtorch of this machine; pack it with that version," \
      "or name another with --libtorch: $(tail -n 1 "$work/version")"
  write_run resnet32 category fp32 "$work/run.textproto"
  ./train --check_device --run="$work/run.textproto" || die "the device does not work"
  mkdir -p "$work/test"
  {
    nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null || echo "no GPU"
    echo
    gpu_tests && echo "All pass." || echo "FAIL: see above; the speeds below may mean nothing."
    echo
    speeds "${ONLY:-}"
  } | tee "$out"
}

device=${DEVICE:-CUDA}
case ${1:-} in
  pack) [ -n "${2:-}" ] || { echo "gpu.sh pack FOLDER" >&2; exit 1; }; pack "$(readlink -m "$2")" ;;
  run) shift; run "$@" ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 1 ;;
esac
