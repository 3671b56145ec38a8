#include "lib/audio/audio_testing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "gtest/gtest.h"
#include "lib/base/npy.h"

namespace labelrep {
namespace {

void Append(std::string& bytes, uint32_t value, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

std::string Wav(int format, int bits, int channels, int rate_hz, const std::string& data) {
  std::string bytes = "RIFF";
  Append(bytes, static_cast<uint32_t>(36 + data.size()), 4);
  bytes += "WAVEfmt ";
  Append(bytes, 16, 4);
  Append(bytes, format, 2);
  Append(bytes, channels, 2);
  Append(bytes, rate_hz, 4);
  Append(bytes, rate_hz * channels * bits / 8, 4);
  Append(bytes, channels * bits / 8, 2);
  Append(bytes, bits, 2);
  bytes += "data";
  Append(bytes, static_cast<uint32_t>(data.size()), 4);
  return bytes + data;
}

}  // namespace

std::vector<float> TestSignal(int samples, int rate_hz) {
  std::vector<float> signal;
  uint32_t state = 1;
  for (int i = 0; i < samples; ++i) {
    state = (state * 1103515245u + 12345u) & 0x7fffffffu;
    const double noise = state / 2147483648.0 - 0.5;
    signal.push_back(
        static_cast<float>(0.4 * std::sin(2 * std::numbers::pi * 440 * i / rate_hz) + 0.2 * noise));
  }
  return signal;
}

std::string EncodeWav16(const std::vector<int16_t>& samples, int channels, int rate_hz) {
  return Wav(/*format=*/1, /*bits=*/16, channels, rate_hz,
             std::string(reinterpret_cast<const char*>(samples.data()), samples.size() * 2));
}

std::string EncodeWavFloat(const std::vector<float>& samples, int rate_hz) {
  return Wav(/*format=*/3, /*bits=*/32, /*channels=*/1, rate_hz,
             std::string(reinterpret_cast<const char*>(samples.data()), samples.size() * 4));
}

std::string TestWav(int samples, int rate_hz) {
  std::vector<int16_t> values;
  for (float sample : TestSignal(samples, rate_hz)) {
    values.push_back(static_cast<int16_t>(std::lround(sample * 32767)));
  }
  return EncodeWav16(values, 1, rate_hz);
}

Eigen::ArrayXXd Golden::AsArray() const {
  if (shape.size() != 2) {
    ADD_FAILURE() << "found " << shape.size() << " dimensions";
    return {};
  }
  Eigen::ArrayXXd array(shape[0], shape[1]);
  for (int64_t i = 0; i < array.size(); ++i) array(i / shape[1], i % shape[1]) = values[i];
  return array;
}

double Golden::MaxDifference(const Eigen::ArrayXXd& array) const {
  if (shape != std::vector<int64_t>{array.rows(), array.cols()}) {
    ADD_FAILURE() << "found " << array.rows() << "x" << array.cols();
    return std::numeric_limits<double>::infinity();
  }
  double worst = 0;
  for (int64_t row = 0; row < array.rows(); ++row) {
    for (int64_t column = 0; column < array.cols(); ++column) {
      worst = std::max(worst, std::abs(array(row, column) - values[row * shape[1] + column]));
    }
  }
  return worst;
}

Golden ReadGolden(const std::string& name) {
  const absl::StatusOr<Array> array = ReadNpy("lib/audio/testdata/" + name + ".npy");
  EXPECT_TRUE(array.ok()) << array.status();
  if (!array.ok()) return {};
  return {array->shape, array->ToFiniteFloats().value()};
}

}  // namespace labelrep
