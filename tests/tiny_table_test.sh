#!/bin/bash
# A table names the runs that diverged or were never recorded, and shows the others:
#   tiny_table_test.sh TABLE1.md
set -eu
table=$1

# expect DESCRIPTION PATTERN
expect() {
  grep -Eq "$2" "$table" || { echo "no $1 in:"; cat "$table"; exit 1; }
}

number='[0-9]+\.[0-9]+'
expect "measured cell" "Category .*$number"
expect "row of the user's own label kind" "mine .*$number"
expect "failed cell" "Speech .*failed"
expect "name of the diverged run and its step" 'diverging_shapes10_resnet8_speech \(step [0-9]+'
expect "absent cell" "Composite .*—"
expect "what to do about an absent run" "no recorded run for this recipe; run without --config=recorded"
