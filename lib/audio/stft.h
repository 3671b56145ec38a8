// Short-time Fourier transforms of real signals, and back.
// Reference: librosa.stft and istft with center=True and the periodic Hann window.
#ifndef LIB_AUDIO_STFT_H_
#define LIB_AUDIO_STFT_H_

#include <vector>

#include "Eigen/Core"

namespace labelrep {

// What a frame sees beyond the ends of the signal.
enum class SignalEnds {
  kMirrored,  // as in a mirror that stands on the end sample
  kSilent     // zeros
};

struct StftOptions {
  int fft_samples = 2048;  // a power of two; also the length of the Hann window
  int hop_samples = 256;   // between the centres of two frames
  SignalEnds ends = SignalEnds::kMirrored;
};

// [fft_samples / 2 + 1, frames]
using ComplexSpectrogram = Eigen::ArrayXXcd;

// 1 + n / hop_samples frames of n >= 1 samples; frame k is centred at sample k * hop_samples.
ComplexSpectrogram Stft(const std::vector<double>& samples, const StftOptions& options);

// hop_samples * (frames - 1) samples: those whose transform is the nearest by squared distance,
// apart from the ends (Griffin and Lim, 1984, equation 6). The signal itself where the spectrogram
// is that of one.
std::vector<double> InverseStft(const ComplexSpectrogram& spectrogram, const StftOptions& options);

}  // namespace labelrep

#endif  // LIB_AUDIO_STFT_H_
