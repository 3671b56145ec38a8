#include "lib/attack/targets.h"

#include "ATen/CPUGeneratorImpl.h"
#include "ATen/ops/randint.h"

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

}  // namespace labelrep
