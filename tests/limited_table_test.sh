#!/bin/bash
# A table that is limited to some encoders shows no other:
#   limited_table_test.sh PROGRAM
set -eu
. tests/expect_line.sh
table=$(output limited_table1.md "$1")
expect_line "the encoder that was asked for" "ResNet-14" "$table"
if grep "ResNet-8" "$table"; then
  echo "shows an encoder that was not asked for"
  exit 1
fi
