#!/bin/bash
# Runs those commands of the documents that commands.txt says to run, as they stand, in a copy of
# the tree, and looks whether the links and headings are there to which documents and comments
# refer.
#   tests/documents/documents.sh
set -eu
cd "$(dirname "$0")/../.."
documents=(README.md CONTRIBUTING.md docs/*.md benchmarks/README.md results/measured/README.md)

for document in "${documents[@]}"; do
  grep -o '](\([^)#]*\)' "$document" | sed 's/^](//' | grep -v '^https\?:' | grep . |
    while read -r link; do
      [ -e "$(dirname "$document")/$link" ] || { echo "$document: no file $link"; exit 1; }
    done
done
git grep -hoE '\(protocol, "[^"]*"\)' | sort -u | sed 's/.*"\(.*\)".*/\1/' |
  while read -r heading; do
    grep -qx "## $heading" docs/protocol.md ||
      { echo "docs/protocol.md: no heading $heading"; exit 1; }
  done

. tests/bazel_copy.sh
{
  echo "startup --output_base=$output_base"
  printf 'build %s\n' "${shared[@]}" --color=no --curses=no --noshow_progress
} > "$copy/user.bazelrc"
mkdir "$work/tmp"
/usr/bin/python3 tests/documents/commands.py script tests/documents/commands.txt \
  README.md docs/*.md results/measured/README.md | sed "s|/tmp/|$work/tmp/|g" > "$work/commands.sh"
(cd "$copy" && bash -eux "$work/commands.sh") > "$work/commands.log" 2>&1 ||
  { tail -n 100 "$work/commands.log"; exit 1; }
grep -q '>French<' "$work/tmp/figures/fig3_robustness.svg" ||
  { echo "the walkthrough's label kind is not in Figure 3"; exit 1; }
echo "$(wc -l < "$work/commands.sh") lines of the documents' commands run"
