// Principal component analysis.
#ifndef LIB_EMBED_PRINCIPAL_COMPONENTS_H_
#define LIB_EMBED_PRINCIPAL_COMPONENTS_H_

#include <cstdint>

#include "ATen/core/Tensor.h"

namespace labelrep {

// Coordinates of points along the axes of their largest variance, around their mean: float64
// [n, min(count, f)], by falling variance, of points [n, f] of a floating-point type. Each axis
// points to where its largest element by size is positive. Throws c10::Error.
// Reference: sklearn.decomposition.PCA.
at::Tensor PrincipalComponents(const at::Tensor& points, int64_t count);

}  // namespace labelrep

#endif  // LIB_EMBED_PRINCIPAL_COMPONENTS_H_
