// How far the classes of points of many dimensions lie apart: numbers beside a picture.
#ifndef LIB_EMBED_CLASS_SEPARATION_H_
#define LIB_EMBED_CLASS_SEPARATION_H_

#include <cstdint>
#include <vector>

#include "ATen/core/Tensor.h"

namespace labelrep {

// Of each point (b - a) / max(a, b), in [-1, 1]: a is the mean Euclidean distance to the other
// points of its class, b that to the points of the nearest other class. 0 where it is the only one
// of its class, where no other class has points, and where a and b are 0.
// `points` are [n, f] of a floating-point type, `classes` int64 [n] in 0..num_classes-1, both on
// the CPU. Throws c10::Error. Reference: sklearn.metrics.silhouette_samples.
std::vector<double> Silhouettes(const at::Tensor& points, const at::Tensor& classes,
                                int64_t num_classes);

// Mean of the values of each class, one for each point; 0 for a class without points.
std::vector<double> MeansByClass(const std::vector<double>& values, const at::Tensor& classes,
                                 int64_t num_classes);

// The share of points, in [0, 1], whose class is that of most of their k nearest other points; of
// classes with equally many the lowest counts. CHECKs that k is in 1..n-1; see Silhouettes.
// Reference: sklearn.neighbors.KNeighborsClassifier.predict(None).
double NeighborAccuracy(const at::Tensor& points, const at::Tensor& classes, int64_t num_classes,
                        int64_t k);

}  // namespace labelrep

#endif  // LIB_EMBED_CLASS_SEPARATION_H_
