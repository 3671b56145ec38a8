#include "lib/attack/temperature.h"

#include <cmath>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/softmax.h"
#include "ATen/ops/topk.h"

namespace labelrep {
namespace {

constexpr double kLargestFactor = 32;
constexpr int kHalvings = 60;

}  // namespace

double FitTemperature(const at::Tensor& scores, const at::Tensor& classes) {
  const at::NoGradGuard no_grad;
  const at::Tensor wide = scores.to(at::kCPU, at::kDouble);
  const at::Tensor own = wide.gather(1, classes.to(at::kCPU).unsqueeze(1)).squeeze(1);
  const at::Tensor two = std::get<0>(at::topk(wide, 2, /*dim=*/1));
  const double gap = (two.select(1, 0) - two.select(1, 1)).mean().item<double>();
  if (!std::isfinite(gap) || gap <= 0) return 1;
  // The cross entropy is convex in 1 / T, where its slope is the mean of E[scores] - own score.
  const auto rises = [&](double temperature) {
    const at::Tensor expected = (at::softmax(wide / temperature, 1) * wide).sum(1);
    return (expected - own).sum().item<double>() > 0;
  };
  double cold = std::log(gap / kLargestFactor), hot = std::log(gap * kLargestFactor);
  for (int halving = 0; halving < kHalvings; ++halving) {
    const double middle = (cold + hot) / 2;
    // Where it rises with 1 / T, the best 1 / T is smaller.
    (rises(std::exp(middle)) ? cold : hot) = middle;
  }
  return std::exp((cold + hot) / 2);
}

}  // namespace labelrep
