#include "labels/label_sound.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "lib/audio/decibel.h"
#include "lib/audio/griffin_lim.h"
#include "lib/audio/mel.h"
#include "lib/audio/mel_inverse.h"
#include "lib/audio/resize.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

constexpr double kPeak = 0.5;

// [frequencies, frames], of the label's powers.
Eigen::ArrayXXd Magnitudes(absl::Span<const float> label, int frames) {
  LABELREP_CHECK(label.size() == size_t{kLabelSize} * kLabelSize && frames >= 2,
                 "a label of 64 x 64 numbers and two frames or more");
  Eigen::ArrayXXd decibel(kLabelSize, kLabelSize);
  for (int64_t i = 0; i < decibel.size(); ++i) {
    decibel(i / kLabelSize, i % kLabelSize) = label[i];
  }
  return PowerFromMel(DecibelToPower(ResizeLinear(decibel, kLabelSize, frames)), MelOptions())
      .sqrt();
}

Sound SoundOf(const Eigen::ArrayXXd& magnitudes, int seed) {
  const MelOptions mel;
  const std::vector<double> samples = GriffinLim(
      magnitudes,
      {.hop_samples = mel.hop_samples, .iterations = 32, .seed = static_cast<uint32_t>(seed)});
  double peak = 0;
  for (const double sample : samples) peak = std::max(peak, std::abs(sample));
  Sound sound = {.samples = {}, .rate_hz = mel.rate_hz};
  for (const double sample : samples) {
    sound.samples.push_back(peak > 0 ? static_cast<float>(kPeak * sample / peak) : 0);
  }
  return sound;
}

}  // namespace

bool AreSpectrograms(const LabelSet& labels) {
  const auto is_decibel = [](float value) { return value >= -kLabelRange && value <= 0; };
  return labels.shape_size() == 2 && labels.shape(0) == kLabelSize &&
         labels.shape(1) == kLabelSize &&
         std::all_of(labels.values().begin(), labels.values().end(), is_decibel);
}

Sound LabelSound(absl::Span<const float> label, int frames) {
  return SoundOf(Magnitudes(label, frames), 0);
}

std::vector<Sound> LabelSounds(absl::Span<const float> label, int phases) {
  const Eigen::ArrayXXd magnitudes = Magnitudes(label, kLabelSize);
  std::vector<Sound> sounds;
  for (int seed = 0; seed < phases; ++seed) sounds.push_back(SoundOf(magnitudes, seed));
  return sounds;
}

}  // namespace labelrep
