#include "labels/label_sound.h"

#include <algorithm>
#include <cmath>

#include "lib/audio/decibel.h"
#include "lib/audio/griffin_lim.h"
#include "lib/audio/mel.h"
#include "lib/audio/mel_inverse.h"
#include "lib/audio/resize.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

constexpr double kPeak = 0.5;

}  // namespace

Sound LabelSound(absl::Span<const float> label, int frames) {
  LABELREP_CHECK(label.size() == size_t{kLabelSize} * kLabelSize && frames >= 2,
                 "a label of 64 x 64 numbers and two frames or more");
  Eigen::ArrayXXd decibel(kLabelSize, kLabelSize);
  for (int64_t i = 0; i < decibel.size(); ++i) {
    decibel(i / kLabelSize, i % kLabelSize) = label[i];
  }
  const MelOptions mel;
  const Eigen::ArrayXXd power =
      PowerFromMel(DecibelToPower(ResizeLinear(decibel, kLabelSize, frames)), mel);
  const std::vector<double> samples =
      GriffinLim(power.sqrt(), {.hop_samples = mel.hop_samples, .iterations = 32, .seed = 0});
  double peak = 0;
  for (const double sample : samples) peak = std::max(peak, std::abs(sample));
  Sound sound = {.rate_hz = mel.rate_hz};
  for (const double sample : samples) {
    sound.samples.push_back(peak > 0 ? static_cast<float>(kPeak * sample / peak) : 0);
  }
  return sound;
}

}  // namespace labelrep
