"""Makes testdata/ with SciPy and statsmodels:

  pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
  python3 lib/stats/make_goldens.py lib/stats/testdata
"""

import itertools
import sys

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

LONGEST = 8


def padded(values):
    return list(values) + [np.nan] * (LONGEST - len(values))


def interval(values):
    """Mean, standard deviation, and the ends of the 95 % interval."""
    mean, sem = np.mean(values), stats.sem(values)
    ends = stats.t.interval(0.95, len(values) - 1, loc=mean, scale=sem)
    return [mean, np.std(values, ddof=1), *ends]


def comparison(treated, control):
    """A row of comparisons.npy.

    It is n, both samples, the intervals of the first and of the difference, t, p and d.
    """
    difference = np.array(treated) - np.array(control)
    test = stats.ttest_rel(treated, control)
    d = np.mean(difference) / np.std(difference, ddof=1)
    samples = [len(treated), *padded(treated), *padded(control)]
    return [*samples, *interval(treated), *interval(difference), test.statistic, test.pvalue, d]


def correlation(x, y):
    """A row of spearman.npy: n, both sides, rho, p, and the ends of the 95 % interval.

    p is the share of all pairings whose rho is as far from 0.
    None where the ranks are all in order, so that there is no interval.
    """
    rho = stats.spearmanr(x, y).statistic
    ranks = [stats.rankdata(side) - (len(x) + 1) / 2 for side in (x, y)]
    products = np.array([ranks[0] @ np.array(y) for y in itertools.permutations(ranks[1])])
    p = np.mean(np.abs(products) >= abs(ranks[0] @ ranks[1]) - 1e-9)
    if abs(rho) > 1 - 1e-9:
        return None
    width = stats.norm.ppf(0.975) * np.sqrt((1 + rho**2 / 2) / (len(x) - 3))
    ends = np.tanh(np.arctanh(rho) + np.array([-width, width]))
    return [len(x), *padded(x), *padded(y), rho, p, *ends]


def share_difference(counts):
    """A row of share_differences.npy: both counts with what they are of, and the ends."""
    return [*counts, *confint_proportions_2indep(*counts, method="newcomb", compare="diff")]


def main(folder):
    random = np.random.default_rng(5)
    comparisons = [
        comparison([0.53, 0.55], [0.51, 0.50]),
        comparison(
            [0.2825, 0.3011, 0.2907, 0.2850, 0.2999], [0.4601, 0.4550, 0.4723, 0.4688, 0.4590]
        ),
    ]
    holm = []
    for n in range(2, LONGEST + 1):
        for spread in [1e-4, 1e-2, 1]:
            base = random.uniform(0.1, 0.9)
            control = base + spread * random.normal(size=n)
            comparisons.append(comparison(control + spread * random.normal(size=n), control))
        for power in [1, 4]:
            p = random.uniform(size=n) ** power
            if n > 4:
                p[3] = p[1]
            holm.append([n, *padded(p), *padded(multipletests(p, method="holm")[1])])
    correlations = [correlation([1, 2, 2, 3, 3, 3], [5, 5, 4, 1, 2, 1])]
    for n in range(4, LONGEST + 1):
        for noise in [0.3, 2]:
            x = random.normal(size=n)
            correlations.append(correlation(x, -x + noise * random.normal(size=n)))
    np.save(f"{folder}/spearman.npy", np.array([row for row in correlations if row]))
    np.save(f"{folder}/comparisons.npy", np.array(comparisons))
    np.save(f"{folder}/holm.npy", np.array(holm))
    counts = [(8314, 10000, 8860, 10000), (0, 10, 10, 10), (5, 5, 5, 5), (0, 7, 0, 90)]
    np.save(f"{folder}/share_differences.npy", np.array([share_difference(row) for row in counts]))


if __name__ == "__main__":
    main(sys.argv[1])
