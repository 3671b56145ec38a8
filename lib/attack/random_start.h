// Where attacks that start at a random point of the epsilon ball do so.
#ifndef LIB_ATTACK_RANDOM_START_H_
#define LIB_ATTACK_RANDOM_START_H_

#include <cstdint>

#include "ATen/core/Tensor.h"
#include "absl/strings/string_view.h"
#include "lib/attack/attack.h"

namespace labelrep {

// [K, 3, h, w] like the images, uniform in [-1, 1), for rows of StackEpsilons(batch), int64 [K]:
// each image's own, the same at every epsilon, of the stream of that seed and purpose at the
// image's index.
at::Tensor RandomDirections(const AttackBatch& batch, const at::Tensor& rows, uint64_t seed,
                            absl::string_view purpose);

}  // namespace labelrep

#endif  // LIB_ATTACK_RANDOM_START_H_
