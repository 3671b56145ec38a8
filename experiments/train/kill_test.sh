#!/bin/bash
# A run that is killed with SIGKILL and started again gives the bytes of one that was not, and bad
# input is refused with a message, an exit code and no output.
set -u
train=$1 data=$2 labels=$3
run=$TEST_TMPDIR/run.textproto
cat > "$run" <<'RUN'
recipe {
  dataset: "shapes10" label { kind: "category" } encoder: "resnet8" seed: 7
  epochs: 4 batch_size: 64 learning_rate: 0.1 weight_decay: 5e-4 one_cycle {}
  train_fraction_percent: 20
}
RUN

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

train_in() {
  "$train" --run="$run" --data="$data" --labels="$labels" --out="$TEST_TMPDIR/$1"
}

train_in whole || fail "the run itself"

train_in killed &
pid=$!
while [ ! -e "$TEST_TMPDIR/killed/checkpoint.safetensors" ] && kill -0 $pid 2>/dev/null; do
  sleep 0.02
done
kill -KILL $pid 2>/dev/null
wait $pid 2>/dev/null
[ -e "$TEST_TMPDIR/killed/checkpoint.safetensors" ] || fail "no checkpoint after an epoch"
train_in killed || fail "the run after it was killed"
for file in result.pb weights.safetensors; do
  cmp "$TEST_TMPDIR/whole/$file" "$TEST_TMPDIR/killed/$file" || fail "$file differs"
done

sed -i 's/epochs: 4/epochs: 0/' "$run"
message=$(train_in bad 2>&1) && fail "0 epochs were accepted"
[[ $message == *run.textproto:\ recipe.epochs:\ found\ 0,\ expected\ at\ least\ 1* ]] ||
  fail "message: $message"
[ ! -e "$TEST_TMPDIR/bad" ] || fail "output of a refused run"
"$train" --no_such_flag 2>/dev/null && fail "an unknown flag was accepted"
exit 0
