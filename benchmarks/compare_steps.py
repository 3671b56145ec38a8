#!/usr/bin/env python3
"""Training steps of labelrep against plain PyTorch at equal settings, in pairs in one run.

Both programs stay alive; in turn each takes a few steps of batch 128 on one thread. Reported is the
ratio of their speeds (above 1: labelrep is faster), geometric mean over the pairs, with the lower
end of its 95 % interval (Student's t on the logarithms).

    ./bazelw build //benchmarks:step_worker
    python3 benchmarks/compare_steps.py --encoder resnet32 --head decoder --precision bf16
    python3 benchmarks/compare_steps.py --all

Needs what benchmarks/reference/requirements.txt lists, with the torch of the version that labelrep
is built with. Nothing else should run on the machine.
"""

import argparse
import itertools
import math
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
WORKER = HERE.parent / "bazel-bin/benchmarks/step_worker"
REFERENCE = [sys.executable, str(HERE / "reference/step_worker.py")]

# Those that --all goes through.
ENCODERS = ["resnet32", "resnet110", "vgg19"]

# Quantiles 0.975 of Student's t by degrees of freedom, from scipy.stats.t.ppf.
T_975 = {4: 2.776, 5: 2.571, 7: 2.365, 9: 2.262, 11: 2.201, 14: 2.145, 19: 2.093, 29: 2.045}


class Worker:
    def __init__(self, command, setting):
        flags = [f"--{name}={value}" for name, value in setting.items()]
        self.process = subprocess.Popen(
            command + flags,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1"),
        )

    def seconds(self, steps):
        self.process.stdin.write(f"{steps}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"compare_steps: {self.process.args[0]} ended; see its message above")
        return float(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def compare_rates(ours, theirs, pairs, counts, items, unit):
    """Prints and returns (geometric mean, lower end of the 95 % interval) of the ratio of speeds.

    In each turn a worker is asked for its own of `counts`, of `items` items each.
    """
    logs, our_rates, their_rates = [], [], []
    for pair in range(pairs):
        # The one that goes first changes, so that a drift of the machine falls on both.
        order = (ours, theirs) if pair % 2 == 0 else (theirs, ours)
        rates = {}
        for worker in order:
            rates[worker] = counts[worker] * items / worker.seconds(counts[worker])
        our_rates.append(rates[ours])
        their_rates.append(rates[theirs])
        logs.append(math.log(rates[ours] / rates[theirs]))
    mean = statistics.mean(logs)
    half = T_975[pairs - 1] * statistics.stdev(logs) / math.sqrt(pairs)
    print(
        f"labelrep {statistics.median(our_rates):7.1f} {unit},"
        f" reference {statistics.median(their_rates):7.1f} {unit},"
        f" ratio {math.exp(mean):.3f}, lower 95 % bound {math.exp(mean - half):.3f}",
        flush=True,
    )
    return math.exp(mean), math.exp(mean - half)


def compare(ours, theirs, pairs, steps):
    """compare_rates of training steps, after two to warm up."""
    for worker in (ours, theirs):
        worker.seconds(2)
    return compare_rates(ours, theirs, pairs, {ours: steps, theirs: steps}, 128, "images/s")


def main():
    own = "the reference's own, where it is to differ"
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", default="resnet32", choices=[*ENCODERS, "resnet8"])
    parser.add_argument(
        "--head", default="category10", choices=["category10", "category100", "decoder"]
    )
    parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument(
        "--memory_format", default="channels_last", choices=["contiguous", "channels_last"]
    )
    parser.add_argument("--reference_precision", help=own)
    parser.add_argument("--reference_memory_format", help=own)
    parser.add_argument("--all", action="store_true", help="every encoder, head and precision")
    parser.add_argument("--pairs", type=int, default=10, choices=[n + 1 for n in T_975])
    parser.add_argument("--steps", type=int, default=2, help="steps of each turn")
    arguments = parser.parse_args()

    settings = [(arguments.encoder, arguments.head, arguments.precision, arguments.memory_format)]
    if arguments.all:
        modes = [("fp32", "contiguous"), ("fp32", "channels_last"), ("bf16", "channels_last")]
        heads = ["category10", "decoder"]
        settings = [
            (encoder, head, *mode)
            for encoder, head, mode in itertools.product(ENCODERS, heads, modes)
        ]
    for encoder, head, precision, memory_format in settings:
        setting = dict(encoder=encoder, head=head, precision=precision, memory_format=memory_format)
        reference = dict(
            setting,
            precision=arguments.reference_precision or precision,
            memory_format=arguments.reference_memory_format or memory_format,
        )
        print(" ".join(setting.values()), end=": ", flush=True)
        ours, theirs = Worker([str(WORKER)], setting), Worker(REFERENCE, reference)
        compare(ours, theirs, arguments.pairs, arguments.steps)
        ours.close()
        theirs.close()


if __name__ == "__main__":
    main()
