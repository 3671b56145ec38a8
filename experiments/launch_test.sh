#!/bin/bash
# What a file outside the action names is put before the program; without the file nothing is.
set -eu
launch=$PWD/experiments/launch.sh
show='printf "%s|" "$@"'

expect() {
  [ "$2" = "$3" ] || { echo "$1: found '$2', expected '$3'"; exit 1; }
}

export LABELREP_LAUNCH_FILE=$TEST_TMPDIR/launch
expect "no file" "$("$launch" bash -c "$show" _ "a b" c)" "a b|c|"

echo 'LABELREP_LAUNCH="env LAUNCHED=yes"' > "$LABELREP_LAUNCH_FILE"
expect "launcher" "$("$launch" bash -c 'echo "$LAUNCHED $1"' _ "a b")" "yes a b"

printf '\357\273\277LABELREP_LAUNCH="env LAUNCHED=yes"\r\n# end\r\n' > "$LABELREP_LAUNCH_FILE"
expect "from Windows" "$("$launch" bash -c 'echo "$LAUNCHED $1|"' _ "a b")" "yes a b|"

echo 'LABELREP_LAUNCH="no_such_launcher --fast"' > "$LABELREP_LAUNCH_FILE"
status=0
said=$("$launch" echo started 2>&1) || status=$?
expect "no launcher" "$status" 127
case $said in
  *"$LABELREP_LAUNCH_FILE"*'"no_such_launcher"'*"full path"*) ;;
  *) expect "no launcher" "$said" "a message with the file and what to do" ;;
esac
: > "$LABELREP_LAUNCH_FILE"

status=0
"$launch" bash -c 'exit 3' || status=$?
expect "exit code" "$status" 3

# Actions have no $HOME.
unset LABELREP_LAUNCH_FILE
expect "no home" "$(env -u HOME "$launch" echo started)" "started"
