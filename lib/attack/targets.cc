#include "lib/attack/targets.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "ATen/CPUGeneratorImpl.h"
#include "ATen/ops/randint.h"
#include "ATen/ops/sort.h"

namespace labelrep {

std::vector<int32_t> DrawTargets(absl::Span<const int32_t> classes, int32_t num_classes,
                                 uint64_t seed) {
  TORCH_CHECK(num_classes >= 2, "a target class needs at least two classes");
  const at::Generator generator = at::detail::createCPUGenerator(seed);
  const auto draw = [&] {
    return at::randint(0, num_classes, {1}, generator, at::kLong).item<int64_t>();
  };
  std::vector<int32_t> targets;
  targets.reserve(classes.size());
  for (const int32_t own : classes) {
    int64_t target = draw();
    while (target == own) target = draw();
    targets.push_back(static_cast<int32_t>(target));
  }
  return targets;
}

at::Tensor NearestClasses(const at::Tensor& scores, const at::Tensor& classes, int64_t count) {
  const at::Tensor others =
      scores.scatter(1, classes.unsqueeze(1), -std::numeric_limits<double>::infinity());
  return std::get<1>(at::sort(others, /*stable=*/true, /*dim=*/1, /*descending=*/true))
      .narrow(1, 0, std::min(count, scores.size(1) - 1));
}

}  // namespace labelrep
