#!/usr/bin/env python3
"""t-SNE of labelrep against openTSNE (gradients by FFT) on the same points.

    ./bazelw build //benchmarks:tsne_worker
    ./bazelw run //experiments:features -- --weights=W.safetensors --out=FOLDER
    python3 benchmarks/compare_tsne.py --points=FOLDER/features.npy

Both programs stay alive and embed in turn. Reported are the ratio of their speeds, pair by pair, as
compare_steps.py does, and of the last embeddings the Kullback-Leibler divergence, exactly, from the
same affinities (openTSNE's, of exact neighbours), and the trustworthiness by 12 neighbours. The
divergence may be 2 % above openTSNE's, the trustworthiness 0.005 below. Needs what
benchmarks/reference/requirements_tsne.txt lists.
"""

import argparse
import pathlib
import sys
import tempfile

import numpy as np
import openTSNE
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

import compare_steps

HERE = pathlib.Path(__file__).resolve().parent
WORKER = HERE.parent / "bazel-bin/benchmarks/tsne_worker"
REFERENCE = [sys.executable, str(HERE / "reference/tsne_worker.py")]

KL_ABOVE = 1.02
TRUSTWORTHINESS_BELOW = 0.005
TRUSTED_NEIGHBORS = 12


def kl_divergence(affinities, embedding):
    """In nats, over all pairs; affinities is a sparse matrix in COO form."""
    rows = range(0, len(embedding), 500)
    sum_q = sum(
        np.sum(1 / (1 + cdist(embedding[i : i + 500], embedding, "sqeuclidean"))) for i in rows
    ) - len(embedding)
    there = affinities.data > 0
    p = affinities.data[there]
    squared = np.sum(
        (embedding[affinities.row[there]] - embedding[affinities.col[there]]) ** 2, axis=1
    )
    return float(np.sum(p * (np.log(p) + np.log1p(squared) + np.log(sum_q))))


def compare_quality(flags, files):
    """Prints both numbers of both embeddings; returns whether ours are as they must be."""
    points = np.load(flags.points).astype(np.float64)
    components = PCA(min(flags.pca_components, points.shape[1])).fit_transform(points)
    affinities = openTSNE.affinity.PerplexityBasedNN(
        components, flags.perplexity, method="exact", n_jobs=flags.threads
    ).P.tocoo()
    found = {}
    for name, file in files.items():
        embedding = np.load(file).astype(np.float64)
        trusted = trustworthiness(components, embedding, n_neighbors=TRUSTED_NEIGHBORS)
        found[name] = (kl_divergence(affinities, embedding), trusted)
        print(f"{name}: KL {found[name][0]:.4f}, trustworthiness {trusted:.4f}", flush=True)
    ours, theirs = found["labelrep"], found["openTSNE"]
    return ours[0] <= KL_ABOVE * theirs[0] and ours[1] >= theirs[1] - TRUSTWORTHINESS_BELOW


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--points", required=True, help=".npy, float32 or float64 [n, f]")
    parser.add_argument("--perplexity", type=float, default=30)
    parser.add_argument("--pca_components", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1, help="CPU threads of both")
    parser.add_argument(
        "--pairs", type=int, default=5, choices=[n + 1 for n in compare_steps.T_975]
    )
    flags = parser.parse_args()
    settings = {name: getattr(flags, name) for name in ["perplexity", "pca_components", "seed"]}
    recipe = " ".join(f"{name}: {value}" for name, value in settings.items())
    common = {"points": flags.points, "threads": flags.threads}
    with tempfile.TemporaryDirectory() as folder:
        files = {name: f"{folder}/{name}.npy" for name in ["labelrep", "openTSNE"]}
        ours = compare_steps.Worker(
            [str(WORKER)], dict(common, recipe=recipe, out=files["labelrep"])
        )
        theirs = compare_steps.Worker(REFERENCE, dict(common, out=files["openTSNE"], **settings))
        n = len(np.load(flags.points, mmap_mode="r"))
        compare_steps.compare_rates(ours, theirs, flags.pairs, {ours: 1, theirs: 1}, n, "points/s")
        ours.close()
        theirs.close()
        if not compare_quality(flags, files):
            raise SystemExit("compare_tsne: the embedding is worse than openTSNE's")


if __name__ == "__main__":
    main()
