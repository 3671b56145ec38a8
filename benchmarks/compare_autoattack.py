#!/usr/bin/env python3
"""AutoAttack of labelrep against that of the package torchattacks on the same weights.

    .venv/bin/pip install torchattacks==3.5.1
    ./bazelw build //benchmarks:attack_worker
    ./bazelw run //labels:export -- --labels=L.pb --npy=L.npy       # not for categories
    python3 benchmarks/compare_autoattack.py decisions --data=DIR --encoder=resnet32 \\
        --weights=W.safetensors --labels=L.pb --npy=L.npy --images=500
    python3 benchmarks/compare_autoattack.py recorded --data=DIR ... --recorded R.attack.pb ...
    python3 benchmarks/compare_autoattack.py speed --data=DIR ... --images=1000

`decisions` runs both suites (APGD on cross entropy, APGD-T on the difference of logits ratio
towards nine classes, FAB-T, Square) on the first images and prints what is still decided correctly
after each part. The two must agree within 1 point, and at most 0.5 % of the images may be broken by
the reference alone. Both fit the temperature of the cross entropy to the clean images, each its own
way. --recorded names attack results of labelrep (results/measured), whose worst case stands beside.

`recorded` checks a recorded worst case with the reference's suite alone: it attacks those of the
first images that no recorded attack up to the epsilon misled, as no other image can lower it. The
worst case may be at most 1.5 points too high.

`speed` times APGD on cross entropy alone, in pairs as compare_steps.py does, each pair on the same
images that are decided correctly. labelrep leaves an image alone when it is misled, the reference
goes on to its last step; with --epsilons 1e-6, where no image is misled, both do all of the work.
"""

import functools
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

import compare_attacks
import compare_steps

ROOT = pathlib.Path(__file__).resolve().parent.parent
AUTOATTACK = ROOT / "benchmarks/reference/autoattack.py"
ALLOWED_POINTS = 1.0
ALLOWED_SURVIVORS = 0.005
ALLOWED_POINTS_OF_RECORDED = 1.5
DECODE = ["protoc", "--decode=labelrep.AttackResult", "results/attack.proto"]


def our_command(flags, fields):
    recipe = f"{fields} epsilons: [{', '.join(map(str, flags.epsilons))}] images: {flags.images}"
    return compare_attacks.worker_command(flags, recipe)


def reference_command(flags):
    command = [
        sys.executable, str(AUTOATTACK), f"--data={flags.data}", f"--encoder={flags.encoder}",
        f"--weights={flags.weights}", f"--images={flags.images}", f"--steps={flags.steps}",
        f"--batch_size={flags.batch_size}", "--epsilons", *map(str, flags.epsilons),
    ]
    return command + ([f"--labels={flags.npy}"] if flags.npy else [])


def our_parts(flags):
    """int [epsilons, images], as reference_parts()."""
    fields = f"attack: 'auto' steps: {flags.steps} queries: {flags.queries}"
    answer = subprocess.run(
        our_command(flags, fields), input="members\n", text=True, check=True,
        stdout=subprocess.PIPE,
    ).stdout
    return np.array([list(map(int, line.split())) for line in answer.splitlines()])


def reference_parts(flags, only=None):
    """int [epsilons, images]: which part broke an image, from 1; 0 none, -1 wrong without.

    only: bool [epsilons, images], those that are attacked; the others are -2.
    """
    if flags.reference:
        return np.concatenate([np.load(path)["broken"] for path in flags.reference])
    with tempfile.TemporaryDirectory() as folder:
        output = f"{folder}/broken.npz"
        command = reference_command(flags) + [f"--queries={flags.queries}", f"--output={output}"]
        if only is not None:
            np.save(f"{folder}/only.npy", only)
            command.append(f"--only={folder}/only.npy")
        subprocess.run(command, check=True)
        return np.load(output)["broken"]


@functools.lru_cache(maxsize=None)
def decoded(path):
    """An AttackResult as text: what stands before its epsilons, and each of these."""
    with open(path, "rb") as file:
        text = subprocess.run(
            DECODE, stdin=file, check=True, capture_output=True, text=True, cwd=ROOT
        ).stdout
    return re.split(r"^epsilons \{$", text, flags=re.M)


