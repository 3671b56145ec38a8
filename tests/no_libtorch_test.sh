#!/bin/bash
# Programs that only look at results do not link libtorch, so that they are linked fast, and no
# change to a model or an attack makes them anew:
#   no_libtorch_test.sh PATH_FROM_THEM PATH_FROM_ONE_THAT_DOES
set -eu
if [ -s "$1" ]; then
  echo "links libtorch, by this path:"
  cat "$1"
  exit 1
fi
# Else an empty path would say nothing.
grep -q libtorch "$2"
