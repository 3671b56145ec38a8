#!/usr/bin/env python3
"""One run of the benchmark's recipe in plain PyTorch: the same weights, order and augmentation.

  python3 benchmarks/reference/train.py --data=DIR --encoder=resnet32 --epochs=8 \
      --learning_rate=0.2 --weight_decay=5e-4 --precision=bf16 [--labels=LABELS.npy]

DIR holds CIFAR-10 or -100 in the binary layout. LABELS.npy holds one label for each class
([classes, 64, 64] or [classes, n]) to regress; without it the run is one of categories.
"""

import argparse
import copy
import time

import numpy as np
import torch

import data
import models
import training


def parse():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--labels")
    parser.add_argument("--label_smoothing", type=float, default=0.0)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--batch_size", type=int, default=128)
    parser.add_argument("--learning_rate", type=float, default=0.1)
    parser.add_argument("--weight_decay", type=float, default=1e-4)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--schedule", choices=["one_cycle", "multi_step"], default="one_cycle")
    parser.add_argument("--milestones", type=int, nargs="*", default=[])
    parser.add_argument("--train_fraction_percent", type=float, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument(
        "--memory_format", choices=list(training.MEMORY_FORMATS), default="channels_last"
    )
    return parser.parse_args()


def train_epoch(model, optimizer, flags, train, targets, memory_format, epoch):
    """Returns (mean loss, images/s)."""
    pixels, classes = train
    steps = len(data.batch_starts(len(classes), flags.batch_size)) - 1
    total, start = 0.0, time.monotonic()
    batches = data.epoch_batches(pixels, classes, flags.batch_size, flags.seed, epoch)
    for i, (images, expected) in enumerate(batches):
        rate = training.learning_rate(
            flags.learning_rate, flags.schedule, (epoch - 1) * steps + i, steps, flags.epochs,
            flags.milestones,
        )
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = training.take_step(
            model, optimizer, images.contiguous(memory_format=memory_format), expected,
            flags.precision == "bf16", targets, flags.label_smoothing,
        )
        if not np.isfinite(loss):
            raise SystemExit(f"diverged at epoch {epoch}, step {i + 1}: the loss is {loss}")
        total += loss * len(expected)
    return total / len(classes), len(classes) / (time.monotonic() - start)


def main():
    flags = parse()
    torch.set_num_threads(flags.threads)
    memory_format = training.MEMORY_FORMATS[flags.memory_format]
    splits = data.read(flags.data)
    pixels, classes = splits["train"]
    train, validation = data.split(len(classes), flags.seed, flags.train_fraction_percent)
    targets = None
    if flags.labels:
        targets = torch.from_numpy(np.load(flags.labels).astype(np.float32))
    shape = [int(classes.max()) + 1] if targets is None else list(targets.shape[1:])
    model = models.build(flags.encoder, shape, seed=flags.seed).to(memory_format=memory_format)
    optimizer = torch.optim.SGD(
        model.parameters(), lr=0.0, momentum=flags.momentum, weight_decay=flags.weight_decay
    )
    train_set = (pixels[train], classes[train])

    def evaluate(pixels, classes):
        images = data.normalize(pixels).contiguous(memory_format=memory_format)
        return training.evaluate(model, images, classes, targets, flags.label_smoothing)

    best = (-1.0, 0.0)
    best_weights = None
    for epoch in range(1, flags.epochs + 1):
        loss, rate = train_epoch(model, optimizer, flags, train_set, targets, memory_format, epoch)
        validation_loss, accuracy = evaluate(pixels[validation], classes[validation])
        print(
            f"epoch {epoch}: loss {loss:.6f}, validation loss {validation_loss:.6f},"
            f" accuracy {accuracy:.4f}, {rate:.0f} images/s",
            flush=True,
        )
        # Ties go to the lower loss.
        if (accuracy, -validation_loss) > best:
            best = (accuracy, -validation_loss)
            best_weights = copy.deepcopy(model.state_dict())
    model.load_state_dict(best_weights)
    loss, accuracy = evaluate(*splits["test"])
    print(f"test: loss {loss:.6f}, accuracy {accuracy:.4f}")


if __name__ == "__main__":
    main()
