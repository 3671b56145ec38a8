#!/bin/bash
# CI goes by the exit status of check: 0, 3 where a number moved, 1 for an error.
#   check_status_test.sh CHECK TABLE.textproto
set -eu
check=$1 golden=$TEST_TMPDIR/golden actual=$TEST_TMPDIR/actual
mkdir "$golden" "$actual"
cp "$2" "$golden/a.textproto"
cp "$2" "$golden/b.textproto"
cp "$2" "$actual/a.textproto"
sed '0,/value: 2/s//value: 3/' "$2" > "$TEST_TMPDIR/moved.textproto"

expect_status() {  # STATUS TEXT FLAG...
  local expected=$1 text=$2 status=0
  shift 2
  "$check" "$@" > "$TEST_TMPDIR/log" 2>&1 || status=$?
  [ "$status" -eq "$expected" ] && [[ $(< "$TEST_TMPDIR/log") =~ $text ]] && return
  echo "check $*: status $status, expected $expected and \"$text\" in:" >&2
  cat "$TEST_TMPDIR/log" >&2
  exit 1
}

expect_status 0 "" --golden="$golden/a.textproto" --actual="$2"
expect_status 3 "1 difference from" --golden="$golden/a.textproto" \
  --actual="$TEST_TMPDIR/moved.textproto"
expect_status 3 "b.textproto: is gone" --golden="$golden" --actual="$actual"
expect_status 3 "for each file: .*--golden=$golden/<file>" --golden="$golden" --actual="$actual"
expect_status 0 "" --allow_missing --golden="$golden" --actual="$actual"
expect_status 1 "none.textproto" --golden="$golden/none.textproto" --actual="$2"
expect_status 1 "goldn" --goldn="$golden/a.textproto" --actual="$2"
expect_status 1 "expected 0 or more" --relative=-1 --golden="$golden" --actual="$actual"
