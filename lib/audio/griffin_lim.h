// A signal from the magnitudes of its short-time Fourier transform alone.
// Reference: Griffin and Lim, "Signal estimation from modified short-time Fourier transform", 1984,
// with the momentum of Perraudin, Balazs and Søndergaard, "A fast Griffin-Lim algorithm", 2013, as
// librosa.griffinlim has it.
#ifndef LIB_AUDIO_GRIFFIN_LIM_H_
#define LIB_AUDIO_GRIFFIN_LIM_H_

#include <cstdint>
#include <vector>

#include "Eigen/Core"

namespace labelrep {

struct GriffinLimOptions {
  int hop_samples = 256;
  int iterations = 32;
  double momentum = 0.99;
  // Of the phases that it starts from: NumPy's RandomState(seed).
  uint32_t seed = 0;
};

// hop_samples * (frames - 1) samples whose transform, with silence beyond the ends, has about these
// magnitudes, [fft_samples / 2 + 1, frames] and not negative. Same magnitudes and options, same
// bytes on one type of machine.
std::vector<double> GriffinLim(const Eigen::ArrayXXd& magnitudes, const GriffinLimOptions& options);

// How far the magnitudes of a signal's transform are from these: the root of the sum of squared
// differences as a share of that of the squared magnitudes.
double SpectralConvergence(const Eigen::ArrayXXd& magnitudes, const std::vector<double>& samples,
                           int hop_samples);

}  // namespace labelrep

#endif  // LIB_AUDIO_GRIFFIN_LIM_H_
