"""Learning rates of torch.optim.lr_scheduler, as goldens for schedule_test.

  python3 lib/train/testdata/make_schedules.py > lib/train/testdata/schedules.txt

Each line: name, steps per epoch, then the rate of every step.
"""

import torch


def multi_step():
    """30 epochs of 2 steps, milestones 10 and 25, factor 0.1, rate 0.1."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [10, 25], gamma=0.1)
    rates = []
    for _ in range(30):
        for _ in range(2):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
        scheduler.step()
    return rates


def one_cycle(steps, warmup_steps):
    """Rate 0.2."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.2)
    scheduler = torch.optim.lr_scheduler.CyclicLR(
        optimizer, base_lr=0.0, max_lr=0.2, step_size_up=warmup_steps,
        step_size_down=steps - warmup_steps, cycle_momentum=False)
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


for name, steps_per_epoch, rates in [
    ("multi_step", 2, multi_step()),
    ("one_cycle_0.2", 7, one_cycle(70, 14)),
    ("one_cycle_0.25", 3, one_cycle(30, 7.5)),
]:
    print(name, steps_per_epoch, *[repr(float(rate)) for rate in rates])
