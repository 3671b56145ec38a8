"""Writes what attack.py decides, for tests/attack_golden_test.cc to compare.

  python3 benchmarks/reference/make_attack_goldens.py tests/testdata

float64, ResNet-8 with weights and images from named streams. Labels to regress are the model's own
outputs on other images, rounded to float32, and logits have those images' mean subtracted, so that
decisions hang on the image. Each image is of the class that it is decided as, so that all are
attacked. attack_<head>.npy holds int32 decisions [1 + settings x epsilons, images]: the clean ones,
then the epsilons of each setting in the order of SETTINGS.
"""

import argparse
import itertools
import pathlib
import sys

import numpy as np
import torch

import attack
import models
import random_stream

SEED = 3
IMAGES = 12
CLASSES = 10
EPSILONS = [0.005, 0.02, 0.1]
HEADS = {"category": [CLASSES], "smooth": [CLASSES], "lowdim": [7], "decoder": [64, 64]}
SMOOTHING = 0.1
# Of the logits with smoothing, so that the model is confident: there the smoothed loss falls
# towards other classes, and decides otherwise than the plain one.
CONFIDENCE = 64
SETTINGS = list(
    itertools.product(
        ["fgsm", "iterative"], ["paper", "release"], ["own_loss", "margin"], [False, True]
    )
)


def images():
    """Uniform pixels: IMAGES to attack, then one for each class's label."""
    count = IMAGES + CLASSES
    draws = random_stream.uint32s(SEED, "golden pixels", count * 3 * 32 * 32) >> 24
    pixels = torch.from_numpy(draws.astype(np.uint8)).view(count, 3, 32, 32)
    return attack.normalized(pixels).double()


def decisions(head):
    net = models.build("resnet8", HEADS[head], seed=SEED).double().eval()
    attacked, others = images().split([IMAGES, CLASSES])
    labels = None
    with torch.no_grad():
        if head in ["category", "smooth"]:
            net.head.bias -= net(others).mean(0)
            if head == "smooth":
                net.head.weight *= CONFIDENCE
                net.head.bias *= CONFIDENCE
        else:
            labels = net(others).float()
    model = attack.Model(
        net, labels, torch.float64, smoothing=SMOOTHING if head == "smooth" else 0.0
    )
    clean = torch.tensor([model.decide(image[None])[0] for image in attacked])
    targets = ((clean + 1) % CLASSES).tolist()
    rows = [clean.tolist()]
    for name, variant, objective, targeted in SETTINGS:
        # A step larger than epsilon / steps, so that the clip is not idle.
        flags = argparse.Namespace(
            attack=name, variant=variant, objective=objective, targeted=targeted, steps=3,
            step_size_per_epsilon=0.6,
        )
        for epsilon in EPSILONS:
            found, margins = attack.attack_images(model, attacked, clean, targets, epsilon, flags)
            # No decision hangs on the last bits of a weight.
            assert min(margins) > 1e-6 * max(margins), (head, name, epsilon, margins)
            rows.append(found)
    return np.array(rows, np.int32)


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(sys.argv[1])
    for head in HEADS:
        np.save(folder / f"attack_{head}.npy", decisions(head))


if __name__ == "__main__":
    main()
