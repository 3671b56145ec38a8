#!/usr/bin/env bash
# Shows which runs are done, running, failed or missing, also while Bazel works on them:
#   tools/sweep.sh --profile=cpu --table=fig4 --watch
# All flags: tools/sweep.sh --help
set -euo pipefail
root=$(dirname "$(readlink -f "$0")")/..
program=$root/bazel-bin/experiments/sweep/sweep
if [ ! -x "$program" ]; then
  echo "sweep: not built yet; before the sweep is started, and with its flags:" \
    "./bazelw build //experiments:sweep" >&2
  exit 1
fi
exec "$program" --measured="$root/results/measured" "$@"
