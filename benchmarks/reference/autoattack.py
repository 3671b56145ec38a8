#!/usr/bin/env python3
"""AutoAttack of the package torchattacks on trained weights, on labelrep's set of images.

  python3 benchmarks/reference/autoattack.py --data=DIR --encoder=resnet32 --weights=W.safetensors \
      [--labels=LABELS.npy] --epsilons 0.05 0.1 --images=500 --output=broken.npz

Runs APGD on cross entropy, APGD towards the nine nearest classes, FAB towards them and Square, in
this order, each on the images that the one before left, and writes for each epsilon and image which
of them, from 1, misled the model: 0 where none did, -1 where it was wrong without. Class scores are
the logits, or minus the squared distances to the labels, divided by the temperature that fits the
clean images, as the softmax of large scores has no gradient. --only names a bool .npy file
[epsilons, images] of those that are attacked; the others are -2. With --serve it instead times APGD
alone: it reads a number of images from each line of standard input, attacks that many that are
decided correctly, and answers with the seconds that it took.

torchattacks changes images in [0, 1] by at most epsilon in every element, but labelrep's epsilon is
that of normalised elements, whose range is another in each channel. So it gets pixels and an
epsilon for each channel, which is the same set of images. FAB measures a single distance, so that
it gets normalised images that are scaled to [0, 1] over all channels, and the model cuts what no
pixel is.
"""

import itertools
import sys
import time

import numpy as np
import torch
import torchattacks

import attack

MEMBERS = ["apgd", "apgd_t", "fab_t", "square"]


class Scores(torch.nn.Module):
    """Class scores [B, n] of images u, [B, 3, 32, 32] in [0, 1], where shift + scale * u is
    normalised."""

    def __init__(self, model, shift, scale):
        super().__init__()
        self.model, self.net = model, model.net.requires_grad_(False)
        self.lowest = attack.normalized(torch.tensor(0))
        self.highest = attack.normalized(torch.tensor(255))
        self.shift, self.scale = shift, scale
        self.temperature = 1.0
        # torchattacks gives a model back in the mode in which it got it.
        self.eval()

    def forward(self, images):
        inputs = self.shift + self.scale * images
        outputs = self.net(torch.minimum(torch.maximum(inputs, self.lowest), self.highest))
        labels = self.model.labels
        if labels is None:
            return outputs / self.temperature
        # One image after the other, as [B, n, D] differences of all would not fit the cache.
        distances = torch.stack([(one - labels).square().flatten(1).sum(1) for one in outputs])
        return -distances / self.temperature

    def images(self, normalised):
        return ((normalised - self.shift) / self.scale).clamp(0, 1)


def spaces(model):
    """(pixels, the space of FAB): see above."""
    lowest = attack.normalized(torch.tensor(0))
    highest = attack.normalized(torch.tensor(255))
    pixels = Scores(model, lowest, highest - lowest)
    scaled = Scores(model, lowest.min(), highest.max() - lowest.min())
    return pixels, scaled


def member(name, pixels, scaled, epsilon, flags):
    """(model, attack) of a part of the suite, with the settings of its authors."""
    model = scaled if name == "fab_t" else pixels
    eps = (epsilon / model.scale)[None] if model is pixels else float(epsilon / model.scale)
    common = {"eps": eps, "seed": flags.seed}
    classes = min(10, pixels.num_classes)
    if name == "apgd":
        return model, torchattacks.APGD(model, steps=flags.steps, loss=flags.loss, **common)
    if name == "apgd_t":
        return model, torchattacks.APGDT(model, steps=flags.steps, n_classes=classes, **common)
    if name == "fab_t":
        return model, torchattacks.FAB(
            model, steps=flags.steps, multi_targeted=True, n_classes=classes, **common
        )
    return model, torchattacks.Square(model, n_queries=flags.queries, **common)


@torch.no_grad()
def decide(model, images):
    return torch.cat([model(part).argmax(1) for part in images.split(128)])


@torch.no_grad()
def fit_temperature(model, images, classes):
    """That of the lowest cross entropy, to half a percent."""
    scores = torch.cat([model(part) for part in images.split(128)]).double()
    two = scores.topk(2, 1).values
    gap = (two[:, 0] - two[:, 1]).mean()
    factors = torch.logspace(-5, 5, 1400, base=2, dtype=torch.float64)
    losses = [torch.nn.functional.cross_entropy(scores / (gap * f), classes) for f in factors]
    return float(gap * factors[int(torch.stack(losses).argmin())])


def run_suite(pixels, scaled, images, classes, epsilon, flags, chosen):
    """int64 [N]: which member broke each of the chosen images, bool [N]."""
    clean = decide(pixels, pixels.images(images))
    broken = torch.where(chosen, torch.where(clean == classes, 0, -1), -2)
    for number, name in enumerate(flags.members, 1):
        model, method = member(name, pixels, scaled, epsilon, flags)
        left = (broken == 0).nonzero().squeeze(1)
        if len(left) == 0:
            break
        for part in left.split(flags.batch_size):
            start = model.images(images[part])
            found = method(start, classes[part])
            # FAB leaves an image as it is where it needs more than epsilon.
            assert bool(((found - start).abs() <= method.eps + 1e-6).all()), name
            broken[part[decide(model, found) != classes[part]]] = number
        print(
            f"epsilon {epsilon}, {name}: {int((broken == 0).sum())} of {len(classes)} left",
            file=sys.stderr, flush=True,
        )
    return broken


def serve(pixels, images, classes, flags):
    """Times APGD on request."""
    correct = (decide(pixels, pixels.images(images)) == classes).nonzero().squeeze(1)
    order = itertools.cycle(correct.tolist())
    for line in sys.stdin:
        chosen = torch.tensor(list(itertools.islice(order, int(line))))
        start = time.perf_counter()
        for epsilon in flags.epsilons:
            model, method = member("apgd", pixels, None, epsilon, flags)
            for part in chosen.split(flags.batch_size):
                method(model.images(images[part]), classes[part])
        print(f"{time.perf_counter() - start:.6f}", flush=True)


def main():
    parser = attack.parser(__doc__)
    parser.add_argument("--members", nargs="+", choices=MEMBERS, default=MEMBERS)
    parser.add_argument("--loss", choices=["ce", "dlr"], default="ce", help="of apgd")
    parser.add_argument("--queries", type=int, default=5000, help="of square")
    parser.add_argument("--batch_size", type=int, default=128)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", help="which images are attacked; all where left out")
    parser.add_argument("--output")
    parser.add_argument("--serve", action="store_true")
    parser.set_defaults(steps=100)
    flags = parser.parse_args()
    model, images, classes, _ = attack.load(flags)
    pixels, scaled = spaces(model)
    with torch.no_grad():
        pixels.num_classes = pixels(pixels.images(images[:1])).shape[1]
    temperature = fit_temperature(pixels, pixels.images(images), classes)
    pixels.temperature = scaled.temperature = temperature
    if flags.serve:
        serve(pixels, images, classes, flags)
        return
    only = np.ones((len(flags.epsilons), len(classes)), bool)
    chosen = torch.from_numpy(np.load(flags.only) if flags.only else only)
    broken = [
        run_suite(pixels, scaled, images, classes, epsilon, flags, chosen[e])
        for e, epsilon in enumerate(flags.epsilons)
    ]
    np.savez(
        flags.output, broken=torch.stack(broken).numpy(), classes=classes.numpy(),
        epsilons=np.array(flags.epsilons), members=np.array(flags.members),
        temperature=temperature,
    )


if __name__ == "__main__":
    main()
