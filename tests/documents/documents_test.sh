#!/bin/bash
# What the documents say holds, as far as that needs no Bazel (the rest: documents.sh):
#   documents_test.sh COMMANDS.py COMMANDS.txt RESULTS_README DOCUMENT...
set -eu
program=$1 rules=$2 results=$3
shift 3
/usr/bin/python3 "$program" check "$rules" "$results" "$@"

# A command that is listed nowhere is found, and so is a rule without a command.
printf '```\n./bazelw run //nowhere  # why\n```\n' > "$TEST_TMPDIR/new.md"
# expect_problem TEXT DOCUMENT...
expect_problem() {
  local text=$1 message
  shift
  message=$(/usr/bin/python3 "$program" check "$rules" "$@" 2>&1) && exit 1
  [[ $message == *"$text"* ]] || { echo "found '$message', expected '$text'"; exit 1; }
}
expect_problem "new.md:1: './bazelw run //nowhere': neither run" \
  "$results" "$@" "$TEST_TMPDIR/new.md"
expect_problem "no document has a command of" "$results"

lines=$(wc -l < README.md)
[ "$lines" -le 150 ] || { echo "README.md has $lines lines; at most 150 can be read"; exit 1; }

# The Python that reads results.
sed -n '/^```python$/,/^```$/p' "$results" | grep -v '^```' > "$TEST_TMPDIR/read.py"
run=results/measured/cpu/cifar10_resnet32
speech=${run}_speech_e16_s7.result.pb
category=${run}_category_e16_s7.result.pb
read=$(/usr/bin/python3 "$TEST_TMPDIR/read.py" "$speech" "$category")
expected="speech 83.14 % $speech
category 88.60 % $category"
[ "$read" = "$expected" ] || { echo "found '$read', expected '$expected'"; exit 1; }
