"""The recipe of lib/train in plain PyTorch: loss, schedule, one step, accuracy."""

import torch
from torch.nn import functional

MEMORY_FORMATS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}


def loss_of(outputs, classes, targets=None, smoothing=0.0):
    """Cross entropy, or smooth L1 to the class's target where there are targets [classes, ...]."""
    if targets is None:
        return functional.cross_entropy(outputs.float(), classes, label_smoothing=smoothing)
    return functional.smooth_l1_loss(outputs.float(), targets[classes])


def learning_rate(base, schedule, step, steps_per_epoch, epochs, milestones=(), warmup=0.2):
    """Of a step counted from 0 over all epochs."""
    if schedule == "multi_step":
        return base * 0.1 ** sum(step // steps_per_epoch >= m for m in milestones)
    total = steps_per_epoch * epochs
    peak = warmup * total
    return base * (step / peak if step <= peak else (total - step) / (total - peak))


def take_step(model, optimizer, images, classes, bf16, targets=None, smoothing=0.0):
    """One step of gradient descent; returns the loss."""
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        loss = loss_of(model(images), classes, targets, smoothing)
    loss.backward()
    optimizer.step()
    return loss.item()


def decide(outputs, targets=None):
    """Largest output, or the nearest label; a tie goes to the lower index."""
    if targets is None:
        return outputs.argmax(1)
    center = targets.flatten(1).mean(0)
    labels = targets.flatten(1) - center
    scores = (outputs.flatten(1) - center) @ labels.T - labels.square().sum(1) / 2
    return scores.argmax(1)


@torch.no_grad()
def evaluate(model, images, classes, targets=None, smoothing=0.0, batch_size=500):
    """(mean loss, share of correct decisions)."""
    model.eval()
    loss, correct = 0.0, 0
    for begin in range(0, len(classes), batch_size):
        batch, expected = images[begin : begin + batch_size], classes[begin : begin + batch_size]
        outputs = model(batch)
        loss += loss_of(outputs, expected, targets, smoothing).item() * len(expected)
        correct += (decide(outputs, targets) == expected).sum().item()
    model.train()
    return loss / len(classes), correct / len(classes)
