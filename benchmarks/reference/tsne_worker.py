#!/usr/bin/env python3
"""Times openTSNE on request, for benchmarks/compare_tsne.py.

Reads a number of embeddings from each line of standard input, makes that many, leaves the last one,
and answers with the seconds that they took, from the points to the embedding.
"""

import argparse
import sys
import time

import numpy as np
import openTSNE
from sklearn.decomposition import PCA


def embed(flags, points):
    """openTSNE's defaults, with gradients by FFT interpolation also below 10,000 points."""
    components = PCA(min(flags.pca_components, points.shape[1])).fit_transform(points)
    return openTSNE.TSNE(
        perplexity=flags.perplexity,
        negative_gradient_method="fft",
        n_jobs=flags.threads,
        random_state=flags.seed,
    ).fit(components)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", required=True, help=".npy, [n, f]")
    parser.add_argument("--out", required=True, help=".npy, [n, 2]")
    parser.add_argument("--perplexity", type=float, default=30)
    parser.add_argument("--pca_components", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    flags = parser.parse_args()
    points = np.load(flags.points).astype(np.float64)
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line)):
            embedding = embed(flags, points)
        seconds = time.perf_counter() - start
        np.save(flags.out, np.asarray(embedding))
        print(f"{seconds:.6f}", flush=True)


if __name__ == "__main__":
    main()
