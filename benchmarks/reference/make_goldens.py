"""Writes models/testdata: what this folder's models compute, for models/golden_test.cc to compare.

  python3 benchmarks/reference/make_goldens.py models/testdata

float32, one thread, row-major memory format. For each encoder and label shape, with weights and
images from named streams: the outputs in training mode, then (with the running statistics that this
has left) the outputs in evaluation mode and the gradient of their sum of squares with respect to
the images.
"""

import pathlib
import sys

import numpy as np
import torch

import models
import random_stream

SEED = 3
ENCODERS = ["vgg19", "resnet32", "resnet110"]
LABEL_SHAPES = {"linear10": [10], "decoder64": [64, 64]}
TRAIN_BATCH = 4
EVAL_BATCH = 2  # the first images of the training batch


def images():
    shape = (TRAIN_BATCH, 3, 32, 32)
    draws = random_stream.normals(SEED, "golden images", int(np.prod(shape)))
    return torch.from_numpy(draws.astype(np.float32)).view(shape)


def goldens(encoder, label_shape):
    model = models.build(encoder, label_shape, seed=SEED).train()
    batch = images()
    with torch.no_grad():
        train_outputs = model(batch)[:EVAL_BATCH]
    model.eval()
    inputs = batch[:EVAL_BATCH].clone().requires_grad_()
    outputs = model(inputs)
    (gradient,) = torch.autograd.grad(outputs.square().sum(), inputs)
    return {
        "train_outputs": train_outputs,
        "eval_outputs": outputs.detach(),
        "input_gradient": gradient,
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.set_num_threads(1)
    for encoder in ENCODERS:
        for head, label_shape in LABEL_SHAPES.items():
            for name, value in goldens(encoder, label_shape).items():
                np.save(folder / f"{encoder}_{head}_{name}.npy", value.numpy())


if __name__ == "__main__":
    main()
