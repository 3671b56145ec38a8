"""Table 1 and the attack overview come out of the database, each by one query:

database_test.py DATABASE TABLE1.csv OVERVIEW.csv
"""

import csv
import sqlite3
import sys

# Of the cpu profile: its runs of Table 1 train for 16 epochs on all images with seed 7.
TABLE1 = """
SELECT dataset, label_kind, rule, 1.0 * correct / test_images FROM (
  SELECT *, 'largest output' AS rule, test_correct_by_largest_output AS correct FROM runs
  UNION ALL SELECT *, 'threshold', test_correct_by_threshold FROM runs
  UNION ALL SELECT *, 'NN', test_correct_by_nearest_label FROM runs)
WHERE folder = 'cpu' AND epochs = 16 AND encoder = 'resnet32' AND correct IS NOT NULL
"""

# An image is lost where one attack up to the epsilon misled the model; counted are those that all
# of these attacks had.
OVERVIEW = """
WITH tried AS (
  SELECT a.id, r.label_kind AS label, a.attack, a.objective, a.targeted, a.variant,
    a.transferred_from_encoder IS NOT NULL AS transferred
  FROM attacks a JOIN runs r ON r.id = a.run WHERE a.folder = 'cpu' AND a.precision = 'FP32'),
common AS (
  SELECT label, MIN(attacked_images) AS images
  FROM tried JOIN attack_epsilons e ON e.attack = tried.id WHERE epsilon <= 0.1 GROUP BY label),
kept AS (
  SELECT label, MIN(d.clean_decision = d.class AND d.decision = d.class) AS kept
  FROM tried JOIN common USING (label) JOIN decisions d ON d.attack = tried.id
  WHERE d.epsilon <= 0.1 AND d.image < common.images GROUP BY label, d.image)
SELECT label, 'worst case', AVG(kept) FROM kept GROUP BY label
UNION ALL
SELECT label, tried.attack || ' ' || objective || ' ' || targeted, 1.0 * correct / attacked_images
  FROM tried JOIN attack_epsilons e ON e.attack = tried.id
  WHERE epsilon = 0.1 AND NOT transferred AND variant = 'PAPER'
"""

DATASETS = {"CIFAR-10 accuracy": "cifar10", "CIFAR-100 accuracy": "cifar100"}
LABELS = {
    "Category": "category",
    "Smoothed category": "smooth",
    "Speech": "speech",
    "Shuffle": "shuffle",
    "Composite": "composite",
    "Constant": "constant",
    "Random": "random",
    "Low-dim": "lowdim",
}
ATTACKS = {
    "FGSM, untargeted": "fgsm OWN_LOSS 0",
    "FGSM, targeted": "fgsm OWN_LOSS 1",
    "iterative, untargeted": "iterative OWN_LOSS 0",
    "iterative, targeted": "iterative OWN_LOSS 1",
    "PGD, untargeted": "pgd OWN_LOSS 0",
    "PGD on margin, untargeted": "pgd MARGIN 0",
    "PGD on margin, targeted": "pgd MARGIN 1",
    "Square, untargeted": "square MARGIN 0",
    "worst case": "worst case",
}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["value"]]


def compare(what, expected, found):
    if not expected:
        sys.exit(f"{what}: no row to compare")
    for key, value in expected.items():
        if key not in found or abs(found[key] - value) > 1e-12:
            sys.exit(f"{what}: {key} is {value} in the table, {found.get(key)} in the database")
    print(f"{what}: {len(expected)} numbers are the same")


def main(database, table1, overview):
    query = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True).execute
    compare(
        "Table 1",
        {
            (DATASETS[row["measure"]], LABELS[row["label"]], row["decision"]): float(row["value"])
            for row in rows(table1)
        },
        {tuple(key): value for *key, value in query(TABLE1)},
    )
    shown = {}
    for row in rows(overview):
        attack = row["attack"].split(", first ")[0]
        if attack in ATTACKS:
            # The column is called "label", as is its place in the header.
            shown[LABELS[row["label"]], ATTACKS[attack]] = float(row["value"])
    compare("overview", shown, {tuple(key): value for *key, value in query(OVERVIEW)})


if __name__ == "__main__":
    main(*sys.argv[1:])
