#!/usr/bin/env python3
"""How many test images are right or wrong, from AttackResults as protoc prints them.

  image_counts.py DATA.js CATALOGUE.textproto PREFIX SPEC.textproto

prints a line of JSON for each label kind, attack and epsilon: how many of the first images are
right without attack and wrong under it, and of how many of these that holds for no other label kind
that was attacked so. The attacks on the model of a kind are in the folder PREFIX<name of the kind>;
which kinds these are say their titles in the data of a table of the site. What lies there and is
not in the site's SPEC is of an earlier build. It shares nothing else with the program that makes
the site.
"""

import json
import pathlib
import re
import subprocess
import sys

# As many are in a table of the site at most (experiments/site/images/shared_images.h).
SHOWN_IMAGES = 1000


def decode(path):
    """Fields of an AttackResult: numbers by name, and those of each epsilon."""
    text = subprocess.run(
        ["protoc", "--decode=labelrep.AttackResult", "results/attack.proto"],
        stdin=open(path, "rb"), capture_output=True, check=True).stdout.decode()
    outside = re.sub(r"^epsilons \{.*?^\}", "", text, flags=re.M | re.S)
    numbers = lambda name, part: [int(n) for n in re.findall(rf"^ *{name}: (\d+)$", part, re.M)]
    return {
        "classes": numbers("classes", outside),
        "clean": numbers("clean_decisions", outside),
        "epsilons": {
            float(re.search(r"epsilon: (\S+)", part).group(1)): numbers("decisions", part)
            for part in re.findall(r"^epsilons \{.*?^\}", text, re.M | re.S)
        },
    }


def misled(result, epsilon, image):
    truth = result["classes"][image]
    return result["clean"][image] == truth and result["epsilons"][epsilon][image] != truth


def folders_by_title(data_path, catalogue_path, prefix):
    table = json.loads(pathlib.Path(data_path).read_text().split(" = ", 1)[1].rstrip(";\n"))
    catalogue = pathlib.Path(catalogue_path).read_text()
    labels = re.findall(r"^labels \{.*?^\}", catalogue, re.M | re.S)
    field = lambda name, text: re.search(rf'^ *{name}: "(.*)"$', text, re.M).group(1)
    names = {field("title", label): field("name", label) for label in labels}
    return {kind["title"]: prefix + names[kind["title"]] for kind in table["kinds"]}


def main():
    folders = folders_by_title(*sys.argv[1:4])
    spec = pathlib.Path(sys.argv[4]).read_text()
    names = {path.stem for folder in folders.values() for path in pathlib.Path(folder).glob("*.pb")
             if not path.stem.endswith("provenance")
             and f"/attacks/{path.parent.name}/{path.name}\"" in spec}
    for name in sorted(names):
        results = {kind: decode(f"{folder}/{name}.pb") for kind, folder in folders.items()}
        # Those that were not measured have no images.
        results = {kind: result for kind, result in results.items() if result["classes"]}
        for epsilon in sorted({e for result in results.values() for e in result["epsilons"]}):
            for kind, result in results.items():
                images = range(min(SHOWN_IMAGES, len(result["classes"])))
                own = [i for i in images if misled(result, epsilon, i)]
                only = [i for i in own if not any(
                    misled(results[other], epsilon, i) for other in results if other != kind)]
                print(json.dumps({"kind": kind, "attack": name, "epsilon": epsilon,
                                  "misled": len(own), "only": len(only)}))


if __name__ == "__main__":
    main()
