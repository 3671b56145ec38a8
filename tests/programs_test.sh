#!/bin/bash
# Every program that users run shows its help under its name, and the commit, and succeeds:
#   programs_test.sh NAME=PROGRAM...
set -eu
export LABELREP_COMMIT=0123abcd
for argument in "$@"; do
  name=${argument%%=*}
  program=${argument#*=}
  help=$("$program" --help)
  [[ $help == "$name: "* ]] || { echo "found '$help', expected '$name: ...'"; exit 1; }
  [[ $help == *$'\n  --'[a-z]* ]] || { echo "$program --help: no flags in '$help'"; exit 1; }
  version=$("$program" --version)
  [ "$version" = "$name 0123abcd" ] || { echo "$program --version: found '$version'"; exit 1; }
done
