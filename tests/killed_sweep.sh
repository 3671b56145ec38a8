#!/bin/bash
# A sweep that is killed half-way, Bazel's server and all trainers with SIGKILL, and started again
# trains no finished segment a second time, and its figure has the bytes of an undisturbed one.
#   tests/killed_sweep.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
figure=killed_sweep_figure
formats=(pb csv json svg png html)
segments=24 # 8 runs, 3 each

# Names of the finished segments, each by the output that it alone has.
finished_segments() {
  (cd "$output_base/execroot/labelrep" &&
    find bazel-out/*/bin/tests \( -name 'checkpoint_*_of_*.safetensors' -o -name result.pb \) \
      -path '*/sweep_*' | sort)
}

# The same of those that a build trained.
trained_segments() {
  executed "$1" TrainSegment | sed 's|/provenance_3_of_3.pb$|/result.pb|;
    s|/provenance_\([12]\)_of_3.pb$|/checkpoint_\1_of_3.safetensors|' | sort
}

# The trainers among them.
kill_all() {
  kill -KILL -- "-$client" "$(cat "$output_base/server/server.pid.txt")"
  action_processes | xargs -r kill -KILL 2>/dev/null || true
  while kill -0 "$client" 2>/dev/null; do sleep 0.1; done
}

save_figure() {
  local format
  mkdir "$work/$1"
  for format in "${formats[@]}"; do
    cp "$output_base"/execroot/labelrep/bazel-out/*/bin/tests/smoke/"$figure.$format" "$work/$1/"
  done
}

# Compiled programs may come from anywhere; the runs have caches of their own, empty at first.
build programs //tests:tiny_fraction_figure

build undisturbed --disk_cache="$work/undisturbed_cache" "//tests:$figure"
count=$(trained_segments undisturbed | wc -l)
[ "$count" -eq "$segments" ] ||
  fail "the undisturbed sweep trained $count segments, expected $segments"
# Else none would seem to be trained twice.
trained_segments undisturbed | diff <(finished_segments) - ||
  fail "the two ways to name segments, by outputs and by actions, differ"
save_figure undisturbed
remove_outputs tests

(cd "$copy" && exec setsid "$bazel" --output_base="$output_base" build "${shared[@]}" \
  "${quiet[@]}" --disk_cache="$work/cache" "//tests:$figure") > "$work/killed.log" 2>&1 &
client=$!
# So that bash does not report its end.
disown "$client"
while [ "$(finished_segments 2>/dev/null | wc -l)" -lt $((segments / 2)) ]; do
  if ! kill -0 "$client" 2>/dev/null; then
    cat "$work/killed.log"
    fail "the sweep was over before it was killed"
  fi
  sleep 0.1
done
finished_segments > "$work/finished"
# A segment's outputs are there a moment before the cache has them.
sleep 1
kill_all
[ "$(finished_segments | wc -l)" -lt "$segments" ] || fail "the sweep was over before it was killed"
finished=$(wc -l < "$work/finished")
echo "killed after $finished of $segments segments"

build again --disk_cache="$work/cache" "//tests:$figure"
trained_segments again > "$work/trained"
trained=$(wc -l < "$work/trained")
echo "trained after that: $trained segments"
[ "$trained" -gt 0 ] || fail "nothing was left to train"
unfinished=$((segments - finished))
[ "$trained" -le "$unfinished" ] || fail "trained $trained segments, expected at most $unfinished"
twice=$(comm -12 "$work/finished" "$work/trained")
[ -z "$twice" ] || fail "trained a second time: $twice"
save_figure again
for format in "${formats[@]}"; do
  cmp "$work/undisturbed/$figure.$format" "$work/again/$figure.$format" ||
    fail "$figure.$format differs"
done
echo "the killed sweep went on where it was, and gave the same figure"
