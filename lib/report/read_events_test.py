"""Opens an event file with the tensorboard package; skipped where it is not installed.

  read_events_test.py events.out.tfevents.0
"""

import os
import sys

try:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
except ImportError as error:
    if os.environ.get("LABELREP_TENSORBOARD"):
        sys.exit(f"LABELREP_TENSORBOARD names no tensorboard: {error}")
    print("skipped: the tensorboard package is not installed")
    sys.exit(0)

EXPECTED = {
    "loss/train": [(1, 2.5), (2, 1.25)],
    "loss/validation": [(2, 1.5)],
    "accuracy/validation": [(2, 0.5)],
    "learning_rate": [(1, 0.125), (2, 0.0625)],
}

events = EventAccumulator(sys.argv[1])
events.Reload()
found = {tag: [(e.step, e.value) for e in events.Scalars(tag)] for tag in events.Tags()["scalars"]}
if found != EXPECTED:
    sys.exit(f"found {found}, expected {EXPECTED}")
print("tensorboard reads", sorted(found))
