#!/usr/bin/env bash
# Removes what has neither been written nor read for DAYS days from Bazel's disk cache, which never
# shrinks by itself. On a file system mounted noatime, where reading leaves no trace, also what was
# read.
# Usage: tools/prune_cache.sh DAYS [--dry-run]     ($LABELREP_DISK_CACHE names another cache)
set -euo pipefail
# Where Bazel has it: "~" in .bazelrc is the home of the user's entry, not $HOME.
cache=${LABELREP_DISK_CACHE:-$(unset HOME; echo ~)/.cache/labelrep/bazel}
days=${1:-}
if ! [[ $days =~ ^[0-9]+$ ]] || { [ -n "${2:-}" ] && [ "$2" != --dry-run ]; }; then
  echo "usage: tools/prune_cache.sh DAYS [--dry-run]   (cache: $cache)" >&2
  exit 2
fi
[ -d "$cache" ] || { echo "prune_cache: $cache is not there; nothing to do"; exit 0; }
# Bazel 4 only reads an entry that it uses, later ones also touch it; what is gone is made again.
minutes=$((days * 24 * 60))
# With the slash also where the folder is a symbolic link.
old=(find "$cache/" -type f -mmin "+$minutes" -amin "+$minutes")
bytes=$("${old[@]}" -printf '%s\n' | awk '{ total += $1 } END { printf "%d", total }')
count=$("${old[@]}" -printf '.' | wc -c)
if [ "${2:-}" = --dry-run ]; then
  echo "prune_cache: would remove $count files, $((bytes / 1000000)) MB"
else
  "${old[@]}" -delete
  echo "prune_cache: removed $count files, $((bytes / 1000000)) MB"
fi
