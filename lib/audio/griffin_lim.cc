#include "lib/audio/griffin_lim.h"

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

#include "lib/audio/stft.h"
#include "lib/base/numpy_random.h"

namespace labelrep {
namespace {

StftOptions OptionsOf(const Eigen::ArrayXXd& magnitudes, int hop_samples) {
  return {.fft_samples = static_cast<int>(2 * (magnitudes.rows() - 1)),
          .hop_samples = hop_samples,
          .ends = SignalEnds::kSilent};
}

// Random phases, drawn bin by bin, each for all frames.
ComplexSpectrogram RandomPhases(int64_t bins, int64_t frames, uint32_t seed) {
  NumpyRandomState random(seed);
  ComplexSpectrogram phases(bins, frames);
  for (int64_t bin = 0; bin < bins; ++bin) {
    for (int64_t frame = 0; frame < frames; ++frame) {
      phases(bin, frame) = std::polar(1.0, 2 * std::numbers::pi * random.NextDouble());
    }
  }
  return phases;
}

}  // namespace

std::vector<double> GriffinLim(const Eigen::ArrayXXd& magnitudes,
                               const GriffinLimOptions& options) {
  const StftOptions stft = OptionsOf(magnitudes, options.hop_samples);
  const double share = options.momentum / (1 + options.momentum);
  ComplexSpectrogram estimate =
      magnitudes * RandomPhases(magnitudes.rows(), magnitudes.cols(), options.seed);
  ComplexSpectrogram previous = ComplexSpectrogram::Zero(magnitudes.rows(), magnitudes.cols());
  for (int i = 0; i < options.iterations; ++i) {
    const ComplexSpectrogram rebuilt = Stft(InverseStft(estimate, stft), stft);
    estimate = rebuilt - share * previous;
    // Where there is nothing a phase is none.
    estimate *= magnitudes / (estimate.abs() + std::numeric_limits<double>::min());
    previous = rebuilt;
  }
  return InverseStft(estimate, stft);
}

double SpectralConvergence(const Eigen::ArrayXXd& magnitudes, const std::vector<double>& samples,
                           int hop_samples) {
  const Eigen::ArrayXXd found = Stft(samples, OptionsOf(magnitudes, hop_samples)).abs();
  return (found - magnitudes).matrix().norm() / magnitudes.matrix().norm();
}

}  // namespace labelrep
