"""CIFAR's binary layout, the split, and the batches of an epoch, as lib/data has them."""

import hashlib
import pathlib

import numpy as np
import torch

import random_stream

_MEAN = torch.tensor([0.4914, 0.4822, 0.4465])
_STD = torch.tensor([0.2023, 0.1994, 0.2010])
_PADDING = 4


def read(folder):
    """{"train": (pixels, labels), "test": ...} in canonical order.

    Pixels are uint8 [n, 3, 32, 32], labels int64 [n].
    """
    folder = pathlib.Path(folder)
    if (folder / "test_batch.bin").exists():
        batches = sorted(folder.glob("data_batch_*.bin"))
        files = {"train": batches, "test": [folder / "test_batch.bin"]}
        label_bytes = 1
    else:
        files = {"train": [folder / "train.bin"], "test": [folder / "test.bin"]}
        label_bytes = 2
    return {split: _read_split(names, label_bytes) for split, names in files.items()}


def _read_split(names, label_bytes):
    size = label_bytes + 3 * 32 * 32
    content = b"".join(name.read_bytes() for name in names)
    records = [content[i : i + size] for i in range(0, len(content), size)]
    records.sort(key=lambda record: hashlib.sha256(record).digest())
    array = torch.from_numpy(np.frombuffer(b"".join(records), np.uint8).reshape(-1, size).copy())
    return array[:, label_bytes:].reshape(-1, 3, 32, 32), array[:, label_bytes - 1].long()


def split(n, seed, percent):
    """Indices of the training and the validation images."""
    order = np.arange(n)
    np.random.RandomState(seed).shuffle(order)
    train = min(int(n * percent / 100), n - n // 10)
    return torch.from_numpy(order[n // 10 : n // 10 + train]), torch.from_numpy(order[: n // 10])


def normalize(pixels):
    return (pixels.float() / 255 - _MEAN[:, None, None]) / _STD[:, None, None]


def batch_starts(n, batch_size):
    """The last, smaller batch is kept; one of a single image joins the batch before."""
    starts = list(range(0, n, batch_size))
    if len(starts) > 1 and n - starts[-1] == 1:
        starts.pop()
    return starts + [n]


def epoch_batches(pixels, labels, batch_size, seed, epoch):
    """Yields (images, labels) in the epoch's order, each image cropped and flipped."""
    n = len(labels)
    order = random_stream.Stream(seed, "epoch order", epoch).permutation(n)
    stream = random_stream.Stream(seed, "augment", epoch)
    crops = torch.tensor([[stream.next_below(bound) for bound in (9, 9, 2)] for _ in range(n)])
    padded = torch.nn.functional.pad(pixels, [_PADDING] * 4)
    order = torch.tensor(order)
    starts = batch_starts(n, batch_size)
    steps = torch.arange(32)
    for begin, end in zip(starts, starts[1:]):
        rows, columns, flips = (crops[begin:end, i, None] for i in range(3))
        rows = rows + steps
        columns = torch.where(flips == 1, columns + 31 - steps, columns + steps)
        chosen = order[begin:end]
        images = padded[chosen[:, None, None], :, rows[:, :, None], columns[:, None, :]]
        yield normalize(images.permute(0, 3, 1, 2)), labels[chosen]
