// Signals, sound files and goldens for tests. make_goldens.py makes the same signals.
#ifndef LIB_AUDIO_AUDIO_TESTING_H_
#define LIB_AUDIO_AUDIO_TESTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "Eigen/Core"

namespace labelrep {

// A 440 Hz tone of amplitude 0.4 with noise of +-0.1 from a linear congruential generator.
std::vector<float> TestSignal(int samples, int rate_hz);

// A 16-bit WAV file. `samples` are interleaved where there are several channels.
std::string EncodeWav16(const std::vector<int16_t>& samples, int channels, int rate_hz);

// A WAV file of 32-bit floats, one channel.
std::string EncodeWavFloat(const std::vector<float>& samples, int rate_hz);

// TestSignal as a 16-bit mono WAV file.
std::string TestWav(int samples, int rate_hz);

struct Golden {
  std::vector<int64_t> shape;
  std::vector<float> values;

  // One of two dimensions.
  Eigen::ArrayXXd AsArray() const;
  // Largest absolute difference to an array of two dimensions, which must have this shape.
  double MaxDifference(const Eigen::ArrayXXd& array) const;
};

// testdata/<name>.npy; a test that cannot read it fails.
Golden ReadGolden(const std::string& name);

}  // namespace labelrep

#endif  // LIB_AUDIO_AUDIO_TESTING_H_
