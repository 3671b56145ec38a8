"""Makes testdata/ with openTSNE and scikit-learn:

  pip install -r benchmarks/reference/requirements_tsne.txt
  python3 lib/embed/make_goldens.py lib/embed/testdata
"""

import sys

import numpy as np
import openTSNE
from openTSNE import _tsne
from scipy.spatial.distance import squareform
from sklearn.decomposition import PCA
from sklearn.manifold import _t_sne
from sklearn.metrics import silhouette_samples
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

POINTS = 120
DIMENSIONS = 8
CLASSES = 4
PERPLEXITY = 10
NEIGHBORS = 3 * PERPLEXITY
VOTERS = 15


def joint(distances, indices):
    """Affinities as openTSNE has them, but for its tolerance of 1e-8 on the entropy."""
    conditional = np.asarray(
        _tsne.compute_gaussian_perplexity(distances, np.array([PERPLEXITY], float), 0)
    )
    full = np.zeros((POINTS, POINTS))
    np.put_along_axis(full, indices, conditional, axis=1)
    return conditional, (full + full.T) / (2 * POINTS)


def main(folder):
    random = np.random.default_rng(5)
    classes = np.arange(POINTS) % CLASSES
    # Of clusters that overlap, and columns of different spread.
    points = random.normal(size=(CLASSES, DIMENSIONS))[classes] * 1.5
    points = (points + random.normal(size=points.shape)) * np.linspace(2, 0.5, DIMENSIONS) + 3

    neighbors = NearestNeighbors(n_neighbors=NEIGHBORS).fit(points)
    distances, indices = neighbors.kneighbors()
    conditional, affinities = joint(distances, indices)

    # Numbers that float32 has too.
    positions = (random.normal(size=(POINTS, 2)) * 4).astype(np.float32).astype(float)
    kl_divergence, gradient = _t_sne._kl_divergence(
        positions.ravel(), squareform(affinities, checks=False), 1, POINTS, 2
    )
    embedding = openTSNE.TSNE(
        perplexity=PERPLEXITY, neighbors="exact", negative_gradient_method="bh", theta=0,
        random_state=5,
    ).fit(points)

    voters = KNeighborsClassifier(VOTERS).fit(points, classes)
    goldens = {
        "points": points,
        "components": PCA(svd_solver="full").fit_transform(points),
        "distances": distances,
        "indices": indices,
        "conditional": conditional,
        "affinities": affinities,
        "positions": positions,
        "gradient": gradient.reshape(POINTS, 2),
        "kl_divergences": np.array([kl_divergence, embedding.kl_divergence]),
        "silhouettes": silhouette_samples(points, classes),
        "votes": voters.predict(None),
    }
    for name, golden in goldens.items():
        np.save(f"{folder}/{name}.npy", golden)


if __name__ == "__main__":
    main(sys.argv[1])
