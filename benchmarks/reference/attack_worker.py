#!/usr/bin/env python3
"""Times attacks in plain PyTorch on request, for benchmarks/compare_attacks.py.

Reads a number of images from each line of standard input, attacks that many, one at a time and one
epsilon at a time, and answers with the seconds that it took. Only images that the model decides
correctly are taken.
"""

import itertools
import sys
import time

import torch

import attack


def main():
    flags = attack.parser(__doc__).parse_args()
    model, images, classes, targets = attack.load(flags)
    correct = [i for i in range(len(images)) if model.decide(images[i : i + 1])[0] == classes[i]]
    if not correct:
        raise SystemExit(
            f"attack_worker: none of the first {len(images)} images is decided correctly"
        )
    order = itertools.cycle(correct)
    for line in sys.stdin:
        chosen = list(itertools.islice(order, int(line)))
        start = time.perf_counter()
        for epsilon in flags.epsilons:
            attack.attack_images(
                model, images[chosen], classes[torch.tensor(chosen)], [targets[i] for i in chosen],
                epsilon, flags,
            )
        print(f"{time.perf_counter() - start:.6f}", flush=True)


if __name__ == "__main__":
    main()
