#!/bin/bash
# Shows what one's own parts cost, by adding them to a copy of the tree, and that they work:
# a label kind with title and colour (probe/label_kind), a figure from existing results
# (probe/figure), pictures of label sets (probe/deviations), and a kind of measurement with
# recording and a figure (probe/class_norms).
#   tests/probes.sh
set -eu
cd "$(dirname "$0")/.."
. tests/bazel_copy.sh
package=//experiments/class_norms
formats=(pb csv json md svg png html)
recorded=(--//experiments:recorded)
# Those of Figure 7, and that of the label kind that is added.
runs=9

# cost FOLDER WHAT FILES LINES: an entry counts as a file.
cost() {
  local files lines
  files=$(ls "tests/probe/$1" | wc -l)
  lines=$(cat "tests/probe/$1"/* | wc -l)
  echo "$2: $files files, $lines lines"
  [ "$files" -le "$3" ] && [ "$lines" -le "$4" ] || fail "more than $3 files or $4 lines"
}

# shown FIGURE FOLDER PROFILE: copies the figure as it was built last.
shown() {
  local format
  mkdir -p "$2"
  for format in "${formats[@]}"; do
    cp "$output_base"/execroot/labelrep/bazel-out/*/bin/experiments/"$3/$1.$format" "$2/"
  done
}

add_label_kind() {
  cp tests/probe/label_kind/checkers.cc "$copy/labels/"
  sed -i '/# Kinds of your own:/r tests/probe/label_kind/kind.probe' "$copy/labels/catalogue.bzl"
}

add_figure() {
  cp tests/probe/figure/*.cc "$copy/experiments/figures/"
  sed -i '/^FIGURES = {/r tests/probe/figure/figure.probe' "$copy/experiments/figures/catalogue.bzl"
}

add_pictures() {
  cp tests/probe/deviations/*.cc "$copy/experiments/figures/"
  sed -i '/^FIGURES = {/r tests/probe/deviations/figure.probe' \
    "$copy/experiments/figures/catalogue.bzl"
}

add_measurement() {
  local probe=tests/probe/class_norms
  mkdir "$copy/experiments/class_norms"
  cp "$probe"/*.proto "$probe"/*_main.cc "$probe"/*.bzl "$copy/experiments/class_norms/"
  cp "$probe/BUILD.probe" "$copy/experiments/class_norms/BUILD"
  cp "$probe/class_norms_figure.cc" "$copy/experiments/figures/"
  sed -i "/^FIGURES = {/r $probe/figure.probe" "$copy/experiments/figures/catalogue.bzl"
  sed -i "/^MEASUREMENT_KINDS = {/r $probe/kind.probe" "$copy/experiments/measure/kinds.bzl"
}

cost label_kind "a label kind with title and colour" 2 40
cost figure "a figure from existing results, with its test" 3 150
cost deviations "a figure of label sets as pictures" 2 40
cost class_norms "a measurement with recording and a figure" 8 350
add_label_kind
add_figure
add_pictures
add_measurement

build pictures //experiments:label_deviations
shown label_deviations "$work/pictures" smoke
for text in ">Checkers<" 'aria-label="Shapes-10: Checkers, [^"]*: 64 x 64 numbers'; do
  grep -q "$text" "$work/pictures/label_deviations.svg" || fail "no $text in label_deviations"
done

# Nothing is recorded yet, and the result says so.
run=smoke_shapes10_resnet8_category
build absent "${recorded[@]}" "$package:$run"
grep -q "no recorded class norms of this run" \
  "$output_base"/execroot/labelrep/bazel-out/*/bin/experiments/class_norms/$run/result.pb ||
  fail "the result does not say that nothing is recorded"

build measured //experiments:class_norms //experiments:best_epoch
[ "$(executed measured Measure cached | wc -l)" -eq "$runs" ] ||
  fail "not measured once for each run"
for figure in class_norms best_epoch; do
  shown $figure "$work/measured" smoke
  for text in ">Category<" ">Checkers<" "#A6761D"; do
    grep -qi "$text" "$work/measured/$figure.svg" || fail "no $text in $figure"
  done
done
in_copy test "${shared[@]}" "${quiet[@]}" //experiments/figures:best_epoch_figure_test \
  > "$work/test.log" 2>&1 || { cat "$work/test.log"; exit 1; }

git -C "$copy" init -q
git -C "$copy" -c user.name=test -c user.email=test@example.com commit -q --allow-empty -m test
in_copy run "${shared[@]}" "${quiet[@]}" "$package:record" > "$work/record.log" 2>&1 ||
  { cat "$work/record.log"; exit 1; }
found=$(ls "$copy/results/measured/smoke" | grep -c '\.class_norms_[0-9a-f]*\.class_norms\.pb$')
[ "$found" -eq "$runs" ] || fail "$found of $runs recorded: $(ls "$copy/results/measured/smoke")"

build recalled "${recorded[@]}" //experiments:class_norms
[ "$(executed recalled Measure cached | wc -l)" -eq 0 ] || fail "measured although it is recorded"
shown class_norms "$work/recalled" smoke_recorded
for format in "${formats[@]}"; do
  cmp "$work/measured/class_norms.$format" "$work/recalled/class_norms.$format" ||
    fail "class_norms.$format differs"
done
echo "a label kind, a figure and a measurement of one's own work"
