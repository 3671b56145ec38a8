#include "lib/audio/trim.h"

#include <algorithm>
#include <cmath>

namespace labelrep {
namespace {

// Mean squares are bounded from below, so that a silent frame has a level.
constexpr double kMinMeanSquare = 1e-10;

std::vector<double> FrameMeanSquares(const std::vector<float>& samples,
                                     const TrimOptions& options) {
  const int64_t n = static_cast<int64_t>(samples.size());
  std::vector<double> result;
  for (int64_t center = 0; center <= n; center += options.hop_samples) {
    const int64_t begin = std::max<int64_t>(0, center - options.frame_samples / 2);
    const int64_t end = std::min(n, center - options.frame_samples / 2 + options.frame_samples);
    double sum = 0;
    for (int64_t i = begin; i < end; ++i) sum += static_cast<double>(samples[i]) * samples[i];
    result.push_back(std::max(kMinMeanSquare, sum / options.frame_samples));
  }
  return result;
}

}  // namespace

std::vector<float> TrimSilence(const std::vector<float>& samples, const TrimOptions& options) {
  const std::vector<double> levels = FrameMeanSquares(samples, options);
  const double loudest = *std::max_element(levels.begin(), levels.end());
  const double threshold = loudest * std::pow(10.0, -options.top_db / 10);
  const auto loud = [threshold](double level) { return level > threshold; };
  const int64_t first = std::find_if(levels.begin(), levels.end(), loud) - levels.begin();
  const int64_t last = levels.rend() - std::find_if(levels.rbegin(), levels.rend(), loud) - 1;
  const int64_t n = static_cast<int64_t>(samples.size());
  const int64_t end = std::min(n, (last + 1) * options.hop_samples);
  return {samples.begin() + std::min(end, first * options.hop_samples), samples.begin() + end};
}

}  // namespace labelrep
