#!/usr/bin/env python3
"""Attacks of labelrep against plain PyTorch on the same weights.

    ./bazelw build //benchmarks:attack_worker
    ./bazelw run //labels:export -- --labels=L.pb --npy=L.npy       # not for categories
    python3 benchmarks/compare_attacks.py decisions --data=DIR --encoder=resnet32 \\
        --weights=W.safetensors --labels=L.pb --npy=L.npy --precision fp64
    python3 benchmarks/compare_attacks.py speed --data=DIR ... --precision bf16

`decisions` runs FGSM and the iterative method, targeted and untargeted, in both variants, on the
first images: fp64 must agree in every decision, fp32 (against the reference in float32, with
labelrep's batch norm folded) in all but 0.5 %; every difference is listed with the reference's
margin. `speed` reports the ratio of images x epsilons per second, labelrep's batches against one
image and one epsilon at a time, in pairs in one run, as compare_steps.py does. Nothing else should
run on the machine then.
"""

import argparse
import itertools
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy as np

import compare_steps

HERE = pathlib.Path(__file__).resolve().parent
WORKER = HERE.parent / "bazel-bin/benchmarks/attack_worker"
REFERENCE = HERE / "reference"
ALLOWED = {"fp64": 0.0, "fp32": 0.005}


def parser(description, what=("decisions", "speed")):
    """Flags that all comparisons of attacks have."""
    common = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    common.add_argument("what", choices=what)
    common.add_argument("--data", required=True)
    common.add_argument("--encoder", default="resnet32", help="what the weights are of")
    common.add_argument("--weights", required=True)
    common.add_argument("--labels", required=True, help="label set file, for labelrep")
    common.add_argument("--npy", help="the same exported, for the reference; none for categories")
    return common


def say_their_encoder(weights):
    """Whether the weights say it: those that labelrep trained have the recipe in their metadata."""
    with open(weights, "rb") as file:
        (header_bytes,) = struct.unpack("<Q", file.read(8))
        return "recipe" in json.loads(file.read(header_bytes)).get("__metadata__", {})


def worker_command(flags, recipe):
    encoder = [] if say_their_encoder(flags.weights) else [f"--encoder={flags.encoder}"]
    return [
        str(WORKER), *encoder, f"--weights={flags.weights}", f"--labels={flags.labels}",
        f"--data={flags.data}", f"--recipe={recipe}",
    ]


def time_pairs(flags, our_command, their_command, our_count, their_count):
    """Ratio of images x epsilons per second of two workers, of so many images in each turn."""
    ours = compare_steps.Worker(our_command, {})
    theirs = compare_steps.Worker(their_command, {})
    for worker in (ours, theirs):
        worker.seconds(1)
    counts = {ours: our_count, theirs: their_count}
    compare_steps.compare_rates(
        ours, theirs, flags.pairs, counts, len(flags.epsilons), "images x epsilons/s"
    )
    ours.close()
    theirs.close()


def our_command(flags, attack, variant, targeted):
    epsilons = ", ".join(map(str, flags.epsilons))
    recipe = f'attack: "{attack}" variant: {variant.upper()} targeted: {str(targeted).lower()}'
    recipe += f" epsilons: [{epsilons}] images: {flags.images} batch_size: {flags.batch_size}"
    recipe += f" objective: {flags.objective.upper()} threads: {flags.threads}"
    if attack == "iterative":
        recipe += f" step_size_per_epsilon: {flags.step_size_per_epsilon}"
    return worker_command(flags, recipe) + [f"--precision={flags.precision}"]


def reference_command(script, flags, attack, variant, targeted):
    command = [
        sys.executable, str(REFERENCE / script), f"--encoder={flags.encoder}",
        f"--weights={flags.weights}", f"--data={flags.data}", f"--attack={attack}",
        f"--variant={variant}", f"--images={flags.images}", f"--objective={flags.objective}",
        f"--step_size_per_epsilon={flags.step_size_per_epsilon}",
        f"--label_smoothing={flags.label_smoothing}", f"--threads={flags.threads}",
        "--dtype=" + ("float64" if flags.precision == "fp64" else "float32"),
        "--epsilons", *map(str, flags.epsilons),
    ]
    return command + ([f"--labels={flags.npy}"] if flags.npy else []) + (
        ["--targeted"] if targeted else []
    )


