#include "lib/audio/stft.h"

#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <numbers>

#include "lib/audio/reflect.h"
#include "unsupported/Eigen/FFT"

namespace labelrep {
namespace {

std::vector<double> PeriodicHann(int n) {
  std::vector<double> window(n);
  for (int i = 0; i < n; ++i) window[i] = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * i / n);
  return window;
}

// The sample that is seen at `i`, which may be beyond the ends.
double SampleAt(const std::vector<double>& samples, int64_t i, SignalEnds ends) {
  const int64_t n = static_cast<int64_t>(samples.size());
  if (ends == SignalEnds::kMirrored) return samples[Reflect(i, n)];
  return i < 0 || i >= n ? 0 : samples[i];
}

}  // namespace

ComplexSpectrogram Stft(const std::vector<double>& samples, const StftOptions& options) {
  const int64_t frames = 1 + static_cast<int64_t>(samples.size()) / options.hop_samples;
  const std::vector<double> window = PeriodicHann(options.fft_samples);
  std::vector<double> frame(options.fft_samples);
  std::vector<std::complex<double>> spectrum;
  Eigen::FFT<double> fft;
  fft.SetFlag(Eigen::FFT<double>::HalfSpectrum);
  ComplexSpectrogram result(options.fft_samples / 2 + 1, frames);
  for (int64_t k = 0; k < frames; ++k) {
    const int64_t begin = k * options.hop_samples - options.fft_samples / 2;
    for (int i = 0; i < options.fft_samples; ++i) {
      frame[i] = window[i] * SampleAt(samples, begin + i, options.ends);
    }
    fft.fwd(spectrum, frame);
    for (int64_t bin = 0; bin < result.rows(); ++bin) result(bin, k) = spectrum[bin];
  }
  return result;
}

std::vector<double> InverseStft(const ComplexSpectrogram& spectrogram, const StftOptions& options) {
  const int64_t frames = spectrogram.cols();
  const int64_t half = options.fft_samples / 2;
  const std::vector<double> window = PeriodicHann(options.fft_samples);
  // With the half windows that stand out at both ends.
  std::vector<double> sum(options.fft_samples + options.hop_samples * (frames - 1));
  std::vector<double> weight(sum.size());
  std::vector<double> frame;
  std::vector<std::complex<double>> spectrum(spectrogram.rows());
  Eigen::FFT<double> fft;
  fft.SetFlag(Eigen::FFT<double>::HalfSpectrum);
  for (int64_t k = 0; k < frames; ++k) {
    for (int64_t bin = 0; bin < spectrogram.rows(); ++bin) spectrum[bin] = spectrogram(bin, k);
    fft.inv(frame, spectrum);
    for (int i = 0; i < options.fft_samples; ++i) {
      sum[k * options.hop_samples + i] += window[i] * frame[i];
      weight[k * options.hop_samples + i] += window[i] * window[i];
    }
  }
  std::vector<double> samples(options.hop_samples * (frames - 1));
  for (size_t i = 0; i < samples.size(); ++i) {
    const double total = weight[half + i];
    samples[i] = total > std::numeric_limits<double>::min() ? sum[half + i] / total : 0;
  }
  return samples;
}

}  // namespace labelrep
