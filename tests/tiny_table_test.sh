#!/bin/bash
# A table names the runs that diverged or were never recorded, and shows the others:
#   tiny_table_test.sh PROGRAM
set -eu
. tests/expect_line.sh
table=$(output tiny_table1.md "$1")

number='[0-9]+\.[0-9]+'
expect_line "measured cell" "Category .*$number" "$table"
expect_line "row of the user's own label kind" "mine .*$number" "$table"
expect_line "failed cell" "Speech .*failed" "$table"
expect_line "name of the diverged run and its step" \
  'diverging_shapes10_resnet8_speech \(step [0-9]+' "$table"
expect_line "absent cell" "Composite .*—" "$table"
expect_line "what to do about an absent run" \
  "no recorded run for this recipe; run without --config=recorded" "$table"