def compare_decisions(flags):
    """Returns whether all settings agree as they must."""
    good = True
    settings = itertools.product(flags.attacks, ["paper", "release"], [False, True])
    for attack, variant, targeted in settings:
        ours = subprocess.run(
            our_command(flags, attack, variant, targeted), input="decide\n", text=True, check=True,
            stdout=subprocess.PIPE,
        ).stdout
        clean, *found = [list(map(int, line.split())) for line in ours.splitlines()]
        with tempfile.TemporaryDirectory() as folder:
            output = f"{folder}/decisions.npz"
            command = reference_command("attack.py", flags, attack, variant, targeted)
            subprocess.run(command + [f"--output={output}"], check=True)
            expected = dict(np.load(output))
        different = np.argwhere(np.array(found) != expected["decisions"])
        share = len(different) / expected["decisions"].size
        ok = share <= ALLOWED[flags.precision]
        if flags.precision == "fp64":
            ok = ok and np.array_equal(clean, expected["clean"])
        good = good and ok
        misled = np.mean(expected["decisions"] != expected["classes"], axis=1)
        print(
            f"{attack} {variant} {'targeted' if targeted else 'untargeted'}:"
            f" {len(different)} of {expected['decisions'].size} decisions differ ({share:.2%}),"
            f" {np.sum(np.array(clean) != expected['clean'])} clean ones;"
            f" accuracy {' '.join(f'{1 - m:.3f}' for m in misled)}: {'ok' if ok else 'NOT OK'}",
            flush=True,
        )
        for e, i in different:
            print(
                f"  image {i}, epsilon {flags.epsilons[e]}: labelrep {found[e][i]},"
                f" reference {expected['decisions'][e, i]} by {expected['margins'][e, i]:.3g}"
            )
    return good


def compare_speed(flags):
    """Ratios of images x epsilons per second."""
    for attack in flags.attacks:
        print(f"{attack} {flags.precision}", end=": ", flush=True)
        time_pairs(
            flags,
            our_command(flags, attack, flags.variant, False),
            reference_command("attack_worker.py", flags, attack, flags.variant, False),
            flags.batch_size * flags.batches,
            flags.reference_images,
        )


def main():
    flags_parser = parser(__doc__)
    flags_parser.add_argument("--label_smoothing", type=float, default=0.0)
    flags_parser.add_argument("--attacks", nargs="+", default=["fgsm", "iterative"])
    flags_parser.add_argument(
        "--variant", default="paper", choices=["paper", "release"], help="of speed"
    )
    flags_parser.add_argument("--objective", default="own_loss", choices=["own_loss", "margin"])
    flags_parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16", "fp64"])
    flags_parser.add_argument(
        "--epsilons", type=float, nargs="+", default=[0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    )
    flags_parser.add_argument("--step_size_per_epsilon", type=float, default=0.2)
    flags_parser.add_argument("--images", type=int, default=256)
    flags_parser.add_argument("--batch_size", type=int, default=128)
    flags_parser.add_argument("--threads", type=int, default=1, help="CPU threads of both")
    flags_parser.add_argument("--batches", type=int, default=1, help="of each of labelrep's turns")
    flags_parser.add_argument(
        "--reference_images", type=int, default=4, help="of each of the reference's turns"
    )
    flags_parser.add_argument(
        "--pairs", type=int, default=10, choices=[n + 1 for n in compare_steps.T_975]
    )
    flags = flags_parser.parse_args()
    if flags.what == "speed":
        compare_speed(flags)
    elif flags.precision not in ALLOWED:
        flags_parser.error("decisions are compared in fp64 or fp32")
    elif not compare_decisions(flags):
        raise SystemExit("compare_attacks: decisions differ by more than they may")


if __name__ == "__main__":
    main()
