#!/usr/bin/env python3
"""FGSM and the iterative method in plain PyTorch, one image and one epsilon at a time.

  python3 benchmarks/reference/attack.py --data=DIR --encoder=resnet32 --weights=W.safetensors \
      [--labels=LABELS.npy] --attack=fgsm --epsilons 0.05 0.1 --images=256 --output=decisions.npz

DIR holds CIFAR-10 or -100, or another data set in that layout. LABELS.npy holds one label for each
class (`bazel run //labels:export`); without it the model is one of categories. Writes classes,
targets, clean decisions, and for each epsilon and image the decision and by how much it was taken
("margins").
"""

import argparse
import json
import struct

import numpy as np
import torch
from torch.nn import functional

import data
import models

DTYPES = {"float32": torch.float32, "float64": torch.float64}
_MEAN = np.array([0.4914, 0.4822, 0.4465])
_STD = np.array([0.2023, 0.1994, 0.2010])
_SCALE = torch.from_numpy((1 / (255 * _STD)).astype(np.float32))[:, None, None]
_SHIFT = torch.from_numpy((-_MEAN / _STD).astype(np.float32))[:, None, None]


def normalized(pixels):
    """uint8 [3, 32, 32] or a single value to float32, rounded as labelrep rounds."""
    return pixels.float() * _SCALE + _SHIFT


