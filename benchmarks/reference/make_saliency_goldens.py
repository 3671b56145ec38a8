"""Writes what PyPI's grad-cam finds, for tests/saliency_golden_test.cc to compare.

  python3 -m pip install -r benchmarks/reference/requirements_saliency.txt
  python3 benchmarks/reference/make_saliency_goldens.py tests/testdata

float64, weights and images from named streams. Labels to regress are the model's own outputs on
other images, rounded to float32; the class of image i is i. saliency_<encoder>_<head>.npy holds
float32 [stages + 1, images, 32, 32]: of each stage the map of GradCAM, of the last activations
before the image is made smaller, then the largest absolute value over the channels of the gradient
to the image.
"""

import pathlib
import sys

import numpy as np
import torch
from pytorch_grad_cam import GradCAM

import attack
import models
import random_stream

SEED = 3
IMAGES = 4
CLASSES = 10
CASES = {
    "resnet8_category": ("resnet8", [CLASSES]),
    "resnet8_decoder": ("resnet8", [64, 64]),
    "vgg_slim_category": ("vgg_slim", [CLASSES]),
}


def images():
    """Uniform pixels: IMAGES, then one for each class's label."""
    count = IMAGES + CLASSES
    draws = random_stream.uint32s(SEED, "golden pixels", count * 3 * 32 * 32) >> 24
    pixels = torch.from_numpy(draws.astype(np.uint8)).view(count, 3, 32, 32)
    return attack.normalized(pixels).double()


def stages(encoder):
    if isinstance(encoder, models.ResNet):
        return [encoder.layer1, encoder.layer2, encoder.layer3]
    layers = list(encoder.features)
    pools = [i for i, layer in enumerate(layers) if isinstance(layer, torch.nn.MaxPool2d)]
    return [layers[i - 1] for i in pools]


class Score:
    """Of one class: the logit, or minus the squared distance but for what all classes share."""

    def __init__(self, label_class, labels):
        self.label_class = label_class
        self.labels = labels

    def __call__(self, output):
        if self.labels is None:
            return output[self.label_class]
        centre = self.labels.mean(0).to(torch.bfloat16).double()
        distance = (output - self.labels[self.label_class]).square().sum()
        return (output - centre).square().sum() - distance


def maps(encoder, shape):
    net = models.build(encoder, shape, seed=SEED).double().eval()
    shown, others = images().split([IMAGES, CLASSES])
    labels = None
    if len(shape) == 2:
        with torch.no_grad():
            labels = net(others).float().double()
    scores = [Score(i, labels) for i in range(IMAGES)]
    found = []
    for layer in stages(net.encoder):
        with GradCAM(model=net, target_layers=[layer]) as cam:
            found.append(cam(input_tensor=shown, targets=scores))
    inputs = shown.clone().requires_grad_()
    total = sum(score(output) for score, output in zip(scores, net(inputs)))
    (gradient,) = torch.autograd.grad(total, inputs)
    found.append(gradient.abs().amax(1).numpy())
    return np.stack(found).astype(np.float32)


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(sys.argv[1])
    for name, (encoder, shape) in CASES.items():
        np.save(folder / f"saliency_{name}.npy", maps(encoder, shape))


if __name__ == "__main__":
    main()
