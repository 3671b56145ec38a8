#!/bin/bash
# What write_events writes, TensorBoard reads. LABELREP_PYTHON names a python3 that has the package
# tensorboard, where the system's has not:
#   read_events_test.sh WRITE_EVENTS RUN.textproto SCRIPT
set -eu
events=$TEST_TMPDIR/events.out.tfevents.0
"$1" --result="$PWD/$2" --out="$events"
"${LABELREP_PYTHON:-python3}" "$3" "$events"
