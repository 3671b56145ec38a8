#include "lib/audio/mel.h"

#include <algorithm>
#include <cmath>

#include "lib/audio/stft.h"

namespace labelrep {
namespace {

constexpr double kHzPerMel = 200.0 / 3;  // of the linear part
constexpr double kLogStartHz = 1000;
constexpr double kLogStartMel = kLogStartHz / kHzPerMel;

// Step of the logarithmic part: 27 mels are a factor of 6.4.
double LogStep() { return std::log(6.4) / 27; }

// [fft_samples / 2 + 1, frames]
Eigen::MatrixXd PowerSpectrogram(const std::vector<float>& samples, const MelOptions& options) {
  return Stft({samples.begin(), samples.end()},
              {.fft_samples = options.fft_samples, .hop_samples = options.hop_samples})
      .abs2();
}

}  // namespace

double HzToMel(double hz) {
  if (hz < kLogStartHz) return hz / kHzPerMel;
  return kLogStartMel + std::log(hz / kLogStartHz) / LogStep();
}

double MelToHz(double mel) {
  if (mel < kLogStartMel) return mel * kHzPerMel;
  return kLogStartHz * std::exp((mel - kLogStartMel) * LogStep());
}

Eigen::MatrixXd MelFilters(const MelOptions& options) {
  const int bins = options.fft_samples / 2 + 1;
  std::vector<double> edges(options.bands + 2);
  const double top = HzToMel(options.max_hz);
  for (int i = 0; i < options.bands + 2; ++i) edges[i] = MelToHz(top * i / (options.bands + 1));
  Eigen::MatrixXd filters(options.bands, bins);
  for (int band = 0; band < options.bands; ++band) {
    const double low = edges[band], center = edges[band + 1], high = edges[band + 2];
    for (int bin = 0; bin < bins; ++bin) {
      const double hz = static_cast<double>(bin) * options.rate_hz / options.fft_samples;
      const double triangle = std::min((hz - low) / (center - low), (high - hz) / (high - center));
      filters(band, bin) = std::max(0.0, triangle) * 2 / (high - low);
    }
  }
  return filters;
}

Spectrogram MelSpectrogram(const std::vector<float>& samples, const MelOptions& options) {
  return (MelFilters(options) * PowerSpectrogram(samples, options)).array();
}

}  // namespace labelrep
