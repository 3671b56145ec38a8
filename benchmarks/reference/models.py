"""The models of models/ in plain PyTorch: the same parameter names, the same initial weights."""

import math

import torch
from torch import nn

import random_stream

_CONFIGURATION_E = [1, 1, "M", 2, 2, "M", 4, 4, 4, 4, "M", 8, 8, 8, 8, "M", 8, 8, 8, 8, "M"]


class VGG(nn.Module):
    """VGG19 with batch norm for 32x32 images; `width` channels in the first convolution."""

    def __init__(self, width):
        super().__init__()
        self.feature_size = 8 * width
        layers, channels = [], 3
        for factor in _CONFIGURATION_E:
            if factor == "M":
                layers.append(nn.MaxPool2d(2))
                continue
            layers += [
                nn.Conv2d(channels, factor * width, 3, padding=1),
                nn.BatchNorm2d(factor * width),
                nn.ReLU(inplace=True),
            ]
            channels = factor * width
        self.features = nn.Sequential(*layers)

    def forward(self, x):
        return self.features(x).flatten(1)


class BasicBlock(nn.Module):
    def __init__(self, channels, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.relu = nn.ReLU(inplace=True)
        self.shortcut = None
        if stride != 1 or channels != out:
            self.shortcut = nn.Sequential(
                nn.Conv2d(channels, out, 1, stride, bias=False), nn.BatchNorm2d(out)
            )

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x if self.shortcut is None else self.shortcut(x)
        return self.relu(out)


class ResNet(nn.Module):
    """6n + 2 layers; widths 16, 32, 64."""

    feature_size = 64

    def __init__(self, depth):
        super().__init__()
        if depth % 6 != 2 or depth < 8:
            raise ValueError(f"a ResNet has 6n + 2 layers, found {depth}")
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.relu = nn.ReLU(inplace=True)
        channels = 16
        for stage, out in enumerate([16, 32, 64]):
            blocks = []
            for block in range((depth - 2) // 6):
                blocks.append(BasicBlock(channels, out, 2 if stage > 0 and block == 0 else 1))
                channels = out
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.pool = nn.AvgPool2d(8)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        return self.pool(self.layer3(self.layer2(self.layer1(x)))).flatten(1)


class DecoderHead(nn.Module):
    """From features to a label of 16 * first_kernel pixels a side."""

    def __init__(self, feature_size, first_kernel):
        super().__init__()
        channels = [64, 64, 32, 16, 8, 1]
        self.norm0 = nn.BatchNorm1d(feature_size)
        self.linear = nn.Linear(feature_size, 64)
        self.deconv1 = nn.ConvTranspose2d(channels[0], channels[1], first_kernel)
        for i in range(1, 5):
            setattr(self, f"norm{i}", nn.BatchNorm2d(channels[i]))
            setattr(
                self, f"deconv{i + 1}", nn.ConvTranspose2d(channels[i], channels[i + 1], 4, 2, 1)
            )
        self.relu = nn.LeakyReLU(0.01, inplace=True)

    def forward(self, x):
        x = self.linear(self.relu(self.norm0(x)))[:, :, None, None]
        x = self.deconv1(x)
        for i in range(1, 5):
            x = getattr(self, f"deconv{i + 1}")(self.relu(getattr(self, f"norm{i}")(x)))
        return x.squeeze(1)


class Classifier(nn.Module):
    def __init__(self, encoder, head):
        super().__init__()
        self.encoder = encoder
        self.head = head

    def forward(self, x):
        return self.head(self.encoder(x))


def build(encoder, label_shape, seed=None):
    """As MakeInitializedClassifier of models/registry.h.

    With PyTorch's own generator where seed is None.
    """
    if encoder in ("vgg19", "vgg_slim"):
        body = VGG({"vgg19": 64, "vgg_slim": 8}[encoder])
    else:
        body = ResNet(int(encoder.removeprefix("resnet")))
    if len(label_shape) == 1:
        head = nn.Linear(body.feature_size, label_shape[0])
    else:
        head = DecoderHead(body.feature_size, label_shape[0] // 16)
    model = Classifier(body, head)
    if seed is not None:
        initialize(model, seed)
    return model


def _normal(parameter, name, seed, std):
    values = std * random_stream.normals(seed, "init/" + name, parameter.numel())
    parameter.copy_(torch.from_numpy(values.astype("float32")).view(parameter.shape))


def _uniform(parameter, name, seed, bound):
    draws = random_stream.floats(seed, "init/" + name, parameter.numel()).astype("float64")
    values = bound * (2.0 * draws - 1.0)
    parameter.copy_(torch.from_numpy(values.astype("float32")).view(parameter.shape))


@torch.no_grad()
def initialize(model, seed):
    """Draws all weights from named streams. Batch norm is 1 / 0 from its construction."""
    for name, module in model.named_modules():
        if isinstance(module, nn.Conv2d):
            out, _, k, _ = module.weight.shape
            _normal(module.weight, name + ".weight", seed, math.sqrt(2.0 / (k * k * out)))
            if module.bias is not None:
                module.bias.zero_()
        elif isinstance(module, nn.Linear) and name == "head" and isinstance(model.encoder, VGG):
            _normal(module.weight, name + ".weight", seed, 0.01)
            module.bias.zero_()
        elif isinstance(module, (nn.Linear, nn.ConvTranspose2d)):
            # PyTorch's fan-in: dimension 1 times the kernel, also of transposed convolutions.
            bound = 1 / math.sqrt(module.weight[0].numel())
            _uniform(module.weight, name + ".weight", seed, bound)
            _uniform(module.bias, name + ".bias", seed, bound)
