// Mel power spectrograms.
// Reference: librosa.feature.melspectrogram with Slaney's mel scale and norm; the ends of the
// signal are padded by reflection.
#ifndef LIB_AUDIO_MEL_H_
#define LIB_AUDIO_MEL_H_

#include <vector>

#include "Eigen/Core"

namespace labelrep {

// One row a mel band (the lowest first), one column a frame.
using Spectrogram = Eigen::ArrayXXd;

struct MelOptions {
  int rate_hz = 22050;
  int fft_samples = 2048;  // a power of two; also the length of the Hann window
  int hop_samples = 256;
  int bands = 64;
  double max_hz = 8000;
};

// Frequency in Hz on Slaney's mel scale (linear below 1000 Hz, logarithmic above), and back.
double HzToMel(double hz);
double MelToHz(double mel);

// [bands, fft_samples / 2 + 1]: triangles of equal area.
Eigen::MatrixXd MelFilters(const MelOptions& options);

// [bands, 1 + n / hop_samples] for n >= 1 samples; frame k is centred at sample k * hop_samples.
Spectrogram MelSpectrogram(const std::vector<float>& samples, const MelOptions& options = {});

}  // namespace labelrep

#endif  // LIB_AUDIO_MEL_H_
