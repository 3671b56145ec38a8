#!/bin/bash
# Of the disk cache only what was neither written nor read lately is removed:
#   prune_cache_test.sh PRUNE_CACHE
set -eu
prune=$1
export LABELREP_DISK_CACHE=$TEST_TMPDIR/cache

# entry NAME WRITTEN READ: a cached file with these times.
entry() {
  echo "$1" > "$LABELREP_DISK_CACHE/$1"
  touch -m -d "$2" "$LABELREP_DISK_CACHE/$1"
  touch -a -d "$3" "$LABELREP_DISK_CACHE/$1"
}

# expect_entries NAME...
expect_entries() {
  local found
  found=$(ls "$LABELREP_DISK_CACHE" | xargs)
  [ "$found" = "$*" ] || { echo "found '$found', expected '$*'"; exit 1; }
}

mkdir "$LABELREP_DISK_CACHE"
entry new "1 day ago" "1 day ago"
entry old "9 days ago" "9 days ago"
entry five_and_a_half "132 hours ago" "132 hours ago"
entry read_lately "9 days ago" "1 day ago"
entry written_lately "1 day ago" "9 days ago"

[ "$("$prune" 5 --dry-run)" = "prune_cache: would remove 2 files, 0 MB" ]
expect_entries five_and_a_half new old read_lately written_lately

# By a link to it too.
ln -s cache "$TEST_TMPDIR/link"
[ "$(LABELREP_DISK_CACHE=$TEST_TMPDIR/link "$prune" 5 --dry-run)" = \
  "prune_cache: would remove 2 files, 0 MB" ]

# $HOME does not say where it is.
usage=$(env -u LABELREP_DISK_CACHE HOME=/none "$prune" 2>&1 || true)
[ "$usage" = "usage: tools/prune_cache.sh DAYS [--dry-run]   (cache: $(unset HOME
  echo ~)/.cache/labelrep/bazel)" ] || { echo "found '$usage'"; exit 1; }

[ "$("$prune" 5)" = "prune_cache: removed 2 files, 0 MB" ]
expect_entries new read_lately written_lately

if "$prune" soon 2>/dev/null; then echo "'soon' is no number of days"; exit 1; fi
expect_entries new read_lately written_lately
