#!/bin/bash
# A table that is limited to some encoders shows no other:
#   limited_table_test.sh TABLE1.md
set -eu
. tests/expect_line.sh
expect_line "the encoder that was asked for" "ResNet-14" "$1"
if grep "ResNet-8" "$1"; then
  echo "shows an encoder that was not asked for"
  exit 1
fi
