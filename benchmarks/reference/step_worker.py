#!/usr/bin/env python3
"""Times training steps on request, for benchmarks/compare_steps.py.

Reads a number of steps from each line of standard input, takes them, and answers with the seconds
that they took.
"""

import argparse
import sys
import time

import torch

import models
import training

LABEL_SHAPES = {"category10": [10], "category100": [100], "decoder": [64, 64]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default="resnet32")
    parser.add_argument("--head", choices=list(LABEL_SHAPES), default="category10")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument(
        "--memory_format", choices=list(training.MEMORY_FORMATS), default="channels_last"
    )
    parser.add_argument("--batch_size", type=int, default=128)
    flags = parser.parse_args()

    torch.set_num_threads(1)
    memory_format = training.MEMORY_FORMATS[flags.memory_format]
    shape = LABEL_SHAPES[flags.head]
    model = models.build(flags.encoder, shape, seed=7).to(memory_format=memory_format).train()
    # Rate 0, as the numbers are of no interest.
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0, momentum=0.9, weight_decay=5e-4)
    images = torch.rand(flags.batch_size, 3, 32, 32).contiguous(memory_format=memory_format)
    classes = torch.zeros(flags.batch_size, dtype=torch.long)
    targets = torch.zeros(10, *shape) if len(shape) == 2 else None
    bf16 = flags.precision == "bf16"
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            training.take_step(model, optimizer, images, classes, bf16, targets)
        print(f"{time.perf_counter() - start:.6f}", flush=True)


if __name__ == "__main__":
    main()
