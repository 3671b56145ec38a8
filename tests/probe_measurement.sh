#!/bin/bash
# Shows that a kind of measurement of one's own takes a few files and an entry, and is measured,
# recorded, recalled and shown: the mean feature norm of each class (probe/class_norms).
#   tests/probe_measurement.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
probe=tests/probe/class_norms
package=//experiments/class_norms
figure=class_norms
target=//experiments:class_norms
formats=(pb csv json md svg png html)
recorded=(--//experiments:recorded)

fail() {
  echo "FAILED: $1"
  exit 1
}

# shown FOLDER PROFILE: the figure as it was built last.
shown() {
  local format
  mkdir "$1"
  for format in "${formats[@]}"; do
    cp "$output_base"/execroot/labelrep/bazel-out/*/bin/experiments/"$2/$figure.$format" "$1/"
  done
}

mkdir "$copy/experiments/class_norms"
cp "$copy/$probe"/*.proto "$copy/$probe"/*_main.cc "$copy/$probe"/*.bzl \
  "$copy/experiments/class_norms/"
cp "$copy/$probe/class_norms_figure.cc" "$copy/experiments/figures/"
sed -i "/^FIGURES = {/r $copy/$probe/figure.probe" "$copy/experiments/figures/catalogue.bzl"
cp "$copy/$probe/BUILD.probe" "$copy/experiments/class_norms/BUILD"
sed -i "/^MEASUREMENT_KINDS = {/r $copy/$probe/kind.probe" "$copy/experiments/measure/kinds.bzl"
files=$(ls "$copy/$probe" | wc -l)
lines=$(cat "$copy/$probe"/* | wc -l)
echo "a measurement with recording and a figure: $files files, $lines lines"
[ "$files" -le 8 ] || fail "more than 8 files"
[ "$lines" -le 350 ] || fail "more than 350 lines"

# Nothing is recorded yet, and the result says so.
run=smoke_shapes10_resnet8_category
build absent "${recorded[@]}" "$package:$run"
grep -q "no recorded class norms of this run" \
  "$output_base"/execroot/labelrep/bazel-out/*/bin/experiments/class_norms/$run/result.pb ||
  fail "the result does not say that nothing is recorded"

build measured "$target"
[ "$(executed measured Measure cached | wc -l)" -eq 8 ] || fail "not measured once for each run"
shown "$work/measured" smoke
grep -q ">Category<" "$work/measured/$figure.svg" || fail "no line of the category run"

git -C "$copy" init -q
git -C "$copy" -c user.name=test -c user.email=test@example.com commit -q --allow-empty -m test
in_copy run "${shared[@]}" "${quiet[@]}" "$package:record" > "$work/record.log" 2>&1 ||
  { cat "$work/record.log"; exit 1; }
records=$copy/results/measured/smoke
[ "$(ls "$records" | grep -c '\.class_norms_[0-9a-f]*\.class_norms\.pb$')" -eq 8 ] ||
  fail "not recorded: $(ls "$records")"

build recalled "${recorded[@]}" "$target"
[ "$(executed recalled Measure cached | wc -l)" -eq 0 ] || fail "measured although it is recorded"
shown "$work/recalled" smoke_recorded
for format in "${formats[@]}"; do
  cmp "$work/measured/$figure.$format" "$work/recalled/$figure.$format" ||
    fail "$figure.$format differs"
done
echo "a measurement of one's own is measured, recorded, recalled and shown"
