#!/bin/bash
# Table 1 and the attack overview come out of the database by one query each:
#   database_test.sh DATABASE_PROGRAM QUERIES_PY PRINTER...
set -eu
. tests/expect_line.sh
program=$1 queries=$2
shift 2
"$program" --out="$TEST_TMPDIR/results.db"
/usr/bin/python3 -s -B "$queries" "$TEST_TMPDIR/results.db" "$(output table1.csv "$@")" \
  "$(output table_attack_overview.csv "$@")"
[ "$(stat -Lc %s "$TEST_TMPDIR/results.db")" -gt 1000000 ]
