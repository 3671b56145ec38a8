// The classes that targeted attacks aim at (protocol, "Attacks").
#ifndef LIB_ATTACK_TARGETS_H_
#define LIB_ATTACK_TARGETS_H_

#include <cstdint>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/types/span.h"

namespace labelrep {

// A wrong class for each image, given the images' classes, each in 0..num_classes-1, in the order
// of the test split: torch's CPU generator with that seed, randint(0, num_classes), drawn again
// while it is the image's own class. So the first images' targets do not depend on how many follow.
// An image's target is not the one that the release draws for it, as the order is another; see
// RecordOrder in lib/data/cifar.h. num_classes >= 2.
std::vector<int32_t> DrawTargets(absl::Span<const int32_t> classes, int32_t num_classes,
                                 uint64_t seed);

// int64 [B, K]: the K classes other than the image's own, int64 [B], whose scores, [B, n], are the
// largest, the largest first and a tie in the classes' order. K is `count`, n - 1 at most.
at::Tensor NearestClasses(const at::Tensor& scores, const at::Tensor& classes, int64_t count);

}  // namespace labelrep

#endif  // LIB_ATTACK_TARGETS_H_
