# Checks for tests of refused input; to be sourced.

failures=0

# expect_refused NAME OUTPUT PART_OF_MESSAGE... -- COMMAND...
# The command fails by itself (no signal), its message has all the parts, and OUTPUT is not there
# afterwards (or an empty folder).
expect_refused() {
  local name=$1 output=$2 parts=() message status=0
  shift 2
  while [ "$1" != -- ]; do
    parts+=("$1")
    shift
  done
  shift
  rm -rf "$output"
  message=$("$@" 2>&1) || status=$?
  if [ "$status" -ne 1 ]; then
    fail "$name" "exit code $status, expected 1" "$message"
  fi
  for part in "${parts[@]}"; do
    [[ "$message" == *"$part"* ]] || fail "$name" "the message lacks '$part'" "$message"
  done
  if [ -f "$output" ] || { [ -d "$output" ] && [ -n "$(ls -A "$output")" ]; }; then
    fail "$name" "an output was left: $(ls -A "$output")" "$message"
  fi
}

fail() {
  printf 'FAILED %s: %s\n  message: %s\n' "$@"
  failures=$((failures + 1))
}

finish() {
  [ "$failures" -eq 0 ] && echo "all refused"
  exit "$failures"
}
