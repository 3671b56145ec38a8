#include "lib/audio/mel.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>

#include "lib/audio/reflect.h"
#include "unsupported/Eigen/FFT"

namespace labelrep {
namespace {

constexpr double kHzPerMel = 200.0 / 3;  // of the linear part
constexpr double kLogStartHz = 1000;
constexpr double kLogStartMel = kLogStartHz / kHzPerMel;

// Step of the logarithmic part: 27 mels are a factor of 6.4.
double LogStep() { return std::log(6.4) / 27; }

std::vector<double> PeriodicHann(int n) {
  std::vector<double> window(n);
  for (int i = 0; i < n; ++i) window[i] = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * i / n);
  return window;
}

// [fft_samples / 2 + 1, frames]
Eigen::MatrixXd PowerSpectrogram(const std::vector<float>& samples, const MelOptions& options) {
  const int64_t n = static_cast<int64_t>(samples.size());
  const int bins = options.fft_samples / 2 + 1;
  const int64_t frames = 1 + n / options.hop_samples;
  const std::vector<double> window = PeriodicHann(options.fft_samples);
  std::vector<double> frame(options.fft_samples);
  std::vector<std::complex<double>> spectrum;
  Eigen::FFT<double> fft;
  Eigen::MatrixXd power(bins, frames);
  for (int64_t k = 0; k < frames; ++k) {
    const int64_t begin = k * options.hop_samples - options.fft_samples / 2;
    for (int i = 0; i < options.fft_samples; ++i) {
      frame[i] = window[i] * samples[Reflect(begin + i, n)];
    }
    fft.fwd(spectrum, frame);
    for (int bin = 0; bin < bins; ++bin) power(bin, k) = std::norm(spectrum[bin]);
  }
  return power;
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
