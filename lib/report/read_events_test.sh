#!/bin/bash
# What write_events writes, TensorBoard reads; skipped where its Python package is not installed.
# LABELREP_TENSORBOARD names the folder of a `pip install --target`, and then it must be there.
#   read_events_test.sh WRITE_EVENTS RUN.textproto SCRIPT
set -eu
events=$TEST_TMPDIR/events.out.tfevents.0
"$1" --result="$PWD/$2" --out="$events"
PYTHONPATH=${LABELREP_TENSORBOARD:-} python3 "$3" "$events"
