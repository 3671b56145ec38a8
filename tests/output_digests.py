"""Digests of what a build made: output_digests.py EVENTS.json prints "SHA-256 name" a line, sorted.

Names are of the last folder and the file, so that a report and a run keep theirs where a checkout
lays its outputs out in another way; those made for tests are named so.
"""

import hashlib
import json
import os
import sys
import urllib.parse


def outputs(events_path):
    """Paths of the files of all targets."""
    for line in open(events_path):
        event = json.loads(line)
        for file in event.get("namedSetOfFiles", {}).get("files", []):
            if file.get("uri", "").startswith("file://"):
                yield urllib.parse.unquote(file["uri"][len("file://"):])


def name(path):
    folder, base = os.path.split(path)
    if "/tests/" in folder:
        return "tests/" + base
    # Reports and run files have names of their own; others are called after their folder.
    own = base.startswith(("table", "fig", "paper_", "cpu_", "smoke_"))
    return base if own else os.path.basename(folder) + "/" + base


def main():
    digests = {}
    for path in outputs(sys.argv[1]):
        if path.endswith((".spec.textproto", ".print.sh", "run_list.textproto")):
            continue
        if "provenance" in os.path.basename(path):
            continue
        with open(path, "rb") as file:
            digests[name(path)] = hashlib.sha256(file.read()).hexdigest()
    for key in sorted(digests):
        print(digests[key], key)


main()
