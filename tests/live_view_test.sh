#!/bin/bash
# The view of a sweep sees a run that is missing, running by hand and as an action, killed, and
# done:
#   live_view_test.sh SWEEP TRAIN RUN LABELS DATA_FILE...
set -eu
sweep=$1 train=$2 run=$3 labels=$4 data=$(dirname "$5")
runs=$TEST_TMPDIR/runs
name=tiny_run
mkdir "$runs"

# Long enough to be seen, whatever else the machine does.
sed 's/ epochs: .*/ epochs: 400/' "$run" > "$TEST_TMPDIR/$name.textproto"

show() {
  echo "runs { name: '$name' profile: 'tiny' label_shape: 10 train_images: 2250 test_images: 1000" \
    "$(<"$TEST_TMPDIR/$name.textproto") }" > "$TEST_TMPDIR/list.textproto"
  "$sweep" --profile=tiny --run_list="$TEST_TMPDIR/list.textproto" --folder="$runs"
}

# wait_for DESCRIPTION PATTERN: until the view shows it.
wait_for() {
  for ((i = 0; i < 300; i++)); do
    show > "$TEST_TMPDIR/view" || { cat "$TEST_TMPDIR/view"; exit 1; }
    grep -Eq "$2" "$TEST_TMPDIR/view" && return
    sleep 0.1
  done
  echo "the view never showed: $1"
  cat "$TEST_TMPDIR/view"
  exit 1
}

# start FLAG...: in the background, as $pid.
start() {
  "$train" --run="$TEST_TMPDIR/$name.textproto" --labels="$labels" --data="$data" "$@" &
  pid=$!
}

stop() {
  kill -KILL "$pid"
  wait "$pid" 2>/dev/null || true
}

row="$(printf '%s' "$name" | sed 's/_/.?_/g')"
number='[0-9]+(\.[0-9]+)?'
wait_for "a missing run" "$row +\| missing +\| 0/400 +\| +\| \? "

mkdir "$runs/$name"
start --segment=1/2 --checkpoint_out="$runs/$name/checkpoint_1_of_2.safetensors" \
  --provenance="$runs/$name/provenance_1_of_2.pb"
running="$row +\| running +\| $number/400 .*\| [0-9]+ (s|min|h).*"
wait_for "an action that runs" "$running segment 1/2, loss"
stop
wait_for "a killed action" "$row +\| missing +\| 0/400"

start --out="$runs/$name"
wait_for "a run by hand" "$running loss"
wait_for "its epochs" "$row +\| running +\| [0-9]*[1-9]\.[0-9]/400 "
stop
wait_for "a killed run by hand, by its checkpoint" "$row +\| missing +\| [1-9][0-9]*/400"

# The record that the killed one left misleads nobody, and goes when a run ends.
sed -i 's/ epochs: .*/ epochs: 1/' "$TEST_TMPDIR/$name.textproto"
wait_for "a checkpoint of another recipe" "$row +\| missing +\| 0/1 .*another recipe"
rm -r "$runs/$name"
start --out="$runs/$name"
wait "$pid"
wait_for "a finished run" "$row +\| done +\| 1/1 "
[ ! -e "$runs/$name/progress.pb" ] || { echo "a finished run left its progress record"; exit 1; }
