#!/bin/bash
# The checks of style that need no reader: clang-format, buildifier, and no line over 100 columns,
# not counting strings in build files, which cannot be broken. Names each place; exit status 1 where
# there is one.
#   tools/check_style.sh [--fix]
# Needs clang-format (apt-get install clang-format), and buildifier on the PATH or named by
# $BUILDIFIER (npm install @bazel/buildifier; .ci/run has the version).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
buildifier=${BUILDIFIER:-buildifier}
for tool in clang-format "$buildifier"; do
  command -v "$tool" >/dev/null && continue
  echo "check_style.sh: $tool is missing; the head of $0 says where it comes from" >&2
  exit 1
done
fix=false
[ "${1:-}" = --fix ] && fix=true

files() {
  git ls-files -z --cached --others --exclude-standard -- "$@" |
    while IFS= read -r -d '' file; do
      if [ -e "$file" ]; then printf '%s\0' "$file"; fi
    done
}

status=0
if $fix; then
  files '*.cc' '*.h' | xargs -0 clang-format -i
  files '*.bzl' BUILD '*/BUILD' WORKSPACE | xargs -0 "$buildifier"
fi
files '*.cc' '*.h' | xargs -0 -n 50 clang-format --dry-run -Werror || status=1
files '*.bzl' BUILD '*/BUILD' WORKSPACE | xargs -0 "$buildifier" -mode=check || status=1

# long_lines FILES...: "FILE:LINE:TEXT" of each line over 100 columns (characters, not bytes).
long_lines() {
  files "$@" | LC_ALL=C.UTF-8 xargs -0 grep -HnE '^.{101}' || true
}

long=$(
  long_lines '*.cc' '*.h' '*.js' '*.mjs' '*.proto' '*.sh' '*.py' bazelw .ci/run
  long_lines '*.bzl' BUILD '*/BUILD' | while IFS= read -r line; do
    rest=$(cut -d : -f 3- <<< "$line" | sed 's/"\([^"\\]\|\\.\)*"/""/g')
    if [ "${#rest}" -gt 100 ]; then echo "$line"; fi
  done
)
if [ -n "$long" ]; then
  cut -d : -f 1,2 <<< "$long" | sed 's/$/: over 100 columns/'
  status=1
fi
exit "$status"
