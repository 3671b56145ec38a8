#!/bin/bash
# Two runs of one recipe, cut differently, give the same bytes:
#   chained_run_test.sh RESULT WEIGHTS OTHER_RESULT OTHER_WEIGHTS
set -eu
[ -s "$1" ]
[ -s "$2" ]
[ "$1" != "$3" ]
cmp "$1" "$3"
cmp "$2" "$4"