def withstood_recorded(paths, epsilon, images):
    """bool [images]: which of the first no recorded attack up to this epsilon misled.

    None where none of the attacks is of so many images at such an epsilon.
    """
    correct = np.ones(images, bool)
    is_attacked = False
    for path in paths:
        numbers = lambda name, part: np.array(re.findall(rf"^ *{name}: (\d+)$", part, re.M), int)
        head, *parts = decoded(path)
        classes = numbers("classes", head)
        if len(classes) < images:
            continue
        for part in parts:
            if float(re.search(r"epsilon: (\S+)", part)[1]) <= epsilon:
                correct &= (numbers("decisions", part) == classes)[:images]
                is_attacked = True
    return correct if is_attacked else None


def compare_decisions(flags):
    """Prints what is left after each part; returns whether all is within the tolerances."""
    ours, theirs = our_parts(flags), reference_parts(flags)
    good = True
    print("| epsilon | | " + " | ".join(["clean", "APGD-CE", "APGD-T", "FAB-T", "Square"]) + " |")
    print("| --- | --- |" + " ---: |" * 5)
    for e, epsilon in enumerate(flags.epsilons):
        lefts = {}
        for name, parts in (("labelrep", ours[e]), ("torchattacks", theirs[e])):
            broken = [np.mean((parts == 0) | (parts > done)) for done in range(5)]
            lefts[name] = 100 * broken[-1]
            print(f"| {epsilon} | {name} | " + " | ".join(f"{100 * x:.1f}" for x in broken) + " |")
        missed = np.mean((ours[e] == 0) & (theirs[e] > 0))
        found = np.mean((theirs[e] == 0) & (ours[e] > 0))
        recorded = withstood_recorded(flags.recorded, epsilon, flags.images)
        ok = (
            abs(lefts["labelrep"] - lefts["torchattacks"]) <= ALLOWED_POINTS
            and missed <= ALLOWED_SURVIVORS
        )
        good = good and ok
        beside = "" if recorded is None else f"; recorded worst case {100 * recorded.mean():.1f} %"
        print(
            f"epsilon {epsilon}: {missed:.2%} broken by torchattacks only, {found:.2%} by labelrep"
            f" only{beside}: {'ok' if ok else 'NOT OK'}", flush=True,
        )
    return good


def check_recorded(flags):
    """Prints what the reference leaves of each recorded worst case; returns whether that may be."""
    withstood = [
        withstood_recorded(flags.recorded, epsilon, flags.images) for epsilon in flags.epsilons
    ]
    if any(part is None for part in withstood):
        raise SystemExit(
            f"compare_autoattack: --recorded: expected attacks on at least {flags.images} images"
            f" at epsilons up to each of {flags.epsilons}"
        )
    theirs = reference_parts(flags, np.array(withstood))
    good = True
    for e, epsilon in enumerate(flags.epsilons):
        recorded, left = 100 * withstood[e].mean(), 100 * np.mean(withstood[e] & (theirs[e] == 0))
        ok = recorded - left <= ALLOWED_POINTS_OF_RECORDED
        good = good and ok
        print(
            f"epsilon {epsilon}: recorded worst case {recorded:.1f} % of the first {flags.images}"
            f" images, torchattacks leaves {left:.1f} %: {'ok' if ok else 'NOT OK'}", flush=True,
        )
    return good


def compare_speed(flags):
    fields = f"attack: 'apgd' steps: {flags.steps} batch_size: {flags.batch_size}"
    compare_attacks.time_pairs(
        flags,
        our_command(flags, fields),
        reference_command(flags) + ["--serve"],
        flags.turn,
        flags.turn,
    )


def main():
    parser = compare_attacks.parser(__doc__, ["decisions", "recorded", "speed"])
    parser.add_argument("--epsilons", type=float, nargs="+", default=[0.05, 0.1])
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--batch_size", type=int, default=128)
    parser.add_argument("--recorded", nargs="*", default=[], help=".attack.pb files of decisions")
    parser.add_argument(
        "--reference", nargs="*", help="what reference/autoattack.py wrote, instead of running it"
    )
    parser.add_argument("--turn", type=int, default=128, help="images of a turn of speed")
    parser.add_argument(
        "--pairs", type=int, default=5, choices=[n + 1 for n in compare_steps.T_975]
    )
    flags = parser.parse_args()
    if flags.what == "speed":
        compare_speed(flags)
    elif flags.what == "recorded":
        if not check_recorded(flags):
            raise SystemExit("compare_autoattack: a recorded worst case is too high")
    elif not compare_decisions(flags):
        raise SystemExit("compare_autoattack: decisions differ by more than they may")


if __name__ == "__main__":
    main()
