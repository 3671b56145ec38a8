#!/bin/bash
# Shows that two checkouts make the same numbers: every output file of every table and figure that
# is made of recorded runs (profiles cpu and paper), every run file, and results and weights of all
# runs and attacks of the smoke profile (which trains for a quarter of an hour) are equal byte for
# byte.
#   tests/same_results.sh OLD_CHECKOUT NEW_CHECKOUT [recorded|paper|smoke...]
# Needs LABELREP_CIFAR10, LABELREP_CIFAR100 and LABELREP_PAPER_LABELS for all but smoke. Where a
# file is another, or is missing in the new checkout, that is named and the exit status is 1.
set -euo pipefail
export LC_ALL=C
old=$(readlink -f "$1")
new=$(readlink -f "$2")
shift 2
[ $# -gt 0 ] || set -- recorded paper smoke
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Flags and targets of a set, in the checkout's own words.
flags() {
  case $1 in
    recorded) echo --config=recorded ;;
    paper) echo --//experiments:profile=paper --//experiments:recorded ;;
    smoke) echo --config=smoke ;;
    *) echo "same_results.sh: $1: expected recorded, paper or smoke" >&2; exit 1 ;;
  esac
}

targets() {
  local reports='kind("(table|figure|report) rule", //experiments/... + //tests/readme/...)'
  local configs="filter('_config\$', //experiments/runs:all)"
  case $1 in
    smoke) ./bazelw query --noshow_progress \
      'filter(":smoke_", kind("(training_run|attack_run) rule", //experiments/...))
       + //experiments/attacks:transfers' ;;
    *) ./bazelw query --noshow_progress "$reports + $configs" ;;
  esac
}

# collect CHECKOUT SET: "SHA-256 name" of every output, the name without what a checkout's layout
# decides.
collect() (
  cd "$1"
  # shellcheck disable=SC2046
  ./bazelw build --noshow_progress --keep_going $(flags "$2") \
    --output_groups=+weights --build_event_json_file="$work/events.json" \
    $(targets "$2" 2>/dev/null) >&2 || echo "$1: some targets of $2 were not built" >&2
  python3 "$work/output_digests.py" "$work/events.json"
)

cp "$(dirname "$(readlink -f "$0")")/output_digests.py" "$work/"
status=0
for set in "$@"; do
  collect "$old" "$set" > "$work/old"
  collect "$new" "$set" > "$work/new"
  {
    join -j 2 "$work/old" "$work/new" | awk '$2 != $3 { print "differs: " $1 }'
    join -j 2 -v 1 "$work/old" "$work/new" | awk '{ print "missing: " $1 }'
  } > "$work/found"
  sed "s/^/$set: /" "$work/found"
  [ ! -s "$work/found" ] || status=1
  echo "$set: $(wc -l < "$work/old") files, $(wc -l < "$work/found") of them differ or are missing"
done
exit "$status"
