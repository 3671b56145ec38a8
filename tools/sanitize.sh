#!/usr/bin/env bash
# The tests of what parses bytes of unknown origin, under a sanitizer of .bazelrc (asan or ubsan):
#   tools/sanitize.sh SANITIZER [FLAG_OF_BAZEL...]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
if [ $# -eq 0 ]; then
  echo "usage: $0 SANITIZER [FLAG_OF_BAZEL...]" >&2
  exit 2
fi
./bazelw test "--config=$1" "${@:2}" -- //lib/base/... //lib/text/... \
  //lib/audio:sound_chunks_test //lib/audio:sound_file_test //lib/data:cifar_test \
  //lib/data:label_set_test //labels:label_array_test //experiments/listening:clips_test