def read_safetensors(path):
    """float32 tensors by name."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        content = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        assert entry["dtype"] == "F32", name
        begin, end = entry["data_offsets"]
        array = np.frombuffer(content[begin:end], "<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(array.copy())
    return tensors


def draw_targets(classes, n, seed=444):
    torch.manual_seed(seed)
    targets = []
    for own in classes.tolist():
        target = int(torch.randint(0, n, (1,)))
        while target == own:
            target = int(torch.randint(0, n, (1,)))
        targets.append(target)
    return targets


class Model:
    """A classifier with its labels: None for categories, else [classes, ...]."""

    def __init__(self, net, labels, dtype, smoothing=0.0):
        self.net = net.to(dtype).eval()
        self.labels = None if labels is None else labels.to(dtype)
        self.smoothing = smoothing

    def loss(self, outputs, wanted, variant):
        if self.labels is None:
            # The release attacks every model of categories with the plain loss.
            smoothing = 0.0 if variant == "release" else self.smoothing
            return functional.cross_entropy(
                outputs, torch.tensor([wanted]), label_smoothing=smoothing
            )
        return functional.smooth_l1_loss(outputs, self.labels[wanted][None])

    def scores(self, outputs):
        """[n]: the logits, or minus the squared distance to each label."""
        if self.labels is None:
            return outputs[0]
        return -(outputs - self.labels).square().flatten(1).sum(1)

    def objective(self, outputs, own, target, flags):
        """What the attacker raises; `target` is None for an untargeted attack."""
        wanted = own if target is None else target
        if flags.objective == "own_loss":
            value = self.loss(outputs, wanted, flags.variant)
        else:
            scores = self.scores(outputs)
            others = scores.clone()
            others[wanted] = -torch.inf
            value = others.max() - scores[wanted]
        return value if target is None else -value

    @torch.no_grad()
    def decide(self, image):
        """(class, by how much its score is above the next)."""
        scores = self.scores(self.net(image))
        best = int(scores.argmax())
        others = scores.clone()
        others[best] = -torch.inf
        return best, float(scores[best] - others.max())

    def gradient(self, image, own, target, flags):
        image = image.clone().detach().requires_grad_()
        self.net.zero_grad()
        self.objective(self.net(image), own, target, flags).backward()
        return image.grad


def clamp_to_pixels(image):
    lowest, highest = normalized(torch.tensor(0)), normalized(torch.tensor(255))
    return torch.clamp(image, lowest.to(image.dtype), highest.to(image.dtype))


def fgsm(model, image, own, target, epsilon, flags):
    gradient = model.gradient(image, own, target, flags)
    perturbed = image + epsilon * gradient.sign()
    if flags.variant == "release":
        return torch.clamp(perturbed, image.min(), image.max())
    return clamp_to_pixels(perturbed)


def iterative(model, image, own, target, epsilon, flags):
    alpha = epsilon * flags.step_size_per_epsilon
    perturbed, accumulated = image, torch.zeros_like(image)
    for _ in range(flags.steps):
        gradient = model.gradient(perturbed, own, target, flags)
        accumulated = accumulated + gradient
        direction = accumulated if flags.variant == "release" else gradient
        change = perturbed + alpha * direction.sign() - image
        perturbed = image + torch.clamp(change, -epsilon, epsilon)
        if flags.variant == "paper":
            perturbed = clamp_to_pixels(perturbed)
    return perturbed


ATTACKS = {"fgsm": fgsm, "iterative": iterative}


def attack_images(model, images, classes, targets, epsilon, flags):
    """One epsilon: (decisions, margins). As the release does it, image by image: an image that is
    decided wrongly is left alone."""
    decisions, margins = [], []
    for image, own, target in zip(images, classes.tolist(), targets):
        image = image[None]
        decision, margin = model.decide(image)
        if decision == own:
            perturbed = ATTACKS[flags.attack](
                model, image, own, target if flags.targeted else None, epsilon, flags
            )
            decision, margin = model.decide(perturbed)
        decisions.append(decision)
        margins.append(margin)
    return decisions, margins


def parser(description):
    flags = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    flags.add_argument("--data", required=True)
    flags.add_argument("--encoder", required=True)
    flags.add_argument("--weights", required=True)
    flags.add_argument("--labels")
    flags.add_argument("--label_smoothing", type=float, default=0.0)
    flags.add_argument("--attack", choices=list(ATTACKS), default="fgsm")
    flags.add_argument("--variant", choices=["paper", "release"], default="paper")
    flags.add_argument("--objective", choices=["own_loss", "margin"], default="own_loss")
    flags.add_argument("--targeted", action="store_true")
    flags.add_argument(
        "--epsilons", type=float, nargs="+", default=[0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    )
    flags.add_argument("--steps", type=int, default=5)
    flags.add_argument("--step_size_per_epsilon", type=float, default=0.2)
    flags.add_argument("--images", type=int, default=256)
    flags.add_argument("--threads", type=int, default=1)
    flags.add_argument("--dtype", choices=list(DTYPES), default="float32")
    return flags


def load(flags):
    """The model, and images [N, 3, 32, 32], classes [N] and targets of the first test images."""
    torch.set_num_threads(flags.threads)
    dtype = DTYPES[flags.dtype]
    pixels, classes = data.read(flags.data)["test"]
    pixels, classes = pixels[: flags.images], classes[: flags.images]
    weights = read_safetensors(flags.weights)
    labels = None
    if flags.labels:
        labels = torch.from_numpy(np.load(flags.labels).astype(np.float32))
        shape, n = list(labels.shape[1:]), len(labels)
    else:
        n = len(weights["head.bias"])
        shape = [n]
    net = models.build(flags.encoder, shape)
    missing = net.load_state_dict(weights, strict=False).missing_keys
    # Counters that inference does not read are not in the file.
    assert all(name.endswith("num_batches_tracked") for name in missing), missing
    model = Model(net, labels, dtype, flags.label_smoothing)
    return model, normalized(pixels).to(dtype), classes, draw_targets(classes, n)


def main():
    flags_parser = parser(__doc__)
    flags_parser.add_argument("--output", required=True)
    flags = flags_parser.parse_args()
    model, images, classes, targets = load(flags)
    clean = [model.decide(image[None])[0] for image in images]
    attacked = [
        attack_images(model, images, classes, targets, epsilon, flags) for epsilon in flags.epsilons
    ]
    np.savez(
        flags.output,
        classes=classes.numpy(),
        targets=np.array(targets),
        clean=np.array(clean),
        epsilons=np.array(flags.epsilons),
        decisions=np.array([decisions for decisions, _ in attacked]),
        margins=np.array([margins for _, margins in attacked]),
    )


if __name__ == "__main__":
    main()
