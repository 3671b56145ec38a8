#!/bin/bash
# Shows by what Bazel executes that a change of a table's layout retrains nothing, and that a change of
# one label kind retrains only that kind's runs. Works on a copy of the tracked and new files, with an
# output folder of its own; the tiny runs of tests/ stand for those of the tables.
#   tests/invalidation.sh
set -eu
cd "$(dirname "$0")/.."
bazel=${BAZEL:-bazel}
target=//tests:invalidation_table1
runs=5
work=$(mktemp -d)
copy=$work/labelrep

# What was fetched and unpacked here need not be fetched again there.
fetched=$("$bazel" info output_base 2>/dev/null)/external
shared=()
for repository in libtorch; do
  [ -e "$fetched/$repository/BUILD" ] && shared+=("--override_repository=$repository=$fetched/$repository")
done

in_copy() {
  (cd "$copy" && "$bazel" --output_base="$work/output" "$@")
}

clean_up() {
  in_copy shutdown 2>/dev/null || true
  chmod -R u+w "$work"
  rm -rf "$work"
}
trap clean_up EXIT

# build STEP: builds the table; afterwards $work/STEP.json lists what was executed for it.
build() {
  in_copy build "${shared[@]}" --color=no --curses=no --noshow_progress --symlink_prefix=/ \
    --execution_log_json_file="$work/$1.json" "$target" > "$work/$1.log" 2>&1 ||
    { cat "$work/$1.log"; exit 1; }
}

# executed STEP MNEMONIC: names of the outputs of such actions, cached elsewhere or not.
executed() {
  python3 - "$work/$1.json" "$2" <<'PYTHON'
import json, sys
text, decoder, at = open(sys.argv[1]).read(), json.JSONDecoder(), 0
while at < len(text):
    spawn, at = decoder.raw_decode(text, at)
    if spawn.get("mnemonic") == sys.argv[2]:
        print(spawn["listedOutputs"][0])
    while at < len(text) and text[at].isspace():
        at += 1
PYTHON
}

# expect STEP MNEMONIC COUNT PATTERN
expect() {
  local found
  found=$(executed "$1" "$2")
  local count
  count=$(printf '%s' "$found" | grep -c "$4" || true)
  local all
  all=$(printf '%s' "$found" | grep -c . || true)
  echo "$1: $2 executed $all times, expected $3"
  [ "$count" -eq "$3" ] && [ "$all" -eq "$3" ] || { echo "$found"; exit 1; }
}

mkdir "$copy"
git ls-files -z --cached --others --exclude-standard |
  while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
  done | xargs -0 cp --parents -t "$copy"

build first
expect first TrainSegment "$runs" .

sed -i 's/"Composite"/"COMPOSITE"/' "$copy/experiments/tables/titles.cc"
build layout
expect layout TrainSegment 0 .
expect layout MakeTable 1 .

sed -i 's/0\.31/0.32/' "$copy/labels/composite.cc"
build label
expect label TrainSegment 1 composite
expect label MakeTable 1 .
echo "only what changed was trained again"
